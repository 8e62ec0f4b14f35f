"""Logs about what the brand said it would do."""

from app.ids import DESK, ParticipantId, SeatId, TaskId
from app.rehearsal import commands as c
from tests.build import Drill, brand, facilitator
from tests.review.findings.pairing import Pair, live, said

# StartEx is at 18:52 in the story: 19:02 is exercise second 600.
BY_TWO = "We have seen this and are looking into it. More by 19:02."
SOON = "We have seen this and are looking into it. More to follow."
OPS, COMMS = brand("subject_expert"), brand()


def promised(text: str, then: float | None, end: float = 1_500) -> Drill:
    """A promise at 100 s, and another word at `then`."""
    drill = live()
    said(drill, text, 100)
    if then is not None:
        said(drill, "Here is what we know.", then)
    drill.ask(facilitator(), c.EndClock(), at=end)
    return drill


def left(then: float, text: str = "", who: SeatId = COMMS) -> Drill:
    """Somebody of the brand, else who promised, leaves at 200 s."""
    drill = live()
    drill.ask(DESK, c.TakeSeat(role="brand", participant=ParticipantId("bo"), name="Bo", seat=brand()), at=20)
    if who != COMMS:
        drill.ask(DESK, c.TakeSeat(role="brand", participant=ParticipantId("di"), name="Di", seat=who))
    said(drill, text or SOON, 100)
    drill.ask(who, c.LeaveSeat(), at=200)
    said(drill, "Here is what we know.", then)
    drill.ask(facilitator(), c.EndClock(), at=1_500)
    return drill


def task(done: float | None, due: float | None = 300.0) -> Drill:
    drill = live()
    drill.ask(brand(), c.SetTask(text="Call the gate", owner=OPS, due=due), at=100)
    if done is not None:
        drill.ask(OPS, c.TickTask(task=TaskId("t1")), at=done)
    drill.ask(facilitator(), c.EndClock(), at=400)
    return drill


def repeated(*texts: str) -> Drill:
    drill = live()
    for number, text in enumerate(texts):
        said(drill, text, 100 + 60 * number)
    return drill


LINE = "Thank you for your message. Our team is on it."

PAIRS = {
    "promise_missed": Pair(
        has=lambda: promised(BY_TWO, 660.001),
        almost=lambda: promised(BY_TWO, 660),
        keys=("p2",),
        almost_too=(
            lambda: promised(BY_TWO, None, end=659),
            lambda: promised("The doors closed at 19:02.", None),
            lambda: promised(BY_TWO.replace("19:02", "18:53"), None),
        ),
    ),
    "promise_open": Pair(
        has=lambda: promised(SOON, 400.001),
        almost=lambda: promised(SOON, 400),
        keys=("p2",),
        almost_too=(
            lambda: promised(SOON, None, end=399),
            lambda: promised(BY_TWO, None),
            lambda: promised("You are right.", None),
        ),
    ),
    "handover_gap": Pair(
        has=lambda: left(500.001),
        almost=lambda: left(500),
        keys=("p2.7",),
        has_too=(lambda: left(500.001, "We will call you tomorrow."),),
        almost_too=(
            lambda: left(900, "You are right."),
            lambda: left(900, who=brand("legal")),
        ),
    ),
    "task_overdue": Pair(
        has=lambda: task(300.001),
        almost=lambda: task(300),
        keys=("t1",),
        has_too=(lambda: task(None), lambda: task(None, due=400)),
        almost_too=(lambda: task(None, due=400.001), lambda: task(None, due=None)),
    ),
    "pasted": Pair(
        has=lambda: repeated(LINE, LINE.upper(), f"  {LINE}"),
        almost=lambda: repeated(LINE, LINE, LINE.replace("our", "my")),
        keys=("p4",),
    ),
}
