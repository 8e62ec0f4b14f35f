"""What a row says a good answer is, and what the facilitator should know."""

from typing import Final

from app.exchange.cells import Cells
from app.exchange.values import listed, position_of, seconds_of
from app.ids import AssumptionId
from app.scenario.limits import ANYTHING, RULES
from app.scenario.msel import Chance, ExpectedAction, Inject
from app.scenario.plan import Position
from app.scenario.scenario import Scenario

TITLE_CHARS = RULES[Inject, "title"].longest
LASTS = 600.0
"""Seconds a chance stands open where the sheet does not say."""


def tests_of(cells: Cells, scenario: Scenario) -> tuple[AssumptionId, ...]:
    """The assumptions of the plan that the row names."""
    known = {one.id.lower(): one.id for one in scenario.plan.assumptions}
    named = listed(cells.text("tests"))
    if unknown := [name for name in named if name.lower() not in known]:
        cells.keep("tests")
        cells.doubt("tests", f"the plan has no assumption `{unknown[0][:40]}`", "Add it to the plan first.")
    return tuple(known[name.lower()] for name in named if name.lower() in known)


SILENCE: Final = " of silence"
"""Stands behind the time allowed where the best answer is none."""


def expected_of(cells: Cells, scenario: Scenario, to: tuple[str, ...]) -> ExpectedAction | None:
    action = cells.text("expected")
    if not action:
        return None
    longest = RULES.get((ExpectedAction, "action"), ANYTHING).longest
    if len(action) > longest:
        cells.keep("expected")
        cells.doubt("expected", f"{len(action)} characters are cut to {longest}", "Shorten it.")
    within = scenario.plan.first_reply
    silence = cells.text("within").endswith(SILENCE)
    if cells.text("within"):
        said = seconds_of(cells.text("within").removesuffix(SILENCE) if silence else cells.raw("within"))
        if said is None or not 1 <= said <= 86_400:
            cells.fault("within", f"`{cells.text('within')[:40]}` is no time allowed", "Write `15 min`.")
        within = said or within
    return ExpectedAction(
        action=action[:longest].strip(),
        within=within,
        position=_position(cells, scenario, to),
        silence=silence,
    )


def _position(cells: Cells, scenario: Scenario, to: tuple[str, ...]) -> Position:
    """Whose move it is: as written, else the first recipient who has a seat, else the communicator."""
    seated = [seat.position for seat in scenario.seats if seat.position is not None]
    fallback: Position = "communicator" if "communicator" in seated or not seated else seated[0]
    if not (said := cells.text("position")):
        meant = [position_of(name) for name in to]
        return next((one for one in meant if one is not None and one in seated), fallback)
    position = position_of(said)
    if position is None or position not in seated:
        cells.keep("position")
        cells.doubt("position", f"no brand seat is `{said[:40]}`", f"The move is the {fallback}'s.")
        return fallback
    return position


def chance_of(cells: Cells) -> Chance | None:
    title = cells.text("chance")
    if not title:
        return None
    if len(title) > TITLE_CHARS:
        cells.keep("chance")
    lasts: float | None = LASTS
    if cells.text("lasts"):
        lasts = seconds_of(cells.raw("lasts"))
        if lasts is None or not 1 <= lasts <= 86_400:
            cells.fault("lasts", f"`{cells.text('lasts')[:40]}` is no span", "Write `10 min`.")
    return Chance(title=title if len(title) <= TITLE_CHARS else shortened(title), lasts=lasts or LASTS)


def guidance_of(cells: Cells) -> str:
    text, longest = cells.text("guidance"), RULES[Inject, "guidance"].longest
    if len(text) > longest:
        cells.keep("guidance")
        cells.doubt("guidance", f"{len(text)} characters are cut to {longest}", "Shorten it.")
    return text[:longest].strip()


def shortened(text: str) -> str:
    """`text` cut between words to what a title takes."""
    if len(text) <= TITLE_CHARS:
        return text
    cut = text[: TITLE_CHARS - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[20:] else cut).rstrip(" ,.;:") + "…"
