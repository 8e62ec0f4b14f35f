"""Remarks in the war room, one every few minutes."""

from app.feed.wording import folded
from app.rehearsal.commands import PlayerCommand, SayInChat
from app.standins.luck import Luck
from app.view.sight import SeenDraft, Sight, WarRoomSight

GAP = (130.0, 270.0)
_WAITING = (
    "{draft} is waiting for {who}. It is short.",
    "Still waiting for {who} on {draft}, the thread is not.",
    "{who}, a word on {draft}, please. Yes, no, or what would make it a yes.",
    "{draft} has been with {who} for a while. The holding line buys us only so much.",
)
_OUT = ("{draft} is out.", "Published: {draft}.", "{draft} is up, I am watching the replies.")
"""The communicator's lines are posts, so it has words of its own for the room. In English."""


def remark(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    """The seat's next line that nobody has said in the room."""
    own = [line for line in room.chat if line.seat == sight.seat]
    since = own[-1].t if own else 0.0
    if sight.t < since + luck.between(*GAP, "chat", len(own)) * (1.0 if own else 0.4):
        return None
    said = {folded(line.text) for line in room.chat}
    choices = _about_drafts(sight, room) if sight.position == "communicator" else list(sight.lines)
    text = next((one for one in choices if folded(one) not in said), None)
    return SayInChat(text=text) if text else None


def _about_drafts(sight: Sight, room: WarRoomSight) -> list[str]:
    if not sight.language.startswith("en"):
        return []
    said: list[str] = []
    for draft in reversed(room.drafts):
        if draft.state == "waiting" and sight.t - draft.since > 60:
            said += [one.format(draft=_name(draft), who=_who(draft)) for one in _WAITING]
        elif draft.state == "published" and sight.t - draft.since < 120:
            said += [one.format(draft=_name(draft)) for one in _OUT]
    return said


def _name(draft: SeenDraft) -> str:
    return f"Draft {draft.id[1:]}"


def _who(draft: SeenDraft) -> str:
    return (draft.waits_for or "nobody").replace("_", " ").capitalize()
