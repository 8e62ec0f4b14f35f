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
ROUTE_BYTES: Final = 80_000
"""Of each of them as gzip: scripts, styles and page."""
WAY_BYTES: Final = 93_600
"""Of all three together."""
LATER: Final = ("told-", "later-", "rare-", "code-", "list-", "backstage-", "elsewhere-")
"""What comes after the first paint, and what it alone needs."""
NAMED: Final = re.compile(r'(?:src|href)="/(assets/[^"]+)"')


def test_no_chunk_is_heavier_than_a_phone_should_wait_for() -> None:
    built = sorted((DIST / "assets").glob("*.js"))
    assert built
    packed = {one.name: len(gzip.compress(one.read_bytes())) for one in built}
    assert {name: size for name, size in packed.items() if size > MOST_BYTES} == {}


def test_a_players_route_is_light() -> None:
    for page in _pages():
        files = _named([page])
        assert {one.suffix for one in files} == {".js", ".css"}
        assert _weigh([*files, page]) <= ROUTE_BYTES, page.name


def test_a_players_way_in_grows_no_heavier() -> None:
    pages = _pages()
    files = [*_named(pages), pages[0]]
    heaviest = sorted(files, key=lambda one: -_packed(one))
    assert _weigh(files) <= WAY_BYTES, [(one.name, _packed(one)) for one in heaviest]


def test_what_comes_later_is_named_in_no_page_on_a_players_way_in() -> None:
    built = {one.name for one in (DIST / "assets").glob("*.js")}
    later = {one for one in built if one.startswith(LATER)}
    assert {one.partition("-")[0] + "-" for one in later} == set(LATER)
    named = {one.name for one in _named([*_pages(), DIST / "index.html"])}
    assert named & built
    assert {one for one in named if one.startswith(LATER)} == set()
    assert [one for one in _pages() if any(name in one.read_text() for name in later)] == []


def _pages() -> list[Path]:
    return [DIST / "pages" / f"{screen}.html" for screen in PLAYERS]


def _named(pages: list[Path]) -> set[Path]:
    return {DIST / name for page in pages for name in NAMED.findall(page.read_text())}


def _weigh(files: list[Path]) -> int:
    return sum(_packed(one) for one in files)


def _packed(file: Path) -> int:
    """As it lies beside it, packed, for a browser that takes gzip."""
    packed = file.with_name(f"{file.name}.gz")
    return min(one.stat().st_size for one in (file, packed) if one.exists())
