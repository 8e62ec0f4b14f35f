"""Run from here over HTTP: a live drill that goes on from a moment, for who led the one that is over."""

import httpx

from tests.people import Person

FORBIDDEN, CONFLICT, CREATED = httpx.codes.FORBIDDEN, httpx.codes.CONFLICT, httpx.codes.CREATED


def forks(person: Person) -> str:
    return f"/api/rehearsals/{person.rehearsal}/forks"


async def test_a_drill_goes_on_from_a_moment_with_seats_to_be_taken_again(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara, Person(base) as nia:
        first = await dana.start(mode="room", name="Dana Kessler")
        await mara.join(first["links"]["code"], "Mara Voss", "brand-comms")
        await mara.come()
        await dana.come()
        await dana.done("clock.start")
        await dana.first_post()
        assert (await dana.http.post(forks(dana), json={"t": 9})).status_code == CONFLICT
        await mara.done("chat.say", text="Who was on shift?")
        await dana.done("clock.jump", to=300, passed="skip")
        await dana.done("clock.end")
        assert (await mara.http.post(forks(mara), json={"t": 12})).status_code == FORBIDDEN
        missing = await dana.http.post(forks(dana), json={"before": "p999"})
        assert missing.status_code == httpx.codes.NOT_FOUND
        answer = await dana.http.post(forks(dana), json={"t": 290, "name": "Dana"})
        assert answer.status_code == CREATED, answer.text
        begun, old = answer.json(), dana.rehearsal
        await dana.go()
        dana.rehearsal, dana.seat = begun["id"], begun["seat"]
        await dana.come()
        role = dana.welcome["snapshot"]["role"]
        assert (role["clock"]["state"], role["forked"]["of"]) == ("paused", old)
        assert [post["id"] for post in role["posts"]] == ["p1"]
        assert [line["text"] for line in role["war_room"]["chat"]] == ["Who was on shift?"]
        assert [seat["name"] for seat in role["seats"] if seat["name"]] == ["Dana"]
        assert "Mara" not in str(dana.welcome)
        await nia.join(begun["links"]["code"], "Nia", "brand-comms")
        await nia.come()
        await dana.done("clock.resume")
        await nia.done("chat.say", text="From here, then.")
        await dana.done("clock.end")
        review = (await nia.http.get(f"/api/rehearsals/{dana.rehearsal}/review")).json()
        assert review["forked"]["of"] == old
        assert [line["text"] for line in review["chat"]] == ["Who was on shift?", "From here, then."]
        stranger = await mara.http.get(f"/api/rehearsals/{dana.rehearsal}/review")
        assert stranger.status_code == FORBIDDEN


async def test_a_solo_player_goes_on_in_their_own_seat_and_runs_the_clock(base: str) -> None:
    async with Person(base) as ada:
        await ada.start(mode="solo", role="brand", name="Ada")
        await ada.come()
        await ada.done("clock.jump", to=8, passed="deliver")
        await ada.done("clock.end")
        answer = await ada.http.post(forks(ada), json={"t": 8})
        assert answer.status_code == CREATED, answer.text
        assert answer.json()["links"] is None
        await ada.go()
        ada.rehearsal, ada.seat = answer.json()["id"], answer.json()["seat"]
        await ada.come()
        assert ada.welcome["snapshot"]["role"]["clock"]["t0"] >= 8.0
        await ada.done("clock.resume")
