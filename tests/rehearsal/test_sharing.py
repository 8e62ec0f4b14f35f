"""After EndEx a facilitator unseals names and makes links; the log says who and when."""

import pytest

from app.ids import LinkId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.shared import DAY_MS, LinkDays
from tests.build import Drill, a_drill, bystander, facilitator, observer, started

L1 = LinkId("l1")


@pytest.fixture
def over() -> Drill:
    drill = a_drill()
    drill.happened(started())
    drill.ask(facilitator(), c.EndClock(), at=60)
    return drill


def test_names_are_sealed_until_a_facilitator_unseals_them(over: Drill) -> None:
    assert not over.rehearsal.names.open
    assert over.ask(facilitator(), c.UnsealNames(), at=70) == (e.NamesUnsealed(seat=facilitator()),)
    names = over.rehearsal.names
    assert (names.open, names.seat, names.at) == (True, facilitator(), over.log[-1].at)
    assert over.refused(facilitator(), c.UnsealNames()).code == "conflict"


def test_names_are_sealed_again(over: Drill) -> None:
    over.ask(facilitator(), c.UnsealNames())
    over.ask(facilitator(), c.SealNames(), at=80)
    assert (over.rehearsal.names.open, over.rehearsal.names.at) == (False, over.log[-1].at)


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_lasts_as_many_days_as_it_was_made_for(over: Drill, days: LinkDays) -> None:
    over.ask(facilitator(), c.MakeLink(days=days), at=100)
    link, made = over.rehearsal.links[L1], over.log[-1].at
    assert link.expires == made + days * DAY_MS
    assert (link.opens(link.expires - 1), link.opens(link.expires)) == (True, False)


def test_a_revoked_link_opens_nothing_and_is_not_revoked_twice(over: Drill) -> None:
    over.ask(facilitator(), c.MakeLink(days=7))
    over.ask(facilitator(), c.RevokeLink(link=L1))
    assert not over.rehearsal.links[L1].opens(over.log[-1].at)
    assert over.refused(facilitator(), c.RevokeLink(link=L1)).code == "conflict"
    assert over.refused(facilitator(), c.RevokeLink(link=LinkId("l9"))).code == "not_found"


def test_twenty_links_are_open_at_most_and_a_revoked_one_makes_room(over: Drill) -> None:
    for _ in range(20):
        over.ask(facilitator(), c.MakeLink(days=1))
    assert over.refused(facilitator(), c.MakeLink(days=1)).code == "too_large"
    over.ask(facilitator(), c.RevokeLink(link=LinkId("l3")))
    (made,) = over.ask(facilitator(), c.MakeLink(days=1))
    assert isinstance(made, e.LinkMade)
    assert made.link == "l21"


@pytest.mark.parametrize(
    "command", [c.UnsealNames(), c.SealNames(), c.MakeLink(days=7), c.RevokeLink(link=L1)]
)
def test_nobody_else_and_nobody_before_endex(over: Drill, command: c.Command) -> None:
    for seat in (observer(), bystander()):
        assert over.refused(seat, command).code == "forbidden"
    running = a_drill()
    running.happened(started())
    assert running.refused(facilitator(), command).code == "conflict"
