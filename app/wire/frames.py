"""What the server says. Each websocket message is a JSON array of these."""

from dataclasses import dataclass, field
from typing import Literal

from app.ids import DraftId, Handle, InjectId, ParticipantId, PostId, RehearsalId, SeatId, View
from app.rehearsal.checking import Checked
from app.rehearsal.conditions import Gauge
from app.rehearsal.contradicting import Contradiction
from app.rehearsal.events import Event, Role
from app.rehearsal.refusals import Code, Retry
from app.rehearsal.storm import Sample
from app.scenario.plan import Position
from app.view.listening import Heard
from app.view.own import SeatSnapshot
from app.view.snapshot import RoleSnapshot, ShownClock

At = dict[View, tuple[int, int]]
"""Where each view stands: (n, tag of its nth event)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class You:
    """Whose socket this is; `can` are the kinds of command its seat may ask for."""

    rehearsal: RehearsalId
    seat: SeatId
    role: Role
    position: Position | None
    name: str
    participant: ParticipantId
    host: bool
    personas: tuple[Handle, ...]
    can: tuple[str, ...]
    watching: bool = False
    """A facilitator looks at what this seat sees, and may ask for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Each view of the socket as of its n."""

    role: RoleSnapshot
    seat: SeatSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """The first answer. `secret` is wanted back with the next resume."""

    you: You
    epoch: str
    at: At
    mode: Literal["resumed", "snapshot"]
    clock: ShownClock
    now: int
    secret: str
    snapshot: Snapshot | None = None
    type: Literal["welcome"] = "welcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFrame:
    """One event of one view. `n` is dense in the view; `t` exercise seconds; `at` wall ms."""

    view: View
    n: int
    t: float
    at: int
    tag: int
    event: Event
    type: Literal["event"] = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The ask was accepted: `n` of each view after it, and the ids it made."""

    ask: str
    n: dict[View, int]
    made: tuple[str, ...] = ()
    type: Literal["done"] = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFrame:
    """The ask was turned down."""

    ask: str
    code: Code
    detail: str
    retry: Retry = "never"
    after_ms: int = 0
    type: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Where everything stands, every 10 s when idle: a gap shows without traffic."""

    clock: ShownClock
    now: int
    epoch: str
    at: At
    type: Literal["now"] = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentSeat:
    """A seat with somebody connected, and what they are doing."""

    seat: SeatId
    here: bool
    typing: bool = False
    draft: DraftId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who is connected: players by seat, observers as a count. Newest wins."""

    seats: tuple[PresentSeat, ...]
    observers: int
    type: Literal["presence"] = "presence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """Posts whose shown figures changed: (post, likes, reposts, replies, reach), all totals."""

    posts: tuple[tuple[PostId, int, int, int, int], ...]
    type: Literal["counts"] = "counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodFrame:
    """The crowd's mood now: truth, for facilitator and observers."""

    sample: Sample
    type: Literal["mood"] = "mood"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What the brand's listening tool shows, and how sure it is: the brand's only figures of the storm.

    Staff are shown it beside the truth.
    """

    reading: Heard
    type: Literal["listening"] = "listening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradicted:
    """The brand's posts that contradict what is known, so far: for facilitators and observers."""

    posts: tuple[Contradiction, ...]
    type: Literal["contradicted"] = "contradicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFrame:
    """What the log says of the guide's items by itself, as it stands: for facilitators and observers."""

    checks: tuple[Checked, ...]
    type: Literal["checked"] = "checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Armed:
    """The cues that wait for a state of play, and how far it is from what they ask: for facilitators."""

    cues: tuple[tuple[InjectId, tuple[Gauge, ...]], ...]
    type: Literal["armed"] = "armed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pong:
    """Answer to a ping: the client's time back, ours on arrival and on leaving, in ms."""

    c0: float
    s1: int
    s2: int
    type: Literal["pong"] = "pong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bye:
    """Said before every planned close; come back after between `after_ms` milliseconds."""

    code: int
    reason: str
    after_ms: tuple[int, int] = (500, 2_000)
    type: Literal["bye"] = "bye"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerMessages:
    """Every message a server can say, for the schema."""

    messages: tuple[
        Welcome
        | EventFrame
        | Done
        | RefusedFrame
        | Now
        | Presence
        | Counters
        | MoodFrame
        | Listening
        | Contradicted
        | CheckedFrame
        | Armed
        | Pong
        | Bye,
        ...,
    ] = field(default=())
