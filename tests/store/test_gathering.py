import asyncio
from collections.abc import Sequence

import pytest

from app.store import gathering
from app.store.gathering import Gathering
from app.store.log import Unavailable


class Shelf:
    """What is looked up, and how often: each look waits until it is let go."""

    def __init__(self) -> None:
        self.looks: list[Sequence[str]] = []
        self.fault: Exception | None = None
        self.begun = asyncio.Event()
        self.let_go = asyncio.Event()

    async def look(self, keys: Sequence[str]) -> dict[str, str]:
        self.looks.append(keys)
        self.begun.set()
        await self.let_go.wait()
        if self.fault:
            raise self.fault
        return {key: key.upper() for key in keys if key != "nobody"}


async def test_who_comes_while_a_look_is_under_way_is_in_the_next_one_with_all_others() -> None:
    shelf = Shelf()
    many: Gathering[str, str] = Gathering(shelf.look, str)
    first = asyncio.create_task(many.ask("a"))
    await shelf.begun.wait()
    later = [asyncio.create_task(many.ask(key)) for key in ("b", "a", "nobody", "b")]
    await asyncio.sleep(0)
    shelf.let_go.set()
    assert await asyncio.gather(first, *later) == ["A", "B", "A", "", "B"]
    # The second "a" is looked up anew: what the first look says may be of before it was asked.
    assert shelf.looks == [("a",), ("b", "a", "nobody")]
    assert await many.ask("c") == "C"
    assert shelf.looks[2:] == [("c",)]


async def test_no_look_is_for_more_than_a_store_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_AT_ONCE", 2)
    shelf = Shelf()
    shelf.let_go.set()
    many: Gathering[str, str] = Gathering(shelf.look, str)
    assert await asyncio.gather(*(many.ask(key) for key in "abcde")) == list("ABCDE")
    assert [len(look) for look in shelf.looks] == [2, 2, 1]


async def test_a_look_that_fails_is_told_to_all_of_it_and_the_next_one_is_made() -> None:
    shelf = Shelf()
    shelf.fault = Unavailable("away")
    many: Gathering[str, str] = Gathering(shelf.look, str)
    asked = [asyncio.create_task(many.ask(key)) for key in "ab"]
    await shelf.begun.wait()
    shelf.let_go.set()
    told = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(one) for one in told] == [Unavailable, Unavailable]
    shelf.fault = None
    assert await many.ask("c") == "C"


async def test_who_gives_up_keeps_nobody_else_from_being_told() -> None:
    shelf = Shelf()
    many: Gathering[str, str] = Gathering(shelf.look, str)
    gone, stays = (asyncio.create_task(many.ask(key)) for key in "ab")
    await shelf.begun.wait()
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    shelf.let_go.set()
    assert await stays == "B"
    assert await many.ask("c") == "C"
