"""Run from here: the new log begins as the other did, nobody sits anywhere, and it goes on by itself."""

from itertools import pairwise

import pytest

from app.ids import CONDUCTOR, DESK, ParticipantId, PostId, RehearsalId, Seq
from app.rehearsal import commands as c
from app.rehearsal.decide import decide
from app.rehearsal.entry import Entry
from app.rehearsal.events import KnockHeard, SeatTaken
from app.rehearsal.evolve import evolve, fold
from app.rehearsal.forking import From, forked
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.review.build import review_of
from app.review.report import report_of
from app.review.telling import tell
from app.store.log_file import sealed
from tests.airline import BRAND
from tests.build import BEGAN, Drill, a_drill, brand, critic, facilitator, started, wall
from tests.everything import everything

R2 = RehearsalId("r2")
WORDS = "We have seen this and are looking into it. More by {}."
LEADS = c.TakeSeat(role="facilitator", participant=ParticipantId("new"), name="Bo")
LATER = 90_000
"""Seconds after the other log began: the next day."""


def fork(drill: Drill, t: float = 0.0, before: str | None = None, *, deletion: bool = False) -> list[Entry]:
    start = From(t=t, before=PostId(before) if before else None, deletion=deletion)
    return list(forked(tuple(sealed(drill.log)), start, R2, tag=5))


def ended_drill() -> Drill:
    """Posts of the brand at 60 and 100 s, the first one deleted at 150 s; EndEx at 300 s."""
    drill = a_drill(started())
    drill.sit(brand(), "Mara Voss")
    drill.ask(brand(), c.SayInChat(text="Who was on shift?"), at=30)
    drill.ask(brand(), c.PublishPost(author=BRAND, text=WORDS.format("19:30")), at=60)
    drill.ask(brand(), c.PublishPost(author=BRAND, text=WORDS.format("20:00")), at=100)
    drill.ask(brand(), c.DeletePost(post=PostId("p1")), at=150)
    drill.ask(facilitator(), c.EndClock(), at=300)
    return drill


def asked(state: Rehearsal, log: list[Entry], by: str, command: c.Command, at: float) -> None:
    """As a room does."""
    events = decide(state, by, command, wall(at))  # type: ignore[arg-type]
    entry = Entry(seq=Seq(len(log) + 1), at=wall(at), by=by, ask="", tag=1, events=events)  # type: ignore[arg-type]
    evolve(state, entry)
    log.append(entry)


@pytest.mark.parametrize(
    ("t", "posts", "chat"),
    [(29.9, 0, 0), (60.0, 1, 1), (99.5, 1, 1), (120.0, 2, 1), (299.0, 2, 1)],
)
def test_a_fork_stands_as_the_drill_stood_at_that_moment(t: float, posts: int, chat: int) -> None:
    state = fold(fork(ended_drill(), t))
    assert (len(state.feed.posts), len(state.chat)) == (posts, chat)
    assert (state.clock.state, state.clock.t0) == ("paused", t)
    assert state.forked is not None
    assert (state.id, state.forked.of, state.forked.t) == (R2, RehearsalId("r1"), t)


def test_a_forks_log_is_whole_from_entry_one_on() -> None:
    log = fork(everything(), 300.0)
    assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
    assert all(one.at <= other.at for one, other in pairwise(log))
    assert {entry.ask for entry in log} == {""}


def test_nobody_sits_in_a_fork_and_nobodys_name_is_in_it() -> None:
    drill = everything()
    log = fork(drill, 310.0)
    state = fold(log)
    assert [seat.id for seat in state.seats.values() if seat.participant or seat.name or seat.reserved] == []
    assert (state.baton, state.locked) == (None, False)
    before, after = seated(drill.log), seated(log)
    assert after
    assert not {one.name for one in before} & {one.name for one in after}
    assert not {one.participant for one in before} & {one.participant for one in after}


def test_the_door_of_a_fork_is_open_and_nobody_waits_at_it() -> None:
    drill = a_drill(started())
    drill.ask(facilitator(), c.WatchDoor(on=True), at=10)
    drill.ask(DESK, c.Knock(role="critic", participant=ParticipantId("nia"), name="Nia"), at=20)
    log = fork(drill, 30.0)
    state = fold(log)
    assert (state.watched, state.knocks) == (False, {})
    assert {event.name for entry in log for event in entry.events if isinstance(event, KnockHeard)} == {
        "Critic"
    }


