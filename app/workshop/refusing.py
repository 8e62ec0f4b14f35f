"""Why an edit is turned down."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.workshop.paths import Path


class UnfitError(Exception):
    """An operation fits no tree, or not this one; the message says which and why."""


class MissingError(Exception):
    """A path leads nowhere in a tree; `path` ends with the step that fails."""

    def __init__(self, path: "Path", reason: str) -> None:
        super().__init__(reason)
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What an author saw and what is there.

    Attributes:
        path: the place, as of now; of something gone, as it was asked for.
        was: what the author saw.
        now: what is there.
        missing: why the path leads nowhere, empty if it leads somewhere.
        by: who changed it last, None while nobody has looked it up.
    """

    path: "Path"
    was: Any
    now: Any
    missing: str = ""
    by: str | None = None


class ClashError(Exception):
    """An edit meets what others have changed; `conflicts` are all there are, in its order."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(self.conflicts)
