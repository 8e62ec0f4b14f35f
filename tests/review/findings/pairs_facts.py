"""Logs about what the brand knew, and what it said it knew."""

from app.ids import FactId
from app.rehearsal import commands as c
from tests.build import Drill, brand
from tests.review.findings.pairing import Pair, live, said

F1 = FactId("f1")
OPS = brand("subject_expert")
LAUGHED, TWICE = "The crew laughed.", "The seat was sold twice."


def board(text: str, standing: str) -> Drill:
    """A claim at 50 s, settled at 60 s or not at all."""
    drill = live()
    drill.ask(OPS, c.ClaimFact(text=text), at=50)
    if standing == "confirmed":
        drill.ask(OPS, c.ConfirmFact(fact=F1, source="Gate log"), at=60)
    elif standing == "refuted":
        drill.ask(OPS, c.RefuteFact(fact=F1, source="Two witnesses"), at=60)
    return drill


def spoke(drill: Drill, text: str, *cites: FactId) -> Drill:
    said(drill, text, 100, cites=cites)
    return drill


def said_at(at: float, text: str) -> Drill:
    """The brand says it at that time, before anybody could know."""
    drill = live()
    said(drill, text, at)
    return drill


PAIRS = {
    "confirmed_false": Pair(
        has=lambda: board(LAUGHED, "confirmed"),
        almost=lambda: board("The crew laughed at the film on the way.", "confirmed"),
        keys=("f1.6",),
    ),
    "contradicted": Pair(
        has=lambda: spoke(board(TWICE, "confirmed"), "The seat was not sold twice."),
        almost=lambda: spoke(board(LAUGHED, "refuted"), "It is false that the crew laughed."),
        keys=("p2.f1",),
        has_too=(lambda: spoke(board(LAUGHED, "refuted"), "Yes, the crew laughed."),),
    ),
    "not_so": Pair(
        has=lambda: spoke(live(), "We know that the seat was not sold twice."),
        almost=lambda: spoke(live(), "Was the seat not sold twice? We are finding out."),
        keys=("p2.g1",),
        almost_too=(lambda: said_at(59, "The seat was not sold twice."),),
    ),
    "said_unconfirmed": Pair(
        has=lambda: spoke(board(TWICE, "claimed"), "We sold your seat to two people.", F1),
        almost=lambda: spoke(board(TWICE, "claimed"), "We are checking whether we sold it twice.", F1),
        keys=("p2",),
        almost_too=(
            lambda: spoke(board(TWICE, "claimed"), "We sold your seat to two people."),
            lambda: spoke(board(TWICE, "confirmed"), "We sold your seat to two people.", F1),
        ),
    ),
}
