"""What is written so that it may be read in two ways, seen in the file's tree."""

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import yaml

from app.scenario.faults import Fault
from app.scenario.limits import Rule
from app.scenario.linting.advising import advice
from app.scenario.nodes import Items, Keys, Node, Scalar
from app.scenario.parts import bare, parts_of
from app.scenario.scenario import Scenario
from app.scenario.spots import spots
from app.scenario.times import read_time, say_time

_RESOLVER = yaml.resolver.Resolver()
_STRING, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
_WHOLE = re.compile(r"0*[1-9]\d*(?:\.0+)?")
_CLOCK = re.compile(r"\d{1,2}:[0-5]\d")
LEAST_TIMES = 3
"""Times one needs to see that they are times of day."""


def ambiguous(root: Node) -> Iterator[Fault]:
    """Bare numbers for times, unquoted words that others take for something else, times of day."""
    yield from _values(Scenario, root, "")
    yield from _times_of_day(root)


def _values(hint: Any, node: Node, path: str, rule: Rule | None = None) -> Iterator[Fault]:
    hint = bare(hint)
    if get_origin(hint) is tuple and isinstance(node, Items):
        for at, item in enumerate(node.items):
            yield from _values(get_args(hint)[0], item, f"{path}[{at}]", rule)
    elif isinstance(node, Keys):
        for part in parts_of(hint):
            if part.name in node.entries:
                where = f"{path}.{part.name}" if path else part.name
                yield from _values(part.hint, node.entries[part.name], where, part.rule)
    elif isinstance(node, Scalar) and rule is not None:
        yield from _value(hint, node, path, rule)


def _value(hint: Any, node: Scalar, path: str, rule: Rule) -> Iterator[Fault]:
    seconds = read_time(node.text) if rule.time and _WHOLE.fullmatch(node.text) else None
    if seconds is not None and read_time(say_time(seconds)) == seconds:
        reason = f"`{node.text}` is seconds, and looks like minutes"
        yield advice(path, reason, f"Write {say_time(seconds)} if that is meant.")
    elif hint is str and node.plain and path != "story_start":
        tag: str = _RESOLVER.resolve(yaml.ScalarNode, node.text, (True, False))  # type: ignore[no-untyped-call]
        if tag not in (_STRING, _NULL):
            taken = tag.rpartition(":")[2]
            yield advice(
                path,
                f"other readers of YAML take `{node.text}` for {_NAMES.get(taken, 'something else')}",
                "Put it in quotes.",
            )


_NAMES = {
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "timestamp": "a date",
    "merge": "a merge",
    "value": "a default",
}


def _times_of_day(root: Node) -> Iterator[Fault]:
    """Whether all injects' times are what the clock on the wall says then, and not time since StartEx."""
    start = next((spot.text for spot in spots(root, "story_start") if spot.text), "")
    minutes = next((spot.text for spot in spots(root, "minutes") if spot.text), "")
    times = [spot for spot in spots(root, "msel.*.at") if spot.text and _CLOCK.fullmatch(spot.text)]
    if len(times) < LEAST_TIMES:
        return
    begins = _minutes_of(start[11:16])
    if all(begins <= _minutes_of(spot.text or "") <= begins + int(minutes) for spot in times):
        reason = f"{times[0].text} and all others look like times of day, from {start[11:16]} on"
        yield advice(times[0].path, reason, "Count from StartEx: `00:30` is half a minute after it.")


def _minutes_of(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
