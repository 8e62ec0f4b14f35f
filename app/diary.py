"""What a server writes about itself: one line a happening, for people at a terminal or as JSON for machines.

Everything is logged by the standard library, ours and what libraries say, and made a line of by structlog.

No line holds a secret or what people say. A fault is named by its sort and by the places in our code it came
through, never by its words, which may quote what somebody typed; and what looks like a key is blotted out
even where nobody should have written one. What libraries attach to their lines is left out.
"""

import json
import logging
import re
import secrets
import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Literal, TextIO

from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars, merge_contextvars
from structlog.dev import Column, ConsoleRenderer, KeyValueColumnFormatter
from structlog.processors import EventRenamer, JSONRenderer, TimeStamper
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name
from structlog.tracebacks import extract
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

Level = Literal["debug", "info", "warning", "error"]
Form = Literal["auto", "json", "plain"]

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
    handler.setFormatter(ProcessorFormatter(processors=as_lines() if as_json else as_plain()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("app").setLevel((level or ("info" if as_json else "warning")).upper())
    logging.captureWarnings(capture=True)
    sys.excepthook = _last_words


def begin(rehearsal: str = "") -> None:
    """Give what this task does from here on a name of its own: a request, or a socket of a rehearsal."""
    work_for(rehearsal)
    bind_contextvars(request=secrets.token_hex(6))


def work_for(rehearsal: str) -> None:
    """What this task does from here on is for a rehearsal, or for none, and for no request."""
    clear_contextvars()
    if rehearsal:
        bind_contextvars(rehearsal=rehearsal)


def request() -> str:
    """Names the request or socket that is being served; empty where none is."""
    return str(get_contextvars().get("request", ""))


def blotted(text: str) -> str:
    """The text with a blot on whatever looks like a key."""
    return _SECRETS.sub(BLOT, text)


def told(fault: BaseException) -> dict[str, list[str]]:
    """A fault by its sort, those it came from, and the places it came through, innermost last."""
    stacks = extract(type(fault), fault, fault.__traceback__).stacks[:MOST_FRAMES]
    through = [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in stacks[0].frames[-MOST_FRAMES:]]
    return {"sort": [one.exc_type for one in stacks], "through": through}


def _said() -> list[Processor]:
    """What a line says in either form."""
    return [
        merge_contextvars,
        add_log_level,
        add_logger_name,
        _with_fields,
        _without_words,
        ProcessorFormatter.remove_processors_meta,
    ]


def as_lines() -> list[Processor]:
    """One JSON object a line."""
    dumps = partial(json.dumps, ensure_ascii=False)
    stamp = TimeStamper(fmt="iso", utc=True, key="at")
    return [stamp, *_said(), _with_fault, EventRenamer("says"), JSONRenderer(dumps, default=str)]


def as_plain() -> list[Processor]:
    """A line for people."""

    def column(key: str, after: str = "") -> Column:
        return Column(key, KeyValueColumnFormatter(None, "", "", str, postfix=after))

    columns = [column("level"), column("logger", ":"), column("event")]
    others = Column("", KeyValueColumnFormatter("", "", "", str))
    return [*_said(), _loud, ConsoleRenderer(columns=[*columns, others], exception_formatter=_below)]


def _with_fields(_: WrappedLogger, __: str, said: EventDict) -> EventDict:
    """What a line says besides its sentence, given as `extra={"fields": {...}}`."""
    said.update(getattr(said["_record"], "fields", {}))
    return said


def _without_words(_: WrappedLogger, __: str, said: EventDict) -> EventDict:
    """Without what looks like a secret.

    What the event loop says of a lost task quotes the fault below its first line.
    """
    if said["logger"] == "asyncio":
        said["event"] = said["event"].partition("\n")[0]
    for name, value in said.items():
        if isinstance(value, str):
            said[name] = blotted(value)
    return said


def _with_fault(_: WrappedLogger, __: str, said: EventDict) -> EventDict:
    info: ExcInfo | None = said.pop("exc_info", None)
    if info is not None and info[1] is not None:
        said["fault"] = told(info[1])
    return said


def _loud(_: WrappedLogger, __: str, said: EventDict) -> EventDict:
    said["level"] = said["level"].upper()
    return said


def _below(lines: TextIO, info: ExcInfo) -> None:
    fault = told(info[1])
    lines.write("\n".join((f"\n    {fault['sort']}", *(f"      {place}" for place in fault["through"]))))


def _last_words(_: type[BaseException], fault: BaseException, __: TracebackType | None) -> None:
    if isinstance(fault, KeyboardInterrupt):
        return
    logging.getLogger("app").critical("it ended by a fault", exc_info=fault)


def _short(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_HOUSE):
        return str(path.relative_to(_HOUSE))
    return "/".join(path.parts[-2:])
