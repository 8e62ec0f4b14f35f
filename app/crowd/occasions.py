"""On what occasion a post of the crowd is written: who, how they feel, what they answer."""

from dataclasses import dataclass
from math import fsum
from typing import Final

import numpy as np

from app.chance import between, chosen, uniform
from app.crowd.answering import acceptance
from app.crowd.audience import Audience
from app.crowd.parameters import ACTIVITY, SHARE
from app.crowd.proposing import terms
from app.crowd.reading import Reading, read
from app.crowd.segments import NEUTRAL, PRESS, SEGMENTS
from app.crowd.voice_occasion import Answered, Form, Occasion, mood_of
from app.feed.intent import STRATEGIES, Strategy
from app.feed.posts import Post
from app.ids import ExerciseTime
from app.rehearsal.state import Rehearsal
from app.scenario.topics import Topic

SEGMENT, SIDE, DEGREE, FORM, TOPIC, MEME, SPEAKS = range(62, 69)
"""Streams of chance."""
LEADING: Final = 0.3
"""A strategy of at least this weight is one the crowd speaks of."""
CONFORMS: Final = 0.3
"""How far the tone of a thread draws those who write in it. Source of the effect: Johnen et al. 2018."""
DRAWN_BY: Final = 0.5
"""How far those who reply are on the side of the post that moved them to."""
QUESTIONS: Final = 0.14
OFFERS: Final = 0.05
MEMES: Final = 0.04
TALKED_OF: Final = 300.0
"""Exercise seconds for which the brand's latest post is the talk of the whole feed."""
SPEAKS_OF_IT: Final = 0.4
"""Part of the posts under others that speak of it meanwhile."""
ABOUT: Final = 0.6
"""Share of posts that speak of one of the scenario's topics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every occasion of one beat shares."""

    rehearsal: Rehearsal
    audience: Audience
    t: ExerciseTime
    meme: str | None


def occasion(
    setting: Setting, post: Post | None, segment: int, form: Form, key: tuple[int, ...], *, lean: float
) -> Occasion:
    """The occasion on which somebody writes: a reply to `post` or quote of it, or a post of their own.

    `lean` is how the answered post leans, or their own where they answer nobody's: -1 to 1.
    """
    rehearsal, audience = setting.rehearsal, setting.audience
    scenario, crowd = rehearsal.scenario, rehearsal.scenario.crowd
    worlds = audience.engine.model.worlds
    sentiment = _sentiment(setting, post, segment, lean, key)
    answered = _answered(rehearsal, post)
    strategies, conditional = _did(rehearsal, _spoken_of(setting, post, key))
    brand = scenario.persona(scenario.brand)
    mood = mood_of(sentiment)
    return Occasion(
        language=scenario.language,
        segment=SEGMENTS[segment],
        sentiment=sentiment,
        arousal=_arousal(float(worlds.anger[0, segment]), sentiment, audience.seed, key),
        abuse=rehearsal.storm.dials["abuse"],
        form=form,
        answered=answered,
        strategies=strategies,
        conditional=conditional,
        silent_for=_silent_for(rehearsal, setting.t),
        quoted=post.text if post else "",
        author=post.name if post else "",
        brand=brand.name if brand else scenario.brand,
        handle=scenario.brand,
        topics=crowd.topics,
        topic=_topic(crowd.topics, post, audience.seed, key),
        facts=_public_facts(rehearsal),
        meme=setting.meme,
        hashtags=crowd.hashtags,
        lines={
            "against": crowd.words.against,
            "neutral": crowd.words.neutral,
            "supportive": crowd.words.supportive,
        }[mood],
        longest=rehearsal.platform.post_chars,
    )


