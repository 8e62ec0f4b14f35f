"""Stand-ins beside people: each works with whoever sits in the other seats."""

import pytest

from app.ids import DraftId, SeatId
from app.rehearsal.commands import (
    ApproveDraft,
    ClaimFact,
    OpenDraft,
    PauseClock,
    PlayerCommand,
    PublishPost,
    StaffSeat,
    SubmitDraft,
)
from app.rehearsal.drafts import Draft
from app.standins.play import moves
from tests.build import Drill, brand, critic, facilitator
from tests.standins.headless import Headless, headless, shipped


def with_people(*seats: SeatId) -> Headless:
    drill = headless(shipped())
    for seat in seats:
        drill.drill.sit(seat)
    return drill


def played(played_by: Headless, until: float, *acts: tuple[float, SeatId, PlayerCommand]) -> Headless:
    """Run on while people ask for these at their times."""
    left = list(acts)

    def between(drill: Drill, at: float) -> None:
        while left and left[0][0] <= at:
            _, seat, command = left.pop(0)
            drill.ask(seat, command, at)

    return played_by.run(until, between=between)


def draft_of(played_by: Headless, number: int = 1) -> Draft:
    return played_by.drill.rehearsal.drafts[DraftId(f"d{number}")]


def test_a_persons_draft_is_reviewed_in_human_time() -> None:
    text = "We were wrong to ask you to leave, and we are sorry."
    run = played(
        with_people(brand()),
        600.0,
        (60.0, brand(), OpenDraft(text=text)),
        (61.0, brand(), SubmitDraft(draft=DraftId("d1"))),
    )
    draft = draft_of(run)
    assert draft.state == "approved"
    legal, decided = draft.steps[-2:]
    assert 40 <= legal.t - 61 <= 160
    assert 30 <= decided.t - legal.t <= 130


def test_a_persons_approved_draft_is_left_for_that_person_to_publish() -> None:
    run = played(
        with_people(brand()),
        900.0,
        (60.0, brand(), OpenDraft(text="We were wrong, and we are sorry.")),
        (61.0, brand(), SubmitDraft(draft=DraftId("d1"))),
    )
    assert draft_of(run).state == "approved"


def test_a_stand_in_that_takes_over_leaves_a_persons_drafts_alone() -> None:
    run = with_people(brand())
    played(run, 61.0, (60.0, brand(), OpenDraft(text="Half a thought, not for anybody's eyes.")))
    run.drill.rehearsal.seats[brand()].participant = None
    run.run(600.0)
    draft = draft_of(run)
    assert (draft.state, draft.version, len(draft.steps)) == ("writing", 1, 1)
    assert len(run.drill.rehearsal.drafts) > 1


@pytest.mark.parametrize("word", ["publicity stunt", "No Exceptions"])
def test_legal_turns_down_a_red_line_and_names_it(word: str) -> None:
    run = played(
        with_people(brand()),
        300.0,
        (60.0, brand(), OpenDraft(text=f"This is a {word} and we are sorry.")),
        (61.0, brand(), SubmitDraft(draft=DraftId("d1"))),
    )
    draft = draft_of(run)
    assert draft.state == "rejected"
    assert word.lower() in draft.steps[-1].why


def test_the_decision_maker_turns_down_an_apology_with_an_if_once() -> None:
    run = played(
        with_people(brand()),
        600.0,
        (60.0, brand(), OpenDraft(text="We are sorry if you felt unwelcome on board.")),
        (61.0, brand(), SubmitDraft(draft=DraftId("d1"))),
        (400.0, brand(), SubmitDraft(draft=DraftId("d1"))),
    )
    assert [step.did for step in draft_of(run).steps if step.did in ("rejected", "approved")] == [
        "approved",
        "rejected",
        "approved",
    ]


def test_a_stand_in_waits_for_a_person_who_reviews() -> None:
    run = with_people(brand("legal")).run(500.0)
    waiting = [draft for draft in run.drill.rehearsal.drafts.values() if draft.state == "waiting"]
    assert waiting
    assert all(draft.waits_for == "legal" for draft in waiting)
    run.drill.ask(brand("legal"), ApproveDraft(draft=waiting[0].id), 500.0)
    run.run(800.0)
    assert draft_of(run, int(waiting[0].id[1:])).state == "published"


def test_a_stand_in_settles_what_a_person_claimed_in_own_words() -> None:
    fact = next(one for one in shipped().facts if one.id == "F12")
    claim = ClaimFact(text="He shouted at the whole crew.")
    run = played(with_people(brand()), 1_200.0, (30.0, brand(), claim))
    facts = run.drill.rehearsal.facts
    assert facts[next(iter(facts))].text == claim.text
    settled = next(one for one in facts.values() if one.text == claim.text)
    assert (settled.standing, settled.source) == ("refuted", fact.source)
    assert fact.text not in {one.text for one in facts.values()}


def test_an_answer_of_the_brand_is_answered_by_the_critic() -> None:
    run = with_people(brand()).run(30.0)
    holding = shipped().plan.holding[1].text.replace("{time}", "19:10")
    first = next(iter(run.drill.rehearsal.feed.posts.values()))
    run.drill.ask(brand(), PublishPost(author=shipped().brand, text=holding, reply_to=first.id), 30.0)
    ours = run.drill.rehearsal.feed.latest_by(shipped().brand)
    assert ours is not None
    run.run(160.0)
    answers = [
        post for post in run.drill.rehearsal.feed.posts.values() if ours.id in (post.reply_to, post.quote)
    ]
    assert any(post.author == "kevmarsh" and 20 <= post.t - ours.t <= 80 for post in answers)


def test_a_seat_with_a_person_is_not_played() -> None:
    run = with_people(critic()).run(400.0)
    origins = run.drill.rehearsal.origins.values()
    assert not [one for one in origins if one.seat == critic()]
    assert [one for one in origins if one.seat == critic(2)]


def test_nobody_moves_while_held_or_in_a_seat_left_empty() -> None:
    run = headless(shipped()).run(60.0)
    rehearsal = run.drill.rehearsal
    run.drill.ask(facilitator(), StaffSeat(seat=critic(), standin=False), 60.0)
    run.run(400.0)
    assert not [
        p for p in rehearsal.feed.posts.values() if rehearsal.origins[p.id].seat == critic() and p.t > 60
    ]
    run.drill.ask(facilitator(), PauseClock(), 400.0)
    for seat in rehearsal.seats.values():
        assert [moves(rehearsal, seat, t) for t in (401.0, 500.0, 900.0)] == [(), (), ()]
