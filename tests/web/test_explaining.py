"""Why a post spread: told to those who may know the truth, at any moment, and to everybody at EndEx."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.crowd.cascades import WAYS
from app.crowd.segments import SEGMENTS
from tests.people import Person
from tests.serving import ServerProcess

ANGRY = "They walked me off the plane for my size, in front of everybody. Shame on them."
OK, FORBIDDEN = httpx.codes.OK, httpx.codes.FORBIDDEN


async def why(person: Person, post: str = "p1", **asked: Any) -> httpx.Response:
    return await person.http.get(f"/api/rehearsals/{person.rehearsal}/explain/{post}", params=asked)


async def told(person: Person, post: str = "p1", **asked: Any) -> dict[str, Any]:
    answer = await why(person, post, **asked)
    assert answer.status_code == OK, answer.text
    found: dict[str, Any] = answer.json()
    return found


def key_of(link: str) -> str:
    return link.partition("#")[2]


async def a_storm(fay: Person, kev: Person) -> dict[str, Any]:
    """Fay facilitates, Kev has posted, and a minute of the exercise has gone by; gives the links."""
    begun = await fay.start(mode="room", name="Fay")
    await fay.come()
    await kev.join(begun["links"]["code"], "Kev", "critic-1")
    await kev.come()
    await fay.done("clock.start")
    await kev.done("post.publish", author="kevmarsh", text=ANGRY)
    await fay.done("clock.jump", to=60.0, passed="hold")
    links: dict[str, Any] = begun["links"]
    return links


async def test_the_facilitator_is_told_by_whom_and_by_what_a_post_was_seen(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev:
        await a_storm(fay, kev)
        found = await told(fay)
        spread = found["spread"]
        assert found["post"] == "p1"
        assert found["t"] >= 60
        assert spread["views"] > 1_000
        assert [one["segment"] for one in spread["by_segment"]] == list(SEGMENTS)
        assert [one["source"] for one in spread["by_source"]] == list(WAYS)
        assert sum(one["views"] for one in spread["by_segment"]) == spread["views"]
        assert sum(one["views"] for one in spread["by_source"]) == spread["views"]
        assert found["answer"] is None
        assert [one["segment"] for one in found["mood"]["segments"]] == list(SEGMENTS)
        assert found["sentences"]


async def test_any_moment_so_far_can_be_asked_for(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev:
        await a_storm(fay, kev)
        early, late = await told(fay, t=20), await told(fay, t=55)
        assert (early["t"], late["t"]) == (20.0, 55.0)
        assert 0 < early["spread"]["views"] < late["spread"]["views"]
        assert await told(fay, t=20) == early
        assert (await told(fay, t=1e9))["t"] < 120


async def test_observers_are_told_too(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev, Person(base) as obi:
        links = await a_storm(fay, kev)
        await obi.join(key_of(links["observer"]), "Obi")
        assert (await told(obi, t=55))["spread"] == (await told(fay, t=55))["spread"]


@pytest.mark.parametrize("seat", ["brand-comms", "critic-2", "bystander-1"])
async def test_no_player_is_told_before_the_end(base: str, seat: str) -> None:
    async with Person(base) as fay, Person(base) as kev, Person(base) as player:
        links = await a_storm(fay, kev)
        await player.join(links["code"], "Mara", seat)
        for person in (player, kev):
            refused = await why(person)
            assert (refused.status_code, refused.json()["code"]) == (FORBIDDEN, "forbidden")
            assert "views" not in refused.text
        await fay.done("clock.end")
        assert (await told(player, t=55)) == (await told(fay, t=55))


async def test_who_plays_alone_is_told_at_the_end(base: str) -> None:
    async with Person(base) as kim:
        await kim.start(mode="solo", role="critic", name="Kim")
        await kim.come()
        await kim.done("post.publish", author="kevmarsh", text=ANGRY)
        assert (await why(kim)).status_code == FORBIDDEN
        await kim.done("clock.end")
        assert (await told(kim))["post"] == "p1"


async def test_strangers_are_told_nothing(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev, Person(base) as stranger:
        await a_storm(fay, kev)
        await fay.done("clock.end")
        stranger.rehearsal = fay.rehearsal
        assert (await why(stranger)).status_code == FORBIDDEN
        await stranger.start(mode="room")
        stranger.rehearsal = fay.rehearsal
        assert (await why(stranger)).status_code == FORBIDDEN


@pytest.mark.parametrize(
    ("post", "asked", "status", "code"),
    [
        ("p999", {}, 404, "not_found"),
        ("nothing", {}, 404, "not_found"),
        ("p1", {"t": -1}, 422, "invalid"),
        ("p1", {"t": "soon"}, 422, "invalid"),
        ("p1", {"t": "nan"}, 422, "invalid"),
    ],
)
async def test_what_cannot_be_explained_is_told_why(
    base: str, post: str, asked: dict[str, Any], status: int, code: str
) -> None:
    async with Person(base) as fay, Person(base) as kev:
        await a_storm(fay, kev)
        answer = await why(fay, post, **asked)
        assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_drill_that_is_over_is_explained_the_same_by_another_process(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path).start()
    try:
        async with Person(server.base) as fay, Person(server.base) as kev:
            await a_storm(fay, kev)
            await fay.done("clock.end")
            before = await told(fay, t=55)
            server.stop()
            server.start()
            assert await told(fay, t=55) == before
    finally:
        server.stop()
