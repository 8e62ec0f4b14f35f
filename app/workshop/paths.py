"""Ways into a tree that still lead to the same thing after others have edited it."""

from dataclasses import dataclass

from app.workshop.refusing import MissingError, UnfitError
from app.workshop.values import LARGEST_WHOLE, LONGEST_KEY, Value

MOST_STEPS = 24
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A step to the item of a list that has this name."""

    key: str
    name: str


Step = str | int | Named
Path = tuple[Step, ...]
Spot = tuple[str | int, ...]
"""A way by keys and numbers, good only for the tree as it is now."""


def read_path(plain: object) -> Path:
    """The path as it came.

    Raises:
        UnfitError: it is none.
    """
    if not isinstance(plain, list) or not 0 < len(plain) <= MOST_STEPS:
        raise UnfitError(f"a path is a list of 1 to {MOST_STEPS} steps")
    return tuple(read_step(step) for step in plain)


def read_step(plain: object) -> Step:
    """One step as it came.

    Raises:
        UnfitError: it is none.
    """
    match plain:
        case str() if 0 < len(plain) <= LONGEST_KEY and plain.isprintable():
            return plain
        case int() if not isinstance(plain, bool) and 0 <= plain <= LARGEST_WHOLE:
            return plain
        case dict() if len(plain) == 1:
            key, name = next(iter(plain.items()))
            if isinstance(key, str) and isinstance(name, str) and _is_name(name):
                return Named(key, name)
    raise UnfitError(f'a step is "key", a number from 0 or {{"id": "name"}}, not {ascii(plain)[:60]}')


def plain_step(step: Step | None) -> object:
    """The step as it goes out."""
    return {step.key: step.name} if isinstance(step, Named) else step


def plain_path(path: Path) -> list[object]:
    """The path as it goes out."""
    return [plain_step(step) for step in path]


def path_text(path: Path) -> str:
    """The path as people read it, `msel[07].text`."""
    text = ""
    for step in path:
        if isinstance(step, str):
            text += f".{step}" if text else step
        else:
            text += f"[{step.name if isinstance(step, Named) else step}]"
    return text


def naming_key(steps: Path | Spot) -> str:
    """By which key the items of the list at the end of these steps are named."""
    return "handle" if steps and steps[-1] == "cast" else "id"


def name_of(item: Value, key: str) -> str | None:
    """The name an item bears, None for none."""
    name = item.get(key) if isinstance(item, dict) else None
    return name if isinstance(name, str) and _is_name(name) else None


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


def bearers(items: list[Value], key: str, name: str | None) -> list[int]:
    """Where in a list the items stand that bear a name."""
    return [] if name is None else [at for at, item in enumerate(items) if name_of(item, key) == name]


def step_to(items: list[Value], at: int, key: str) -> Step:
    """The step to an item: its name if it is the first that bears it, else its number."""
    name = name_of(items[at], key)
    return Named(key, name) if name is not None and bearers(items, key, name)[0] == at else at


def find(tree: Value, path: Path) -> Spot:
    """Where a path leads now. The keys it ends with need not be there.

    Raises:
        MissingError: an item on the way is not there, or something on it is of another kind.
    """
    spot: Spot = ()
    here = tree
    for count, step in enumerate(path, 1):
        if isinstance(step, str):
            absent = here is None and (not spot or isinstance(spot[-1], str))
            if not absent and not isinstance(here, dict):
                reason = f"{path_text(path[:count])}: what is around it has no keys"
                raise MissingError(path[:count], reason)
            at: str | int = step
            here = _held(here, step)
        else:
            at = _number_of(here, step, path[:count])
            here = here[at]
        spot = (*spot, at)
    return spot


def find_in(items: Value, step: Step, around: Path) -> int:
    """The number of the item that a step leads to in a list.

    Raises:
        MissingError: it is not there, or this is no list.
    """
    return _number_of(items, step, (*around, step))


def named(tree: Value, spot: Spot) -> Path:
    """The path that leads there and says names where there are any."""
    path: Path = ()
    here = tree
    for step in spot:
        if isinstance(step, int):
            path = (*path, step_to(here, step, naming_key(path)))
            here = here[step]
        else:
            path = (*path, step)
            here = _held(here, step)
    return path


def value_at(tree: Value, spot: Spot) -> Value:
    """What stands there, None for nothing."""
    here = tree
    for step in spot:
        here = here[step] if isinstance(step, int) else _held(here, step)
    return here


def _held(mapping: Value, key: str) -> Value:
    return mapping.get(key) if mapping is not None else None


def _number_of(items: Value, step: Step, path: Path) -> int:
    if items is not None and not isinstance(items, list):
        raise MissingError(path, f"{path_text(path)}: no list is there")
    listed = items or []
    if isinstance(step, Named):
        found = bearers(listed, step.key, step.name)
        at = found[0] if found else len(listed)
    elif isinstance(step, int):
        at = step
    else:
        raise MissingError(path, f"{path_text(path)}: an item is named or numbered")
    if at >= len(listed):
        raise MissingError(path, f"{path_text(path)}: it is not there")
    return at
