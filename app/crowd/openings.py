"""The openings a storm gives, as named things with a beginning and an end.

Each is told from the state of the audience and the log alone, so that nothing has to be remembered
beside the openings that are in the log already.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.crowd.audience import Audience
from app.crowd.proposing import terms
from app.crowd.reading import read
from app.crowd.segments import ACTIVISTS, NEUTRAL
from app.crowd.worlds import NEVER
from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Strategy
from app.feed.posts import Post
from app.ids import ChanceId, ExerciseTime, Handle, PostId
from app.rehearsal.commands import ClosedChance, OpenedChance
from app.rehearsal.events import Opening
from app.rehearsal.state import Rehearsal
from app.rehearsal.storm import StormChance

SMALL_HARM: Final = 0.15
"""Blame times severity below which a joke about oneself is taken well."""
AMUSED: Final = 0.1
ROUSED: Final = 0.12
DEMANDING: Final = 0.3
FRESH: Final = 600.0
"""Exercise seconds for which a post is something to react to."""
SMALL: Final = 0.004
"""Part of the audience below which criticism is better left alone."""
ALLY_FOLLOWERS: Final = 1_500
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the detectors look at."""

    rehearsal: Rehearsal
    audience: Audience
    t: ExerciseTime

    @property
    def brand(self) -> Handle:
        return self.rehearsal.scenario.brand

    def fresh(self) -> Iterator[Post]:
        """Posts of the cast that are up and new, the latest first; the brand's are left out."""
        for post in reversed(self.rehearsal.feed.posts.values()):
            if self.t - post.t > FRESH:
                return
            if post.standing == "up" and post.author != self.brand and self._of_cast(post):
                yield post

    def answers_since(self, since: ExerciseTime) -> Iterator[Post]:
        """Posts of the brand from `since` on."""
        for post in reversed(self.rehearsal.feed.posts.values()):
            if post.t < since:
                return
            if post.author == self.brand:
                yield post

    def valence(self, post: Post) -> float:
        """How the engine takes a post, 0 for one it does not have."""
        entity = self.audience.intake.names.get(post.id)
        return 0.0 if entity is None else self.audience.valence(entity)

    def weight(self, post: Post, *strategies: Strategy) -> float:
        """How much of these strategies a post of the brand is."""
        storm = self.rehearsal.storm
        intent = storm.judged.get(post.id) or storm.intents.get(post.id)
        weights = terms(self.gist(post), intent).weights
        total = 0.0
        for strategy in strategies:
            total += weights[STRATEGIES.index(strategy)]
        return total

    def gist(self, post: Post) -> Gist:
        """What a post's words do, as read by whoever reads here."""
        return self.rehearsal.storm.gists.get(post.id) or read(post.text, self.rehearsal.scenario.language)

    def _of_cast(self, post: Post) -> bool:
        return self.rehearsal.scenario.persona(post.author) is not None


Found = tuple[PostId | None, str]
"""What an opening hangs on, and why it is there."""


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
    for opening, find in _FINDERS.items():
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
    """The end of an opening, if it has come: taken, missed, or gone."""
    over = scene.t - chance.t >= chance.lasts
    taken = _TAKEN[chance.opening](scene, chance)
    if chance.opening == "leave_it":
        # To leave it alone is to do nothing while it lasts.
        if taken is not None:
            return ClosedChance(chance=chance.id, taken=False, post=taken)
        return ClosedChance(chance=chance.id, taken=True) if over else None
    if taken is not None:
        return ClosedChance(chance=chance.id, taken=True, post=taken)
    return ClosedChance(chance=chance.id, taken=False) if over else None


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
        one for name, one in rehearsal.facts.items() if one.standing == "confirmed" and name not in shown
    ]
    if ready and scene.audience.engine.model.worlds.anger[0, NEUTRAL] > ROUSED:
        return None, f"A fact is confirmed and nobody has been told: {ready[0].text}"
    return None


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
            scene.t - post.t > 90
            and scene.valence(post) < -ROUSED
            and 0 < reach < SMALL
            and post.followers < 2_000
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


_FINDERS: Final[Mapping[Opening, Callable[[Scene], Found | None]]] = {
    "steal_thunder": _steal_thunder,
    "ally": _ally,
    "critic_won": _critic_won,
    "receipts": _receipts,
    "cause": _cause,
    "self_irony": _self_irony,
    "wit": _wit,
    "leave_it": _leave_it,
}
_TAKEN: Final[Mapping[Opening, Callable[[Scene, StormChance], PostId | None]]] = {
    "steal_thunder": _told,
    "ally": _reacted,
    "critic_won": _talked,
    "receipts": _showed,
    "cause": _met,
    "self_irony": _joked,
    "wit": _joked,
    "leave_it": _reacted,
}
