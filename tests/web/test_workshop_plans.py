"""A plan as Markdown taken into a draft: shown first, then one edit that can be taken back."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.web.authors import Author, told

FILE = "## Listening\nOwner: communicator\n\nWe watch at night too.\n\n## Red lines\n- by the book\n"
INVALID = httpx.codes.UNPROCESSABLE_ENTITY


@pytest.fixture
async def author(base: str) -> AsyncIterator[Author]:
    async with Author(base, "Bo") as bo:
        await bo.begin()
        yield bo


async def sent(author: Author, path: str, text: str, **more: str) -> httpx.Response:
    return await author.http.post(
        f"/api/workshop/{author.draft}/plan/{path}",
        params=more,
        content=text.encode(),
        headers={"authorization": f"Bearer {author.key}"},
    )


async def test_a_plan_is_shown_and_then_taken_in_as_one_edit(author: Author) -> None:
    shown = told(await sent(author, "read", FILE))
    assert [part["text"] for part in shown["after"]["components"] if part["id"] == "listening"] == [
        "We watch at night too."
    ]
    assert "by the book" not in shown["before"]["red_lines"]
    assert (told(await sent(author, "import", FILE, name="Bo")))["n"] == 1
    again = await sent(author, "import", FILE, name="Bo")
    assert again.json()["code"] == "conflict"
    out = await author.http.get(
        f"/api/workshop/{author.draft}/plan.md", headers={"authorization": f"Bearer {author.key}"}
    )
    assert "We watch at night too." in out.text
    assert "- by the book" in out.text


async def test_a_file_with_faults_is_not_taken_in(author: Author) -> None:
    answer = await sent(author, "import", "## Voice\nOwner: the cat\n", name="Bo")
    assert answer.json()["code"] == "invalid"
