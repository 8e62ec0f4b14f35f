"""Screenshots, the critics' chat, moods, verdicts, goals."""

from app.rehearsal import events as e
from app.rehearsal.crew import Captured, GoalStanding, MoodReading, Verdict
from app.rehearsal.notes import ChatLine
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

JudgedEvent = e.PostCaptured | e.CrewSaid | e.MoodGiven | e.VerdictGiven | e.GoalJudged


def apply(rehearsal: Rehearsal, event: JudgedEvent, stamp: Stamp) -> None:
    """Apply one event of the critics' or the bystanders' own."""
    match event:
        case e.PostCaptured(capture=name, seat=seat, shot=shot):
            rehearsal.captures[name] = Captured(id=name, seat=seat, shot=shot)
        case e.CrewSaid(line=line, seat=seat, text=text):
            rehearsal.crew.append(ChatLine(id=line, seat=seat, text=text, t=stamp.t))
        case e.MoodGiven():
            rehearsal.moods.append(
                MoodReading(seat=event.seat, round=event.round, value=event.value, t=stamp.t)
            )
        case e.VerdictGiven(seat=seat, value=value, words=words):
            rehearsal.verdicts[seat] = Verdict(seat=seat, value=value, words=words)
        case e.GoalJudged(seat=seat, goal=goal):
            standing = GoalStanding(seat=seat, goal=goal, reached=event.reached, t=stamp.t)
            rehearsal.goals[seat, goal] = standing
