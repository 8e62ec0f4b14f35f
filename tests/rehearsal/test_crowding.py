"""The crowd's beat: what it may add, say, open and close."""

from dataclasses import replace
from math import inf, nan
from typing import Any

import pytest

from app.ids import CONDUCTOR, ChanceId, Handle, InjectId, PostId
from app.rehearsal.commands import (
    ActAsCrowd,
    ClosedChance,
    CrowdPost,
    DeletePost,
    DeliverInject,
    OpenedChance,
    PublishPost,
)
from app.rehearsal.events import Byline, ChanceClosed, ChanceOpened, CrowdActed, Origin, PostPublished
from tests.airline import BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, started

I1, P1, P2 = InjectId("i1"), PostId("p1"), PostId("p2")


def beat(number: int = 1, **more: Any) -> ActAsCrowd:
    return replace(ActAsCrowd(beat=number, counts=(), trust=60.0, heat=20.0), **more)


def reply(to: str, author: str = "sky_fan_9", text: str = "Not again.") -> CrowdPost:
    return CrowdPost(
        author=Handle(author),
        byline=Byline(name="Sky", followers=31),
        text=text,
        reply_to=PostId(to),
        stance=-0.5,
    )


def opening(number: int, **more: Any) -> OpenedChance:
    plain = OpenedChance(
        chance=ChanceId(f"o{number}"), opening="ally", lasts=90.0, why="A captain speaks up."
    )
    return replace(plain, **more)


def over(number: int, *, taken: bool = False, post: PostId | None = None) -> ClosedChance:
    return ClosedChance(chance=ChanceId(f"o{number}"), taken=taken, post=post)


def live() -> Drill:
    """The clock runs, and the first inject is out as p1."""
    return a_drill(started(), (CONDUCTOR, DeliverInject(inject=I1), 10.0))


def test_a_beat_adds_to_posts_and_shows_a_few_replies() -> None:
    drill = live()
    shown = (reply("p1"), reply("p1", text=" Who saw it? "))
    acted, first, second = drill.ask(CONDUCTOR, beat(counts=((P1, 5, 2, 3, 900),), posts=shown), at=12)
    assert acted == CrowdActed(beat=1, counts=((P1, 5, 2, 3, 900),), trust=60.0, heat=20.0)
    assert isinstance(first, PostPublished)
    assert isinstance(second, PostPublished)
    assert (first.post, second.post, second.text) == ("p2", "p3", "Who saw it?")
    assert first.origin == Origin(sort="crowd", stance=-0.5)
    post = drill.rehearsal.feed.posts[P1]
    assert (post.likes, post.reposts, post.answers, post.crowd.reach) == (5, 2, 5, 900)


def test_somebody_of_the_crowd_may_also_quote_or_begin_a_thread() -> None:
    drill = live()
    alone = replace(reply("p1"), reply_to=None)
    quoting = replace(alone, quote=P1, segment="activists", account=812, cascade=3)
    _, first, second = drill.ask(CONDUCTOR, beat(posts=(alone, quoting)))
    assert isinstance(first, PostPublished)
    assert isinstance(second, PostPublished)
    assert (first.reply_to, first.quote) == (None, None)
    assert (second.reply_to, second.quote) == (None, P1)
    assert second.origin == Origin(sort="crowd", stance=-0.5, segment="activists", account=812, cascade=3)


def test_what_the_crowd_publishes_means_nothing_of_the_brands() -> None:
    drill = live()
    _, shown = drill.ask(CONDUCTOR, beat(posts=(reply("p1"),)))
    assert isinstance(shown, PostPublished)
    assert (shown.posture, shown.intent, shown.cites) == (None, None, ())


def test_beats_come_one_after_the_other() -> None:
    drill = a_drill(started(), (CONDUCTOR, beat(1)))
    assert drill.refused(CONDUCTOR, beat(1)).code == "conflict"
    assert drill.refused(CONDUCTOR, beat(3)).code == "conflict"


def test_the_crowds_steps_never_go_back() -> None:
    drill = a_drill(started(), (CONDUCTOR, beat(1, tick=40)))
    refusal = drill.refused(CONDUCTOR, beat(2, tick=39))
    assert (refusal.code, refusal.detail) == ("conflict", "the crowd is at step 40, past 39")
    assert drill.ask(CONDUCTOR, beat(2, tick=40))
    assert drill.rehearsal.mood.tick == 40


def test_the_crowd_only_adds_and_only_to_posts_that_are_there() -> None:
    drill = a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="Hello?")))
    for counts in ((P1, -1, 0, 0, 0), (P1, 0, 0, 0, -1), (P2, 1, 0, 0, 0)):
        assert drill.refused(CONDUCTOR, beat(counts=(counts,))).code == "invalid"
    assert drill.refused(CONDUCTOR, beat(mentions=(0, -1, 0))).code == "invalid"


