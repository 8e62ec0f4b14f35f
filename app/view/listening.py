"""What the brand's listening tool shows: a sample of the public feed, late, and partly wrong.

The truth is for facilitator, observers and review. Nothing here is newer than the lag, and only whole
minutes are told: a minute that was read stays as it was read.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from math import floor, sqrt
from statistics import fmean, median

from app.chance import number_of, uniform
from app.feed.posts import Post
from app.ids import ExerciseTime, PostId
from app.rehearsal.state import Rehearsal
from app.rehearsal.storm import Sample
from app.view.instrument_texts import SIDES, Loud, Read, Side, Theme, loudest, skill, themes
from app.view.instruments import (
    AGAINST,
    KIND,
    NEITHER,
    SIDE,
    Estimate,
    Sides,
    guess,
    lag,
    percent,
    reach,
    read_minute,
    scaled_up,
)

MINUTES = 40
"""How many minutes its curves go back."""
ROLLING = 5
"""Minutes whose mentions a point of the sentiment rests on."""
RECENT = 1_800.0
"""Exercise seconds whose posts are looked at for themes and loud accounts."""
MOST_READ = 300
"""Posts of the sample that can be searched, the newest; and of how many posts at most they are."""
MOST_LOOKED_AT = 6_000
LEAST_TO_SPIKE, BEFORE_SPIKE = 5, 3
"""Mentions of the sample a minute must have to be a spike, and minutes that must be known before it."""
SPIKES_FROM = 1.5
"""How often the usual a spike is at least."""
POST = number_of("instrument/post")
NEUTRAL = 0.2
"""Stances nearer to zero are on neither side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spike:
    """A minute, ending at `t`, with `times` as many mentions as those before it."""

    t: ExerciseTime
    times: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A post that the tool has seen and read, and what it takes it for."""

    post: PostId
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One reading of the tool.

    Attributes:
        t: what it knows is of up to then; `lag` exercise seconds behind.
        share, accuracy: what its maker says: which part of the mentions it gets, and how often it takes
            one for what it is, against the brand, for it or neither.
        sample: mentions it rests on; `posts` of them, of the latest half hour, could be read.
        per_minute: mentions in each of the latest minutes, oldest first.
        reach: views of all posts, at the end of each.
        positive, negative: percent of the mentions it takes for kind, and for hostile, in the five minutes
            up to there; None while it has none. The bounds know of the sampling, not of its mistakes.
        median_reply: seconds from a mention to our answer, None before the first.
        mentions: the posts it has seen and read, newest first: what can be searched.
    """

    t: ExerciseTime
    lag: float
    share: float
    accuracy: float
    sample: int
    posts: int
    per_minute: tuple[Estimate, ...]
    reach: tuple[Estimate, ...]
    positive: tuple[Estimate | None, ...]
    negative: tuple[Estimate | None, ...]
    median_reply: float | None
    themes: tuple[Theme, ...]
    loudest: tuple[Loud, ...]
    spikes: tuple[Spike, ...]
    mentions: tuple[Mention, ...] = ()


def heard(rehearsal: Rehearsal, now: ExerciseTime) -> Heard:
    """What the tool shows at exercise time `now`."""
    scenario, seed = rehearsal.scenario, rehearsal.seed
    tool = scenario.crowd.instrument
    behind = lag(tool, seed, now)
    t = max(0.0, now - behind)
    last = floor(t / 60)
    shown = range(max(1, last - MINUTES + 1), last + 1)
    minutes = dict(_minutes(rehearsal, range(max(1, shown.start - ROLLING + 1), last + 1), t))
    rolling = [[minutes[one] for one in range(at - ROLLING + 1, at + 1) if one in minutes] for at in shown]
    read = _read(rehearsal, t)
    lately = [one for one in read if one.post.t > t - RECENT]
    return Heard(
        t=t,
        lag=min(behind, now),
        share=tool.sample,
        accuracy=tool.accuracy,
        sample=sum(sum(minutes[one]) for one in shown),
        posts=len(lately),
        per_minute=tuple(scaled_up(sum(minutes[one]), tool.sample) for one in shown),
        reach=tuple(reach(tool, seed, _sample(rehearsal, 60.0 * one).reach, 60.0 * one) for one in shown),
        positive=tuple(_part(some, KIND) for some in rolling),
        negative=tuple(_part(some, AGAINST) for some in rolling),
        median_reply=_median_reply(rehearsal, t),
        themes=themes(
            [(one.text, 1 + (one.post.t - t) / min(RECENT, t)) for one in lately if one.text], scenario
        ),
        loudest=loudest(lately, tool.reach_error, seed),
        spikes=tuple(_spikes(minutes, shown)),
        mentions=tuple(Mention(post=one.post.id, side=one.side) for one in reversed(read) if one.text),
    )


