"""What a place in a scenario is called by people who do not read paths."""

from app.workshop.paths import Named, Path, Spot, named, naming_key, value_at
from app.workshop.values import Value

_TITLES = ("title", "name", "does", "question", "statement", "text")
_LONGEST = 40
_BETWEEN = " · "


def label_of(tree: Value, spot: Spot) -> str:
    """Such as `07 Leaked memo · text`: the innermost item that has a name, and what of it."""
    path = named(tree, spot)
    last = max((at for at, step in enumerate(path) if isinstance(step, Named)), default=-1)
    words = [_word(tree, path, spot, at) for at in range(max(last, 0), len(path))]
    return _BETWEEN.join(words)


def _word(tree: Value, path: Path, spot: Spot, at: int) -> str:
    step = path[at]
    if isinstance(step, str):
        return step
    item = value_at(tree, spot[: at + 1])
    number = step.name if isinstance(step, Named) else str(step + 1)
    mark = "@" if naming_key(path[:at]) == "handle" and isinstance(step, Named) else ""
    return f"{mark}{number} {_title(item)}".strip()


def _title(item: Value) -> str:
    if not isinstance(item, dict):
        return ""
    title = next((item[key] for key in _TITLES if isinstance(item.get(key), str)), "")
    words = " ".join(str(title).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
