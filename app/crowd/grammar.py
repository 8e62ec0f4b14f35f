"""What the crowd can say in one language: groups of lines, each with its conditions, from a YAML file."""

from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from math import sqrt
from typing import Literal

from app.crowd.grammar_lines import Line
from app.crowd.segments import Segment
from app.crowd.voice_occasion import Answered, Form, Heat, Mood, Move, Silence, Situation

LANGUAGES = ("en", "ar", "es", "de")
DIRECT: tuple[Form, ...] = ("question", "offer", "inquiry")
"""Forms that speak to the brand wherever they are written; elsewhere only a reply to it does."""

_OTHERS: dict[Segment, float] = {"trolls": 0.1, "activists": 0.4, "critics": 0.7}
"""How little of everybody's words those with a voice of their own use."""

Section = Literal["cores", "seconds", "pairs", "openers", "tails", "emojis"]
"""`seconds` are the cores that may follow another: of one mood, about nothing in particular.
`pairs` are those of two blanks: what is left to say when every line was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a group of lines fits; an empty condition holds always, but for the ones named here.

    Attributes:
        form: none given: replies, quotes and posts.
        segment: none given: everybody but the press, whose words are its own.
        spare: segments that do not speak so.
        move: what the brand's post did, one of them.
        rude: how rough words must be allowed to be: 0, 1 or 2.
        late: much must have been said already.
        told: the text answered must tell of its writer.
        you: said to the brand (true) or about it (false).
    """

    form: frozenset[Form] = frozenset(("reply", "quote", "post"))
    segment: frozenset[Segment] = frozenset()
    spare: frozenset[Segment] = frozenset()
    mood: frozenset[Mood] = frozenset()
    heat: frozenset[Heat] = frozenset()
    answered: frozenset[Answered] = frozenset()
    move: frozenset[Move] = frozenset()
    silence: frozenset[Silence] = frozenset()
    rude: int = 0
    late: bool = False
    told: bool = False
    you: bool | None = None

    @property
    def plain(self) -> bool:
        """About nothing the brand or anybody else just did."""
        return not (self.move or self.silence or self.answered)

    def holds(self, now: Situation) -> bool:
        return (
            now.form in self.form
            and (now.segment in self.segment if self.segment else now.segment != "press")
            and now.segment not in self.spare
            and (not self.mood or now.mood in self.mood)
            and (not self.heat or now.heat in self.heat)
            and (not self.answered or now.answered in self.answered)
            and (not self.move or not self.move.isdisjoint(now.moves))
            and (not self.silence or now.silence in self.silence)
            and now.rude >= self.rude
            and (now.late or not self.late)
            and (now.told or not self.told)
            and (not self.you or now.answered == "brand" or now.form in DIRECT)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that fit the same moments; `alone`: nothing is put before or after them."""

    where: str
    when: When
    lines: tuple[Line, ...]
    weight: float = 1.0
    alone: bool = False

    def lines_from(self, luck: float) -> tuple[Line, ...]:
        """Its lines, beginning at the one a number from 0 to 1 stands for."""
        start = int(luck * len(self.lines))
        return self.lines[start:] + self.lines[:start]

    def pull(self, now: Situation) -> float:
        """How much is drawn from this group: the closer its conditions, the more."""
        when = self.when
        pull = self.weight * sqrt(len(self.lines))
        pull *= (5.0 if when.move else 1.0) * (4.0 if when.silence else 1.0)
        pull *= (1.5 if when.answered else 1.0) * (2.5 if when.segment else _OTHERS.get(now.segment, 1.0))
        return pull * (0.3 if when.you is False and now.answered == "brand" else 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """One language.

    Attributes:
        marks: what stands before and after words of others.
        first: words in which people tell of themselves.
        spans: seconds, rising, and how people call so long a time.
        slots: what fills a blank of a line, besides what the occasion brings.
    """

    language: str
    marks: tuple[str, str]
    first: frozenset[str]
    spans: tuple[tuple[float, str], ...]
    sections: Mapping[str, tuple[Group, ...]]
    slots: Mapping[str, tuple[Group, ...]]


@dataclass(frozen=True, slots=True)
class Pool:
    """The groups that fit a moment, to draw lines from."""

    groups: tuple[Group, ...]
    _sums: tuple[float, ...] = field(repr=False)

    def draw(self, luck: float) -> Group:
        """The group a number from 0 to 1 stands for; the pool must not be empty."""
        return self.groups[min(bisect(self._sums, luck * self._sums[-1]), len(self.groups) - 1)]


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language tag's first part; English for a language nobody wrote one for."""
    from app.crowd.grammar_reading import read_grammar  # noqa: PLC0415 - it builds what is defined here

    name = f"{language if language in LANGUAGES else LANGUAGES[0]}.yaml"
    return read_grammar(files("app.crowd").joinpath("words", name).read_text(encoding="utf-8"), name)


@lru_cache(maxsize=8192)
def pool_of(section: Section, now: Situation) -> Pool:
    """What may be drawn from a section in a situation."""
    groups = grammar_of(now.language).sections[section]
    return _pool(groups, now)


@lru_cache(maxsize=8192)
def slot_of(slot: str, now: Situation) -> Pool:
    """What may fill a blank of the grammar's own in a situation."""
    return _pool(grammar_of(now.language).slots[slot], now)


def _pool(groups: tuple[Group, ...], now: Situation) -> Pool:
    fitting = tuple(group for group in groups if group.when.holds(now))
    return Pool(fitting, tuple(accumulate(group.pull(now) for group in fitting)))
