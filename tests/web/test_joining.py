from typing import Any

import httpx
import pytest

from app.live.keys import ALPHABET, CODE_LENGTH, as_code, new_code
from tests.people import Person

OK = httpx.codes.OK


async def test_a_room_opens_with_its_facilitator_seated_and_links_for_everybody(base: str) -> None:
    async with Person(base) as dana:
        started = await dana.start(mode="room", name="Dana")
        links = started["links"]
        assert started["url"] == f"/r/{started['id']}/facilitator-1"
        assert links["join"] == f"{base}/join#{links['code']}"
        assert links["facilitator"] != links["observer"]
        found = (await dana.http.get("/api/mine")).json()["rehearsals"]
        assert [(one["id"], one["role"], one["state"]) for one in found] == [
            (started["id"], "facilitator", "lobby")
        ]


async def test_a_code_shows_the_seats_but_never_whose_accounts_they_play(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara:
        code = (await dana.start(mode="room"))["links"]["code"]
        looked = await mara.http.post("/api/join/look", json={"key": f" {code[:3].lower()}-{code[3:]} "})
        invitation = looked.json()
        assert invitation["admits"] == "player"
        assert {seat["role"] for seat in invitation["seats"]} >= {"brand", "critic", "bystander"}
        assert "kevmarsh" not in looked.text


async def test_at_the_door_nobody_is_told_who_looks_on(base: str) -> None:
    async with Person(base) as dana, Person(base) as olga, Person(base) as mara:
        links = (await dana.start(mode="room"))["links"]
        key = links["observer"].partition("#")[2]
        await olga.join(key, "Olga")
        looked = (await mara.http.post("/api/join/look", json={"key": links["code"]})).text
        assert "Olga" not in looked
        # Whoever sits there finds the way back.
        own = (await olga.http.post("/api/join/look", json={"key": key})).json()
        assert (own["mine"], own["people"]) == (["observer-1"], 2)
        assert [one["name"] for one in own["seats"] if one["role"] == "observer"] == ["Olga"]


async def test_a_seat_is_taken_once_and_kept_by_its_browser(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara, Person(base) as bo:
        code = (await dana.start(mode="room"))["links"]["code"]
        first = await mara.join(code, "Mara", "brand-comms")
        again = await mara.join(code, "Mara", "brand-comms")
        assert first == again
        refused = await bo.http.post("/api/join", json={"key": code, "name": "Bo", "seat": "brand-comms"})
        assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
        assert "Mara" in refused.json()["detail"]


async def test_a_seat_left_can_be_taken_by_somebody_else(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara, Person(base) as bo:
        code = (await dana.start(mode="room"))["links"]["code"]
        await mara.join(code, "Mara", "brand-comms")
        await mara.come()
        await mara.done("seat.leave")
        await bo.join(code, "Bo", "brand-comms")
        assert (await bo.come())["you"]["name"] == "Bo"
        refused = await mara.http.post(
            f"/api/rehearsals/{mara.rehearsal}/ticket", json={"seat": "brand-comms"}
        )
        assert refused.status_code == httpx.codes.FORBIDDEN


async def test_a_players_code_opens_no_facilitators_or_observers_seat(base: str) -> None:
    async with Person(base) as dana, Person(base) as eve:
        code = (await dana.start(mode="room"))["links"]["code"]
        refused = await eve.http.post("/api/join", json={"key": code, "name": "Eve", "seat": "facilitator-1"})
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("role", ["facilitator", "observer"])
async def test_a_signed_key_seats_its_role_and_a_forged_one_nobody(base: str, role: str) -> None:
    async with Person(base) as dana, Person(base) as other:
        links = (await dana.start(mode="room"))["links"]
        key = links[role].partition("#")[2]
        await other.join(key, "Noor")
        assert other.seat.startswith(role)
        rehearsal, _, token = key.partition(".")
        forged = f"{rehearsal}.{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"
        refused = await other.http.post("/api/join/look", json={"key": forged})
        assert refused.status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize("key", ["4711.tökén", "4711.\U0001f600", "ß.ß"])
async def test_a_key_in_another_alphabet_opens_nothing_and_breaks_nothing(base: str, key: str) -> None:
    async with Person(base) as eve:
        refused = await eve.http.post("/api/join/look", json={"key": key})
        assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


async def test_the_observers_key_does_not_open_the_console(base: str) -> None:
    async with Person(base) as dana, Person(base) as noor:
        links = (await dana.start(mode="room"))["links"]
        await noor.join(links["observer"].partition("#")[2], "Noor")
        await noor.come()
        refused = await noor.ask("clock.start")
        assert refused["code"] == "forbidden"
        assert (
            await noor.http.get(f"/api/rehearsals/{noor.rehearsal}/links")
        ).status_code == httpx.codes.FORBIDDEN


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"scenario": "no-such"}, 404),
        ({}, 422),
        ({"scenario": "too-wide-for-the-seat", "mode": "solo", "speed": 61}, 422),
        ({"scenario": "too-wide-for-the-seat", "name": ""}, 422),
    ],
)
async def test_a_bad_start_is_told_what_to_change(base: str, body: dict[str, Any], status: int) -> None:
    async with Person(base) as dana:
        answer = await dana.http.post("/api/rehearsals", json=body)
        assert answer.status_code == status
        assert set(answer.json()) == {"code", "detail"}


async def test_the_review_is_closed_until_endex_and_to_strangers(base: str) -> None:
    async with Person(base) as dana, Person(base) as stranger:
        await dana.start(mode="room")
        early = await dana.http.get(f"/api/rehearsals/{dana.rehearsal}/review")
        assert (early.status_code, early.json()["code"]) == (409, "conflict")
        outside = await stranger.http.get(f"/api/rehearsals/{dana.rehearsal}/review")
        assert outside.status_code == httpx.codes.FORBIDDEN


def test_codes_are_typed_in_any_form_and_nothing_else_is_one() -> None:
    code = new_code()
    assert len(code) == CODE_LENGTH
    assert as_code(f"{code[:3].lower()} - {code[3:]}") == code
    assert as_code(code + "A") is None
    assert as_code("O0I1LU") is None
    assert len(set(ALPHABET)) == 28
