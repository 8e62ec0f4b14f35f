"""The few replies of the crowd that are shown: which posts get one, from whom, in which mood."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.chance import between, poisson, uniform
from app.crowd.scene import Scene
from app.crowd.strangers import stranger
from app.crowd.voice import words_for
from app.feed.posts import Post
from app.feed.wording import folded
from app.ids import ExerciseTime
from app.rehearsal.commands import CrowdPost
from app.rehearsal.state import Rehearsal

MOST = 400
"""Posts of the crowd shown in one drill."""
PER_MINUTE = 3
"""Shown in one thread within a minute of exercise time."""
APART = 9.0
"""Exercise seconds between two in one thread."""
PER_BEAT = 2
PER_VIEW = 0.00013
BRAND_DRAWS = 2.5
"""A post of the brand draws that many times the replies of another with the same readers."""
FIRST_AFTER = 4.0
"""Seconds in which nobody has typed an answer yet."""
LAST_AFTER = 1_200.0

HOW_MANY, SIDE, DEGREE, TEXT = range(10, 14)
"""Streams of chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A post that was seen this beat: by how many, and how far it draws replies to either side."""

    post: Post
    views: int
    leaning: float
    """-1, they side against the brand, to 1."""
    brand: bool


def shown_replies(
    rehearsal: Rehearsal, scene: Scene, watched: Iterable[Watched], t: ExerciseTime
) -> tuple[CrowdPost, ...]:
    """At most `PER_BEAT` replies to posts seen this beat, none like any text before."""
    beat, seed = rehearsal.mood.beat + 1, rehearsal.seed
    room = min(PER_BEAT, _so_far(rehearsal, t) - scene.crowd)
    wanted: list[Watched] = []
    for one in watched:
        if len(wanted) >= room:
            break
        age = t - one.post.t
        if not FIRST_AFTER <= age <= LAST_AFTER:
            continue
        mean = one.views * PER_VIEW * (BRAND_DRAWS if one.brand else 1.0)
        number = int(one.post.id[1:])
        if poisson(mean, seed, beat, number, HOW_MANY) and _has_room(rehearsal, one.post, t):
            wanted.append(one)
    return _written(rehearsal, scene, wanted) if wanted else ()


def _so_far(rehearsal: Rehearsal, t: ExerciseTime) -> int:
    """How many may be shown by now, so that the last minutes keep their share."""
    return round(MOST * min(1.0, 0.1 + 0.9 * t / (60 * rehearsal.scenario.minutes)))


def _has_room(rehearsal: Rehearsal, post: Post, t: ExerciseTime) -> bool:
    """Whether one more reply of the crowd fits under a post now."""
    ages: list[float] = []
    for name in reversed(post.replies):
        age = t - rehearsal.feed.posts[name].t
        if age > 60:
            break
        origin = rehearsal.origins.get(name)
        if origin is not None and origin.sort == "crowd":
            ages.append(age)
    return len(ages) < PER_MINUTE and all(age >= APART for age in ages)


def _written(rehearsal: Rehearsal, scene: Scene, wanted: list[Watched]) -> tuple[CrowdPost, ...]:
    posts = rehearsal.feed.posts.values()
    said = {folded(post.text): None for post in posts}
    taken = {post.author.lower() for post in posts} | {handle.lower() for handle in scene.personas}
    written: list[CrowdPost] = []
    for one in wanted:
        number = scene.crowd + len(written)
        stance = _stance(rehearsal, one, number)
        key = (rehearsal.seed, number, TEXT)
        text = words_for(rehearsal.scenario, stance, said, rehearsal.platform.post_chars, key)
        if text is None:
            continue
        who = stranger(taken, rehearsal.seed, number)
        said[folded(text)] = None
        taken.add(who.handle.lower())
        written.append(
            CrowdPost(author=who.handle, byline=who.byline, text=text, reply_to=one.post.id, stance=stance)
        )
    return tuple(written)


def _stance(rehearsal: Rehearsal, one: Watched, number: int) -> float:
    """Which side the next reply takes, and how far: by the mood, and by what it answers."""
    mood, seed = rehearsal.mood, rehearsal.seed
    against = 0.2 + 0.6 * mood.heat / 100 + 0.8 * max(0.0, -one.leaning)
    kind = 0.1 + 0.35 * mood.trust / 100 + 0.8 * max(0.0, one.leaning)
    drawn = uniform(seed, number, SIDE) * (against + kind + 0.35)
    if drawn < against:
        stance = -between(0.35, 1.0, seed, number, DEGREE)
    elif drawn < against + kind:
        stance = between(0.35, 0.9, seed, number, DEGREE)
    else:
        stance = between(-0.15, 0.15, seed, number, DEGREE)
    return round(stance, 2)
