"""New posts: those given from outside, and what becomes of them as rows."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.cascades import BRAND, CRITIC, INJECT, OTHER, SOURCES, Fresh
from app.crowd.exactly import exp, normal_quantile
from app.crowd.model import HERE, Model
from app.crowd.parameters import REFERENCE

Real = NDArray[np.float64]
Whole = NDArray[np.int64]
Source = Literal["critic", "inject", "crowd", "press", "ally", "brand", "screenshot", "elsewhere", "other"]

RATIOS: Final = {"normal": (5.0, 0.45, 0.15), "outrage": (1.5, 0.6, 0.3), "ratioed": (1.0, 4.0, 1.5)}
"""Likes, replies and quotes for each repost: of a post people like, one that angers, one they turn on."""
OF_PEOPLE_BITS: Final = np.uint64(40)
"""Names of posts by people, injects and stand-ins are a 1 and so many bits; others have bits before it."""
NO_ANSWER: Final = -1
MORAL: Final = 1.2
"""What each moral-emotional word makes of how readily a post is passed on.

Source: Brady et al. 2017, PNAS.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A new post that may spread.

    Attributes:
        entity: its name, which no other post has in this world.
        source: who it is by.
        valence: how it leans, -1 against the brand to 1 for it.
        arousal: how much it stirs, 0 to 1.
        accounts: how many see it at once.
        way: how it comes to them; a place in `cascades.WAYS`.
        moral: how many moral-emotional words it has.
        funny: how funny it is, 0 to 1.
        gain: factor on how readily it is passed on.
        named: somebody the brand should answer wrote it.
    """

    entity: int
    source: Source
    valence: float
    arousal: float
    accounts: float
    way: int = 0
    moral: int = 0
    funny: float = 0.0
    gain: float = 1.0
    named: bool = True


def add_roots(
    model: Model, world: Whole, root: Root, accounts: Real, *, answer: int | Whole = NO_ANSWER
) -> Whole:
    """Put the same post on the feeds of several worlds, where `accounts` see it at once; returns its rows."""
    count = len(world)
    return add_rows(
        model,
        world=world,
        entity=np.full(count, root.entity, dtype=np.uint64),
        source=np.full(count, SOURCES.index(root.source)),
        valence=np.full(count, root.valence),
        arousal=np.full(count, root.arousal),
        funny=np.full(count, root.funny),
        gain=np.full(count, root.gain * MORAL**root.moral),
        accounts=accounts,
        way=np.full(count, root.way),
        answer=answer,
    )


def add_rows(
    model: Model,
    *,
    world: Whole,
    entity: NDArray[np.uint64],
    source: Whole,
    valence: Real,
    arousal: Real,
    funny: Real,
    gain: Real,
    accounts: Real,
    way: Whole,
    answer: int | Whole = NO_ANSWER,
    kernel: int = HERE,
) -> Whole:
    """Put many posts on their feeds; returns their rows."""
    people = model.parameters.people
    shares = model.parameters.shares
    share = np.minimum(accounts * model.worlds.volume[world], 50 * REFERENCE)
    seed = model.worlds.seed[world]
    rows = model.cascades.add(
        Fresh(
            world=world,
            entity=entity,
            seed=seed,
            born=np.full(len(world), model.now),
            source=source,
            valence=valence,
            arousal=arousal,
            funny=funny,
            infection=_infection(model, seed, entity, source) * gain,
            kernel=np.full(len(world), kernel),
            answer=np.full(len(world), answer),
            ratios=_ratios(valence, source),
            shown=share[:, None] * shares,
            way=way,
        )
    )
    fresh = people * (1 - exp(-model.cascades.shown[rows] / people))
    model.cascades.pending[:, rows] = fresh
    return rows


def _infection(model: Model, seed: NDArray[np.uint64], entity: NDArray[np.uint64], source: Whole) -> Real:
    """How readily each post is passed on: log-normal around what its kind is worth, up to a ceiling."""
    physics = model.parameters.physics
    luck = normal_quantile(philox.uniforms(seed, entity, 0, philox.INFECTION, 1)[:, 0])
    idle, brand = source == OTHER, source == BRAND
    base = np.where(
        idle, physics.idle_infection, np.where(brand, physics.brand_infection, physics.seed_infection)
    )
    spread = np.where(idle, physics.idle_spread, physics.seed_spread)
    infection: Real = np.minimum(base * exp(spread * luck), physics.most_infection)
    return infection


def _ratios(valence: Real, source: Whole) -> Real:
    angry = (valence < -0.3) & (source != BRAND)
    ratios: Real = np.where(angry[:, None], RATIOS["outrage"], RATIOS["normal"])
    return ratios


def is_named(source: int) -> bool:
    """Whether it is by somebody the brand should answer."""
    return source in (CRITIC, INJECT)
