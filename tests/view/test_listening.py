"""What the brand is told of the storm: late, of a sample, the same for everybody, and never the truth."""

import json
from collections.abc import Iterator
from dataclasses import replace
from statistics import fmean
from typing import Any

import pytest

from app.ids import CONDUCTOR, Handle
from app.rehearsal.commands import PublishPost, RetractPost
from app.rehearsal.events import Byline, CrowdActed, Origin, PostDeleted, PostEdited, PostPublished
from app.rehearsal.evolve import fold
from app.rehearsal.state import Rehearsal
from app.scenario.instrument import Instrument
from app.scenario.scenario import Scenario
from app.scenario.topics import Topic
from app.view.instrument_texts import skill, trend
from app.view.listening import MINUTES, MOST_READ, Heard, heard
from app.wire.encoding import message_json
from app.wire.frames import Listening
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, started

EVERY = 10
PER_BEAT = (71, 17, 19)
"""Mentions in ten seconds: 426 against, 102 neither, 114 for the brand in a minute."""
PER_MINUTE = 6 * sum(PER_BEAT)
TOOL = AIRLINE.crowd.instrument


def with_tool(tool: Instrument, scenario: Scenario = AIRLINE) -> Scenario:
    return replace(scenario, crowd=replace(scenario.crowd, instrument=tool))


def beat(drill: Drill, number: int, at: float, mentions: tuple[int, int, int] = PER_BEAT) -> None:
    """The crowd's beat; the first post, if there is one, is seen by some thousands more."""
    counts = tuple((post, 3, 2, 1, 7_919) for post in list(drill.rehearsal.feed.posts)[:1])
    acted = CrowdActed(
        beat=number, counts=counts, trust=61.37, heat=23.91, tick=5 * number, mentions=mentions
    )
    drill.happened(acted, by=CONDUCTOR, at=at)


def says(drill: Drill, author: str, text: str, at: float, *, followers: int = 300) -> PostPublished:
    post = PostPublished(
        post=drill.rehearsal.feed.next_id(),
        author=Handle(author),
        byline=Byline(name=author, followers=followers),
        text=text,
        origin=Origin(sort="crowd", stance=-0.5),
    )
    drill.happened(post, by=CONDUCTOR, at=at)
    return post


def talk(until: float = 1_200.0, *, seed: int = 7, scenario: Scenario = AIRLINE, text: str = "") -> Drill:
    """A storm that goes evenly; with `text`, somebody posts it with every beat."""
    drill = a_drill(started(), scenario=scenario, seed=seed)
    for number in range(1, int(until / EVERY) + 1):
        beat(drill, number, number * EVERY)
        if text:
            says(drill, f"row_{number}", text, number * EVERY, followers=number)
    return drill


def told(reading: Heard) -> dict[str, Any]:
    """What goes over the wire."""
    message: dict[str, Any] = json.loads(message_json(Listening(reading=reading)))["reading"]
    return message


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from numbers(one)
    elif isinstance(value, int | float):
        yield value


