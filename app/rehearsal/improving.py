"""The improvement plan: what is done because of the findings, by whom, until when."""

import re
from datetime import date

from app.ids import ActionId, FindingId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import clean
from app.rehearsal.refusals import Refused
from app.rehearsal.settling import the_finding
from app.rehearsal.state import Rehearsal
from app.rehearsal.talk import Action

LONGEST_ACTION = 500
LONGEST_OWNER = 80
MOST_ACTIONS = 100
MOST_FINDINGS = 20
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

ActionCommand = c.AddAction | c.EditAction | c.DropAction | c.FinishAction


def decide(rehearsal: Rehearsal, command: ActionCommand) -> tuple[e.Event, ...]:
    """Decide one command about the improvement plan."""
    match command:
        case c.AddAction():
            return (_added(rehearsal, command),)
        case c.EditAction():
            return (_edited(rehearsal, command),)
        case c.DropAction(action=action):
            return (e.ActionDropped(action=_the_action(rehearsal, action).id),)
        case c.FinishAction(action=action, done=done):
            if _the_action(rehearsal, action).done == done:
                raise Refused("conflict", f"{action} is {'done' if done else 'open'} already")
            return (e.ActionDone(action=action, done=done),)


def _added(rehearsal: Rehearsal, command: c.AddAction) -> e.ActionAdded:
    what = clean(command.what, LONGEST_ACTION, "action")
    owner, due = _owner(command.owner), _due(command.due)
    findings = _findings(rehearsal, command.findings)
    if len(rehearsal.talk.actions) >= MOST_ACTIONS:
        raise Refused("too_large", f"a plan of more than {MOST_ACTIONS} actions is carried out by nobody")
    number = rehearsal.talk.numbered + 1
    return e.ActionAdded(action=ActionId(f"a{number}"), what=what, owner=owner, due=due, findings=findings)


def _edited(rehearsal: Rehearsal, command: c.EditAction) -> e.ActionEdited:
    now = _the_action(rehearsal, command.action)
    new = e.ActionEdited(
        action=now.id,
        what=now.what if command.what is None else clean(command.what, LONGEST_ACTION, "action"),
        owner=now.owner if command.owner is None else _owner(command.owner),
        due=now.due if command.due is None else _due(command.due),
        findings=now.findings if command.findings is None else _findings(rehearsal, command.findings),
    )
    if (new.what, new.owner, new.due, new.findings) == (now.what, now.owner, now.due, now.findings):
        raise Refused("conflict", f"{now.id} says so already")
    return new


def _the_action(rehearsal: Rehearsal, action: ActionId) -> Action:
    found = rehearsal.talk.actions.get(action)
    if found is None:
        raise Refused("not_found", f"the improvement plan has no action {action}")
    return found


def _owner(text: str) -> str:
    return clean(text, LONGEST_OWNER, "owner") if text.strip() else ""


def _due(text: str | None) -> str | None:
    if not text:
        return None
    try:
        # Years of four digits only: a typing hand leaves 0002 in a date field.
        if _DATE.fullmatch(text) and date.fromisoformat(text).year >= 1970:
            return text
    except ValueError:
        pass
    raise Refused("invalid", f"a due date is a day as YYYY-MM-DD, not {text[:20]!r}")


def _findings(rehearsal: Rehearsal, findings: tuple[FindingId, ...]) -> tuple[FindingId, ...]:
    several = tuple(dict.fromkeys(the_finding(rehearsal, one) for one in findings))
    if len(several) > MOST_FINDINGS:
        raise Refused("invalid", f"an action answers {MOST_FINDINGS} findings at most")
    return several
