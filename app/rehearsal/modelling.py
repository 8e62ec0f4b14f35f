"""What moves the decision model itself: another class, another severity, somebody out or back."""

from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean_or_none, the_draft
from app.rehearsal.drafts import Draft
from app.rehearsal.model import Way, way
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

ModelCommand = c.ClassifyDraft | c.DeclareSeverity | c.SayAway


def decide(rehearsal: Rehearsal, asking: Asking, command: ModelCommand) -> tuple[e.Event, ...]:
    """Decide one command about the decision model."""
    match command:
        case c.ClassifyDraft():
            return (_classified(rehearsal, asking, command),)
        case c.DeclareSeverity():
            return _declared(rehearsal, asking, command)
        case c.SayAway(away=away):
            return (_away(asking, away=away),)


def _classified(rehearsal: Rehearsal, asking: Asking, command: c.ClassifyDraft) -> e.DraftClassified:
    draft, content = the_draft(rehearsal, command.draft), command.content
    if draft.content == content:
        raise Refused("conflict", f"draft {draft.id} is of that class already")
    if draft.writer == asking.place.id:
        raise Refused("forbidden", "these are your own words; write the draft anew to say what it is")
    why = clean_or_none(command.why)
    new = way(rehearsal, content, rehearsal.severity) if _under_way(draft) else None
    if new is None:
        return e.DraftClassified(draft=draft.id, seat=asking.place.id, content=content, why=why)
    return e.DraftClassified(
        draft=draft.id,
        seat=asking.place.id,
        content=content,
        why=why,
        needs=new.needs,
        route=new.route.id,
        within=new.within,
        absent=new.absent,
    )


def _under_way(draft: Draft) -> bool:
    return draft.state in ("waiting", "approved")


def _declared(rehearsal: Rehearsal, asking: Asking, command: c.DeclareSeverity) -> tuple[e.Event, ...]:
    """A higher severity takes what is on its way to the stricter route; a lower one changes no route."""
    level, now = command.level, rehearsal.severity
    if level == now:
        raise Refused("conflict", f"the severity is {level} already")
    why = clean_or_none(command.why)
    moved: list[e.Event] = []
    for draft in rehearsal.drafts.values() if level > now else ():
        new = way(rehearsal, draft.content, level)
        if _under_way(draft) and new.route.id != draft.route:
            moved.append(_routed(asking, draft, new))
    return (e.SeverityDeclared(seat=asking.place.id, level=level, why=why), *moved)


def _routed(asking: Asking, draft: Draft, new: Way) -> e.DraftRouted:
    return e.DraftRouted(
        draft=draft.id,
        seat=asking.place.id,
        needs=new.needs,
        route=new.route.id,
        within=new.within,
        absent=new.absent,
    )


def _away(asking: Asking, *, away: bool) -> e.AwaySaid:
    seat = asking.place
    if seat.participant is None:
        raise Refused("conflict", "a stand-in acts here; it is always in")
    if seat.away == away:
        raise Refused("conflict", f"you are {'out' if away else 'in'} already")
    return e.AwaySaid(seat=seat.id, away=away)
