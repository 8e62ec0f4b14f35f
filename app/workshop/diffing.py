"""What is different between two trees, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.workshop.labels import label_of
from app.workshop.matching import match
from app.workshop.paths import Path, Spot, named, naming_key
from app.workshop.values import Value, is_nothing, same

Sort = Literal["changed", "added", "gone", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place; `path` and `label` are those of the later tree, of what is gone those of the earlier."""

    path: Path
    label: str
    was: Value
    now: Value
    sort: Sort


def diff(earlier: Value, later: Value) -> tuple[Change, ...]:
    """All changes that lead from one tree to the other, in the order of the later one.

    The number a scenario was published as is none of them.
    """
    pair = _Pair(earlier, later)
    return tuple(change for change in pair.values(earlier, later, (), ()) if change.path != ("version",))


@dataclass(frozen=True, slots=True)
class _Pair:
    earlier: Value
    later: Value

    def values(self, was: Value, now: Value, old: Spot, new: Spot) -> Iterator[Change]:
        """The changes between two values, which stand at `old` in the one tree, at `new` in the other."""
        if same(was, now):
            return
        if isinstance(was, dict) and isinstance(now, dict):
            for key in (*now, *(key for key in was if key not in now)):
                yield from self.values(was.get(key), now.get(key), (*old, key), (*new, key))
        elif _listed(was) and _listed(now) and not (was is None and now is None):
            yield from self._lists(was or [], now or [], old, new)
        elif now is None:
            yield self._of(self.earlier, old, was, None, "gone")
        else:
            yield self._of(self.later, new, was, now, "added" if is_nothing(was) else "changed")

    def _lists(self, was: list[Value], now: list[Value], old: Spot, new: Spot) -> Iterator[Change]:
        found = match(was, now, naming_key(new))
        for at, item in enumerate(now):
            before = found.pairs.get(at)
            if before is None:
                yield self._of(self.later, (*new, at), None, item, "added")
                continue
            if at in found.moved:
                yield self._of(self.later, (*new, at), before + 1, at + 1, "moved")
            yield from self.values(was[before], item, (*old, before), (*new, at))
        kept = set(found.pairs.values())
        for at, item in enumerate(was):
            if at not in kept:
                yield self._of(self.earlier, (*old, at), item, None, "gone")

    def _of(self, tree: Value, spot: Spot, was: Value, now: Value, sort: Sort) -> Change:
        return Change(path=named(tree, spot), label=label_of(tree, spot), was=was, now=now, sort=sort)


def _listed(value: Value) -> bool:
    return value is None or isinstance(value, list)
