"""How the crowd takes a post of the brand: what it says, how late it comes, how often it was said.

The weights are assumptions, in the order that published studies of crisis answers give: owning a
fault calms most, then understanding; rules and blame make it worse; later helps less.
"""

from math import log1p

from app.chance import likely
from app.crowd.reading import Reading, read
from app.crowd.scene import Scene
from app.feed.posts import Post
from app.rehearsal.state import Rehearsal

REPEATED = 0.35
"""Taken off for each earlier post of the brand that did the same."""
LATE = 0.3


def welcome(rehearsal: Rehearsal, scene: Scene, post: Post) -> float:
    """From 0, turned against the brand, to 1, taken well by all who see it."""
    reading = read(post.text)
    score = words(reading, rehearsal.mood.heat)
    score += 1.2 * (rehearsal.mood.trust / 50 - 1)
    score -= LATE * log1p(scene.waited.get(post.id, 0.0) / (rehearsal.scenario.plan.first_reply / 3))
    score -= REPEATED * min(4, _repeats(rehearsal, scene, post, reading))
    return likely(score)


def words(reading: Reading, heat: float) -> float:
    """What the words alone are worth while the heat is 0 to 100; 0 is neither here nor there."""
    score = -0.3
    if reading.apology:
        score += 1.7 if reading.owned else 0.6
    elif reading.owned:
        score += 1.0
    score -= 1.4 * reading.conditional
    score -= 0.9 * (reading.policy and not reading.owned)
    score -= 1.9 * reading.blame
    score += 0.7 * reading.evidence + 0.7 * reading.promise
    score += 0.3 * reading.thanks + 0.5 * reading.empathy + 0.5 * reading.invitation
    score += 0.25 * reading.holding
    score -= reading.humour * (1.6 * heat / 50 - 0.4)
    return score


def _repeats(rehearsal: Rehearsal, scene: Scene, post: Post, reading: Reading) -> int:
    if reading == read(""):
        return 0
    earlier = (rehearsal.feed.posts[name] for name in scene.waited)
    return sum(one.t < post.t and read(one.text) == reading for one in earlier)
