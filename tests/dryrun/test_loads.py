"""Load over time, the crowd's curves, chances, and how it ended."""

from dataclasses import replace

from app.crowd.step import Crowds
from app.dryrun.building import MOST_SAMPLES, dry_run_of, thinned
from app.dryrun.loads import span_of, spread
from app.dryrun.report import DryRun
from app.dryrun.watching import Watch
from app.headless import Cast, Drill, conduct
from app.ids import PostId, SeatId
from app.rehearsal.commands import DeletePost, PublishPost, SayInChat
from app.rehearsal.storm import Sample
from app.scenario.condition import Condition
from app.scenario.msel import Chance, ExpectedAction
from app.scenario.scenario import Goal, Scenario
from app.standins.play import moves
from tests.airline import AIRLINE, BRAND
from tests.build import brand, critic
from tests.dryrun.playing import Deed, airline, an_inject, shown

ANSWER = ExpectedAction(action="Say what is known", within=60.0, position="legal")
HOLDING = "We have seen this and are looking into it. More by 19:30."


def test_acts_and_demands_are_counted_for_each_seat_in_each_span() -> None:
    injects = (an_inject("i1", at=70.0, expected=ANSWER), an_inject("i2", at=80.0, expected=ANSWER))
    deeds: tuple[Deed, ...] = (
        (5.0, brand(), SayInChat(text="Here.")),
        (130.0, brand(), SayInChat(text="Still here.")),
        (170.0, brand(), SayInChat(text="Anybody?")),
    )
    run = shown(airline(*injects, minutes=4), *deeds)
    loads = {one.seat: one for one in run.loads}
    assert run.span == 60.0
    assert loads[brand()].acts == (1, 0, 2, 0)
    assert loads[brand("legal")].asked == (0, 2, 0, 0)
    assert loads[brand()].asked == (0, 0, 0, 0)
    assert run.arriving == (0, 2, 0, 0)
    assert "facilitator-1" not in loads


def test_what_the_door_turned_down_is_counted() -> None:
    deeds: tuple[Deed, ...] = tuple((float(t), critic(), DeletePost(post=PostId("p9"))) for t in (5, 6))
    loads = {one.seat: one.refused for one in shown(airline(an_inject("i1", at=1.0)), *deeds).loads}
    assert loads[critic()] == (("not_found", 2),)


def test_a_long_drill_is_counted_in_longer_spans() -> None:
    assert [span_of(60.0 * minutes) for minutes in (1, 48, 49, 240, 480)] == [60, 60, 120, 300, 600]
    assert spread((0.0, 59.9, 60.0, 119.0, 121.0), 60.0, 120.0) == (2, 3)


def test_long_curves_are_thinned_and_keep_their_ends() -> None:
    samples = [Sample(t=10.0 * at, trust=50.0, heat=1.0, reach=at, posts=0) for at in range(2_880)]
    kept = thinned(samples)
    assert len(kept) == MOST_SAMPLES
    assert (kept[0], kept[-1]) == (samples[0], samples[-1])
    assert [one.t for one in kept] == sorted({one.t for one in kept})


def test_a_chance_is_taken_by_an_answer_and_else_missed() -> None:
    offer = an_inject("i1", at=10.0, chance=Chance(title="An offer", lasts=100.0))
    missed = shown(airline(offer)).chances
    assert [(one.title, one.t, one.closed_t, one.taken) for one in missed] == [
        ("An offer", 10.0, 110.0, False)
    ]
    answer: Deed = (50.0, brand(), PublishPost(author=BRAND, text=HOLDING, reply_to=PostId("p1")))
    assert [one.taken for one in shown(airline(offer), answer).chances] == [True]


def test_it_ends_with_the_crowd_and_the_private_goals() -> None:
    goals = (
        Goal(title="They answered", points=20, when=Condition(said=("seen",))),
        Goal(title="Fair", points=5),
    )
    scenario = _with_goals(airline(an_inject("i1", at=1.0), minutes=3), goals)
    said: Deed = (65.0, brand(), PublishPost(author=BRAND, text=HOLDING))
    ending = shown(scenario, said).ending
    first, second = ending.goals
    assert (first.seat, first.held, first.first_t) == ("critic-1", True, 66.0)
    assert (second.held, second.first_t) == (None, None)
    assert (ending.trust, ending.posts) == (70.0, 2)
    assert [one.held for one in shown(scenario).ending.goals] == [False, None]


def test_the_same_seed_shows_the_same_and_another_one_another() -> None:
    one, again, other = (_whole(seed) for seed in (3, 3, 4))
    assert one == again
    assert one != other


def test_a_whole_drill_shows_curves_answers_and_load() -> None:
    run = _whole(3)
    assert (run.slug, run.title, run.seed, run.length) == (AIRLINE.slug, AIRLINE.title, 3, 360.0)
    assert len(run.samples) >= 35
    assert run.ending.reach == run.samples[-1].reach > 0
    assert {seat.seat for seat in run.loads if sum(seat.acts)} >= {brand(), critic(), SeatId("bystander-1")}
    assert sum(run.arriving) > 10
    assert [measure.id for measure in run.measures][:2] == ["trust", "notice"]
    assert run.drafts


def _whole(seed: int) -> DryRun:
    drill, watch = Drill(replace(AIRLINE, minutes=6), seed=seed), Watch()
    drill.start()
    for t in conduct(drill, Cast(crowd=Crowds(), standins=moves)):
        watch.see(drill.rehearsal, t)
    drill.end()
    return dry_run_of(drill, watch)


def _with_goals(scenario: Scenario, goals: tuple[Goal, ...]) -> Scenario:
    first = next(seat for seat in scenario.seats if seat.id == "critic-1")
    seats = tuple(
        replace(seat, card=replace(seat.card, goals=goals)) if seat is first else seat
        for seat in scenario.seats
    )
    return replace(scenario, seats=seats)
