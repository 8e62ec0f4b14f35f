"""Where the brand's posts contradict what is known: for staff and review, derived from the log alone.

A post is held against the facts board as it stood when the post came or was edited, and against what the
scenario knows that the brand could have found out by then. The brand itself is not told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.feed.contradiction import Clash, Difference, Known, contradicts
from app.ids import ExerciseTime, PostId
from app.rehearsal import events as e
from app.rehearsal.state import Rehearsal


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A post of the brand against a fact.

    Attributes:
        t: when the words came, by post or edit.
        fact: its id on the board, or in the scenario.
        board: whether the brand had settled it itself.
        known: what is known; `holds` whether it is so or known to be wrong.
        said: the clause of the post.
        by: what is different.
    """

    post: PostId
    t: ExerciseTime
    fact: str
    board: bool
    known: str
    holds: bool
    said: str
    by: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    id: str
    board: bool
    since: ExerciseTime
    known: Known


def contradictions(rehearsal: Rehearsal) -> tuple[Contradiction, ...]:
    """In the order the words came; of a text only the first, the board before the scenario."""
    facts, language = _facts(rehearsal), rehearsal.scenario.language
    found = (_against(post, t, text, facts, language) for post, t, text in _said(rehearsal))
    return tuple(one for one in found if one is not None)


def spoke_since(rehearsal: Rehearsal, number: int) -> bool:
    """Whether there are words of the brand among what happened after the first `number` stimuli."""
    return next(_said(rehearsal, number), None) is not None


def _said(rehearsal: Rehearsal, after: int = 0) -> Iterator[tuple[PostId, ExerciseTime, str]]:
    """Each text the brand put out, as it came."""
    posts, brand = rehearsal.feed.posts, rehearsal.scenario.brand
    for stimulus in islice(rehearsal.storm.stimuli, after, None):
        event = stimulus.event
        if isinstance(event, e.PostPublished | e.PostEdited) and posts[event.post].author == brand:
            yield event.post, stimulus.t, event.text


def _facts(rehearsal: Rehearsal) -> list[_Fact]:
    board = [
        _Fact(
            id=fact.id,
            board=True,
            since=fact.settled_t,
            known=Known(text=fact.text, holds=fact.standing == "confirmed"),
        )
        for fact in rehearsal.facts.values()
        if fact.settled_t is not None
    ]
    ground = [
        _Fact(
            id=one.id,
            board=False,
            since=one.at,
            known=Known(text=one.text, holds=one.holds, against=one.contradicted_by),
        )
        for one in rehearsal.scenario.facts
    ]
    return [*board, *ground]


def _against(
    post: PostId, t: ExerciseTime, text: str, facts: list[_Fact], language: str
) -> Contradiction | None:
    for fact in facts:
        clash = contradicts(text, fact.known, language) if fact.since <= t else None
        if clash is not None:
            return _told(post, t, fact, clash)
    return None


def _told(post: PostId, t: ExerciseTime, fact: _Fact, clash: Clash) -> Contradiction:
    return Contradiction(
        post=post,
        t=t,
        fact=fact.id,
        board=fact.board,
        known=fact.known.text,
        holds=fact.known.holds,
        said=clash.said,
        by=clash.by,
    )
