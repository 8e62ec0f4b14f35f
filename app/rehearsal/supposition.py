"""What the brand might have done instead of what it did, as a what-if asks for it."""

from dataclasses import dataclass
from typing import Final, Literal

from app.feed.intent import Intent
from app.ids import ExerciseTime, PostId

SAID: Final = PostId("supposed")
"""The post of a `Said`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """The brand had not posted this."""

    post: PostId
    kind: Literal["silent"] = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retimed:
    """The brand had posted this at `t`."""

    post: PostId
    t: ExerciseTime
    kind: Literal["retimed"] = "retimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """The brand had posted other words, or meant something else by them."""

    post: PostId
    text: str
    intent: Intent | None
    kind: Literal["reworded"] = "reworded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The brand had not deleted this."""

    post: PostId
    kind: Literal["kept"] = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The brand had posted this at `t`, in answer to `reply_to` or to nobody."""

    t: ExerciseTime
    text: str
    intent: Intent | None
    reply_to: PostId | None = None
    kind: Literal["said"] = "said"


Supposition = Silent | Retimed | Reworded | Kept | Said


class CannotSuppose(ValueError):  # noqa: N818 - named for what happened
    """The other story would make no sense; the text says why."""
