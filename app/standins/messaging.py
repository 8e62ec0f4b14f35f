"""The communicator's answers to direct messages: a time, and what is known."""

from app.feed.wording import folded
from app.rehearsal.commands import PlayerCommand, SendMessage
from app.rehearsal.notes import Message
from app.standins.holding import story_time
from app.standins.luck import Luck
from app.view.sight import Sight, WarRoomSight

TAKES = (60.0, 200.0)
PROMISED = 15
"""Minutes from a message to the time its answer names."""
_KNOWN = (
    "Confirmed so far: {fact} More by {time}.",
    "What we can stand behind now: {fact} You hear from us again by {time}.",
    "This much is checked: {fact} The rest follows by {time}.",
)
_CHECKING = (
    "Thank you for writing. We are checking, and you get our answer by {time}.",
    "We have your question. We would rather be right than first: you hear from us by {time}.",
    "Seen and taken up. We write again by {time}, with what we know by then.",
)
"""In English; a drill in another language leaves its messages to people."""


def answer_message(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    """An answer to the longest waiting sender."""
    if not sight.language.startswith("en"):
        return None
    said = {folded(one.text) for one in sight.messages}
    for message in _waiting(sight):
        if sight.t < message.t + luck.between(*TAKES, "message", message.id):
            continue
        fresh = [text for text in _texts(sight, room) if folded(text) not in said]
        if fresh:
            return SendMessage(sender=sight.brand, to=message.sender, text=fresh[0])
    return None


def _waiting(sight: Sight) -> list[Message]:
    """The latest message of each sender who has the last word so far."""
    last: dict[str, Message] = {}
    for message in sight.messages:
        other = message.to if message.sender == sight.brand else message.sender
        last[other] = message
    return [one for one in last.values() if one.sender != sight.brand]


def _texts(sight: Sight, room: WarRoomSight) -> list[str]:
    time = story_time(sight, PROMISED)
    confirmed = [fact.text for fact in room.facts if fact.standing == "confirmed"]
    told = [text.format(fact=_ended(confirmed[-1]), time=time) for text in _KNOWN] if confirmed else []
    return [*told, *(text.format(time=time) for text in _CHECKING)]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
