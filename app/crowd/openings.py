"""The openings a storm gives, as named things with a beginning and an end.

Each is told from the state of the audience and the log alone, so that nothing has to be remembered
beside the openings that are in the log already.
"""

from collections.abc import Mapping
from typing import Final

from app.crowd.audience import Audience
from app.crowd.opening_rules import FINDERS, TAKEN
from app.crowd.opening_scene import Scene
from app.ids import ChanceId, ExerciseTime, PostId
from app.rehearsal.commands import ClosedChance, OpenedChance
from app.rehearsal.events import Opening
from app.rehearsal.state import Rehearsal
from app.rehearsal.storm import StormChance

MOST_AT_ONCE: Final = 4
APART: Final = 240.0
"""Exercise seconds between two openings of one kind."""
LASTS: Final[Mapping[Opening, float]] = {
    "self_irony": 600.0,
    "ally": 600.0,
    "receipts": 600.0,
    "cause": 900.0,
    "wit": 300.0,
    "critic_won": 480.0,
    "steal_thunder": 600.0,
    "leave_it": 420.0,
}
"""Exercise seconds each is there at most."""


def changes(
    rehearsal: Rehearsal, audience: Audience, t: ExerciseTime
) -> tuple[tuple[OpenedChance, ...], tuple[ClosedChance, ...]]:
    """Openings that begin now, and those that are over."""
    scene = Scene(rehearsal=rehearsal, audience=audience, t=t)
    chances = rehearsal.storm.chances
    closed = tuple(_closed(scene, chance) for chance in chances.values() if chance.closed_t is None)
    over = tuple(one for one in closed if one is not None)
    room = MOST_AT_ONCE - sum(one.closed_t is None for one in chances.values()) + len(over)
    opened: list[OpenedChance] = []
    for opening, find in FINDERS.items():
        if len(opened) < room and _due(rehearsal, opening, t) and (found := find(scene)) is not None:
            post, why = found
            if _new(rehearsal, opening, post):
                number = len(chances) + len(opened) + 1
                opened.append(
                    OpenedChance(
                        chance=ChanceId(f"o{number}"),
                        opening=opening,
                        lasts=LASTS[opening],
                        why=why,
                        post=post,
                    )
                )
    return tuple(opened), over


def _due(rehearsal: Rehearsal, opening: Opening, t: ExerciseTime) -> bool:
    same = [one for one in rehearsal.storm.chances.values() if one.opening == opening]
    return all(one.closed_t is not None and t - one.closed_t >= APART for one in same)


def _new(rehearsal: Rehearsal, opening: Opening, post: PostId | None) -> bool:
    if post is None:
        return True
    return all((one.opening, one.post) != (opening, post) for one in rehearsal.storm.chances.values())


def _closed(scene: Scene, chance: StormChance) -> ClosedChance | None:
    """The end of an opening, if it has come: taken, missed, or gone with the post it hung on."""
    over = scene.t - chance.t >= chance.lasts or _gone(scene, chance)
    taken = TAKEN[chance.opening](scene, chance)
    if chance.opening == "leave_it":
        # To leave it alone is to do nothing while it lasts.
        if taken is not None:
            return ClosedChance(chance=chance.id, taken=False, post=taken)
        return ClosedChance(chance=chance.id, taken=True) if over else None
    if taken is not None:
        return ClosedChance(chance=chance.id, taken=True, post=taken)
    return ClosedChance(chance=chance.id, taken=False) if over else None


def _gone(scene: Scene, chance: StormChance) -> bool:
    post = scene.rehearsal.feed.posts.get(chance.post) if chance.post else None
    return post is not None and post.standing != "up"
