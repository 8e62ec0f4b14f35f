"""The decision model on the desk: what a post is, the way it goes, who is out, how serious it is."""

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


@pytest.fixture
async def team(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    """Two of the brand and a facilitator in a running drill; stand-ins play the rest."""
    people = {seat: Person(shared.base) for seat in ("facilitator-1", "brand-comms", "brand-legal")}
    dana = people["facilitator-1"]
    code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
    await people["brand-comms"].join(code, "Mara Voss", "brand-comms")
    await people["brand-legal"].join(code, "Bo Lindqvist", "brand-legal")
    await dana.come()
    await dana.done("clock.start")
    await dana.go()
    yield people
    for person in people.values():
        await person.go()
        await person.http.aclose()


async def test_a_post_goes_the_way_of_its_class_and_past_whoever_is_out(
    open_window: OpenWindow, team: dict[str, Person]
) -> None:
    mara = await at_screen(open_window, team, "brand-comms")
    bo = await at_screen(open_window, team, "brand-legal", size=PHONE)
    desk = mara.page.get_by_role("region", name="Desk")
    await mara.page.get_by_placeholder("What do we say?").fill("We turned you away. We are sorry.")
    await mara.page.get_by_label("This is", exact=True).select_option("apology")
    await expect(mara.page.get_by_text("Legal, then the decision maker; 10 min")).to_be_visible()
    await mara.page.get_by_role("button", name="Send to Legal").click()
    ladder = desk.get_by_role("list").filter(has_text="Publish")
    await expect(ladder.first).to_contain_text("Bo")
    await acting.opens(bo.page, "Desk")
    await expect(bo.page.get_by_label("Say what it is")).to_have_value("apology")
    await bo.page.get_by_role("button", name="I'm out").click()
    await expect(ladder.first).to_contain_text("for Legal")
    await mara.page.get_by_role("button", name="Declare").click()
    await mara.page.get_by_role("radio", name="crisis").check()
    await mara.page.get_by_role("dialog").get_by_role("button", name="Declare").click()
    await expect(bo.page.get_by_text("Severity 3: crisis")).to_be_visible()
    assert await stumbles(mara.page) == []
    assert await overflow(bo.page) == []
    assert [*mara.faults(), *bo.faults()] == []
