"""The replay through a seat's eyes: for who was there, when the drill is over, nobody's name in it."""

import httpx

from tests.people import Person


async def test_a_lens_is_for_who_was_there_and_names_nobody(base: str) -> None:
    async with Person(base) as dana, Person(base) as stranger:
        await dana.start(mode="room", name="Dana Kessler")
        await dana.come()
        await dana.done("clock.start")
        await dana.first_post()
        await dana.done("whisper.send", to="brand-comms", text="Ask who decided.")
        api = f"/api/rehearsals/{dana.rehearsal}/lens"
        early = await dana.http.get(f"{api}/public")
        assert (early.status_code, early.json()["code"]) == (httpx.codes.CONFLICT, "conflict")
        await dana.done("clock.end")
        public, comms = [await dana.http.get(f"{api}/{one}") for one in ("public", "brand-comms")]
        refused = await stranger.http.get(f"{api}/public")
        nobody = await dana.http.get(f"{api}/nobody")
    assert (refused.status_code, nobody.status_code) == (httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND)
    assert "Ask who decided." in comms.text
    assert "Ask who decided." not in public.text
    assert "post.published" in public.text
    assert "Kessler" not in comms.text
