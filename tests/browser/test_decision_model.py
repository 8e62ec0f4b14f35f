"""A draft through the decision model, at three screens, until everybody has read it."""

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

SEATS = {
    "brand-comms": "Mara Voss",
    "brand-legal": "Bo Lindqvist",
    "brand-decision": "Ada Sundt",
    "bystander-1": "Nia Okafor",
}
FIRST = "We are sorry, and it was our fault."
SECOND = "We are sorry. You should have flown last night."


def clock(t: float) -> str:
    """An exercise time as screens show it."""
    return f"{int(t) // 60:02}:{int(t) % 60:02}"


@pytest.fixture
async def team(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    """Who a draft passes, a bystander and an observer who listen, in a drill that has its first post."""
    people = {seat: Person(shared.base) for seat in ("facilitator-1", *SEATS, "observer-1")}
    dana = people["facilitator-1"]
    links = (await dana.start(mode="room", name="Dana Kessler"))["links"]
    for seat, name in SEATS.items():
        await people[seat].join(links["code"], name, seat)
    await people["observer-1"].join(links["observer"].partition("#")[2], "Ines Duarte")
    for one in (dana, people["bystander-1"], people["observer-1"]):
        await one.come()
    await dana.done("clock.start")
    await dana.first_post()
    yield people
    for person in people.values():
        await person.go()
        await person.http.aclose()


async def test_a_draft_climbs_the_ladder_at_three_screens_and_is_read_by_all(
    open_window: OpenWindow, team: dict[str, Person]
) -> None:
    mara = await at_screen(open_window, team, "brand-comms")
    bo = await at_screen(open_window, team, "brand-legal")
    ada = await at_screen(open_window, team, "brand-decision", size=PHONE)
    await acting.hands_in(mara.page, FIRST)
    await bo.page.get_by_role("checkbox", name="admits liability").check()
    await bo.page.get_by_role("button", name="Send back").click()
    draft = mara.page.get_by_role("article").filter(has_text="sent it back")
    await expect(draft).to_contain_text("admits liability")
    await draft.get_by_role("button", name="Write on").click()
    await acting.hands_in(mara.page, SECOND)
    changed = bo.page.get_by_label("The draft with what changed since it was sent back")
    await expect(changed.locator("ins").filter(has_text="flown").first).to_be_visible()
    await bo.page.get_by_role("button", name="Clear it").click()
    await acting.opens(ada.page, "Desk")
    await expect(ada.page.get_by_text("v2", exact=True)).to_be_visible()
    await expect(ada.page.get_by_role("article")).to_contain_text("@meridian")
    assert await overflow(ada.page) == []
    desk = await ada.page.locator("main > .desk").bounding_box()
    assert desk is not None
    assert (desk["x"], desk["width"]) == (0, PHONE[0])
    assert await stumbles(ada.page) == []
    await ada.page.get_by_role("button", name="Approve", exact=True).click()
    ready = mara.page.get_by_role("article").filter(has_text="ready to publish")
    dana = team["facilitator-1"]
    for position, rung in (("legal", "Legal"), ("decision_maker", "Decision")):
        said_yes = await dana.event("draft.approved", position=position)
        step = ready.get_by_role("listitem").filter(has_text=rung)
        await expect(step).to_contain_text(clock(said_yes["t"]))
    await ready.get_by_role("button", name="Publish", exact=True).click()
    await expect(ready.get_by_role("button", name="Recall")).to_be_visible()
    going = (await dana.event("draft.scheduled", draft="d1"))["event"]
    out = await dana.event("draft.published", draft="d1")
    assert going["at"] <= out["t"] < going["at"] + 5  # a beat may be late where much runs at once
    told = mara.page.locator("p").filter(has_text="A draft was published")
    await expect(told).to_contain_text(clock(out["t"]))
    for seat in ("bystander-1", "observer-1"):
        post = await team[seat].event("post.published", post=out["event"]["post"])
        assert post["event"]["text"] == SECOND
    await acting.opens(ada.page, "Feed")
    await acting.finds(ada.page, SECOND)
    assert [*mara.faults(), *bo.faults(), *ada.faults()] == []


async def test_what_is_published_can_be_recalled_while_the_ring_runs(
    open_window: OpenWindow, team: dict[str, Person]
) -> None:
    dana, mara = team["facilitator-1"], await at_screen(open_window, team, "brand-comms")
    await mara.page.get_by_role("textbox", name="What do we say?").fill(FIRST)
    await mara.page.get_by_role("button", name="Publish anyway…").click()
    await mara.page.get_by_label("Why it cannot wait").fill("On air in a minute")
    await mara.page.get_by_role("button", name="Publish it now").click()
    await mara.page.get_by_role("button", name="Recall").click()
    await expect(mara.page.get_by_text(re.compile("^Mara Voss took it back at"))).to_be_visible()
    await dana.done("clock.jump", to=600.0, passed="hold")
    assert [one for one in dana.events() if one["event"]["kind"] == "draft.published"] == []
    assert mara.faults() == []
