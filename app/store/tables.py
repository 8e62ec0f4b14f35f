"""What SQL keeps. Times are wall clock ms since 1970; hashes are hex."""

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class HostRow(SQLModel, table=True):
    """Hosts as the first tables had them. Nobody is in it: `host_accounts` has those who sign in."""

    __tablename__ = "hosts"

    id: str = Field(primary_key=True)
    name: str
    browser_hash: str = Field(unique=True)
    created_at: int = Field(sa_type=BigInteger)


class ScenarioRow(SQLModel, table=True):
    """One version of a scenario, named by what it says: never edited."""

    __tablename__ = "scenarios"

    hash: str = Field(primary_key=True)
    slug: str = Field(index=True)
    version: int
    title: str
    body: bytes = Field(sa_type=LargeBinary)
    created_at: int = Field(sa_type=BigInteger)


class RehearsalRow(SQLModel, table=True):
    """A rehearsal as lists show it; what happened in it is in its log."""

    __tablename__ = "rehearsals"

    id: str = Field(primary_key=True)
    code: str = Field(unique=True)
    title: str
    scenario: str
    scenario_hash: str
    mode: str
    state: str = Field(index=True)
    epoch: str
    host: str | None = Field(default=None, foreign_key="hosts.id")
    created_at: int = Field(sa_type=BigInteger, index=True)
    ended_at: int | None = Field(default=None, sa_type=BigInteger)


class ParticipantRow(SQLModel, table=True):
    """A person in a rehearsal; `seat` is None once they left it.

    `joined_at` is 0 for somebody who waits at the door, or was turned away there: they never were in it.
    """

    __tablename__ = "participants"
    __table_args__ = (UniqueConstraint("rehearsal", "seat", name="one_participant_a_seat"),)

    id: str = Field(primary_key=True)
    rehearsal: str = Field(foreign_key="rehearsals.id", index=True)
    seat: str | None
    name: str
    browser_hash: str = Field(index=True)
    joined_at: int = Field(sa_type=BigInteger)


class SegmentRow(SQLModel, table=True):
    """Entries `first` to `first + count - 1` of a log, compressed.

    `chain` is the hash of all entries of the epoch up to the last one in here.
    """

    __tablename__ = "log_segments"

    rehearsal: str = Field(primary_key=True)
    epoch: str = Field(primary_key=True)
    first: int = Field(primary_key=True, sa_type=BigInteger)
    count: int
    chain: str
    data: bytes = Field(sa_type=LargeBinary)


class DigestRow(SQLModel, table=True):
    """A drill in little, made from its first `entries` entries by the rules of `version`."""

    __tablename__ = "digests"

    rehearsal: str = Field(primary_key=True, foreign_key="rehearsals.id")
    version: str
    entries: int = Field(sa_type=BigInteger)
    body: bytes = Field(sa_type=LargeBinary)


class ReviewRow(SQLModel, table=True):
    """A review as it was made; making it again adds a version."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("rehearsal", "version", name="one_review_a_version"),)

    id: str = Field(primary_key=True)
    rehearsal: str = Field(foreign_key="rehearsals.id", index=True)
    version: int
    body: bytes = Field(sa_type=LargeBinary)
    created_at: int = Field(sa_type=BigInteger)


class FindingRow(SQLModel, table=True):
    """Something a review found: a mistake, a chance, an assumption held or broken."""

    __tablename__ = "findings"

    id: str = Field(primary_key=True)
    review: str = Field(foreign_key="reviews.id", index=True)
    sort: str
    text: str
    seqs: str
    """The log entries that show it, as numbers with commas between."""


class ActionRow(SQLModel, table=True):
    """What somebody will do about a finding."""

    __tablename__ = "actions"

    id: str = Field(primary_key=True)
    finding: str = Field(foreign_key="findings.id", index=True)
    text: str
    owner: str
    due: str | None = None
    """A date, ISO 8601."""
    done: bool = False
