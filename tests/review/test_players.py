"""What critics and bystanders kept to themselves is opened in the review; a late deletion is a mistake."""

from app.ids import CaptureId, PostId
from app.rehearsal.commands import (
    CapturePost,
    DeletePost,
    EditPost,
    EndClock,
    GiveVerdict,
    JudgeGoal,
    PublishPost,
)
from app.review.build import review_of
from app.review.players import TakenBack
from app.review.telling import tell
from tests.airline import BRAND, DIRECTOR, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, started
from tests.everything import HOLDING, everything

P1, P2, LATER = PostId("p1"), PostId("p2"), HOLDING.replace("19:30", "20:00")


def stormy() -> Drill:
    """The brand's holding statement, and a post of the critic's."""
    drill = a_drill(started(), (brand(), PublishPost(author=BRAND, text=HOLDING)))
    drill.ask(critic(), PublishPost(author=DIRECTOR, text="They walked me off."), at=10)
    return drill


def found(drill: Drill) -> tuple[TakenBack, ...]:
    return review_of(drill.log).players.taken_back


def test_a_post_deleted_after_a_screenshot_is_a_mistake() -> None:
    drill = stormy()
    drill.ask(bystander(), CapturePost(post=P1), at=20)
    drill.ask(brand(), DeletePost(post=P1), at=30)
    (mistake,) = found(drill)
    assert (mistake.post, mistake.how, mistake.t, mistake.taken_t, mistake.shown) == (
        P1,
        "deleted",
        30.0,
        20.0,
        None,
    )
    shows = PublishPost(author=FLYER, text="Look.", shows=CaptureId("k1.bystander-1"))
    drill.ask(bystander(), shows, at=40)
    assert found(drill)[0].shown == PostId("p3")


def test_a_post_rewritten_after_a_screenshot_is_one_too_and_counts_once() -> None:
    drill = stormy()
    drill.ask(critic(), CapturePost(post=P1), at=20)
    drill.ask(bystander(), CapturePost(post=P1), at=25)
    drill.ask(brand(), EditPost(post=P1, text=LATER), at=30)
    (mistake,) = found(drill)
    assert (mistake.how, mistake.capture) == ("edited", "k1.critic-1")


def test_what_almost_is_one_is_none() -> None:
    drill = stormy()
    drill.ask(brand(), EditPost(post=P1, text=LATER), at=15)
    drill.ask(critic(), CapturePost(post=P1), at=20)  # it still says that
    drill.ask(bystander(), CapturePost(post=P2), at=20)
    drill.ask(critic(), DeletePost(post=P2), at=30)  # the critic's own
    drill.ask(brand(), PublishPost(author=BRAND, text=LATER), at=40)
    drill.ask(brand(), DeletePost(post=PostId("p3")), at=50)  # nobody had it
    assert found(drill) == ()


def test_goals_are_summed_and_verdicts_listed() -> None:
    drill = stormy()
    drill.ask(facilitator(), EndClock(), at=60)
    drill.ask(facilitator(), JudgeGoal(seat=critic(), goal=0))
    drill.ask(bystander(), GiveVerdict(value=2, words="Late."))
    seen = review_of(drill.log).players
    (card,) = seen.cards
    assert (card.seat, card.won, card.of) == (critic(), 20, 20)
    assert [(one.value, one.words) for one in seen.verdicts] == [(2, "Late.")]


def test_the_story_tells_all_of_it() -> None:
    told = tell(review_of(everything().log))
    for words in (
        "takes a screenshot of p4",
        "Crew, Passenger: All of us at nine",
        "answers the mood check with 2 of 5",
        "gives 4 of 5: Late, and human.",
        "Passenger: 20 of 20 points",
        "(rally) posts",
        "[shows p4 as it was]",
    ):
        assert words in told
