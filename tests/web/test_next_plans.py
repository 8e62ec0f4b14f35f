"""The plan's next version over HTTP: for who led the drill, kept in its log, and played under."""

import httpx

from tests.people import Person

OK, FORBIDDEN, CONFLICT = httpx.codes.OK, httpx.codes.FORBIDDEN, httpx.codes.CONFLICT


def at(person: Person, what: str) -> str:
    return f"/api/rehearsals/{person.rehearsal}/{what}"


async def over(dana: Person, mara: Person) -> None:
    """A drill in which a draft went out unapproved."""
    code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
    await mara.join(code, "Mara Voss", "brand-comms")
    await mara.come()
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    draft = (await mara.done("draft.open", text="We were wrong, and we are sorry."))["made"][0]
    await mara.done("draft.publish", draft=draft, anyway="No time.")
    await dana.event("draft.published", draft=draft)
    await dana.done("clock.jump", to=120, passed="skip")
    await dana.done("clock.end")


async def amendment(person: Person, rule: str) -> dict[str, object]:
    review = (await person.http.get(at(person, "review"))).json()
    found: dict[str, object] = next(one for one in review["amendments"] if one["id"].startswith(rule))
    return found


async def test_an_accepted_change_is_in_the_next_version_and_the_next_drill_is_under_it(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara:
        await over(dana, mara)
        proposed = await amendment(dana, "unapproved:")
        accept = {"kind": "amendment.settle", "amendment": proposed["id"], "verdict": "accepted"}
        asked = {"ask": "a1", "command": accept | {"patch": proposed["patch"]}}
        assert (await mara.http.post(at(mara, "amendments"), json=asked)).status_code == FORBIDDEN
        assert (await dana.http.post(at(dana, "next"), json={})).status_code == CONFLICT
        first = await dana.http.post(at(dana, "amendments"), json=asked)
        assert first.status_code == OK, first.text
        again = await dana.http.post(at(dana, "amendments"), json=asked)
        assert again.json()["seq"] == first.json()["seq"]
        review = (await mara.http.get(at(mara, "review"))).json()
        assert review["next_plan"] == first.json()["next_plan"]
        assert review["next_plan"]["version"] == review["plan"]["version"] + 1
        written = await mara.http.get(at(mara, "plan/next.md"))
        assert written.headers["content-disposition"] == 'attachment; filename="plan-v5.md"'
        assert "A spoken yes does not count" in written.text
        begun = await dana.http.post(at(dana, "next"), json={})
        assert begun.status_code == httpx.codes.CREATED, begun.text
        dana.rehearsal = begun.json()["id"]
        plan = await dana.http.get(at(dana, "plan.md"))
        assert plan.headers["content-disposition"] == 'attachment; filename="plan-v5.md"'
        assert "A spoken yes does not count" in plan.text


async def test_a_change_without_words_is_refused_before_it_is_decided(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room", name="Dana")
        bad = {"ask": "a1", "command": {"kind": "amendment.settle", "amendment": "x:y", "verdict": "perhaps"}}
        answer = await dana.http.post(at(dana, "amendments"), json=bad)
        assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        fine = {
            "ask": "a1",
            "command": {"kind": "amendment.settle", "amendment": "x:y", "verdict": "declined"},
        }
        assert (await dana.http.post(at(dana, "amendments"), json=fine)).status_code == CONFLICT


async def test_a_re_test_is_a_draft_under_the_next_plan_for_who_led(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara:
        await over(dana, mara)
        assert (await mara.http.post(at(mara, "retest"), json={})).status_code == FORBIDDEN
        made = await dana.http.post(at(dana, "retest"), json={})
        assert made.status_code == httpx.codes.CREATED, made.text
        begun = made.json()
        draft = await dana.http.get(
            f"/api/workshop/{begun['draft']}", headers={"authorization": f"Bearer {begun['key']}"}
        )
        assert draft.status_code == OK, draft.text
        assert draft.json()["title"].endswith(", again")
        assert "again" in {one["id"] for one in draft.json()["tree"]["objectives"]}


async def test_a_better_answer_is_kept_as_a_chance_and_as_what_the_mistake_cost(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara:
        await over(dana, mara)
        finding = next(
            one["id"]
            for one in (await dana.http.get(at(dana, "review"))).json()["findings"]
            if one["rule"] == "unapproved"
        )
        cost = {"kind": "finding.cost", "finding": finding, "cost": "About -3 points of trust, estimate."}
        chance = {"kind": "finding.add", "sort": "opportunity", "title": "A better answer", "t": 40.0}
        for ask, command in (("k1", cost), ("k2", chance)):
            kept = await dana.http.post(at(dana, "better"), json={"ask": ask, "command": command})
            assert kept.status_code == OK, kept.text
        refused = await mara.http.post(at(mara, "better"), json={"ask": "k3", "command": cost})
        assert refused.status_code == FORBIDDEN
        found = (await mara.http.get(at(mara, "review"))).json()["findings"]
        assert [one["cost"] for one in found if one["id"] == finding] == [
            "About -3 points of trust, estimate."
        ]
        assert "A better answer" in {one["title"] for one in found}
