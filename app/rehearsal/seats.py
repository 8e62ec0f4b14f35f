"""Seats, and the one table of who may ask for what, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.ids import CONDUCTOR, DESK, Handle, ParticipantId, SeatId, View
from app.rehearsal.clock import ClockState
from app.rehearsal.events import Role
from app.scenario.plan import Plan
from app.scenario.positions import OUTGOING, Position

ROLES: tuple[Role, ...] = ("brand", "critic", "bystander", "observer", "facilitator")


@dataclass(slots=True, kw_only=True)
class Seat:
    """One place in the rehearsal, and who sits there.

    `standin` says whether a stand-in plays it while `participant` is None, `covered` whether one acts for
    the participant; `reserved` is the name of whom it is kept for. `signed` is of the plan in force;
    `signed_version` is the version that was signed last, which may be an older one.
    """

    id: SeatId
    role: Role
    title: str
    position: Position | None = None
    personas: tuple[Handle, ...] = ()
    participant: ParticipantId | None = None
    name: str | None = None
    host: bool = False
    standin: bool = False
    covered: bool = False
    reserved: str | None = None
    ready: bool = False
    signed: bool = False
    signed_version: int | None = None
    away: bool = False
    """Whether the participant said that they are out."""

    @property
    def view(self) -> View:
        """The seat's private view."""
        return seat_view(self.id)

    @property
    def played(self) -> bool:
        """Whether anybody, human or stand-in, acts from here."""
        return self.participant is not None or self.standin

    @property
    def there(self) -> bool:
        """Whether somebody acts from here right now, as far as they said."""
        return self.played and not self.away

    @property
    def automatic(self) -> bool:
        """Whether a stand-in acts from here right now."""
        return self.covered if self.participant is not None else self.standin


KNOWN_OBSERVERS = 50
"""Observers by number whom everybody is shown; with more, each coming would be told to thousands."""


def in_the_hall(seat: SeatId) -> bool:
    """Whether a seat is an observer's of whom only facilitators are told; the others count them."""
    role, _, number = seat.partition("-")
    return role == "observer" and number.isdecimal() and int(number) > KNOWN_OBSERVERS


def seat_view(seat: SeatId) -> View:
    """The private view of a seat."""
    return View(f"seat:{seat}")


_RUNNING: frozenset[ClockState] = frozenset({"live"})
_OPEN: frozenset[ClockState] = frozenset({"lobby", "live", "paused"})
_STARTED: frozenset[ClockState] = frozenset({"live", "paused"})
_LOBBY: frozenset[ClockState] = frozenset({"lobby"})
_ENDED: frozenset[ClockState] = frozenset({"ended"})
_ALWAYS: frozenset[ClockState] = frozenset({"lobby", "live", "paused", "ended"})

