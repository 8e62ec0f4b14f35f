"""What came to which socket when: each word once, or it was lost or doubled."""

import json
import re
from array import array
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from app.load.spread import Spread

KNOWN_CHUNKS = 64
_LETTERS = "bcdfghjklmnprtvwx"
"""No vowels, no digits: a word of them is nobody's name, number or curse."""
_DIGITS = 4

Message = dict[str, Any]


class Words:
    """Words that stand in nothing but this run's asks."""

    def __init__(self, run: str) -> None:
        self._run = run
        self._pattern = re.compile(f"{run}[{_LETTERS}]{{{_DIGITS}}}")

    def word(self, number: int) -> str:
        """The word of an ask."""
        letters = ""
        for _ in range(_DIGITS):
            number, rest = divmod(number, len(_LETTERS))
            letters = _LETTERS[rest] + letters
        return self._run + letters

    def mark(self, event: Message) -> str | None:
        """What an event of one of our asks is known by."""
        match event.get("kind"):
            case "post.published" | "chat.said":
                found = self._pattern.search(event["text"])
                return found[0] if found else None
            case "post.liked":
                return liked(event["post"], event["by"])
            case _:
                return None


def new_run(draw: Callable[[str], str]) -> str:
    """What the words of a run begin with."""
    return "zq" + "".join(draw(_LETTERS) for _ in range(4))


def liked(post: str, by: str) -> str:
    """What a like is known by: there is one of each."""
    return f"{post} {by}"


class Sightings:
    """Takes every frame of every socket. Most sockets are sent the same bytes, which are read once.

    Args:
        words: of the run.
        sockets: how many there are; each has a place from 0 on.
    """

    def __init__(self, words: Words, sockets: int) -> None:
        self.doubled = 0
        self._words = words
        self._sockets = sockets
        self._numbers: dict[str, int] = {}
        self._seen: list[bytearray] = []
        self._times: list[array[float]] = []
        self._known: dict[bytes, tuple[int, ...]] = {}
        self._last = b""
        self._found: tuple[int, ...] = ()

    def again(self, place: int, data: bytes) -> bool:
        """Take bytes that another socket was sent before; False if they are new."""
        if data == self._last:
            found = self._found
        elif (known := self._known.get(data)) is not None:
            found = known
        else:
            return False
        if found:
            self._mark(place, found, monotonic())
        return True

    def take(self, place: int, payload: bytes) -> tuple[list[int], list[Message]]:
        """Read a message; gives the asks whose events stand in it, and what is no event."""
        now, found, others = monotonic(), [], []
        for message in json.loads(payload):
            if message["type"] != "event":
                others.append(message)
            elif (mark := self._words.mark(message["event"])) is not None:
                found.append(self._number(mark))
        self._mark(place, found, now)
        return found, others

    def remember(self, data: bytes, found: Iterable[int]) -> None:
        """These asks stand in these bytes, and nothing else that matters."""
        if len(self._known) >= KNOWN_CHUNKS:
            self._known.clear()
        self._last, self._found = data, tuple(found)
        self._known[data] = self._found

    def all_there(self, marks: Iterable[tuple[str, int]]) -> bool:
        """Whether each has come to as many sockets as named."""
        return all(self._came(mark) >= expected for mark, expected in marks)

    def lost(self, marks: Iterable[tuple[str, int]]) -> int:
        """Deliveries that did not come."""
        return sum(max(0, expected - self._came(mark)) for mark, expected in marks)

    def spread(self, asked: Iterable[tuple[str, float]]) -> Spread:
        """How long each took to come, by when it was asked."""
        spread = Spread()
        for mark, at in asked:
            number = self._numbers.get(mark)
            for time in self._times[number] if number is not None else ():
                spread.add(time - at)
        return spread

    def _came(self, mark: str) -> int:
        number = self._numbers.get(mark)
        return len(self._times[number]) if number is not None else 0

    def _number(self, mark: str) -> int:
        number = self._numbers.setdefault(mark, len(self._numbers))
        if number == len(self._times):
            self._times.append(array("d"))
            self._seen.append(bytearray(self._sockets))
        return number

    def _mark(self, place: int, found: Iterable[int], now: float) -> None:
        for number in found:
            seen = self._seen[number]
            if seen[place]:
                self.doubled += 1
            else:
                seen[place] = 1
                self._times[number].append(now)
