"""Which server of a cluster has which slot."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from redis.crc import key_slot

SLOTS = 16384
MOST_SPANS = 4
"""Named of one server; where slots were dealt out one by one there may be thousands."""
NOBODY = ""


class Slots:
    """The owner of every slot, by name; what has none is `NOBODY`'s."""

    def __init__(self, owners: Sequence[str] = ()) -> None:
        self._owners = list(owners) or [NOBODY] * SLOTS
        self.servers = tuple(dict.fromkeys(owner for owner in self._owners if owner != NOBODY))
        """Whoever has one."""

    @classmethod
    def told(cls, spans: Any, by: str) -> "Slots":
        """As a server answers `CLUSTER SLOTS`; one that is asked may leave out its own address."""
        owners = [NOBODY] * SLOTS
        for first, last, (host, port, *_), *_ in spans:
            owner = name_of(_text(host) or by.rpartition(":")[0], port)
            owners[first : last + 1] = [owner] * (last + 1 - first)
        return cls(owners)

    @property
    def covered(self) -> int:
        """How many slots have an owner."""
        return SLOTS - self._owners.count(NOBODY)

    def owner(self, slot: int) -> str:
        return self._owners[slot]

    def owner_of(self, key: str) -> str:
        return self._owners[slot_of(key)]

    def move(self, slot: int, to: str) -> None:
        """Its server says that another one has it now; one that names no host means its own."""
        to = f"{self._owners[slot].rpartition(':')[0]}{to}" if to.startswith(":") else to
        self._owners[slot] = to
        if to not in self.servers:
            self.servers = (*self.servers, to)

    def spans(self, server: str) -> str:
        """The slots of a server, as people write them."""
        found = [f"{first}-{last}" if first < last else f"{first}" for first, last in self._spans(server)]
        more = f" and {len(found) - MOST_SPANS} more" if len(found) > MOST_SPANS else ""
        return f"slots {', '.join(found[:MOST_SPANS])}{more}" if found else ""

    def _spans(self, server: str) -> Iterator[tuple[int, int]]:
        for owner, run in groupby(range(SLOTS), self._owners.__getitem__):
            if owner == server:
                slots = tuple(run)
                yield slots[0], slots[-1]


def slot_of(key: str) -> int:
    return key_slot(key.encode())


def name_of(host: str, port: int) -> str:
    return f"{host}:{port}"


def _text(word: Any) -> str:
    found = word.decode() if isinstance(word, bytes) else str(word or "")
    return "" if found == "?" else found
