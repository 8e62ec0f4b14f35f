"""A finding: something in the log that went wrong, or could have been won, and how it is known."""

from dataclasses import dataclass
from typing import Literal

from app.ids import ExerciseTime, SeatId, Seq
from app.rehearsal.events import FindingSort, Role, Standing

Confidence = Literal["certain", "likely", "possible"]
"""Certain: the log says so itself. Likely: words were read, or a limit of ours decides. Possible: a guess."""
CiteSort = Literal[
    "post", "draft", "inject", "fact", "message", "decision", "task", "opening", "mark", "seat", "entry"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """One piece of evidence: a thing, and the entry of the log that tells of it.

    Attributes:
        id: the thing's; an entry's is its number.
        seq: the entry.
        t: when that was, in exercise seconds.
    """

    sort: CiteSort
    id: str
    seq: Seq
    t: ExerciseTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Somebody marked it while the drill ran, or after.

    Attributes:
        mark: the flag's or the note's id.
        t: when; for a note, when it was begun.
    """

    mark: str
    seat: SeatId
    role: Role
    t: ExerciseTime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding of the review. Suggested by a rule; agreed or rejected by people in the hot wash.

    Attributes:
        id: the rule's id and what it was found at: the same in every review of the same log.
        definition: the rule's.
        what: one or two sentences about this case, by titles and ids, never by a person's name.
        t: when it happened: a mistake, when it was made; an opportunity, when it was there.
        until: when it was over, for what lasted.
        evidence: the first is what it is about; what people brought up in the talk may have none.
        seen: everybody who marked it, in order of time.
        noticed_t, noticed_by: the first mark by the brand's own team; None if none was made.
        done: what was done about it, in words; empty where nothing was.
        taken: of an opportunity, whether it was taken; None for mistakes.
        standing, remark: what the hot wash made of it, and why.
        cost: what it cost or won, in words, once somebody has worked it out.
    """

    id: str
    rule: str
    sort: FindingSort
    title: str
    definition: str
    what: str
    t: ExerciseTime
    until: ExerciseTime | None
    evidence: tuple[Cite, ...]
    seen: tuple[Sighting, ...]
    noticed_t: ExerciseTime | None
    noticed_by: SeatId | None
    done: str
    taken: bool | None
    confidence: Confidence
    standing: Standing = "suggested"
    cost: str | None = None
    remark: str = ""
