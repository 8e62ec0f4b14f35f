"""What must hold after any fault: run by every fault test at its end."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.ids import UNREADABLE, RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import fold
from app.rehearsal.state import Rehearsal
from app.store.embedded import redis_url
from app.store.event_log import RedisLog
from app.store.patience import patiently
from app.store.redis_client import RedisClient
from app.view.readable import readable
from tests.people import Message, Person
from tests.redises import shelf

PATIENCE = 10.0


async def log_of(data: Path, rehearsal: str, *, redis: str = "") -> list[Entry]:
    """The whole log of a rehearsal, read from the Redis of a data folder, or from another.

    Whoever comes right after a fault may find that Sentinel has no master to name yet: then they wait.
    """
    entries: list[Entry] = []

    async def read() -> None:
        while some := await log.read(RehearsalId(rehearsal), Seq(len(entries))):
            entries.extend(some)

    async with redis_url(redis or shelf.url_of(data), data) as url:
        client = RedisClient(url)
        log = RedisLog(client, "checker")
        try:
            await patiently(read, PATIENCE)
        finally:
            await client.close()
    return entries


def check_log(entries: Sequence[Entry], acknowledged: Iterable[str] = ()) -> Rehearsal:
    """Dense numbers, times that never go back, every acknowledged ask exactly once; gives the fold."""
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    entries = readable(entries)
    times = [entry.at for entry in entries if entry.by != UNREADABLE]
    assert times == sorted(times)
    asks = Counter(entry.ask for entry in entries if entry.ask)
    assert {ask: asks[ask] for ask in acknowledged if asks[ask] != 1} == {}, "lost, or done more than once"
    delivered = [
        event.inject for entry in entries for event in entry.events if event.kind == "inject.delivered"
    ]
    assert len(delivered) == len(set(delivered))
    return fold(entries)


def check_alike(people: Iterable[Sequence[Message]]) -> None:
    """In each view, whoever was shown number n was shown the same."""
    seen: dict[tuple[str, int], Message] = {}
    for frames in people:
        for frame in frames:
            place = (frame["view"], frame["n"])
            assert seen.setdefault(place, frame) == frame


def check_gapless(frames: Sequence[Message], after: dict[str, int]) -> None:
    """Each view's numbers go on from `after` without a gap or a double."""
    for view, n in after.items():
        numbers = [frame["n"] for frame in frames if frame["view"] == view]
        assert numbers == list(range(n + 1, n + 1 + len(numbers)))


def check_silent(person: Person, *words: str) -> None:
    """None of these words is in any byte this person's socket ever received."""
    assert not [word for word in words for text in person.raw if word in text]
