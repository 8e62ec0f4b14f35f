"""From the log to the engine: what people, injects and the facilitator did, as a journal of inputs."""

from collections import deque
from collections.abc import Iterator
from typing import Final

from app.chance import number_of
from app.crowd.answers import Answer
from app.crowd.cascades import BY_FOLLOWERS, BY_INJECT, BY_PRESS
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
from app.crowd.proposing import terms
from app.crowd.reading import Reading, read
from app.crowd.roots import Root
from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Intent
from app.ids import ExerciseTime, FactId, Handle, PostId, SeatId
from app.rehearsal import events as e
from app.rehearsal.storm import Stimulus
from app.scenario.scenario import Scenario

REPLY_IS_SEEN: Final = 0.3
"""A reply is shown to that part of those who would be shown a post of its own."""
ADMITTED_WITHIN: Final = 600.0
"""Exercise seconds within which a deletion and an apology belong together."""
REPLY_SPREADS: Final = 0.5
"""A reply is passed on that much less readily than a post of its own."""
REMEMBERED: Final = 900.0
"""Exercise seconds for which an account's earlier posts tire its readers."""
TIRES: Final = 0.7
REPOST_IS_SEEN: Final = 0.5
"""A repost is shown to that part of those who would be shown a post of one's own."""
WARM_FROM: Final = 0.2
"""Weight of empathy from which words are warm, where a reader of others has read them."""
_NAMED: Final = 1 << 40
_APOLOGY, _EMPATHY, _DENY = (STRATEGIES.index(one) for one in ("apology", "empathy", "deny"))


