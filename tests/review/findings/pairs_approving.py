"""Logs about the decision model."""

from app.ids import DraftId
from app.rehearsal import commands as c
from tests.build import Drill, brand, facilitator
from tests.review.findings.pairing import Pair, live

D1 = DraftId("d1")
LEGAL, DECISION = brand("legal"), brand("decision_maker")


def drafted(*, hand_in: bool = True) -> Drill:
    """A draft is written at 30 s, and handed in."""
    drill = live()
    drill.ask(brand(), c.OpenDraft(text="We turned you away and should not have."), at=30)
    if hand_in:
        drill.ask(brand(), c.SubmitDraft(draft=D1), at=40)
    return drill


def approved(drill: Drill, at: float = 60) -> Drill:
    for judge in (LEGAL, DECISION):
        if drill.rehearsal.drafts[D1].waits_for == drill.rehearsal.seats[judge].position:
            drill.ask(judge, c.ApproveDraft(draft=D1), at=at)
    return drill


def broke_the_glass() -> Drill:
    drill = drafted()
    drill.ask(brand(), c.PublishDraft(draft=D1, anyway="On air in a minute"), at=70)
    return drill


def waited_for_every_yes() -> Drill:
    drill = approved(drafted())
    drill.ask(brand(), c.PublishDraft(draft=D1), at=70)
    return drill


def nobody_was_legal() -> Drill:
    drill = live()
    drill.ask(facilitator(), c.StaffSeat(seat=LEGAL, standin=False))
    drill.ask(brand(), c.OpenDraft(text="We turned you away and should not have."), at=30)
    drill.ask(brand(), c.SubmitDraft(draft=D1), at=40)
    approved(drill)
    drill.ask(brand(), c.PublishDraft(draft=D1), at=70)
    return drill


def legal_slept() -> Drill:
    return approved(drafted(), at=40 + 601)


def legal_was_at_work() -> Drill:
    drill = drafted()
    drill.ask(LEGAL, c.SayInChat(text="I am asking the gate."), at=300)
    return approved(drill, at=40 + 601)


def decided(**more: object) -> Drill:
    drill = live()
    drill.ask(brand(), c.TakeDecision(what="We say nothing until eight", **more), at=50)  # type: ignore[arg-type]
    return drill


PAIRS = {
    "unapproved": Pair(has=broke_the_glass, almost=waited_for_every_yes, keys=("p2",)),
    "empty_rung": Pair(has=nobody_was_legal, almost=waited_for_every_yes, keys=("p2",)),
    "waited_idle": Pair(has=legal_slept, almost=legal_was_at_work, keys=("d1.1",)),
    "unreasoned": Pair(has=decided, almost=lambda: decided(why="We do not know yet"), keys=("k1",)),
}
