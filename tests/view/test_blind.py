"""Evaluators rate blind: nobody is sent another's rating of an item before they have saved their own."""

from app.ids import DESK, ParticipantId, View
from app.rehearsal import commands as c
from app.rehearsal.rating import Evidence
from app.rehearsal.seats import seat_view
from tests.build import Drill, a_drill, facilitator, observer, started
from tests.view.canaries import canary
from tests.view.showing import frames_of, snapshot_of, views_of

SEEN = (Evidence(sort="post", id="p1"),)
FIRST, SECOND, ANEW = canary("first"), canary("second"), canary("anew")


def rated() -> Drill:
    """A drill with two evaluators, in which the first has rated an item."""
    drill = a_drill()
    drill.ask(DESK, c.TakeSeat(role="observer", participant=ParticipantId("di"), name="Di"))
    drill.happened(started())
    drill.ask(facilitator(), c.DeliverInject(inject=drill.rehearsal.scenario.msel[0].id), at=10)
    drill.ask(observer(), c.GiveRating(item="1.1", mark="U", evidence=SEEN, remark=FIRST))
    return drill


def sent(drill: Drill, view: View) -> bytes:
    """Every byte of a view: all its frames, and its snapshot."""
    return b"".join((*frames_of(drill.log, view), snapshot_of(drill.rehearsal, view)))


def readers(drill: Drill, words: str) -> set[View]:
    return {view for view in views_of(drill.rehearsal) if words.encode() in sent(drill, view)}


def test_a_rating_is_sent_to_its_evaluator_and_the_facilitator_alone() -> None:
    drill = rated()
    assert readers(drill, FIRST) == {View("facilitator"), seat_view(observer())}
    assert b"rating" not in b"".join(frames_of(drill.log, seat_view(observer(2))))


def test_whoever_has_saved_their_own_is_sent_the_others_and_they_theirs() -> None:
    drill = rated()
    drill.ask(observer(2), c.GiveRating(item="1.1", mark="S", evidence=SEEN, remark=SECOND))
    both = {View("facilitator"), seat_view(observer()), seat_view(observer(2))}
    assert (readers(drill, FIRST), readers(drill, SECOND)) == (both, both)


def test_a_rating_of_one_item_opens_no_other() -> None:
    drill = rated()
    drill.ask(observer(2), c.GiveRating(item="1.2", mark="S", evidence=SEEN, remark=SECOND))
    assert seat_view(observer(2)) not in readers(drill, FIRST)
    assert seat_view(observer()) not in readers(drill, SECOND)


def test_a_rating_given_anew_is_sent_to_those_who_rated_the_item() -> None:
    drill = rated()
    drill.ask(observer(), c.GiveRating(item="1.1", mark="M", evidence=SEEN, remark=ANEW))
    assert readers(drill, ANEW) == {View("facilitator"), seat_view(observer())}
    drill.ask(observer(2), c.GiveRating(item="1.1", mark="S", evidence=SEEN, remark=SECOND))
    frames = b"".join(frames_of(drill.log, seat_view(observer(2))))
    assert (ANEW.encode() in frames, FIRST.encode() in frames) == (True, False)


def test_the_role_all_evaluators_share_is_sent_no_rating_at_all() -> None:
    drill = rated()
    drill.ask(observer(2), c.GiveRating(item="1.1", mark="S", evidence=SEEN, remark=SECOND))
    assert b"rating" not in b"".join(frames_of(drill.log, View("observer")))
