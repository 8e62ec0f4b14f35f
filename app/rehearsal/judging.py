"""What critics say among themselves, what bystanders think, and which goals are reached."""

from app.ids import ChatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, by_conductor, clean, clean_or_none, the_seat, within_pace
from app.rehearsal.conditions import holds
from app.rehearsal.goals import goals_of
from app.rehearsal.playing_fair import keep_fair
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

MOOD_EVERY = 300.0
"""Exercise seconds of a round of the mood check: bystanders answer once in each."""
LONGEST_VERDICT = 500

JudgingCommand = c.SayInCrew | c.GiveMood | c.GiveVerdict | c.JudgeGoal


def decide(rehearsal: Rehearsal, asking: Asking, command: JudgingCommand) -> tuple[e.Event, ...]:
    """Decide one command of critics' or bystanders' own."""
    match command:
        case c.SayInCrew(text=text):
            said = clean(text)
            keep_fair(rehearsal, asking, said)
            within_pace(rehearsal, asking, "room")
            line = ChatId(f"x{len(rehearsal.crew) + 1}")
            return (e.CrewSaid(line=line, seat=asking.place.id, text=said),)
        case c.GiveMood(value=value):
            return (_mood(rehearsal, asking, value),)
        case c.GiveVerdict(value=value, words=words):
            _in_five(value)
            said = clean_or_none(words)
            if len(said) > LONGEST_VERDICT:
                raise Refused("too_long", f"{len(said)} of {LONGEST_VERDICT} characters")
            return (e.VerdictGiven(seat=asking.place.id, value=value, words=said),)
        case c.JudgeGoal():
            return (_goal(rehearsal, asking, command),)


def mood_round(t: float) -> int:
    """The round of the mood check at exercise time `t`; the first, 0, lasts five minutes."""
    return int(t // MOOD_EVERY)


def _mood(rehearsal: Rehearsal, asking: Asking, value: int) -> e.MoodGiven:
    _in_five(value)
    seat, now = asking.place.id, mood_round(asking.t)
    if any((one.seat, one.round) == (seat, now) for one in rehearsal.moods):
        raise Refused("conflict", "you have answered; the next check comes in a few minutes")
    return e.MoodGiven(seat=seat, round=now, value=value)


def _in_five(value: int) -> None:
    if not 1 <= value <= 5:
        raise Refused("invalid", f"an answer is 1 to 5, not {value}")


def _goal(rehearsal: Rehearsal, asking: Asking, command: c.JudgeGoal) -> e.GoalJudged:
    goals = goals_of(rehearsal, the_seat(rehearsal, command.seat).id)
    if not 0 <= command.goal < len(goals):
        raise Refused("not_found", f"{command.seat} has no goal {command.goal}")
    known = rehearsal.goals.get((command.seat, command.goal))
    if by_conductor(asking):
        when = goals[command.goal].when
        if known is not None or when is None or not holds(when, rehearsal, asking.t):
            raise Refused("conflict", "this goal is not reached by itself now")
    elif (known is not None and known.reached) == command.reached:
        raise Refused("conflict", "this goal is judged so already")
    return e.GoalJudged(seat=command.seat, goal=command.goal, reached=command.reached)
