"""The pictures of scenarios on their way out: each is drawn anew once, and kept while it is asked for."""

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

if TYPE_CHECKING:
    from app.exchange.pictures import Drawn

MOST_KEPT = 64
Stamp = tuple[str, int, int]


class Drawing:
    """Draws one picture at a time, off the loop."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Stamp, Drawn] = OrderedDict()
        self._one = anyio.Lock()

    async def of(self, file: Path) -> "Drawn":
        """A picture as it is sent.

        Raises:
            NoPicture: the file is none that may be.
            OSError: it cannot be read.
        """
        stat = await anyio.Path(file).stat()
        stamp = (str(file), stat.st_mtime_ns, stat.st_size)
        async with self._one:
            if stamp not in self._kept:
                self._kept[stamp] = await anyio.to_thread.run_sync(_drawn, file)
            self._kept.move_to_end(stamp)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return self._kept[stamp]


def _drawn(file: Path) -> "Drawn":
    from app.exchange.pictures import drawn_anew  # noqa: PLC0415 - on a thread, and few ask for a picture first

    return drawn_anew(file.read_bytes())
