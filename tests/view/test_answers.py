"""Nor does the answer to an ask tell what its asker is not shown: no id, no code, no word of a refusal."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ids import SeatId
from app.rehearsal import commands as c
from app.rehearsal.decide import decide
from app.rehearsal.events import Event
from app.rehearsal.refusals import Refused
from tests.build import Drill, critic, wall
from tests.everything import everything
from tests.rehearsal.wild import KINDS, Wild
from tests.view.canaries import canary, planted
from tests.view.test_unmoved import HIDDEN, OPEN, a_drill_with

LATER = 60.0 * (len(OPEN) + 1)
Answer = tuple[Event, ...] | tuple[str, str]


def answer(drill: Drill, by: SeatId, command: c.Command, at: float) -> Answer:
    """The events, or code and words of the refusal."""
    try:
        return decide(drill.rehearsal, by, command, wall(at))
    except Refused as refusal:
        return refusal.code, refusal.detail


@cache
def where_nothing_is_hidden() -> Drill:
    """Asked and never told anything, so one is enough."""
    return a_drill_with([])


@pytest.mark.trust(22)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    hidden=st.lists(
        st.lists(st.integers(0, len(HIDDEN) - 1), max_size=6), min_size=len(OPEN), max_size=len(OPEN)
    ),
    kind=st.sampled_from(sorted(KINDS)),
    seed=st.integers(0, 2**32),
)
def test_the_same_ask_gets_the_same_answer_whatever_is_hidden(
    hidden: list[list[int]], kind: str, seed: int
) -> None:
    quiet, busy = where_nothing_is_hidden(), a_drill_with(hidden)
    for ids_of in (quiet, busy):
        wild = Wild(seed, ids_of.rehearsal, ids_of.t)
        wild.by = critic(2)
        command = wild.one(KINDS[kind])
        assert answer(busy, critic(2), command, LATER) == answer(quiet, critic(2), command, LATER)


@pytest.mark.trust(22)
def test_no_refusal_quotes_what_its_asker_may_not_read() -> None:
    drill = everything(secret=canary, scenario=planted())
    drill.rehearsal.clock = replace(drill.rehearsal.clock, state="live")
    refused = 0
    for seed in range(2_000):
        by, command = Wild(seed, drill.rehearsal, drill.t).ask()
        found = answer(drill, by, command, drill.at)
        if found and isinstance(found[0], str):
            refused += 1
            assert "[canary" not in " ".join(map(str, found))
    assert refused > 500
