"""What a reader of others makes of the brand's posts, as data in the log."""

from dataclasses import replace
from math import inf, nan

import pytest

from app.feed.gist import LONGEST_CUE, MOST_CUES, MOST_MORAL, Cue, Gist
from app.ids import CONDUCTOR, PostId
from app.rehearsal.commands import DeletePost, EditPost, PublishPost, ReadPost
from app.rehearsal.events import PostRead
from app.rehearsal.evolve import fold
from tests.airline import BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, observer, started

P1, P2 = PostId("p1"), PostId("p2")
HOLDING = "We have seen this and are looking into it. More by 19:30."
LATER = HOLDING.replace("19:30", "19:45")
CARING = Gist(weights=(0.0, 1.0, *(0.0,) * 7), holding=True)
READ = ReadPost(post=P2, text=HOLDING, gist=CARING)
CUE = Cue(family="empathy", words="have seen this", start=3)


def stormy() -> Drill:
    """The critic has posted p1, and the brand p2."""
    return a_drill(
        started(),
        (critic(), PublishPost(author=DIRECTOR, text="They walked me off the plane."), 5.0),
        (brand(), PublishPost(author=BRAND, text=HOLDING, reply_to=P1), 10.0),
    )


def test_a_reading_stands_in_the_log_and_stirs_the_crowd() -> None:
    drill = stormy()
    assert drill.ask(CONDUCTOR, READ) == (PostRead(post=P2, gist=CARING),)
    assert drill.rehearsal.storm.gists == {P2: CARING}
    assert drill.rehearsal.storm.stimuli[-1].event == PostRead(post=P2, gist=CARING)
    assert fold(drill.log).storm == drill.rehearsal.storm


def test_only_the_conductor_says_what_was_read() -> None:
    drill = stormy()
    for who in (brand(), critic(), observer(), facilitator()):
        assert drill.refused(who, READ).code == "forbidden"


def test_words_are_read_once_and_again_when_they_are_edited() -> None:
    drill = stormy()
    drill.ask(CONDUCTOR, READ)
    assert drill.refused(CONDUCTOR, READ).code == "conflict"
    drill.ask(brand(), EditPost(post=P2, text=LATER))
    assert drill.rehearsal.storm.gists == {}
    assert drill.ask(CONDUCTOR, replace(READ, text=LATER))


def test_a_reading_of_words_that_were_edited_meanwhile_is_none() -> None:
    drill = stormy()
    drill.ask(brand(), EditPost(post=P2, text=LATER))
    refusal = drill.refused(CONDUCTOR, READ)
    assert (refusal.code, refusal.detail) == ("conflict", "post p2 has other words by now")


def test_only_the_brands_posts_are_read_while_they_are_up() -> None:
    drill = stormy()
    others = drill.refused(CONDUCTOR, replace(READ, post=P1, text="They walked me off the plane."))
    assert (others.code, others.detail) == ("invalid", "post p1 is not the brand's")
    drill.ask(brand(), DeletePost(post=P2))
    assert drill.refused(CONDUCTOR, READ).code == "not_found"


@pytest.mark.parametrize(
    "gist",
    [
        replace(CARING, weights=(1.0,)),
        replace(CARING, weights=(0.6, 0.6, *(0.0,) * 7)),
        replace(CARING, weights=(nan, *(0.0,) * 8)),
        replace(CARING, weights=(-0.1, *(0.0,) * 8)),
        replace(CARING, specificity=1.5),
        replace(CARING, voice=nan),
        replace(CARING, arousal=-0.1),
        replace(CARING, valence=-inf),
        replace(CARING, moral=MOST_MORAL + 1),
        replace(CARING, found=(CUE,) * (MOST_CUES + 1)),
        replace(CARING, found=(replace(CUE, words="x" * (LONGEST_CUE + 1)),)),
        replace(CARING, found=(replace(CUE, words="a\ud800"),)),
        replace(CARING, found=(replace(CUE, start=-1),)),
    ],
)
def test_a_reading_that_is_out_of_bounds_stays_out_of_the_log(gist: Gist) -> None:
    assert stormy().refused(CONDUCTOR, replace(READ, gist=gist)).code == "invalid"
