"""How many see a post, and how soon: it spreads fast, is passed on, and fades."""

from math import exp

from app.crowd.scene import Scene
from app.feed.posts import Post
from app.ids import ExerciseTime
from app.rehearsal.state import Rehearsal

FOLLOWERS_SEE = 0.08
"""Share of an account's followers who get a post of its own to see."""
REPLY_IS_SEEN = 0.3
"""A reply is shown to that part of them."""
THREAD = 0.12
"""Share of a post's readers who read on to a reply; the brand's answer is looked for."""
THREAD_BRAND = 0.35
PASSED_ON = 60.0
"""Views one repost by the crowd brings: 841 followers on average, of whom 7 % look."""
CAST_PASSES_ON = 0.05
CROWD_REPLY = 0.004

SOON, LATER = 60.0, 600.0
"""Seconds in which most of those see it who ever will: of a new post, and of an old one."""
OVER = 2_700.0
"""Exercise seconds after which a post moves no more."""


def still_to_see(rehearsal: Rehearsal, scene: Scene, post: Post) -> float:
    """How many views a post will get yet if nobody passes it on any more."""
    size = rehearsal.scenario.crowd.size
    views = size * (1 - exp(-_drawn(rehearsal, scene, post) / size))
    return max(0.0, views + PASSED_ON * post.crowd.reposts - post.crowd.reach)


def share_seen(age: ExerciseTime, seconds: float) -> float:
    """The part of those still to come who see a post of that age within the next `seconds`."""
    slowness = min(LATER, SOON + age / 2)
    return 1 - exp(-seconds / slowness)


def period(post: Post, age: ExerciseTime, *, crowd: bool) -> float:
    """Exercise seconds between two moves of a post's counters: young ones are watched more closely."""
    pace = 1.0 if age < 30 else 3.0 if age < 120 else 10.0 if age < 600 else 30.0 if age < 1_800 else 60.0
    quiet = crowd and post.crowd.reposts < 5
    return 3 * pace if quiet else pace


def elapsed(post: Post, since: ExerciseTime, t: ExerciseTime, *, crowd: bool) -> float:
    """Seconds by which a post's counters move on between `since` and `t`: whole periods, or 0.

    Each post's periods begin at another moment, so that not all of them move in one beat.
    """
    step = period(post, t - post.t, crowd=crowd)
    offset = (int(post.id[1:]) * 7 % 10) * step / 10
    turns = int((t + offset) / step) - int((max(since, post.t) + offset) / step)
    return turns * step


def _drawn(rehearsal: Rehearsal, scene: Scene, post: Post) -> float:
    """Views by those who follow the author, by the inject's reach and through the thread."""
    origin = rehearsal.origins.get(post.id)
    answered = rehearsal.feed.posts.get(post.reply_to) if post.reply_to else None
    readers = answered.crowd.reach if answered else 0
    if origin is not None and origin.sort == "crowd":
        return FOLLOWERS_SEE * post.followers + CROWD_REPLY * readers
    cue = rehearsal.cues.get(origin.inject) if origin and origin.inject else None
    brand = post.author == scene.brand
    own = FOLLOWERS_SEE * post.followers * (REPLY_IS_SEEN if answered and not cue and not brand else 1.0)
    own /= 1 + 0.4 * scene.tired.get(post.id, 0)
    passed = sum(
        CAST_PASSES_ON * persona.followers
        for handle in sorted(post.reposters)
        if (persona := scene.personas.get(handle)) is not None
    )
    thread = (THREAD_BRAND if brand else THREAD) * readers
    return own + passed + thread + (cue.inject.reach if cue else 0)