def test_a_reading_is_of_a_sample_some_minutes_ago_and_says_so() -> None:
    reading = heard(talk().rehearsal, 1_200.0)
    assert TOOL.lag_from <= reading.lag <= TOOL.lag_to
    assert reading.t == 1_200.0 - reading.lag
    assert (reading.share, reading.accuracy) == (0.1, 0.8)
    shown = int(reading.t // 60)
    assert len(reading.per_minute) == len(reading.reach) == len(reading.positive) == shown
    assert reading.sample == pytest.approx(shown * PER_MINUTE / 10, rel=0.2)
    assert len(heard(talk(until=3_600).rehearsal, 3_600.0).per_minute) == MINUTES


def test_before_the_tool_has_caught_up_it_has_nothing_to_show() -> None:
    reading = heard(talk(until=100).rehearsal, 100.0)
    assert (reading.t, reading.lag, reading.per_minute, reading.sample) == (0.0, 100.0, (), 0)
    assert (reading.positive, reading.reach, reading.themes, reading.loudest) == ((), (), (), ())


def test_the_same_state_gives_the_same_reading_on_every_node() -> None:
    drill = talk(text="Where is the table? #RoomForAll")
    assert heard(fold(drill.log), 1_200.0) == heard(drill.rehearsal, 1_200.0)


def test_a_minute_once_read_is_never_read_otherwise() -> None:
    rehearsal = talk(until=2_400, text="Where is the table?").rehearsal
    known: dict[int, Any] = {}
    for now in range(0, 2_400, 5):
        reading = heard(rehearsal, float(now))
        last = int(reading.t // 60)
        curves = zip(reading.per_minute, reading.reach, strict=True)
        for minute, figures in zip(range(last - len(reading.reach) + 1, last + 1), curves, strict=True):
            assert known.setdefault(minute, figures) == figures
    assert len(known) > 30


def as_of(drill: Drill, t: float) -> Rehearsal:
    """The rehearsal as it was then."""
    began = drill.log[0].at
    return fold([entry for entry in drill.log if (entry.at - began) / 1000 <= t])


def test_nothing_newer_than_the_lag_shows() -> None:
    drill = talk(text="Where is the table? #RoomForAll")
    for now in (300.0, 640.0, 1_111.0):
        reading = heard(drill.rehearsal, now)
        assert heard(as_of(drill, reading.t), now) == reading


def test_what_was_deleted_meanwhile_is_still_heard_and_what_was_taken_back_is_not() -> None:
    seeing_all = with_tool(Instrument(sample=1.0, lag_from=120, lag_to=120))
    drill = talk(until=300, scenario=seeing_all)
    one, other = (says(drill, f"row_{n}", "The captain laughed.", 300 + n) for n in (1, 2))
    drill.happened(PostDeleted(post=one.post), at=400)
    assert [theme.text for theme in heard(drill.rehearsal, 450.0).themes] == ["captain", "laughed"]
    assert heard(drill.rehearsal, 521.0).themes == ()
    drill.ask(facilitator(), RetractPost(post=other.post), at=440)
    assert [loud.handle for loud in heard(drill.rehearsal, 450.0).loudest] == ["row_1"]


def test_no_true_figure_is_told_to_the_brand() -> None:
    drill = talk(until=2_400, text="Where is the table?")
    samples = {sample.t: sample for sample in drill.rehearsal.mood.samples}
    for now in range(310, 2_400, 60):
        reading = heard(drill.rehearsal, float(now))
        truth = {61.37, 23.91, PER_MINUTE, *(6 * one for one in PER_BEAT)}
        for sample in (samples[now], samples[60.0 * (reading.t // 60)]):
            truth |= {sample.reach, sum(sample.mentions), *sample.mentions}
        told_apart = {figure for figure in truth if figure != round(figure, -1)}
        assert len(told_apart) > 10
        assert told_apart & set(numbers(told(reading))) == set()


def test_the_frame_has_no_word_for_what_only_the_truth_has() -> None:
    frame = message_json(Listening(reading=heard(talk(text="Where is the table?").rehearsal, 1_200.0)))
    assert [word for word in (b"trust", b"heat", b"stance", b"origin", b"segment") if word in frame] == []


def test_over_many_drills_the_volume_is_right_and_hostility_looks_smaller_than_it_is() -> None:
    readings = [heard(talk(until=900, seed=seed).rehearsal, 900.0) for seed in range(60)]
    volume = fmean(one.value for reading in readings for one in reading.per_minute)
    hostile = fmean(one.value for reading in readings for one in reading.negative[-1:] if one is not None)
    assert volume == pytest.approx(PER_MINUTE, rel=0.03)
    against, neither, kind = (share / sum(PER_BEAT) for share in PER_BEAT)
    expected = 100 * (0.8 * against + 0.2 * 0.5 * neither + 0.2 * 0.25 * kind)
    assert hostile == pytest.approx(expected, abs=1.5)
    assert hostile < 100 * against - 8


@pytest.mark.parametrize(
    "text", ["Well done, truly the friendliest crew in the whole sky 🙃🙃", "Hahaha what?"]
)
def test_irony_and_short_words_are_read_worse(text: str) -> None:
    plain = "I was three rows behind him, and the crew was told that he had paid for two."
    assert skill(plain, 0.8) == 0.8
    assert 1 / 3 < skill(text, 0.8) < 0.55
    kinds = [
        fmean(
            one.value
            for seed in range(30)
            for one in heard(talk(until=900, seed=seed, text=words).rehearsal, 900.0).negative[-1:]
            if one is not None
        )
        for words in (plain, text)
    ]
    assert kinds[1] < kinds[0] - 15


def test_mentions_by_people_count_as_much_as_the_crowds() -> None:
    scenario = with_tool(Instrument(sample=1.0, lag_from=0, lag_to=0, accuracy=1.0))
    drill = a_drill(started(), scenario=scenario)
    drill.ask(critic(), PublishPost(author=DIRECTOR, text="They walked me off."), at=30)
    drill.ask(
        brand(), PublishPost(author=BRAND, text="We have seen this and are looking into it. More by 19:30.")
    )
    reading = heard(drill.rehearsal, 60.0)
    assert [one.value for one in reading.per_minute] == [1]
    assert [one.value for one in reading.negative if one] == [100]
    assert [one.handle for one in reading.loudest] == [DIRECTOR]


def test_themes_are_topics_tags_and_words_that_several_posts_have() -> None:
    rule = Topic(id="rule", name="armrest rule", memes=("belt on, armrests down",))
    scenario = with_tool(Instrument(sample=1.0, lag_from=60, lag_to=60))
    scenario = replace(scenario, crowd=replace(scenario.crowd, topics=(rule,)))
    drill = a_drill(started(), scenario=scenario)
    for number, text in enumerate(
        (
            "The armrest rule again, and those people measured him. #RoomForAll",
            "Belt on, armrests down. Measured in front of everybody? #roomforall",
            f"@{BRAND} what about those people?",
        )
    ):
        says(drill, f"row_{number}", text, 10 + number, followers=number)
    reading = heard(drill.rehearsal, 90.0)
    assert [(one.sort, one.text, one.posts) for one in reading.themes] == [
        ("topic", "armrest rule", 2),
        ("tag", "#roomforall", 2),
        ("word", "measured", 2),
    ]
    assert [(one.handle, one.followers, one.posts) for one in reading.loudest] == [
        ("row_2", 2, 1),
        ("row_1", 1, 1),
        ("row_0", 0, 1),
    ]


def test_a_minute_far_above_those_before_is_a_spike() -> None:
    drill = talk(until=600)
    assert heard(drill.rehearsal, 900.0).spikes == ()
    for number in range(61, 67):
        beat(drill, number, number * EVERY, mentions=(400, 50, 50))
    (spike,) = heard(drill.rehearsal, 960.0).spikes
    assert spike.t == 660.0
    assert spike.times == pytest.approx(3000 / PER_MINUTE, rel=0.3)


SEEING_ALL = with_tool(Instrument(sample=1.0, lag_from=120, lag_to=120, accuracy=0.8))
WORDS = "I was three rows behind him, and the crew was told that he had paid for two."


def test_what_can_be_searched_is_the_sample_as_late_as_the_rest_newest_first() -> None:
    drill = talk(until=900, text=WORDS)
    reading = heard(drill.rehearsal, 900.0)
    posts = drill.rehearsal.feed.posts
    found = [posts[one.post] for one in reading.mentions]
    assert 0.03 * len(posts) < len(found) < 0.25 * len(posts)
    assert [post.t for post in found] == sorted((post.t for post in found), reverse=True)
    assert max(post.t for post in found) <= reading.t
    assert heard(drill.rehearsal, 905.0).mentions[-len(found) :] == reading.mentions


def test_of_one_post_in_five_the_tool_takes_the_wrong_side_and_stays_with_it() -> None:
    drill = talk(until=3_000, text=WORDS, scenario=SEEING_ALL)
    reading = heard(drill.rehearsal, 3_000.0)
    taken = [one.side for one in reading.mentions]
    assert len(taken) == MOST_READ - 12
    assert taken.count("against") / len(taken) == pytest.approx(0.8, abs=0.07)
    later = {one.post: one.side for one in heard(drill.rehearsal, 3_060.0).mentions}
    assert all(later[one.post] == one.side for one in reading.mentions if one.post in later)


def test_a_post_changed_after_the_tool_read_it_cannot_be_searched() -> None:
    drill = talk(until=300, scenario=SEEING_ALL)
    post = says(drill, "row_1", "The captain laughed.", 310)
    assert [one.post for one in heard(drill.rehearsal, 431.0).mentions] == [post.post]
    drill.happened(PostEdited(post=post.post, text="The captain smiled."), at=440)
    assert heard(drill.rehearsal, 450.0).mentions == ()
    assert [one.post for one in heard(drill.rehearsal, 561.0).mentions] == [post.post]


def test_an_influencers_reach_is_an_estimate_with_the_true_one_between_its_bounds() -> None:
    drill = a_drill(started(), scenario=SEEING_ALL)
    for number in range(6):
        says(drill, f"row_{number}", WORDS, 10 + number, followers=10_000 * (number + 1))
    says(drill, "row_5", WORDS, 20, followers=60_000)
    loud = heard(drill.rehearsal, 200.0).loudest
    assert loud[0].handle == "row_5"
    for one in loud:
        assert one.reach.low <= one.followers * one.posts <= one.reach.high
    assert any(one.reach.value != one.followers * one.posts for one in loud)


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ((0, 0, 1, 1, 1, 1), "rising"),
        ((0, 1, 1, 1, 1, 1), "steady"),
        ((2, 1, 0, 1, 0, 0), "fading"),
        ((0, 0, 0, 1, 1, 0), "steady"),
    ],
)
def test_a_theme_rises_only_where_a_small_sample_makes_it_plain(
    slots: tuple[int, ...], expected: str
) -> None:
    assert trend(slots) == expected


def test_the_brand_cannot_tell_the_true_curve_from_what_it_is_shown() -> None:
    drill = talk(until=2_400, text=WORDS)
    shown = [one.value for one in heard(drill.rehearsal, 2_400.0).per_minute]
    assert PER_MINUTE not in shown
    assert len(set(shown)) > 5
    assert fmean(shown) == pytest.approx(PER_MINUTE, rel=0.1)
