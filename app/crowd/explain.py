"""Why a post spread or calmed: what the engine knows of it at a moment, as figures and as sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from app.crowd.apportioning import apportioned
from app.crowd.cascades import BY_THREAD, WAYS
from app.crowd.counting import read_on
from app.crowd.house_told import house_sentences
from app.crowd.model import Model
from app.crowd.organic import press_hazard
from app.crowd.prospects import WORLD, Prospects, prospects
from app.crowd.replaying import Replay, Replays, Row
from app.crowd.segments import SEGMENTS
from app.crowd.sentences import sentences
from app.crowd.taking import taking
from app.feed.reasons import (
    Explanation,
    Feelings,
    Press,
    SegmentMood,
    SegmentSpread,
    SourceSpread,
    Spread,
    Taking,
)
from app.ids import ExerciseTime, PostId
from app.rehearsal.events import PostPublished
from app.rehearsal.past import Past

_NOBODY: Final = (0.0,) * len(SEGMENTS)
_NO_WAY: Final = (0.0,) * len(WAYS)
_THREAD: Final = tuple(float(way == BY_THREAD) for way in range(len(WAYS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How much a post was seen, and in which proportions by whom and by what; see `Spread`.

    `ahead` is None where the engine has no row of it.
    """

    views: int = 0
    reposts: int = 0
    by_views: tuple[float, ...] = _NOBODY
    by_reposts: tuple[float, ...] = _NOBODY
    by_source: tuple[float, ...] = _NO_WAY
    alive: bool = False
    ahead: Prospects | None = None


class Explainer:
    """Explains posts of many rehearsals; what it keeps only saves work. One question at a time."""

    def __init__(self) -> None:
        self._replays = Replays()

    def __call__(self, past: Past, post: PostId, t: ExerciseTime) -> Explanation | None:
        """Why a post is where it is at exercise time `t`, or when it came, if that is later.

        Returns:
            None if there is no such post.
        """
        found = past.published(post)
        if found is None:
            return None
        came, published = found
        moment = max(t, came)
        return _explanation(self._replays.at(past, moment), past, published, moment)


def explain(past: Past, post: PostId, t: ExerciseTime) -> Explanation | None:
    """The same, from StartEx on: the same past always gives the same."""
    return Explainer()(past, post, t)


def _explanation(replay: Replay, past: Past, post: PostPublished, t: ExerciseTime) -> Explanation:
    model, sight = replay.engine.model, _sight(replay, past, post, t)
    answer = _answer(replay, post)
    spread, mood = _spread(sight), _feelings(model)
    return Explanation(
        post=post.post,
        t=t,
        spread=spread,
        answer=answer,
        mood=mood,
        sentences=(
            *house_sentences(replay, past, post, t),
            *sentences(spread, answer, mood, sight.ahead, pace=model.parameters.physics.pace),
        ),
    )


def _answer(replay: Replay, post: PostPublished) -> Taking | None:
    if post.author != replay.scenario.brand:
        return None
    entity = replay.intake.names[post.post]
    row = replay.row(entity)
    return taking(replay.engine.model, entity, row.views if row else _NOBODY)


def _sight(replay: Replay, past: Past, post: PostPublished, t: ExerciseTime) -> Sight:
    entity = replay.intake.names.get(post.post)
    if entity is None:
        return _below(replay, past, post, t)
    row, (_, reposts, _, views) = replay.row(entity), replay.shown(entity)
    if row is None:
        return Sight(alive=replay.waits(entity))
    answer = _answer(replay, post)
    ahead = prospects(replay.engine.model, row)
    return Sight(
        views=views,
        reposts=reposts,
        by_views=row.views,
        by_reposts=_passed_on(row, answer, reposts / replay.scale),
        by_source=_ways(row, answer),
        alive=ahead.alive,
        ahead=ahead,
    )


def _below(replay: Replay, past: Past, post: PostPublished, t: ExerciseTime) -> Sight:
    """A reply of the crowd is read by some of those who read what it stands below."""
    found = past.published(post.reply_to or post.quote or PostId(""))
    own = past.published(post.post)
    if found is None or own is None:
        return Sight()
    above = _sight(replay, past, found[1], t)
    _, _, _, views = read_on(past.seed, post.post, t - own[0], above.views)
    return Sight(views=views, by_views=above.by_views, by_source=_THREAD, alive=above.alive)


def _passed_on(row: Row, answer: Taking | None, reposts: float) -> tuple[float, ...]:
    """Who passed a post on. Those who quote it repost it too; those who quote an answer turned it down."""
    if answer is None:
        return row.reposted
    refused = [views * one.rejected for views, one in zip(row.views, answer.by_segment, strict=True)]
    quotes = max(0.0, reposts - fsum(row.reposted)) / (fsum(refused) or 1)
    return tuple(one + quotes * more for one, more in zip(row.reposted, refused, strict=True))


def _ways(row: Row, answer: Taking | None) -> tuple[float, ...]:
    """Views by way. Who was shown an answer below the criticism has seen it; elsewhere some never look."""
    if answer is None:
        return row.ways
    thread = row.ways[BY_THREAD]
    looked = max(0.0, fsum(row.views) - thread) / ((fsum(row.ways) - thread) or 1)
    return tuple(thread if way == BY_THREAD else looked * shown for way, shown in enumerate(row.ways))


def _spread(sight: Sight) -> Spread:
    views = apportioned(sight.views, sight.by_views)
    reposts = apportioned(sight.reposts, _some(sight.by_reposts, sight.by_views))
    return Spread(
        views=sight.views,
        reposts=sight.reposts,
        by_segment=tuple(
            SegmentSpread(segment=name, views=views[row], reposts=reposts[row])
            for row, name in enumerate(SEGMENTS)
        ),
        by_source=tuple(
            SourceSpread(source=way, views=many)
            for way, many in zip(WAYS, apportioned(sight.views, sight.by_source), strict=True)
        ),
        infectiousness=sight.ahead.infectiousness if sight.ahead and sight.alive else 0.0,
        alive=sight.alive,
    )


def _some(weights: Sequence[float], instead: Sequence[float]) -> Sequence[float]:
    return weights if any(weights) else instead


def _feelings(model: Model) -> Feelings:
    worlds = model.worlds
    return Feelings(
        segments=tuple(
            SegmentMood(
                segment=name,
                trust=float(worlds.trust[WORLD, row]),
                responsibility=float(worlds.blame[WORLD, row]),
                anger=float(worlds.anger[WORLD, row]),
                amusement=float(worlds.amusement[WORLD, row]),
                attention=float(worlds.attention[WORLD, row]),
                suppression=float(worlds.appetite[WORLD, row]),
            )
            for row, name in enumerate(SEGMENTS)
        ),
        press=Press(articles=int(worlds.articles[WORLD]), hazard=float(press_hazard(model)[WORLD])),
        trending=bool(worlds.trending[WORLD]),
    )
