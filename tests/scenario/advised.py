"""Scenarios nothing is to be said against, with one thing changed, and what an author is told then."""

from dataclasses import replace

from app.ids import AssumptionId, Handle, InjectId, SeatId
from app.scenario.condition import Condition
from app.scenario.lint import lint
from app.scenario.msel import ExpectedAction, Inject, OnDemand
from app.scenario.plan import Position
from app.scenario.reading import read_scenario
from app.scenario.scenario import Goal, Scenario
from tests.scenario.small import SMALL


def sound() -> Scenario:
    """Ten minutes: injects at 0:10 and 4:00, and a contingency by hand."""
    return read_scenario(SMALL)


def inject(
    name: str, at: float | None, position: Position = "communicator", within: float = 60.0, text: str = ""
) -> Inject:
    """An inject nothing is to be said against."""
    return Inject(
        id=InjectId(name),
        title=name,
        at=at,
        by=Handle("hungry_ann"),
        text=text or f"Inject {name}",
        tests=(AssumptionId("A1"),),
        objective="warm",
        expected=ExpectedAction(action="Answer", within=within, position=position),
    )


def after(name: str, before: str, later: float, *, contingency: bool = False) -> Inject:
    """An inject that follows another."""
    follower = replace(inject(name, None), after=InjectId(before), later=later)
    return replace(follower, contingency=contingency)


def unless(name: str, target: str) -> Inject:
    """An inject that comes where another's expected action does not."""
    return replace(inject(name, None), unless=InjectId(target), contingency=True)


def waiting(name: str, condition: Condition, at: float | None = None) -> Inject:
    """An inject that waits for a condition."""
    return replace(inject(name, at), when=condition, contingency=True)


def with_injects(*injects: Inject) -> Scenario:
    return replace(sound(), msel=(*sound().msel, *injects))


def with_goal(condition: Condition) -> Scenario:
    """The critic wins points for a state of play."""
    cook, ann, pat = sound().seats
    goal = Goal(title="Win", points=10, when=condition)
    return replace(sound(), seats=(cook, replace(ann, card=replace(ann.card, goals=(goal,))), pat))


def at_hand(text: str = "Any salt?", by: str = "landlord", name: str = "n1") -> OnDemand:
    return OnDemand(id=InjectId(name), group="noise", by=Handle(by), text=text, channel="message")


def of(minutes: int, *injects: Inject) -> Scenario:
    """A drill of so many minutes with these injects only, and legal at the table beside the cook."""
    legal = replace(sound().seats[0], id=SeatId("legal"), position="legal", lines=("No.",))
    seats, cast = (*sound().seats, legal), sound().cast[:3]
    return replace(sound(), minutes=minutes, msel=injects, seats=seats, cast=cast)


def advice(scenario: Scenario) -> list[tuple[str, str]]:
    return [(one.path, one.reason) for one in lint(scenario)]
