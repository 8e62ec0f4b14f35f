"""One spreadsheet read in a process of its own: no drill waits for it, and no file can hurt more than that.

`python -m app.sheet_reading` reads a line of JSON from standard input, and behind it the file. It writes one
line of JSON: what the sheet would become, the edit it would be, or why it is not read.
"""

import json
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.exchange.draft_edit import edit_of
from app.exchange.draft_tree import as_far_as_it_goes
from app.exchange.drafting import as_injects
from app.exchange.fields import READ
from app.exchange.mapping import SheetMapping
from app.exchange.msel_sheet import read_sheet
from app.exchange.refusing import SheetRefused
from app.exchange.told import told_sheet


def answer(asked: Mapping[str, Any], data: bytes) -> dict[str, Any]:
    """What becomes of a sheet.

    Args:
        asked: `tree`, the draft; `filename`, `zone`, `startex`; `mapping`, see `SheetMapping`; `notes`,
            whether what injects have no place for goes into their guidance.
        data: the file.

    Returns:
        `sheet` and `edit`, or `refused` with a reason and a remedy.
    """
    startex = datetime.fromisoformat(asked["startex"])
    into = as_far_as_it_goes(asked["tree"], startex)
    mapping = SheetMapping(**{**asked["mapping"], "sheets": tuple(asked["mapping"].get("sheets", ()))})
    try:
        preview = read_sheet(data, asked["filename"], asked["zone"], startex, mapping, into=into)
    except SheetRefused as refused:
        return {"refused": {"reason": refused.reason, "remedy": refused.remedy}}
    draft = as_injects(preview, into)
    edit = edit_of(draft, into, asked["tree"], startex=preview.startex, notes=asked["notes"])
    return {"sheet": asdict(told_sheet(preview, draft, edit, READ)), "edit": asdict(edit)}


def main() -> int:
    """Answer what stands on standard input."""
    # Ctrl-C in the terminal reaches this process too: its server ends it, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    told = answer(json.loads(head), data)
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
