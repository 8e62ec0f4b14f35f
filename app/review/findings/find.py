"""All findings of a story: what rules find, what people marked, and which of it is the same."""

from collections import defaultdict
from dataclasses import replace

from app.review.findings.finding import Finding, Sighting
from app.review.findings.happened import Story
from app.review.findings.marks import Mark, belongs_to, marks_of, sighting
from app.review.findings.registry import MARKED_CHANCE, MARKED_MISTAKE, RULES
from app.review.findings.rule import Case, Rule


def findings(story: Story, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """Every finding, in order of time: the same log always gives the same ones."""
    found = [_finding(rule, case) for rule in rules for case in rule.find(story)]
    seen: dict[str, list[Sighting]] = defaultdict(list)
    alone: list[Finding] = []
    for mark in marks_of(story):
        meant = belongs_to(mark, found)
        for one in meant:
            seen[one.id].append(sighting(story, mark))
        if not meant:
            alone.append(_marked(story, mark))
    both = [*(_seen(one, tuple(seen[one.id])) for one in found), *alone]
    return tuple(sorted(both, key=lambda one: (one.t, one.id)))


def _finding(rule: Rule, case: Case) -> Finding:
    return Finding(
        id=f"{rule.id}:{case.key}",
        rule=rule.id,
        sort=rule.sort,
        title=rule.title,
        definition=rule.definition,
        what=case.what,
        t=case.t,
        until=case.until,
        evidence=case.evidence,
        seen=(),
        noticed_t=None,
        noticed_by=None,
        done=case.done,
        taken=case.taken,
        confidence=case.confidence,
    )


def _seen(finding: Finding, seen: tuple[Sighting, ...]) -> Finding:
    ours = next((one for one in seen if one.role == "brand"), None)
    return replace(
        finding,
        seen=seen,
        noticed_t=ours.t if ours else None,
        noticed_by=ours.seat if ours else None,
    )


def _marked(story: Story, mark: Mark) -> Finding:
    """What somebody saw and no rule found."""
    rule = MARKED_MISTAKE if mark.sort == "mistake" else MARKED_CHANCE
    case = Case(
        key=mark.id,
        t=mark.t,
        what=mark.text,
        evidence=(*story.cites("post", mark.post), *story.cites("mark", mark.id)),
        confidence="possible",
    )
    return _seen(_finding(rule, case), (sighting(story, mark),))
