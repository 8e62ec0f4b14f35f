"""Who an account says it is: for all who take part, and no player can tell the cast from the crowd."""

from typing import Any

import httpx
import pytest

from app.scenario.reading import read_scenario
from tests.house.sources import ROOT
from tests.people import SCENARIO, Person

ANGRY = "They walked me off the plane for my size, in front of everybody. Shame on them."
OK, FORBIDDEN, NOT_FOUND = httpx.codes.OK, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND
SECRETS = ("following", "posts", "joined", "history")
"""What a card tells only of the crowd."""
PLAYERS = ("brand-comms", "critic-2", "bystander-1")


async def asked(person: Person, handle: str) -> httpx.Response:
    return await person.http.get(f"/api/rehearsals/{person.rehearsal}/accounts/{handle}")


async def card(person: Person, handle: str) -> dict[str, Any]:
    answer = await asked(person, handle)
    assert answer.status_code == OK, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def a_storm(fay: Person, kev: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    """A drill that the crowd speaks in; the links, and a post of somebody of the crowd as Fay sees it."""
    begun = await fay.start(mode="room", name="Fay")
    await fay.come()
    await kev.join(begun["links"]["code"], "Kev", "critic-1")
    await kev.come()
    await fay.done("clock.start")
    await kev.done("post.publish", author="kevmarsh", text=ANGRY)
    await fay.done("clock.jump", to=120.0, passed="hold")
    frame = await fay.wait_for(
        lambda one: (
            one["type"] == "event"
            and one["event"]["kind"] == "post.published"
            and one["event"]["origin"]["sort"] == "crowd"
        )
    )
    return begun["links"], frame["event"]


async def test_the_cast_is_shown_as_the_scenario_has_it(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev:
        await a_storm(fay, kev)
        scenario = read_scenario((ROOT / "scenarios" / SCENARIO / "scenario.yaml").read_text())
        for persona in scenario.cast:
            for person in (fay, kev):
                assert await card(person, persona.handle) == {
                    "handle": persona.handle,
                    "name": persona.name,
                    "bio": persona.bio,
                    "followers": persona.followers,
                    **dict.fromkeys(SECRETS),
                }


async def test_an_account_of_the_crowd_is_the_one_its_post_shows(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev:
        _, post = await a_storm(fay, kev)
        for person in (fay, kev):
            found = await card(person, post["author"])
            assert found["handle"] == post["author"]
            assert (found["name"], found["followers"]) == (
                post["byline"]["name"],
                post["byline"]["followers"],
            )
            assert await card(person, post["author"]) == found


@pytest.mark.parametrize("seat", PLAYERS)
async def test_no_player_can_tell_the_crowd_from_the_cast_by_a_card(base: str, seat: str) -> None:
    async with Person(base) as fay, Person(base) as kev, Person(base) as player:
        links, post = await a_storm(fay, kev)
        await player.join(links["code"], "Mara", seat)
        crowd, cast = await card(player, post["author"]), await card(player, "kevmarsh")
        assert list(crowd) == list(cast)
        assert {name for name, value in crowd.items() if value is None} == set(SECRETS)
        assert {name for name, value in cast.items() if value is None} == set(SECRETS)


async def test_staff_and_at_the_end_everybody_are_told_of_a_life_before(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev, Person(base) as obi:
        links, post = await a_storm(fay, kev)
        await obi.join(links["observer"].partition("#")[2], "Obi")
        found = await card(fay, post["author"])
        assert found["history"]
        assert all(one["age_days"] > 0 and one["text"] for one in found["history"])
        assert found["posts"] >= len(found["history"])
        assert found["joined"] < "2026-11-21"
        assert await card(obi, post["author"]) == found
        await fay.done("clock.end")
        assert await card(kev, post["author"]) == found


async def test_whoever_has_not_spoken_is_not_found(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev:
        await a_storm(fay, kev)
        for handle in ("nobody", "KEVMARSH", "p1", "%20"):
            answer = await asked(fay, handle)
            assert (answer.status_code, answer.json()["code"]) == (NOT_FOUND, "not_found")


async def test_strangers_are_shown_nobody(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev, Person(base) as stranger:
        _, post = await a_storm(fay, kev)
        await stranger.start(mode="room")
        stranger.rehearsal = fay.rehearsal
        for handle in ("kevmarsh", post["author"]):
            refused = await asked(stranger, handle)
            assert (refused.status_code, refused.json()["code"]) == (FORBIDDEN, "forbidden")
