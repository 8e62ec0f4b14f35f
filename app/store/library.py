"""The scenarios on this machine: one folder each, with a `scenario.yaml` in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.feed.picture import FILE as PICTURE_NAME
from app.feed.picture import FOLDER as PICTURES
from app.scenario.faults import Fault, ScenarioFaults
from app.scenario.lint import lint_text
from app.scenario.linting.pictures import pictures_of
from app.scenario.nodes import MAX_BYTES
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario

FILE = "scenario.yaml"
FIRST = "too-wide-for-the-seat"
"""What somebody new is shown: it is the one that explains itself."""
FOLDER_NAME = r"[a-z0-9]+(-[a-z0-9]+){0,15}"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One folder as last read; `stamp` tells whether its file has changed since."""

    stamp: tuple[int, int]
    scenario: Scenario | None
    faults: tuple[Fault, ...]


class Library:
    """Scenario folders under `path`, read when they change. A faulty one hides no other."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shelves: dict[str, _Shelf] = {}

    def all(self) -> list[Scenario]:
        """Every scenario without faults, in order."""
        return in_order(shelf.scenario for _, shelf in self._look() if shelf.scenario is not None)

    def get(self, slug: str) -> Scenario | None:
        """The scenario with that slug; None if there is none, or it has faults."""
        return next((shelf.scenario for name, shelf in self._look() if name == slug), None)

    def slugs(self) -> set[str]:
        """The names of all folders with a scenario in them, faulty ones too."""
        return {file.parent.name for file in self._path.glob(f"*/{FILE}")}

    def picture(self, slug: str, file: str) -> Path | None:
        """A picture of that scenario's folder; None where there is none of that name."""
        if not re.fullmatch(FOLDER_NAME, slug) or not re.fullmatch(PICTURE_NAME, file):
            return None
        found = self._path / slug / PICTURES / file
        # Neither the file nor its folder may be a link that leads out of the scenario's own.
        stays = found.resolve() == self._path.resolve() / slug / PICTURES / file
        return found if stays and found.is_file() else None

    def faults(self) -> Mapping[str, tuple[Fault, ...]]:
        """What is wrong, by folder; sound folders are left out."""
        return {name: shelf.faults for name, shelf in self._look() if shelf.faults}

    def _look(self) -> Iterator[tuple[str, _Shelf]]:
        if not self._path.is_dir():
            return
        for file in sorted(self._path.glob(f"*/{FILE}")):
            name = file.parent.name
            try:
                stat = file.stat()
            except OSError:
                continue
            stamp = (stat.st_mtime_ns, stat.st_size)
            shelf = self._shelves.get(name)
            if shelf is None or shelf.stamp != stamp:
                shelf = self._shelves[name] = _read(file, stamp)
            yield name, shelf


def in_order(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """By title; the one to begin with first."""
    return sorted(scenarios, key=lambda one: (one.slug != FIRST, one.title.casefold(), one.slug))


def read_file(file: Path) -> Scenario:
    """The scenario in `file`, which lies in a folder named as its slug.

    Raises:
        ScenarioFaults: it cannot be read, or has faults, or another slug than its folder.
    """
    return _read_text(file)[0]


def check_file(file: Path) -> tuple[Scenario, tuple[Fault, ...]]:
    """The same, and what its author will want to look at, with lines and in the order of the file.

    Raises:
        ScenarioFaults: as of `read_file`.
    """
    scenario, text = _read_text(file)
    return scenario, lint_text(text, scenario, _missing_pictures(scenario, file.parent / PICTURES))


def _missing_pictures(scenario: Scenario, folder: Path) -> Iterator[Fault]:
    for path, picture in pictures_of(scenario):
        found = folder / picture.file
        if not found.is_file() or found.is_symlink():
            reason, remedy = f"there is no {PICTURES}/{picture.file}", "Put the file there."
            yield Fault(line=0, path=f"{path}.file", reason=reason, remedy=remedy)


def _read_text(file: Path) -> tuple[Scenario, str]:
    """The scenario in a file, and the file's text."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise _cannot(f"it has more than {MAX_BYTES} bytes", "Split it into several scenarios.")
        text = file.read_text(encoding="utf-8")
        scenario = read_scenario(text)
    except OSError as error:
        raise _cannot(f"it cannot be opened: {error.strerror}", "Check the path and its rights.") from error
    except UnicodeDecodeError as error:
        raise _cannot("it is not UTF-8", "Save it as UTF-8.") from error
    folder = file.resolve().parent.name
    if scenario.slug != folder:
        reason = f"the slug is `{scenario.slug}` in the folder `{folder}`"
        raise ScenarioFaults((Fault(line=0, path="slug", reason=reason, remedy="Give both the same name."),))
    return scenario, text


def _read(file: Path, stamp: tuple[int, int]) -> _Shelf:
    try:
        return _Shelf(stamp, read_file(file), ())
    except ScenarioFaults as wrong:
        return _Shelf(stamp, None, wrong.faults)


def _cannot(reason: str, remedy: str) -> ScenarioFaults:
    return ScenarioFaults((Fault(line=0, path="", reason=reason, remedy=remedy),))
