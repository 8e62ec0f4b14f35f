"""What each role does in a soak, and the words that must stay among those who may read them."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

INJECTS = 25
MOST_JUMP = 40.0
"""Exercise seconds."""

Command = tuple[str, dict[str, Any]]
SECRETS = {
    "room": frozenset({"brand", "observer", "facilitator"}),
    "crew": frozenset({"critic", "observer", "facilitator"}),
    "aside": frozenset({"facilitator"}),
}
"""Words that are planted in what is said at a place, and the roles that may read them there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who sits where: `key` names the link by which they come in."""

    seat: str | None
    role: str
    key: str
    name: str


PARTS = (
    Part(seat=None, role="facilitator", key="facilitator", name="Dana"),
    Part(seat="brand-comms", role="brand", key="code", name="Mara"),
    Part(seat="critic-1", role="critic", key="code", name="Teo"),
    Part(seat="bystander-1", role="bystander", key="code", name="Noor"),
    Part(seat=None, role="observer", key="observer", name="Ola"),
    Part(seat=None, role="facilitator", key="facilitator", name="Dev"),
    Part(seat="brand-ops", role="brand", key="code", name="Milo"),
    Part(seat="critic-2", role="critic", key="code", name="Tia"),
    Part(seat=None, role="observer", key="observer", name="Omar"),
)
"""The first starts the drill."""


def canary(drill: str, place: str) -> str:
    """A word for a place of a drill; found where it may not be, it tells on who let it out."""
    return f"canary-{place}-{drill}"


def forbidden(drill: str, role: str) -> tuple[str, ...]:
    """The words that no byte for this role may hold."""
    return tuple(canary(drill, place) for place, readers in SECRETS.items() if role not in readers)


def sure(drill: str, role: str, number: int) -> Command:
    """Something the role may always do while the drill runs, so that only an outage is in its way."""
    match role:
        case "brand":
            return "chat.say", {"text": f"{canary(drill, 'room')} {number}"}
        case "critic":
            return "crew.say", {"text": f"{canary(drill, 'crew')} {number}"}
        case "bystander":
            return "trust.set", {"value": number % 101}
        case _:
            return "note.write", {"text": f"Noted, {number}."}


def any_of(drill: str, role: str, number: int, t: float, chance: Random) -> Command:
    """Something the role may do; much of it may be refused: it is somebody else's, or too late."""
    choices: dict[str, tuple[Callable[[], Command], ...]] = {
        "brand": (
            lambda: ("fact.claim", {"text": f"{canary(drill, 'room')} claim {number}"}),
            lambda: ("message.send", {"sender": "meridianair", "to": "kevmarsh", "text": f"Line {number}"}),
        ),
        "critic": (
            lambda: ("post.publish", {"author": "kevmarsh", "text": f"Still no answer, {number}."}),
            lambda: ("post.like", {"post": "p1", "by": "kevmarsh", "on": number % 2 == 0}),
        ),
        "bystander": (lambda: ("mood.give", {"value": 1 + number % 5}),),
        "observer": (lambda: ("flag.raise", {"sort": "chance", "text": f"Seen, {number}."}),),
        "facilitator": (
            lambda: ("clock.pause", {}),
            lambda: ("inject.deliver", {"inject": f"{chance.randint(1, INJECTS):02}"}),
            lambda: ("clock.jump", {"to": t + chance.uniform(1, MOST_JUMP), "passed": "deliver"}),
            lambda: (
                "whisper.send",
                {"to": "bystander-2", "text": f"{canary(drill, 'aside')} {number}"},
            ),
        ),
    }
    return chance.choice(choices[role])()
