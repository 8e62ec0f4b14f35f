"""What a server writes about itself: one line a happening, for people at a terminal or as JSON for machines.

No line holds a secret or what people say. A fault is named by its sort and by the places in our code it came
through, never by its words, which may quote what somebody typed; and what looks like a key is blotted out
even where nobody should have written one.
"""

import json
import logging
import re
import secrets
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, TextIO

Level = Literal["debug", "info", "warning", "error"]
Form = Literal["auto", "json", "plain"]

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""Names the request or socket that is being served."""
REHEARSAL: ContextVar[str] = ContextVar("rehearsal", default="")
"""The rehearsal that is being worked for."""
BLOT = "[...]"
MOST_FRAMES = 12
_HOUSE = Path(__file__).resolve().parent.parent
_SECRETS = re.compile(
    r"(?<=://)[^/\s@]*@"  # who logs in where
    r"|(?i:bearer|basic)\s+\S+"
    r"|(?<![\w-])[0-9a-f]{12}\.[\w-]{20,}"  # a signed key
    r"|(?<![\w-])[\w-]{43,}(?![\w-])"  # a cookie, a ticket or the server's own secret
)


def keep(level: Level | None = None, form: Form = "auto", *, stream: TextIO | None = None) -> None:
    """Write the diary to `stream`, standard error if none is named.

    Args:
        level: what is worth a line; None for `info` in JSON and `warning` for people.
        form: `auto` writes for people where a person looks on, and JSON elsewhere.
        stream: where to.
    """
    where = stream or sys.stderr
    as_json = form == "json" or (form == "auto" and not where.isatty())
    handler = logging.StreamHandler(where)
    handler.setFormatter(Lines() if as_json else Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("app").setLevel((level or ("info" if as_json else "warning")).upper())
    logging.captureWarnings(capture=True)
    sys.excepthook = _last_words


def begin(rehearsal: str = "") -> None:
    """Give what this task does from here on a name of its own: a request, or a socket of a rehearsal."""
    REQUEST.set(secrets.token_hex(6))
    REHEARSAL.set(rehearsal)


class Lines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": words_of(record),
        }
        said |= {name: value for name, value in _places().items() if value}
        said |= {name: _clean(value) for name, value in _fields(record).items()}
        if record.exc_info and record.exc_info[1] is not None:
            said["fault"] = told(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False, default=str)


class Plain(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        pairs = {name: value for name, value in _places().items() if value} | _fields(record)
        said = " ".join((words_of(record), *(f"{name}={_clean(value)}" for name, value in pairs.items())))
        lines = [f"{record.levelname} {record.name}: {said}"]
        if record.exc_info and record.exc_info[1] is not None:
            fault = told(record.exc_info[1])
            lines += [f"    {fault['sort']}", *(f"      {place}" for place in fault["through"])]
        return "\n".join(lines)


def words_of(record: logging.LogRecord) -> str:
    """What a line says, without what looks like a secret.

    What the event loop says of a lost task quotes the fault below its first line.
    """
    said = record.getMessage()
    return blotted(said.partition("\n")[0] if record.name == "asyncio" else said)


def blotted(text: str) -> str:
    """The text with a blot on whatever looks like a key."""
    return _SECRETS.sub(BLOT, text)


def told(fault: BaseException) -> dict[str, list[str]]:
    """A fault by its sort, those it came from, and the places it came through, innermost last."""
    sorts: list[str] = []
    cause: BaseException | None = fault
    while cause is not None and len(sorts) < MOST_FRAMES:
        sorts.append(type(cause).__name__)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    frames = traceback.extract_tb(fault.__traceback__)[-MOST_FRAMES:]
    return {"sort": sorts, "through": [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in frames]}


def _last_words(_: type[BaseException], fault: BaseException, __: TracebackType | None) -> None:
    if isinstance(fault, KeyboardInterrupt):
        return
    logging.getLogger("app").critical("it ended by a fault", exc_info=fault)


def _places() -> dict[str, str]:
    return {"request": REQUEST.get(), "rehearsal": REHEARSAL.get()}


def _fields(record: logging.LogRecord) -> dict[str, object]:
    """What a line says besides its sentence, given as `extra={"fields": {...}}`."""
    found: dict[str, object] = getattr(record, "fields", {})
    return found


def _clean(value: object) -> object:
    return blotted(value) if isinstance(value, str) else value


def _short(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_HOUSE):
        return str(path.relative_to(_HOUSE))
    return "/".join(path.parts[-2:])