_PLAYERS: frozenset[Role] = frozenset({"brand", "critic", "bystander"})
_BRAND: frozenset[Role] = frozenset({"brand"})
_STAFF: frozenset[Role] = frozenset({"facilitator"})
_EVERYBODY: frozenset[Role] = frozenset(ROLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """Who may ask: these roles (at these positions, if named), a host, the conductor, the desk."""

    roles: frozenset[Role]
    when: frozenset[ClockState]
    positions: frozenset[Position] | None = None
    host: bool = False
    conductor: bool = False
    desk: bool = False


_ON_THE_FEED = May(roles=_PLAYERS | _STAFF, when=_RUNNING)
_CLOCK = May(roles=_STAFF, when=_STARTED, host=True)
_CUES = May(roles=_STAFF, when=_OPEN)
_WAR_ROOM = May(roles=_BRAND, when=_OPEN)
_DRAFTS = May(roles=_BRAND, when=_STARTED)
_OUTGOING: frozenset[Position] = frozenset(OUTGOING)
_HOST = May(roles=_BRAND, when=_RUNNING, positions=_OUTGOING)
"""What the brand's account does with its own page: whoever may publish may."""
_HOT_WASH = May(roles=_STAFF, when=_ENDED, host=True)
_JUDGES: frozenset[Position] = frozenset({"legal", "decision_maker", "subject_expert"})

MAY: Mapping[str, May] = {
    "seat.take": May(roles=frozenset(), when=_OPEN, desk=True),
    "seat.leave": May(roles=_EVERYBODY, when=_ALWAYS),
    "seat.remove": May(roles=_STAFF, when=_OPEN),
    "seat.staff": May(roles=_STAFF, when=_OPEN),
    "seat.move": May(roles=_STAFF, when=_OPEN),
    "seat.reserve": May(roles=_STAFF, when=_OPEN),
    "seat.cover": May(roles=_STAFF, when=_OPEN),
    "seat.back": May(roles=_PLAYERS, when=_OPEN),
    "door.lock": May(roles=_STAFF, when=_OPEN),
    "door.watch": May(roles=_STAFF, when=_OPEN),
    "door.knock": May(roles=frozenset(), when=_OPEN, desk=True),
    "knock.answer": May(roles=_STAFF, when=_OPEN),
    "seat.ready": May(roles=_EVERYBODY, when=_LOBBY),
    "seat.away": May(roles=_BRAND, when=_OPEN),
    "plan.sign": May(roles=_BRAND, when=_OPEN),
    "plan.edit": May(roles=_BRAND, when=_LOBBY),
    "amendment.settle": May(roles=_STAFF, when=frozenset({"ended"}), host=True),
    "briefing.check": May(roles=_PLAYERS, when=_LOBBY),
    "confidence.give": May(roles=_PLAYERS, when=frozenset({"lobby", "ended"})),
    "baton.take": May(roles=_STAFF, when=_OPEN),
    "skipped.report": May(roles=frozenset(), when=_ALWAYS, conductor=True),
    "baton.pass": May(roles=frozenset(), when=_OPEN, conductor=True),
    "clock.start": May(roles=_STAFF, when=_LOBBY, host=True),
    "clock.pause": May(roles=_STAFF, when=_RUNNING, host=True, conductor=True),
    "clock.resume": May(roles=_STAFF, when=frozenset({"paused"}), host=True),
    "clock.speed": May(roles=_STAFF, when=_OPEN, host=True),
    "clock.jump": _CLOCK,
    "clock.rebase": May(roles=frozenset(), when=_RUNNING, conductor=True),
    "clock.end": May(roles=_STAFF, when=_STARTED, host=True, conductor=True),
    "clock.propose": May(roles=_STAFF, when=_STARTED),
    "clock.decline": May(roles=_STAFF, when=_STARTED),
    "emergency.raise": May(roles=_EVERYBODY, when=_OPEN),
    "cue.stand_by": _CUES,
    "cue.hold": May(roles=_STAFF, when=_OPEN, conductor=True),
    "cue.release": _CUES,
    "cue.skip": _CUES,
    "cue.edit": _CUES,
    "cue.plan": _CUES,
    "cue.move": _CUES,
    "cue.add": _CUES,
    "cue.copy": _CUES,
    "inject.deliver": May(roles=_STAFF, when=_RUNNING, conductor=True),
    "post.publish": _ON_THE_FEED,
    "post.capture": May(roles=(_PLAYERS - _BRAND) | _STAFF, when=_RUNNING),
    "post.edit": May(roles=_PLAYERS, when=_RUNNING),
    "post.delete": May(roles=_PLAYERS, when=_RUNNING),
    "post.retract": May(roles=_STAFF, when=_STARTED),
    "post.judge": May(roles=_STAFF, when=_STARTED),
    "post.read": May(roles=frozenset(), when=_RUNNING, conductor=True),
    "post.like": May(roles=_PLAYERS, when=_RUNNING),
    "post.repost": May(roles=_PLAYERS, when=_RUNNING),
    "post.react": May(roles=_PLAYERS, when=_RUNNING),
    "post.hide": _HOST,
    "post.pin": _HOST,
    "post.limit": _HOST,
    "account.block": _HOST,
    "post.report": May(roles=_PLAYERS, when=_RUNNING),
    "post.moderate": May(roles=frozenset(), when=_RUNNING, conductor=True),
    "post.expire": May(roles=frozenset(), when=_RUNNING, conductor=True),
    "message.send": _ON_THE_FEED,
    "chat.say": _WAR_ROOM,
    "crew.say": May(roles=frozenset({"critic"}), when=_OPEN),
    "draft.open": _DRAFTS,
    "draft.revise": _DRAFTS,
    "draft.submit": _DRAFTS,
    "draft.approve": May(roles=_BRAND, when=_STARTED, positions=_JUDGES),
    "draft.reject": May(roles=_BRAND, when=_STARTED, positions=_JUDGES),
    "draft.classify": May(roles=_BRAND, when=_STARTED, positions=_JUDGES),
    "draft.publish": May(roles=_BRAND, when=_RUNNING, positions=_OUTGOING, conductor=True),
    "draft.schedule": May(roles=_BRAND, when=_STARTED, positions=_OUTGOING),
    "draft.recall": _DRAFTS,
    "draft.drop": _DRAFTS,
    "severity.declare": May(roles=_BRAND, when=_STARTED, positions=_OUTGOING),
    "decision.take": _WAR_ROOM,
    "task.set": _WAR_ROOM,
    "task.take": _WAR_ROOM,
    "task.tick": _WAR_ROOM,
    "post.assign": _DRAFTS,
    "fact.claim": _WAR_ROOM,
    "fact.confirm": _WAR_ROOM,
    "fact.refute": _WAR_ROOM,
    "note.write": May(roles=frozenset({"observer", "facilitator"}), when=_ALWAYS),
    "rating.give": May(roles=frozenset({"observer"}), when=_STARTED | {"ended"}),
    "flag.raise": May(roles=frozenset({"brand", "observer", "facilitator"}), when=_STARTED),
    "flag.note": May(roles=frozenset({"brand", "observer", "facilitator"}), when=_STARTED),
    "whisper.send": May(roles=_STAFF, when=_OPEN),
    "whisper.hear": May(roles=_PLAYERS | {"observer"}, when=_ALWAYS),
    "trust.set": May(roles=frozenset({"bystander"}), when=_STARTED),
    "mood.give": May(roles=frozenset({"bystander"}), when=_STARTED),
    "verdict.give": May(roles=frozenset({"bystander"}), when=frozenset({"ended"})),
    "goal.judge": May(roles=_STAFF, when=_STARTED | {"ended"}, conductor=True),
    "names.unseal": _HOT_WASH,
    "names.seal": _HOT_WASH,
    "link.make": _HOT_WASH,
    "link.revoke": _HOT_WASH,
    "crowd.shock": May(roles=_STAFF, when=_STARTED),
    "crowd.dial": May(roles=_STAFF, when=_OPEN),
    "finding.settle": _HOT_WASH,
    "finding.cost": _HOT_WASH,
    "finding.add": May(roles=_EVERYBODY, when=_ENDED),
    "action.add": _HOT_WASH,
    "action.edit": _HOT_WASH,
    "action.drop": _HOT_WASH,
    "action.done": May(roles=_STAFF | _BRAND, when=_ENDED, host=True),
    "wash.open": _HOT_WASH,
    "wash.ask": _HOT_WASH,
    "wash.close": _HOT_WASH,
    "wash.answer": May(roles=frozenset(), when=_ENDED, desk=True),
    "crowd.act": May(roles=frozenset(), when=_RUNNING, conductor=True),
}


def entitled(kind: str, by: SeatId, seat: Seat | None, plan: Plan) -> bool:
    """Whether whoever asks may ask for `kind` at all, at some time of a rehearsal under that plan."""
    may = MAY[kind]
    if by == CONDUCTOR:
        return may.conductor
    if by == DESK:
        return may.desk
    if seat is None:
        return False
    if may.host and seat.host:
        return True
    if seat.role not in may.roles:
        return False
    return may.positions is None or seat.position in may.positions | _by_plan(kind, plan)


def _by_plan(kind: str, plan: Plan) -> frozenset[Position]:
    """Positions that a plan lets judge, or publish past the model, beside those that always may."""
    match kind:
        case "draft.approve" | "draft.reject":
            delegates = (one for each in plan.delegates for one in each.by)
            return frozenset((*plan.approvals(), *delegates))
        case "draft.publish" | "draft.schedule":
            return frozenset(plan.break_glass)
        case _:
            return frozenset()


def may_ask(seat: Seat, plan: Plan) -> list[str]:
    """The kinds of command this seat may ask for, sorted."""
    return sorted(kind for kind in MAY if entitled(kind, seat.id, seat, plan))
