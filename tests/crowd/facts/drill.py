"""One fixed drill with all that can be put into a world. Run as a script, it prints the worlds' marks.

It needs the core and numpy, nothing else, so that it can be run under any numpy and Python.
"""

from app.crowd.answers import Answer, weights_of
from app.crowd.engine import Engine
from app.crowd.parameters import parameters
from app.crowd.roots import Root
from app.scenario.audience import Audience, Physics

SEEDS = (7, 7, 2_026)
STEPS = 400


def drill(
    seeds: tuple[int, ...] = SEEDS, *, until: int = STEPS, answered: tuple[int, ...] = (0, 2)
) -> Engine:
    """Four hours of a storm in a drill's steps; only the worlds named as `answered` hear from the brand."""
    audience = Audience(physics=Physics(pace=20, step=2))
    engine = Engine(parameters(audience=audience, hour=17.5), seeds)
    for tick in range(until):
        for world in range(len(seeds)):
            _put(engine, world, tick, answered=world in answered)
        engine.step()
    return engine


def _put(engine: Engine, world: int, tick: int, *, answered: bool) -> None:
    if tick == 0:
        engine.post(world, Root(entity=1, source="critic", valence=-0.9, arousal=0.8, accounts=2e5, moral=2))
        engine.post(world, Root(entity=3, source="other", valence=0.0, arousal=0.1, accounts=4e4))
    if tick == 40 and answered:
        post = Root(entity=2, source="brand", valence=0.0, arousal=0.2, accounts=2e4)
        engine.answer(world, post, Answer(weights=weights_of("apology", "explain"), voice=0.8), to=1)
    if tick == 90 and answered:
        engine.take_down(world, 1, "hidden")
    if tick == 120:
        engine.push(world, "severity", 0.2, 3_600.0)
        engine.dials(world, 0.3)
    if tick == 150:
        engine.post(world, Root(entity=4, source="ally", valence=0.8, arousal=0.4, accounts=1e5, funny=0.5))


def marks() -> list[str]:
    """The fingerprints of the drill's worlds."""
    engine = drill()
    return [engine.mark(world) for world in range(len(SEEDS))]


if __name__ == "__main__":
    print(*marks())  # noqa: T201 - a script speaks
