"""Pairs of logs: one that a rule finds something in, and one in which it almost would."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from app.crowd.reading import read
from app.feed.posts import Post
from app.ids import CONDUCTOR, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.review.build import review_of
from app.review.findings.finding import Finding
from tests.airline import BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, started

ANGRY = "They walked me off the plane for my size."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Builders of the two logs, and of more of each kind.

    `keys` are what the findings in the first log are found at.
    """

    has: Callable[[], Drill]
    almost: Callable[[], Drill]
    keys: tuple[str, ...]
    has_too: tuple[Callable[[], Drill], ...] = ()
    almost_too: tuple[Callable[[], Drill], ...] = ()


def pairs() -> dict[str, Pair]:
    """The pairs of every family, by the rule's id."""
    found: dict[str, Pair] = {}
    for name in sorted(Path(__file__).parent.glob("pairs_*.py")):
        module = import_module(f"tests.review.findings.{name.stem}")
        again = set(found) & set(module.PAIRS)
        assert not again, f"{again} have two pairs"
        found |= module.PAIRS
    return found


def findings_of(drill: Drill, rule: str | None = None) -> tuple[Finding, ...]:
    """What a review of the log finds, by one rule if one is named."""
    found = review_of(drill.log, read=read).findings
    return tuple(one for one in found if rule is None or one.rule == rule)


def live() -> Drill:
    """A critic's post is out, ten seconds after StartEx: p1."""
    return a_drill(started(), (critic(), c.PublishPost(author=DIRECTOR, text=ANGRY), 10.0))


def said(drill: Drill, text: str, at: float, *, to: str | None = "p1", **more: object) -> PostId:
    """The brand posts, whatever the door would have said."""
    post = drill.rehearsal.feed.next_id()
    event = e.PostPublished(
        post=post,
        author=BRAND,
        byline=e.Byline(name="North Air", followers=90_000),
        text=text,
        reply_to=PostId(to) if to else None,
        origin=e.Origin(sort="human", seat=brand()),
        **more,  # type: ignore[arg-type]
    )
    drill.happened(event, by=brand(), at=at)
    return post


def seen_by(drill: Drill, reach: int, at: float, post: str = "p1", trust: float = 60.0) -> None:
    """The crowd acts: so many more people see a post."""
    counts = ((PostId(post), 0, 0, 0, reach),) if reach else ()
    beat = drill.rehearsal.mood.beat + 1
    drill.ask(CONDUCTOR, c.ActAsCrowd(beat=beat, counts=counts, trust=trust, heat=50), at=at)


def named_in(finding: Finding, drill: Drill) -> Iterator[str]:
    """Names of persons that a finding tells."""
    told = f"{finding.title} {finding.what} {finding.done}"
    for seat in drill.rehearsal.seats.values():
        if seat.name and re.search(rf"\b{re.escape(seat.name)}\b", told):
            yield seat.name


def post_of(drill: Drill, post: str) -> Post:
    """A post as it stands."""
    return drill.rehearsal.feed.posts[PostId(post)]
