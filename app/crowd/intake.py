"""From the log to the engine: what people, injects and the facilitator did, as a journal of inputs."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final

from app.chance import number_of
from app.crowd.cascades import BY_FOLLOWERS, BY_INJECT, BY_PRESS
from app.crowd.house_rules import HouseRules
from app.crowd.journal import (
    Answered,
    Input,
    PassedOn,
    Posted,
    Pushed,
    Put,
    Removed,
    Ruled,
    Trusted,
    Tuned,
)
from app.crowd.leaning import Lean, lean_of
from app.crowd.roots import OF_PEOPLE_BITS, Root
from app.crowd.sayings import Sayings
from app.crowd.tactics import Tactics
from app.ids import ExerciseTime, Handle, PostId, SeatId
from app.rehearsal import events as e
from app.rehearsal.storm import Stimulus
from app.scenario.scenario import Scenario

REPLY_IS_SEEN: Final = 0.3
"""A reply is shown to that part of those who would be shown a post of its own."""
REPLY_SPREADS: Final = 0.5
"""A reply is passed on that much less readily than a post of its own."""
REMEMBERED: Final = 900.0
"""Exercise seconds for which an account's earlier posts tire its readers."""
TIRES: Final = 0.7
REPOST_IS_SEEN: Final = 0.5
"""A repost is shown to that part of those who would be shown a post of one's own."""
_NAMED: Final = 1 << int(OF_PEOPLE_BITS)


