"""The brand's team writes down what it decides, who does what, and who answers whom."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.browser import acting
from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow, at_screen
from tests.browser.window import PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser


@pytest.fixture
async def team(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    """Two of the brand in a drill that has its first post, and its facilitator."""
    people = {seat: Person(shared.base) for seat in ("facilitator-1", "brand-comms", "brand-legal")}
    dana = people["facilitator-1"]
    code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
    await people["brand-comms"].join(code, "Mara Voss", "brand-comms")
    await people["brand-legal"].join(code, "Bo Lindqvist", "brand-legal")
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    await dana.go()
    yield people
    for person in people.values():
        await person.go()
        await person.http.aclose()


async def focused_post(page: Page, words: str) -> None:
    await acting.stands(page)
    card = acting.post(page, words)
    await card.focus()


async def test_a_decision_and_a_task_from_the_chat_are_everybodys_at_once(
    open_window: OpenWindow, team: dict[str, Person]
) -> None:
    mara = await at_screen(open_window, team, "brand-comms")
    bo = await at_screen(open_window, team, "brand-legal")
    await acting.says_in_the_war_room(mara.page, "/decide We name who decided | he asks only that")
    await acting.says_in_the_war_room(mara.page, "/task Call the gate by +10")
    await acting.opens(bo.page, "Decisions")
    decisions = bo.page.get_by_role("region", name="Decisions", exact=True)
    await expect(decisions).to_contain_text("We name who decided")
    await expect(decisions).to_contain_text("he asks only that")
    tasks = bo.page.get_by_role("region", name="Tasks")
    await tasks.get_by_role("button", name="Take it").click()
    await expect(tasks).to_contain_text("Bo Lindqvist")
    await tasks.get_by_role("checkbox", name="Call the gate").check()
    await expect(mara.page.get_by_text("done by Bo Lindqvist")).to_be_visible()
    assert await stumbles(bo.page) == []
    assert [*mara.faults(), *bo.faults()] == []


async def test_a_decision_says_which_assumptions_it_rests_on(
    open_window: OpenWindow, team: dict[str, Person]
) -> None:
    page = (await at_screen(open_window, team, "brand-comms")).page
    await acting.opens(page, "Decisions")
    decisions = page.get_by_role("region", name="Decisions", exact=True)
    await decisions.get_by_label("What is decided").fill("We wait for the gate log")
    await decisions.get_by_role("checkbox").first.check()
    await decisions.get_by_role("button", name="Write it down").click()
    await expect(decisions.get_by_text("Rests on A1", exact=False).first).to_be_visible()
    await expect(decisions.get_by_label("What is decided")).to_have_value("")


async def test_a_post_is_given_to_somebody_and_its_clock_runs_until_it_is_answered(
    open_window: OpenWindow, team: dict[str, Person]
) -> None:
    mara = (await at_screen(open_window, team, "brand-comms")).page
    bo = (await at_screen(open_window, team, "brand-legal")).page
    await focused_post(mara, "you sat me down")
    await mara.get_by_role("button", name="Assign").click()
    await mara.get_by_role("dialog").get_by_role("button", name="Bo Lindqvist").click()
    await expect(acting.post(mara, "you sat me down")).to_contain_text("Bo Lindqvist answers this")
    await acting.opens(bo, "Yours")
    await expect(acting.post(bo, "you sat me down")).to_contain_text("unanswered for")
    voice = team["brand-comms"]
    await voice.come()
    post = (await voice.wait_for(lambda one: one["type"] == "welcome"))["snapshot"]["role"]["posts"][0]["id"]
    holding = "We hear you. Facts first, then our answer, in this thread, by 19:30."
    await voice.done("post.publish", author="meridianair", text=holding, reply_to=post, posture="answers")
    await expect(bo.get_by_text("Nothing is yours to answer")).to_be_visible()
    await voice.go()


async def test_on_a_phone_the_minutes_fit(open_window: OpenWindow, team: dict[str, Person]) -> None:
    window = await at_screen(open_window, team, "brand-comms", size=PHONE)
    page = window.page
    await acting.opens(page, "War room")
    await acting.opens(page, "Decisions")
    await page.get_by_label("What must be done").fill("Call the gate")
    await page.get_by_role("button", name="Add the task").tap()
    await expect(page.get_by_role("checkbox", name="Call the gate")).to_be_visible()
    assert await stumbles(page) == []
    assert await overflow(page) == []
