"""Findings in the hot wash: agreed or not, what they cost, and those that people bring up themselves.

Rules find things in a log that has ended, and the rules are no part of a rehearsal: what they found is
known here by its name alone. A name that no review has does nothing.
"""

import re
from math import isfinite

from app.ids import FindingId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean, clean_or_none, within_pace
from app.rehearsal.evaluating import is_there
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.rehearsal.talk import Settled

ADDED = "added"
"""The first part of the names of people's own findings."""
LONGEST_TITLE = 120
LONGEST_WORDS = 500
MOST_EVIDENCE = 10
MOST_ADDED = 200
MOST_SETTLED = 2_000
_NAME = re.compile(r"[a-z0-9_]{1,60}:[!-~]{1,120}")

SettlingCommand = c.SettleFinding | c.CostFinding | c.AddFinding


def decide(rehearsal: Rehearsal, asking: Asking, command: SettlingCommand) -> tuple[e.Event, ...]:
    """Decide one command about a finding."""
    match command:
        case c.SettleFinding(finding=finding, standing=standing, remark=remark):
            now, said = _settled(rehearsal, finding), _words(remark, "remark")
            if (now.standing, now.remark) == (standing, said):
                raise Refused("conflict", f"{finding} is {standing} already")
            return (e.FindingSettled(finding=finding, standing=standing, remark=said),)
        case c.CostFinding(finding=finding, cost=cost):
            now, said = _settled(rehearsal, finding), _words(cost, "cost")
            if (now.cost or "") == said:
                raise Refused("conflict", f"{finding} says so already")
            return (e.FindingCosted(finding=finding, cost=said),)
        case c.AddFinding():
            return (_added(rehearsal, asking, command),)


def the_finding(rehearsal: Rehearsal, finding: FindingId) -> FindingId:
    """The name of a finding that there can be.

    Raises:
        Refused: it is no such name, or nobody brought that finding up.
    """
    if not _NAME.fullmatch(finding):
        raise Refused("invalid", "a finding is named by its rule, a colon, and what it was found at")
    if finding.startswith(f"{ADDED}:") and finding not in rehearsal.talk.added:
        raise Refused("not_found", f"nobody has brought up {finding}")
    return finding


def _settled(rehearsal: Rehearsal, finding: FindingId) -> Settled:
    known = rehearsal.talk.settled
    if the_finding(rehearsal, finding) not in known and len(known) >= MOST_SETTLED:
        raise Refused("too_large", f"{MOST_SETTLED} findings are settled; no review has more")
    return known.get(finding, Settled(finding=finding))


def _words(text: str, what: str) -> str:
    return clean(text, LONGEST_WORDS, what) if text.strip() else ""


def _added(rehearsal: Rehearsal, asking: Asking, command: c.AddFinding) -> e.FindingAdded:
    title = clean(command.title, LONGEST_TITLE, "title")
    what = clean_or_none(command.what)
    if not isfinite(command.t) or not 0 <= command.t <= asking.t:
        raise Refused("invalid", "a finding is about a moment of the drill, in seconds since StartEx")
    evidence = tuple(dict.fromkeys(command.evidence))
    if len(evidence) > MOST_EVIDENCE:
        raise Refused("invalid", f"a finding rests on {MOST_EVIDENCE} things at most")
    for one in evidence:
        if not is_there(rehearsal, asking.place.id, one):
            raise Refused("not_found", f"there is no {one.sort} {one.id}")
    if len(rehearsal.talk.added) >= MOST_ADDED:
        raise Refused("too_large", f"{MOST_ADDED} findings were brought up already")
    within_pace(rehearsal, asking, "room")
    return e.FindingAdded(
        finding=FindingId(f"{ADDED}:{len(rehearsal.talk.added) + 1}"),
        seat=asking.place.id,
        sort=command.sort,
        title=title,
        what=what,
        t=command.t,
        evidence=evidence,
    )
