"""Whether a condition holds, and how far it is from it. A pure function of the rehearsal and its time."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from app.feed.posts import Post
from app.ids import ExerciseTime, Handle
from app.rehearsal.model import turn
from app.rehearsal.state import Rehearsal
from app.scenario.condition import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One thing a condition asks: what it is, where it stands, what it takes, and whether it holds.

    `value` and `wanted` are seconds, views, counts or points of 0 to 100, as `what` has them.
    """

    what: str
    value: float
    wanted: float
    holds: bool


Reading = tuple[float, float]
"""Where something stands, and what it takes at least."""


@dataclass(frozen=True, slots=True)
class _Play:
    """A moment of a rehearsal, and since when the brand's acts count."""

    rehearsal: Rehearsal
    t: ExerciseTime
    since: ExerciseTime

    def brand_posts(self) -> Iterator[Post]:
        """What the brand posted, but not what the facilitator took back."""
        posts = self.rehearsal.feed.posts
        for post in self.rehearsal.postures:
            if posts[post].standing != "retracted":
                yield posts[post]


def holds(condition: Condition, rehearsal: Rehearsal, t: ExerciseTime, since: ExerciseTime = 0.0) -> bool:
    """Whether everything the condition asks is so at `t`."""
    return t >= since and _all_so(condition, _Play(rehearsal, t, since))


def gauges(
    condition: Condition, rehearsal: Rehearsal, t: ExerciseTime, since: ExerciseTime = 0.0
) -> tuple[Gauge, ...]:
    """Every single thing a condition asks, as it stands at `t`."""
    inner = (*condition.all, *condition.any, *condition.none)
    own = _own(condition, _Play(rehearsal, t, since))
    return *own, *(gauge for one in inner for gauge in gauges(one, rehearsal, t, since))


def _all_so(condition: Condition, play: _Play) -> bool:
    """Whether everything is so. Loops, and moods first: it is asked of every cue four times a second."""
    asks = _asks(condition)
    if asks.nothing:
        return False
    for bound in asks.moods:
        if not bound.kept(play):
            return False
    for _, read in asks.play:
        value, least = read(condition, play)
        if value < least:
            return False
    for one in condition.all:
        if not _all_so(one, play):
            return False
    if condition.any and not any(_all_so(one, play) for one in condition.any):
        return False
    return not any(_all_so(one, play) for one in condition.none)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A level of the mood that is asked for: above or below `wanted`, which itself is neither."""

    name: str
    mood: str
    above: bool
    wanted: float

    def level(self, play: _Play) -> float:
        return float(getattr(play.rehearsal.mood, self.mood))

    def kept(self, play: _Play) -> bool:
        return self.level(play) > self.wanted if self.above else self.level(play) < self.wanted


@dataclass(frozen=True, slots=True)
class _Asks:
    """What a condition asks: of the play by what reads it, and of the mood by its bounds."""

    play: tuple[tuple[str, "_Read"], ...]
    moods: tuple[_Bound, ...]
    nothing: bool


@lru_cache(maxsize=4_096)
def _asks(condition: Condition) -> _Asks:
    """Found out once for each condition."""
    bounds = ((name, *name.split("_"), getattr(condition, name)) for name in _BOUNDS)
    return _Asks(
        play=tuple((name, read) for name, read in _READ.items() if getattr(condition, name)),
        moods=tuple(
            _Bound(name, mood, side == "above", wanted)
            for name, mood, side, wanted in bounds
            if wanted is not None
        ),
        nothing=condition.asks_nothing(),
    )


def _own(condition: Condition, play: _Play) -> Iterator[Gauge]:
    asks = _asks(condition)
    for name, read in asks.play:
        value, least = read(condition, play)
        yield Gauge(what=name, value=value, wanted=least, holds=value >= least)
    for bound in asks.moods:
        yield Gauge(what=bound.name, value=bound.level(play), wanted=bound.wanted, holds=bound.kept(play))


def _silence(condition: Condition, play: _Play) -> Reading:
    brand = play.rehearsal.scenario.brand
    spoke = [post.t for post in play.brand_posts()]
    spoke += [one.t for one in play.rehearsal.messages if one.sender == brand]
    return play.t - max([play.since, *spoke]), condition.silence or 0.0


def _said(condition: Condition, play: _Play) -> Reading:
    words = _whole_words(condition.said)
    found = sum(
        post.t >= play.since and words.search(post.text.casefold()) is not None for post in play.brand_posts()
    )
    return found, 1


@cache
def _whole_words(said: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words only: a handle that begins with one does not say it."""
    either = "|".join(re.escape(word.casefold()) for word in said)
    return re.compile(rf"(?<![\w@#])(?:{either})(?!\w)")


def _deleted(_: Condition, play: _Play) -> Reading:
    gone = sum(
        post.standing == "deleted" and (post.gone_t or 0.0) >= play.since for post in play.brand_posts()
    )
    return gone, 1


def _pasted(condition: Condition, play: _Play) -> Reading:
    plan = play.rehearsal.plan
    same = Counter(
        " ".join(post.text.casefold().split())
        for post in play.brand_posts()
        if post.t >= play.since and plan.is_holding(post.text)
    )
    return max(same.values(), default=0), condition.pasted or 0


def _refuted(condition: Condition, play: _Play) -> Reading:
    facts = play.rehearsal.facts.values()
    return sum(fact.standing == "refuted" for fact in facts), condition.refuted or 0


def _waiting(condition: Condition, play: _Play) -> Reading:
    """A turn begins where the draft is handed in, or the approval before it was given."""
    drafts = play.rehearsal.drafts.values()
    begun = [draft.steps[-1].t for draft in drafts if draft.steps and turn(play.rehearsal, draft)]
    return max((play.t - t for t in begun), default=0.0), condition.waiting or 0.0


def _unanswered(condition: Condition, play: _Play) -> Reading:
    handle = condition.unanswered or Handle("")
    asked = _latest_of(play, handle)
    value = 0.0 if asked is None else play.t - asked
    return value, condition.patience


def _latest_of(play: _Play, handle: Handle) -> ExerciseTime | None:
    """When an account last spoke, if the brand has not answered it since."""
    rehearsal, brand = play.rehearsal, play.rehearsal.scenario.brand
    post = rehearsal.feed.latest_by(handle)
    written = [one.t for one in rehearsal.messages if (one.sender, one.to) == (handle, brand)]
    spoke = [*written, *([post.t] if post else [])]
    if not spoke:
        return None
    answers = [one.t for one in rehearsal.messages if (one.sender, one.to) == (brand, handle)]
    answers += [
        one.t
        for one in play.brand_posts()
        if one.reply_to is not None and rehearsal.feed.posts[one.reply_to].author == handle
    ]
    latest = max(spoke)
    return None if any(t > latest for t in answers) else latest


def _delivered(condition: Condition, play: _Play) -> Reading:
    cue = play.rehearsal.cues.get(condition.delivered) if condition.delivered else None
    return float(cue is not None and cue.delivered_t is not None), 1


_Read = Callable[[Condition, _Play], Reading]
_READ: Mapping[str, _Read] = MappingProxyType(
    {
        "silence": _silence,
        "said": _said,
        "deleted": _deleted,
        "pasted": _pasted,
        "refuted": _refuted,
        "waiting": _waiting,
        "unanswered": _unanswered,
        "delivered": _delivered,
    }
)
_BOUNDS = ("heat_above", "heat_below", "trust_above", "trust_below", "reach_above")
