"""Evaluators' ratings."""

from app.rehearsal import events as e
from app.rehearsal.rating import Rating
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

EvaluatedEvent = e.RatingGiven | e.RatingsShown


def apply(rehearsal: Rehearsal, event: EvaluatedEvent, stamp: Stamp) -> None:
    """Apply one event of the evaluators'; what is shown changes nothing."""
    if isinstance(event, e.RatingsShown):
        return
    key = (event.item, event.seat)
    before = rehearsal.ratings.get(key)
    rehearsal.ratings[key] = Rating(
        item=event.item,
        seat=event.seat,
        mark=event.mark,
        evidence=event.evidence,
        remark=event.remark,
        told=event.told,
        first=before.first if before else event.mark,
        t=stamp.t,
        changes=before.changes + 1 if before else 0,
    )
