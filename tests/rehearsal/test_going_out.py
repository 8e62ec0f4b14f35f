"""How a draft becomes a post: by itself at a time, or a moment after Publish that can be taken back."""

from dataclasses import replace

import pytest

from app.ids import CONDUCTOR, DraftId, Handle, PostId, SeatId
from app.rehearsal.clock import LONGEST_DRILL
from app.rehearsal.commands import (
    ApproveDraft,
    Command,
    DropDraft,
    JumpClock,
    OpenDraft,
    PauseClock,
    PublishDraft,
    PublishPost,
    RecallDraft,
    ResumeClock,
    ReviseDraft,
    ScheduleDraft,
    SubmitDraft,
)
from app.rehearsal.drafts import Stopped
from app.rehearsal.events import DraftPublished, DraftRecalled, DraftScheduled, PostPublished
from app.rehearsal.outgoing import leaving
from app.scenario.cast import Persona
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, started

D1 = DraftId("d1")
COMMS, LEGAL, DECISION, OPS = (
    brand("communicator"),
    brand("legal"),
    brand("decision_maker"),
    brand("subject_expert"),
)
HOLDING = "We have seen this and are looking into it. More by 19:30."
WORDS = "We turned you away and should not have."
MARA = Handle("mara_at_home")
OF_HER_OWN = replace(
    AIRLINE,
    cast=(*AIRLINE.cast, Persona(handle=MARA, name="Mara", bio="Views my own", followers=212)),
    seats=tuple(replace(one, personas=(MARA,)) if one.id == COMMS else one for one in AIRLINE.seats),
)
"""The airline, with a private account of its communicator's."""
IN_NO_TIME = ScheduleDraft(draft=D1, at=60.0, anyway="On air in a minute")


def approved() -> Drill:
    """A draft d1 that everybody has said yes to, 20 seconds after StartEx."""
    drill = a_drill(started(), (COMMS, OpenDraft(text=WORDS)), (COMMS, SubmitDraft(draft=D1)))
    drill.ask(LEGAL, ApproveDraft(draft=D1), at=10)
    drill.ask(DECISION, ApproveDraft(draft=D1), at=20)
    return drill


def scheduled(at: float = 60.0) -> Drill:
    drill = approved()
    drill.ask(COMMS, ScheduleDraft(draft=D1, at=at))
    return drill


def goes_out(drill: Drill, at: float) -> bool:
    """Whether the clock publishes d1 at that wall second."""
    t = drill.rehearsal.clock.time(drill.log[0].at + round(at * 1000))
    due = [one.id for one in leaving(drill.rehearsal, t)] == [D1]
    if not due:
        assert drill.refused(CONDUCTOR, PublishDraft(draft=D1), at=at).code in ("conflict", "paused")
        return False
    post, published = drill.ask(CONDUCTOR, PublishDraft(draft=D1), at=at)
    assert isinstance(post, PostPublished)
    assert isinstance(published, DraftPublished)
    return drill.rehearsal.drafts[D1].going is None


def stopped(drill: Drill) -> str | None:
    it = drill.rehearsal.drafts[D1].stopped
    return it.why if it else None


def test_an_approved_draft_goes_out_by_itself_at_its_second_in_the_name_of_who_set_it() -> None:
    drill = approved()
    (event,) = drill.ask(COMMS, ScheduleDraft(draft=D1, at=60.0))
    assert event == DraftScheduled(draft=D1, seat=COMMS, at=60.0)
    assert not goes_out(drill, 59.999)
    assert goes_out(drill, 60.0)
    assert drill.rehearsal.origins[PostId("p1")].seat == COMMS
    assert drill.rehearsal.drafts[D1].steps[-1].seat == COMMS


def test_what_is_not_approved_is_given_a_time_only_with_a_reason() -> None:
    drill = a_drill(started(), (COMMS, OpenDraft(text=WORDS)))
    assert drill.refused(COMMS, ScheduleDraft(draft=D1, at=60.0)).code == "needs_approval"
    drill.ask(COMMS, IN_NO_TIME)
    _, published = drill.ask(CONDUCTOR, PublishDraft(draft=D1), at=60)
    assert isinstance(published, DraftPublished)
    assert published.unapproved == "On air in a minute"


