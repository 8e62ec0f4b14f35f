"""The evaluation in words: for the report, the sheet and the plain text."""

from collections.abc import Iterator, Mapping

from app.ids import SeatId
from app.rehearsal.rating import Evidence, Rating
from app.review.evaluation import MARKS_IN_WORDS
from app.review.naming import titles_of
from app.review.story import Agreement, Review, ReviewedItem
from app.scenario.guide import GuideItem
from app.scenario.times import say_time

AGREED: Mapping[Agreement, str] = {
    "agree": "They agree.",
    "near": "They lie next to each other.",
    "apart": "They lie apart.",
}


def tell_ratings(review: Review) -> Iterator[str]:
    """Each item with a line for each rating, if there is any."""
    titles = titles_of(review)
    for item, one in items_of(review):
        if not one.ratings and one.check is None:
            continue
        log = f" The log: {said_of_log(one)}." if one.check else ""
        told = f" {AGREED[one.agreement]}" if one.agreement else ""
        yield f"{item.id} {item.question}{log}{told}"
        for rating in one.ratings:
            yield f"  {titles.get(rating.seat, rating.seat)}: {said_of(rating)}"


def items_of(review: Review) -> Iterator[tuple[GuideItem, ReviewedItem]]:
    """The guide's items beside how they were answered."""
    yield from zip(review.guide, review.evaluation, strict=True)


def said_of(rating: Rating) -> str:
    """The mark, what it was before, the remark and what it rests on."""
    if rating.mark is None:
        return f"did not see it{_because(rating.remark)}"
    before = f", first {rating.first or 'not seen'}" if rating.first != rating.mark else ""
    against = f", against the log's {rating.told}" if rating.told not in (None, rating.mark) else ""
    return f"{rating.mark}{before}{against}{_because(rating.remark)} [{evidence_of(rating.evidence)}]"


def said_of_log(one: ReviewedItem) -> str:
    """What the log says by itself; empty where it cannot tell."""
    if one.check is None:
        return ""
    mark = f"{one.check.mark}, " if one.check.mark else ""
    return f"{mark}{one.check.said}"


def evidence_of(evidence: tuple[Evidence, ...]) -> str:
    """The pieces by sort and id."""
    return ", ".join(f"{piece.sort} {piece.id}" for piece in evidence)


def legend() -> str:
    """What the marks mean."""
    return "; ".join(f"{mark}: {words}" for mark, words in MARKS_IN_WORDS.items()) + "."


def evaluated(review: Review) -> Iterator[tuple[str, ...]]:
    """The report's rows: an item with what the log says, then a line for each rating of it."""
    titles = titles_of(review)
    for item, one in items_of(review):
        if not one.ratings and one.check is None:
            continue
        agreed = f" {AGREED[one.agreement]}" if one.agreement else ""
        given = [(titles.get(rating.seat, ""), said_of(rating)) for rating in one.ratings]
        said = given or [("", "not rated")]
        head = (f"{item.id} {item.question}{agreed}", item.target, said_of_log(one))
        yield (*head, *said[0])
        yield from (("", "", "", *more) for more in said[1:])


def rating_rows(review: Review) -> Iterator[tuple[str, ...]]:
    """One row for each rating, and one for an item that has none."""
    titles: dict[SeatId, str] = titles_of(review)
    for item, one in items_of(review):
        head = (item.id, item.objective, item.question, item.target)
        log = (one.check.mark or "" if one.check else "", one.check.said if one.check else "")
        if not one.ratings:
            yield (*head, *log, "", "", "", "", "", "", "")
        for rating in one.ratings:
            yield (
                *head,
                *log,
                titles.get(rating.seat, rating.seat),
                rating.mark or "not seen",
                rating.first or "not seen",
                rating.remark,
                evidence_of(rating.evidence),
                say_time(rating.t),
                one.agreement or "",
            )


def _because(remark: str) -> str:
    return f": {remark}" if remark else ""
