"""A lens shows of a moment what that seat's browser had been told by then, and nothing else."""

import json
from contextlib import suppress
from itertools import takewhile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ids import View
from app.rehearsal.entry import Entry
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.store.review_file import write_lenses
from app.view.lens import PUBLIC, Lenses, lenses_of
from tests.build import Drill, a_drill, bystander, critic, facilitator, observer, started
from tests.everything import everything
from tests.rehearsal.wild import Wild
from tests.view.canaries import canary, planted
from tests.view.showing import frames_of
from tests.view.test_secrets import MAY_READ

Said = tuple[float, str]
ASKS = 40


def views(rehearsal: Rehearsal, lens: str) -> tuple[View, ...]:
    """What a socket of that seat follows; whoever only reads is a bystander without a seat."""
    if lens == PUBLIC:
        return (View("bystander"),)
    seat = next(one for one in rehearsal.seats.values() if one.id == lens)
    return View(seat.role), seat.view


def told_live(drill: Drill, lens: str) -> list[Said]:
    """What the sockets were sent; what both views were sent counts once."""
    frames = [
        json.loads(frame) for view in views(drill.rehearsal, lens) for frame in frames_of(drill.log, view)
    ]
    return sorted({(frame["t"], _said(frame["event"])) for frame in frames})


def shown(lenses: Lenses, lens: str) -> list[Said]:
    found = json.loads(write_lenses(lenses))
    (one,) = [each for each in found["lenses"] if each["id"] == lens]
    told = [found["told"][at] for at in one["told"]]
    assert list(one["told"]) == sorted(one["told"])
    return sorted({(each["t"], _said(each["event"])) for each in told})


def _said(event: object) -> str:
    return json.dumps(event, sort_keys=True)


def wild(seed: int) -> Drill:
    drill = a_drill(started())
    for number in range(ASKS):
        by, command = Wild(seed * ASKS + number, drill.rehearsal, drill.t).ask()
        with suppress(Refused):
            drill.ask(by, command, at=drill.at + 4.0)
    return drill


def test_every_seat_and_every_reader_has_a_lens() -> None:
    drill = everything()
    assert [one.id for one in lenses_of(drill.log).lenses] == [PUBLIC, *drill.rehearsal.seats]
    assert lenses_of(drill.log, "nobody").lenses == ()


def test_a_lens_holds_what_that_seat_was_told_live() -> None:
    drill = everything()
    lenses = lenses_of(drill.log)
    for lens in lenses.lenses:
        assert shown(lenses, lens.id) == told_live(drill, lens.id)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**20), st.integers(1, ASKS))
def test_what_a_lens_shows_of_a_moment_is_what_had_been_told_by_then(seed: int, most: int) -> None:
    drill = wild(seed)
    until = drill.log[min(most, len(drill.log) - 1)].at
    early: list[Entry] = list(takewhile(lambda entry: entry.at <= until, drill.log))
    then, now = lenses_of(early), lenses_of(drill.log)
    for lens in then.lenses:
        before, after = shown(then, lens.id), shown(now, lens.id)
        assert after == told_live(drill, lens.id)
        last = max((t for t, _ in before), default=0.0)
        assert {one for one in after if one[0] < last} <= set(before) <= set(after)


def test_a_lens_alone_is_the_same_as_among_all() -> None:
    drill = everything()
    together = lenses_of(drill.log)
    for lens in (PUBLIC, str(critic()), str(observer())):
        assert shown(lenses_of(drill.log, lens), lens) == shown(together, lens)


def test_nothing_private_of_others_is_in_any_byte_of_a_lens() -> None:
    drill = everything(secret=canary, scenario=planted())
    for lens in (PUBLIC, *drill.rehearsal.seats):
        mine = frozenset(views(drill.rehearsal, lens))
        sent = write_lenses(lenses_of(drill.log, lens))
        strays = {
            place for place, who in MAY_READ.items() if not who & mine and canary(place).encode() in sent
        }
        assert not strays, lens


def test_only_staff_are_shown_the_mood_of_the_crowd() -> None:
    truth = {lens.id: lens.truth for lens in lenses_of(everything().log).lenses}
    assert (truth[facilitator()], truth[observer()]) == (True, True)
    assert (truth[PUBLIC], truth[critic()], truth[bystander()], truth["brand-comms"]) == (False,) * 4


def test_the_listening_tool_is_shown_to_the_war_room_alone() -> None:
    drill = everything()
    listens = {lens.id: lens.listens for lens in lenses_of(drill.log).lenses}
    assert (listens["brand-comms"], listens[facilitator()]) == (True, True)
    assert (listens[PUBLIC], listens[critic()], listens[bystander()]) == (False,) * 3
    assert lenses_of(drill.log, "brand-comms").listened
    assert lenses_of(drill.log, PUBLIC).listened == ()
