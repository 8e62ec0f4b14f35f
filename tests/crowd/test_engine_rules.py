"""Rules of the engine that need a storm to be seen."""

from dataclasses import replace

import numpy as np
import pytest

from app.crowd.answers import Answer, weights_of
from app.crowd.cascades import BRAND, BY_TREND, ELSEWHERE, LIKES, REPLIES, SHOT
from app.crowd.engine import Engine
from app.crowd.feeling import _silence
from app.crowd.parameters import parameters
from app.crowd.roots import RATIOS, Root
from app.crowd.sums import across
from app.scenario.audience import Audience, Crisis, Physics

HOUR = 3_600.0


def an_engine(worlds: int = 1, *, step: float = 120, history: float = 0.0, **physics: float) -> Engine:
    """Worlds with seeds from 0 on, at the audience's own pace, from noon on."""
    audience = Audience(crisis=Crisis(history=history), physics=Physics(pace=1, step=step, **physics))
    return Engine(parameters(audience=audience, hour=12), range(worlds))


def complaint(entity: int = 1, accounts: float = 2e5, **changes: float) -> Root:
    root = Root(entity=entity, source="critic", valence=-0.9, arousal=0.8, accounts=accounts)
    return replace(root, **changes)  # type: ignore[arg-type]


def ours(entity: int = 2, accounts: float = 2e4) -> Root:
    return Root(entity=entity, source="brand", valence=0.0, arousal=0.2, accounts=accounts)


def go(engine: Engine, hours: float) -> None:
    for _ in range(round(hours * HOUR / engine.model.parameters.step)):
        engine.step()


APOLOGY = Answer(weights=weights_of("apology"), voice=1.0, specificity=0.8)
ATTACK = Answer(weights=weights_of("attack"))


def test_silence_grows_until_the_brand_answers() -> None:
    engine = an_engine()
    assert _silence(engine.model)[0] == 1
    engine.post(0, complaint())
    go(engine, 1)
    early = _silence(engine.model)[0]
    go(engine, 4)
    assert _silence(engine.model)[0] > early > 1
    engine.answer(0, ours(), APOLOGY)
    assert _silence(engine.model)[0] == 1


def test_the_more_have_seen_a_post_the_likelier_its_deletion_comes_back() -> None:
    captured = []
    for accounts in (500, 20_000):
        engine = an_engine(60)
        for world in range(60):
            engine.post(world, complaint(accounts=accounts))
        go(engine, 1)
        captured.append(sum(engine.take_down(world, 1, "deleted") for world in range(60)))
    assert captured[0] < 30 < captured[1]


def test_an_admitted_deletion_is_nobodys_scandal() -> None:
    engine = an_engine(20)
    blame = engine.model.worlds.blame.copy()
    for world in range(20):
        engine.post(world, complaint(accounts=50_000))
    go(engine, 0.2)
    assert not any(engine.take_down(world, 1, "deleted", admitted=True) for world in range(20))
    assert (engine.model.worlds.blame == blame).all()
    assert not (engine.model.cascades.source == SHOT).any()


def test_talk_reaches_other_platforms_some_twenty_minutes_later() -> None:
    engine = an_engine(step=60)
    engine.post(0, complaint())

    def elsewhere() -> float:
        rows = engine.model.cascades
        return float(across(rows.shown[rows.source == ELSEWHERE]).sum())

    go(engine, 0.1)
    seen = float(across(engine.model.cascades.views).sum())
    assert elsewhere() < 0.2 * 0.02 * seen
    go(engine, 2)
    assert elsewhere() > 0.5 * 0.02 * seen


def test_what_is_unusually_loud_trends_and_stops_when_it_is_quiet() -> None:
    engine = an_engine()
    assert not engine.model.worlds.trending[0]
    engine.post(0, complaint(accounts=1e6))
    go(engine, 0.5)
    assert engine.model.worlds.trending[0]
    assert engine.model.cascades.ways[:, BY_TREND].sum() > 0
    go(engine, 40)
    assert not engine.model.worlds.trending[0]


def test_a_push_is_half_gone_after_its_half_life() -> None:
    engine = an_engine()
    before = float(engine.model.worlds.severity[0])
    engine.push(0, "severity", 0.2, 2 * HOUR)
    assert engine.model.worlds.severity[0] == pytest.approx(before + 0.2)
    go(engine, 2)
    assert engine.model.worlds.severity[0] == pytest.approx(before + 0.1)


def test_a_push_without_a_half_life_stays() -> None:
    engine = an_engine()
    engine.push(0, "responsibility", -0.3, None)
    pushed = engine.model.worlds.blame.copy()
    go(engine, 5)
    assert (engine.model.worlds.blame == pushed).all()


@pytest.mark.parametrize("value", [0.1, 0.9])
def test_dials_draw_the_neutrals_along_and_nobody_else(value: float) -> None:
    engine, other = an_engine(), an_engine()
    engine.dials(0, value)
    go(engine, 4)
    go(other, 4)
    with_dials, without = engine.model.worlds.trust[0], other.model.worlds.trust[0]
    assert abs(with_dials[1] - value) < abs(without[1] - value)
    assert (np.delete(with_dials, 1) == np.delete(without, 1)).all()


