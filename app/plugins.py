"""Readers and voices of others: found by their entry points, chosen by name, none by default.

A package offers one by naming a callable that takes nothing and gives a `Reader` or a `Voice`:

    [project.entry-points."squall.reader"]
    parish = "parish_reader:ParishReader"

and a host chooses it with `SQUALL_READER=parish` or `SQUALL_VOICE=...`. Without a name nobody is asked:
the lists of `app/crowd/lexicon` read, the word lists speak, and no network is needed.

A reader of others may be slow and may answer differently tomorrow, so it is never asked by the core. What
it says enters the log as data, like time and chance:

1. The shell asks it when a post of the brand is asked for, before the ask reaches its room, on a thread
   and with a deadline: `read_with(reader, text, language)`. Late or failed is no gist.
2. The `Gist` it gives, already cut to the bounds of `checked`, goes along with the command and is stored
   in the event of the post.
3. The crowd takes the post's stored gist if it has one, else reads the words itself. Replay and twins see
   the stored gist, and never ask again.

A voice of others is asked the same way: its line is the text of a post in the log, or None, and then the
built-in words are used.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import EntryPoint
from math import isfinite
from typing import Any, Protocol

from app.crowd.lexicon import language_of
from app.crowd.proposing import suggest
from app.crowd.reading import MOST_CUES, gist_of
from app.crowd.voice import Occasion, Say, say
from app.feed.gist import Gist, Suggestion, Written
from app.feed.intent import STRATEGIES
from app.feed.wording import folded

READERS, VOICES = "squall.reader", "squall.voice"
"""Groups of entry points."""
MOST_MORAL = 10
PATIENCE = 0.2
"""Wall seconds a voice of others may take for a line."""


class Reader(Protocol):
    """Reads texts. It may be slow; it is told the words and a language's tag, and not who wrote them."""

    def read(self, text: str, language: str) -> Gist:
        """What the text does."""


class Voice(Protocol):
    """Finds words for somebody of the crowd; called as `app.crowd.voice.say` is."""

    def say(self, occasion: Occasion, said: Mapping[str, None], key: tuple[int, ...]) -> str | None:
        """A text nobody has said, None for want of one."""


class NoSuchPluginError(LookupError):
    """No installed package offers what the settings name."""


class BadGistError(ValueError):
    """A reader of others gave what is no gist."""


def reader_named(name: str, installed: Iterable[EntryPoint]) -> Reader | None:
    """The reader of that name, None for no name.

    Args:
        name: as in `SQUALL_READER`.
        installed: the entry points of the group `READERS` on this machine.

    Raises:
        NoSuchPluginError: nobody offers one of that name.
    """
    made: Reader | None = _made(name, READERS, installed)
    return made


def voice_named(name: str, installed: Iterable[EntryPoint]) -> Voice | None:
    """The voice of that name, None for no name.

    Args:
        name: as in `SQUALL_VOICE`.
        installed: the entry points of the group `VOICES` on this machine.

    Raises:
        NoSuchPluginError: nobody offers one of that name.
    """
    made: Voice | None = _made(name, VOICES, installed)
    return made


def read_with(reader: Reader, text: str, language: str) -> Gist:
    """What a reader of others makes of a text, fit for the log.

    Raises:
        BadGistError: it gave something else than numbers.
    """
    return checked(reader.read(text, language))


def suggesting(reader: Reader | None) -> Callable[[Written], Suggestion]:
    """What reads along while an author types: the reader of others if there is one, else the lists.

    Nothing of it is kept, so a reader of others may be asked as it is; it can be slow and it can fail.
    """
    if reader is None:
        return suggest

    def suggest_with(written: Written) -> Suggestion:
        return suggest(written, read_with(reader, written.text, written.language))

    return suggest_with


def speaking(voice: Voice | None) -> Say:
    """What finds the crowd's words: a voice of others if there is one and it is in time, else the grammars.

    It is asked on a thread of its own and given `PATIENCE` seconds: a late or failed line is a built-in one.
    """
    if voice is None:
        return say
    asked = ThreadPoolExecutor(max_workers=1, thread_name_prefix="voice")

    def say_with(occasion: Occasion, said: Mapping[str, None], key: tuple[int, ...]) -> str | None:
        waiting = asked.submit(voice.say, occasion, dict(said), key)
        try:
            text = waiting.result(timeout=PATIENCE)
        except Exception:  # noqa: BLE001 - whatever a voice of others does, the drill goes on in our own words
            waiting.cancel()
            return say(occasion, said, key)
        fits = isinstance(text, str) and 0 < len(text) <= occasion.longest and folded(text) not in said
        return text if fits else say(occasion, said, key)

    return say_with


def checked(gist: Gist) -> Gist:
    """The gist within its bounds: shares that add up, numbers from 0 to 1, not too many cues.

    Raises:
        BadGistError: a number is none, or there is not one weight for each strategy.
    """
    numbers = (*gist.weights, gist.specificity, gist.voice, gist.valence, gist.arousal)
    if len(gist.weights) != len(STRATEGIES) or not all(isfinite(one) for one in numbers):
        raise BadGistError(f"{len(STRATEGIES)} weights and finite numbers are needed, not {numbers}")
    weights = [max(0.0, one) for one in gist.weights]
    total = sum(weights)
    return replace(
        gist_of(gist),
        language=language_of(gist.language),
        weights=tuple(one / total if total else 0.0 for one in weights),
        specificity=_between(gist.specificity, 0.0),
        voice=_between(gist.voice, 0.0),
        valence=_between(gist.valence, -1.0),
        arousal=_between(gist.arousal, 0.0),
        moral=max(0, min(MOST_MORAL, gist.moral)),
        found=gist.found[:MOST_CUES],
    )


def _between(number: float, low: float) -> float:
    return max(low, min(1.0, number))


def _made(name: str, group: str, installed: Iterable[EntryPoint]) -> Any:
    if not name:
        return None
    offered = {one.name: one for one in installed if one.group == group}
    if name not in offered:
        known = ", ".join(sorted(offered)) or "none"
        raise NoSuchPluginError(f"no installed package offers a {group} named {name!r}; there is: {known}")
    return offered[name].load()()
