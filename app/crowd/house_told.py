"""What was done to a post by the brand and its platform, as sentences of Why?."""

from collections.abc import Iterator
from typing import Final

from app.crowd.replaying import Replay
from app.crowd.taking_down import BY_SHOT
from app.ids import ExerciseTime, SeatId
from app.rehearsal import events as e
from app.rehearsal.past import Past
from app.scenario.times import say_time

_WHO: Final = {"everyone": "everybody", "followers": "only followers", "nobody": "nobody"}
_RULE: Final = {"abuse": "abuse", "private_data": "private data"}


def house_sentences(replay: Replay, past: Past, post: e.PostPublished, t: ExerciseTime) -> tuple[str, ...]:
    """What house rules did to a post up to `t`, each with its time, and what came of it."""
    ours = {seat.id for seat in past.scenario.seats if seat.role == "brand"}
    told: list[str] = []
    silenced = False
    for one in past.stimuli:
        if one.t > t:
            break
        for words, quiet in _told(one.event, post, ours):
            told.append(f"{words}, at T+{say_time(one.t)}.")
            silenced = silenced or quiet
    entity = replay.intake.names.get(post.post)
    if silenced and entity is not None:
        if replay.row(BY_SHOT ^ entity) is not None:
            told.append("A screenshot of it goes round: people blame the brand for keeping it out of sight.")
        else:
            told.append("Nobody has made a point of that so far.")
    return tuple(told)


def _told(event: object, post: e.PostPublished, ours: set[SeatId]) -> Iterator[tuple[str, bool]]:
    """Words for an event about a post, and whether it keeps somebody from being heard."""
    match event:
        case e.PostHidden(post=one, on=on) if one == post.post:
            yield ("The brand hid it", True) if on else ("The brand showed it again", False)
        case e.PostPinned(post=one, on=on) if one == post.post:
            yield ("The brand pinned it: more come upon it" if on else "The brand took the pin off", False)
        case e.PostLimited(post=one, replies=replies) if one == post.post:
            yield (f"The brand let {_WHO[replies]} reply", replies != "everyone")
        case e.AccountBlocked(handle=handle, on=True) if handle == post.author:
            yield (f"The brand blocked @{handle}", True)
        case e.ReportAnswered(post=one, seat=seat, breaks=None) if one == post.post and seat in ours:
            yield ("The brand reported it, and the platform found no violation", True)
        case e.PostRemoved(post=one, breaks=breaks) if one == post.post:
            yield (f"The platform removed it for {_RULE[breaks]}", False)
        case _:
            return
