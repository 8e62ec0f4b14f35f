"""The beat: clock, due cues, stand-ins, a reader and the crowd, through the same door as everybody.

The lease only saves work. Two conductors at once cannot deliver an inject twice: the entry
that delivers it would conflict, and the second is refused.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from app.ids import CONDUCTOR, ExerciseTime, SeatId, Seq, WallMs
from app.live.company import ALONE, Company
from app.live.phases import until
from app.live.reading_along import ReadingAlong
from app.live.room import Room
from app.rehearsal import moderating
from app.rehearsal.calling import called_for, due, next_moment
from app.rehearsal.commands import (
    ActAsCrowd,
    Command,
    EndClock,
    PassBaton,
    PauseClock,
    PublishDraft,
    RebaseClock,
)
from app.rehearsal.cues import Cue
from app.rehearsal.goals import reached
from app.rehearsal.outgoing import leaving
from app.rehearsal.refusals import Refused
from app.store.lease import Leases
from app.store.log import Unavailable

BEAT = 0.25
"""Wall seconds between beats."""
RENEW_EVERY = 1.0
AFTER_IT_ENDS = 0.005
"""Seconds after its end at which a lease is asked for: it is gone for sure."""
HANDED_OVER_WITHIN = 2 * RENEW_EVERY
"""Seconds the others have to take a lease that was given back: each looks once in `RENEW_EVERY`."""
HEARTBEAT_MS = 1_000
"""A live rehearsal has a beat in its log at least this often, so that a hole in time shows."""
WEIGHED_EVERY_MS = 1_000
"""Wall time between two looks at conditions and goals."""
STALL_MS = 3_000
"""Wall time without a beat after which the clock is set back."""
GONE_FOR = 10.0
"""Wall seconds after which a show-caller who is not connected hands over."""
NOBODY_FOR_MS = 30 * 60_000
"""Wall time without anybody at a screen after which a room's clock is held: the log of a drill is finite."""
CAUGHT_UP_MS = 2_000
"""Wall time, at the rehearsal's speed, that a stall may cost at most: no avalanche of injects."""

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Conductor:
    """Drives one room while this node holds its lease."""

    room: Room
    leases: Leases
    company: Company = ALONE
    present: Callable[[], frozenset[SeatId]] | None = None
    holding: bool = False
    """Whether this node conducts now."""
    leaving: bool = False
    """Whether another node is to conduct, if there is one."""
    attended: Callable[[], bool] | None = None
    """Whether anybody looks on: players, staff or observers, at any node."""
    _seen: float | None = field(default=None)
    _weighed: Seq | None = None
    _weighed_at: WallMs = 0
    _planned: int | None = None
    _next: ExerciseTime = 0.0
    _attended_at: int = 0
    _reading: ReadingAlong = field(init=False)

    def __post_init__(self) -> None:
        self._reading = ReadingAlong(self.company.reader)

    def hand_over(self) -> None:
        """Let another node conduct; should none take over, this one goes on."""
        self.leaving = True

    async def run(self) -> None:
        """Take the lease whenever it is free, and beat while it is held; until EndEx."""
        while self.room.state.clock.state != "ended":
            if self.leaving:
                self.leaving = False
                await asyncio.sleep(HANDED_OVER_WITHIN)
            pause = RENEW_EVERY
            try:
                fence = await self.leases.acquire(self.room.id)
                if fence is not None:
                    await self._hold(fence)
                # Whoever holds it may be gone: it is asked for again the moment it runs out.
                pause = min(RENEW_EVERY, await self.leases.left(self.room.id) + AFTER_IT_ENDS)
            except Unavailable:
                _logger.warning("no lease for %s: the store does not answer", self.room.id)
            if not self.leaving:
                await asyncio.sleep(pause)

    async def _hold(self, fence: int) -> None:
        loop = asyncio.get_running_loop()
        renewed = loop.time()
        self.holding = True
        self.room.meters.conductors.inc()
        try:
            while self.room.state.clock.state != "ended":
                if self.leaving:
                    return
                began = loop.time()
                if began - renewed >= RENEW_EVERY:
                    if not await self.leases.renew(self.room.id, fence):
                        return
                    renewed = began
                with self.room.meters.beat_time.time():
                    await self.beat()
                await asyncio.sleep(until(BEAT, self.room.id))
            await self._standins()  # their last words
        finally:
            self.holding = False
            with contextlib.suppress(Unavailable):
                await asyncio.shield(self.leases.release(self.room.id, fence))

    async def beat(self) -> None:
        """One beat: nothing but the baton moves while the clock stands."""
        room = self.room
        await self._mind_baton()
        if room.state.clock.state != "live":
            self._attended_at = 0
            return
        await self._mend_stall()
        if await self._left_alone():
            return
        t = room.time()
        weighs = self._weighs()
        for cue in self._due(t, weighs):
            await self._try(CONDUCTOR, called_for(room.state, cue))
        for draft in tuple(leaving(room.state, t)):
            await self._try(CONDUCTOR, PublishDraft(draft=draft.id))
        for command in tuple(moderating.due(room.state, t, self.company.judge)):
            await self._try(CONDUCTOR, command)
        await self._standins()
        t = room.time()
        if weighs:
            for goal in tuple(reached(room.state, t)):
                await self._try(CONDUCTOR, goal)
        read = self._reading.turn(room.state, t)
        if read is not None:
            await self._try(CONDUCTOR, read)
        await self._crowd()
        minutes = room.state.scenario.minutes
        if room.state.mode == "solo" and t >= minutes * 60:
            await self._try(CONDUCTOR, EndClock())

    def _due(self, t: ExerciseTime, weighs: bool) -> tuple[Cue, ...]:  # noqa: FBT001
        """The cues that go out now. Most beats need no look: until a cue changes, the next time is known."""
        state = self.room.state
        if state.cue_changes != self._planned:
            self._planned, self._next = state.cue_changes, next_moment(state)
        if not weighs and t < self._next:
            return ()
        return tuple(due(state, t, conditions=weighs))

    def _weighs(self) -> bool:
        """Whether this beat looks at what waits for a state of play, in less of a hurry than a clock.

        The log moves on at least once in HEARTBEAT_MS: where it has not, all is as it was.
        """
        state, now = self.room.state, self.room.now()
        if state.seq == self._weighed or now < self._weighed_at + WEIGHED_EVERY_MS:
            return False
        self._weighed, self._weighed_at = state.seq, now
        return True

    async def _standins(self) -> None:
        room = self.room
        for seat in tuple(room.state.stage.values()):
            if seat.automatic:
                for move in self.company.standins(room.state, seat, room.time()):
                    await self._try(seat.id, move)

    async def _mind_baton(self) -> None:
        """Whoever calls the show and is gone for too long hands over to a facilitator who is here."""
        state, now = self.room.state, asyncio.get_running_loop().time()
        here = self.present() if self.present else frozenset()
        if state.baton is None or state.baton in here or not here or self._seen is None:
            self._seen = now
            return
        if now - self._seen < GONE_FOR:
            return
        others = (seat for seat in sorted(here) if state.seats[seat].role == "facilitator")
        if (to := next(others, None)) is not None:
            await self._try(CONDUCTOR, PassBaton(to=to))

    async def _mend_stall(self) -> None:
        state, now = self.room.state, self.room.now()
        last = max(state.mood.beat_at, state.clock.w0)
        if now - last > STALL_MS:
            to = state.clock.time(last + CAUGHT_UP_MS)
            _logger.warning("%s stood still for %d ms", self.room.id, now - last)
            self.room.meters.stalls.inc()
            await self._try(CONDUCTOR, RebaseClock(to=to))

    async def _left_alone(self) -> bool:
        """Hold the clock of a room that everybody has left: what is forgotten on Friday is there later."""
        now = self.room.now()
        attended = self.attended is None or self.attended()
        if self.room.state.mode == "solo" or not self._attended_at or attended:
            self._attended_at = now
            return False
        if now - self._attended_at < NOBODY_FOR_MS:
            return False
        await self._try(CONDUCTOR, PauseClock(why="nobody was here for half an hour"))
        return self.room.state.clock.state != "live"

    async def _crowd(self) -> None:
        room = self.room
        if room.state.clock.state != "live":
            return
        with room.meters.crowd_time.time():
            act = self.company.crowd(room.state, room.time())
        if act is None and room.now() - room.state.mood.beat_at >= HEARTBEAT_MS:
            mood = room.state.mood
            act = ActAsCrowd(beat=mood.beat + 1, counts=(), trust=mood.trust, heat=mood.heat, tick=mood.tick)
        if act is not None:
            await self._try(CONDUCTOR, act)

    async def _try(self, by: SeatId, command: Command) -> None:
        """Ask; a refusal means that somebody was faster, or that the store is away: the next beat sees."""
        try:
            await self.room.ask(by, command)
        except Refused as refused:
            _logger.debug("%s: %s of %s: %s", self.room.id, command.kind, by, refused)