class Intake:
    """Follows the stimuli of one rehearsal, in their order; `names` says which row a post is."""

    def __init__(self, scenario: Scenario) -> None:
        self.names: dict[PostId, int] = {}
        self._scenario = scenario
        self._scale = scenario.crowd.size / 1_000_000
        self._texts: dict[PostId, str] = {}
        self._intents: dict[PostId, Intent | None] = {}
        self._gists: dict[PostId, Gist] = {}
        self._cites: dict[PostId, tuple[FactId, ...]] = {}
        self._places: dict[PostId, bool] = {}
        self._latest: dict[Handle, PostId] = {}
        self._written: dict[str, int] = {}
        self._dials: dict[SeatId, float] = {}
        self._recent: dict[Handle, deque[ExerciseTime]] = {}
        self._refuted: set[FactId] = set()
        self._apologised: ExerciseTime | None = None
        self._said: tuple[bool, bool] = (False, False)
        self._gone: ExerciseTime | None = None

    def take(self, stimulus: Stimulus) -> list[Put]:
        """What one stimulus puts in."""
        step = int(stimulus.t / self._scenario.crowd.audience.physics.step) + 1
        return [Put(step=step, what=what) for what in self._inputs(stimulus.event, stimulus.t)]

    def _inputs(self, event: object, t: ExerciseTime) -> Iterator[Input]:
        match event:
            case e.PostPublished():
                yield from self._published(event, t)
            case e.PostEdited(post=post, text=text) if post in self._intents:
                self._texts[post] = text
                self._gists.pop(post, None)
                yield self._ruled(post)
            case e.PostDeleted(post=post) if post in self.names:
                yield self._deleted(post, t)
            case e.PostRetracted(post=post) if post in self.names:
                yield Removed(entity=self.names[post], removal="deleted", admitted=True)
            case e.PostReposted(post=post, by=by) if post in self.names:
                yield PassedOn(entity=self.names[post], accounts=REPOST_IS_SEEN * self._own_accounts(by))
            case e.PostJudged(post=post, intent=intent) if post in self._intents:
                self._intents[post] = intent
                yield self._ruled(post)
            case e.PostRead(post=post, gist=gist) if post in self._intents:
                self._gists[post] = gist
                yield self._ruled(post)
            case e.MessageSent(sender=sender, to=to) if sender == self._scenario.brand:
                yield from self._taken_aside(event, to)
            case e.TrustSet(seat=seat, value=value):
                self._dials[seat] = value / 100
                yield Trusted(value=_mean(self._dials))
            case e.FactRefuted(fact=fact):
                self._refuted.add(fact)
                yield from (self._ruled(post) for post, cites in self._cites.items() if fact in cites)
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
        lean, tired = lean_of(self._scenario, event), self._tired(event.author, t)
        reach = self._own_accounts(event.author) * (REPLY_IS_SEEN if event.reply_to else 1.0) / tired
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
        self._texts[event.post], self._intents[event.post] = event.text, event.intent
        self._cites[event.post] = event.cites
        self._places[event.post] = event.reply_to is not None
        answer = self._answer(event.post, silent=self._gone is not None and t - self._gone < ADMITTED_WITHIN)
        if answer.weights[_APOLOGY] > 0.3:
            self._apologised = t
        denied, sorry = self._said
        self._said = (denied or answer.weights[_DENY] > 0.4, sorry or answer.weights[_APOLOGY] > 0.4)
        self._gone = None
        accounts = self._own_accounts(event.author) * (REPLY_IS_SEEN if event.reply_to else 1.0)
        root = Root(
            entity=self.names[event.post], source="brand", valence=0.0, arousal=0.2, accounts=accounts
        )
        return Answered(root=root, answer=answer, to=self._under(event))

    def _answer(self, post: PostId, *, silent: bool = False) -> Answer:
        """What a post of the brand does; `silent`: it took something down without a word."""
        intent = self._intents[post]
        reading = self._gists.get(post) or read(self._texts[post], self._scenario.language)
        what = terms(reading, intent)
        denied, sorry = self._said
        turned = (sorry and what.weights[_DENY] > 0.4) or (denied and what.weights[_APOLOGY] > 0.4)
        wrong = any(fact in self._refuted for fact in self._cites[post])
        unsaid = silent and what.weights[_APOLOGY] < 0.3
        target = intent.target if intent else "thread" if self._places[post] else "feed"
        return Answer(
            weights=what.weights,
            target=target,
            voice=what.voice,
            specificity=what.specificity,
            conditional=float(what.conditional),
            contradicts=1.0 if wrong or unsaid else 0.5 * turned,
            words=what.words,
            warm=0.5 * _is_warm(reading),
        )

    def _ruled(self, post: PostId) -> Ruled:
        return Ruled(entity=self.names[post], answer=self._answer(post))

    def _deleted(self, post: PostId, t: ExerciseTime) -> Removed:
        """Others may delete what they like; the brand must say so."""
        own = post in self._intents
        said = self._apologised is not None and t - self._apologised < ADMITTED_WITHIN
        if own and not said:
            self._gone = t
        return Removed(entity=self.names[post], removal="deleted", admitted=said or not own)

    def _taken_aside(self, event: e.MessageSent, to: Handle) -> Iterator[Answered]:
        """A direct message to somebody whose post is up for answer."""
        post = self._latest.get(to)
        if post is None or post not in self.names:
            return
        reading = read(event.text, self._scenario.language)
        what = terms(reading, None)
        answer = Answer(
            weights=what.weights,
            target="message",
            voice=what.voice,
            specificity=what.specificity,
            conditional=float(what.conditional),
            words=what.words,
        )
        name = _NAMED | number_of(f"message/{event.message}")
        root = Root(entity=name, source="brand", valence=0.0, arousal=0.0, accounts=0.0)
        yield Answered(root=root, answer=answer, to=self.names[post])

    def _name(self, event: e.PostPublished) -> int:
        """A name that is the same in every drill of the scenario: by inject, or by author and turn."""
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


def _is_warm(reading: Gist) -> bool:
    """Whether words thank, feel with somebody or invite; a reader of others says so by empathy's weight."""
    if isinstance(reading, Reading):
        return reading.thanks or reading.empathy or reading.invitation
    return reading.weights[_EMPATHY] >= WARM_FROM


def _mean(dials: dict[SeatId, float]) -> float:
    total = 0.0
    for seat in sorted(dials):
        total += dials[seat]
    return total / len(dials)
