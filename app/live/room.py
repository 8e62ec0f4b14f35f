"""A rehearsal on this node: follows the log, and is the one door through which anything is asked."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from hashlib import sha256

from app.adapters import adapter_of
from app.ids import CONDUCTOR, UNREADABLE, RehearsalId, SeatId, Seq, View, WallMs
from app.live.made import made_by
from app.live.meters import Meters, asker
from app.live.rings import Rings
from app.rehearsal.commands import AnswerWash, Command, EndClock
from app.rehearsal.decide import decide
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.store.log import AskReused, Conflict, EventLog, Known, LogErased, LogLost, TooLarge, Unavailable
from app.view.readable import readable

TRIES = 12
"""How often an ask is decided again because somebody appended first."""
MAY_BE_BEHIND = frozenset(
    {"forbidden", "not_found", "conflict", "paused", "ended", "needs_approval", "not_your_account"}
)
"""Refusals that say how things stand: in the log they may stand otherwise, and this node has not heard yet.

The conductor's own are not among them: its next beat decides again.
"""
ANSWER_WITHIN = 1.9
"""Seconds until an ask is answered: people are told within 2, however many wait at the door before them."""

_logger = logging.getLogger(__name__)


class Broken(Exception):  # noqa: N818 - the state of a room
    """An entry could be applied in part only: this room is spoilt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An accepted ask: the entry it made, and the ids of what it made."""

    seq: Seq
    made: tuple[str, ...]


class Room:
    """One rehearsal's state on this node, and the views' rings.

    State changes only by applying entries of the log, in order.
    """

    def __init__(self, log: EventLog, entries: list[Entry], epoch: str, meters: Meters | None = None) -> None:
        self.meters = meters or Meters()
        self.state: Rehearsal = begin(entries[0])
        self.epoch = epoch
        self.rings = Rings()
        self.tag = entries[0].tag
        self.lost = asyncio.Event()
        self.voided = False
        self.broken = asyncio.Event()
        self.erased = False
        self._log = log
        self._door = asyncio.Lock()
        self._asks: dict[str, Seq] = {}
        self._listeners: set[Callable[[Entry], None]] = set()
        self._applied_at = time.monotonic()
        self.skipped: set[Seq] = set()
        """Entries that this node passed over."""
        for entry in entries[1:]:
            self._apply(entry)

    @classmethod
    async def open(cls, log: EventLog, rehearsal: RehearsalId, meters: Meters | None = None) -> "Room":
        """The room of a rehearsal whose log the store holds.

        Raises:
            LogLost: it holds none.
            Unavailable: the store cannot be reached.
        """
        epoch = await log.epoch(rehearsal)
        entries: list[Entry] = []
        while batch := await log.read(rehearsal, Seq(len(entries))):
            entries.extend(batch)
        try:
            return cls(log, entries, epoch, meters)
        except Exception:
            # The log is what it is: whoever cannot be applied is passed over, here as on every node.
            _logger.exception("the log of %s holds an entry that cannot be applied", rehearsal)
            return cls(log, await asyncio.to_thread(readable, entries), epoch, meters)

    @property
    def id(self) -> RehearsalId:
        return self.state.id

    def now(self) -> WallMs:
        """Wall time in ms, never before the last entry: the log's times do not go back.

        A clock that was set back, or is behind another node's, does not stop time either: it goes on
        from the last entry until the wall clock is there again.
        """
        since = time.monotonic() - self._applied_at
        return max(int(time.time() * 1000), self.state.at + int(since * 1000))

    def time(self) -> float:
        """Exercise time now, in seconds."""
        return self.state.clock.time(self.now())

    def at(self, views: tuple[View, ...]) -> dict[View, tuple[int, int]]:
        """Where these views stand: (n, tag)."""
        return {view: (self.rings.of(view).n, self.rings.of(view).tag) for view in views}

    def listen(self, listener: Callable[[Entry], None]) -> Callable[[], None]:
        """Call `listener` after each entry is applied, until the returned function is called."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    async def follow(self) -> None:
        """Apply every entry the log gets, until the log is lost; meant to run as a task."""
        try:
            async with aclosing(self._log.follow(self.id, self.state.seq, self.tag)) as entries:
                async for entry in entries:
                    self._take_in(entry)
        except LogLost as fault:
            self._lose(fault)
        except Broken:
            pass  # and told

    async def ask(self, by: SeatId, command: Command, ask: str = "") -> Answer:
        """Decide a command and append what it makes.

        Args:
            by: the seat that asks, or `conductor` or `desk`.
            command: what is asked.
            ask: the ask's id; the same id has one effect, however often it comes.

        Raises:
            Refused: it was turned down, by the rules or by the store.
        """
        facts = {"squall.command": command.kind, "squall.by": asker(by), "squall.rehearsal": self.id}
        with self.meters.traces.span("ask", facts) as span:
            try:
                with self.meters.ask_time.time(asker(by)):
                    answer = await self._answered(by, command, ask)
            except Refused as refused:
                self.meters.asked(by, refused.code)
                span.note({"squall.refusal": refused.code})
                raise
            self.meters.asked(by)
            span.note({"squall.seq": answer.seq})
            return answer

    async def _answered(self, by: SeatId, command: Command, ask: str) -> Answer:
        if not self._log.reaches(self.id):
            raise _try_again("the store does not answer")
        # Without an id, as the conductor asks, it never comes again to be compared.
        body = sha256(adapter_of(type(command)).dump_json(command)).hexdigest() if ask else ""
        try:
            async with asyncio.timeout(ANSWER_WITHIN), self._door:
                return await self._decided(by, command, ask, body)
        except AskReused:
            raise Refused("conflict", "this ask id was used for something else") from None
        except TooLarge:
            raise Refused("too_large", "this rehearsal is full; end it and start another") from None
        except LogLost as fault:
            self._lose(fault)
            raise _try_again("the rehearsal is being restored") from None
        except Broken:
            raise _try_again("the rehearsal is being mended") from None
        except (Unavailable, TimeoutError):
            raise _try_again("the store does not answer") from None

    async def _decided(self, by: SeatId, command: Command, ask: str, body: str) -> Answer:
        for _ in range(TRIES):
            if ask in self._asks:
                return await self._answered_before(by, ask, body)
            # An answer nobody is to be known by must not be known by its time either.
            at = self.state.at if isinstance(command, AnswerWash) else self.now()
            try:
                with self.meters.traces.span("decide"):
                    events = decide(self.state, by, command, at)
            except Refused as refused:
                if by == CONDUCTOR or refused.code not in MAY_BE_BEHIND or not await self._catch_up():
                    raise
                continue
            entry = Entry(
                seq=Seq(self.state.seq + 1),
                at=at,
                by=by,
                ask=ask,
                tag=secrets.randbits(32),
                events=events,
            )
            if self.state.clock.state == "ended":
                # It was closed out: should this node fall now, another finds it and writes the rest through.
                await self._log.mark_live(self.id)
            try:
                with self.meters.append_time.time(), self.meters.traces.span("append"):
                    seq = await self._log.append(
                        self.id,
                        self.state.seq,
                        entry,
                        body=body,
                        tag=self.tag,
                        final=isinstance(command, EndClock) or self.state.clock.state == "ended",
                    )
            except Conflict:
                await self._catch_up()
                continue
            if seq == entry.seq:
                # Another node may have stored this very ask there: then the log says whose entry stands.
                other = isinstance(seq, Known)
                stands = (await self._log.read(self.id, Seq(seq - 1), 1))[0] if other else entry
                self._take_in(stands)
                return Answer(seq=seq, made=made_by(stands.events))
            await self._catch_up()
        raise Refused("busy", "too much happens at once; try again", retry="after", after_ms=500)

    async def _answered_before(self, by: SeatId, ask: str, body: str) -> Answer:
        seq = await self._log.ask_seq(self.id, ask, by=by, body=body)
        seq = seq or self._asks[ask]
        (entry,) = await self._log.read(self.id, Seq(seq - 1), 1)
        return Answer(seq=seq, made=made_by(entry.events))

    async def catch_up(self) -> None:
        """Take in what the log holds and no bell has told of yet.

        Raises:
            Unavailable: the store does not answer, or this room is to be opened anew.
        """
        try:
            async with asyncio.timeout(ANSWER_WITHIN), self._door:
                await self._catch_up()
        except LogLost as fault:
            self._lose(fault)
            raise Unavailable("the rehearsal is being restored") from fault
        except Broken as fault:
            raise Unavailable("the rehearsal is being mended") from fault
        except TimeoutError as fault:
            raise Unavailable("the store does not answer") from fault

    async def _catch_up(self) -> bool:
        """Read on in the log; whether there was more than this node knew."""
        before = self.state.seq
        for entry in await self._log.read(self.id, before):
            self._take_in(entry)
        return self.state.seq > before

    def _lose(self, fault: LogLost) -> None:
        if isinstance(fault, LogErased):
            _logger.info("%s was erased", self.id)
            self.erased = True
        else:
            _logger.warning("the log of %s cannot be followed any more: %s", self.id, fault)
        self.voided = True
        self.lost.set()

    def _take_in(self, entry: Entry) -> None:
        """Apply an entry, wherever it came from first: our own append, a look or the doorbell.

        Raises:
            Broken: it cannot be applied.
        """
        if self.broken.is_set():
            raise Broken
        if entry.seq <= self.state.seq:
            return
        try:
            self._apply(entry)
        except Exception as fault:
            # What is left is spoilt: this room is opened anew, and passes over the entry then.
            _logger.exception("entry %d of %s cannot be applied", entry.seq, self.id)
            self.broken.set()
            self.lost.set()
            raise Broken from fault
        if entry.by != UNREADABLE:
            self.meters.log_lag.observe(max(0.0, time.time() - entry.at / 1000))
        for listener in tuple(self._listeners):
            listener(entry)

    def _apply(self, entry: Entry) -> None:
        t = self.state.clock.time(entry.at)
        evolve(self.state, entry)
        self.rings.take_in(self.state, entry, t)
        self.tag = entry.tag
        self._applied_at = time.monotonic()
        if entry.ask:
            self._asks[entry.ask] = entry.seq
        if entry.by == UNREADABLE:
            _logger.error("entry %d of %s is passed over: it cannot be read or applied", entry.seq, self.id)
            self.meters.skipped.inc()
            self.skipped.add(entry.seq)


def _try_again(detail: str) -> Refused:
    return Refused("unavailable", detail, retry="same_ask", after_ms=1_000)