def who_replies(setting: Setting, entity: int | None, key: tuple[int, ...]) -> int:
    """The segment of the next who replies: by how many of it looked, and how readily they act."""
    model = setting.audience.engine.model
    traits = model.parameters.segments
    weights = [float(traits[segment, SHARE] * traits[segment, ACTIVITY]) for segment in range(7)]
    rows = model.cascades
    for row, name in enumerate(rows.entity):
        if entity is not None and int(name) == entity:
            weights = [
                float(rows.views[row, segment] * traits[segment, ACTIVITY]) + 1e-9 for segment in range(7)
            ]
    luck, total = uniform(setting.audience.seed, *key, SEGMENT), 0.0
    for weight in weights:
        total += weight
    for segment, weight in enumerate(weights):
        luck -= weight / total
        if luck < 0:
            return segment
    return NEUTRAL


def form_of(setting: Setting, post: Post | None, segment: int, key: tuple[int, ...]) -> Form:
    """What kind of post it becomes."""
    if segment == PRESS:
        return "inquiry"
    luck = uniform(setting.audience.seed, *key, FORM)
    if luck < OFFERS and segment <= NEUTRAL:
        return "offer"
    if luck < OFFERS + QUESTIONS:
        return "question"
    if setting.meme and luck < OFFERS + QUESTIONS + MEMES:
        return "meme"
    return "post" if post is None else "reply"


def going_round(rehearsal: Rehearsal) -> str | None:
    """The phrase that has caught on: the one of the scenario's most used on the feed so far, if any is."""
    phrases = [meme for topic in rehearsal.scenario.crowd.topics for meme in topic.memes]
    texts = [post.text.casefold() for post in list(rehearsal.feed.posts.values())[-120:]]
    used = {phrase: sum(phrase.casefold() in text for text in texts) for phrase in phrases}
    if not phrases:
        return None
    best = max(phrases, key=lambda phrase: used[phrase])
    if used[best]:
        return best
    return chosen(phrases, rehearsal.seed, MEME) if len(texts) > 12 else None


def _sentiment(setting: Setting, post: Post | None, segment: int, lean: float, key: tuple[int, ...]) -> float:
    """From -1 to 1: the segment's own stance, which side moved them to write, and the tone of the thread."""
    rehearsal, audience = setting.rehearsal, setting.audience
    stance = 2 * float(audience.engine.model.worlds.trust[0, segment]) - 1
    anger = float(audience.engine.model.worlds.anger[0, segment])
    seed = audience.seed
    if post is None or post.standing != "up":
        # Nobody is answered: it is a post of their own, if with a picture of what was taken down.
        return round(max(-1.0, min(1.0, lean + between(-0.3, 0.3, seed, *key, SIDE))), 2)
    if post.author == rehearsal.scenario.brand:
        likely = _accepts(audience, post, segment)
        if likely is not None:
            luck = uniform(seed, *key, SIDE)
            if luck < likely[0]:
                return round(between(0.25, 0.85, seed, *key, DEGREE), 2)
            if luck < likely[0] + likely[1]:
                return round(-between(0.35, 1.0, seed, *key, DEGREE), 2)
            return round(between(-0.18, 0.18, seed, *key, DEGREE), 2)
    own = 0.7 * stance - 0.6 * anger + 0.15 + DRAWN_BY * lean
    drawn = own + between(-0.5, 0.5, seed, *key, SIDE)
    mixed = (1 - CONFORMS) * drawn + CONFORMS * _tone(rehearsal, post)
    return round(max(-1.0, min(1.0, mixed)), 2)


def _accepts(audience: Audience, post: Post, segment: int) -> tuple[float, float] | None:
    """How likely a segment takes the brand's post, and turns against it; None before the engine has it."""
    model = audience.engine.model
    entity = audience.intake.names.get(post.id)
    for place, name in enumerate(model.answers.entity):
        if name == entity:
            taken, refused = acceptance(model, np.array([place]))
            return float(taken[0, segment]), float(refused[0, segment])
    return None


def _tone(rehearsal: Rehearsal, post: Post | None) -> float:
    """The mean stance of the latest of the crowd's replies that are shown below a post."""
    latest = post.replies[-6:] if post else []
    origins = [rehearsal.origins.get(name) for name in latest]
    stances = [one.stance for one in origins if one is not None and one.stance is not None]
    return fsum(stances) / len(stances) if stances else 0.0


