"""The engine: a number of worlds with one audience each, stepped together over a grid of exercise time.

A world's story is a pure function of the parameters, its seed and what is put in at which step. Worlds
never touch each other: a world stepped alone and the same one stepped among others have the same bits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox, spreading
from app.crowd.answering import answers_work
from app.crowd.answers import Answer
from app.crowd.chatter import chat
from app.crowd.feeling import dial, feel, seen, topical
from app.crowd.kernel import WEIGHTS, decays
from app.crowd.model import Model
from app.crowd.moves import change_channel, tell_first
from app.crowd.organic import report, write
from app.crowd.parameters import Parameters
from app.crowd.pushes import Push, Quantity, let_go, push
from app.crowd.roots import OF_PEOPLE_BITS, Root, add_roots
from app.crowd.rows import apart
from app.crowd.sums import across
from app.crowd.taking_down import Removal, take_down
from app.crowd.trending import leak, trend
from app.crowd.turns import Turn
from app.crowd.worlds import NEVER

Real = NDArray[np.float64]

AHEAD: Final = 32
"""Steps for which the worlds' luck is drawn at once."""
OVER: Final = 0.1
"""A post that is expected to bring fewer reposts than this in the next `SOON` audience seconds is let go."""
SOON: Final = 6 * 3600.0
READ_FOR: Final = 6 * 3600.0
"""Audience seconds for which a post of people stays, however few pass it on: its views are shown."""
LET_GO_EVERY: Final = 16
"""Steps between two looks at which posts are over."""


@dataclass(slots=True, kw_only=True)
class Step:
    """What one step did to the rows that moved: their world, entity and new acts."""

    world: NDArray[np.int64]
    entity: NDArray[np.uint64]
    valence: Real
    """Of each row; 0 for the brand's."""
    acts: NDArray[np.int64]
    seen: Real
    """Views by segment; shape (rows, 7)."""
    posts: Real
    """New posts of the audience's own by world, against and for the brand; shape (W, 2)."""
    articles: NDArray[np.int64]

    @property
    def views(self) -> Real:
        """Views of each row."""
        return across(self.seen)


