"""Logs about being first, and about opening a subject."""

from app.ids import FactId
from app.rehearsal import commands as c
from app.rehearsal.events import Posture
from tests.airline import CAMPAIGN
from tests.build import Drill, brand, critic
from tests.review.findings.pairing import Pair, live, said, seen_by

F1 = FactId("f1")
OPS = brand("subject_expert")


def told(*, before: str | None = None, confirmed: bool = True) -> Drill:
    """The brand tells a fact at 100 s; somebody else posts something at 80 s."""
    drill = live()
    drill.ask(OPS, c.ClaimFact(text="The seat was sold twice."), at=50)
    if confirmed:
        drill.ask(OPS, c.ConfirmFact(fact=F1, source="Gate log"), at=60)
    if before:
        drill.ask(critic(2), c.PublishPost(author=CAMPAIGN, text=before), at=80)
    said(drill, "We sold your seat to two people.", 100, cites=(F1,))
    return drill


def opened(posture: Posture, after: float, at: float = 700) -> Drill:
    """A post at 100 s with trust at 60; at the end, ten minutes later, it is `after`."""
    drill = live()
    seen_by(drill, 0, 90, trust=60)
    said(drill, "From Friday on we ask before anybody is on board.", 100, posture=posture)
    seen_by(drill, 0, at, trust=after)
    return drill


PAIRS = {
    "first_with_fact": Pair(
        has=told,
        almost=lambda: told(before="Was the seat sold twice?"),
        keys=("p2",),
        has_too=(lambda: told(before="I like trains."),),
        almost_too=(lambda: told(confirmed=False),),
    ),
    "initiative": Pair(
        has=lambda: opened("initiates", 63),
        almost=lambda: opened("initiates", 62.9),
        keys=("p2",),
        almost_too=(lambda: opened("defends", 70), lambda: opened("initiates", 70, at=699)),
    ),
}
