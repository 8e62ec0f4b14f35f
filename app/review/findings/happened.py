"""What rules read: the log as timed events, and the rehearsal as it stood at the end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf

from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Strategy
from app.feed.posts import Post
from app.ids import ExerciseTime, FactId, Handle, PostId, SeatId, Seq
from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.rehearsal.facts import FactStanding
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.review.findings.citing import thing_of
from app.review.findings.finding import Cite, CiteSort
from app.review.story import CountAt, ReviewedInject
from app.review.words import Read, unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One event of the log, with its entry's number, exercise time and seat."""

    seq: Seq
    t: ExerciseTime
    by: SeatId
    event: e.Event


class Acts:
    """Follows a log and keeps its events; the crowd's beats are left to growth and samples."""

    def __init__(self) -> None:
        self.all: list[Act] = []

    def see(self, entry: Entry, t: ExerciseTime) -> None:
        """Keep the events of an entry at `t`."""
        self.all += [
            Act(seq=entry.seq, t=t, by=entry.by, event=event)
            for event in entry.events
            if not isinstance(event, e.CrowdActed)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A rehearsal that is over, for rules to read; nothing of it may be changed.

    Attributes:
        rehearsal: as it stood at the end.
        acts: every event but the crowd's beats, in the order of the log.
        length: exercise seconds at the end.
        injects: as they were answered.
        growth: how a post's counters grew.
        read: what words do.
    """

    rehearsal: Rehearsal
    acts: tuple[Act, ...]
    length: ExerciseTime
    injects: tuple[ReviewedInject, ...]
    growth: Callable[[Post], tuple[CountAt, ...]]
    read: Read = unread
    _first: dict[tuple[CiteSort, str], Act] = field(default_factory=dict)
    _board: list[Act] = field(default_factory=list)
    _ours: list[Post] = field(default_factory=list)
    _others: list[Post] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note where each thing first came up, what moved the facts board, and who posted."""
        for act in self.acts:
            self._first.setdefault(thing_of(act.event, act.seq), act)
        self._board.extend(self.of(e.FactClaimed, e.FactConfirmed, e.FactRefuted))
        brand = self.rehearsal.scenario.brand
        for post in self.rehearsal.feed.posts.values():
            if post.standing != "retracted":
                (self._ours if post.author == brand else self._others).append(post)

    # Evidence

    def cite(self, act: Act) -> Cite:
        """An event as evidence."""
        sort, name = thing_of(act.event, act.seq)
        return Cite(sort=sort, id=name, seq=act.seq, t=act.t)

    def cite_post(self, post: PostId) -> Cite:
        """A post, as it was published."""
        return self.cite(self._first["post", post])

    def cites(self, sort: CiteSort, *names: str | None) -> tuple[Cite, ...]:
        """Things as they first came up; those the log does not have are left out."""
        known = ((sort, name) for name in names if name is not None)
        return tuple(self.cite(self._first[one]) for one in known if one in self._first)

    # Who and what

    def of(self, *kinds: type[e.Event]) -> Iterator[Act]:
        """Events of some kinds, in order."""
        return (act for act in self.acts if isinstance(act.event, kinds))

    @property
    def brand_posts(self) -> list[Post]:
        """What the brand said publicly, as it came; what the facilitator took back is left out."""
        return self._ours

    @property
    def others_posts(self) -> list[Post]:
        """What everybody else said publicly, the crowd too."""
        return self._others

    def seat(self, seat: SeatId) -> Seat | None:
        """A seat, None for the conductor and the desk."""
        return self.rehearsal.seats.get(seat)

    def title(self, seat: SeatId) -> str:
        """What a seat is called: never a person's name."""
        found = self.seat(seat)
        return found.title if found else str(seat)

    # A post

    def wording(self, post: PostId) -> str:
        """A post's text as it was published."""
        event = self._first["post", post].event
        return event.text if isinstance(event, e.PostPublished) else ""

    def cited(self, post: PostId) -> tuple[FactId, ...]:
        """The facts a post rests on."""
        return self.rehearsal.citations.get(post, ())

    def gist(self, post: Post) -> Gist:
        """What a post's words did as it was published; a stored reading of them counts first."""
        stored = self.rehearsal.storm.gists.get(post.id) if post.edited_t is None else None
        return stored or self.read(self.wording(post.id), self.rehearsal.scenario.language)

    def does(self, post: Post, strategy: Strategy) -> float:
        """How much of a strategy a post of the brand has, 0 to 1.

        The facilitator's word counts first, then what the words do.
        """
        judged = self.rehearsal.storm.judged.get(post.id)
        if judged is not None:
            return float(strategy in judged.strategies)
        return self.gist(post).weights[STRATEGIES.index(strategy)]

    def reach(self, post: Post, t: ExerciseTime) -> int:
        """Views of a post by `t`."""
        return max((point.reach for point in self.growth(post) if point.t <= t), default=0)

    def share(self, views: int) -> float:
        """Views as a part of the audience: 0 to 1, or more where people looked twice."""
        return views / max(1, self.rehearsal.scenario.crowd.size)

    def answers_to(self, post: PostId) -> list[Post]:
        """The brand's replies to a post, and its quotes of it."""
        return [one for one in self.brand_posts if post in (one.reply_to, one.quote)]

    def meant_for_us(self, post: Post) -> bool:
        """Whether a post speaks to the brand: it answers it, or calls it by its handle or name."""
        brand = self.rehearsal.scenario.brand
        asked = self.rehearsal.feed.posts.get(post.reply_to) if post.reply_to else None
        if asked is not None and asked.author == brand:
            return True
        persona = self.rehearsal.scenario.persona(brand)
        text = self.wording(post.id).casefold()
        return f"@{brand}".casefold() in text or (persona is not None and persona.name.casefold() in text)

    def against_us(self, post: Post) -> bool:
        """Whether somebody else's post speaks against the brand, or its author is set against it."""
        origin = self.rehearsal.origins.get(post.id)
        if origin is not None and origin.stance is not None:
            return origin.stance < 0
        persona = self.rehearsal.scenario.persona(post.author)
        return persona is not None and persona.stance == "against"

    def wrote_to(self, handle: Handle, since: ExerciseTime, until: ExerciseTime = inf) -> bool:
        """Whether the brand wrote to an account between two moments."""
        pair = (self.rehearsal.scenario.brand, handle)
        return any(
            (one.sender, one.to) == pair and since <= one.t <= until for one in self.rehearsal.messages
        )

    def board(self, t: ExerciseTime) -> dict[FactId, FactStanding]:
        """The facts board as it stood at `t`."""
        found: dict[FactId, FactStanding] = {}
        for act in self._board:
            if act.t > t:
                break
            match act.event:
                case e.FactClaimed(fact=fact):
                    found[fact] = "claimed"
                case e.FactConfirmed(fact=fact):
                    found[fact] = "confirmed"
                case e.FactRefuted(fact=fact):
                    found[fact] = "refuted"
                case _:
                    pass
        return found

    # Time

    def said_between(self, after: ExerciseTime, until: ExerciseTime) -> list[Post]:
        """What the brand said publicly after a moment, up to another."""
        return [post for post in self.brand_posts if after < post.t <= until]

    def trust(self, t: ExerciseTime) -> float:
        """The crowd's trust at `t`, 0 to 100."""
        earlier = [sample.trust for sample in self.rehearsal.mood.samples if sample.t <= t]
        return earlier[-1] if earlier else self.rehearsal.scenario.crowd.trust
