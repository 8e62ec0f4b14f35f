import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.ids import DraftId, FactId, PostId, SeatId
from app.rehearsal.asking import clean
from app.rehearsal.commands import (
    ApproveDraft,
    ClaimFact,
    Command,
    DropDraft,
    OpenDraft,
    PauseClock,
    PublishDraft,
    PublishPost,
    RejectDraft,
    RetractPost,
    ReviseDraft,
    StaffSeat,
    SubmitDraft,
)
from app.rehearsal.events import (
    Byline,
    DraftApproved,
    DraftDropped,
    DraftOpened,
    DraftPublished,
    DraftRejected,
    DraftRevised,
    DraftSubmitted,
    Origin,
    PostPublished,
    ReasonTag,
)
from app.rehearsal.refusals import Refused
from app.scenario.plan import Position
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, started

D1, P1 = DraftId("d1"), PostId("p1")
COMMS, LEGAL, DECISION, OPS = (
    brand("communicator"),
    brand("legal"),
    brand("decision_maker"),
    brand("subject_expert"),
)
LENGTHS = Path(__file__).parents[1] / "wire" / "lengths.json"
"""Texts and how long they are, for the server and the composer alike."""
WORDS = "We turned you away and should not have."


def drafted(*more: Command) -> Drill:
    """A critic's p1, a claimed fact f1, and a draft d1 that answers p1; then the communicator's asks."""
    drill = a_drill(
        started(),
        (critic(), PublishPost(author=DIRECTOR, text="They walked me off the plane.")),
        (OPS, ClaimFact(text="The seat was sold twice.")),
        (COMMS, OpenDraft(text=WORDS, reply_to=P1, cites=(FactId("f1"),))),
    )
    for command in more:
        drill.ask(COMMS, command)
    return drill


def handed_in() -> Drill:
    return drafted(SubmitDraft(draft=D1))


def approved() -> Drill:
    drill = handed_in()
    drill.ask(LEGAL, ApproveDraft(draft=D1))
    drill.ask(DECISION, ApproveDraft(draft=D1))
    return drill


def test_a_draft_keeps_what_it_answers_means_and_cites() -> None:
    drill = drafted()
    assert drill.log[-1].events == (
        DraftOpened(draft=D1, seat=COMMS, text=WORDS, reply_to=P1, posture="answers", cites=(FactId("f1"),)),
    )


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (OpenDraft(text=" "), "invalid"),
        (OpenDraft(text="x" * 281), "too_long"),
        (OpenDraft(text="?", reply_to=PostId("p9")), "not_found"),
        (OpenDraft(text="?", cites=(FactId("f9"),)), "not_found"),
        (ReviseDraft(draft=DraftId("d9"), text="?"), "not_found"),
        (ReviseDraft(draft=D1, text=WORDS, cites=(FactId("f1"),)), "invalid"),
        (ReviseDraft(draft=D1, text="?", cites=(FactId("f9"),)), "not_found"),
        (ApproveDraft(draft=D1), "forbidden"),
        (PublishDraft(draft=D1), "needs_approval"),
    ],
)
def test_what_a_communicator_may_not_do_with_a_draft(command: Command, code: str) -> None:
    assert drafted().refused(COMMS, command).code == code


def test_a_draft_handed_in_waits_for_the_plans_approvals_in_order() -> None:
    drill = drafted()
    submitted = drill.ask(COMMS, SubmitDraft(draft=D1))
    needs: tuple[Position, ...] = ("legal", "decision_maker")
    assert submitted == (DraftSubmitted(draft=D1, seat=COMMS, needs=needs, within=(600.0, 300.0)),)
    assert drill.rehearsal.drafts[D1].waits_for == "legal"
    assert drill.refused(COMMS, SubmitDraft(draft=D1)).code == "conflict"
    assert drill.refused(DECISION, ApproveDraft(draft=D1)).code == "forbidden"
    assert drill.ask(LEGAL, ApproveDraft(draft=D1)) == (
        DraftApproved(draft=D1, seat=LEGAL, position="legal"),
    )
    assert drill.rehearsal.drafts[D1].waits_for == "decision_maker"


