"""A drill without sockets is the same drill: from StartEx to EndEx, by the players' door."""

from dataclasses import replace

from app.crowd.step import Crowds
from app.headless import BEGAN, RUNNER, Cast, Drill, conduct
from app.ids import PostId, SeatId
from app.live.company import no_crowd, no_standins
from app.rehearsal.commands import DeletePost, PauseClock, PublishPost, SetSpeed
from app.rehearsal.events import ClockEnded, ClockStarted, CrowdActed, InjectDelivered
from app.rehearsal.evolve import fold
from app.standins.play import moves
from app.store.codec import decode, encode
from tests.airline import AIRLINE, BRAND, CAMPAIGN
from tests.build import brand, critic

SHORT = replace(AIRLINE, minutes=6)


def a_drill(seed: int = 7) -> Drill:
    drill = Drill(SHORT, seed=seed)
    drill.start()
    return drill


def played(drill: Drill, until: float | None = None, *, every: float = 1.0) -> Drill:
    """Conducted with crowd and stand-ins."""
    for _ in conduct(drill, Cast(crowd=Crowds(), standins=moves), every=every, until=until):
        continue
    return drill


def written(drill: Drill) -> list[bytes]:
    return [encode(entry) for entry in drill.log]


def test_a_drill_runs_from_startex_to_endex() -> None:
    drill = played(a_drill())
    drill.end()
    events = [event for entry in drill.log for event in entry.events]
    assert isinstance(events[3], ClockStarted)
    assert isinstance(events[-1], ClockEnded)
    assert drill.log[-1].at == BEGAN + 360_000
    assert drill.rehearsal.clock.state == "ended"
    delivered = {event.inject for event in events if isinstance(event, InjectDelivered)}
    assert delivered == {one.id for one in SHORT.msel if one.at is not None and one.at <= 360}
    acts = [event for event in events if isinstance(event, CrowdActed)]
    assert [act.tick for act in acts] == list(range(1, 181))
    sorts = {origin.sort for origin in drill.rehearsal.origins.values()}
    assert sorts == {"inject", "standin", "crowd"}
    assert not drill.refused


def test_the_same_seed_writes_the_same_log_to_the_byte_and_another_one_another() -> None:
    one, again, other = (played(a_drill(seed), 180.0) for seed in (7, 7, 8))
    assert written(one) == written(again)
    assert written(one) != written(other)


def test_the_log_is_all_there_is_of_it() -> None:
    drill = played(a_drill(), 120.0)
    assert fold(drill.log) == drill.rehearsal
    assert [decode(entry.seq, encode(entry)) for entry in drill.log] == drill.log
    assert [entry.seq for entry in drill.log] == list(range(1, len(drill.log) + 1))


def test_stopping_on_the_way_changes_nothing() -> None:
    whole, parts = played(a_drill(), 150.0), a_drill()
    for until in (40.0, 41.0, 150.0):
        played(parts, until)
    assert written(parts) == written(whole)


def test_a_copy_goes_on_as_the_first_would_or_another_way() -> None:
    drill = played(a_drill(), 90.0)
    same, other = drill.copy(), drill.copy()
    other.ask(critic(2), PublishPost(author=CAMPAIGN, text="How wide is a seat? Shame."), drill.rehearsal.at)
    before = len(drill.log)
    played(same, 180.0)
    played(other, 180.0)
    assert len(drill.log) == before
    played(drill, 180.0)
    assert written(same) == written(drill)
    assert written(other)[:before] == written(drill)[:before]
    assert written(other)[before] != written(drill)[before]
    assert other.rehearsal.mood.heat > drill.rehearsal.mood.heat
    assert other.rehearsal.scenario is drill.rehearsal.scenario


def test_a_beat_is_yielded_after_each_so_many_exercise_seconds_at_any_speed() -> None:
    nobody = Cast(crowd=no_crowd, standins=no_standins)
    for speed in (1.0, 60.0):
        drill = a_drill()
        if speed != 1.0:
            drill.ask(RUNNER, SetSpeed(speed=speed), BEGAN)
        assert list(conduct(drill, nobody, every=3.0, until=12.0)) == [3.0, 6.0, 9.0, 12.0]


def test_what_the_door_turns_down_is_noted_and_not_logged() -> None:
    drill = a_drill()
    before = len(drill.log)
    drill.attempt(brand(), DeletePost(post=PostId("p9")), BEGAN + 2_000)
    assert len(drill.log) == before
    ((t, by, command, refusal),) = drill.refused
    assert (t, by, command.kind, refusal.code) == (2.0, brand(), "post.delete", "not_found")


def test_a_seat_somebody_sits_in_is_left_to_them() -> None:
    drill = a_drill()
    for seat in drill.rehearsal.seats.values():
        seat.standin = seat.id == SeatId("critic-1")
    played(drill, 120.0)
    seats = {origin.seat for origin in drill.rehearsal.origins.values() if origin.sort == "standin"}
    assert seats == {SeatId("critic-1")}
    assert not [post for post in drill.rehearsal.feed.posts.values() if post.author == BRAND]


def test_nothing_is_conducted_while_the_clock_stands() -> None:
    drill = a_drill()
    drill.ask(RUNNER, PauseClock(), BEGAN + 1_000)
    assert not list(conduct(drill, Cast(crowd=no_crowd, standins=no_standins)))
