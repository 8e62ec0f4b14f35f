"""What the crowd's bench steps: many posts at once, a severe crisis, and a drill with its what-ifs."""

from typing import Final

from app.crowd.answers import Answer, weights_of
from app.crowd.engine import Engine
from app.crowd.journal import Answered, Journal, Posted, Put
from app.crowd.parameters import Parameters, parameters
from app.crowd.roots import Root, Source
from app.crowd.twins import Change
from app.feed.intent import STRATEGIES
from app.scenario.audience import Audience, Crisis, Physics

SEVERE: Final = Crisis(severity=0.6, responsibility=0.9)
CRISIS_STEPS: Final = 900
"""Thirty hours at two minutes."""
DRILL_STEPS: Final = 1_200
"""Forty minutes at two seconds; each is forty of the audience's."""
INJECTS, PLAYERS, ANSWERS = 25, 40, 12
DELAYS: Final = (0, 15, 45)
"""Steps by which an answer might have come later."""


def critic(entity: int, accounts: float, *, source: Source = "critic", gain: float = 1.0) -> Root:
    kind = source == "ally"
    return Root(
        entity=entity,
        source=source,
        valence=0.4 if kind else -0.7,
        arousal=0.3 if kind else 0.7,
        accounts=accounts,
        gain=gain,
    )


def crowded(posts: int) -> Engine:
    """An audience with so many posts going round at once, none of which will be over soon."""
    engine = Engine(parameters(), [1])
    for entity in range(posts):
        engine.post(0, critic(entity + 1, 20_000.0, gain=0.4))
    return engine


def crisis(worlds: int = 1) -> Engine:
    """A post that 200,000 see in the middle of the night, and no answer."""
    audience = Audience(crisis=SEVERE, physics=Physics(pace=1.0, step=120.0))
    engine = Engine(parameters(audience=audience, hour=0.0), range(worlds))
    for world in range(worlds):
        engine.post(world, critic(1, 200_000.0))
    return engine


def drill() -> tuple[Parameters, Journal]:
    """Forty minutes with everything a team and its facilitator put in."""
    puts = [Put(step=0, what=Posted(root=critic(1, 200_000.0)))]
    for number in range(INJECTS - 1):
        root = critic(100 + number, 50_000.0, source="inject")
        puts.append(Put(step=20 + 48 * number, what=Posted(root=root)))
    for number in range(PLAYERS):
        root = critic(200 + number, 5_000.0, source="critic" if number % 2 else "ally")
        puts.append(Put(step=7 + 30 * number, what=Posted(root=root, under=1 if number % 3 == 0 else None)))
    for number, strategy in zip(range(ANSWERS), STRATEGIES * 2, strict=False):
        root = Root(entity=400 + number, source="brand", valence=0.0, arousal=0.2, accounts=20_000.0)
        answer = Answered(root=root, answer=Answer(weights=weights_of(strategy)))
        puts.append(Put(step=60 + 95 * number, what=answer))
    return parameters(hour=9.0, audience=Audience(crisis=SEVERE)), tuple(
        sorted(puts, key=lambda one: one.step)
    )


def what_ifs(journal: Journal, many: int) -> list[Change]:
    """Each answer of the brand left out, then with every other strategy, then later."""
    found = []
    for place, put in enumerate(journal):
        match put.what:
            case Answered(root=root, to=to):
                found.append(Change(out=(place,)))
                for delay in DELAYS:
                    for strategy in STRATEGIES:
                        what = Answered(root=root, answer=Answer(weights=weights_of(strategy)), to=to)
                        instead = Put(step=put.step + delay, what=what)
                        found.append(Change(out=(place,), put=(instead,)))
            case _:
                continue
    return found[:: max(1, len(found) // many)][:many]
