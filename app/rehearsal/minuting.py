"""Decisions, tasks, and who answers which post."""

from math import isfinite

from app.ids import AssumptionId, DecisionId, ExerciseTime, PostId, SeatId, TaskId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean, clean_or_none, the_post, the_seat, within_pace
from app.rehearsal.clock import LONGEST_DRILL
from app.rehearsal.minutes import Task
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

MinuteCommand = c.TakeDecision | c.SetTask | c.TakeTask | c.TickTask | c.AssignPost
MOST_OPEN_TASKS = 100


def decide(rehearsal: Rehearsal, asking: Asking, command: MinuteCommand) -> tuple[e.Event, ...]:
    """Decide one command of the minutes."""
    seat = asking.place.id
    match command:
        case c.TakeDecision(what=what, why=why, rests_on=rests_on):
            return (_decision(rehearsal, asking, clean(what, what="decision"), clean_or_none(why), rests_on),)
        case c.SetTask():
            return (_new_task(rehearsal, asking, command),)
        case c.TakeTask(task=task, owner=owner):
            taken = _open_task(rehearsal, task)
            to = seat if owner is None else _of_the_brand(rehearsal, owner)
            if taken.owner == to:
                raise Refused("conflict", f"{task} is theirs already")
            return (e.TaskTaken(task=task, owner=to),)
        case c.TickTask(task=task, done=done):
            if (_the_task(rehearsal, task).done_t is not None) == done:
                raise Refused("conflict", f"{task} is {'done' if done else 'open'} already")
            return (e.TaskTicked(task=task, seat=seat, done=done),)
        case c.AssignPost(post=post, to=to):
            return (_assigned(rehearsal, asking, the_post(rehearsal, post).id, to),)


def _decision(
    rehearsal: Rehearsal, asking: Asking, what: str, why: str, rests_on: tuple[AssumptionId, ...]
) -> e.DecisionTaken:
    known = {one.id for one in rehearsal.plan.assumptions}
    for assumption in rests_on:
        if assumption not in known:
            raise Refused("not_found", f"the plan has no assumption {assumption}")
    within_pace(rehearsal, asking, "room")
    return e.DecisionTaken(
        decision=DecisionId(f"k{len(rehearsal.decisions) + 1}"),
        seat=asking.place.id,
        what=what,
        why=why,
        rests_on=tuple(dict.fromkeys(rests_on)),
    )


def _new_task(rehearsal: Rehearsal, asking: Asking, command: c.SetTask) -> e.TaskSet:
    text = clean(command.text, what="task")
    owner = None if command.owner is None else _of_the_brand(rehearsal, command.owner)
    if sum(task.done_t is None for task in rehearsal.tasks.values()) >= MOST_OPEN_TASKS:
        raise Refused("too_large", f"{MOST_OPEN_TASKS} open tasks at most; tick some off")
    within_pace(rehearsal, asking, "room")
    task = TaskId(f"t{len(rehearsal.tasks) + 1}")
    return e.TaskSet(
        task=task, seat=asking.place.id, text=text, owner=owner, due=the_due(asking, command.due)
    )


def the_due(asking: Asking, due: ExerciseTime | None) -> ExerciseTime | None:
    """A time in which something may be due.

    Raises:
        Refused: it is over already, or no time at all.
    """
    if due is None:
        return None
    if not isfinite(due) or not asking.t < due <= LONGEST_DRILL:
        raise Refused("invalid", "it is due at a moment that is still to come")
    return round(due, 3)


def _the_task(rehearsal: Rehearsal, task: TaskId) -> Task:
    found = rehearsal.tasks.get(task)
    if found is None:
        raise Refused("not_found", f"there is no task {task}")
    return found


def _open_task(rehearsal: Rehearsal, task: TaskId) -> Task:
    found = _the_task(rehearsal, task)
    if found.done_t is not None:
        raise Refused("conflict", f"{task} is done")
    return found


def _of_the_brand(rehearsal: Rehearsal, seat: SeatId) -> SeatId:
    if the_seat(rehearsal, seat).role != "brand":
        raise Refused("invalid", f"{seat} is no seat of the brand")
    return seat


def _assigned(rehearsal: Rehearsal, asking: Asking, post: PostId, to: SeatId | None) -> e.PostAssigned:
    there = rehearsal.assigned.get(post)
    if (there.to if there else None) == to:
        raise Refused("conflict", f"{post} is {'theirs' if to else 'nobody’s'} already")
    if rehearsal.feed.posts[post].author == rehearsal.scenario.brand:
        raise Refused("invalid", "that is a post of the brand itself")
    answerer = None if to is None else _of_the_brand(rehearsal, to)
    return e.PostAssigned(post=post, seat=asking.place.id, to=answerer)
