"""What SQL keeps of the workshop. Times are wall clock ms since 1970, trees and operations packed JSON."""

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class ScenarioDraftRow(SQLModel, table=True):
    """A scenario being written: its tree as it was begun and as it is after `edit` edits.

    `source` is the folder of the library whose pictures it shows; `published` its newest version, 0 for none.
    """

    __tablename__ = "drafts"

    id: str = Field(primary_key=True)
    slug: str = Field(index=True)
    source: str | None = None
    made_by: str
    first: bytes = Field(sa_type=LargeBinary)
    tree: bytes = Field(sa_type=LargeBinary)
    edit: int = 0
    published: int = 0
    created_at: int = Field(sa_type=BigInteger)
    changed_at: int = Field(sa_type=BigInteger)


class EditRow(SQLModel, table=True):
    """Edit `n` of a draft: never changed, never removed. `ask` is the author's own name for it."""

    __tablename__ = "edits"
    __table_args__ = (UniqueConstraint("draft", "ask", name="one_edit_an_ask"),)

    draft: str = Field(primary_key=True, foreign_key="drafts.id")
    n: int = Field(primary_key=True)
    by: str
    at: int = Field(sa_type=BigInteger)
    ops: bytes = Field(sa_type=LargeBinary)
    inverse: bytes = Field(sa_type=LargeBinary)
    undoes: int | None = None
    ask: str | None = None


class AuthorRow(SQLModel, table=True):
    """Who has a draft open, and which place of it they look at."""

    __tablename__ = "authors"

    draft: str = Field(primary_key=True, foreign_key="drafts.id")
    id: str = Field(primary_key=True)
    name: str
    place: str
    seen_at: int = Field(sa_type=BigInteger)


class PublishedRow(SQLModel, table=True):
    """A version of a draft that rehearsals are started from: never changed, never removed.

    `edit` is the draft's edit it shows, `changes` how many there were since the version before.
    """

    __tablename__ = "published"

    draft: str = Field(primary_key=True, foreign_key="drafts.id")
    version: int = Field(primary_key=True)
    slug: str = Field(index=True)
    source: str | None = None
    edit: int
    by: str
    at: int = Field(sa_type=BigInteger)
    note: str
    hash: str
    changes: int
    tree: bytes = Field(sa_type=LargeBinary)


class SlugRow(SQLModel, table=True):
    """Which draft publishes under a slug, for good."""

    __tablename__ = "slugs"

    slug: str = Field(primary_key=True)
    draft: str = Field(foreign_key="drafts.id")
