"""Decisions, tasks, and who answers which post."""

from dataclasses import replace

from app.rehearsal import events as e
from app.rehearsal.minutes import Alert, Assignment, Decision, Task
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

MinuteEvent = e.DecisionTaken | e.SeverityDeclared | e.TaskSet | e.TaskTaken | e.TaskTicked | e.PostAssigned


def apply(rehearsal: Rehearsal, event: MinuteEvent, stamp: Stamp) -> None:
    """Apply one event of the minutes."""
    match event:
        case e.DecisionTaken():
            rehearsal.decisions.append(
                Decision(
                    id=event.decision,
                    seat=event.seat,
                    what=event.what,
                    why=event.why,
                    rests_on=event.rests_on,
                    t=stamp.t,
                )
            )
        case e.SeverityDeclared(level=level, seat=seat, why=why):
            rehearsal.alerts.append(Alert(level=level, seat=seat, why=why, t=stamp.t))
        case e.TaskSet(task=task, seat=seat, text=text, owner=owner, due=due):
            rehearsal.tasks[task] = Task(id=task, seat=seat, text=text, owner=owner, due=due, t=stamp.t)
        case e.TaskTaken(task=task, owner=owner):
            rehearsal.tasks[task] = replace(rehearsal.tasks[task], owner=owner)
        case e.TaskTicked(task=task, seat=seat, done=done):
            rehearsal.tasks[task] = replace(
                rehearsal.tasks[task], done_t=stamp.t if done else None, done_by=seat if done else None
            )
        case e.PostAssigned(post=post, seat=seat, to=to):
            if to is None:
                rehearsal.assigned.pop(post, None)
            else:
                rehearsal.assigned[post] = Assignment(post=post, to=to, seat=seat, t=stamp.t)


def answered(rehearsal: Rehearsal, event: e.PostPublished, stamp: Stamp) -> None:
    """The brand answered a post that was somebody's: their clock stops."""
    there = rehearsal.assigned.get(event.reply_to) if event.reply_to else None
    if there is not None and there.answered_t is None and event.author == rehearsal.scenario.brand:
        rehearsal.assigned[there.post] = replace(there, answered_t=stamp.t)
