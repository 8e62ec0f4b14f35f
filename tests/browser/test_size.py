"""What a screen costs on its way: people join by phone, on the venue's network."""

import gzip
import re
from pathlib import Path
from typing import Final

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.browser

DIST: Final = ROOT / "frontend" / "dist"
MOST_BYTES = 64_000
"""Of one chunk, packed: each screen is one, beside what all share."""
PLAYERS: Final = ("Join", "Room", "Bystander")
"""The door, and what stands behind it: the pages name all their files."""
PLAYERS_BYTES: Final = 164_000
"""Of a player's way in, scripts, styles and page, each as gzip."""
NAMED: Final = re.compile(r'(?:src|href)="/(assets/[^"]+)"')


def test_no_chunk_is_heavier_than_a_phone_should_wait_for() -> None:
    built = sorted((DIST / "assets").glob("*.js"))
    assert built
    packed = {one.name: len(gzip.compress(one.read_bytes())) for one in built}
    assert {name: size for name, size in packed.items() if size > MOST_BYTES} == {}


def test_a_players_way_in_grows_no_heavier() -> None:
    pages = [DIST / "pages" / f"{screen}.html" for screen in PLAYERS]
    files = {DIST / name for page in pages for name in NAMED.findall(page.read_text())}
    assert {one.suffix for one in files} == {".js", ".css"}
    sizes = {one.name: _packed(one) for one in [*files, pages[0]]}
    heaviest = sorted(sizes.items(), key=lambda one: -one[1])
    assert sum(sizes.values()) <= PLAYERS_BYTES, heaviest


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))