class Intake:
    """Follows the stimuli of one rehearsal, in their order; `names` says which row a post is.

    A post that is `named` keeps that name: in another story it has the luck it had.
    """

    def __init__(self, scenario: Scenario, *, named: Mapping[PostId, int] | None = None) -> None:
        self.names: dict[PostId, int] = {}
        self._named = dict(named or {})
        self._scenario = scenario
        self._scale = scenario.crowd.size / 1_000_000
        self._sayings = Sayings(scenario.language)
        self._tactics = Tactics(scenario)
        self._house = HouseRules(scenario)
        self._latest: dict[Handle, PostId] = {}
        self._written: dict[str, int] = {}
        self._dials: dict[SeatId, float] = {}
        self._recent: dict[Handle, deque[ExerciseTime]] = {}

    def take(self, stimulus: Stimulus) -> list[Put]:
        """What one stimulus puts in."""
        t, event = stimulus.t, stimulus.event
        puts = [Put(step=self._step(t), what=what) for what in self._inputs(event, t)]
        if isinstance(event, e.PostPublished) and event.post in self.names:
            moves = self._tactics.moves(event, self.names, t)
            puts += [Put(step=self._step(t + later), what=what) for later, what in moves]
        return puts

    def _step(self, t: ExerciseTime) -> int:
        """The step before which it is put in."""
        return int(t / self._scenario.crowd.audience.physics.step) + 1

    def _inputs(self, event: object, t: ExerciseTime) -> Iterator[Input]:
        match event:
            case e.PostPublished():
                yield from self._published(event, t)
            case (
                e.PostHidden()
                | e.PostPinned()
                | e.PostLimited()
                | e.AccountBlocked()
                | e.ReportAnswered()
                | e.PostRemoved()
                | e.PostExpired()
            ):
                yield from self._house.inputs(event, self.names)
            case e.PostEdited(post=post, text=text) if post in self._sayings:
                self._sayings.edit(post, text)
                self._tactics.edited(post, text)
                yield self._ruled(post)
            case e.PostDeleted(post=post) if post in self.names:
                yield self._deleted(post, t)
            case e.PostRetracted(post=post) if post in self.names:
                yield Removed(entity=self.names[post], removal="deleted", admitted=True)
            case e.PostReposted(post=post, by=by) if post in self.names:
                yield PassedOn(entity=self.names[post], accounts=REPOST_IS_SEEN * self._own_accounts(by))
            case e.PostJudged(post=post, intent=intent) if post in self._sayings:
                self._sayings.judge(post, intent)
                yield self._ruled(post)
            case e.PostRead(post=post, gist=gist) if post in self._sayings:
                self._sayings.read_by_others(post, gist)
                yield self._ruled(post)
            case e.MessageSent(sender=sender, to=to) if sender == self._scenario.brand:
                yield from self._taken_aside(event, to)
            case e.TrustSet(seat=seat, value=value):
                self._dials[seat] = value / 100
                yield Trusted(value=_mean(self._dials))
            case e.FactRefuted(fact=fact):
                yield from map(self._ruled, self._sayings.refute(fact))
            case e.CrowdShocked(on=on, by=by, fades=fades):
                pace = self._scenario.crowd.audience.physics.pace
                yield Pushed(quantity=on, by=by, half_life=None if fades is None else fades * pace)
            case e.CrowdDialled(dial="mood" | "volume" as dial, value=value):
                yield Tuned(dial=dial, value=value)
            case _:
                return

    def _published(self, event: e.PostPublished, t: ExerciseTime) -> Iterator[Input]:
        origin = event.origin
        self._latest[event.author] = event.post
        self._house.heard(event)
        if origin is not None and origin.sort == "crowd":
            if origin.cascade is not None:
                self.names[event.post] = origin.cascade
            return
        self.names[event.post] = self._name(event)
        if event.author == self._scenario.brand:
            yield self._answered(event, t)
        else:
            yield self._posted(event, t)

    def _posted(self, event: e.PostPublished, t: ExerciseTime) -> Posted:
        lean = self._tactics.lean(event, lean_of(self._scenario, event))
        tired = self._tired(event.author, t)
        seen = self._tactics.believed(event.author, t) * (REPLY_IS_SEEN if event.reply_to else 1.0)
        reach = self._own_accounts(event.author) * seen / tired
        reach += lean.reach / self._scale
        press = lean.source == "press"
        way = BY_PRESS if press else BY_INJECT if lean.reach else BY_FOLLOWERS
        if lean.reach:
            tired = 1.0
        return Posted(root=self._root(event, lean, reach, way, tired), under=self._under(event))

    def _tired(self, author: Handle, t: ExerciseTime) -> float:
        """By how much an account's posts of the last minutes have tired its readers: 1 for the first."""
        recent = self._recent.setdefault(author, deque())
        while recent and t - recent[0] > REMEMBERED:
            recent.popleft()
        recent.append(t)
        return 1 + TIRES * (len(recent) - 1)

    def _root(self, event: e.PostPublished, lean: Lean, accounts: float, way: int, tired: float) -> Root:
        return Root(
            entity=self.names[event.post],
            source=lean.source,
            valence=lean.valence,
            arousal=lean.arousal,
            accounts=accounts,
            way=way,
            moral=min(4, lean.moral),
            funny=lean.funny,
            gain=(REPLY_SPREADS if event.reply_to else 1.0) / tired,
            named=lean.named,
        )

    def _answered(self, event: e.PostPublished, t: ExerciseTime) -> Answered:
        answer = self._sayings.publish(event, t)
        self._tactics.spoke(event)
        accounts = self._own_accounts(event.author) * (REPLY_IS_SEEN if event.reply_to else 1.0)
        root = Root(
            entity=self.names[event.post], source="brand", valence=0.0, arousal=0.2, accounts=accounts
        )
        return Answered(root=root, answer=answer, to=self._under(event))

    def _ruled(self, post: PostId) -> Ruled:
        return Ruled(entity=self.names[post], answer=self._sayings.answer(post))

    def _deleted(self, post: PostId, t: ExerciseTime) -> Removed:
        """Others may delete what they like; the brand must say so."""
        admitted = post not in self._sayings or self._sayings.take_down(t)
        if not admitted:
            self._tactics.took_back(post)
        return Removed(entity=self.names[post], removal="deleted", admitted=admitted)

    def _taken_aside(self, event: e.MessageSent, to: Handle) -> Iterator[Answered]:
        """A direct message to somebody whose post is up for answer."""
        post = self._latest.get(to)
        if post is None or post not in self.names:
            return
        name = _NAMED | number_of(f"message/{event.message}")
        root = Root(entity=name, source="brand", valence=0.0, arousal=0.0, accounts=0.0)
        yield Answered(root=root, answer=self._sayings.message(event.text), to=self.names[post])

    def _name(self, event: e.PostPublished) -> int:
        """A name that is the same in every drill of the scenario: by inject, or by author and turn."""
        if (name := self._named.get(event.post)) is not None:
            return name
        if event.origin is not None and event.origin.inject is not None:
            return _NAMED | number_of(f"inject/{event.origin.inject}")
        turn = self._written[event.author] = self._written.get(event.author, 0) + 1
        return _NAMED | number_of(f"post/{event.author}/{turn}")

    def _under(self, event: e.PostPublished) -> int | None:
        return self.names.get(event.reply_to) if event.reply_to else None

    def _own_accounts(self, handle: Handle) -> float:
        """How many of the reference audience get a post of an account to see."""
        persona = self._scenario.persona(handle)
        followers = persona.followers if persona else 0
        return followers * self._scenario.crowd.audience.physics.followers_see / self._scale


def _mean(dials: dict[SeatId, float]) -> float:
    total = 0.0
    for seat in sorted(dials):
        total += dials[seat]
    return total / len(dials)
