"""The objectives that a sheet names: those of the scenario, and new ones."""

from collections.abc import Iterable

from app.exchange.cells import Cells
from app.exchange.plain import plain
from app.exchange.values import listed
from app.scenario.guide import Objective
from app.scenario.limits import RULES


class Objectives:
    """Finds objectives by id or title, and adds what is not there."""

    def __init__(self, known: Iterable[Objective]) -> None:
        self._ids = {one.id: one.id for one in known}
        self._titles = {plain(one.title): one.id for one in known}
        self._new: dict[str, Objective] = {}

    def of(self, cells: Cells) -> str | None:
        """The id of the objective that a row serves; the first, if it names several."""
        said = cells.text("objective")
        if not said:
            return None
        if known := self._ids.get(said) or self._titles.get(plain(said)):
            return known
        named = listed(said) if "\n" in said else (said,)
        longest = RULES[Objective, "title"].longest
        title = named[0][:longest].strip()
        if len(named) > 1 or title != named[0]:
            cells.keep("objective")
        if len(named) > 1:
            cells.doubt("objective", f"{len(named)} objectives; the first is taken", "The others are kept.")
        return self._ids.get(title) or self._titles.get(plain(title)) or self._add(title)

    def new(self) -> tuple[Objective, ...]:
        """The objectives that the scenario has not."""
        return tuple(self._new.values())

    def _add(self, title: str) -> str:
        number = len(self._ids) + 1
        while f"o{number}" in self._ids:
            number += 1
        name = f"o{number}"
        self._ids[name] = self._titles[plain(title)] = name
        self._new[name] = Objective(id=name, title=title)
        return name
