"""Critics and bystanders in plain text: goals, verdicts, and what was taken back."""

from collections.abc import Iterator, Mapping

from app.ids import ExerciseTime, SeatId
from app.review.players import Players
from app.scenario.times import say_time


def story_of(players: Players, titles: Mapping[SeatId, str]) -> Iterator[tuple[ExerciseTime, str]]:
    """What they did and said, each with its time."""
    for shot in players.captures:
        yield shot.shot.taken_t, f"{_who(titles, shot.seat)} takes a screenshot of {shot.shot.post}"
    for line in players.crew:
        yield line.t, f"Crew, {_who(titles, line.seat)}: {line.text}"
    for mood in players.moods:
        yield mood.t, f"{_who(titles, mood.seat)} answers the mood check with {mood.value} of 5"


def goals_of(players: Players, titles: Mapping[SeatId, str]) -> Iterator[str]:
    """Each card, with what was reached."""
    for card in players.cards:
        yield f"{_who(titles, card.seat)}: {card.won} of {card.of} points"
        for goal in card.goals:
            when = "" if goal.t is None else f" at T+{say_time(goal.t)}"
            stands = {True: f"reached{when}", False: "not reached", None: "not judged"}[goal.reached]
            yield f"  {goal.title} ({goal.points}): {stands}"


def verdicts_of(players: Players, titles: Mapping[SeatId, str]) -> Iterator[str]:
    """What bystanders said at the end."""
    for one in players.verdicts:
        words = f": {one.words}" if one.words else ""
        yield f"{_who(titles, one.seat)} gives {one.value} of 5{words}"


def mistakes_of(players: Players) -> Iterator[str]:
    """What the brand took back too late."""
    for one in players.taken_back:
        yield f"T+{say_time(one.t)}  {one.post}: {one.sentence}"


def _who(titles: Mapping[SeatId, str], seat: SeatId) -> str:
    return titles.get(seat, seat)
