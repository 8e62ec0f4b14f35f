"""Two models that are wrong on purpose: the facts have to find out."""

import numpy as np
import pytest

from app.crowd import kernel
from tests.crowd.facts import cascading, storming
from tests.crowd.facts.fact import broken
from tests.crowd.facts.measures import ratio
from tests.crowd.facts.storms import GUILTY, SILENCE, Move, an_audience, cascades, shuffled, storms

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_with_the_segments_labels_shuffled_the_order_of_strategies_is_lost() -> None:
    mixed = shuffled(an_audience(step=storming.STEP, crisis=GUILTY.crisis))
    moves = (SILENCE, Move(acts=("apology",)), Move(acts=("deflect",)))
    found = storms(audience=mixed, case=GUILTY, seeds=6, moves=moves, hours=storming.HOURS)
    silent, apology, deflect = found["against"]
    assert not 0.25 <= ratio(apology, silent)[0] <= 0.55
    assert ratio(deflect, silent)[0] > 1


def test_with_one_exponential_for_a_kernel_cascades_are_over_too_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = (1_932.0,) * kernel.PARTS  # of the same half-life
    monkeypatch.setattr(kernel, "TIMES", one)
    assert kernel.waiting(22.32 * 60, kernel.FITTED_SOON) == pytest.approx(0.5, abs=1e-3)
    total = cascades(audience=an_audience(step=cascading.STEP), each=12, days=3)["total"]
    large = total[:, total[-1] >= cascading.LARGE]
    assert large.shape[1] >= 20
    rows = {line.split()[0] for line in broken(cascading.spreading(large.astype(np.float64)))}
    assert {"T3", "T4"} <= rows
