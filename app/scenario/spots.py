"""Finding values in the tree of a scenario file by their route, as in `msel.*.by`."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.scenario.nodes import Items, Keys, Node, Scalar


@dataclass(frozen=True, slots=True)
class Spot:
    """A value and where it stands."""

    path: str
    node: Node

    @property
    def text(self) -> str | None:
        """The words written there, or None if it is no single value or an empty one."""
        return self.node.text if isinstance(self.node, Scalar) and self.node.text else None


def spots(root: Node, route: str, path: str = "") -> Iterator[Spot]:
    """Every value that `route` leads to, as in `msel.*.by`; `*` stands for every item of a list."""
    step, _, rest = route.partition(".")
    found: list[tuple[str, Node]] = []
    if step == "*" and isinstance(root, Items):
        found = [(f"{path}[{at}]", item) for at, item in enumerate(root.items)]
    elif isinstance(root, Keys) and step in root.entries:
        found = [(f"{path}.{step}" if path else step, root.entries[step])]
    for where, node in found:
        if rest:
            yield from spots(node, rest, where)
        else:
            yield Spot(where, node)


def words_at(root: Node, route: str) -> dict[str, None]:
    """The values at `route`, in order, each once; a dict because it is asked often what is in it."""
    return dict.fromkeys(spot.text for spot in spots(root, route) if spot.text is not None)


def word_of(node: Node, key: str) -> str | None:
    """The single value of `key` in a mapping, or None."""
    value = node.entries.get(key) if isinstance(node, Keys) else None
    return value.text if isinstance(value, Scalar) and value.text else None
