"""When each opening is there, and what takes it."""

from collections.abc import Callable, Mapping
from typing import Final

from app.crowd.opening_scene import FRESH, Scene
from app.crowd.segments import ACTIVISTS, NEUTRAL
from app.crowd.worlds import NEVER
from app.feed.intent import Strategy
from app.ids import PostId
from app.rehearsal.events import Opening
from app.rehearsal.facts import Fact
from app.rehearsal.sameness import meant_by
from app.rehearsal.state import Rehearsal
from app.rehearsal.storm import StormChance

SMALL_HARM: Final = 0.15
"""Blame times severity below which a joke about oneself is taken well."""
AMUSED: Final = 0.1
ROUSED: Final = 0.12
DEMANDING: Final = 0.3
SMALL: Final = 0.004
"""Part of the audience below which criticism is better left alone."""
FEW_FOLLOWERS: Final = 2_000
LEFT_AFTER: Final = 90.0
"""Exercise seconds after which it shows that hardly anybody looks."""
ALLY_FOLLOWERS: Final = 1_500
Found = tuple[PostId | None, str]
"""What an opening hangs on, and why it is there."""


def _self_irony(scene: Scene) -> Found | None:
    worlds = scene.audience.engine.model.worlds
    harm = float(worlds.blame[0, NEUTRAL] * worlds.severity[0])
    if harm < SMALL_HARM and worlds.amusement[0, NEUTRAL] > AMUSED:
        return None, "People are amused more than hurt: the brand may laugh about itself."
    return None


def _ally(scene: Scene) -> Found | None:
    for post in scene.fresh():
        if post.followers >= ALLY_FOLLOWERS and scene.valence(post) > ROUSED:
            return post.id, f"{post.name} speaks up for the brand: thank them, pass it on."
    return None


def _receipts(scene: Scene) -> Found | None:
    rehearsal = scene.rehearsal
    shown = {fact for cites in rehearsal.citations.values() for fact in cites}
    ready = [
        one
        for name, one in rehearsal.facts.items()
        if one.standing == "confirmed" and name not in shown and not _false(rehearsal, one)
    ]
    if ready and scene.audience.engine.model.worlds.anger[0, NEUTRAL] > ROUSED:
        return None, f"A fact is confirmed and nobody has been told: {ready[0].text}"
    return None


def _false(rehearsal: Rehearsal, fact: Fact) -> bool:
    """Whether the brand has confirmed what the scenario knows to be wrong: nothing to be shown with pride."""
    meant = meant_by(fact.text, rehearsal.scenario.facts)
    return meant is not None and not meant.holds


def _cause(scene: Scene) -> Found | None:
    worlds = scene.audience.engine.model.worlds
    if worlds.anger[0, ACTIVISTS] * worlds.attention[0, ACTIVISTS] < DEMANDING:
        return None
    for post in scene.fresh():
        persona = scene.rehearsal.scenario.persona(post.author)
        if persona is not None and persona.sort == "organisation" and scene.valence(post) < -ROUSED:
            return post.id, f"{post.name} turns the anger into a demand that could be met."
    return None


def _wit(scene: Scene) -> Found | None:
    worlds = scene.audience.engine.model.worlds
    light = float(worlds.blame[0, NEUTRAL] * worlds.severity[0]) < 2 * SMALL_HARM
    if light and bool(worlds.trending[0]) and worlds.amusement[0, NEUTRAL] > AMUSED:
        return None, "All are looking and in a good mood: a quick, light answer would travel."
    return None


def _critic_won(scene: Scene) -> Found | None:
    critics = {
        handle for seat in scene.rehearsal.scenario.seats if seat.role == "critic" for handle in seat.personas
    }
    if scene.audience.engine.model.worlds.trust[0, NEUTRAL] < 0.3:
        return None
    for post in scene.fresh():
        if post.author in critics and scene.t - post.t < FRESH / 2:
            return post.id, f"{post.name} is here right now: a person could still be talked to."
    return None


def _steal_thunder(scene: Scene) -> Found | None:
    worlds = scene.audience.engine.model.worlds
    if worlds.articles[0] or worlds.waiting[0] > NEVER:
        return None
    for message in reversed(scene.rehearsal.messages):
        persona = scene.rehearsal.scenario.persona(message.sender)
        if persona is None or message.to != scene.brand or scene.t - message.t > FRESH:
            continue
        if persona.sort in ("press", "contact"):
            return None, f"{persona.name} knows: whoever tells it first is believed more."
    return None


def _leave_it(scene: Scene) -> Found | None:
    for post in scene.fresh():
        reach = post.crowd.reach / max(1, scene.rehearsal.scenario.crowd.size)
        if (
            scene.t - post.t > LEFT_AFTER
            and scene.valence(post) < -ROUSED
            and 0 < reach < SMALL
            and post.followers < FEW_FOLLOWERS
        ):
            return post.id, f"Hardly anybody sees what {post.name} writes: an answer would make it larger."
    return None


def _joked(scene: Scene, chance: StormChance) -> PostId | None:
    return next(
        (post.id for post in scene.answers_since(chance.t) if scene.weight(post, "humour") >= 0.3), None
    )


def _reacted(scene: Scene, chance: StormChance) -> PostId | None:
    """The brand answered, quoted or passed on what the opening hangs on."""
    post = scene.rehearsal.feed.posts.get(chance.post) if chance.post else None
    if post is not None and scene.brand in post.reposters:
        return post.id
    answers = scene.answers_since(chance.t)
    return next((one.id for one in answers if chance.post in (one.reply_to, one.quote)), None)


def _showed(scene: Scene, chance: StormChance) -> PostId | None:
    cited = scene.rehearsal.citations
    return next((post.id for post in scene.answers_since(chance.t) if cited.get(post.id)), None)


def _met(scene: Scene, chance: StormChance) -> PostId | None:
    answers = scene.answers_since(chance.t)
    wanted: tuple[Strategy, ...] = ("compensate", "empathy", "apology", "explain")
    return next(
        (one.id for one in answers if one.reply_to == chance.post and scene.weight(one, *wanted) > 0.4), None
    )


def _talked(scene: Scene, chance: StormChance) -> PostId | None:
    post = scene.rehearsal.feed.posts.get(chance.post) if chance.post else None
    if post is None:
        return None
    for message in scene.rehearsal.messages:
        if message.sender == scene.brand and message.to == post.author and message.t >= chance.t:
            return post.id
    answers = (one for one in scene.answers_since(chance.t) if one.reply_to == chance.post)
    return next((one.id for one in answers if scene.weight(one, "empathy", "apology") > 0.4), None)


def _told(scene: Scene, chance: StormChance) -> PostId | None:
    for post in scene.answers_since(chance.t):
        specific = scene.gist(post).specificity >= 0.6
        if specific and scene.weight(post, "apology", "explain", "correct") >= 0.5:
            return post.id
    return None


FINDERS: Final[Mapping[Opening, Callable[[Scene], Found | None]]] = {
    "steal_thunder": _steal_thunder,
    "ally": _ally,
    "critic_won": _critic_won,
    "receipts": _receipts,
    "cause": _cause,
    "self_irony": _self_irony,
    "wit": _wit,
    "leave_it": _leave_it,
}
TAKEN: Final[Mapping[Opening, Callable[[Scene, StormChance], PostId | None]]] = {
    "steal_thunder": _told,
    "ally": _reacted,
    "critic_won": _talked,
    "receipts": _showed,
    "cause": _met,
    "self_irony": _joked,
    "wit": _joked,
    "leave_it": _reacted,
}
