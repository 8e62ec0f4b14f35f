from collections import Counter

import pytest

from app.ids import RehearsalId
from app.live import phases
from app.live.phases import LEAST, PHASES, until

ROOMS = [RehearsalId(f"{number:012x}") for number in range(640)]
PERIODS = (0.25, 1.0, 2.0)


def turn(monkeypatch: pytest.MonkeyPatch, now: float, period: float, room: RehearsalId) -> float:
    """When the room's next turn is."""
    monkeypatch.setattr(phases, "monotonic", lambda: now)
    return now + until(period, room)


def test_turns_of_a_room_come_regularly_and_those_of_all_periods_fall_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for room in ROOMS[:20]:
        now = turn(monkeypatch, 1_000.3, 2.0, room)
        for period in PERIODS:
            after = turn(monkeypatch, now, period, room)
            assert after - now == pytest.approx(period)


def test_who_wakes_a_little_early_or_late_has_one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    room = ROOMS[0]
    now = turn(monkeypatch, 1_000.3, 1.0, room)
    for off in (-0.002, 0.0, 0.002, 0.3):
        assert turn(monkeypatch, now + off, 1.0, room) == pytest.approx(now + 1.0)
    # A turn that took most of a period leaves out the one that would come at once.
    assert turn(monkeypatch, now + 1 - LEAST + 0.01, 1.0, room) == pytest.approx(now + 2.0)


def test_rooms_are_spread_over_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    at = Counter(round(turn(monkeypatch, 1_000.0, 1.0, room) % 1.0, 4) % 1.0 for room in ROOMS)
    assert len(at) == PHASES
    assert max(at.values()) < 2 * len(ROOMS) / PHASES
