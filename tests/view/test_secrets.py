"""No byte of what a view may not know is in any frame or snapshot it is sent."""

from functools import cache

import pytest

from app.ids import View
from app.rehearsal.evolve import fold
from app.rehearsal.seats import ROLES, seat_view
from tests.airline import SEATS
from tests.build import Drill, brand, bystander, critic, observer
from tests.everything import everything
from tests.view.canaries import canary, planted
from tests.view.showing import frames_of, snapshot_of, views_of

FACILITATOR, OBSERVER, BRAND = View("facilitator"), View("observer"), View("brand")
STAFF = frozenset({FACILITATOR, OBSERVER})
EVERYBODY = frozenset(View(role) for role in ROLES)
WAR_ROOM = STAFF | {BRAND}

MAY_READ: dict[str, frozenset[View]] = {
    "author": frozenset(),
    "lines": frozenset(),
    "truth": frozenset(),
    "crowd": frozenset(),
    "room": WAR_ROOM,
    "contact": WAR_ROOM,
    "chief": WAR_ROOM,
    "guide": STAFF,
    "cues": frozenset({FACILITATOR}),
    "openings": STAFF,
    "pushes": STAFF,
    "gists": STAFF,
    "critics brief": frozenset({View("critic")}),
    "bystanders brief": frozenset({View("bystander")}),
    "observers note": frozenset({FACILITATOR, seat_view(observer())}),
    "first rating": frozenset({FACILITATOR, seat_view(observer()), seat_view(observer(2))}),
    "second rating": frozenset({FACILITATOR, seat_view(observer()), seat_view(observer(2))}),
    "lone rating": frozenset({FACILITATOR, seat_view(observer())}),
    "facilitators note": frozenset({FACILITATOR}),
    "observers flag": STAFF,
    "critics ear": frozenset({FACILITATOR, seat_view(critic())}),
    "legals ear": frozenset({FACILITATOR, seat_view(brand("legal"))}),
    "two": STAFF | {seat_view(critic()), seat_view(bystander())},
    "brand mail": WAR_ROOM | {seat_view(critic())},
    "crew": STAFF | {View("critic")},
    "goal": STAFF | {seat_view(critic())},
    "leak": frozenset({seat_view(critic()), seat_view(critic(2))}),
    "verdict": STAFF | {seat_view(bystander())},
    "hidden": WAR_ROOM | {seat_view(critic())},
    "answers": EVERYBODY,
    "open answers": frozenset(),
    "dial": STAFF | {seat_view(bystander())},
    **{f"card of {seat.id}": frozenset({seat_view(seat.id)}) for seat in SEATS},
}
"""Who may read which canary."""


@cache
def drill() -> Drill:
    return everything(secret=canary, scenario=planted())


@cache
def everything_sent(view: View) -> bytes:
    """All frames of a view, and its snapshot after every entry."""
    log = drill().log
    snapshots = [snapshot_of(fold(log[:length]), view) for length in range(2, len(log) + 1, 4)]
    return b"\n".join((*frames_of(log, view), *snapshots, snapshot_of(drill().rehearsal, view)))


@pytest.mark.trust(22)
@pytest.mark.parametrize("place", sorted(MAY_READ))
def test_a_secret_is_read_by_those_who_may_and_by_nobody_else(place: str) -> None:
    word = canary(place).encode()
    readers = {view for view in views_of(drill().rehearsal) if word in everything_sent(view)}
    assert readers == MAY_READ[place]


@pytest.mark.trust(22)
def test_every_canary_that_was_planted_is_looked_for() -> None:
    said = {place for place in MAY_READ if canary(place) in repr(drill().log)}
    assert said == MAY_READ.keys()
    assert repr(drill().log).count("[canary ") == sum(
        repr(drill().log).count(canary(place)) for place in MAY_READ
    )


@pytest.mark.parametrize("role", ["brand", "critic", "bystander"])
def test_what_was_taken_back_is_gone_from_later_snapshots(role: str) -> None:
    later = snapshot_of(drill().rehearsal, View(role))
    assert b"Wrong window." not in later
    assert b"Wait, no." not in later
    assert b"Wrong window." in snapshot_of(drill().rehearsal, OBSERVER)


CREW = (b'"rally"', b'"screenshot"')
OWN = (b'"k1.critic-1"', b'"post.captured"', b'"mood.given"', b'"goal.judged"', b'"round":0')
SOURCES = (
    b'"inject":"',
    b'"sort":"crowd"',
    b'"sort":"standin"',
    b'"stance":"',
    b'"seat":"critic-1","stance"',
)
MEANINGS = (
    b'"initiates"',
    b'"answers"',
    b'"strategies"',
    b'"empathy"',
    b'"apology"',
    b'"f1"',
    b'"draft',
    b'"signed":true',
    b'"signed":false',
)
STORM = (
    b'"deflect"',
    b'"judged":{',
    b'"weights"',
    b'"chances"',
    b'"opening":"',
    b'"ally"',
    b'"pushes',
    b'"volume"',
    b'"anger"',
)


@pytest.mark.parametrize("role", ["brand", "critic", "bystander"])
def test_players_are_told_neither_origin_nor_stance_nor_who_speaks_as_whom(role: str) -> None:
    assert [word for word in SOURCES if word not in everything_sent(FACILITATOR)] == []
    assert [word for word in SOURCES if word in everything_sent(View(role))] == []


@pytest.mark.parametrize("role", ["critic", "bystander"])
def test_the_other_side_is_told_no_posture_no_intent_and_no_source(role: str) -> None:
    assert [word for word in MEANINGS if word not in everything_sent(BRAND)] == []
    assert [word for word in MEANINGS if word in everything_sent(View(role))] == []


@pytest.mark.parametrize("view", [FACILITATOR, OBSERVER])
def test_those_who_know_the_truth_are_told_of_the_storm(view: View) -> None:
    assert [word for word in STORM if word not in everything_sent(view)] == []
    assert [word for word in STORM if word not in snapshot_of(drill().rehearsal, view)] == []


@pytest.mark.parametrize(
    "view", [*map(View, ("brand", "critic", "bystander")), *(seat_view(seat.id) for seat in SEATS)]
)
def test_nobody_else_is_told_of_openings_dials_pushes_judgements_and_readings(view: View) -> None:
    assert [word for word in STORM if word in everything_sent(view)] == []


@pytest.mark.parametrize("view", [View("brand"), View("bystander"), *(seat_view(seat.id) for seat in SEATS)])
def test_nobody_but_the_crew_and_staff_is_told_of_tactics(view: View) -> None:
    for reader in (View("critic"), FACILITATOR, OBSERVER):
        assert [word for word in CREW if word not in everything_sent(reader)] == []
    assert [word for word in CREW if word in everything_sent(view)] == []


@pytest.mark.parametrize("role", ["brand", "critic", "bystander"])
def test_no_role_is_told_who_took_a_screenshot_gave_a_mood_or_reached_a_goal(role: str) -> None:
    assert [word for word in OWN if word not in everything_sent(FACILITATOR)] == []
    assert [word for word in OWN if word in everything_sent(View(role))] == []


def test_nobody_is_told_under_which_mark_an_answer_stands() -> None:
    marks = [event.mark for entry in drill().log for event in entry.events if event.kind == "wash.answered"]
    assert len(marks) == 3
    every = b"".join(everything_sent(view) for view in views_of(drill().rehearsal))
    assert [mark for mark in marks if f'"{mark}"'.encode() in every] == []
