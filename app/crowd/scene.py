"""What the crowd finds before it acts: who is who, what leans which way, who waits for an answer."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.crowd.reading import read
from app.feed.posts import Post
from app.ids import ExerciseTime, Handle, PostId
from app.rehearsal.state import Rehearsal
from app.scenario.cast import Persona

ANGRY_BELOW = -0.1
"""A post that leans further against the brand than this wants an answer."""
REMEMBERED = 600.0
"""Exercise seconds for which an account's earlier posts tire its readers."""

_STANCE = {"against": -0.5, "neutral": -0.05, "for": 0.4}
_TONE = 0.4
"""How far the words of a post move the stance of who wrote it."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """A look over the feed, made once per beat.

    Attributes:
        leaning: per post that is up, -1 (against the brand) to 1 (for it); the brand's own are left out.
        waited: per post of the brand, how long the oldest criticism before it had waited, in seconds.
        tired: per post, how many its author had written in the ten minutes before.
        crowd: how many posts are the crowd's.
        waiting_since: when the oldest criticism that nobody has answered was posted.
    """

    brand: Handle
    personas: Mapping[Handle, Persona]
    critics: frozenset[Handle]
    leaning: dict[PostId, float] = field(default_factory=dict)
    waited: dict[PostId, float] = field(default_factory=dict)
    tired: dict[PostId, int] = field(default_factory=dict)
    crowd: int = 0
    waiting_since: ExerciseTime | None = None


def look(rehearsal: Rehearsal) -> Scene:
    """The scene as it is."""
    scene = Scene(
        brand=rehearsal.scenario.brand,
        personas={one.handle: one for one in rehearsal.scenario.cast},
        critics=frozenset(
            handle for seat in rehearsal.seats.values() if seat.role == "critic" for handle in seat.personas
        ),
    )
    recent: defaultdict[Handle, deque[ExerciseTime]] = defaultdict(deque)
    for post in rehearsal.feed.posts.values():
        origin = rehearsal.origins.get(post.id)
        if origin is not None and origin.sort == "crowd":
            scene.crowd += 1
            scene.leaning[post.id] = origin.stance or 0.0
            continue
        _take_in(scene, rehearsal, post, recent[post.author])
    return scene


def _take_in(scene: Scene, rehearsal: Rehearsal, post: Post, earlier: deque[ExerciseTime]) -> None:
    while earlier and post.t - earlier[0] > REMEMBERED:
        earlier.popleft()
    scene.tired[post.id] = len(earlier)
    earlier.append(post.t)
    if post.author == scene.brand:
        since = scene.waiting_since
        scene.waited[post.id] = 0.0 if since is None else post.t - since
        scene.waiting_since = None
        return
    leaning = scene.leaning[post.id] = _leaning(scene, rehearsal, post)
    if leaning < ANGRY_BELOW and post.standing == "up" and scene.waiting_since is None:
        scene.waiting_since = post.t


def _leaning(scene: Scene, rehearsal: Rehearsal, post: Post) -> float:
    origin = rehearsal.origins.get(post.id)
    cue = rehearsal.cues.get(origin.inject) if origin and origin.inject else None
    if cue is not None:
        return -cue.inject.heat
    persona = scene.personas.get(post.author)
    base = _STANCE[persona.stance] if persona else 0.0
    if post.author in scene.critics:
        base = min(base, -0.4)
    return max(-1.0, min(1.0, base + _TONE * read(post.text).tone))
