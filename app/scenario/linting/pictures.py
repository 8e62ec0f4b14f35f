"""Pictures that say nothing to who cannot see them."""

from collections.abc import Iterator

from app.feed.picture import Picture
from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.scenario import Scenario

LEAST = 8
"""Characters below which a text hardly says what a picture shows."""


def pictures_of(scenario: Scenario) -> Iterator[tuple[str, Picture]]:
    """Every picture with its path."""
    for at, inject in enumerate(scenario.msel):
        if inject.picture is not None:
            yield f"msel[{at}].picture", inject.picture
    for at, one in enumerate(scenario.on_demand):
        if one.picture is not None:
            yield f"on_demand[{at}].picture", one.picture


def alternatives(scenario: Scenario) -> Iterator[Fault]:
    for path, picture in pictures_of(scenario):
        said = picture.alt.strip().casefold()
        if not said:
            yield advice(f"{path}.alt", f"{picture.file} has no words", "Say in `alt` what it shows.")
        elif len(said) < LEAST or said in (picture.file, picture.file.rpartition(".")[0]):
            reason = f"“{picture.alt}” hardly says what {picture.file} shows"
            yield advice(f"{path}.alt", reason, "Describe it as you would on the telephone.")
