"""What fills the blanks of a line: the occasion's own words, or the grammar's."""

from collections.abc import Callable

from app.crowd.grammar import Grammar, slot_of
from app.crowd.grammar_lines import Blank, Choice, Line
from app.crowd.voice_luck import Luck
from app.crowd.voice_occasion import Occasion, Situation
from app.crowd.voice_quoting import fragment
from app.scenario.topics import Topic

_ENDS, _OPENS = ".!?…؟", " ¿¡"
_NAME = 24
"""Characters up to which a name is called by."""
_FACT = 120
"""Characters up to which a fact is quoted."""


def filled(line: Line, occasion: Occasion, now: Situation, grammar: Grammar, luck: Luck) -> str | None:
    """The line with its choices made and its blanks filled, or None if one has nothing to fill it."""
    text = ""
    for at, part in enumerate(line.parts):
        match part:
            case Choice(options=options):
                text += luck.chosen(options, at)
            case Blank(name=name):
                words = _words(name, occasion, now, grammar, luck.at(at))
                if not words:
                    return None
                before = text.rstrip(_OPENS)
                text += _begun(words) if not before or before[-1] in _ENDS else words
            case _:
                text += part.text
    return " ".join(text.split())


def _begun(words: str) -> str:
    """As at the beginning of a sentence; names and handles are left as they are."""
    start = len(words) - len(words.lstrip(_OPENS))
    return words[:start] + words[start : start + 1].upper() + words[start + 1 :]


def _words(name: str, occasion: Occasion, now: Situation, grammar: Grammar, luck: Luck) -> str | None:
    if name in grammar.slots:
        return _own(name, occasion, now, grammar, luck)
    if name in _PIECES:
        return _piece(occasion, _PIECES[name], luck)
    before, after = grammar.marks
    match name:
        case "brand":
            return occasion.brand
        case "handle":
            return occasion.handle and f"@{occasion.handle}"
        case "author":
            return occasion.author if len(occasion.author) <= _NAME else None
        case "quote":
            words = fragment(occasion.quoted, luck)
            return words and f"{before}{words}{after}"
        case "fact":
            facts = [fact.rstrip(" .") for fact in occasion.facts if len(fact) <= _FACT]
            return f"{before}{luck.chosen(facts, 0)}{after}" if facts else None
        case "meme":
            return occasion.meme or _piece(occasion, lambda topic: topic.memes, luck)
        case "tag":
            return luck.chosen(occasion.hashtags, 0) if occasion.hashtags else None
        case _:
            return _ago(occasion, grammar)


def _own(name: str, occasion: Occasion, now: Situation, grammar: Grammar, luck: Luck) -> str | None:
    pool = slot_of(name, now)
    if not pool.groups:
        return None
    line = pool.draw(luck.uniform(1)).lines_from(luck.uniform(2))[0]
    return filled(line, occasion, now, grammar, luck.at(3))


_PIECES: dict[str, Callable[[Topic], tuple[str, ...]]] = {
    "topic": lambda topic: (topic.name,),
    "detail": lambda topic: topic.details,
    "claim": lambda topic: topic.claims,
    "ask": lambda topic: topic.asks,
    "demand": lambda topic: topic.demands,
    "story": lambda topic: topic.stories,
    "merit": lambda topic: topic.merits,
    "help": lambda topic: topic.offers,
}


def _piece(occasion: Occasion, pieces: Callable[[Topic], tuple[str, ...]], luck: Luck) -> str | None:
    """A piece of the occasion's topic; of any if it has none, or the topic has no such piece."""
    own = [piece for topic in occasion.topics if topic.id == occasion.topic for piece in pieces(topic)]
    every = own or [piece for topic in occasion.topics for piece in pieces(topic)]
    return luck.chosen(every, 0) if every else None


def _ago(occasion: Occasion, grammar: Grammar) -> str | None:
    """How long the brand has been silent, as people say it, rounded down."""
    return next((words for least, words in reversed(grammar.spans) if occasion.silent_for >= least), None)