def test_letting_posts_go_loses_less_than_a_hundredth(monkeypatch: pytest.MonkeyPatch) -> None:
    def reposts(over: float) -> float:
        monkeypatch.setattr("app.crowd.engine.OVER", over)
        engine, total = an_engine(40, step=300), 0.0
        for world in range(40):
            engine.post(world, complaint(valence=0.0, accounts=5e4))
        for _ in range(12 * 48):
            total += float(engine.step().acts[:, 0].sum())
        return total

    kept, let_go = reposts(0.0), reposts(0.1)
    assert kept * 0.99 <= let_go <= kept


def test_who_tells_first_and_says_what_exactly_is_blamed_less() -> None:
    engine = an_engine()
    before = float(engine.model.worlds.blame[0, 0])
    engine.answer(0, ours(), APOLOGY)
    assert engine.model.worlds.told_first[0]
    assert engine.model.worlds.blame[0, 0] == pytest.approx(0.8 * before)
    engine.answer(0, ours(entity=3), APOLOGY)
    assert engine.model.worlds.blame[0, 0] == pytest.approx(0.8 * before)


@pytest.mark.parametrize("vague", [replace(APOLOGY, specificity=0.5), replace(ATTACK, specificity=1.0)])
def test_only_a_specific_confession_steals_thunder(vague: Answer) -> None:
    engine = an_engine()
    engine.answer(0, ours(), vague)
    assert not engine.model.worlds.told_first[0]


def test_nobody_tells_first_what_a_critic_has_told() -> None:
    engine = an_engine()
    engine.post(0, complaint())
    engine.answer(0, ours(), APOLOGY)
    assert not engine.model.worlds.told_first[0]


def test_the_second_failure_is_blamed_at_least_1_3_times_as_much() -> None:
    def blamed(history: float) -> float:
        audience = Audience(crisis=Crisis(responsibility=0.5, history=history))
        return float(Engine(parameters(audience=audience), [1]).model.worlds.blame[0, 0])

    assert blamed(1) == pytest.approx(1.3 * blamed(0))
    assert blamed(3) > blamed(2) > blamed(1)


@pytest.mark.parametrize(("given", "part"), [(APOLOGY, 0.5), (ATTACK, 1.0)])
def test_a_message_halves_a_thread_only_if_it_is_taken_for_care(given: Answer, part: float) -> None:
    engine = an_engine()
    engine.post(0, complaint())
    engine.post(0, complaint(entity=5))
    before = engine.model.cascades.infection[:2].copy()
    engine.answer(0, ours(), replace(given, target="message", words=0.8), to=1)
    after = engine.model.cascades.infection[:2]
    assert after[0] == part * before[0]
    assert after[1] == before[1]


@pytest.mark.parametrize(("given", "ratioed"), [(APOLOGY, False), (ATTACK, True)])
def test_a_post_most_turn_against_has_more_replies_than_likes(given: Answer, *, ratioed: bool) -> None:
    engine = an_engine()
    engine.post(0, complaint())
    go(engine, 0.5)
    engine.answer(0, ours(), given)
    go(engine, 6)
    rows = engine.model.cascades
    brand = int(np.flatnonzero(rows.source == BRAND)[0])
    assert (rows.totals[brand, REPLIES] > rows.totals[brand, LIKES]) == ratioed
    assert tuple(rows.ratios[brand]) == RATIOS["ratioed" if ratioed else "normal"]


def fixed(engine: Engine, answer: Answer, entity: int) -> float:
    """What of an answer's acceptance is set when it is given, in logits."""
    place = engine.answer(0, ours(entity=entity), answer)
    return float(engine.model.answers.fixed[place])


def test_what_was_said_before_counts_less_and_in_time_anew() -> None:
    engine = an_engine()
    first, second = fixed(engine, APOLOGY, 2), fixed(engine, APOLOGY, 3)
    assert second == pytest.approx(first - 0.35)
    assert fixed(engine, replace(ATTACK, voice=1.0, specificity=0.8), 4) == pytest.approx(first)
    go(engine, 48)
    assert fixed(engine, APOLOGY, 5) == pytest.approx(first, abs=1e-3)


@pytest.mark.parametrize(
    ("change", "costs"), [({"conditional": 1.0}, 0.8), ({"contradicts": 1.0}, 1.0), ({"voice": 0.0}, 0.8)]
)
def test_conditions_contradictions_and_an_institutions_voice_cost_acceptance(
    change: dict[str, float], costs: float
) -> None:
    plain = fixed(an_engine(), APOLOGY, 2)
    assert fixed(an_engine(), replace(APOLOGY, **change), 2) == pytest.approx(plain - costs)  # type: ignore[arg-type]


def test_evidence_for_what_is_true_takes_blame_away_and_an_apology_for_it_adds() -> None:
    def blame(strategy: str) -> float:
        audience = Audience(crisis=Crisis(responsibility=0.6, truth=1.0), physics=Physics(pace=1, step=120))
        engine = Engine(parameters(audience=audience, hour=12), [1])
        engine.post(0, complaint())
        go(engine, 0.5)
        engine.answer(0, ours(), Answer(weights=weights_of(strategy)))  # type: ignore[arg-type]
        go(engine, 4)
        return float(engine.model.worlds.blame[0, 1])

    assert blame("correct") < 0.6 < blame("apology")