def seated(log: list[Entry]) -> list[SeatTaken]:
    return [event for entry in log for event in entry.events if isinstance(event, SeatTaken)]


def test_what_people_said_of_themselves_stays_with_the_first_drill() -> None:
    drill = everything()
    assert drill.rehearsal.confidence
    state = fold(fork(drill, 310.0))
    assert (state.confidence, state.briefed) == ({}, {})


def test_a_move_left_out_is_not_there_and_neither_is_what_followed() -> None:
    state = fold(fork(ended_drill(), before="p2"))
    assert (list(state.feed.posts), state.clock.t0) == (["p1"], 100.0)
    assert state.forked is not None
    assert state.forked.without == "p2"
    kept = fold(fork(ended_drill(), before="p1", deletion=True))
    assert (kept.feed.posts[PostId("p1")].standing, kept.clock.t0) == ("up", 150.0)


@pytest.mark.parametrize("start", [From(before=PostId("p9")), From(before=PostId("p2"), deletion=True)])
def test_a_moment_that_never_was_is_refused(start: From) -> None:
    with pytest.raises(Refused) as refusal:
        forked(tuple(ended_drill().log), start, R2, tag=5)
    assert refusal.value.code == "not_found"


def test_a_drill_that_never_began_cannot_be_run_from_anywhere() -> None:
    drill = a_drill()
    with pytest.raises(Refused):
        forked(tuple(drill.log), From(t=0.0), R2, tag=5)


def test_a_moment_the_drill_jumped_over_is_where_it_jumped_from() -> None:
    drill = a_drill(started())
    drill.ask(facilitator(), c.JumpClock(to=500.0), at=60)
    drill.ask(facilitator(), c.EndClock(), at=70)
    assert fold(fork(drill, 300.0)).clock.t0 == 60.0
    assert fold(fork(drill, 505.0)).clock.t0 == 505.0


def test_a_moment_at_another_speed_is_that_moment() -> None:
    drill = a_drill(started())
    drill.ask(facilitator(), c.SetSpeed(speed=4), at=10)
    drill.ask(brand(), c.SayInChat(text="Here."), at=20)
    drill.ask(facilitator(), c.EndClock(), at=60)
    state = fold(fork(drill, 100.0))
    assert (state.clock.t0, state.clock.speed, len(state.chat)) == (100.0, 4, 1)


def test_a_fork_goes_on_when_it_is_resumed_and_its_review_is_its_own() -> None:
    log = fork(ended_drill(), 120.0)
    state = fold(log)
    asked(state, log, DESK, LEADS, LATER)
    asked(state, log, facilitator(), c.ResumeClock(), LATER + 60)
    asked(state, log, brand(), c.PublishPost(author=BRAND, text=WORDS.format("21:00")), LATER + 90)
    assert state.clock.time(wall(LATER + 90)) == 150.0
    asked(state, log, facilitator(), c.EndClock(), LATER + 100)
    review = review_of(log)
    assert review.forked is not None
    assert (review.forked.t, review.length) == (120.0, 160.0)
    assert review.started_at == wall(LATER + 60)
    assert review.holds == ()
    assert "Run from T+02:00 of r1." in tell(review)
    assert "Run from T+02:00 of r1." in report_of(review).head[0]
    assert [post.t for post in review.posts] == [60.0, 100.0, 150.0]


def test_a_fork_can_be_forked() -> None:
    log = fork(ended_drill(), 120.0)
    state = fold(log)
    asked(state, log, DESK, LEADS, LATER)
    asked(state, log, facilitator(), c.ResumeClock(), LATER)
    asked(state, log, CONDUCTOR, c.EndClock(), LATER + 100)
    again = fold(forked(tuple(sealed(log)), From(t=180.0), RehearsalId("r3"), tag=6))
    assert again.forked is not None
    assert (again.forked.of, again.forked.t, again.clock.t0) == (R2, 180.0, 180.0)
    assert again.forked.began == BEGAN


def test_standins_play_the_seats_they_played() -> None:
    drill = a_drill()
    drill.ask(facilitator(), c.StaffSeat(seat=critic(2), standin=False))
    drill.happened(started())
    drill.sit(brand())
    drill.ask(facilitator(), c.EndClock(), at=100)
    seats = fold(fork(drill, 50.0)).seats
    assert (seats[critic(2)].standin, seats[brand()].automatic) == (False, True)
