"""One beat of the crowd: from the rehearsal as it stands to what the audience does next.

Pure: everything it remembers is in the log, all its chance is keyed by the seed and the beat.
"""

from dataclasses import dataclass, field

from app.crowd.answer import welcome
from app.crowd.attention import OVER, elapsed, share_seen, still_to_see
from app.crowd.mood import Seen, moved
from app.crowd.reactions import Rates, brand_rates, rates, reactions
from app.crowd.replies import Watched, shown_replies
from app.crowd.scene import Scene, look
from app.feed.posts import Post
from app.ids import ExerciseTime, PostId
from app.rehearsal.commands import ActAsCrowd
from app.rehearsal.state import Rehearsal

REMEMBERED_FOR = 900.0
"""Exercise seconds for which a good answer keeps working."""
PULSE = 0.85
"""Exercise seconds, or wall seconds when time runs slowly, that pass at least between two beats."""


@dataclass(slots=True, kw_only=True)
class _Beat:
    """What one beat gathers."""

    counts: list[tuple[PostId, int, int, int, int]] = field(default_factory=list)
    watched: list[Watched] = field(default_factory=list)
    seen: Seen = field(default_factory=lambda: Seen(answers=[]))


def step(rehearsal: Rehearsal, t: ExerciseTime) -> ActAsCrowd | None:
    """What the crowd does up to exercise time `t`, or None while its last beat is fresh."""
    since = rehearsal.mood.beat_t
    if t - since < PULSE * min(1.0, rehearsal.clock.speed):
        return None
    scene, beat = look(rehearsal), _Beat()
    for post in rehearsal.feed.posts.values():
        if post.standing == "up" and t - post.t < OVER:
            _watch(rehearsal, scene, beat, post, t)
        elif post.standing == "deleted" and post.author == scene.brand and since < (post.gone_t or 0.0) <= t:
            beat.seen.vanished += 1
    if scene.waiting_since is not None:
        beat.seen.waiting = t - scene.waiting_since
    beat.seen.won_over = _won_over(rehearsal, scene, t)
    trust, heat = moved(rehearsal, beat.seen, t - since)
    return ActAsCrowd(
        beat=rehearsal.mood.beat + 1,
        counts=tuple(beat.counts),
        trust=trust,
        heat=heat,
        posts=shown_replies(rehearsal, scene, beat.watched, t),
    )


def _watch(rehearsal: Rehearsal, scene: Scene, beat: _Beat, post: Post, t: ExerciseTime) -> None:
    """Let those see the post whose turn it is, and note what they do and feel."""
    origin = rehearsal.origins.get(post.id)
    crowd = origin is not None and origin.sort == "crowd"
    seconds = elapsed(post, rehearsal.mood.beat_t, t, crowd=crowd)
    if seconds <= 0:
        return
    age = max(0.0, t - post.t - seconds)
    views = still_to_see(rehearsal, scene, post) * share_seen(age, seconds)
    brand = post.author == scene.brand
    leaning = 2 * welcome(rehearsal, scene, post) - 1 if brand else scene.leaning[post.id]
    kept: Rates = brand_rates((leaning + 1) / 2) if brand else rates(leaning, rehearsal.mood.heat)
    likes, reposts, replies, reach = reactions(
        views, kept, (rehearsal.seed, int(post.id[1:]), rehearsal.mood.beat + 1), int(t / 60)
    )
    if not (likes or reposts or replies or reach):
        return
    beat.counts.append((post.id, likes, reposts, replies, reach))
    _feel(beat.seen, reach / rehearsal.scenario.crowd.size, leaning, brand=brand)
    if not crowd:
        beat.watched.append(Watched(post=post, views=reach, leaning=leaning, brand=brand))


def _won_over(rehearsal: Rehearsal, scene: Scene, t: ExerciseTime) -> float:
    """How far the best answer of the last minutes still holds, 0 to 1."""
    posts = (rehearsal.feed.posts[name] for name in scene.waited)
    return max(
        (
            max(0.0, 2 * welcome(rehearsal, scene, post) - 1) * (1 - (t - post.t) / REMEMBERED_FOR)
            for post in posts
            if post.standing == "up" and 0 <= t - post.t < REMEMBERED_FOR and post.crowd.reach
        ),
        default=0.0,
    )


def _feel(seen: Seen, part: float, leaning: float, *, brand: bool) -> None:
    if brand:
        seen.answers.append((part, (leaning + 1) / 2))
    elif leaning < 0:
        seen.anger -= part * leaning
    else:
        seen.comfort += part * leaning
