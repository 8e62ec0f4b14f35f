"""The evaluation guide as it was answered: each item's ratings, what the log says, and whether they agree."""

from collections.abc import Iterator

from app.ids import ExerciseTime
from app.rehearsal.checking import checks
from app.rehearsal.rating import Mark, Rating
from app.rehearsal.state import Rehearsal
from app.review.story import Agreement, ReviewedItem

MARKS: tuple[Mark, ...] = ("P", "S", "M", "U")
MARKS_IN_WORDS: dict[Mark, str] = {
    "P": "performed without challenges",
    "S": "performed with some challenges",
    "M": "performed with major challenges",
    "U": "unable to perform",
}


def evaluation(rehearsal: Rehearsal, length: ExerciseTime) -> tuple[ReviewedItem, ...]:
    """Every item of the guide, in its order; the ratings in the order their evaluators first gave one."""
    looked = {one.item: one for one in checks(rehearsal, length)}
    return tuple(
        ReviewedItem(
            item=item.id,
            check=looked.get(item.id),
            ratings=(rated := tuple(_ratings(rehearsal, item.id))),
            agreement=agreement(rated),
        )
        for item in rehearsal.scenario.guide
    )


def agreement(ratings: tuple[Rating, ...]) -> Agreement | None:
    """How far the marks lie apart; None where fewer than two gave one."""
    places = [MARKS.index(one.mark) for one in ratings if one.mark is not None]
    if len(places) < 2:
        return None
    apart = max(places) - min(places)
    return "agree" if apart == 0 else "near" if apart == 1 else "apart"


def _ratings(rehearsal: Rehearsal, item: str) -> Iterator[Rating]:
    yield from (rating for (one, _), rating in rehearsal.ratings.items() if one == item)
