"""What people were told, held against the log: the promises that no fault may break."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from app.ids import RehearsalId, SeatId, Seq, View
from app.live.rings import Rings
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.state import Rehearsal
from app.store.archive import Archive
from app.store.codec import unpack
from app.store.event_log import RedisLog
from app.store.log import Packed
from app.store.redis_client import RedisClient
from app.view.own import seat_snapshot
from app.view.snapshot import role_snapshot
from app.wire.encoding import role_json, seat_json
from tests.checker import check_log
from tests.soak.books import Book, digest


async def whole_log(redis_url: str, rehearsal: str) -> list[Entry]:
    """Every entry, read from Redis itself, past the proxies; those go on passing while it is decoded."""
    client = RedisClient(redis_url)
    try:
        log = RedisLog(client, "soak")
        entries: list[Packed] = []
        while some := await log.read_packed(RehearsalId(rehearsal), Seq(len(entries))):
            entries += some
    finally:
        await client.close()
    return await asyncio.to_thread(lambda: [unpack(entry) for entry in entries])


async def newest(redis_url: str, rehearsal: str) -> Seq:
    """The number of the last entry."""
    client = RedisClient(redis_url)
    try:
        return await RedisLog(client, "soak").last(RehearsalId(rehearsal))
    finally:
        await client.close()


async def whole_archive(database_url: str, rehearsal: str) -> list[Entry]:
    """Every entry that SQL holds."""
    archive = Archive(database_url)
    await archive.open()
    try:
        return await archive.read_entries(RehearsalId(rehearsal))
    finally:
        await archive.close()


def prove(book: Book, entries: Sequence[Entry]) -> None:
    """Each promise by itself, so that one that is broken hides none of the others."""
    for promise in (numbered_and_once, refused_had_no_effect, shown_as_logged, one_life):
        book.ledger.counts["checks"] += 1
        try:
            promise(book, entries)
        except (AssertionError, ValueError) as broken:
            book.fail(f"{promise.__name__.replace('_', ' ')}: {str(broken)[:600] or 'does not hold'}")


def numbered_and_once(book: Book, entries: Sequence[Entry]) -> None:
    """Dense numbers, times that never go back, every acknowledged ask exactly once, injects once."""
    counted = Counter(entry.ask for entry in entries if entry.ask)
    lost = [ask for ask in book.acknowledged if not counted[ask]]
    doubled = [ask for ask, times in counted.items() if times > 1]
    book.ledger.counts["lost"] += len(lost)
    book.ledger.counts["doubled"] += len(doubled)
    assert not lost, f"acknowledged, and not in the log: {lost}"
    assert not doubled, f"twice in the log: {doubled}"
    check_log(entries, book.acknowledged)


def refused_had_no_effect(book: Book, entries: Sequence[Entry]) -> None:
    """What was turned down for good did not happen."""
    happened = {entry.ask for entry in entries} & book.refused.keys()
    assert not happened, f"refused, and in the log: {[(ask, book.refused[ask]) for ask in happened]}"


def shown_as_logged(book: Book, entries: Sequence[Entry]) -> None:
    """Every frame anybody was shown is the one that the log gives for that number of that view."""
    made = {place: frame for place, frame in frames(entries) if place in book.shown}
    book.ledger.counts["frames held against the log"] += len(made)
    strange = [place for place, seen in book.shown.items() if made.get(place) != seen]
    assert not strange, f"shown, and not what the log says: {strange[:5]} of {len(strange)}"


def one_life(book: Book, _: Sequence[Entry]) -> None:
    """The log was never taken for lost, nor wound back."""
    assert len(book.epochs) == 1, f"the drill has had the epochs {sorted(book.epochs)}"


def frames(entries: Sequence[Entry]) -> Iterator[tuple[tuple[str, int], bytes]]:
    """Each number of each view, and the digest of what it shows, from the log alone."""
    state = begin(entries[0])
    rings = Rings()
    for entry in entries[1:]:
        t = state.clock.time(entry.at)
        evolve(state, entry)
        before = {view: rings.of(view).n for view in _views(state)}
        rings.take_in(state, entry, t)
        for view, n in before.items():
            for piece in rings.of(view).after(n, 100):
                yield (str(view), piece.n), digest(json.loads(piece.data))


def _views(state: Rehearsal) -> Iterator[View]:
    yield from (View(role) for role in ("brand", "critic", "bystander", "observer", "facilitator"))
    yield from (seat.view for seat in state.seats.values())


def same_snapshot(shown: dict[str, Any], state: Rehearsal, seat: SeatId) -> bool:
    """Whether a newcomer's picture is what folding the log gives."""
    place = state.seats[seat]
    folded = {
        "role": json.loads(role_json(role_snapshot(state, View(place.role)))),
        "seat": json.loads(seat_json(seat_snapshot(state, place))),
    }
    return folded == {name: shown[name] for name in folded}
