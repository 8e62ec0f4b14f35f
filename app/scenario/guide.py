"""The evaluation guide: what is rehearsed, and how evaluators look at it."""

from dataclasses import dataclass
from typing import Literal

from app.ids import InjectId

Measured = Literal[
    "first_post",
    "holding_line",
    "answer",
    "left_alone",
    "room",
    "decisions",
    "claims",
    "confirmed",
    "refuted",
    "mistakes",
    "chances",
    "initiates",
    "approvals",
    "one_voice",
]
"""What the log itself can tell of a guide item; scenarios/README.md says what each of them is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One thing the drill is for."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the log can tell of a guide item by itself.

    Attributes:
        measure: what is looked at.
        within: until when it counts, in seconds from the first of `injects`, else from StartEx; without it to
            the end.
        least: how many it takes; default 1.
        injects: the injects it is about.
        facts: the scenario's facts it is about; without them any claim of the board counts.
    """

    measure: Measured
    within: float | None = None
    least: int = 1
    injects: tuple[InjectId, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideItem:
    """One question an evaluator answers with evidence; `check` is what the log can tell of it."""

    id: str
    objective: str
    question: str
    target: str
    check: Check | None = None
