"""Spreadsheets read beside the drills: a few at a time, each in a process of its own."""

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.live.child import ChildFailed, working
from app.rehearsal.refusals import Refused

PROGRAM = "app.sheet_reading"
AT_ONCE = 2
MOST_WAITING = 8
READ_WITHIN = 60.0
"""Wall seconds; five thousand rows take about three."""
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead:
    """What a sheet would become, as JSON, and the edit it would be; or why it is not read."""

    sheet: bytes = b""
    ops: tuple[Mapping[str, Any], ...] = ()
    added: int = 0
    changed: int = 0
    left_out: int = 0
    refused: str = ""


class Sheets:
    """Reads spreadsheets for drafts."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def read(self, asked: Mapping[str, Any], data: bytes) -> SheetRead:
        """What becomes of a file; `asked` as `app.sheet_reading` has it.

        Raises:
            Refused: too many wait, it takes too long, or nothing comes of it.
        """
        if self._waiting >= MOST_WAITING:
            raise Refused("busy", "other sheets are being read; try again in a moment", after_ms=3_000)
        self._waiting += 1
        try:
            async with self._turns:
                line = await asyncio.wait_for(_answer(asked, data), READ_WITHIN)
            return await asyncio.to_thread(_understood, line)
        except TimeoutError:
            raise Refused("too_long", "reading it takes too long; split it into several files") from None
        except (ChildFailed, ValueError):
            _logger.exception("a sheet could not be read")
            raise Refused("invalid", "this file cannot be read; save it anew as .xlsx or .csv") from None
        finally:
            self._waiting -= 1


async def _answer(asked: Mapping[str, Any], data: bytes) -> str:
    head = json.dumps(asked, ensure_ascii=False, separators=(",", ":")).encode()
    async with working(PROGRAM, given=head + b"\n" + data) as lines:
        found = [line async for line in lines]
    return found[-1] if found else ""


def _understood(line: str) -> SheetRead:
    told = json.loads(line)
    if refused := told.get("refused"):
        return SheetRead(refused=f"{refused['reason']}. {refused['remedy']}")
    sheet, edit = told["sheet"], told["edit"]
    return SheetRead(
        sheet=json.dumps(sheet, ensure_ascii=False, separators=(",", ":")).encode(),
        ops=tuple(edit["ops"]),
        added=len(edit["added"]),
        changed=len(edit["changed"]),
        left_out=sheet["counts"].get("left_out", 0),
    )
