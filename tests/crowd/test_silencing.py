"""What the brand keeps out of sight, pins or has removed: twins with and without it, by direction alone."""

from functools import cache

import numpy as np
import pytest

from app.crowd.breaches import breach_of
from app.crowd.cascades import SHOT
from app.crowd.engine import Engine
from app.crowd.journal import Input, Limited, Pinned, ShownAgain, Silenced, apply
from app.crowd.sums import across
from app.crowd.taking_down import Removal
from tests.crowd.test_engine_rules import APOLOGY, an_engine, complaint, go, ours

MANY = 40


def storms(accounts: float = 50_000.0) -> Engine:
    """Worlds in which a complaint is half an hour old and answered."""
    engine = an_engine(MANY)
    for world in range(MANY):
        engine.post(world, complaint(accounts=accounts))
    go(engine, 0.5)
    for world in range(MANY):
        engine.answer(world, ours(), APOLOGY, to=1)
    go(engine, 0.1)
    return engine


@cache
def after(*inputs: Input, accounts: float = 50_000.0, hours: float = 2.0) -> Engine:
    """What becomes of it with these inputs. To be read only."""
    engine = storms(accounts)
    for what in inputs:
        for world in range(MANY):
            apply(engine, world, what)
    go(engine, hours)
    return engine


def anger(engine: Engine) -> float:
    return float(engine.model.worlds.anger.mean())


def shots(engine: Engine) -> int:
    return int((engine.model.cascades.source == SHOT).sum())


def views(engine: Engine, entity: int) -> float:
    rows = engine.model.cascades
    return float(across(rows.views[rows.entity == np.uint64(entity)]).sum())


@pytest.mark.parametrize("act", ["hidden", "blocked", "limited", "reported"])
def test_a_fair_complaint_that_is_silenced_comes_back_by_those_who_saw_it(act: Removal) -> None:
    silenced = Silenced(entity=1, act=act, fair=True)
    few, many = after(silenced, accounts=200.0, hours=0.1), after(silenced, hours=0.1)
    assert shots(few) < shots(many)
    assert not shots(after(hours=0.1))


@pytest.mark.parametrize("act", ["hidden", "blocked", "reported"])
def test_silencing_a_fair_complaint_angers(act: Removal) -> None:
    assert anger(after(Silenced(entity=1, act=act, fair=True))) > anger(after())


@pytest.mark.parametrize("act", ["hidden", "removed"])
def test_abuse_out_of_sight_calms_and_nobody_makes_a_point_of_it(act: Removal) -> None:
    without, taken = after(), after(Silenced(entity=1, act=act, fair=False))
    assert anger(taken) < anger(without)
    assert shots(taken) == 0


def test_hidden_abuse_is_seen_by_fewer_and_by_more_once_it_is_shown_again() -> None:
    hide = Silenced(entity=1, act="hidden", fair=False)
    hidden, back = after(hide), after(hide, ShownAgain(entity=1))
    assert views(hidden, 1) < views(back, 1) < views(after(), 1)


def test_a_pinned_answer_reaches_more_and_its_twin_is_what_it_was() -> None:
    answer = ours().entity
    pinned, without = after(Pinned(entity=answer, on=True)), after()
    assert views(pinned, answer) > views(without, answer)
    assert pinned.model.answers.informed.sum() > without.model.answers.informed.sum()
    assert anger(pinned) < anger(without)


def test_a_pin_that_is_taken_off_again_leaves_the_answer_its_place() -> None:
    engine, answer = storms(), ours().entity
    before = engine.model.answers.seen_in.copy()
    for on in (True, False):
        apply(engine, 0, Pinned(entity=answer, on=on))
    assert (engine.model.answers.seen_in == before).all()


def test_where_fewer_may_reply_fewer_do_and_all_do_again_once_they_may() -> None:
    answer = ours().entity
    closed = [Limited(entity=answer, before="everyone", now="nobody")]
    opened = [*closed, Limited(entity=answer, before="nobody", now="everyone")]

    def ratio(*inputs: Input) -> float:
        rows = after(*inputs, hours=0.0).model.cascades
        return float(rows.ratios[rows.entity == np.uint64(answer), 1].mean())

    assert ratio(*closed) < 1e-6
    assert ratio(*opened) == pytest.approx(ratio())


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("You are a bunch of idiots and morons.", "abuse"),
        ("@ida77 you idiot", "abuse"),
        ("What an idiot decision, sorry.", None),
        ("Her number is 020 7946 0991, call her.", "private_data"),
        ("Write to her: ida.at.row22@harbour-letters.net", "private_data"),
        ("On 2026-11-21 at 18:52 I was still waiting at gate 14.", None),
        ("They walked me off the plane for my size. Shame on them.", None),
    ],
)
def test_a_platform_finds_abuse_and_private_data_and_no_complaint(text: str, breaks: str | None) -> None:
    assert breach_of(text, "en") == breaks
