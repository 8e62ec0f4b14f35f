"""The MSEL as it stands in this rehearsal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.ids import ExerciseTime, MessageId, PostId
from app.scenario.msel import Inject

CueState = Literal["waiting", "standby", "held", "delivered", "skipped"]


@dataclass(slots=True, kw_only=True)
class Cue:
    """An inject's standing.

    `text` is the inject's until the facilitator edits it. A delivered cue is final.
    """

    inject: Inject
    text: str
    state: CueState = "waiting"
    delivered_t: ExerciseTime | None = None
    post: PostId | None = None
    message: MessageId | None = None
    edited: bool = False


def due(cues: Iterable[Cue], t: ExerciseTime) -> Iterator[Cue]:
    """The waiting cues whose planned time has come, earliest first."""
    ready = [
        cue for cue in cues if cue.state == "waiting" and cue.inject.at is not None and cue.inject.at <= t
    ]
    yield from sorted(ready, key=lambda cue: (cue.inject.at or 0.0, cue.inject.id))


def passed_over(cues: Iterable[Cue], t: ExerciseTime, to: ExerciseTime) -> list[Cue]:
    """The waiting cues planned after `t` and up to `to`: what a jump leaves behind."""
    return [cue for cue in due(cues, to) if cue.inject.at is not None and cue.inject.at > t]