def test_a_draft_is_judged_after_it_was_handed_in() -> None:
    assert drafted().refused(LEGAL, ApproveDraft(draft=D1)).code == "conflict"
    assert drafted().refused(LEGAL, RejectDraft(draft=D1, reason="No")).code == "conflict"


def test_an_empty_position_is_not_waited_for() -> None:
    drill = drafted()
    drill.ask(facilitator(), StaffSeat(seat=LEGAL, standin=False))
    drill.ask(COMMS, SubmitDraft(draft=D1))
    assert drill.rehearsal.drafts[D1].needs == ("decision_maker",)


def test_with_nobody_to_ask_a_draft_is_approved_by_handing_it_in() -> None:
    drill = drafted()
    for seat in (LEGAL, DECISION):
        drill.ask(facilitator(), StaffSeat(seat=seat, standin=False))
    drill.ask(COMMS, SubmitDraft(draft=D1))
    assert drill.rehearsal.drafts[D1].state == "approved"


def test_an_approved_draft_becomes_the_brands_post() -> None:
    drill = approved()
    assert drill.ask(COMMS, PublishDraft(draft=D1)) == (
        PostPublished(
            post=PostId("p2"),
            author=BRAND,
            byline=Byline(name="North Air", followers=90_000),
            text=WORDS,
            reply_to=P1,
            posture="answers",
            cites=(FactId("f1"),),
            origin=Origin(sort="standin", seat=COMMS),
        ),
        DraftPublished(draft=D1, seat=COMMS, post=PostId("p2")),
    )
    assert drill.refused(COMMS, PublishDraft(draft=D1)).code == "conflict"


def test_nothing_is_published_while_held() -> None:
    drill = approved()
    drill.ask(facilitator(), PauseClock())
    assert drill.refused(COMMS, PublishDraft(draft=D1)).code == "paused"


def test_a_rejection_says_why_and_a_new_version_starts_over() -> None:
    drill = handed_in()
    assert drill.refused(LEGAL, RejectDraft(draft=D1, reason=" ")).code == "invalid"
    assert drill.ask(LEGAL, RejectDraft(draft=D1, reason="Admits fault")) == (
        DraftRejected(draft=D1, seat=LEGAL, reason="Admits fault", position="legal"),
    )
    assert drill.refused(COMMS, PublishDraft(draft=D1)).code == "needs_approval"
    revised = drill.ask(COMMS, ReviseDraft(draft=D1, text="We are sorry you had to leave."))
    assert revised == (
        DraftRevised(
            draft=D1, seat=COMMS, text="We are sorry you had to leave.", posture="answers", cites=()
        ),
    )
    draft = drill.rehearsal.drafts[D1]
    assert (draft.version, draft.state, draft.approved_by) == (2, "writing", [])


def test_a_change_after_approval_takes_the_approvals_away() -> None:
    drill = approved()
    drill.ask(COMMS, ReviseDraft(draft=D1, text="Something else."))
    assert drill.refused(COMMS, PublishDraft(draft=D1)).code == "needs_approval"
    drill.ask(COMMS, SubmitDraft(draft=D1))
    assert drill.rehearsal.drafts[D1].waits_for == "legal"


def test_a_rejected_draft_handed_in_unchanged_waits_for_whoever_said_no() -> None:
    drill = handed_in()
    drill.ask(LEGAL, ApproveDraft(draft=D1))
    drill.ask(DECISION, RejectDraft(draft=D1, reason="Not yet"))
    drill.ask(COMMS, SubmitDraft(draft=D1))
    assert drill.rehearsal.drafts[D1].waits_for == "decision_maker"


def test_a_draft_never_waits_for_nobody() -> None:
    drill = handed_in()
    drill.ask(LEGAL, ApproveDraft(draft=D1))
    drill.ask(DECISION, RejectDraft(draft=D1, reason="Not yet"))
    drill.ask(facilitator(), StaffSeat(seat=DECISION, standin=False))
    drill.ask(COMMS, SubmitDraft(draft=D1))
    assert drill.rehearsal.drafts[D1].state == "approved"


