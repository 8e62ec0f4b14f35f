"""Where the time of one request or ask goes, told to whoever collects traces.

The parts know no more than this. Who collects is named in the environment, and `app/otel.py` tells them;
without that nothing is told, kept or imported.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol, Self

Facts = Mapping[str, str | int | float]
"""What is said of a span: kinds, codes, counts and ids. Never what people write, hold or are called."""
NOTHING: Mapping[str, str | int | float] = {}


class Span(Protocol):
    """A piece of work that takes time, in the middle of it."""

    def note(self, facts: Facts, /) -> None:
        """Say what is known only now."""

    def rename(self, name: str, /) -> None:
        """Call it by what it turned out to be."""


class Traces(Protocol):
    """Takes down spans; one that begins within another is part of it."""

    def span(
        self, name: str, facts: Facts = NOTHING, /, *, began: int | None = None
    ) -> AbstractContextManager[Span]:
        """Take down what the block does, from `began` (Unix time, ns) if that was earlier."""

    def past(self, name: str, began: int, ended: int, /) -> None:
        """Take down what is over, as a part of the span around it; Unix times, ns."""


class Untold:
    """Nobody collects."""

    def span(self, _name: str, _facts: Facts = NOTHING, /, *, began: int | None = None) -> Self:  # noqa: ARG002
        """Nothing to take down."""
        return self

    def past(self, _name: str, _began: int, _ended: int) -> None:
        """Nothing to take down."""

    def note(self, _facts: Facts) -> None:
        """Nobody to say it to."""

    def rename(self, _name: str) -> None:
        """Nobody to say it to."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None
