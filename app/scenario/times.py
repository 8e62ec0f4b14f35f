"""Times as authors write them: seconds, `mm:ss`, `h:mm:ss`, each with or without `T+`."""

import re

_CLOCK = re.compile(r"(?:T\+)?(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)", re.ASCII)
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)


def read_time(text: str) -> float | None:
    """Seconds meant by `text`, or None where it is no time.

    `90`, `01:30`, `T+01:30` and `T+0:01:30` all mean 90. A minute past 59 needs no hour: `75:00` is a time,
    `1:75:00` is not.
    """
    if _SECONDS.fullmatch(text):
        return float(text)
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return None
    hours, minutes = int(clock["hours"] or 0), int(clock["minutes"])
    if clock["hours"] and minutes > 59:
        return None
    return float(hours * 3600 + minutes * 60 + int(clock["seconds"]))


def say_time(seconds: float) -> str:
    """`seconds` as `mm:ss`."""
    return f"{int(seconds) // 60:02}:{int(seconds) % 60:02}"
