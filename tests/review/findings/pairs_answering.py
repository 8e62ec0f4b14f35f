"""Logs about answers that did not come, or came late."""

from app.ids import CONDUCTOR, Handle, InjectId, PostId
from app.rehearsal import commands as c
from tests.airline import BRAND, CAMPAIGN
from tests.build import Drill, a_drill, brand, critic, facilitator, started
from tests.review.findings.pairing import Pair, live, said, seen_by

HOLDING = "We have seen this and are looking into it. More by 23:30."


def first_out() -> Drill:
    """The first inject is out, ten seconds after StartEx; the plan promises a word within 300 s."""
    return a_drill(started(), (CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), 10.0))


def ended(drill: Drill, at: float) -> Drill:
    drill.ask(facilitator(), c.EndClock(), at=at)
    return drill


def answered(at: float) -> Drill:
    drill = first_out()
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING), at=at)
    return ended(drill, 1_000)


def asked_us(reach: int = 2_500) -> Drill:
    """A critic of many speaks to the brand at 20 s: p2."""
    drill = live()
    text = f"@{BRAND}, what do you say to that?"
    drill.ask(critic(2), c.PublishPost(author=CAMPAIGN, text=text), at=20)
    seen_by(drill, reach, 200, "p2")
    return drill


def wrote_to_them() -> Drill:
    drill = asked_us()
    drill.ask(brand(), c.SendMessage(sender=BRAND, to=Handle(CAMPAIGN), text="May we call you?"), at=400)
    return ended(drill, 900)


def replied_late() -> Drill:
    drill = asked_us()
    said(drill, "You are right to ask.", 700, to=PostId("p2"))
    return ended(drill, 900)


PAIRS = {
    "late_first_reply": Pair(has=lambda: answered(311), almost=lambda: answered(310), keys=("i1",)),
    "inject_unanswered": Pair(
        has=lambda: ended(first_out(), 1_000), almost=lambda: answered(900), keys=("i1",)
    ),
    "mention_unanswered": Pair(
        has=lambda: ended(asked_us(), 900),
        almost=replied_late,
        keys=("p2",),
        almost_too=(
            lambda: ended(asked_us(reach=2_499), 900),
            lambda: ended(asked_us(), 319),
            wrote_to_them,
        ),
    ),
}
