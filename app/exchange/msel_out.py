"""The MSEL of a scenario as a sheet that reads back to the same."""

from collections.abc import Callable, Mapping

from app.exchange.drafting import Extras
from app.exchange.fields import Field, header_of
from app.exchange.goals import SILENCE
from app.exchange.letting_out import cell_of
from app.exchange.writing import Grid, Kind, Value, written
from app.ids import ExerciseTime, InjectId
from app.scenario.msel import ExpectedAction, Inject
from app.scenario.scenario import Scenario

NO_EXTRAS: Mapping[InjectId, Mapping[str, str]] = {}


def write_msel(scenario: Scenario, kind: Kind, extras: Extras = NO_EXTRAS) -> bytes:
    """The MSEL as a file; `extras` stand in columns of their own, under the headers they came with."""
    names = tuple(dict.fromkeys(name for inject in scenario.msel for name in extras.get(inject.id, {})))
    grid = Grid(
        name="MSEL (EXERCISE)",
        over=(
            f"{scenario.title} ({scenario.grade}), version {scenario.version}",
            f"Times count from StartEx, in the story {scenario.story_start}, as T+hours:minutes:seconds.",
        ),
        header=(*(header_of(field) for field in _CELLS), *names),
        rows=tuple(
            (
                *(cell(inject) for cell in _CELLS.values()),
                *(extras.get(inject.id, {}).get(name, "") for name in names),
            )
            for inject in scenario.msel
        ),
    )
    return written(grid, kind)


def t_plus(at: ExerciseTime) -> str:
    """Seconds since StartEx as `T+0:01:30`, to the thousandth."""
    return f"T{'-' if at < 0 else '+'}{clock(abs(at))}"


def clock(seconds: float) -> str:
    """Seconds as `0:01:30`, to the thousandth."""
    thousandths = round(seconds * 1000)
    whole, rest = divmod(thousandths, 1000)
    part = f".{rest:03}".rstrip("0") if rest else ""
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}{part}"


def span(seconds: float) -> str:
    """Seconds as `5 min 30 s`, to the thousandth."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    small = f"{rest // 1000}" + (f".{rest % 1000:03}".rstrip("0") if rest % 1000 else "")
    parts = (f"{minutes} min" if minutes else "", f"{small} s" if rest or not minutes else "")
    return " ".join(part for part in parts if part)


def _time(inject: Inject) -> Value:
    if inject.at is None or inject.contingency:
        return "by hand" if inject.by_hand else "on cue"
    return t_plus(inject.at)


def _within(expected: ExpectedAction) -> str:
    return f"{span(expected.within)}{SILENCE if expected.silence else ''}"


_CELLS: Mapping[Field, Callable[[Inject], Value]] = {
    "id": lambda inject: inject.id,
    "time": _time,
    "title": lambda inject: inject.title,
    "by": lambda inject: inject.by,
    "channel": lambda inject: inject.channel,
    "text": lambda inject: inject.text,
    "answers": lambda inject: inject.answers or "",
    "reach": lambda inject: inject.reach,
    "heat": lambda inject: inject.heat,
    "expected": lambda inject: inject.expected.action if inject.expected else "",
    "within": lambda inject: _within(inject.expected) if inject.expected else "",
    "position": lambda inject: inject.expected.position if inject.expected else "",
    "objective": lambda inject: inject.objective or "",
    "tests": lambda inject: ", ".join(inject.tests),
    "chance": lambda inject: inject.chance.title if inject.chance else "",
    "lasts": lambda inject: span(inject.chance.lasts) if inject.chance else "",
    "contingency": lambda inject: "yes" if inject.contingency else "",
    "guidance": lambda inject: inject.guidance,
    "cue": cell_of,
}
"""What stands in each column, in the order of the columns."""
