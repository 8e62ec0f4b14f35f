"""A storm for tests: a rehearsal with nobody in it but those a test lets speak, and the crowd."""

from dataclasses import replace
from typing import Final

from app.crowd.step import Crowds
from app.feed.intent import Intent
from app.feed.posts import Post
from app.ids import CONDUCTOR, FactId, Handle, InjectId, PostId
from app.rehearsal.commands import ActAsCrowd
from app.rehearsal.events import Byline, Event, Origin, PostPublished
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.audience import Audience, Crisis, Physics
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import Drill, a_drill, started, wall

OWNED: Final = (
    "We got this wrong. That was our mistake and we are sorry. From 6 pm today we ask in private, "
    "and we pay the ticket back tonight."
)
RULES: Final = "Passengers must comply with our policy. He refused to, and this is blown out of proportion."
ANGRY: Final = "They walked me off the plane for my size, in front of everybody. Shame on them. Disgusting."
EVERY: Final = AIRLINE.crowd.audience.physics.step
"""Seconds of the exercise in one step of the crowd."""


def with_crisis(scenario: Scenario = AIRLINE, **changes: float) -> Scenario:
    """The same story with another crisis behind it."""
    audience = replace(scenario.crowd.audience, crisis=Crisis(**changes))
    return _with_audience(scenario, audience)


def with_physics(scenario: Scenario = AIRLINE, **changes: float) -> Scenario:
    """The same story in an audience whose attention moves otherwise."""
    audience = replace(scenario.crowd.audience, physics=Physics(**changes))
    return _with_audience(scenario, audience)


def _with_audience(scenario: Scenario, audience: Audience) -> Scenario:
    return replace(scenario, crowd=replace(scenario.crowd, audience=audience))


def a_post(
    post: str,
    author: Handle,
    text: str,
    *,
    reply_to: str | None = None,
    intent: Intent | None = None,
    cites: tuple[FactId, ...] = (),
    origin: Origin | None = None,
    scenario: Scenario = AIRLINE,
) -> PostPublished:
    """A post as it is published, with the byline the cast gives."""
    persona = scenario.persona(author)
    followers = persona.followers if persona else 300
    return PostPublished(
        post=PostId(post),
        author=author,
        byline=Byline(name=persona.name if persona else author, followers=followers),
        text=text,
        reply_to=PostId(reply_to) if reply_to else None,
        intent=intent,
        cites=cites,
        origin=origin or Origin(sort="human"),
    )


def by_inject(number: str) -> Origin:
    return Origin(sort="inject", inject=InjectId(number))


class Storm:
    """A drill whose beats are all the crowd's.

    Attributes:
        refused: acts the door turned down.
    """

    def __init__(self, scenario: Scenario = AIRLINE, *, seed: int = 7) -> None:
        self.drill: Drill = a_drill(started(), scenario=scenario, seed=seed)
        self.crowds = Crowds()
        self.refused: list[Refused] = []

    @property
    def rehearsal(self) -> Rehearsal:
        return self.drill.rehearsal

    def say(
        self,
        text: str,
        at: float,
        author: Handle = BRAND,
        *,
        reply_to: str | None = None,
        intent: Intent | None = None,
        cites: tuple[FactId, ...] = (),
        origin: Origin | None = None,
    ) -> PostId:
        """Somebody of the cast posts, as in a log; whatever the door would have said."""
        name, scenario = self.rehearsal.feed.next_id(), self.rehearsal.scenario
        post = a_post(
            name,
            author,
            text,
            reply_to=reply_to,
            intent=intent,
            cites=cites,
            origin=origin,
            scenario=scenario,
        )
        self.drill.happened(post, at=at)
        return name

    def happened(self, *events: Event, at: float) -> None:
        self.drill.happened(*events, at=at)

    def asked(self, at: float, crowds: Crowds | None = None) -> ActAsCrowd | None:
        """What the crowd would do at a time; nothing comes of it."""
        rehearsal = self.rehearsal
        return (crowds or self.crowds)(rehearsal, rehearsal.clock.time(wall(at)))

    def beat(self, at: float, crowds: Crowds | None = None) -> ActAsCrowd | None:
        """What the crowd does at a time, put on the log."""
        act = self.asked(at, crowds)
        if act is not None:
            self.drill.ask(CONDUCTOR, act, at)
        return act

    def on(self, until: float, every: float = EVERY) -> Rehearsal:
        """Beats on a grid of wall seconds, from the last one to `until`."""
        first = int(self.drill.at / every) + 1
        for beat in range(first, int(until / every) + 1):
            self.beat(beat * every)
        return self.rehearsal

    def crowd_posts(self) -> list[Post]:
        """The crowd's posts on the feed."""
        origins = self.rehearsal.origins
        return [post for post in self.rehearsal.feed.posts.values() if origins[post.id].sort == "crowd"]


def a_storm(
    answer: str | None = None,
    *,
    at: float = 120.0,
    scenario: Scenario = AIRLINE,
    seed: int = 7,
    intent: Intent | None = None,
) -> Storm:
    """The passenger's angry post, and perhaps the brand's answer in its thread."""
    storm = Storm(scenario, seed=seed)
    storm.say(ANGRY, 1.0, DIRECTOR)
    storm.on(at)
    if answer is not None:
        storm.say(answer, at, reply_to="p1", intent=intent)
    return storm
