"""What Redis says to an append, in our names."""

from app.ids import Seq
from app.store.log import AskReused, Conflict, Known, LogLost, Rewound, TooLarge


def verdict(answer: bytes, seq: Seq, wanted: str) -> Seq:
    """The seq of the entry that stands in the log, or the reason why none does.

    Args:
        answer: the word `append.lua` gave.
        seq: the number it gave with it: the entry's, or else the log's last.
        wanted: what was to be appended, for the sentence.

    Raises:
        Conflict, LogLost, Rewound, AskReused, TooLarge: as `EventLog.append`.
    """
    match answer:
        case b"stored":
            return seq
        case b"known":
            return Seq(Known(seq))
        case b"conflict":
            raise Conflict(f"{wanted}: the log is at {seq}")
        case b"reused":
            raise AskReused(f"{wanted}: entry {seq} answered another ask of this id")
        case b"large":
            raise TooLarge(f"{wanted}: the log is full at {seq} entries")
        case b"rewound":
            raise Rewound(f"{wanted}: the log is at {seq}, on another past")
        case _:
            raise LogLost(f"{wanted}: there is no log")
