"""Readers and voices of others: found by their entry points, chosen by name, none by default.

A package offers one by naming a callable that takes nothing and gives a `Reader` or a `Voice`:

    [project.entry-points."squall.reader"]
    parish = "parish_reader:ParishReader"

and a host chooses it with `SQUALL_READER=parish` or `SQUALL_VOICE=...`. Without a name nobody is asked:
the lists of `app/crowd/lexicon` read, the word lists speak, and no network is needed.

A reader of others may be slow and may answer differently tomorrow, so it is never asked by the core. What
it says enters the log as data, like time and chance:

1. Once a post of the brand is out, the conductor asks it, on a thread of its own and with a deadline:
   `reading(reader)` (app/live/reading_along.py). Until it answers, or if it is late or fails, the lists read.
2. The `Gist` it gives, cut to the bounds of `checked`, is asked for as `post.read`, like anybody's command,
   and stands in the log as the event of that name.
3. From then on the crowd takes the post as that. Replay and twins see the stored gist, and never ask again.

A voice of others is asked the same way: its line is the text of a post in the log, or None, and then the
built-in words are used.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, wait
from dataclasses import replace
from functools import partial
from importlib.metadata import EntryPoint
from math import fsum, inf, isfinite
from time import monotonic
from typing import Any, Protocol, TypeGuard

from app.crowd.lexicon import language_of
from app.crowd.proposing import suggest
from app.crowd.reading import gist_of
from app.crowd.voice import Occasion, Say, say
from app.feed.gist import LONGEST_CUE, MOST_CUES, MOST_MORAL, Cue, Gist, Suggestion, Written
from app.feed.intent import STRATEGIES
from app.feed.wording import folded
from app.live.aside import aside
from app.rehearsal.asking import clean
from app.rehearsal.refusals import Refused

READERS, VOICES = "squall.reader", "squall.voice"
"""Groups of entry points."""
PATIENCE = 0.2
"""Wall seconds a voice of others may take for a line."""
REST = 10.0
"""Wall seconds a voice of others is left alone after a late line."""

_logger = logging.getLogger(__name__)


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


def reading(reader: Reader | None) -> Callable[[str, str], Gist] | None:
    """What the conductor asks about a text in a language, None where the lists read alone."""
    return None if reader is None else partial(read_with, reader)


def suggesting(reader: Reader | None) -> Callable[[Written], Suggestion]:
    """What reads along while an author types: the reader of others if there is one, else the lists.

    Nothing of it is kept, so a reader of others may be asked as it is; it can be slow and it can fail.
    """
    if reader is None:
        return suggest

    def suggest_with(written: Written) -> Suggestion:
        return suggest(written, read_with(reader, written.text, written.language))

    return suggest_with


def speaking(voice: Voice | None, clock: Callable[[], float] = monotonic) -> Say:
    """What finds the crowd's words: a voice of others if there is one and it is in time, else the grammars.

    It is asked on a thread of its own and given `PATIENCE` seconds: a late or failed line is a built-in one.
    After a late one it is not asked for `REST` seconds, and not before it has come: the crowd's beat waits
    for it, and must not do so line after line.
    """
    return say if voice is None else _Speaking(voice, clock)


class _Speaking:
    def __init__(self, voice: Voice, clock: Callable[[], float]) -> None:
        self._voice = voice
        self._clock = clock
        self._late: Future[str | None] | None = None
        self._rests_until = -inf
        self._told: set[str] = set()

    def __call__(self, occasion: Occasion, said: Mapping[str, None], key: tuple[int, ...]) -> str | None:
        text = None if self._is_away() else self._asked(occasion, said, key)
        return text if _fits(text, occasion, said) else say(occasion, said, key)

    def _is_away(self) -> bool:
        if self._late is not None and self._late.done():
            self._late = None
        return self._late is not None or self._clock() < self._rests_until

    def _asked(self, occasion: Occasion, said: Mapping[str, None], key: tuple[int, ...]) -> object:
        line = aside(partial(self._voice.say, occasion, dict(said), key), "voice")
        wait([line], timeout=PATIENCE)
        if not line.done():
            self._late, self._rests_until = line, self._clock() + REST
            self._tell("late", f"no line within {PATIENCE:g} s")
            return None
        fault = line.exception()
        if fault is not None:
            self._tell(type(fault).__name__, type(fault).__name__)
            return None
        text: object = line.result()
        return text.strip() if isinstance(text, str) else text

    def _tell(self, cause: str, detail: str) -> None:
        """Say once what is wrong with the voice: it may be so for every line of a drill."""
        if cause not in self._told:
            self._told.add(cause)
            _logger.warning("the voice that was plugged in fails, and the built-in one speaks: %s", detail)


def _fits(text: object, occasion: Occasion, said: Mapping[str, None]) -> TypeGuard[str]:
    """Whether the feed would take it as a new post: one that is refused would hold up the crowd."""
    if not isinstance(text, str) or folded(text) in said:
        return False
    try:
        return clean(text, occasion.longest) == text
    except Refused:
        return False


def checked(gist: object) -> Gist:
    """The gist within its bounds: shares that add up, numbers from 0 to 1, not too many cues.

    Raises:
        BadGistError: it is no gist, a number is none, or there is not one weight for each strategy.
    """
    if not isinstance(gist, Gist):
        raise BadGistError(f"a Gist is needed, not a {type(gist).__name__}")
    try:
        return _within_bounds(gist)
    except BadGistError:
        raise
    except (TypeError, ValueError, OverflowError, AttributeError) as fault:
        raise BadGistError(f"a Gist of other types than its own: {fault}") from fault


def _within_bounds(gist: Gist) -> Gist:
    weights = [max(0.0, _number(one)) for one in gist.weights]
    if len(weights) != len(STRATEGIES):
        raise BadGistError(f"{len(STRATEGIES)} weights are needed, not {len(weights)}")
    total = fsum(weights)
    return replace(
        gist_of(gist),
        language=language_of(gist.language),
        weights=tuple(one / total if total else 0.0 for one in weights),
        specificity=_between(gist.specificity, 0.0),
        voice=_between(gist.voice, 0.0),
        conditional=bool(gist.conditional),
        holding=bool(gist.holding),
        valence=_between(gist.valence, -1.0),
        arousal=_between(gist.arousal, 0.0),
        moral=max(0, min(MOST_MORAL, int(gist.moral))),
        found=tuple(_shown(cue) for cue in gist.found[:MOST_CUES]),
    )


def _number(number: float) -> float:
    """A plain float, whatever library's it was.

    Raises:
        BadGistError: it is not finite.
    """
    plain = float(number)
    if not isfinite(plain):
        raise BadGistError(f"finite numbers are needed, not {plain}")
    return plain


def _between(number: float, low: float) -> float:
    return max(low, min(1.0, _number(number)))


def _shown(cue: Cue) -> Cue:
    """The cue with what can be shown of its words."""
    family, words = (
        "".join(sign if sign.isprintable() else " " for sign in text) for text in (cue.family, cue.words)
    )
    return Cue(family=family[:LONGEST_CUE], words=words[:LONGEST_CUE], start=max(0, int(cue.start)))


def _made(name: str, group: str, installed: Iterable[EntryPoint]) -> Any:
    if not name:
        return None
    offered = {one.name: one for one in installed if one.group == group}
    if name not in offered:
        known = ", ".join(sorted(offered)) or "none"
        raise NoSuchPluginError(f"no installed package offers a {group} named {name!r}; there is: {known}")
    return offered[name].load()()