def test_a_yes_that_came_in_time_needs_no_reason() -> None:
    drill = a_drill(started(), (COMMS, OpenDraft(text=WORDS)), (COMMS, SubmitDraft(draft=D1)))
    drill.ask(COMMS, IN_NO_TIME)
    drill.ask(LEGAL, ApproveDraft(draft=D1))
    drill.ask(DECISION, ApproveDraft(draft=D1))
    _, published = drill.ask(CONDUCTOR, PublishDraft(draft=D1), at=60)
    assert isinstance(published, DraftPublished)
    assert published.unapproved is None


@pytest.mark.parametrize("at", [-1.0, 19.0, float("nan"), float("inf"), LONGEST_DRILL + 1])
def test_a_draft_goes_out_at_a_moment_to_come(at: float) -> None:
    assert approved().refused(COMMS, ScheduleDraft(draft=D1, at=at)).code == "invalid"


def test_a_time_can_be_changed_but_not_to_the_same() -> None:
    drill = scheduled()
    assert drill.refused(COMMS, ScheduleDraft(draft=D1, at=60.0)).code == "conflict"
    drill.ask(DECISION, ScheduleDraft(draft=D1, at=90.0))
    assert not goes_out(drill, 60)
    assert goes_out(drill, 90)


@pytest.mark.parametrize("seat", [LEGAL, OPS])
def test_who_may_not_publish_gives_no_time_but_may_stop_it(seat: SeatId) -> None:
    drill = scheduled()
    assert drill.refused(seat, ScheduleDraft(draft=D1, at=70.0)).code == "forbidden"
    assert drill.ask(seat, RecallDraft(draft=D1), at=59) == (DraftRecalled(draft=D1, seat=seat),)
    assert not goes_out(drill, 60)
    assert drill.rehearsal.drafts[D1].stopped == Stopped(why="recalled", seat=seat, t=59.0)
    assert drill.rehearsal.drafts[D1].state == "approved"


def test_only_what_is_on_its_way_is_taken_back() -> None:
    assert approved().refused(COMMS, RecallDraft(draft=D1)).code == "conflict"


@pytest.mark.parametrize(
    ("seat", "command", "why"),
    [
        (OPS, ReviseDraft(draft=D1, text="Something else."), "revised"),
        (OPS, DropDraft(draft=D1), None),
    ],
)
def test_another_text_does_not_go_out_at_the_time_of_the_old_one(
    seat: SeatId, command: Command, why: str | None
) -> None:
    drill = scheduled()
    drill.ask(seat, command, at=59)
    assert not goes_out(drill, 60)
    assert stopped(drill) == why


def test_a_broken_glass_does_not_cover_another_text() -> None:
    drill = a_drill(started(), (COMMS, OpenDraft(text=WORDS)))
    drill.ask(COMMS, IN_NO_TIME)
    drill.ask(COMMS, ReviseDraft(draft=D1, text="Something else."), at=59)
    assert not goes_out(drill, 60)
    assert stopped(drill) == "revised"


def test_a_new_time_forgets_why_the_old_one_was_stopped() -> None:
    drill = scheduled()
    drill.ask(LEGAL, RecallDraft(draft=D1))
    drill.ask(COMMS, ScheduleDraft(draft=D1, at=80.0))
    assert stopped(drill) is None
    assert goes_out(drill, 80)


def test_while_held_time_stands_still_for_drafts_too() -> None:
    drill = scheduled()
    drill.ask(facilitator(), PauseClock(), at=50)
    assert not goes_out(drill, 200)
    drill.ask(facilitator(), ResumeClock(), at=200)
    assert not goes_out(drill, 209)
    assert goes_out(drill, 210)


def test_a_jump_past_its_time_brings_a_draft_out() -> None:
    drill = scheduled()
    drill.ask(facilitator(), JumpClock(to=500.0, passed="skip"), at=30)
    assert goes_out(drill, 30)


def test_what_may_not_go_out_at_its_time_is_taken_off_it_once_and_says_why() -> None:
    scenario = replace(AIRLINE, platform="reviews", platforms=("reviews",))
    drill = a_drill(started(), scenario=scenario)
    review = PostId("p1")
    drill.ask(critic(), PublishPost(author=DIRECTOR, text="Never again.", stars=1))
    drill.ask(COMMS, OpenDraft(text=WORDS, reply_to=review))
    drill.ask(COMMS, IN_NO_TIME)
    drill.ask(COMMS, PublishPost(author=BRAND, text=HOLDING, reply_to=review))
    (event,) = drill.ask(CONDUCTOR, PublishDraft(draft=D1), at=60)
    why = "Reviews gives the owner 1 reply to each; edit that one"
    assert event == DraftRecalled(draft=D1, seat=COMMS, refused=why)
    it = drill.rehearsal.drafts[D1]
    assert it.stopped == Stopped(why="refused", seat=COMMS, t=60.0, reason=why)
    assert (it.going, it.state) == (None, "writing")
    assert list(leaving(drill.rehearsal, 61.0)) == []


