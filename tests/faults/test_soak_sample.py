"""A short soak: the long one (`make soak`) with a handful of kills."""

from pathlib import Path

import pytest

from tests.soak.running import Asked, Soak

SAMPLE = Asked(
    kills=6,
    seconds=12.0,
    seed=76,
    sql="sqlite",
    drills=1,
    people=5,
    nodes=2,
    check_every=600.0,
    overtime=150.0,
    brief=True,
)


@pytest.mark.faults
@pytest.mark.timeout(400)
async def test_no_promise_is_broken_while_processes_are_killed(tmp_path: Path) -> None:
    outcome = await Soak(SAMPLE).run(tmp_path)
    assert not outcome.failures
    assert outcome.kills == SAMPLE.kills
    counts = outcome.ledger.counts
    assert counts["acknowledged"] > 20
    assert counts["frames held against the log"] > 50
    assert counts["snapshots held against the log"] == SAMPLE.nodes * (SAMPLE.people - 1)
    assert counts["welcomes resumed"] >= 1
    assert outcome.recoveries.seconds.keys() == outcome.faults.keys()
