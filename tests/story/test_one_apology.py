"""One apology, word for word, in three drills: in time, late, and without the approvals it needs.

The same scenario, seed, crowd and critics; four people of the brand who do nothing else.
"""

from dataclasses import replace

import pytest

from app.crowd.step import Crowds
from app.feed.intent import Intent
from app.headless import BEGAN, Cast, Drill, conduct
from app.ids import DESK, DraftId, ExerciseTime, ParticipantId, PostId, SeatId
from app.rehearsal import commands as c
from app.review.build import review_of
from app.review.story import Measure, Review
from app.standins.play import moves
from tests.airline import AIRLINE
from tests.build import brand, minutes

COMMS, LEGAL, DECISION = brand("communicator"), brand("legal"), brand("decision_maker")
WORDS = "We turned you away, and that was our mistake. We are sorry. We call you now, and we pay the fare."
DRAFT = DraftId("d1")
STORY = replace(AIRLINE, minutes=12)
LEGAL_TOOK, DECISION_TOOK, COMMS_TOOK = 45.0, 30.0, 5.0


class Team:
    """The brand at its seats, in a drill that runs."""

    def __init__(self) -> None:
        self.drill = Drill(STORY, seed=7)
        for seat in (COMMS, LEGAL, DECISION, brand("subject_expert")):
            someone = ParticipantId(f"person-{seat}")
            sits = c.TakeSeat(role="brand", participant=someone, name=f"Sam of {seat}", seat=seat)
            self.drill.ask(DESK, sits, self.drill.rehearsal.at)
        self.drill.start()
        self.cast = Cast(crowd=Crowds(), standins=moves)
        self.now: ExerciseTime = 0.0

    def wait(self, until: ExerciseTime) -> None:
        for _ in conduct(self.drill, self.cast, until=until):
            continue
        self.now = until

    def does(self, seat: SeatId, command: c.PlayerCommand) -> None:
        self.drill.ask(seat, command, BEGAN + round(1000 * self.now))

    def drafts(self, at: ExerciseTime) -> None:
        """Write the apology, in answer to the first post, and hand it in."""
        self.wait(at)
        meant = Intent(strategies=("apology", "compensate"))
        self.does(COMMS, c.OpenDraft(text=WORDS, reply_to=PostId("p1"), intent=meant))
        self.does(COMMS, c.SubmitDraft(draft=DRAFT))

    def approves(self) -> None:
        """Both say yes, each in their time."""
        for seat, took in ((LEGAL, LEGAL_TOOK), (DECISION, DECISION_TOOK)):
            self.wait(self.now + took)
            self.does(seat, c.ApproveDraft(draft=DRAFT))

    def publishes(self, anyway: str | None = None) -> None:
        self.wait(self.now + COMMS_TOOK)
        self.does(COMMS, c.PublishDraft(draft=DRAFT, anyway=anyway))

    def reviewed(self) -> Review:
        self.wait(minutes(12))
        self.drill.end()
        return review_of(self.drill.log)


def told(*, at: ExerciseTime) -> Review:
    """The apology with every approval, written at `at`."""
    team = Team()
    team.drafts(at)
    team.approves()
    team.publishes()
    return team.reviewed()


@pytest.fixture(scope="module")
def in_time() -> Review:
    return told(at=minutes(2))


@pytest.fixture(scope="module")
def late() -> Review:
    return told(at=minutes(8))


@pytest.fixture(scope="module")
def unapproved() -> Review:
    """At the very moment at which the first one went out."""
    team = Team()
    team.drafts(minutes(2))
    team.wait(team.now + LEGAL_TOOK + DECISION_TOOK)
    team.publishes(anyway="The press asks every minute.")
    return team.reviewed()


def measure(review: Review, name: str) -> Measure:
    return next(one for one in review.measures if one.id == name)


def trust(review: Review) -> float:
    """The crowd's at EndEx."""
    return review.samples[-1].trust


def test_the_same_words_went_out_in_all_three(in_time: Review, late: Review, unapproved: Review) -> None:
    for review in (in_time, late, unapproved):
        said = [post.text for post in review.posts if post.brand]
        assert said == [WORDS]


def test_in_time_the_promise_and_the_approvals_held(in_time: Review) -> None:
    first = next(one for one in in_time.injects if one.id == "i1")
    assert first.verdict == "in_time"
    assert measure(in_time, "first_reply").held
    assert measure(in_time, "approvals").held


def test_late_the_promise_broke_and_trust_with_it(in_time: Review, late: Review) -> None:
    first = next(one for one in late.injects if one.id == "i1")
    assert first.verdict == "late"
    assert measure(late, "first_reply").held is False
    assert measure(late, "approvals").held
    assert trust(late) < trust(in_time)


def test_without_approval_the_crowd_does_not_know_but_the_review_does(
    in_time: Review, unapproved: Review
) -> None:
    assert measure(unapproved, "first_reply").held
    assert measure(unapproved, "approvals").held is False
    (draft,) = unapproved.drafts
    assert draft.unapproved == "The press asks every minute."
    assert unapproved.samples == in_time.samples


def test_the_ladders_times_are_right_to_the_second(in_time: Review) -> None:
    (draft,) = in_time.drafts
    times = {step.did + (step.position or ""): step.t for step in draft.steps}
    assert times["approvedlegal"] - times["submitted"] == LEGAL_TOOK
    assert times["approveddecision_maker"] - times["approvedlegal"] == DECISION_TOOK
    assert times["published"] - times["approveddecision_maker"] == COMMS_TOOK
