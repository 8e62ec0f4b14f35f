"""What-ifs of a drill: the same crowd, lucks and other players, and another move of the brand."""

from typing import Final

import numpy as np
import pytest

from app.crowd.estimate import estimate
from app.crowd.futures import Runs, futures
from app.crowd.journal import Answered
from app.crowd.supposing import journals, supposed
from app.feed.intent import Intent
from app.ids import CONDUCTOR, InjectId, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.past import Past, past_of
from app.rehearsal.supposition import (
    CannotSuppose,
    Kept,
    Retimed,
    Reworded,
    Said,
    Silent,
    Supposition,
)
from tests.airline import BRAND, CAMPAIGN, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator

END: Final = 480.0
HOLDING: Final = "We have seen this and are looking into it. More by 19:10."
SORRY: Final = Intent(strategies=("apology",))


def drill() -> Drill:
    """A critic, a holding line that the critic answers, an apology by draft, and its deletion."""
    told = a_drill()
    told.ask(facilitator(), c.StartClock())
    told.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), at=10)
    told.ask(critic(), c.PublishPost(author=DIRECTOR, text="They walked me off for my size."), at=20)
    told.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING, reply_to=PostId("p1")), at=60)
    answer = c.PublishPost(author=DIRECTOR, text="Words, no call.", reply_to=PostId("p3"))
    told.ask(critic(), answer, at=90)
    apology = c.OpenDraft(text="We were wrong, and we are sorry.", reply_to=PostId("p1"), intent=SORRY)
    (opened,) = told.ask(brand(), apology, at=120)
    assert isinstance(opened, e.DraftOpened)
    told.ask(brand(), c.PublishDraft(draft=opened.draft, anyway="No time."), at=150)
    told.ask(critic(2), c.PublishPost(author=CAMPAIGN, text="Publish the table of seats."), at=200)
    told.ask(brand(), c.DeletePost(post=PostId("p5")), at=240)
    return told


@pytest.fixture(scope="module")
def past() -> Past:
    return past_of(drill().rehearsal)


def posts(past: Past, what: Supposition) -> dict[str, float]:
    """When each post comes in the other story."""
    other = supposed(past, what, END)
    return {one.event.post: one.t for one in other if isinstance(one.event, e.PostPublished)}


def played(past: Past, what: Supposition, runs: range = range(4)) -> Runs:
    return futures(past, what, END, runs)


def test_silence_leaves_out_a_post_and_what_answered_it(past: Past) -> None:
    assert posts(past, Silent(post=PostId("p3"))) == {"p1": 10, "p2": 20, "p5": 150, "p6": 200}


def test_a_later_post_comes_later_and_only_earlier_answers_are_gone(past: Past) -> None:
    assert posts(past, Retimed(post=PostId("p3"), t=80)) == {
        "p1": 10, "p2": 20, "p3": 80, "p4": 90, "p5": 150, "p6": 200
    }  # fmt: skip
    assert "p4" not in posts(past, Retimed(post=PostId("p3"), t=100))


def test_what_was_done_to_a_post_is_not_done_before_it_is_there(past: Past) -> None:
    later = supposed(past, Retimed(post=PostId("p5"), t=400), END)
    assert [(one.t, one.event.kind) for one in later][-2:] == [(400, "post.published"), (400, "post.deleted")]


def test_other_words_stand_where_the_old_ones_stood(past: Past) -> None:
    intent = Intent(strategies=("attack",))
    other = supposed(past, Reworded(post=PostId("p5"), text="He lies.", intent=intent), END)
    (there,) = [
        one.event for one in other if isinstance(one.event, e.PostPublished) and one.event.post == "p5"
    ]
    assert (there.text, there.intent, len(other)) == ("He lies.", intent, len(past.stimuli))


def test_what_was_deleted_stays_and_what_was_not_cannot(past: Past) -> None:
    assert len(supposed(past, Kept(post=PostId("p5")), END)) == len(past.stimuli) - 1
    with pytest.raises(CannotSuppose, match="not deleted"):
        supposed(past, Kept(post=PostId("p3")), END)


def test_only_the_brands_posts_and_only_times_of_the_drill_can_be_supposed(past: Past) -> None:
    with pytest.raises(CannotSuppose, match="of the brand"):
        supposed(past, Silent(post=PostId("p1")), END)
    for t in (-1.0, 500.0, float("nan")):
        with pytest.raises(CannotSuppose, match="within the drill"):
            supposed(past, Retimed(post=PostId("p3"), t=t), END)
    with pytest.raises(CannotSuppose, match="not there yet"):
        supposed(past, Retimed(post=PostId("p3"), t=5), END)
    with pytest.raises(CannotSuppose, match="write what"):
        supposed(past, Said(t=100, text="  ", intent=None), END)


def test_a_post_has_the_luck_it_had_whatever_went_before_it(past: Past) -> None:
    silent = supposed(past, Silent(post=PostId("p3")), END)
    happened, other = (
        [put.what.root.entity for put in journal if isinstance(put.what, Answered)]
        for journal in journals(past, silent)
    )
    assert other == happened[1:]


def test_up_to_the_fork_the_stories_are_one_and_every_run_has_its_own_luck_after_it(past: Past) -> None:
    runs = played(past, Silent(post=PostId("p5")))
    assert 150 <= runs.forks <= 162
    assert runs.times[0] == runs.forks
    assert np.ptp(np.concatenate([runs.trust[0][0], runs.trust[1][0]])) == 0
    assert len(set(runs.heat[0][-1])) == 4


def test_the_same_story_told_twice_has_the_same_bits(past: Past) -> None:
    same = played(past, Reworded(post=PostId("p5"), text="We were wrong, and we are sorry.", intent=SORRY))
    for happened, other in (same.trust, same.heat, same.against):
        assert (happened == other).all()
    again = played(past, Silent(post=PostId("p5")))
    alone = played(past, Silent(post=PostId("p5")), range(2, 3))
    assert (alone.trust[1][:, 0] == again.trust[1][:, 2]).all()


def test_an_apology_that_was_not_denied_keeps_more_trust(past: Past) -> None:
    denies = Reworded(post=PostId("p5"), text="None of this is true.", intent=Intent(strategies=("deny",)))
    told = estimate([played(past, denies, range(6)), played(past, denies, range(6, 10))])
    assert told.runs == 10
    assert told.trust.higher.high[-1] < 0
    assert told.trusted_more == 0.0
    assert len(told.times) == len(told.heat.other.middle)
    for band in (told.trust.happened, told.trust.other, told.heat.other):
        assert all(
            low <= middle <= high for low, middle, high in zip(band.low, band.middle, band.high, strict=True)
        )
