"""Yes or no to a draft: Legal minds the plan's red lines, the decision maker the tone."""

from app.crowd.reading import read
from app.rehearsal.commands import ApproveDraft, PlayerCommand, RejectDraft
from app.scenario.plan import Position
from app.standins.luck import Luck
from app.view.sight import SeenDraft, Sight, WarRoomSight

TAKES: dict[Position, tuple[float, float]] = {
    "legal": (40.0, 150.0),
    "decision_maker": (30.0, 120.0),
    "subject_expert": (30.0, 100.0),
}
"""Exercise seconds a position looks at a draft."""


def review(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    """An approval or a rejection whose time has come."""
    position = sight.position
    if position is None or position not in TAKES:
        return None
    for draft in room.drafts:
        if draft.waits_for is None or sight.seat not in draft.deciders:
            continue
        takes = luck.between(*TAKES[position], "review", draft.id, draft.version, len(draft.steps))
        if sight.t < draft.since + takes:
            continue
        reason = _objection(sight, room, draft, draft.waits_for)
        return RejectDraft(draft=draft.id, reason=reason) if reason else ApproveDraft(draft=draft.id)
    return None


def _objection(sight: Sight, room: WarRoomSight, draft: SeenDraft, position: Position) -> str | None:
    plain = " ".join(draft.text.casefold().replace("’", "'").split())
    if position == "legal":
        crossed = next((one for one in room.plan.red_lines if one.casefold() in plain), None)
        return f"“{crossed}” is a red line of our plan. Say it without." if crossed else None
    reading = read(draft.text, sight.language)
    if position != "decision_maker" or any(step.did == "rejected" for step in draft.steps):
        return None
    if reading.conditional and not reading.owned:
        return "An apology with an “if” is none. Say what we did, or leave it out."
    if reading.blame:
        return "This puts it on others. Say what was ours."
    return None
