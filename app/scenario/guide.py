"""The evaluation guide: what is rehearsed, and how evaluators look at it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One thing the drill is for."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideItem:
    """One question an evaluator answers with evidence."""

    id: str
    objective: str
    question: str
    target: str
