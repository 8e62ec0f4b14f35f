"""What people were told, kept beside the log: the answers to their asks, and the frames they were shown."""

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

Message = dict[str, Any]
REFUSED_FOR_NOW = frozenset({"unavailable", "busy"})
"""Refusals after which the same ask is asked again; any other is an answer."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that must never happen, `at` so many seconds into the run."""

    at: float
    what: str


@dataclass(slots=True)
class Ledger:
    """What is counted over the whole run.

    Attributes:
        counts: asks, answers, sockets, frames and checks, by name.
        refused: final refusals by code.
    """

    began: float = field(default_factory=time.monotonic)
    failures: list[Failure] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    on_failure: Callable[[Failure], None] = field(default=lambda _: None)

    def fail(self, what: str) -> None:
        failure = Failure(time.monotonic() - self.began, what)
        self.failures.append(failure)
        self.on_failure(failure)


@dataclass(slots=True)
class Book:
    """What was told in one drill.

    Attributes:
        acknowledged: each ask that was answered with yes, and the ids it made.
        refused: each ask that was turned down for good, and the code.
        shown: the digest of what each number of each view showed.
    """

    name: str
    ledger: Ledger
    acknowledged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    shown: dict[tuple[str, int], bytes] = field(default_factory=dict)
    epochs: set[str] = field(default_factory=set)

    def copy(self) -> "Book":
        """What was told so far; failures go into the same ledger."""
        told = (dict(self.acknowledged), dict(self.refused), dict(self.shown), set(self.epochs))
        return Book(self.name, self.ledger, *told)

    def fail(self, what: str) -> None:
        self.ledger.fail(f"{self.name}: {what}")

    def done(self, ask: str, made: tuple[str, ...]) -> None:
        """Take down a yes; the same ask is always answered alike."""
        if self.acknowledged.setdefault(ask, made) != made:
            self.fail(f"{ask} made {self.acknowledged[ask]} and then {made}")
        if ask in self.refused:
            self.fail(f"{ask} was refused as {self.refused[ask]} and then done")

    def refuse(self, ask: str, code: str) -> None:
        """Take down a no that is final."""
        self.refused[ask] = code
        self.ledger.refused[code] += 1
        if ask in self.acknowledged:
            self.fail(f"{ask} was done and then refused as {code}")

    def show(self, frame: Message) -> None:
        """Take down an event frame; whoever is shown that number of that view is shown the same."""
        place = (frame["view"], frame["n"])
        seen = digest(frame)
        if self.shown.setdefault(place, seen) != seen:
            self.fail(f"two were shown different things as {place[0]} {place[1]}")


def digest(frame: Message) -> bytes:
    return blake2b(json.dumps(frame, sort_keys=True).encode(), digest_size=12).digest()
