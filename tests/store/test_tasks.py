"""Tasks that are ended: for certain, whatever they or their ender are told meanwhile."""

import asyncio

import pytest

from app.store.tasks import end


async def deaf(to: int, began: asyncio.Event) -> None:
    """A task that takes no notice of so many cancellations, as a client that connects does."""
    for _ in range(to):
        try:
            began.set()
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            continue
    await asyncio.Event().wait()


async def test_a_task_that_swallows_a_cancellation_ends_all_the_same() -> None:
    began = asyncio.Event()
    task = asyncio.create_task(deaf(2, began))
    await began.wait()
    async with asyncio.timeout(5):
        await end(task)
    assert task.cancelled()


async def test_whoever_is_cancelled_while_it_ends_others_leaves_none_running() -> None:
    began = asyncio.Event()
    task = asyncio.create_task(deaf(2, began))
    await began.wait()
    ending = asyncio.create_task(end(task))
    await asyncio.sleep(0)
    ending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await ending
    assert task.cancelled()
