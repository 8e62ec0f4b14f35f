"""A follower's place in a log, and the proof that what comes next follows from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ids import Seq
from app.rehearsal.entry import Entry
from app.store.codec import seq_of, tag_of, unpack
from app.store.log import LogLost, Packed, Rewound


@dataclass(slots=True)
class Place:
    """The last entry seen.

    Attributes:
        seq: its number, 0 before the first.
        tag: its tag; None where the caller did not know it, until it is read.
        read: makes an entry of what is kept.
    """

    seq: Seq
    tag: int | None
    read: Callable[[Packed], Entry] = unpack

    @property
    def start(self) -> Seq:
        """Where to read from: the entry we stand on proves that the rest follows from it."""
        return Seq(max(1, self.seq))

    def step(self, ring: bytes) -> Entry | None:
        """The entry that a doorbell brought, if it is the next one and continues what was seen."""
        before, _, data = ring.partition(b" ")
        if seq_of(data) != self.seq + 1 or (self.seq > 0 and self.tag != int(before)):
            return None
        return self._pass(Packed(seq_of(data), data))

    def knows(self, ring: bytes) -> bool:
        """Whether a doorbell brings nothing new: an entry before, or the one we stand on."""
        _, _, data = ring.partition(b" ")
        seq = seq_of(data)
        return 0 < seq < self.seq or (seq == self.seq and tag_of(data) == self.tag)

    def walk(self, found: Sequence[Packed]) -> list[Entry]:
        """The entries after this place, in what was read from `start` on.

        Raises:
            LogLost: nothing was there.
            Rewound: the entry we stand on is gone or another, or a number is missing.
        """
        if not found:
            raise LogLost("nothing is left of this log")
        if self.seq > 0:
            self._check(found[0])
            found = found[1:]
        return [self._pass(packed) for packed in found]

    def _check(self, packed: Packed) -> None:
        tag = tag_of(packed.data)
        if packed.seq != self.seq or (self.tag is not None and tag != self.tag):
            raise Rewound(f"entry {self.seq} is not the one that was seen")
        self.tag = tag

    def _pass(self, packed: Packed) -> Entry:
        if packed.seq != self.seq + 1:
            raise Rewound(f"entry {packed.seq} comes after {self.seq}")
        entry = self.read(packed)
        self.seq, self.tag = packed.seq, entry.tag
        return entry
