from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook
from PIL import Image

from app.exchange.scenario_file import as_yaml
from app.scenario.reading import read_scenario
from tests.people import SCENARIO, Person
from tests.scenario.small import SMALL
from tests.serving import ServerProcess
from tests.web.authors import Author, told

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


@pytest.fixture(scope="module")
def two_nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Two servers on one SQL database, each with a Redis of its own."""
    folder = tmp_path_factory.mktemp("two")
    environment = {
        "SQUALL_DATABASE_URL": f"sqlite:///{folder / 'squall.db'}",
        "SQUALL_SECRET": "one secret for both",
    }
    with ExitStack() as stopping:
        bases: list[str] = []
        for name in ("one", "two"):
            server = ServerProcess(folder / name, environment=environment).start()
            stopping.callback(server.stop)
            bases.append(server.base)
        yield bases[0], bases[1]


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    """What a picture shows: the file it came in was drawn anew."""
    with Image.open(BytesIO(data)) as opened:
        return opened.size, opened.convert("RGBA").tobytes()


async def slugs(http: httpx.AsyncClient) -> list[str]:
    return [card["slug"] for card in (await http.get("/api/scenarios")).json()["scenarios"]]


async def test_what_is_published_can_be_rehearsed_on_every_node_at_once(two_nodes: tuple[str, str]) -> None:
    one, two = two_nodes
    async with Author(one, "Ann") as ann, Person(two) as dana:
        await ann.begin()
        before = await slugs(dana.http)
        await ann.set("Wider than the seat", "title")
        published = await ann.post("/versions", note="for Monday")
        assert published.status_code == httpx.codes.CREATED
        assert published.json() == {"version": 1, "slug": f"{SCENARIO}-2"}
        for http in (ann.http, dana.http):
            assert set(await slugs(http)) == {*before, f"{SCENARIO}-2"}
        started = await dana.http.post("/api/rehearsals", json={"scenario": f"{SCENARIO}-2", "mode": "solo"})
        assert started.status_code == httpx.codes.CREATED
        mine = (await dana.http.get("/api/mine")).json()["rehearsals"]
        assert [one["title"] for one in mine] == ["Wider than the seat"]


async def test_a_published_scenario_shows_the_pictures_it_was_made_with(base: str) -> None:
    picture = next(SCENARIOS.glob("*/media/*.*"))
    source = picture.parent.parent.name
    async with Author(base, "Ann") as ann:
        await ann.begin(slug=source)
        slug = told(await ann.post("/versions"))["slug"]
        shown = await ann.http.get(f"/api/scenarios/{slug}/media/{picture.name}")
        assert pixels(shown.content) == pixels(picture.read_bytes())
        assert (await ann.http.get(f"/api/scenarios/{slug}/media/none.png")).status_code == 404
        await ann.begin(slug=slug)
        again = await ann.page()
        assert (again["source"], again["slug"]) == (source, f"{source}-3")


async def test_two_nodes_write_one_draft(two_nodes: tuple[str, str]) -> None:
    one, two = two_nodes
    async with Author(one, "Ann") as ann:
        await ann.begin(file=SMALL)
        async with Author(two, "Bo", ann.draft, ann.key) as bo:
            await bo.set("Soup", "title")
            news = told(await ann.get("/edits", name="Ann", where="title"))
            assert [(edit["n"], edit["by"]) for edit in news["edits"]] == [(1, "Bo")]
            assert [author["name"] for author in (await bo.page())["authors"]] == ["Ann"]


async def test_only_a_sound_draft_is_published(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin(file=SMALL.replace("minutes: 10", "minutes: ten"))
        refused = await ann.post("/versions", note="")
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
        assert [fault["path"] for fault in refused.json()["faults"]] == ["minutes"]
        assert told(await ann.get("/versions")) == {"versions": []}
        assert "cold-soup" not in await slugs(ann.http)


async def test_nobody_publishes_under_anothers_slug(base: str) -> None:
    async with Author(base, "Ann") as ann, Author(base, "Bo") as bo:
        for author in (ann, bo):
            await author.begin(file=SMALL)
        assert told(await ann.post("/versions"))["version"] == 1
        mine = (await ann.page())["slug"]
        for slug in (mine, SCENARIO):
            await bo.set(slug, "slug")
            refused = await bo.post("/versions")
            assert refused.status_code == 422
            (fault,) = refused.json()["faults"]
            assert (fault["path"], fault["remedy"]) == ("slug", "Choose another.")
        await bo.set(f"{mine}-of-bo", "slug")
        assert told(await bo.post("/versions"))["slug"] == f"{mine}-of-bo"


async def test_versions_stay_as_they_were_and_are_compared_by_names(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin(file=SMALL)
        await ann.set(f"{(await ann.page())['slug']}-compared", "slug")
        told(await ann.post("/versions", note="  first\n"))
        await ann.set("Now it is warm.", "msel", {"id": "3"}, "text")
        told(await ann.post("/versions", name="Bo"))
        await ann.set(12, "minutes")
        noted = told(await ann.get("/versions"))["versions"]
        assert [(one["version"], one["by"], one["note"], one["changes"]) for one in noted] == [
            (2, "Bo", "", 1),
            (1, "Ann", "first", 1),
        ]
        assert (await ann.page())["published"] == 2
        text = {
            "path": "msel[3].text",
            "label": "3 Colder · text",
            "was": "Now it has ice on it.",
            "now": "Now it is warm.",
            "sort": "changed",
        }
        minutes = {"path": "minutes", "label": "minutes", "was": 10, "now": 12, "sort": "changed"}
        assert told(await ann.get("/versions/1/diff", to=2))["changes"] == [text]
        assert told(await ann.get("/versions/2/diff", to="draft"))["changes"] == [minutes]
        assert told(await ann.get("/versions/1/diff"))["changes"] == [minutes, text]
        assert (await ann.get("/versions/3/diff")).status_code == 404
        assert (await ann.get("/versions/1/diff", to="0")).status_code == 422


async def test_a_draft_is_taken_home_as_a_file_and_its_msel_as_a_sheet(base: str, tmp_path: Path) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin(file=SMALL)
        slug = (await ann.page())["slug"]
        file = await ann.get("/scenario.yaml")
        assert file.headers["content-disposition"] == f'attachment; filename="{slug}.yaml"'
        assert file.headers["content-type"].startswith("application/yaml")
        assert as_yaml(read_scenario(file.text)) == as_yaml(read_scenario(SMALL.replace("cold-soup", slug)))
        book = tmp_path / "msel.xlsx"
        book.write_bytes((await ann.get("/msel.xlsx")).content)
        cells = [cell.value for row in load_workbook(book).worksheets[0] for cell in row]
        assert "This soup is cold." in cells
        assert "This soup is cold." in (await ann.get("/msel.csv")).text
        await ann.set('a/b"c', "slug")
        file = await ann.get("/scenario.yaml")
        assert (file.status_code, file.headers["content-disposition"]) == (
            200,
            'attachment; filename="scenario.yaml"',
        )
        refused = await ann.get("/msel.csv")
        assert (refused.status_code, [one["path"] for one in refused.json()["faults"]]) == (422, ["slug"])
