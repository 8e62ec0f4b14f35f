"""What house rules put into the crowd: posts hidden, pinned, limited, removed; accounts blocked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app.crowd.breaches import breach_of
from app.crowd.journal import Input, Limited, Pinned, Removed, ShownAgain, Silenced
from app.crowd.reading import read
from app.feed.platforms import WhoReplies
from app.ids import Handle, PostId
from app.rehearsal import events as e
from app.scenario.scenario import Scenario

Act = Literal["hidden", "blocked", "reported"]
HouseEvent = (
    e.PostHidden
    | e.PostPinned
    | e.PostLimited
    | e.AccountBlocked
    | e.ReportAnswered
    | e.PostRemoved
    | e.PostExpired
)
COMPLAINS: Final = 0.2
"""Below this stance, -1 to 1, an account complains, whatever its words."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A post of others: who wrote it, below what, and whether it complains and breaks no rule."""

    author: Handle
    above: PostId | None
    fair: bool


class HouseRules:
    """Follows what others than the brand post, and what the brand and the platforms do to it."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._said: dict[PostId, _Said] = {}
        self._limits: dict[PostId, WhoReplies] = {}
        self._ours = {one.id for one in scenario.seats if one.role == "brand"}

    def heard(self, event: e.PostPublished) -> None:
        """Remember a post."""
        if event.author != self._scenario.brand:
            self._said[event.post] = _Said(event.author, event.reply_to, self._fair(event))

    def inputs(self, event: HouseEvent, names: Mapping[PostId, int]) -> Iterator[Input]:
        """What one event puts in; `names` says which row a post is."""
        match event:
            case e.PostHidden(post=post, on=True):
                yield from self._silenced(post, "hidden", names)
            case e.PostHidden(post=post) if post in names:
                yield ShownAgain(entity=names[post])
            case e.PostPinned(post=post, on=on) if post in names:
                yield Pinned(entity=names[post], on=on)
            case e.PostLimited(post=post, replies=replies) if post in names:
                yield from self._limited(post, replies, names)
            case e.AccountBlocked(handle=handle, on=True):
                posts = [post for post, said in self._said.items() if said.author == handle and post in names]
                if posts:
                    yield from self._silenced(posts[-1], "blocked", names)
            case e.ReportAnswered(post=post, seat=seat, breaks=None) if seat in self._ours:
                yield from self._silenced(post, "reported", names)
            case e.PostRemoved(post=post) if post in names:
                yield Silenced(entity=names[post], act="removed", fair=False)
            case e.PostExpired(post=post) if post in names:
                yield Removed(entity=names[post], removal="deleted", admitted=True)
            case _:
                return

    def _silenced(self, post: PostId, act: Act, names: Mapping[PostId, int]) -> Iterator[Silenced]:
        """A reply of the crowd without a row of its own is missed by nobody in particular."""
        said = self._said.get(post)
        if said is not None and post in names:
            yield Silenced(entity=names[post], act=act, fair=said.fair)

    def _limited(self, post: PostId, replies: WhoReplies, names: Mapping[PostId, int]) -> Iterator[Input]:
        """When a thread is closed, people make a point of the latest complaint below it, else of the post."""
        before = self._limits.get(post, "everyone")
        self._limits[post] = replies
        yield Limited(entity=names[post], before=before, now=replies)
        below = [one for one, said in self._said.items() if said.above == post and said.fair and one in names]
        if replies != "everyone":
            yield Silenced(entity=names[below[-1] if below else post], act="limited", fair=True)

    def _fair(self, event: e.PostPublished) -> bool:
        inject = event.origin.inject if event.origin else None
        found = self._scenario.inject(inject) if inject else None
        broken = (found.breaks if found else None) or breach_of(event.text, self._scenario.language)
        return broken is None and self._complains(event)

    def _complains(self, event: e.PostPublished) -> bool:
        stance = event.origin.stance if event.origin else None
        if stance is not None:
            return stance < COMPLAINS
        persona = self._scenario.persona(event.author)
        for_it = persona is not None and persona.stance == "for"
        return not for_it and read(event.text, self._scenario.language).tone <= 0
