"""Which side a post takes that is not the brand's, and how much it stirs."""

from dataclasses import dataclass
from typing import Final

from app.crowd.reading import read
from app.crowd.roots import Source
from app.rehearsal import events as e
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario

_STANCE: Final = {"against": -0.5, "neutral": -0.05, "for": 0.4}
_TONE: Final = 0.4
"""How far the words of a post move the stance of who wrote it."""
CRITIC_LEANS: Final = -0.4
"""A critic's post leans at least so far, whatever its words, until it praises."""
IDLE_WITHIN: Final = 0.12
"""A post that leans less than this either way is not about the crisis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """How a post leans; see `roots.Root`. `reach` is an inject's own, in the scenario's accounts."""

    source: Source
    valence: float
    arousal: float
    moral: int
    funny: float
    named: bool
    reach: float


def lean_of(scenario: Scenario, event: e.PostPublished) -> Lean:
    """How a post leans that people, stand-ins, facilitators or injects wrote."""
    reading = read(event.text, scenario.language)
    inject = _inject_of(scenario, event)
    critic = event.author in _critics(scenario)
    valence = -inject.heat if inject else _valence(scenario, event, critic=critic)
    stirs = abs(inject.heat) if inject else 0.0
    source: Source = "inject" if inject else "critic"
    if _is_press(scenario, event):
        source = "press"
    elif valence > IDLE_WITHIN:
        source = "ally"
    elif valence > -IDLE_WITHIN:
        source = "other"
    return Lean(
        source=source,
        valence=valence,
        arousal=min(1.0, max(stirs, 0.25 + 0.6 * reading.arousal)),
        moral=reading.moral,
        funny=0.6 if reading.humour else 0.0,
        named=valence < -IDLE_WITHIN,
        reach=float(inject.reach) if inject else 0.0,
    )


def _valence(scenario: Scenario, event: e.PostPublished, *, critic: bool) -> float:
    persona = scenario.persona(event.author)
    tone = read(event.text, scenario.language).tone
    leaning = (_STANCE[persona.stance] if persona else 0.0) + _TONE * tone
    if critic and tone <= 0:
        leaning = min(leaning, CRITIC_LEANS)
    return max(-1.0, min(1.0, leaning))


def _inject_of(scenario: Scenario, event: e.PostPublished) -> Inject | None:
    name = event.origin.inject if event.origin else None
    return scenario.inject(name) if name else None


def _is_press(scenario: Scenario, event: e.PostPublished) -> bool:
    persona = scenario.persona(event.author)
    return persona is not None and persona.sort == "press"


def _critics(scenario: Scenario) -> frozenset[str]:
    return frozenset(handle for seat in scenario.seats if seat.role == "critic" for handle in seat.personas)