class Engine:
    """Worlds of one audience. `model` is theirs to read."""

    def __init__(self, parameters: Parameters, seeds: Sequence[int]) -> None:
        self.model = Model(parameters, seeds)
        self._dials: dict[int, float] = {}
        self._pushes: list[Push] = []
        self._answered: set[tuple[int, int]] = set()
        self._ahead: Real = np.zeros((AHEAD, 0, 15))

    def post(self, world: int, root: Root) -> None:
        """Somebody posts."""
        self.post_to(np.array([world]), root, np.array([root.accounts]))

    def post_to(self, places: NDArray[np.int64], root: Root, accounts: Real) -> None:
        """The same post in several worlds, where so many accounts see it at once."""
        add_roots(self.model, places, root, accounts)
        worlds = self.model.worlds
        if root.valence < 0 and root.named:
            waiting = worlds.waiting[places]
            worlds.waiting[places] = np.where(waiting <= NEVER, self.model.now, waiting)
            worlds.novelty[places] = self.model.now

    def answer(
        self, world: int, root: Root, answer: Answer, *, to: int | None = None, since: float | None = None
    ) -> int:
        """The brand answers; returns the answer's place.

        Args:
            world: whose brand.
            root: its post.
            answer: what it does.
            to: the post it answers, if that is one certain post.
            since: audience second of what it answers, if that is one certain post.
        """
        return int(self.answer_in([world], root, answer, to=to, since=[since])[0])

    def answer_in(
        self,
        places: Sequence[int],
        root: Root,
        answer: Answer,
        *,
        to: int | None = None,
        since: Sequence[float | None],
    ) -> NDArray[np.int64]:
        """The same answer in several worlds; `since` is by world."""
        model, worlds = self.model, self.model.worlds
        for world in places:
            tell_first(model, world, answer)
        waited = [self._waited(world, one) for world, one in zip(places, since, strict=True)]
        given = model.answers.add(
            model.parameters, answer, worlds=places, entity=root.entity, born=model.now, latencies=waited
        )
        add_roots(model, np.array(places), root, np.full(len(places), root.accounts), answer=given)
        if to is not None:
            self._answered.update((world, to) for world in places)
            for world, place in zip(places, given.tolist(), strict=True):
                change_channel(model, world, place, to)
        worlds.acts[places] += 1
        if answer.target != "message":
            # Nobody else sees that somebody was written to.
            worlds.waiting[places] = NEVER
        return given

    def _waited(self, world: int, since: float | None) -> float:
        """Audience seconds for which criticism has waited, or what came at `since`, if that is less."""
        now, waiting = self.model.now, float(self.model.worlds.waiting[world])
        waited = now - waiting if waiting > NEVER else 0.0
        return waited if since is None else max(0.0, min(waited, now - since))

    def answered(self, world: int, entity: int) -> bool:
        """Whether the brand of a world has answered that very post."""
        return (world, entity) in self._answered

    def rule(self, world: int, entity: int, answer: Answer) -> None:
        """An answer of a world does something else from now on."""
        answers = self.model.answers
        for place, (where, name) in enumerate(zip(answers.world, answers.entity, strict=True)):
            if where == world and name == entity:
                answers.change(self.model.parameters, place, answer)

    def dials(self, world: int, value: float | None) -> None:
        """Where the bystanders' dials stand from now on: their mean, 0 to 1, or None for none."""
        if value is None:
            self._dials.pop(world, None)
        else:
            self._dials[world] = value

    def push(self, world: int, quantity: Quantity, by: float, half_life: float | None) -> None:
        """Move a quantity of a world by `by`; half of it is gone after `half_life` audience seconds."""
        self._pushes.append(push(self.model, world, quantity, by, half_life))

    def take_down(self, world: int, entity: int, removal: Removal, *, admitted: bool = False) -> bool:
        """A post is removed; returns whether a screenshot of it goes round."""
        return take_down(self.model, world, entity, removal, admitted=admitted)

    def fork(self, world: int, copies: int) -> range:
        """Add worlds that are as this one is, with the same luck ahead of them; returns which they are."""
        model, first = self.model, len(self.model.worlds)
        new = range(first, first + copies)
        model.worlds.copy(world, copies)
        model.cascades.copy(world, new, model.answers.copy(world, new))
        self._pushes += [replace(one, world=to) for to in new for one in self._pushes if one.world == world]
        self._answered |= {(to, post) for where, post in self._answered if where == world for to in new}
        if world in self._dials:
            self._dials.update(dict.fromkeys(new, self._dials[world]))
        return new

    def step(self) -> Step:
        """One step of every world."""
        model = self.model
        turn = Turn.of(model)
        spread = spreading.spread(model, turn)
        rows = spread.rows
        done = Step(
            world=rows.world.copy(),
            entity=rows.entity.copy(),
            valence=rows.valence.copy(),
            acts=spread.acts,
            seen=spread.views,
            posts=np.zeros((len(model.worlds), 2)),
            articles=np.zeros(0, dtype=np.int64),
        )
        shown, news = seen(model, spread), topical(model)
        feel(model, shown, news)
        answers_work(model, spread, shown.criticism)
        trend(model, spread)
        leak(model, shown.home, ends=turn.ends)
        luck = self._luck()
        done.posts = write(model, luck[:, :14], news)
        if turn.ends:
            chat(model)
        done.articles = report(model, luck[:, 14])
        for world, value in self._dials.items():
            dial(model, world, value)
        let_go(model, self._pushes)
        model.tick += 1
        self._let_go()
        return done

    def _luck(self) -> Real:
        """Fifteen numbers for each world and this step; drawn for a number of steps at once."""
        ahead, worlds = self.model.tick % AHEAD, self.model.worlds
        if not ahead or len(self._ahead[0]) != len(worlds):
            first = self.model.tick - ahead
            own, group = apart(worlds.seed, np.zeros_like(worlds.seed))
            ticks = np.repeat(np.arange(first, first + AHEAD, dtype=np.uint64), len(own))
            seeds = np.tile(worlds.seed[own], AHEAD)
            drawn = philox.uniforms(seeds, np.zeros_like(seeds), ticks, philox.WORLD, 15)
            drawn = drawn.reshape(AHEAD, len(own), 15)
            self._ahead = drawn if group is None else drawn[:, group]
        luck: Real = self._ahead[ahead]
        return luck

    def _let_go(self) -> None:
        """Drop the rows nobody will pass on any more; looked at now and then, by each world's own clock."""
        if self.model.tick % LET_GO_EVERY:
            return
        rows = self.model.cascades
        if not rows.count:
            return
        coming = np.zeros(rows.count)
        soon = decays(SOON, self.model.parameters.physics.soon)
        for part, weight in enumerate(WEIGHTS):
            coming += weight * (1 - soon[part]) * across(rows.pending[part])
        read = (rows.entity >> OF_PEOPLE_BITS == 1) & (self.model.now - rows.born < READ_FOR)
        over = (coming * rows.infection < OVER) & (rows.answer < 0) & ~read
        if over.any():
            rows.keep(~over)

    def mark(self, world: int) -> str:
        """A fingerprint of all that a world is."""
        rows, worlds = self.model.cascades, self.model.worlds
        own = np.flatnonzero(rows.world == world)
        parts = [
            rows.entity[own],
            rows.pending[:, own],
            rows.totals[own],
            rows.reposted[own],
            worlds.trust[world],
            worlds.anger[world],
            worlds.blame[world],
            worlds.attention[world],
        ]
        digest = blake2b(digest_size=8)
        for part in parts:
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.hexdigest()
