"""A drill on three platforms: each has its own feed and form, and the brand moderates where it may."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser import acting
from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, PHONE, Window
from tests.house.sources import ROOT
from tests.people import SCENARIO, Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser

PLAYERS = (
    ("brand-comms", "Mara Voss"),
    ("brand-decision", "Ilan Sayeed"),
    ("critic-1", "Teo Marchetti"),
    ("bystander-1", "Priya"),
)
APOLOGY = "We asked Kev to leave before anybody had checked. That was ours."
JIBE = "Too late. What does the card at the gate say?"
REVIEW = "Kind crew, bad rule."
ANSWER = "You saw it right. I answer here by name: Mara."


@pytest.fixture
async def drill(tmp_path: Path) -> AsyncIterator[dict[str, Person]]:
    """A drill that runs on a microblog, a forum and for reviews; the critic has answered the brand."""
    shelf = tmp_path / "scenarios"
    shutil.copytree(ROOT / "scenarios" / SCENARIO, shelf / SCENARIO)
    story = shelf / SCENARIO / "scenario.yaml"
    main, more = "\nplatform: microblog\n", "platforms: [forum, reviews]\n"
    story.write_text(story.read_text().replace(main, main + more))
    server = ServerProcess(tmp_path / "data", environment={"SQUALL_SCENARIOS": str(shelf)}).start()
    people = {"facilitator-1": Person(server.base)}
    dana = people["facilitator-1"]
    code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
    for seat, name in PLAYERS:
        people[seat] = Person(server.base)
        await people[seat].join(code, name, seat)
        await people[seat].come()
    await dana.come()
    await dana.done("clock.start")
    ours = await said(people["brand-decision"], APOLOGY)
    teo = people["critic-1"]
    await teo.done("post.publish", author=teo.welcome["you"]["personas"][0], text=JIBE, reply_to=ours)
    try:
        yield people
    finally:
        for person in people.values():
            await person.go()
            await person.http.aclose()
        server.stop()


async def said(ilan: Person, words: str, reply_to: str | None = None) -> str:
    """A post of the brand, published past the decision model; gives its id."""
    opened = await ilan.done("draft.open", text=words, posture="answers", reply_to=reply_to)
    await ilan.done("draft.publish", draft=opened["made"][0], anyway="The test has no lawyer.")
    event = await ilan.event("post.published", text=words)
    post: str = event["event"]["post"]
    return post


async def at(open_window: OpenWindow, person: Person, size: tuple[int, int]) -> Window:
    """A window of a person at their seat; their server is not the one that others share."""
    window = await open_window(size=size, base=person.base)
    await window.come_as(person)
    await window.page.goto(f"/r/{person.rehearsal}/{person.seat}")
    await expect(window.page.get_by_label("Exercise clock")).to_be_visible()
    return window


async def looks_at(page: Page, platform: str) -> None:
    tab = page.get_by_role("tablist", name="Platforms").get_by_role("tab", name=platform)
    await tab.click()
    await expect(tab).to_have_attribute("aria-selected", "true")


async def test_three_platforms_a_hidden_reply_and_a_review_that_the_owner_answers_once(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    priya_window = await at(open_window, drill["bystander-1"], PHONE)
    mara_window = await at(open_window, drill["brand-comms"], DESK)
    priya, mara = priya_window.page, mara_window.page

    # What the brand hides is gone for everybody but its author and the brand.
    await looks_at(priya, "Microblog")
    await expect(acting.post(priya, JIBE)).to_be_visible()
    await looks_at(mara, "Microblog")
    await acting.stands(mara)
    await acting.post(mara, JIBE).focus()
    await mara.get_by_role("button", name="Moderate").click()
    await mara.get_by_role("radio", name="Hide this reply").check()
    await mara.get_by_role("button", name="Hide it").click()
    await expect(acting.post(mara, JIBE)).to_contain_text("Hidden")
    await expect(acting.post(priya, JIBE)).to_have_count(0)

    # A review has stars, and stands on its own platform alone.
    await looks_at(priya, "Reviews")
    await acting.opens(priya, "Post")
    await expect(priya.get_by_role("button", name="Post", exact=True)).to_be_disabled()
    await priya.get_by_role("radio", name="2 of 5 stars").check()
    await priya.get_by_role("textbox", name="What do you make of it?").fill(REVIEW)
    await priya.get_by_role("button", name="Post", exact=True).click()
    await expect(acting.post(priya, REVIEW)).to_contain_text("2 of 5 stars")
    await looks_at(priya, "Forum")
    await expect(acting.post(priya, REVIEW)).to_have_count(0)

    # Its owner answers once.
    ilan = drill["brand-decision"]
    review = (await ilan.event("post.published", text=REVIEW))["event"]["post"]
    await said(ilan, ANSWER, reply_to=review)
    await looks_at(mara, "Reviews")
    await expect(acting.post(mara, REVIEW)).to_contain_text(ANSWER)
    await acting.post(mara, REVIEW).focus()
    await expect(acting.post(mara, REVIEW).get_by_role("button", name="Reply", exact=True)).to_be_disabled()

    for window in (priya_window, mara_window):
        assert await stumbles(window.page) == []
        assert await overflow(window.page) == []
        assert window.faults() == []
