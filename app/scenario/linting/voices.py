"""Who speaks: personas nobody hears, seats with nothing to say, words said twice."""

from collections.abc import Iterator

from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.scenario import Scenario


def unused_personas(scenario: Scenario) -> Iterator[Fault]:
    used = {scenario.brand} | {one.by for one in scenario.msel} | {one.by for one in scenario.on_demand}
    used |= {handle for seat in scenario.seats for handle in seat.personas}
    for at, persona in enumerate(scenario.cast):
        if persona.handle not in used:
            reason = f"@{persona.handle} never speaks"
            yield advice(f"cast[{at}]", reason, "Seat it, let it inject, or drop it.")


def borrowed_voices(scenario: Scenario) -> Iterator[Fault]:
    """What lies at hand, said by a persona that somebody plays: it would put words into a player's mouth."""
    seated = {handle: seat.id for seat in scenario.seats for handle in seat.personas}
    for at, one in enumerate(scenario.on_demand):
        if one.by in seated:
            reason = f"{one.id} speaks as @{one.by}, whom {seated[one.by]} plays"
            yield advice(f"on_demand[{at}].by", reason, "Let somebody say it whom nobody plays.")


def silent_seats(scenario: Scenario) -> Iterator[Fault]:
    for at, seat in enumerate(scenario.seats):
        if not seat.lines:
            reason = f"a stand-in in {seat.id} has nothing to say"
            yield advice(f"seats[{at}].lines", reason, "Write it some lines.")


def repetition(scenario: Scenario) -> Iterator[Fault]:
    """The same words twice: an audience notices at once."""
    first: dict[str, str] = {}
    for path, text in _said(scenario):
        words = " ".join(text.casefold().split()).rstrip(".!")
        if words in first:
            yield advice(path, f"the same words as {first[words]}", "Say it otherwise.")
        first.setdefault(words, path)


def _said(scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield from ((f"msel[{at}].text", inject.text) for at, inject in enumerate(scenario.msel))
    yield from ((f"on_demand[{at}].text", one.text) for at, one in enumerate(scenario.on_demand))
    for number, seat in enumerate(scenario.seats):
        yield from ((f"seats[{number}].lines[{at}]", line) for at, line in enumerate(seat.lines))
    words = scenario.crowd.words
    for mood, said in (
        ("against", words.against),
        ("neutral", words.neutral),
        ("supportive", words.supportive),
    ):
        yield from ((f"crowd.words.{mood}[{at}]", text) for at, text in enumerate(said))
