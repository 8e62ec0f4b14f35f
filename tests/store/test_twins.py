"""The log in Redis and its twin in memory must not be told apart, in whatever order they are asked."""

import asyncio
from collections.abc import Awaitable, Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.ids import SeatId, Seq
from app.store.event_log import RedisLog
from app.store.log import EventLog, LogLost, StoreError
from app.store.memory_log import MemoryLog
from app.store.redis_client import RedisClient
from tests.store.made import ANNA, BORIS, a_rehearsal_id, an_entry, packed

# Named more than once where it should come up more often: most appends ought to succeed.
ASKS = st.sampled_from(["a1", "", "a2"])
BODIES = st.sampled_from(["post", "like", ""])
SEATS = st.sampled_from([ANNA, BORIS])
TAGS = st.sampled_from([1, 2])
OFF_BY = st.sampled_from([0, -1, 1])
AFTER_TAGS = st.sampled_from([None, None, None, 1, 2])
EPOCHS = st.sampled_from(["e1", "e2", "e3"])


class Twins(RuleBasedStateMachine):
    """Both are asked the same, and must answer the same: a value, or an error of the same name."""

    url: str

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.client = RedisClient(self.url)
        self.redis = RedisLog(self.client, "twin", max_entries=8)
        self.memory = MemoryLog(max_entries=8)
        self.rehearsal = a_rehearsal_id()

    def teardown(self) -> None:
        self.runner.run(self.client.close())
        self.runner.close()

    def same(self, ask: Callable[[EventLog], Awaitable[object]]) -> None:
        async def both() -> tuple[object, object]:
            return await _outcome(ask(self.redis)), await _outcome(ask(self.memory))

        in_redis, in_memory = self.runner.run(both())
        assert in_redis == in_memory

    def length(self) -> int:
        async def last() -> int:
            try:
                return await self.memory.last(self.rehearsal)
            except LogLost:
                return 0

        return self.runner.run(last())

    @initialize(tag=TAGS, epoch=EPOCHS)
    def begin(self, tag: int, epoch: str) -> None:
        self.create(tag, epoch)

    def create(self, tag: int, epoch: str) -> None:
        self.same(lambda log: log.create(self.rehearsal, an_entry(1, tag=tag), epoch))

    @rule(
        off=OFF_BY,
        entry_of=st.tuples(ASKS, SEATS, TAGS),
        body=BODIES,
        after_tag=AFTER_TAGS,
        final=st.booleans(),
    )
    def append(
        self, off: int, entry_of: tuple[str, SeatId, int], body: str, after_tag: int | None, *, final: bool
    ) -> None:
        after, (ask, by, tag) = max(0, self.length() + off), entry_of
        entry = an_entry(after + 1, ask=ask, by=by, tag=tag)
        self.same(
            lambda log: log.append(self.rehearsal, Seq(after), entry, body=body, tag=after_tag, final=final)
        )

    @rule(entry_of=st.tuples(ASKS, SEATS, TAGS), body=BODIES)
    def append_next(self, entry_of: tuple[str, SeatId, int], body: str) -> None:
        after, (ask, by, tag) = self.length(), entry_of
        entry = an_entry(after + 1, ask=ask, by=by, tag=tag)
        self.same(lambda log: log.append(self.rehearsal, Seq(after), entry, body=body))

    @rule(tag=TAGS, epoch=EPOCHS)
    def create_again(self, tag: int, epoch: str) -> None:
        self.create(tag, epoch)

    @rule(after=st.integers(0, 9), count=st.integers(1, 9))
    def read(self, after: int, count: int) -> None:
        self.same(lambda log: log.read(self.rehearsal, Seq(after), count))

    @rule(old=EPOCHS, new=EPOCHS)
    def new_epoch(self, old: str, new: str) -> None:
        self.same(lambda log: log.new_epoch(self.rehearsal, old, new))

    @rule(epoch=EPOCHS, replacing=EPOCHS, upto=st.integers(1, 4), ask=ASKS, tag=TAGS)
    def restore(self, epoch: str, replacing: str, upto: int, ask: str, tag: int) -> None:
        entries = packed(*(an_entry(seq, ask=ask and f"{ask}{seq}", tag=tag) for seq in range(1, upto + 1)))
        self.same(lambda log: log.restore(self.rehearsal, epoch, entries, replacing=replacing))

    @rule(ask=ASKS)
    def ask_seq(self, ask: str) -> None:
        self.same(lambda log: log.ask_seq(self.rehearsal, ask))

    @invariant()
    def agree(self) -> None:
        self.same(lambda log: log.read_packed(self.rehearsal, Seq(0)))
        self.same(lambda log: log.epoch(self.rehearsal))


async def _outcome(asked: Awaitable[object]) -> object:
    try:
        return await asked
    except StoreError as fault:
        return type(fault).__name__


def test_redis_and_memory_cannot_be_told_apart(redis_url: str) -> None:
    class OnThisRedis(Twins):
        url = redis_url

    run_state_machine_as_test(
        OnThisRedis,
        settings=settings(
            max_examples=100,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
