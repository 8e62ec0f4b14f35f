"""A what-if over HTTP: once a drill is over, for who was there, answered by processes of their own."""

import httpx

from tests.people import Person


async def test_what_would_have_become_of_it_is_told_once_it_is_over(base: str) -> None:
    async with Person(base) as dana, Person(base) as stranger:
        code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
        async with Person(base) as mara:
            await mara.join(code, "Mara Voss", "brand-comms")
            await mara.come()
            await dana.come()
            await dana.done("clock.start")
            await dana.first_post()
            draft = (await mara.done("draft.open", text="We were wrong, and we are sorry."))["made"][0]
            await mara.done("draft.publish", draft=draft, anyway="No time.")
            post = (await dana.event("draft.published", draft=draft))["event"]["post"]
            asks = f"/api/rehearsals/{dana.rehearsal}/what-ifs"
            silent = {"what": {"kind": "silent", "post": post}}
            early = await dana.http.post(asks, json=silent)
            assert (early.status_code, early.json()["code"]) == (httpx.codes.CONFLICT, "conflict")
            await dana.done("clock.jump", to=120, passed="skip")
            await dana.done("clock.end")
            told = await dana.http.post(asks, json=silent)
            assert told.status_code == httpx.codes.OK, told.text
            estimate = told.json()
            assert (estimate["runs"], estimate["times"][0]) == (100, estimate["forks"])
            assert len(estimate["trust"]["higher"]["middle"]) == len(estimate["times"])
            again = await mara.http.post(asks, json=silent)
            assert again.content == told.content
            nonsense = await dana.http.post(asks, json={"what": {"kind": "silent", "post": "p1"}})
            assert (nonsense.status_code, nonsense.json()["detail"]) == (422, "choose a post of the brand")
            unknown = await dana.http.post(asks, json={"what": {"kind": "bribed", "post": post}})
            assert unknown.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        refused = await stranger.http.post(asks, json=silent)
        assert refused.status_code == httpx.codes.FORBIDDEN
