"""What a reader of others has read is what the crowd takes a post of the brand as, from then on."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.crowd.answers import Answer
from app.crowd.intake import Intake
from app.crowd.journal import Answered, Ruled
from app.crowd.step import Crowds
from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Intent, Strategy
from app.ids import PostId
from app.rehearsal.events import PostEdited, PostJudged, PostRead
from app.rehearsal.storm import Stimulus, Stirring
from tests.airline import AIRLINE, BRAND
from tests.build import facilitator
from tests.crowd.storms import OWNED, RULES, Storm, a_post, a_storm

P2 = PostId("p2")


def all_of(strategy: Strategy) -> Gist:
    """A reading that finds nothing else."""
    return Gist(weights=tuple(float(one == strategy) for one in STRATEGIES), specificity=0.9, voice=0.9)


def rulings(*events: Stirring) -> Iterator[Answer]:
    """What the audience takes the post as, after each event."""
    intake = Intake(AIRLINE)
    for number, event in enumerate(events):
        for put in intake.take(Stimulus(t=60.0 + number, event=event)):
            assert isinstance(put.what, Answered | Ruled)
            yield put.what.answer


def test_a_reading_takes_the_place_of_our_own_until_the_words_are_others() -> None:
    published = a_post(P2, BRAND, RULES)
    read = PostRead(post=P2, gist=all_of("apology"))
    as_published, as_read, as_edited = rulings(published, read, PostEdited(post=P2, text=RULES))
    assert as_published.weights[STRATEGIES.index("deflect")] > 0.4
    assert as_read.weights == read.gist.weights
    assert (as_read.specificity, as_read.voice) == (0.9, 0.9)
    assert as_edited == as_published


def test_chips_still_say_what_is_meant_and_the_reading_how_far_it_is_borne_out() -> None:
    published = a_post(P2, BRAND, RULES, intent=Intent(strategies=("apology",)))
    fits = PostRead(post=P2, gist=all_of("apology"))
    _, borne_out = rulings(published, fits)
    _, denied = rulings(published, replace(fits, gist=all_of("attack")))
    assert borne_out.weights == denied.weights == fits.gist.weights
    assert borne_out.words > denied.words


def test_the_facilitators_word_and_a_reading_come_in_either_order() -> None:
    published, read = a_post(P2, BRAND, RULES), PostRead(post=P2, gist=all_of("empathy"))
    judged = PostJudged(post=P2, seat=facilitator(), intent=Intent(strategies=("explain",)))
    *_, one = rulings(published, read, judged)
    *_, other = rulings(published, judged, read)
    assert one == other
    assert one.weights[STRATEGIES.index("explain")] == 1.0


@pytest.mark.parametrize(("strategy", "warm"), [("empathy", 0.5), ("attack", 0.0)])
def test_a_reading_says_by_empathy_whether_words_are_warm(strategy: Strategy, warm: float) -> None:
    _, as_read = rulings(a_post(P2, BRAND, OWNED), PostRead(post=P2, gist=all_of(strategy)))
    assert as_read.warm == warm


def test_others_posts_are_not_read_for_them() -> None:
    intake = Intake(AIRLINE)
    stimulus = Stimulus(t=60.0, event=PostRead(post=PostId("p9"), gist=all_of("apology")))
    assert intake.take(stimulus) == []


def read_as(strategy: Strategy) -> Storm:
    """The same words, read by one who finds this in them."""
    storm = a_storm(RULES)
    answer = storm.rehearsal.feed.latest_by(BRAND)
    assert answer is not None
    storm.happened(PostRead(post=answer.id, gist=all_of(strategy)), at=storm.drill.at)
    return storm


def test_the_same_words_calm_or_enrage_by_what_was_read_in_them() -> None:
    sorry, hostile = (read_as(one).on(1_500.0).mood for one in ("apology", "attack"))
    assert sorry.trust > hostile.trust + 3
    assert sorry.heat < hostile.heat - 10


def test_a_crowd_made_again_from_the_log_has_the_reading_and_asks_nobody() -> None:
    storm, anew = read_as("apology"), Crowds()
    storm.on(300.0)
    while (act := storm.asked(302.0, anew)) is None:
        continue
    assert act == storm.asked(302.0)
