"""What the brand's monitoring tool would show: late, and of the public feed only."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.feed.posts import Post
from app.ids import ExerciseTime
from app.rehearsal.state import Rehearsal

LAG = 120.0
"""Exercise seconds the tool is behind."""
MINUTES = 12
"""How many minutes its curves go back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One reading; see `wire.frames.Listening` for the units."""

    t: ExerciseTime
    per_minute: tuple[int, ...]
    reach: tuple[int, ...]
    positive: tuple[float, ...]
    median_reply: float | None


def heard(rehearsal: Rehearsal, now: ExerciseTime) -> Heard:
    """What the tool shows at exercise time `now`: the state of things `LAG` seconds before."""
    t = max(0.0, now - LAG)
    brand = rehearsal.scenario.brand
    mentions = [post for post in rehearsal.feed.posts.values() if post.t <= t and post.author != brand]
    edges = [t - 60.0 * back for back in range(MINUTES, -1, -1) if t - 60.0 * back >= -60.0]
    pairs = list(pairwise(edges))
    return Heard(
        t=t,
        per_minute=tuple(sum(low < post.t <= high for post in mentions) for low, high in pairs),
        reach=tuple(_reach(rehearsal, high) for _, high in pairs),
        positive=tuple(_positive(rehearsal, mentions, high) for _, high in pairs),
        median_reply=_median_reply(rehearsal, t),
    )


def _reach(rehearsal: Rehearsal, t: ExerciseTime) -> int:
    return max((one.reach for one in rehearsal.mood.samples if one.t <= t), default=0)


def _positive(rehearsal: Rehearsal, mentions: list[Post], t: ExerciseTime) -> float:
    """Percent of the judged mentions up to `t` that are kind; 0 before there are any."""
    stances = [_stance(rehearsal, post) for post in mentions if post.t <= t]
    judged = [one for one in stances if one is not None]
    return round(100 * sum(one > 0.1 for one in judged) / len(judged), 1) if judged else 0.0


def _stance(rehearsal: Rehearsal, post: Post) -> float | None:
    origin = rehearsal.origins.get(post.id)
    if origin is not None and origin.stance is not None:
        return origin.stance
    persona = rehearsal.scenario.persona(post.author)
    return None if persona is None else {"against": -1.0, "neutral": 0.0, "for": 1.0}[persona.stance]


def _median_reply(rehearsal: Rehearsal, t: ExerciseTime) -> float | None:
    posts = rehearsal.feed.posts
    brand = rehearsal.scenario.brand
    waits = [
        post.t - posts[post.reply_to].t
        for post in posts.values()
        if post.author == brand and post.t <= t and post.reply_to in posts
    ]
    return round(median(waits), 1) if waits else None
