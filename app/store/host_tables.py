"""What SQL keeps of hosts: accounts, who is signed in, invitations, and what they did."""

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel


class HostAccountRow(SQLModel, table=True):
    """Somebody who may start rehearsals: by a password, by another's word (issuer and subject), or both."""

    __tablename__ = "host_accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="one_account_a_subject"),)

    id: str = Field(primary_key=True)
    login: str = Field(unique=True)
    name: str
    password: str | None = None
    """Argon2's own form, with its salt and costs."""
    issuer: str | None = None
    subject: str | None = None
    created_at: int = Field(sa_type=BigInteger)
    disabled_at: int | None = Field(default=None, sa_type=BigInteger)


class HostSessionRow(SQLModel, table=True):
    """A browser that is signed in, known by the hash of its token."""

    __tablename__ = "host_sessions"

    token_hash: str = Field(primary_key=True)
    account: str = Field(foreign_key="host_accounts.id", index=True)
    created_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger, index=True)


class SpentInviteRow(SQLModel, table=True):
    """An invitation that somebody has used: it opens nothing a second time."""

    __tablename__ = "spent_invites"

    token_hash: str = Field(primary_key=True)
    account: str = Field(foreign_key="host_accounts.id")
    spent_at: int = Field(sa_type=BigInteger)


class AuditRow(SQLModel, table=True):
    """One thing a host did. Rows are added and never changed."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: int = Field(sa_type=BigInteger, index=True)
    account: str | None
    """None where nobody need sign in."""
    act: str
    about: str
    """An id: of a rehearsal, a draft, an account."""