def test_nobody_approves_their_own_words_while_somebody_else_could() -> None:
    drill = a_drill(started(), (LEGAL, OpenDraft(text=WORDS)), (LEGAL, SubmitDraft(draft=D1)))
    assert drill.ask(LEGAL, ApproveDraft(draft=D1))
    other = replace(AIRLINE.seats[2], id=SeatId("brand-legal-2"))
    scenario = replace(AIRLINE, seats=(*AIRLINE.seats, other))
    drill = a_drill(
        started(), (LEGAL, OpenDraft(text=WORDS)), (LEGAL, SubmitDraft(draft=D1)), scenario=scenario
    )
    assert drill.refused(LEGAL, ApproveDraft(draft=D1)).code == "forbidden"
    assert drill.ask(other.id, ApproveDraft(draft=D1))


def test_breaking_the_glass_needs_a_reason_and_the_log_keeps_it() -> None:
    drill = handed_in()
    assert drill.refused(COMMS, PublishDraft(draft=D1, anyway=" ")).code == "invalid"
    _, published = drill.ask(COMMS, PublishDraft(draft=D1, anyway="On air in a minute"))
    assert isinstance(published, DraftPublished)
    assert published.unapproved == "On air in a minute"


def test_with_all_approvals_there_is_no_glass_to_break() -> None:
    _, published = approved().ask(COMMS, PublishDraft(draft=D1, anyway="Just to be sure"))
    assert isinstance(published, DraftPublished)
    assert published.unapproved is None


@pytest.mark.parametrize("seat", [LEGAL, OPS])
def test_who_only_judges_does_not_publish(seat: SeatId) -> None:
    assert approved().refused(seat, PublishDraft(draft=D1)).code == "forbidden"


def test_a_draft_outlives_the_post_it_answered() -> None:
    drill = approved()
    drill.ask(facilitator(), RetractPost(post=P1))
    published, _ = drill.ask(COMMS, PublishDraft(draft=D1))
    assert isinstance(published, PostPublished)
    assert published.reply_to is None


def test_a_dropped_draft_is_gone_for_good() -> None:
    drill = drafted()
    assert drill.ask(OPS, DropDraft(draft=D1)) == (DraftDropped(draft=D1, seat=OPS),)
    for command in (SubmitDraft(draft=D1), DropDraft(draft=D1), ReviseDraft(draft=D1, text="?")):
        assert drill.refused(COMMS, command).code == "conflict"


def test_the_war_room_has_its_own_pace() -> None:
    drill = drafted()
    for number in range(9):
        drill.ask(COMMS, OpenDraft(text=f"Version {number}"))
    assert drill.refused(COMMS, OpenDraft(text="One more")).code == "rate_limited"
    assert drill.refused(COMMS, ReviseDraft(draft=D1, text="One more")).code == "rate_limited"


def test_a_tag_says_why_a_draft_comes_back_and_words_are_then_spared() -> None:
    drill = drafted()
    drill.ask(COMMS, SubmitDraft(draft=D1))
    tagged = RejectDraft(draft=D1, tags=("unverified", "wrong_tone", "unverified"))
    (event,) = drill.ask(LEGAL, tagged)
    said: tuple[ReasonTag, ...] = ("unverified", "wrong_tone")
    assert event == DraftRejected(draft=D1, seat=LEGAL, reason="", tags=said, position="legal")
    assert drill.rehearsal.drafts[D1].steps[-1].tags == ("unverified", "wrong_tone")


def test_every_version_of_a_draft_keeps_its_words() -> None:
    drill = drafted()
    drill.ask(COMMS, ReviseDraft(draft=D1, text="Another version."))
    texts = [step.text for step in drill.rehearsal.drafts[D1].steps if step.text]
    assert texts[1:] == ["Another version."]
    assert len(texts) == 2


@pytest.mark.parametrize("case", json.loads(LENGTHS.read_text(encoding="utf-8")))
def test_a_text_is_as_long_as_the_composer_says(case: dict[str, Any]) -> None:
    text, length = case["text"], case["length"]
    assert clean(text, length) == text.strip()
    with pytest.raises(Refused, match=f"{length} of {length - 1}"):
        clean(text, length - 1)
