"""Who speaks in a sheet: accounts of the cast, and people it has not met yet."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.exchange.plain import plain
from app.ids import Handle
from app.scenario.cast import Persona

NAME_CHARS = 50
HANDLE_CHARS = 30
_AT = re.compile(r"@([A-Za-z0-9_]{1,30})(?![\w.])")
_IS_HANDLE = re.compile(r"@?[A-Za-z0-9_]{1,30}")
_AROUND = re.compile(r"<[^<>]*>|[()\[\]|]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks; `known` if the cast has the account."""

    handle: Handle
    known: bool


class Voices:
    """Finds the account behind a name, and thinks of one for a name that has none."""

    def __init__(self, cast: Iterable[Persona], told: Mapping[str, Handle]) -> None:
        self._cast = {one.handle.lower(): one for one in cast}
        self._names = {plain(one.name): one.handle for one in self._cast.values()}
        self._told = {plain(name): handle for name, handle in told.items()}
        self._new: dict[Handle, str] = {}
        self._by_words: dict[str, Handle] = {}
        self._speaks_publicly: set[Handle] = set()

    def of(self, words: str) -> Voice:
        """The account meant by `@ann`, `ann`, `Ann Bee`, or `Ann Bee (@ann)`."""
        said = plain(words)
        if told := self._told.get(said):
            return self._as_handle(told, words)
        at = _AT.search(words)
        if at or (_IS_HANDLE.fullmatch(words) and words.lower() in self._cast):
            return self._as_handle(at[1] if at else words, words)
        if handle := self._names.get(said):
            return Voice(handle, known=True)
        if said not in self._by_words:
            self._by_words[said] = self._invent(words)
        return Voice(self._by_words[said], known=False)

    def heard(self, voice: Voice, *, publicly: bool) -> None:
        """Note where a voice speaks: who only writes directly becomes a contact."""
        if publicly:
            self._speaks_publicly.add(voice.handle)

    def new(self) -> tuple[Persona, ...]:
        """The personas that the cast has not, in the order they were met."""
        return tuple(
            Persona(
                handle=handle,
                name=name,
                bio="",
                followers=0,
                sort="person" if handle in self._speaks_publicly else "contact",
            )
            for handle, name in self._new.items()
        )

    def _as_handle(self, handle: str, words: str) -> Voice:
        if persona := self._cast.get(handle.lower()):
            return Voice(persona.handle, known=True)
        same = next((one for one in self._new if one.lower() == handle.lower()), None)
        if same is None:
            same = Handle(handle)
            self._new[same] = _name(words) or handle
        return Voice(same, known=False)

    def _invent(self, words: str) -> Handle:
        spelt = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "_", spelt).strip("_")[: HANDLE_CHARS - 4].strip("_") or "persona"
        taken = {*self._cast, *(one.lower() for one in self._new)}
        handle, number = base, 2
        while handle in taken:
            handle, number = f"{base}_{number}", number + 1
        self._new[Handle(handle)] = _name(words) or handle
        return Handle(handle)


def _name(words: str) -> str:
    bare = " ".join(_AROUND.sub(" ", _AT.sub(" ", words)).split())
    return bare[:NAME_CHARS].strip(" -,;")
