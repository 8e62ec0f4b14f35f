"""What counts as having noticed a thing: something done about it, and nothing else."""

import pytest

from app.ids import CONDUCTOR, PostId, SeatId
from app.rehearsal import commands as c
from app.review.build import review_of
from app.review.findings.happened import Acts, Story
from app.review.noticing import noticed
from app.review.story import Measure
from tests.airline import AIRLINE
from tests.build import Drill, a_drill, brand, observer, started

ASKS = next(one for one in AIRLINE.msel if one.expected is not None and one.channel == "feed")
P1 = PostId("p1")


def asked() -> Drill:
    """The inject that expects something is out at 100 s, as p1."""
    drill = a_drill(started())
    drill.ask(CONDUCTOR, c.DeliverInject(inject=ASKS.id), at=100)
    return drill


def first_notice(drill: Drill) -> float | None:
    """When the inject was noticed."""
    acts = Acts()
    for entry in drill.log:
        acts.see(entry, 0.0)
    story = Story(
        rehearsal=drill.rehearsal, acts=tuple(acts.all), length=drill.t, injects=(), growth=lambda _: ()
    )
    (row,) = noticed(story, ())
    assert (row.sort, row.id, row.t) == ("inject", ASKS.id, 100)
    return row.noticed_t


def told(drill: Drill) -> Measure:
    return next(one for one in review_of(drill.log).measures if one.id == "noticed")


ABOUT: tuple[tuple[SeatId, c.Command], ...] = (
    (brand("legal"), c.RaiseFlag(sort="mistake", post=P1)),
    (brand(), c.RaiseFlag(sort="chance")),
    (brand(), c.OpenDraft(text="We were wrong.", reply_to=P1)),
    (brand(), c.ClaimFact(text="The seat was sold twice.", asked_by=ASKS.by)),
    (brand(), c.TakeDecision(what=f"We answer @{ASKS.by} first.")),
    (brand(), c.AssignPost(post=P1, to=brand())),
)
BESIDE: tuple[tuple[SeatId, c.Command], ...] = (
    (observer(), c.RaiseFlag(sort="mistake", post=P1)),
    (brand(), c.SayInChat(text="Have you had lunch?")),
    (brand(), c.OpenDraft(text="Happy Friday!")),
    (brand(), c.ClaimFact(text="The seat was sold twice.")),
    (brand(), c.TakeDecision(what="We meet at noon.")),
)


@pytest.mark.parametrize(("seat", "sign"), ABOUT, ids=lambda one: getattr(one, "kind", one))
def test_the_first_thing_done_about_an_inject_is_its_notice(seat: SeatId, sign: c.Command) -> None:
    drill = asked()
    drill.ask(seat, sign, at=170)
    drill.ask(brand(), c.RaiseFlag(sort="mistake", post=P1), at=300)
    assert first_notice(drill) == 170


@pytest.mark.parametrize(("seat", "sign"), BESIDE, ids=lambda one: getattr(one, "kind", one))
def test_what_is_done_beside_it_notices_nothing(seat: SeatId, sign: c.Command) -> None:
    drill = asked()
    drill.ask(seat, sign, at=170)
    assert first_notice(drill) is None
    assert "missed 1 inject" in told(drill).note


def test_a_flag_on_no_post_counts_within_the_time_the_answer_has() -> None:
    assert ASKS.expected is not None
    for wait, seen in ((ASKS.expected.within, True), (ASKS.expected.within + 1, False)):
        drill = asked()
        drill.ask(brand(), c.RaiseFlag(sort="mistake"), at=100 + wait)
        assert (first_notice(drill) is not None) == seen


def test_a_mistake_is_noticed_by_a_flag_and_one_that_only_people_saw_is_none_to_notice() -> None:
    drill = a_drill(started())
    drill.ask(brand(), c.OpenDraft(text="No comment."), at=40)
    (draft,) = drill.rehearsal.drafts
    drill.ask(brand(), c.PublishDraft(draft=draft, anyway="No time"), at=50)
    before = told(drill).value
    drill.ask(brand(), c.RaiseFlag(sort="mistake", post=P1), at=65)
    assert before.startswith("0 of ")
    assert told(drill).value == f"{before.split()[-1]} of {before.split()[-1]}"
    quiet = a_drill(started())
    quiet.ask(brand(), c.RaiseFlag(sort="mistake"), at=65)
    assert told(quiet).value == "–"
