"""The real server with rooms ready to be entered.

`python -m tests.bench.fanout.stage PORT ROOMS OBSERVERS FILE`

Each room has its nine players and a facilitator who posts, or one facilitator and so many observers.
People are seated and given tickets from inside; from there on everything goes the way it goes in a
drill: a post is asked over a socket, decided, appended to Redis, heard from the doorbell, shown to each
view, and written. The crowd stays away: what it costs is measured by `make bench`.

FILE gets a line for each socket: its path, its first words, and whom it may post as (- for none).
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from app.ids import DESK, ParticipantId, RehearsalId, SeatId
from app.live.company import ALONE
from app.live.hall import Hall
from app.main import create_app
from app.rehearsal.commands import StartClock, TakeSeat
from app.rehearsal.events import Role
from app.server import Server, loop_factory
from app.settings import Settings
from app.store.library import read_file
from app.store.tickets import Admission
from app.web.services import Services
from tests.bench.fanout.pauses import told

SCENARIO = "too-wide-for-the-seat"
TICKETS_FOR_MS = 600_000


class Stage:
    """Rooms, and the people in them."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._origin = settings.allowed_origins[-1]
        self._scenario = read_file(settings.scenarios / SCENARIO / "scenario.yaml")

    async def room(self, observers: int) -> list[str]:
        """A running drill; gives a line for each of its people."""
        hall, _ = await self._services.desk.open_rehearsal(self._scenario, "room")
        facilitator = await self._seat(hall, "facilitator")
        author = hall.room.state.accounts_of(hall.room.state.seats[facilitator])[0]
        lines = [await self._line(hall, facilitator, author)]
        if observers:
            seats = [await self._seat(hall, "observer") for _ in range(observers)]
        else:
            seats = [await self._seat(hall, seat.role, seat.id) for seat in self._scenario.seats]
        lines.extend([await self._line(hall, seat) for seat in seats])
        await hall.room.ask(facilitator, StartClock())
        return lines

    async def _seat(self, hall: Hall, role: Role, seat: SeatId | None = None) -> SeatId:
        someone = ParticipantId(f"p{len(hall.room.state.seats)}-{seat}")
        answer = await hall.room.ask(
            DESK, TakeSeat(role=role, participant=someone, name="Somebody", seat=seat)
        )
        return SeatId(answer.made[0])

    async def _line(self, hall: Hall, seat: SeatId, author: str = "-") -> str:
        participant = hall.room.state.seats[seat].participant
        assert participant is not None
        ticket = await self._services.desk.tickets.issue(
            Admission(
                rehearsal=RehearsalId(hall.room.id), seat=seat, participant=participant, origin=self._origin
            )
        )
        enter = json.dumps([{"type": "enter", "ticket": ticket, "tab": "t"}])
        return f"/live/{hall.room.id}\t{enter}\t{author}"


async def serve(port: int, rooms: int, observers: int, file: Path, data: Path) -> None:
    settings = Settings(port=port, data=data)
    app = create_app(settings)
    server = Server(app, settings)
    serving = asyncio.create_task(server.serve())
    await server.up.wait()
    services: Services = app.state.services
    services.rooms._company = ALONE
    services.desk.tickets._good_for_ms = TICKETS_FOR_MS  # type: ignore[attr-defined]
    stage = Stage(services, settings)
    lines = [line for _ in range(rooms) for line in await stage.room(observers)]
    file.with_suffix(".part").write_text("\n".join(lines) + "\n")
    file.with_suffix(".part").rename(file)
    await serving


def main() -> None:
    port, rooms, observers, file = sys.argv[1:]
    with (
        told(),
        tempfile.TemporaryDirectory() as folder,
        asyncio.Runner(loop_factory=loop_factory()) as runner,
    ):
        runner.run(serve(int(port), int(rooms), int(observers), Path(file), Path(folder)))


if __name__ == "__main__":
    main()
