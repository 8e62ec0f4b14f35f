from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.people import SCENARIO, Person
from tests.scenario.small import SMALL
from tests.serving import ServerProcess
from tests.web.authors import Author, told

I07 = {"id": "07"}


def set_title(was: Any, to: Any) -> dict[str, Any]:
    return {"op": "set", "path": ["title"], "was": was, "to": to}


async def test_a_draft_of_a_librarys_scenario_is_that_scenario_under_another_slug(base: str) -> None:
    async with Author(base, "Ann") as ann, Author(base, "Bo") as bo:
        assert (await ann.begin()).status_code == httpx.codes.CREATED
        page = await ann.page()
        assert (page["draft"], page["edit"], page["published"]) == (ann.draft, 0, None)
        assert page["slug"] == page["tree"]["slug"] == f"{SCENARIO}-2"
        assert page["source"] == SCENARIO
        assert page["title"] == page["tree"]["title"]
        assert page["tree"]["version"] == 1
        assert told(await ann.get("/check"))["sound"]
        await bo.begin()
        assert (await bo.page())["slug"] == f"{SCENARIO}-3"


async def test_a_blank_draft_has_a_title_and_lacks_injects(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin(blank=True, title="Cold soup, again")
        page = await ann.page()
        assert (page["title"], page["slug"], page["source"]) == ("Cold soup, again", "cold-soup-again", None)
        check = told(await ann.get("/check"))
        assert ([fault["path"] for fault in check["faults"]], check["sound"]) == (["msel"], False)


async def test_a_draft_is_made_of_a_file_with_its_faults(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin(file=SMALL.replace("minutes: 10", "minutes: ten"))
        assert (await ann.page())["tree"]["minutes"] == "ten"
        check = told(await ann.get("/check"))
        assert (check["edit"], check["sound"], check["advice"]) == (0, False, [])
        (fault,) = check["faults"]
        assert (fault["path"], fault["reason"]) == ("minutes", "`ten` does not fit")
        text = (await ann.get("/scenario.yaml")).text
        assert text.splitlines()[fault["line"] - 1] == "minutes: ten"
        await ann.set(10, "minutes")
        assert told(await ann.get("/check"))["sound"]


@pytest.mark.parametrize(
    ("origin", "status", "detail"),
    [
        ({"slug": "no-such"}, 404, "there is no scenario 'no-such'"),
        ({"file": "a: &x 1\nb: *x"}, 422, "this file cannot become a draft: anchor &x"),
        ({"file": "- a"}, 422, "this file cannot become a draft: keys are expected here"),
        ({"blank": False, "title": "x"}, 422, "from"),
        ({"blank": True}, 422, "from"),
        ({"slug": SCENARIO, "file": SMALL}, 422, "from"),
    ],
)
async def test_what_cannot_become_a_draft_is_told_why(
    base: str, origin: dict[str, Any], status: int, detail: str
) -> None:
    async with Author(base, "Ann") as ann:
        answer = await ann.begin(**origin)
        assert (answer.status_code, answer.json()["code"]) == (
            status,
            "not_found" if status == 404 else "invalid",
        )
        assert answer.json()["detail"].startswith(detail)
        assert ("faults" in answer.json()) == ("file" in origin and "slug" not in origin)


async def test_authors_see_one_anothers_edits_and_where_they_are(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin()
        async with ann.joined_by("Bo") as bo:
            title = (await ann.page())["title"]
            for author, place in ((ann, "msel/07"), (bo, "cast/kevmarsh")):
                await author.page()
                await author.get("/edits", after=0, name=author.name, where=place)
            assert await ann.edit(set_title(title, "Wider")) == 1
            news = told(await bo.get("/edits", after=0, name="Bo", where="cast/kevmarsh"))
            (edit,) = news["edits"]
            assert (edit["n"], edit["by"], edit["undoes"]) == (1, "Ann", None)
            assert edit["ops"] == [set_title(title, "Wider")]
            assert edit["at"] > 1_700_000_000_000
            assert news["authors"] == [
                {"name": "Ann", "where": "msel/07", "you": False},
                {"name": "Bo", "where": "cast/kevmarsh", "you": True},
            ]
            assert told(await bo.get("/edits", after=1))["edits"] == []
            assert [one["you"] for one in (await ann.page())["authors"]] == [True, False]


async def test_a_clash_is_told_with_both_values_and_the_other_authors_name(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin()
        async with ann.joined_by("Bo") as bo:
            title = (await ann.page())["title"]
            await ann.edit(set_title(title, "Wider"))
            theirs = [set_title(title, "Narrower"), {"op": "set", "path": ["minutes"], "was": 40, "to": 50}]
            answer = await bo.post("/edits", ops=theirs, seen=0)
            assert answer.status_code == httpx.codes.CONFLICT
            assert answer.json() == {
                "code": "conflict",
                "detail": "Ann changed title",
                "conflicts": [{"path": ["title"], "was": title, "is": "Wider", "by": "Ann"}],
            }
            page = await bo.page()
            assert (page["title"], page["edit"]) == ("Wider", 1)
            assert await bo.edit(set_title("Wider", "Narrower")) == 2


async def test_an_edit_is_undone_and_done_again_by_its_number(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin()
        first = (await ann.page())["tree"]
        await ann.set("Wider", "title")
        inject = next(one for one in first["msel"] if one["id"] == "07")
        await ann.edit({"op": "drop", "path": ["msel", I07], "was": inject})
        assert told(await ann.post("/undo", n=2)) == {"n": 3}
        assert told(await ann.post("/undo", n=1)) == {"n": 4}
        assert (await ann.page())["tree"] == first
        assert told(await ann.post("/undo", n=4)) == {"n": 5}
        assert (await ann.page())["title"] == "Wider"
        edits = told(await ann.get("/edits"))["edits"]
        assert [edit["undoes"] for edit in edits] == [None, None, 2, 1, 4]
        assert (await ann.post("/undo", n=9)).status_code == httpx.codes.NOT_FOUND
        assert (await ann.post("/undo", n=2**31)).status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert (await ann.get("/edits", after=2**31)).status_code == httpx.codes.UNPROCESSABLE_ENTITY


async def test_the_same_ask_is_answered_the_same(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin()
        line = {"op": "put", "path": ["plan", "red_lines"], "at": {"after": None}, "item": "sabotage"}
        assert [await ann.edit(line, ask="k1"), await ann.edit(line, ask="k1")] == [1, 1]
        told(await ann.post("/undo", n=1, ask="k2"))
        assert told(await ann.post("/undo", n=1, ask="k2")) == {"n": 2}


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"ops": []}, 422, "`ops` is a list of 1 to"),
        (
            {"ops": [{"op": "set", "path": ["title", "x"], "to": 1}]},
            422,
            "title.x: what is around it has no keys",
        ),
        ({"ops": [{"op": "drop", "path": ["msel", {"id": "x"}]}]}, 422, "msel[x]: it is not there"),
        ({"ops": [{"op": "set", "path": ["\ud800"], "to": 1}]}, 422, "ops[0]: a step is"),
        ({"ops": [{"op": "set", "path": ["title"], "to": "\ud800"}]}, 422, "ops[0]: a text is not valid"),
        (
            {"ops": [{"op": "set", "path": ["title"], "to": float("nan")}]},
            422,
            "ops[0]: a number is too large",
        ),
        ({"ops": [set_title("a", "b")], "name": " "}, 422, "name: "),
        ({"ops": [set_title("a", "b")], "name": "a\0b"}, 422, "name: "),
        ({"ops": [set_title("a", "b")], "seen": -1}, 422, "seen: "),
        ({"ops": [set_title("a", "b" * (1 << 20))]}, 413, "more than 1048576 bytes"),
    ],
)
async def test_what_fits_no_draft_is_told_which_and_why(
    base: str, body: dict[str, Any], status: int, detail: str
) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin(file=SMALL)
        answer = await ann.post("/edits", **body)
        assert (answer.status_code, answer.json()["detail"][: len(detail)]) == (status, detail)
        assert (await ann.page())["edit"] == 0


async def test_a_body_that_is_no_json_is_refused_whatever_it_is(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin(file=SMALL)
        headers = {"authorization": f"Bearer {ann.key}"}
        for body in (b"", b"{", b"\xff", b"[" * 200_000, b'{"name": "Ann"}', b"1" * 5_000):
            answer = await ann.http.post(f"/api/workshop/{ann.draft}/edits", content=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_a_text_with_signs_no_database_keeps_can_be_written_and_mended(base: str) -> None:
    async with Author(base, "Ann") as ann:
        await ann.begin(file=SMALL)
        await ann.set("soup\0", "slug")
        assert not told(await ann.get("/check"))["sound"]
        await ann.set("soup", "slug")
        assert (await ann.page())["slug"] == "soup"


async def test_a_wrong_key_opens_nothing_and_tells_nothing(base: str) -> None:
    async with Author(base, "Ann") as ann, Author(base, "Eve") as eve, Person(base) as dana:
        await ann.begin()
        rehearsal = await dana.start(mode="room")
        facilitator = rehearsal["links"]["facilitator"].partition("#")[2]
        await eve.begin()
        answers: list[tuple[int, str]] = []
        for draft in (ann.draft, "nosuchdraft"):
            for key in ("", "x", f"{draft}.forged", eve.key, facilitator, facilitator.partition(".")[2]):
                stranger = Author(base, "Eve", draft, key)
                async with stranger:
                    tried = (
                        await stranger.get(),
                        await stranger.get("/scenario.yaml"),
                        await stranger.post("/edits", ops=[set_title("a", "b")]),
                    )
                    answers += [(answer.status_code, answer.text) for answer in tried]
        assert len(set(answers)) == 1
        assert answers[0][0] == httpx.codes.FORBIDDEN
        look = await eve.http.post("/api/join/look", json={"key": ann.key})
        assert look.status_code == httpx.codes.NOT_FOUND


async def test_every_write_is_limited_and_so_are_wrong_keys(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path).start()
    try:
        async with Author(server.base, "Ann") as ann:
            await ann.begin(file=SMALL)
            for path, body, most in (
                ("/edits", {"ops": [set_title("not so", "x")]}, 600),
                ("/versions", {"note": 1}, 60),
            ):
                codes = [(await ann.post(path, **body)).status_code for _ in range(most + 1)]
                assert 429 not in codes[:-1]
                assert codes[-1] == 429
            assert (await ann.post("/undo", n=1)).status_code == 429
            codes = [(await ann.begin(slug="none")).status_code for _ in range(60)]
            assert (codes[58], codes[59]) == (404, 429)
            stranger = Author(server.base, "Eve", ann.draft, "wrong")
            async with stranger:
                codes = [(await stranger.get()).status_code for _ in range(61)]
                refused = await stranger.get()
            assert (codes[59], codes[60]) == (403, 429)
            assert 0 < int(refused.headers["retry-after"]) <= 60
    finally:
        server.stop()
