"""A critic keeps what the brand said, and shows it when it is gone; those who watch see it, and are asked."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.browser import acting
from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow, at_screen
from tests.browser.window import PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser
HOLDING = "We hear you. Facts first, then our answer, in this thread, by 19:30."


@pytest.fixture
async def people(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    """Facilitator, communicator, a critic and a bystander; the brand's first line is out."""
    seats = ("facilitator-1", "brand-comms", "critic-1", "bystander-1")
    found = {seat: Person(shared.base) for seat in seats}
    dana, mara = found["facilitator-1"], found["brand-comms"]
    code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
    for seat, name in (("brand-comms", "Mara Voss"), ("critic-1", "Teo M."), ("bystander-1", "Priya N.")):
        await found[seat].join(code, name, seat)
    await dana.come()
    await dana.done("clock.start")
    await mara.come()
    await mara.done("post.publish", author="meridianair", text=HOLDING)
    yield found
    for person in found.values():
        await person.go()
        await person.http.aclose()


async def test_a_screenshot_survives_what_the_brand_deletes(
    open_window: OpenWindow, people: dict[str, Person]
) -> None:
    teo = await at_screen(open_window, people, "critic-1", size=PHONE)
    priya = await at_screen(open_window, people, "bystander-1", size=PHONE)
    await acting.finds(teo.page, HOLDING)
    await acting.stands(teo.page)
    await acting.post(teo.page, HOLDING).focus()
    await teo.page.keyboard.press("s")
    await expect(teo.page.get_by_text("Kept. Nobody else knows of it.").first).to_be_visible()

    mara = people["brand-comms"]
    published = await mara.event("post.published", text=HOLDING)
    await mara.done("post.delete", post=published["event"]["post"])
    await teo.page.get_by_role("button", name=re.compile("^Screenshot")).first.click()
    dialog = teo.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("gone since")
    assert await stumbles(teo.page) == []
    await dialog.get_by_role("button", name="Show it").click()
    await acting.says_in_public(teo.page, "Say it in public", "This stood there. Now it does not.")

    await acting.finds(priya.page, "This stood there.")
    shown = acting.post(priya.page, "This stood there.").get_by_role("figure")
    await expect(shown).to_contain_text(HOLDING)
    await expect(shown).to_contain_text("EXERCISE")
    for window in (teo, priya):
        assert await overflow(window.page) == []
        assert window.faults() == []


async def test_a_bystander_is_asked_every_five_minutes_and_may_leave_it(
    open_window: OpenWindow, people: dict[str, Person]
) -> None:
    priya = await at_screen(open_window, people, "bystander-1", size=PHONE)
    await people["facilitator-1"].done("clock.jump", to=301.0, passed="skip")
    asked = priya.page.get_by_role("region", name="Mood check")
    await expect(asked).to_be_visible()
    assert await stumbles(priya.page) == []
    assert await overflow(priya.page) == []
    await asked.get_by_role("button", name="Not now").click()
    await expect(asked).to_be_hidden()
    # The crowd may still be busy with the minutes that were passed over: as the page does, ask again.
    await people["facilitator-1"].insist("clock.jump", ask="ten-minutes", to=601.0, passed="skip")
    await asked.get_by_role("button", name="2", exact=True).click()
    await expect(asked).to_be_hidden()
    await people["facilitator-1"].event("mood.given", seat="bystander-1", round=2, value=2)
    assert priya.faults() == []
