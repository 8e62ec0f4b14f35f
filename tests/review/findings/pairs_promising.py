"""Logs about what the brand said it would do."""

from app.ids import DESK, ParticipantId, TaskId
from app.rehearsal import commands as c
from tests.build import Drill, brand, facilitator
from tests.review.findings.pairing import Pair, live, said

# StartEx is at 18:52 in the story: 19:02 is exercise second 600.
BY_TWO = "We have seen this and are looking into it. More by 19:02."
SOON = "We have seen this and are looking into it. More to follow."
OPS = brand("subject_expert")


def promised(text: str, then: float | None, end: float = 1_500) -> Drill:
    """A promise at 100 s, and another word at `then`."""
    drill = live()
    said(drill, text, 100)
    if then is not None:
        said(drill, "Here is what we know.", then)
    drill.ask(facilitator(), c.EndClock(), at=end)
    return drill


def left(then: float) -> Drill:
    """Whoever promised leaves at 200 s."""
    drill = live()
    drill.ask(DESK, c.TakeSeat(role="brand", participant=ParticipantId("bo"), name="Bo", seat=brand()), at=20)
    said(drill, SOON, 100)
    drill.ask(brand(), c.LeaveSeat(), at=200)
    said(drill, "Here is what we know.", then)
    drill.ask(facilitator(), c.EndClock(), at=1_500)
    return drill


def task(done: float) -> Drill:
    drill = live()
    drill.ask(brand(), c.SetTask(text="Call the gate", owner=OPS, due=300.0), at=100)
    drill.ask(OPS, c.TickTask(task=TaskId("t1")), at=done)
    return drill


def repeated(*texts: str) -> Drill:
    drill = live()
    for number, text in enumerate(texts):
        said(drill, text, 100 + 60 * number)
    return drill


LINE = "Thank you for your message. Our team is on it."

PAIRS = {
    "promise_missed": Pair(
        has=lambda: promised(BY_TWO, 660.001), almost=lambda: promised(BY_TWO, 660), keys=("p2",)
    ),
    "promise_open": Pair(
        has=lambda: promised(SOON, 400.001), almost=lambda: promised(SOON, 400), keys=("p2",)
    ),
    "handover_gap": Pair(has=lambda: left(500.001), almost=lambda: left(500), keys=("p2.7",)),
    "task_overdue": Pair(has=lambda: task(300.001), almost=lambda: task(300), keys=("t1",)),
    "pasted": Pair(
        has=lambda: repeated(LINE, LINE.upper(), f"  {LINE}"),
        almost=lambda: repeated(LINE, LINE, LINE.replace("our", "my")),
        keys=("p4",),
    ),
}
