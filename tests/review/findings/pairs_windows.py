"""Logs about openings."""

from functools import partial

from app.ids import CONDUCTOR, ChanceId, InjectId, PostId
from app.rehearsal import commands as c
from app.rehearsal.events import Opening
from tests.build import Drill, brand, facilitator
from tests.review.findings.pairing import Pair, live

I4 = InjectId("i4")
OPENINGS: tuple[Opening, ...] = (
    "self_irony",
    "ally",
    "receipts",
    "cause",
    "wit",
    "critic_won",
    "steal_thunder",
    "leave_it",
)


def inject(name: str) -> Drill:
    drill = live()
    drill.ask(facilitator(), c.DeliverInject(inject=InjectId(name)), at=100)
    return drill


def opened(opening: Opening) -> Drill:
    """The crowd opens something at 60 s."""
    drill = live()
    chance = c.OpenedChance(
        chance=ChanceId("o1"), opening=opening, lasts=600, why="Row 22 speaks up.", post=PostId("p1")
    )
    act = c.ActAsCrowd(beat=1, counts=(), trust=50, heat=50, opened=(chance,))
    drill.ask(CONDUCTOR, act, at=60)
    return drill


def flagged(at: float) -> Drill:
    drill = opened("ally")
    drill.ask(brand("legal"), c.RaiseFlag(sort="chance", post=PostId("p1")), at=at)
    return drill


def spoiled() -> Drill:
    """What was better left alone was not."""
    drill = opened("leave_it")
    closed = c.ClosedChance(chance=ChanceId("o1"), taken=False, post=None)
    act = c.ActAsCrowd(beat=2, counts=(), trust=50, heat=50, closed=(closed,))
    drill.ask(CONDUCTOR, act, at=70)
    return drill


PAIRS = {
    "inject_window": Pair(has=lambda: inject("i4"), almost=lambda: inject("i3"), keys=("i4",)),
    "early_flag": Pair(has=lambda: flagged(180), almost=lambda: flagged(180.001), keys=("o1",)),
    **{
        f"opening_{one}": Pair(has=partial(opened, one), almost=partial(opened, other), keys=("o1",))
        for one, other in zip(OPENINGS, (*OPENINGS[1:], OPENINGS[0]), strict=True)
    },
    "opening_leave_it": Pair(has=spoiled, almost=partial(opened, "self_irony"), keys=("o1",)),
}
