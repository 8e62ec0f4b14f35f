"""What a screen costs on its way: people join by phone, on the venue's network."""

import gzip

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.browser

MOST_BYTES = 64_000
"""Of one chunk, packed: each screen is one, beside what all share."""


def test_no_chunk_is_heavier_than_a_phone_should_wait_for() -> None:
    built = sorted((ROOT / "frontend" / "dist" / "assets").glob("*.js"))
    assert built
    packed = {one.name: len(gzip.compress(one.read_bytes())) for one in built}
    assert {name: size for name, size in packed.items() if size > MOST_BYTES} == {}