def test_publish_from_the_desk_can_be_taken_back_for_five_seconds() -> None:
    drill = approved()
    (event,) = drill.ask(COMMS, PublishDraft(draft=D1, recallable=True))
    assert event == DraftScheduled(draft=D1, seat=COMMS, at=25.0, undo=True)
    assert not goes_out(drill, 24.9)
    drill.ask(LEGAL, RecallDraft(draft=D1), at=24.9)
    assert not goes_out(drill, 25)
    drill.ask(COMMS, PublishDraft(draft=D1, recallable=True), at=30)
    assert goes_out(drill, 35)
    assert drill.refused(COMMS, RecallDraft(draft=D1)).code == "conflict"


@pytest.mark.parametrize("hard", [False, True])
def test_nothing_is_taken_back_without_an_undo_time_or_in_hard_mode(*, hard: bool) -> None:
    scenario = AIRLINE if hard else replace(AIRLINE, undo=0.0)
    drill = Drill(scenario, hard=hard)
    drill.happened(started())
    drill.ask(COMMS, OpenDraft(text=WORDS))
    post, _ = drill.ask(COMMS, PublishDraft(draft=D1, anyway="Now", recallable=True))
    assert isinstance(post, PostPublished)


def test_who_gives_times_keeps_the_pace_of_the_feed() -> None:
    drill = approved()
    for at in range(100, 105):
        drill.ask(COMMS, ScheduleDraft(draft=D1, at=float(at)))
    assert drill.refused(COMMS, ScheduleDraft(draft=D1, at=200.0)).code == "rate_limited"


def test_a_draft_says_from_which_account_it_goes_out() -> None:
    drill = a_drill(started(), scenario=OF_HER_OWN)
    drill.ask(COMMS, OpenDraft(text=WORDS, author=MARA))
    assert drill.rehearsal.drafts[D1].author == MARA
    drill.ask(COMMS, ReviseDraft(draft=D1, text="Another text"))
    assert drill.rehearsal.drafts[D1].author == MARA
    drill.ask(COMMS, ReviseDraft(draft=D1, text="Another text", author=BRAND))
    assert drill.rehearsal.drafts[D1].author is None


def test_a_draft_goes_out_only_from_an_account_of_who_publishes() -> None:
    drill = a_drill(started(), (COMMS, OpenDraft(text=WORDS, author=MARA)), scenario=OF_HER_OWN)
    publish = PublishDraft(draft=D1, anyway="Now")
    assert drill.refused(DECISION, publish).code == "not_your_account"
    post, _ = drill.ask(COMMS, publish)
    assert isinstance(post, PostPublished)
    assert (post.author, post.posture, post.cites) == (MARA, None, ())


@pytest.mark.parametrize("author", [Handle("nobody"), Handle("cabin_director")])
def test_a_draft_goes_out_from_no_account_of_somebody_elses(author: Handle) -> None:
    drill = a_drill(started())
    assert drill.refused(COMMS, OpenDraft(text=WORDS, author=author)).code == "not_your_account"


def test_what_people_say_from_their_own_accounts_needs_nobodys_yes() -> None:
    drill = a_drill(started(), scenario=OF_HER_OWN)
    (post,) = drill.ask(COMMS, PublishPost(author=MARA, text="What an evening."))
    assert isinstance(post, PostPublished)
    assert (post.author, post.posture) == (MARA, None)


def test_a_version_that_begins_from_an_older_one_is_refused() -> None:
    drill = a_drill(started(), (COMMS, OpenDraft(text=WORDS)))
    drill.ask(OPS, ReviseDraft(draft=D1, text="Version 2", base=1))
    assert drill.refused(COMMS, ReviseDraft(draft=D1, text="Mine", base=1)).code == "conflict"
    drill.ask(COMMS, ReviseDraft(draft=D1, text="Mine", base=2))
    assert drill.rehearsal.drafts[D1].version == 3
