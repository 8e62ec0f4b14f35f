"""What is wrong with drafts, found once for each edit however many ask."""

from collections import OrderedDict
from typing import TYPE_CHECKING

import anyio
from anyio import to_thread

from app.store.draft_tables import ScenarioDraftRow
from app.store.packing import unpack

if TYPE_CHECKING:
    from app.workshop.checking import Checked

MOST_REMEMBERED = 64


class Checks:
    """One draft is checked at a time, on a thread of its own, so that writing goes on meanwhile."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[str, int], Checked] = OrderedDict()
        self._one_at_a_time = anyio.Lock()

    async def of(self, row: ScenarioDraftRow) -> "Checked":
        """What is wrong with the draft as it is in `row`."""
        key = (row.id, row.edit)
        if key not in self._found:
            async with self._one_at_a_time:
                await self._look(key, row.tree)
        self._found.move_to_end(key)
        return self._found[key]

    async def _look(self, key: tuple[str, int], packed: bytes) -> None:
        if key in self._found:
            return
        self._found[key] = await to_thread.run_sync(_checked, packed)
        while len(self._found) > MOST_REMEMBERED:
            self._found.popitem(last=False)


def _checked(packed: bytes) -> "Checked":
    from app.workshop.checking import check  # noqa: PLC0415 - on a thread, once somebody writes

    return check(unpack(packed))
