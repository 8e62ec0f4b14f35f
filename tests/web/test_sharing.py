"""What a facilitator gives out of a review: names, and links that anybody reads it by, for a time."""

from dataclasses import replace

import httpx
import pytest

from app.ids import LinkId, RehearsalId, SeatId
from app.live.keys import Keyring, SharedKey, as_shared
from app.rehearsal.refusals import Refused
from app.rehearsal.shared import DAY_MS, Link
from app.web.shared import admit
from tests.people import Person
from tests.view.canaries import canary

NAME = "Quillon Ashby"
R1, L1 = RehearsalId("r1"), LinkId("l1")
KEYRING = Keyring(b"secret")
LINK = Link(id=L1, seat=SeatId("facilitator-1"), made=1_000, expires=1_000 + DAY_MS)


def key_of(link: Link = LINK, rehearsal: RehearsalId = R1) -> SharedKey:
    found = as_shared(KEYRING.review_key(rehearsal, link.id, link.expires))
    assert found is not None
    return found


def why_not(key: SharedKey, now: int, link: Link = LINK) -> str:
    with pytest.raises(Refused) as refusal:
        admit(KEYRING, key, {link.id: link}, now)
    return refusal.value.detail


def test_a_link_opens_until_its_last_millisecond_by_the_servers_clock() -> None:
    admit(KEYRING, key_of(), {L1: LINK}, LINK.expires - 1)
    assert "has expired" in why_not(key_of(), LINK.expires)


def test_a_revoked_link_opens_nothing_whatever_its_time() -> None:
    assert "taken back" in why_not(key_of(), 2_000, replace(LINK, revoked=1_500))


@pytest.mark.parametrize(
    "forged",
    [
        SharedKey(R1, L1, "x" * 24),
        SharedKey(R1, LinkId("l2"), key_of().token),
        SharedKey(RehearsalId("r2"), L1, key_of().token),
        key_of(replace(LINK, expires=LINK.expires + DAY_MS)),
    ],
)
def test_a_forged_link_leads_nowhere(forged: SharedKey) -> None:
    assert "leads nowhere" in why_not(forged, 2_000)


async def over(facilitator: Person) -> str:
    """A drill that was begun and ended; the address of what it gives out."""
    await facilitator.start(mode="room", name=NAME)
    await facilitator.come()
    await facilitator.done("clock.start")
    await facilitator.first_post()
    await facilitator.done("clock.end")
    return f"/api/rehearsals/{facilitator.rehearsal}"


async def test_anybody_with_a_link_reads_the_review_without_a_cookie_until_it_is_revoked(base: str) -> None:
    async with Person(base) as dana, httpx.AsyncClient(base_url=base, timeout=20) as anybody:
        api = await over(dana)
        made = await dana.http.post(f"{api}/sharing/links", json={"days": 7})
        (link,) = made.json()["links"]
        url, _, key = link["url"].partition("#key=")
        assert (made.status_code, url, link["standing"]) == (201, f"{base}/shared", "open")
        assert link["expires"] - link["made"] == 7 * DAY_MS
        bearer = {"authorization": f"Bearer {key}"}
        read = await anybody.get("/api/shared/review", headers=bearer)
        assert (read.status_code, read.json()["rehearsal"]) == (200, dana.rehearsal)
        assert NAME not in read.text
        lens = await anybody.get("/api/shared/lens/public", headers=bearer)
        page = await anybody.get("/api/shared/exports/report.pdf?paper=letter", headers=bearer)
        assert (lens.status_code, page.status_code, page.content[:5]) == (200, 200, b"%PDF-")
        log = await anybody.get("/api/shared/exports/log.json", headers=bearer)
        assert log.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert not anybody.cookies
        gone = await dana.http.delete(f"{api}/sharing/links/{link['id']}")
        assert [(one["standing"], one["url"]) for one in gone.json()["links"]] == [("revoked", "")]
        after = await anybody.get("/api/shared/review", headers=bearer)
        assert (after.status_code, after.json()["code"]) == (httpx.codes.CONFLICT, "ended")
        nowhere = await anybody.get("/api/shared/review", headers={"authorization": f"Bearer {key}x"})
        assert nowhere.status_code == httpx.codes.NOT_FOUND
        assert (await anybody.get("/api/shared/review")).status_code == httpx.codes.NOT_FOUND


async def test_names_are_unsealed_for_everybody_told_to_everybody_and_sealed_again(base: str) -> None:
    async with Person(base) as dana, Person(base) as vic:
        seated = await dana.start(mode="room", name=NAME)
        await dana.come()
        await vic.join(seated["links"]["code"], "Wendeline Ostrava", "critic-1")
        await vic.come()
        await dana.done("clock.start")
        await dana.done("clock.end")
        api = f"/api/rehearsals/{dana.rehearsal}"
        denied = await vic.http.post(f"{api}/sharing/names", json={"open": True})
        asked = await vic.http.get(f"{api}/sharing")
        assert (denied.status_code, asked.json()) == (httpx.codes.FORBIDDEN, {"may": False, "links": []})
        await dana.http.post(f"{api}/sharing/names", json={"open": True})
        told = await vic.event("names.unsealed")
        assert told["event"]["seat"] == dana.seat
        for path in ("review", "exports/log.json"):
            text = (await vic.http.get(f"{api}/{path}")).text
            assert (NAME in text, "Wendeline Ostrava" in text) == (True, True), path
        await dana.http.post(f"{api}/sharing/names", json={"open": False})
        await vic.event("names.sealed")
        for path in ("review", "exports/log.json", "exports/review.html", "lens/critic-1"):
            text = (await vic.http.get(f"{api}/{path}")).text
            assert (NAME in text, "Wendeline Ostrava" in text) == (False, False), path


async def test_an_evaluator_who_has_not_rated_finds_no_rating_in_review_exports_or_replay(base: str) -> None:
    async with Person(base) as dana, Person(base) as ada, Person(base) as bo:
        seated = await dana.start(mode="room", name=NAME)
        await dana.come()
        key = seated["links"]["observer"].partition("#")[2]
        for person, name in ((ada, "Ada"), (bo, "Bo")):
            await person.join(key, name)
            await person.come()
        await dana.done("clock.start")
        await dana.first_post()
        seen = [{"sort": "inject", "id": "01"}]
        await ada.done("rating.give", item="2.2", mark="M", evidence=seen, remark=canary("ada"))
        assert await dana.event("rating.given", item="2.2")
        await dana.done("clock.end")
        api, word = f"/api/rehearsals/{dana.rehearsal}", canary("ada").encode()
        paths = (
            "review",
            "exports/log.json",
            "exports/review.html",
            "exports/ratings.csv",
            f"lens/{ada.seat}",
        )
        for path in paths:
            assert word not in (await bo.http.get(f"{api}/{path}")).content, path
            assert word in (await ada.http.get(f"{api}/{path}")).content, path
            assert word in (await dana.http.get(f"{api}/{path}")).content, path
            assert word not in (await bo.http.get(f"{api}/{path}")).content, f"{path}, after others read it"
        assert not [frame for frame in bo.raw if canary("ada") in frame or "rating.given" in frame]
        await bo.done("rating.give", item="2.2", mark="S", evidence=seen)
        await bo.event("ratings.shown", item="2.2")
        assert word in (await bo.http.get(f"{api}/review")).content
