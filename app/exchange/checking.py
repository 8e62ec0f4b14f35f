"""Rows of a sheet against each other: ids, and who answers whom."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.exchange.preview import PreviewRow, SheetFault
from app.ids import InjectId
from app.scenario.scenario import Scenario


def checked(rows: Sequence[PreviewRow], scenario: Scenario) -> list[PreviewRow]:
    """The rows, each with what contradicts another."""
    first: dict[str, PreviewRow] = {}
    before = {inject.id.lower(): (inject.id, inject.channel) for inject in scenario.msel}
    found: list[PreviewRow] = []
    for row in rows:
        if earlier := first.get(row.id.lower()):
            reason = f"`{row.id}` is already used in row {earlier.row} of {earlier.sheet}"
            row = _stopped(row, reason, "Choose another.")  # noqa: PLW2901 - the row as it now is
        row = _answering(row, before)  # noqa: PLW2901 - the same
        first.setdefault(row.id.lower(), row)
        before[row.id.lower()] = (InjectId(row.id), row.channel)
        found.append(row)
    return found


def _answering(row: PreviewRow, before: Mapping[str, tuple[InjectId, str]]) -> PreviewRow:
    """The row with the id it answers spelt as that inject spells it."""
    answers = row.inject.answers if row.inject else None
    if row.inject is None or answers is None or answers == "brand":
        return row
    known = before.get(answers.lower())
    if known is None or known[0].lower() == row.id.lower():
        return _stopped(
            row, f"it answers `{answers}`, which is no earlier inject", "Answer an earlier one, or `brand`."
        )
    if known[1] == "message":
        return _stopped(row, f"it answers `{answers}`, a direct message", "Answer a post of the feed.")
    return replace(row, inject=replace(row.inject, answers=known[0]))


def _stopped(row: PreviewRow, reason: str, remedy: str) -> PreviewRow:
    fault = SheetFault(sheet=row.sheet, row=row.row, column="", reason=reason, remedy=remedy)
    return replace(row, inject=None, faults=(*row.faults, fault))
