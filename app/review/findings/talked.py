"""What the hot wash made of the findings: agreed or not, what they cost, and those people brought up."""

from dataclasses import replace

from app.ids import FindingId
from app.rehearsal import events as e
from app.rehearsal.rating import Evidence
from app.rehearsal.talk import Added, Settled
from app.review.findings.finding import Cite, Finding, Sighting
from app.review.findings.happened import Story
from app.review.findings.registry import ADDED_CHANCE, ADDED_MISTAKE


def talked_over(story: Story, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings as they stand after the talk, in order of time.

    What was settled and is found no more, because rules have changed since, is left out.
    """
    talk = story.rehearsal.talk
    every = (*found, *(_added(story, one) for one in talk.added.values()))
    settled = (_settled(one, talk.settled.get(FindingId(one.id))) for one in every)
    return tuple(sorted(settled, key=lambda one: (one.t, one.id)))


def _settled(finding: Finding, said: Settled | None) -> Finding:
    if said is None:
        return finding
    return replace(finding, standing=said.standing, remark=said.remark, cost=said.cost or finding.cost)


def _added(story: Story, one: Added) -> Finding:
    rule = ADDED_MISTAKE if one.sort == "mistake" else ADDED_CHANCE
    seat = story.rehearsal.seats[one.seat]
    said = Sighting(mark=one.id, seat=seat.id, role=seat.role, t=story.length, text=one.what or one.title)
    return Finding(
        id=one.id,
        rule=rule.id,
        sort=one.sort,
        title=one.title,
        definition=rule.definition,
        what=one.what,
        t=one.t,
        until=None,
        evidence=tuple(cite for each in one.evidence for cite in _cites(story, each)),
        seen=(said,),
        noticed_t=None,
        noticed_by=None,
        done="",
        taken=None,
        confidence="possible",
    )


def _cites(story: Story, piece: Evidence) -> tuple[Cite, ...]:
    match piece.sort:
        case "note" | "flag":
            return story.cites("mark", piece.id)
        case "chat":
            return tuple(
                story.cite(act)
                for act in story.of(e.ChatSaid)
                if isinstance(act.event, e.ChatSaid) and act.event.chat == piece.id
            )
        case _:
            return story.cites(piece.sort, piece.id)
