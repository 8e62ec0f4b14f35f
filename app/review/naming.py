"""What people are called in a review: by their seats, with their names beside them while unsealed."""

from collections import Counter

from app.ids import SeatId
from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.rehearsal.state import Rehearsal
from app.review.story import Review


class Sitters:
    """Follows a log and keeps who sat where, in order."""

    def __init__(self) -> None:
        self._names: dict[SeatId, dict[str, None]] = {}

    def see(self, entry: Entry) -> None:
        """Note who sat down."""
        for event in entry.events:
            if isinstance(event, e.SeatTaken):
                self._names.setdefault(event.seat, {})[event.name] = None

    def shown(self, rehearsal: Rehearsal) -> dict[SeatId, tuple[str, ...]]:
        """The names by seat, as far as they are unsealed."""
        return {seat: tuple(names) for seat, names in self._names.items()} if rehearsal.names.open else {}


def seat_titles(rehearsal: Rehearsal) -> dict[SeatId, str]:
    """Each seat's title, with the number of its id where several have the same."""
    often = Counter(seat.title for seat in rehearsal.seats.values())
    return {
        seat.id: f"{seat.title} {seat.id.rpartition('-')[2]}" if often[seat.title] > 1 else seat.title
        for seat in rehearsal.seats.values()
    }


def titles_of(review: Review) -> dict[SeatId, str]:
    """What each seat is called: its title, and the names beside it that are unsealed."""
    return {
        seat.id: f"{seat.title} ({', '.join(seat.names)})" if seat.names else seat.title
        for seat in review.seats
    }
