"""Rating the guide's items: with evidence, against the log with a reason, and blind."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.ids import ChatId, DraftId, FactId, InjectId, PostId, SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean, clean_or_none
from app.rehearsal.checking import checked
from app.rehearsal.rating import Evidence, EvidenceSort, Mark
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.guide import GuideItem

LONGEST_REMARK = 500
MOST_EVIDENCE = 20


def decide(rehearsal: Rehearsal, asking: Asking, command: c.GiveRating) -> tuple[e.Event, ...]:
    """Decide one rating; whoever rates an item first is shown the others' ratings of it."""
    item, seat = _the_item(rehearsal, command.item), asking.place.id
    told = checked(rehearsal, item, asking.t)
    given = e.RatingGiven(
        seat=seat,
        item=item.id,
        mark=command.mark,
        evidence=_evidence(rehearsal, seat, command),
        remark=_remark(command, told.mark if told else None),
        told=told.mark if told else None,
    )
    before = rehearsal.ratings.get((item.id, seat))
    if before is None:
        return (given, *_shown(rehearsal, seat, item.id))
    if (before.mark, before.evidence, before.remark) == (given.mark, given.evidence, given.remark):
        raise Refused("conflict", f"you have rated {item.id} so already")
    return (given,)


def _the_item(rehearsal: Rehearsal, name: str) -> GuideItem:
    found = next((one for one in rehearsal.scenario.guide if one.id == name), None)
    if found is None:
        raise Refused("not_found", f"the guide has no item {name}")
    return found


def _remark(command: c.GiveRating, told: Mark | None) -> str:
    """The remark; needed by a rating that is not the one that follows from the log."""
    if command.mark is None or told is None or command.mark == told:
        said = clean_or_none(command.remark)
        return clean(said, LONGEST_REMARK, "remark") if said else ""
    if not command.remark.strip():
        raise Refused("invalid", f"the log says {told}; say why you rate it {command.mark}")
    return clean(command.remark, LONGEST_REMARK, "remark")


def _evidence(rehearsal: Rehearsal, seat: SeatId, command: c.GiveRating) -> tuple[Evidence, ...]:
    found = tuple(dict.fromkeys(command.evidence))
    if command.mark is not None and not found:
        raise Refused("invalid", "a rating needs a piece of evidence: a post, a note, a draft, an inject")
    if len(found) > MOST_EVIDENCE:
        raise Refused("too_large", f"{MOST_EVIDENCE} pieces of evidence at most")
    for piece in found:
        if not is_there(rehearsal, seat, piece):
            raise Refused("not_found", f"there is no {piece.sort} {piece.id}")
    return found


def is_there(rehearsal: Rehearsal, seat: SeatId, piece: Evidence) -> bool:
    """Whether a seat can have seen a piece: of notes their own, of injects those that are out."""
    return _THERE[piece.sort](rehearsal, seat, piece.id)


def _shown(rehearsal: Rehearsal, to: SeatId, item: str) -> tuple[e.Event, ...]:
    others = tuple(rating for (one, _), rating in rehearsal.ratings.items() if one == item)
    return (e.RatingsShown(to=to, item=item, ratings=others),) if others else ()


_There = Callable[[Rehearsal, SeatId, str], bool]
_THERE: Mapping[EvidenceSort, _There] = MappingProxyType(
    {
        "post": lambda it, _, name: PostId(name) in it.feed.posts,
        "note": lambda it, seat, name: any((one.id, one.seat) == (name, seat) for one in it.notes),
        "draft": lambda it, _, name: DraftId(name) in it.drafts,
        "inject": lambda it, _, name: _is_out(it, InjectId(name)),
        "fact": lambda it, _, name: FactId(name) in it.facts,
        "flag": lambda it, _, name: any(one.id == name for one in it.flags),
        "chat": lambda it, _, name: any(one.id == ChatId(name) for one in it.chat),
        "decision": lambda it, _, name: any(one.id == name for one in it.decisions),
    }
)


def _is_out(rehearsal: Rehearsal, name: InjectId) -> bool:
    return name in rehearsal.cues and rehearsal.cues[name].delivered_t is not None
