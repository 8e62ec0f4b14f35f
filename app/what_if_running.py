"""Some runs of a what-if in a process of its own, so that no drill on this machine waits for it.

`python -m app.what_if_running FIRST LAST` reads from standard input one line of JSON, what the brand would
have done and until when, and after it the log as `app.store.log_file` writes it. It writes the runs as one
line of JSON.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from pydantic import TypeAdapter

from app.crowd.estimate import estimate
from app.crowd.futures import Runs, futures
from app.feed.two_stories import TwoStories
from app.ids import ExerciseTime
from app.live.child import tell
from app.rehearsal.evolve import fold
from app.rehearsal.past import past_of
from app.rehearsal.supposition import CannotSuppose, Supposition
from app.store.log_reading import read_log_file

_SUPPOSITION: Final[TypeAdapter[Supposition]] = TypeAdapter(Supposition)
_DIGITS: Final = 4


def asked(what: Supposition, until: ExerciseTime, log: bytes) -> bytes:
    """What the process reads."""
    head = {"what": _SUPPOSITION.dump_python(what), "until": until}
    return json.dumps(head).encode() + b"\n" + log


def told(given: bytes, runs: range) -> str:
    """The line it writes: the runs, or why there are none."""
    head, _, log = given.partition(b"\n")
    wanted = json.loads(head)
    what = _SUPPOSITION.validate_python(wanted["what"])
    try:
        played = futures(past_of(fold(read_log_file(log))), what, float(wanted["until"]), runs)
    except CannotSuppose as fault:
        return json.dumps({"fault": str(fault)})
    return json.dumps(_plain(played), separators=(",", ":"))


def estimated(lines: Sequence[str]) -> TwoStories:
    """What the lines of several such processes say together.

    Raises:
        CannotSuppose: the other story would make no sense.
    """
    return estimate([_heard(line) for line in lines])


def _heard(line: str) -> Runs:
    said: dict[str, Any] = json.loads(line)
    if "fault" in said:
        raise CannotSuppose(said["fault"])
    trust, heat, against = ((np.array(one), np.array(other)) for one, other in said["curves"])
    return Runs(forks=said["forks"], times=tuple(said["times"]), trust=trust, heat=heat, against=against)


def _plain(runs: Runs) -> dict[str, object]:
    curves = [
        [story.round(_DIGITS).tolist() for story in pair] for pair in (runs.trust, runs.heat, runs.against)
    ]
    return {"forks": runs.forks, "times": runs.times, "curves": curves}


def _lines() -> Iterator[str]:
    first, last = int(sys.argv[1]), int(sys.argv[2])
    yield told(sys.stdin.buffer.read(), range(first, last))


if __name__ == "__main__":
    sys.exit(tell(_lines()))
