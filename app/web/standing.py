"""A rehearsal as it stands, for those of its participants who ask about what was said in it."""

from dataclasses import dataclass

from app.ids import ExerciseTime, RehearsalId
from app.live.desk import browser_hash
from app.rehearsal.events import Role
from app.rehearsal.past import Past, past_of
from app.rehearsal.refusals import Refused
from app.web.services import Services

KNOW_THE_TRUTH: frozenset[Role] = frozenset({"facilitator", "observer"})
"""While a drill runs. At EndEx everybody who took part is shown it, in the review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A rehearsal's past up to `t`, exercise time now or at EndEx; `truth`: whoever asks may be told it."""

    past: Past
    t: ExerciseTime
    truth: bool


async def standing_of(services: Services, rehearsal: RehearsalId, cookie: str) -> Standing:
    """A rehearsal for one who took part, live or ended, from Redis or the archive.

    Raises:
        Refused: this browser never took part.
        LogLost: there is no such rehearsal any more.
    """
    was_there = cookie and await services.archive.of_browser(rehearsal, browser_hash(cookie))
    if not was_there:
        raise Refused("forbidden", "that is for those who take part, in the browser they use")
    room = (await services.rooms.get(rehearsal)).room
    seats, held = room.state.seats, await services.desk.seats_of(rehearsal, cookie)
    knows = any(seats[one.seat].role in KNOW_THE_TRUTH for one in held)
    ended = room.state.clock.state == "ended"
    return Standing(past=past_of(room.state), t=room.time(), truth=ended or knows)
