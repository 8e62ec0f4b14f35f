"""Logs about the decision model."""

from dataclasses import replace

from app.feed.intent import Intent
from app.ids import DraftId
from app.rehearsal import commands as c
from app.scenario.routes import ContentClass, Route
from tests.airline import AIRLINE, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, started
from tests.review.findings.pairing import ANGRY, Pair, live

D1 = DraftId("d1")
SORRY = "We are sorry. We turned you away and should not have."
FACTS = "Flight 12 left the gate at nine with two seats free."
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


def routed(
    content: ContentClass, text: str = SORRY, *, intent: Intent | None = None, routes: bool = True
) -> Drill:
    """A draft of a class goes out as p2, on a plan that has a way of its own for facts."""
    facts = Route(id="facts", title="Facts", content="information")
    plan = replace(AIRLINE.plan, routes=(facts,) if routes else ())
    drill = a_drill(started(), scenario=replace(AIRLINE, plan=plan))
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text=ANGRY), at=10)
    drill.ask(brand(), c.OpenDraft(text=text, content=content, intent=intent), at=30)
    drill.ask(brand(), c.PublishDraft(draft=D1, anyway="On air in a minute"), at=70)
    return drill


PAIRS = {
    "wrong_class": Pair(
        has=lambda: routed("information"),
        almost=lambda: routed("apology"),
        keys=("p2",),
        has_too=(
            lambda: routed("routine"),
            lambda: routed("information", "We refund every ticket and pay for the hotel."),
            lambda: routed("information", FACTS, intent=Intent(strategies=("apology",))),
        ),
        almost_too=(
            lambda: routed("information", FACTS),
            lambda: routed("information", FACTS, intent=Intent(strategies=("explain",))),
            lambda: routed("information", "Refunds are explained on our page."),
            lambda: routed("information", routes=False),
        ),
    ),
    "unapproved": Pair(has=broke_the_glass, almost=waited_for_every_yes, keys=("p2",)),
    "empty_rung": Pair(has=nobody_was_legal, almost=waited_for_every_yes, keys=("p2",)),
    "waited_idle": Pair(has=legal_slept, almost=legal_was_at_work, keys=("d1.1",)),
    "unreasoned": Pair(has=decided, almost=lambda: decided(why="We do not know yet"), keys=("k1",)),
}
