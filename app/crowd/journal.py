"""What is put into a world, and before which step: with parameters and seed, that is its whole story."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from app.crowd.answers import Answer
from app.crowd.cascades import BY_FOLLOWERS, BY_THREAD
from app.crowd.engine import Engine
from app.crowd.exposing import show_to
from app.crowd.pushes import Quantity
from app.crowd.roots import Root
from app.crowd.silencing import limit, pin, show_again, silence
from app.crowd.sums import across
from app.crowd.taking_down import Removal, uncover
from app.feed.platforms import WhoReplies

IN_THREAD: Final = 0.1
"""Part of a post's readers who read on to a reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Somebody who is not the brand posts; `under` is what it replies to."""

    root: Root
    under: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The brand posts. `to` is what it answers, if that is one certain post."""

    root: Root
    answer: Answer
    to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The facilitator says what a post of the brand does."""

    entity: int
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A post is taken down, hidden or moderated."""

    entity: int
    removal: Removal
    admitted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """The brand keeps a post or its author out of sight; `fair`: it was a complaint that broke no rule."""

    entity: int
    act: Removal
    fair: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAgain:
    """The brand no longer hides a post."""

    entity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """Other people than `before` may reply to a post of the brand."""

    entity: int
    before: WhoReplies
    now: WhoReplies


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """The brand keeps a post of its own on top, or no longer."""

    entity: int
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """Somebody of the cast reposts: so many more accounts see it."""

    entity: int
    accounts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """The facilitator pushes a quantity; `half_life` is in audience seconds, None for ever."""

    quantity: Quantity
    by: float
    half_life: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """Where the bystanders' dials stand from now on: their mean, 0 to 1, None for none."""

    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """The facilitator turns a dial."""

    dial: Literal["mood", "volume"]
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Demanded:
    """Somebody has waited for evidence: unless the brand answered that post, it weighs now."""

    entity: int
    push: Pushed


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """A screenshot is shown of something the brand took back."""

    entity: int


Input = (
    Posted
    | Answered
    | Ruled
    | Removed
    | Silenced
    | ShownAgain
    | Limited
    | Pinned
    | PassedOn
    | Pushed
    | Trusted
    | Tuned
    | Demanded
    | Uncovered
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """An input, and the step before which it is put in."""

    step: int
    what: Input


Journal = tuple[Put, ...]
"""In the order of the steps."""


def apply(engine: Engine, world: int, what: Input) -> None:
    """Put an input into a world."""
    match what:
        case Posted(root=root, under=under):
            readers = 0.0 if under is None else IN_THREAD * _readers(engine, world, under)
            engine.post(world, replace(root, accounts=root.accounts + readers))
            if readers:
                _by_thread(engine, world, root, readers)
        case Answered(root=root, answer=answer, to=to):
            engine.answer(world, root, answer, to=to, since=born_of(engine, world, to))
        case Ruled(entity=entity, answer=answer):
            engine.rule(world, entity, answer)
        case Removed(entity=entity, removal=removal, admitted=admitted):
            engine.take_down(world, entity, removal, admitted=admitted)
        case Silenced(entity=entity, act=act, fair=fair):
            silence(engine.model, world, entity, act, fair=fair)
        case ShownAgain(entity=entity):
            show_again(engine.model, world, entity)
        case Limited(entity=entity, before=before, now=now):
            limit(engine.model, world, entity, before, now)
        case Pinned(entity=entity, on=on):
            pin(engine.model, world, entity, on=on)
        case PassedOn(entity=entity, accounts=accounts):
            show_to(engine.model, world, entity, accounts, BY_FOLLOWERS)
        case Pushed(quantity=quantity, by=by, half_life=half_life):
            engine.push(world, quantity, by, half_life)
        case Demanded(entity=entity, push=push):
            if not engine.answered(world, entity):
                engine.push(world, push.quantity, push.by, push.half_life)
        case Uncovered(entity=entity):
            uncover(engine.model, world, entity)
        case Trusted(value=value):
            engine.dials(world, value)
        case Tuned(dial=dial, value=value):
            getattr(engine.model.worlds, dial)[world] = value


def run(engine: Engine, journals: Iterable[Journal], until: int) -> None:
    """Step every world up to `until` steps, each with its own journal."""
    waiting = [[one for one in journal if one.step >= engine.model.tick] for journal in journals]
    while engine.model.tick < until:
        for world, journal in enumerate(waiting):
            while journal and journal[0].step <= engine.model.tick:
                apply(engine, world, journal.pop(0).what)
        engine.step()


def born_of(engine: Engine, world: int, entity: int | None) -> float | None:
    """Audience second at which a post came, None if it can no longer be told."""
    row = None if entity is None else _row(engine, world, entity)
    return None if row is None else float(engine.model.cascades.born[row])


def _readers(engine: Engine, world: int, entity: int) -> float:
    """Views of a post so far."""
    row = _row(engine, world, entity)
    return 0.0 if row is None else float(across(engine.model.cascades.views[row]))


def _by_thread(engine: Engine, world: int, root: Root, readers: float) -> None:
    """Say of a new post how many of those it is shown to come to it by what it answers."""
    row = _row(engine, world, root.entity)
    if row is not None:
        ways = engine.model.cascades.ways[row]
        part = float(ways[root.way]) * readers / (root.accounts + readers)
        ways[root.way] -= part
        ways[BY_THREAD] += part


def _row(engine: Engine, world: int, entity: int) -> int | None:
    rows = engine.model.cascades
    found = np.flatnonzero((rows.world == world) & (rows.entity == np.uint64(entity)))
    return int(found[0]) if len(found) else None
