"""Pictures of a scenario: what lies in its folder is sent, and nothing else."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from app.feed.picture import Picture
from app.ids import CONDUCTOR, View
from app.rehearsal.commands import DeliverInject
from app.rehearsal.events import PostPublished
from app.store.library import Library
from app.view.snapshot import role_snapshot
from tests.airline import AIRLINE
from tests.build import a_drill, started
from tests.people import PATIENCE
from tests.rehearsal.test_cue_list import I1

SLUG = "too-wide"
DOT = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    media = tmp_path / SLUG / "media"
    media.mkdir(parents=True)
    (media / "memo.png").write_bytes(DOT)
    (media / "secret.txt").write_text("no")
    (tmp_path / SLUG / "scenario.yaml").write_text("slug: x")
    (media / "link.png").symlink_to(tmp_path / SLUG / "scenario.yaml")
    return Library(tmp_path)


def test_a_picture_of_the_folder_is_found(library: Library) -> None:
    found = library.picture(SLUG, "memo.png")
    assert found is not None
    assert found.read_bytes() == DOT


@pytest.mark.parametrize(
    ("slug", "file"),
    [
        (SLUG, "none.png"),
        (SLUG, "secret.txt"),
        (SLUG, "../scenario.yaml"),
        (SLUG, "link.png"),
        ("..", "memo.png"),
        (f"../{SLUG}", "memo.png"),
        ("", "memo.png"),
    ],
)
def test_nothing_else_is(library: Library, slug: str, file: str) -> None:
    assert library.picture(slug, file) is None


def test_a_missing_picture_is_not_found_in_plain_words(base: str) -> None:
    answer = httpx.get(f"{base}/api/scenarios/too-wide-for-the-seat/media/none.png", timeout=PATIENCE)
    assert (answer.status_code, answer.json()["code"]) == (httpx.codes.NOT_FOUND, "not_found")


@pytest.mark.trust(25)
def test_a_picture_is_sent_as_what_it_is_by_the_hash_of_what_is_sent(base: str) -> None:
    address = f"{base}/api/scenarios/not-in-our-biscuit/media/from-above.jpg"
    answer = httpx.get(address, timeout=PATIENCE)
    assert answer.status_code == httpx.codes.OK
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["etag"] == f'"{sha256(answer.content).hexdigest()}"'
    again = httpx.get(address, headers={"if-none-match": answer.headers["etag"]}, timeout=PATIENCE)
    assert (again.status_code, again.content) == (httpx.codes.NOT_MODIFIED, b"")


def test_an_injects_picture_is_on_its_post_for_everybody_until_it_is_gone() -> None:
    picture = Picture(file="memo.png", alt="A note on a board")
    first = replace(AIRLINE.msel[0], picture=picture)
    drill = a_drill(started(), scenario=replace(AIRLINE, msel=(first, *AIRLINE.msel[1:])))
    published, _ = drill.ask(CONDUCTOR, DeliverInject(inject=I1), at=10)
    assert isinstance(published, PostPublished)
    assert published.picture == picture
    (shown,) = role_snapshot(drill.rehearsal, View("critic")).posts
    assert shown.picture == picture
    drill.rehearsal.feed.posts[shown.id].standing = "retracted"
    (shown,) = role_snapshot(drill.rehearsal, View("critic")).posts
    assert shown.picture is None