def _read(rehearsal: Rehearsal, t: ExerciseTime) -> list[Read]:
    """The posts of the sample up to `t`, oldest first; without words those that were changed since."""
    seed, tool = rehearsal.seed, rehearsal.scenario.crowd.instrument
    found: list[Read] = []
    for post in islice(_newest(rehearsal, t), MOST_LOOKED_AT):
        if not _is_seen(seed, post.id, tool.sample):
            continue
        right = skill(post.text, tool.accuracy)
        side = guess(_side(rehearsal, post), right, seed, SIDE, number_of(post.id))
        text = post.text if _as_posted(post, t) else ""
        found.append(Read(post=post, text=text, side=SIDES[side]))
        if len(found) == MOST_READ:
            break
    return found[::-1]


def _minutes(rehearsal: Rehearsal, which: range, t: ExerciseTime) -> Iterator[tuple[int, Sides]]:
    """Each minute's mentions as the tool takes them."""
    seed, tool = rehearsal.seed, rehearsal.scenario.crowd.instrument
    posts: dict[int, list[Post]] = {minute: [] for minute in which}
    for post in _posts(rehearsal, 60.0 * (which.start - 1), 60.0 * (which.stop - 1)):
        posts[_minute_of(post)].append(post)
    for minute in which:
        skills = [skill(post.text, tool.accuracy) for post in posts[minute] if _as_posted(post, t)]
        truth, accuracy = _truth(rehearsal, minute, posts[minute]), fmean(skills) if skills else tool.accuracy
        yield minute, read_minute(truth, tool.sample, accuracy, seed, minute)


def _truth(rehearsal: Rehearsal, minute: int, posts: list[Post]) -> Sides:
    """All that was said of the brand in a minute: by the crowd, and by everybody else."""
    before, after = (_sample(rehearsal, 60.0 * one).mentions for one in (minute - 1, minute))
    found = [max(0, new - old) for old, new in zip(before, after, strict=True)]
    for post in posts:
        origin = rehearsal.origins.get(post.id)
        if origin is None or origin.sort != "crowd":
            found[_side(rehearsal, post)] += 1
    against, neither, kind = found
    return against, neither, kind


def _side(rehearsal: Rehearsal, post: Post) -> int:
    """Which side a post is on, as far as anybody knows."""
    origin = rehearsal.origins.get(post.id)
    if origin is not None and origin.stance is not None:
        return AGAINST if origin.stance <= -NEUTRAL else KIND if origin.stance >= NEUTRAL else NEITHER
    persona = rehearsal.scenario.persona(post.author)
    return NEITHER if persona is None else ("against", "neutral", "for").index(persona.stance)


def _sample(rehearsal: Rehearsal, t: ExerciseTime) -> Sample:
    """The latest point of the mood curve up to `t`."""
    samples = rehearsal.mood.samples
    at = bisect_right(samples, t, key=lambda one: one.t)
    return samples[at - 1] if at else Sample(t=0.0, trust=0.0, heat=0.0, reach=0, posts=0)


def _posts(rehearsal: Rehearsal, since: ExerciseTime, t: ExerciseTime) -> list[Post]:
    """What others posted after `since`, up to `t`, and was still up then, oldest first.

    What the facilitator took back never was.
    """
    return list(takewhile(lambda post: post.t > since, _newest(rehearsal, t)))[::-1]


def _newest(rehearsal: Rehearsal, t: ExerciseTime) -> Iterator[Post]:
    """The same without a beginning, newest first."""
    brand = rehearsal.scenario.brand
    for post in reversed(rehearsal.feed.posts.values()):
        gone = post.standing == "retracted" or (post.gone_t is not None and post.gone_t <= t)
        if post.t <= t and post.author != brand and not gone:
            yield post


@lru_cache(maxsize=16_384)
def _is_seen(seed: int, post: PostId, share: float) -> bool:
    """Whether a post is of the sample. Kept, since it is asked for again with each look."""
    return uniform(seed, POST, number_of(post)) < share


def _minute_of(post: Post) -> int:
    return -floor(-post.t / 60)


def _as_posted(post: Post, t: ExerciseTime) -> bool:
    """Whether its words are as the tool has read them."""
    return post.edited_t is None or post.edited_t <= t


def _part(minutes: list[Sides], side: int) -> Estimate | None:
    return percent(sum(one[side] for one in minutes), sum(sum(one) for one in minutes))


def _spikes(minutes: dict[int, Sides], shown: range) -> Iterator[Spike]:
    for minute in shown:
        before = [sum(minutes[one]) for one in range(minute - ROLLING, minute) if one in minutes]
        count = sum(minutes[minute])
        if count < LEAST_TO_SPIKE or len(before) < BEFORE_SPIKE:
            continue
        usual = max(1.0, fmean(before))
        if count > usual + 3 * sqrt(usual) and count >= SPIKES_FROM * usual:
            yield Spike(t=60.0 * minute, times=round(count / usual, 1))


def _median_reply(rehearsal: Rehearsal, t: ExerciseTime) -> float | None:
    posts = rehearsal.feed.posts
    brand = rehearsal.scenario.brand
    waits = [
        post.t - posts[post.reply_to].t
        for post in posts.values()
        if post.author == brand and post.t <= t and post.reply_to in posts
    ]
    return round(median(waits), 1) if waits else None
