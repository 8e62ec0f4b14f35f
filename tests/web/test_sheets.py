"""A spreadsheet imported into a draft over HTTP."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from app.web.sheets import MOST_BYTES
from tests.exchange.sheets import delimited, workbook
from tests.web.authors import Author, told
from tests.web.dry_runs import report_of

HEAD = ("No.", "Time", "From", "Via", "Text")
ROWS = [
    HEAD,
    ("01", "18:53", "Ann Bee", "siren", "Hello"),
    ("02", "18:54", "@bob", "feed", "And?"),
    ("03", "25:00", "@bob", "feed", "Never"),
]
ASKED = {"filename": "storm.xlsx", "zone": "Europe/Berlin", "startex": "2026-11-21T18:52"}


@pytest.fixture
async def author(base: str) -> AsyncIterator[Author]:
    """The author of a new, blank draft."""
    async with Author(base, "Bo") as bo:
        bo.http.timeout = httpx.Timeout(60.0)
        await bo.begin(blank=True, title="A storm")
        yield bo


async def preview(author: Author, data: bytes, **more: Any) -> httpx.Response:
    return await _sent(author, "/sheet", data, more)


async def take_in(author: Author, data: bytes, **more: Any) -> httpx.Response:
    return await _sent(author, "/sheet/import", data, {"name": "Bo", **more})


async def play(author: Author) -> httpx.Response:
    path = f"/api/workshop/{author.draft}/dry-runs"
    return await author.http.post(path, json={"seed": 3}, headers=_key(author))


def _key(author: Author) -> dict[str, str]:
    return {"authorization": f"Bearer {author.key}"} if author.key else {}


async def _sent(author: Author, path: str, data: bytes, more: dict[str, Any]) -> httpx.Response:
    address = f"/api/workshop/{author.draft}{path}"
    return await author.http.post(address, params={**ASKED, **more}, content=data, headers=_key(author))


async def test_a_sheet_is_shown_and_nothing_is_written(author: Author) -> None:
    shown = told(await preview(author, workbook(ROWS)))
    assert [(row["id"], row["at"], row["moment"][:16], row["becomes"]) for row in shown["rows"]] == [
        ("01", 60.0, "2026-11-21T18:53", "added"),
        ("02", 120.0, "2026-11-21T18:54", "added"),
        ("03", None, "", "left_out"),
    ]
    (fault,) = shown["rows"][2]["faults"]
    assert (fault["column"], "no time of day" in fault["reason"], bool(fault["remedy"])) == ("B", True, True)
    assert shown["unknown_channels"] == ["siren"]
    assert (await author.page())["edit"] == 0


async def test_how_it_is_read_can_be_told(author: Author) -> None:
    mapping = {"channels": {"siren": "message"}, "columns": {"D": "channel", "E": "text"}, "times": "clock"}
    shown = (await preview(author, workbook(ROWS), zone="UTC", mapping=json.dumps(mapping))).json()
    assert (shown["rows"][0]["channel"], shown["unknown_channels"], shown["zone"]) == ("message", [], "UTC")
    assert shown["startex"] == "2026-11-21T18:52:00+00:00"


async def test_an_import_is_one_edit_that_can_be_taken_back(author: Author) -> None:
    before = (await author.page())["tree"]
    refused = await take_in(author, workbook(ROWS))
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert refused.json()["detail"].startswith("1 rows have faults")
    done = (await take_in(author, workbook(ROWS), partly=True)).json()
    assert done == {"n": 1, "added": 2, "changed": 0, "left_out": 1}
    after = (await author.page())["tree"]
    assert [one["id"] for one in after["msel"]] == ["01", "02"]
    assert [one["handle"] for one in after["cast"]][-2:] == ["ann_bee", "bob"]
    (edit,) = told(await author.get("/edits"))["edits"]
    assert (edit["by"], edit["n"]) == ("Bo", 1)
    assert told(await author.post("/undo", n=1)) == {"n": 2}
    assert (await author.page())["tree"] == before


async def test_nothing_to_do_is_no_edit(author: Author) -> None:
    rows = workbook(ROWS[:3])
    assert (await take_in(author, rows)).status_code == httpx.codes.OK
    again = await take_in(author, rows)
    assert (again.status_code, again.json()["detail"]) == (409, "nothing in the draft would change")


async def test_a_draft_can_be_played_once_it_is_sound(author: Author) -> None:
    faulty = await play(author)
    assert (faulty.status_code, faulty.json()["faults"][0]["path"]) == (422, "msel")
    assert (await take_in(author, workbook(ROWS[:3]))).status_code == httpx.codes.OK
    await author.set(3, "minutes")
    answer = await play(author)
    assert answer.status_code == httpx.codes.ACCEPTED
    report = await report_of(author.http, answer.json()["run"])
    assert (report["title"], report["seed"], report["length"]) == ("A storm", 3, 180.0)
    assert [(one["id"], one["outs"]) for one in report["injects"]] == [("01", [60.0]), ("02", [120.0])]


async def test_only_who_holds_the_key_may_play_a_draft(author: Author) -> None:
    author.key = ""
    answer = await play(author)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("data", "more", "status", "detail"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, {}, 422, "save it as .xlsx"),
        (b"hello", {}, 422, ""),
        (workbook(ROWS), {"zone": "Mars/Olympus"}, 422, "no time zone"),
        (workbook(ROWS), {"startex": "soon"}, 422, "startex"),
        (workbook(ROWS), {"mapping": "{"}, 422, "mapping: it is no JSON"),
        (workbook(ROWS), {"mapping": '{"columns": {"A": "colour"}}'}, 422, "mapping.columns.A"),
        (workbook(ROWS), {"mapping": '{"fit": 1}'}, 422, "mapping.fit"),
        (b"x" * (MOST_BYTES + 1), {}, 413, "more than 4 MiB"),
    ],
)
async def test_what_cannot_be_read_is_told_why(
    author: Author, data: bytes, more: dict[str, Any], status: int, detail: str
) -> None:
    answer = await preview(author, data, **more)
    assert answer.status_code == status, answer.text
    assert detail in answer.json()["detail"]


async def test_only_who_holds_the_key_may_ask(author: Author) -> None:
    author.key = ""
    for answer in (await preview(author, workbook(ROWS)), await take_in(author, workbook(ROWS))):
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_a_large_sheet_is_read_beside_the_drills(author: Author) -> None:
    rows = [HEAD, *((f"n{at}", "T+1", "@bob", "feed", f"Line {at}") for at in range(4_900))]
    shown = (await preview(author, delimited(rows), filename="large.csv")).json()
    assert shown["counts"] == {"added": 4_900}
