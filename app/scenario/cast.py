"""The cast: fictional accounts that people, stand-ins and injects speak through."""

from dataclasses import dataclass
from typing import Literal

from app.feed.platforms import PlatformId
from app.ids import Handle

Stance = Literal["against", "neutral", "for"]
PersonaSort = Literal["person", "organisation", "press", "employee", "contact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One fictional account.

    `contact` is somebody who only sends direct messages (a chief executive, a regulator).

    Attributes:
        platforms: where it has an account; empty for all platforms of the scenario.
    """

    handle: Handle
    name: str
    bio: str
    followers: int
    sort: PersonaSort = "person"
    verified: bool = False
    stance: Stance = "neutral"
    platforms: tuple[PlatformId, ...] = ()
