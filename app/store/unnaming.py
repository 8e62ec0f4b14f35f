"""A participant is taken out of a log: it is written anew, and calls them by their seat."""

import asyncio
import hmac
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from app.ids import ParticipantId, RehearsalId, SeatId
from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.store.archive import Archive
from app.store.archiving import close_out, rebuild
from app.store.codec import encode
from app.store.erasing import SETTLED_AFTER
from app.store.import_records import segments_of
from app.store.importing import whole_log
from app.store.log import Conflict, EventLog, LogLost, Packed

TRIES = 5


class StillRunning(Exception):
    """A log is written anew only when the rehearsal is over."""


class NobodySat(Exception):
    """Nobody ever sat there."""


@dataclass(slots=True)
class Unnaming:
    """Writes a log anew without whoever sat in a seat.

    Attributes:
        seat: theirs; where they sat before or after it they are found by their participant's id.
        key: hides marks of the hot wash, and is thrown away; alike marks stay alike.
        people: what they are called instead, by their ids.
    """

    seat: SeatId
    key: bytes
    people: dict[ParticipantId, str] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _titles: dict[SeatId, str] = field(default_factory=dict)

    def over(self, entries: Sequence[Entry], tag: Callable[[], int]) -> list[Entry]:
        """The same log with other tags and without them.

        Raises:
            NobodySat: there is nobody to take out.
            StillRunning: it goes on.
        """
        events = [event for entry in entries for event in entry.events]
        if not any(isinstance(event, e.ClockEnded) for event in events):
            raise StillRunning("this rehearsal is not over: erase the participant after EndEx")
        self._find(events)
        if not self.people and not self._names:
            raise NobodySat(f"nobody ever sat in {self.seat}")
        return [
            replace(entry, tag=tag(), events=tuple(self._event(one) for one in entry.events))
            for entry in entries
        ]

    def _find(self, events: Iterable[e.Event]) -> None:
        for event in events:
            match event:
                case e.RehearsalCreated(scenario=scenario):
                    self._titles = {seat.id: seat.title for seat in scenario.seats}
                case e.SeatTaken(seat=self.seat, participant=participant, name=name):
                    self.people[participant] = self._title(self.seat)
                    self._names.add(_folded(name))
                case e.SeatReserved(seat=self.seat, name=str() as name):
                    self._names.add(_folded(name))
                case _:
                    pass

    def _event(self, event: e.Event) -> e.Event:
        match event:
            case e.SeatTaken(seat=seat, participant=participant) if participant in self.people:
                return replace(event, name=self._title(seat))
            case e.SeatReserved(seat=seat, name=str() as name) if _folded(name) in self._names:
                return replace(event, name=self._title(seat))
            case e.KnockHeard(participant=participant, name=name) if (
                participant in self.people or _folded(name) in self._names
            ):
                return replace(event, name=self._title(self.seat))
            case e.ActionAdded(owner=owner) | e.ActionEdited(owner=owner) if _folded(owner) in self._names:
                return replace(event, owner=self._title(self.seat))
            case e.WashAnswered(mark=mark):
                return replace(event, mark=self._hidden(mark))
            case _:
                return event

    def _title(self, seat: SeatId) -> str:
        return self._titles.get(seat, str(seat).replace("-", " ").capitalize())

    def _hidden(self, mark: str) -> str:
        return hmac.new(self.key, mark.encode(), sha256).hexdigest()[: max(16, len(mark))]


async def erase_participant(
    log: EventLog,
    archive: Archive,
    rehearsal: RehearsalId,
    seat: SeatId,
    *,
    settle: float = SETTLED_AFTER,
) -> int:
    """Call whoever sat in a seat by its title, wherever the rehearsal is kept, and forget their browser.

    The log is written anew under another epoch and with other tags, so that every node and every browser that
    knew the old one takes it for another past. Doing it again changes nothing that anybody sees.

    Returns:
        How many people that were.

    Raises:
        NobodySat, StillRunning: it cannot be done.
        LogLost: there is no such rehearsal.
        Conflict: people go on writing in it; try again.
        Unavailable: a store cannot be reached; doing it again finishes what was begun.
    """
    for _ in range(TRIES):
        try:
            epoch = await log.epoch(rehearsal)
        except LogLost:
            epoch = await rebuild(log, archive, rehearsal, secrets.token_hex(8))
        work = Unnaming(seat=seat, key=secrets.token_bytes(32))
        anew = work.over(await whole_log(log, archive, rehearsal), lambda: secrets.randbits(32))
        packed = [Packed(entry.seq, encode(entry)) for entry in anew]
        fresh = secrets.token_hex(8)
        try:
            await log.rewrite(rehearsal, fresh, packed, replacing=epoch)
        except Conflict:
            continue
        people = {str(participant): name for participant, name in work.people.items()}
        await archive.replace_log(rehearsal, fresh, segments_of(rehearsal, fresh, packed), people)
        # A node that was just writing the old one through may have been the last to write.
        await asyncio.sleep(settle)
        await archive.keep_only(rehearsal, fresh)
        await close_out(log, archive, rehearsal)
        return len(people)
    raise Conflict(f"{rehearsal} is being written to; try again in a moment")


def _folded(name: str) -> str:
    return name.strip().casefold()
