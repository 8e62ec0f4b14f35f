"""Rows for the tests of the archive."""

from app.ids import ParticipantId, RehearsalId, SeatId
from app.store.tables import ParticipantRow, RehearsalRow

R1 = RehearsalId("r1")
ANNAS_BROWSER = "aa" * 32
BORISS_BROWSER = "bb" * 32


def a_rehearsal_row(
    rehearsal: str = R1, *, code: str = "", created_at: int = 1000, epoch: str = "epoch-1"
) -> RehearsalRow:
    return RehearsalRow(
        id=rehearsal,
        code=code or f"code-{rehearsal}",
        title="Too wide for the seat",
        scenario="too-wide",
        scenario_hash="cafe",
        mode="room",
        state="lobby",
        epoch=epoch,
        created_at=created_at,
    )


def a_participant_row(
    participant: str, seat: str | None, *, browser: str = ANNAS_BROWSER, rehearsal: str = R1
) -> ParticipantRow:
    return ParticipantRow(
        id=ParticipantId(participant),
        rehearsal=rehearsal,
        seat=None if seat is None else SeatId(seat),
        name="Anna",
        browser_hash=browser,
        joined_at=int(participant.removeprefix("p")),
    )