def _arousal(anger: float, sentiment: float, seed: int, key: tuple[int, ...]) -> float:
    """From 0 to 1: with the segment's anger; those who are content do not rage."""
    roused = 0.12 + 0.8 * anger + 0.25 * max(0.0, -sentiment) + between(-0.12, 0.12, seed, *key, DEGREE, 1)
    ceiling = 0.5 if sentiment > 0 else 1.0
    return round(max(0.0, min(ceiling, roused)), 2)


def _answered(rehearsal: Rehearsal, post: Post | None) -> Answered:
    if post is None:
        return "nobody"
    if post.author == rehearsal.scenario.brand:
        return "brand"
    persona = rehearsal.scenario.persona(post.author)
    if persona is None:
        return "crowd"
    if persona.sort == "press":
        return "press"
    origin = rehearsal.origins.get(post.id)
    return "inject" if origin is not None and origin.sort == "inject" else "critic"


def _spoken_of(setting: Setting, post: Post | None, key: tuple[int, ...]) -> Post | None:
    """The post of the brand that is spoken of: the one answered, or, while it is new, its latest."""
    rehearsal = setting.rehearsal
    if post is not None and post.author == rehearsal.scenario.brand:
        return post
    latest = rehearsal.feed.latest_by(rehearsal.scenario.brand)
    if latest is None or setting.t - latest.t > TALKED_OF:
        return None
    return latest if uniform(setting.audience.seed, *key, SPEAKS) < SPEAKS_OF_IT else None


def _did(rehearsal: Rehearsal, post: Post | None) -> tuple[tuple[Strategy, ...], bool]:
    """What the brand's post does, if it is the brand's: its leading strategies, and whether it says "if"."""
    if post is None or post.author != rehearsal.scenario.brand:
        return (), False
    storm = rehearsal.storm
    intent = storm.judged.get(post.id) or storm.intents.get(post.id)
    reading = storm.gists.get(post.id) or read(post.text, rehearsal.scenario.language)
    weights = terms(reading, intent).weights
    if intent is None and not any(reading.weights):
        return (), False
    order = sorted(range(len(STRATEGIES)), key=lambda place: (-weights[place], place))
    leading = tuple(STRATEGIES[place] for place in order[:2] if weights[place] >= LEADING)
    if isinstance(reading, Reading) and reading.policy and not reading.deflection and intent is None:
        # Rules are an excuse, but nobody else was named: people speak of rules.
        leading = tuple("explain" if one == "deflect" else one for one in leading)
    return tuple(dict.fromkeys(leading)), reading.conditional


def _silent_for(rehearsal: Rehearsal, t: ExerciseTime) -> float:
    """Exercise seconds, as the feed's clock shows them, without a word of the brand; 0 once it has spoken."""
    brand = rehearsal.scenario.brand
    if rehearsal.feed.latest_by(brand) is not None:
        return 0.0
    first = next((post.t for post in rehearsal.feed.posts.values() if post.author != brand), t)
    return max(0.0, t - first)


def _topic(topics: tuple[Topic, ...], post: Post | None, seed: int, key: tuple[int, ...]) -> str | None:
    """What it is about: the topic whose words the answered post has, else any."""
    if not topics:
        return None
    if post is not None:
        text = post.text.casefold()
        named = [
            one
            for one in topics
            if any(word in text for word in one.name.casefold().split() if len(word) > 4)
        ]
        if named:
            return chosen(named, seed, *key, TOPIC).id
    return chosen(topics, seed, *key, TOPIC).id if uniform(seed, *key, TOPIC, 1) < ABOUT else None


def _public_facts(rehearsal: Rehearsal) -> tuple[str, ...]:
    """The confirmed facts that posts of the brand cite."""
    cited = {fact for cites in rehearsal.citations.values() for fact in cites}
    return tuple(
        fact.text for name, fact in rehearsal.facts.items() if name in cited and fact.standing == "confirmed"
    )
