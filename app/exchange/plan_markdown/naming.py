"""The ids of what is read: those it is written with, those of the parts it is like, or new ones."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from app.exchange.plan_markdown.words import folded
from app.scenario.components import ComponentKind
from app.scenario.plan import Component, Plan

_FIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", re.ASCII)


class Names:
    """Gives each part an id that no other part of the file has."""

    def __init__(self, onto: Plan) -> None:
        self._onto = onto
        self._components: set[str] = set()
        self._statements: set[str] = set()
        self._assumptions: set[str] = set()

    def component(self, name: str, title: str, kind: ComponentKind | None) -> Component | None:
        """The component of the plan that it is: by its id, its title, or as the only one of its kind."""
        left = [one for one in self._onto.components if one.id not in self._components]
        if name:
            return next((one for one in left if one.id == name), None)
        same = [one for one in left if folded(one.title) == folded(title)]
        same = same or [one for one in left if kind is not None and one.kind == kind]
        return same[0] if len(same) == 1 else None

    def written(self, name: str) -> str:
        """The id a component is written with, or that of the one it is."""
        fits = _FIT.fullmatch(name) is not None
        return _taken(self._components, name if fits else _slug(name) or "part")

    def fresh(self, wanted: str) -> str:
        """An id for a component that is new: no other's, here or in the plan."""
        there = {one.id for one in self._onto.components}
        return _taken(self._components, _slug(wanted) or "part", there)

    def statement(self, name: str, text: str) -> str:
        """An id for a holding statement."""
        like = name or next((one.id for one in self._onto.holding if one.text == text), "")
        others = {*self._statements, *(one.id for one in self._onto.holding)}
        return _taken(self._statements, like or _numbered("line-", others))

    def assumption(self, name: str, statement: str) -> str:
        """An id for an assumption."""
        like = name or next((one.id for one in self._onto.assumptions if one.statement == statement), "")
        others = {*self._assumptions, *(one.id for one in self._onto.assumptions)}
        return _taken(self._assumptions, like or _numbered("A", others))


def _numbered(letter: str, others: Collection[str]) -> str:
    return next(name for number in count(1) if (name := f"{letter}{number}") not in others)


def _slug(text: str) -> str:
    spelt = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", spelt))[:32].strip("-")


def _taken(here: set[str], wanted: str, there: Collection[str] = ()) -> str:
    name, number = wanted, 2
    while name in here or name in there:
        name, number = f"{wanted[:36]}-{number}", number + 1
    here.add(name)
    return name