def test_the_crowd_answers_and_quotes_only_what_is_up() -> None:
    drill = a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="Hello?")))
    drill.ask(critic(), DeletePost(post=P1))
    for to in ("p1", "p9"):
        quoting = replace(reply(to), reply_to=None, quote=PostId(to))
        assert drill.refused(CONDUCTOR, beat(posts=(reply(to),))).code == "not_found"
        assert drill.refused(CONDUCTOR, beat(posts=(quoting,))).code == "not_found"


@pytest.mark.parametrize(("trust", "heat"), [(-1.0, 5.0), (5.0, 101.0), (nan, 5.0), (5.0, nan)])
def test_the_crowds_mood_is_a_figure_from_0_to_100(trust: float, heat: float) -> None:
    assert live().refused(CONDUCTOR, beat(trust=trust, heat=heat)).code == "invalid"


@pytest.mark.parametrize("stance", [-1.5, 2.0, nan])
def test_a_stance_is_a_figure_from_minus_1_to_1(stance: float) -> None:
    beside = replace(reply("p1"), stance=stance)
    assert live().refused(CONDUCTOR, beat(posts=(beside,))).code == "invalid"


def test_the_crowd_never_speaks_as_somebody_of_the_cast() -> None:
    impostor = reply("p1", author=BRAND)
    assert live().refused(CONDUCTOR, beat(posts=(impostor,))).code == "not_your_account"


def test_an_opening_is_there_until_it_is_closed() -> None:
    drill = live()
    _, opened = drill.ask(CONDUCTOR, beat(opened=(opening(1, post=P1, why=" They laugh. "),)), at=20)
    assert opened == ChanceOpened(
        chance=ChanceId("o1"), opening="ally", lasts=90.0, why="They laugh.", post=P1
    )
    chance = drill.rehearsal.storm.chances[ChanceId("o1")]
    assert (chance.t, chance.closed_t, chance.taken) == (20.0, None, False)
    _, closed = drill.ask(CONDUCTOR, beat(2, closed=(over(1, taken=True, post=P1),)), at=50)
    assert closed == ChanceClosed(chance=ChanceId("o1"), taken=True, post=P1)
    assert (chance.t, chance.closed_t, chance.taken, chance.taken_by) == (20.0, 50.0, True, P1)


@pytest.mark.parametrize("numbers", [(2,), (0,), (1, 3), (1, 1), (2, 1)])
def test_openings_are_numbered_without_gaps(numbers: tuple[int, ...]) -> None:
    refusal = live().refused(CONDUCTOR, beat(opened=tuple(map(opening, numbers))))
    assert refusal.code == "conflict"
    assert "is next, not" in refusal.detail


def test_the_next_opening_follows_all_there_were() -> None:
    drill = a_drill(started(), (CONDUCTOR, beat(opened=(opening(1), opening(2)), closed=(over(1),))))
    assert drill.refused(CONDUCTOR, beat(2, opened=(opening(2),))).code == "conflict"
    assert drill.ask(CONDUCTOR, beat(2, opened=(opening(3),)))
    assert list(drill.rehearsal.storm.chances) == ["o1", "o2", "o3"]


def test_only_an_opening_that_is_there_is_closed_and_only_once() -> None:
    drill = a_drill(started(), (CONDUCTOR, beat(opened=(opening(1),))))
    twice = drill.refused(CONDUCTOR, beat(2, closed=(over(1), over(1))))
    assert (twice.code, twice.detail) == ("conflict", "opening o1 is not there")
    assert drill.refused(CONDUCTOR, beat(2, closed=(over(2),))).code == "conflict"
    drill.ask(CONDUCTOR, beat(2, closed=(over(1),)))
    assert drill.refused(CONDUCTOR, beat(3, closed=(over(1),))).code == "conflict"


def test_an_opening_may_come_and_pass_within_one_beat() -> None:
    drill = a_drill(started(), (CONDUCTOR, beat(opened=(opening(1),), closed=(over(1),)), 30.0))
    chance = drill.rehearsal.storm.chances[ChanceId("o1")]
    assert (chance.t, chance.closed_t, chance.taken) == (30.0, 30.0, False)


@pytest.mark.parametrize("lasts", [0.0, -5.0, nan, inf, 1e6])
def test_an_opening_lasts_some_time_and_not_for_ever(lasts: float) -> None:
    assert live().refused(CONDUCTOR, beat(opened=(opening(1, lasts=lasts),))).code == "invalid"


def test_an_opening_says_why_it_is_there() -> None:
    assert live().refused(CONDUCTOR, beat(opened=(opening(1, why=" "),))).code == "invalid"


def test_an_opening_hangs_on_a_post_that_was_published() -> None:
    drill = live()
    for wrong in (
        beat(opened=(opening(1, post=P2),)),
        beat(opened=(opening(1),), closed=(over(1, taken=True, post=P2),)),
    ):
        assert drill.refused(CONDUCTOR, wrong).code == "not_found"


def test_nobody_but_the_conductor_moves_the_crowd() -> None:
    drill = live()
    for who in (facilitator(), brand(), critic()):
        assert drill.refused(who, beat()).code == "forbidden"
