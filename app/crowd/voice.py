"""The crowd's words: one text for one occasion, unlike any that was said."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.crowd.grammar import DIRECT, LANGUAGES, Grammar, Group, Section, grammar_of, pool_of
from app.crowd.voice_filling import filled
from app.crowd.voice_luck import Luck, luck_of
from app.crowd.voice_manner import mannered, tagged
from app.crowd.voice_memory import Memory, says_little
from app.crowd.voice_occasion import Answered, Form, Occasion, Situation, language_of, mood_of, situation_of
from app.feed.wording import folded

__all__ = ["Answered", "Form", "Occasion", "Say", "mood_of", "say"]

Say = Callable[[Occasion, Mapping[str, None], tuple[int, ...]], str | None]
"""As `say` below: what finds words for an occasion."""

TRIES = 64
FRESH_TRIES = 52
"""So many tries look for a line whose words nobody has used; after that it must be in new company."""
OPENED, CLOSED, FOLLOWED, DECORATED = 0.14, 0.16, 0.16, 0.1
"""Shares of texts with something before the line, after it, a second line, an emoji."""
OWN_LINE, OWN_LINE_TO_BRAND = 0.14, 0.04
"""Share of texts that are a line of the scenario's; under the brand's posts most speak of what it did."""
FOLLOWER, ALONE = 100, 140
"""Characters up to which a line may follow another, and from which on nothing follows it."""
PAIRED = 0.7
"""Share of the last tries that make two short thoughts one text."""
_ECHO = 7
_SENTENCE = re.compile(r"[.?!:,؟،] *")
LOOKED_AT = 8
"""Lines of a group looked at for one that nobody used."""
_CORE, _OPEN, _CLOSE, _SECOND, _EMOJI, _MANNER, _TAG, _OWN, _WHICH = range(9)
"""Places of chance."""


def say(occasion: Occasion, said: Mapping[str, None], key: tuple[int, ...]) -> str | None:
    """A text for the occasion, or None if nothing new is left to say.

    Args:
        occasion: who speaks, about what.
        said: everything on the feed, folded, the oldest first.
        key: of chance.
    """
    memory, luck = Memory(said), luck_of(key)
    grammar = grammar_of(language_of(occasion))
    now = situation_of(occasion, len(said), grammar.first)
    pen = _Pen(occasion=occasion, now=now, grammar=grammar, memory=memory)
    for turn in range(TRIES):
        text = pen.draft(luck.at(turn), worn=turn >= FRESH_TRIES)
        if text is not None and len(text) <= occasion.longest and not memory.knows(text):
            return text
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """Somebody about to write."""

    occasion: Occasion
    now: Situation
    grammar: Grammar
    memory: Memory

    def draft(self, luck: Luck, *, worn: bool) -> str | None:
        """One try: a line nobody used, alone or in company; a used one (`worn`) only in company."""
        own = None if worn else self._own_line(luck)
        if own is not None:
            return tagged(own, self.occasion, luck.at(_TAG))
        text = self._from_grammar(luck, worn=worn)
        if text is None or says_little(text):
            return None
        return mannered(tagged(text, self.occasion, luck.at(_TAG)), self.occasion, luck.at(_MANNER))

    def _from_grammar(self, luck: Luck, *, worn: bool) -> str | None:
        found = self._line(self._section(luck, worn=worn), luck.at(_CORE), worn=worn)
        if found is None:
            return None
        group, text = found
        if not group.alone:
            text = self._in_company(group, text, luck, worn=worn)
        elsewhere = group.when.you and self.now.answered != "brand"
        return self._addressed(text) if elsewhere else text

    def _section(self, luck: Luck, *, worn: bool) -> Section:
        return "pairs" if worn and luck.uniform(_WHICH) < PAIRED else "cores"

    def _own_line(self, luck: Luck) -> str | None:
        """A line of the scenario's, in its turn; always, where the grammar speaks another language."""
        occasion = self.occasion
        if not occasion.lines or occasion.form in (*DIRECT, "meme") or occasion.segment == "press":
            return None
        share = OWN_LINE_TO_BRAND if occasion.answered == "brand" else OWN_LINE
        if self.now.language in LANGUAGES and luck.uniform(_OWN) >= share:
            return None
        line = luck.chosen(occasion.lines, _WHICH)
        return None if folded(line) in self.memory.joined else line

    def _line(self, section: Section, luck: Luck, *, worn: bool = False) -> tuple[Group, str] | None:
        """A line of a section, filled; None if it cannot be, or all that were looked at were used."""
        pool = pool_of(section, self.now)
        if not pool.groups:
            return None
        group = pool.draw(luck.uniform(0))
        for line in group.lines_from(luck.uniform(1))[:LOOKED_AT]:
            if worn or not line.piece or line.piece not in self.memory.joined:
                text = filled(line, self.occasion, self.now, self.grammar, luck.at(2))
                return None if text is None else (group, text)
        return None

    def _in_company(self, group: Group, text: str, luck: Luck, *, worn: bool) -> str:
        """The line, sometimes with something before or after it; always if it is `worn`."""
        if len(text) > ALONE and not worn:
            return text
        follows = luck.uniform(_SECOND) < FOLLOWED and self.now.segment != "trolls"
        if not group.when.plain and (worn or follows):
            found = self._line("seconds", luck.at(_SECOND))
            if found is not None and len(found[1]) <= FOLLOWER and not found[0].when.you:
                return f"{_closed(text)} {found[1]}"
        if worn or luck.uniform(_OPEN) < OPENED:
            opener = self._remark("openers", luck.at(_OPEN), worn=worn)
            text = f"{opener} {text}" if opener else text
        elif luck.uniform(_CLOSE) < CLOSED:
            tail = self._remark("tails", luck.at(_CLOSE), worn=worn)
            text = f"{_closed(text)} {tail}" if tail and not _echoes(tail, text) else text
        if luck.uniform(_EMOJI) < DECORATED:
            emoji = self._line("emojis", luck.at(_EMOJI), worn=True)
            text = f"{text} {emoji[1]}" if emoji else text
        return text

    def _remark(self, section: Section, luck: Luck, *, worn: bool) -> str | None:
        """What goes before or after a line, unless somebody just said it."""
        found = self._line(section, luck, worn=True)
        if found is None or (not worn and folded(found[1]) in self.memory.lately):
            return None
        return found[1]

    def _addressed(self, text: str) -> str:
        """What is said to the brand elsewhere than under its post names its account."""
        handle = self.occasion.handle
        return text if not handle or f"@{handle}" in text else f"@{handle} {text}"


def _echoes(tail: str, text: str) -> bool:
    """Whether a part of the tail is in the text already."""
    said = folded(text)
    return any(len(part) > _ECHO and folded(part) in said for part in _SENTENCE.split(tail))


def _closed(text: str) -> str:
    """A line that another may follow."""
    return text if text[-1:] in ".!?…؟”»" or not text[-1:].isalnum() else f"{text}."
