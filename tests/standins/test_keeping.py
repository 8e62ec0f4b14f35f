"""A stand-in critic keeps what the brand says, and shows it when it is gone; bystanders answer when asked."""

from app.ids import PostId, SeatId
from app.rehearsal.commands import DeletePost, EndClock, GiveVerdict, PublishPost
from app.rehearsal.events import MoodGiven, PostCaptured, PostPublished
from app.standins.play import moves
from tests.build import Drill, brand, facilitator
from tests.standins.headless import headless, shipped

HOLDING = "We hear you. Facts first, then our answer, in this thread, by 19:30."
ACME = shipped().brand


def kept(*, deleted: bool) -> Drill:
    """Six minutes in which the brand says one thing, and takes it back after two."""
    run = headless(shipped())
    for seat in run.drill.rehearsal.seats.values():
        if seat.role == "brand":
            run.drill.sit(SeatId(seat.id))
    acts = [(20.0, PublishPost(author=ACME, text=HOLDING))]
    state = {"asked": 0}

    def between(drill: Drill, at: float) -> None:
        if acts and at >= acts[0][0]:
            drill.ask(brand(), acts.pop(0)[1], at)
        ours = [post for post in drill.rehearsal.feed.posts.values() if post.text == HOLDING]
        if deleted and ours and at >= 150 and not state["asked"]:
            state["asked"] = 1
            drill.ask(brand(), DeletePost(post=PostId(ours[0].id)), at)

    run.run(400.0, between=between)
    return run.drill


def happened(drill: Drill) -> list[object]:
    return [event for entry in drill.log for event in entry.events]


def test_what_the_brand_deletes_is_shown_once() -> None:
    drill = kept(deleted=True)
    assert [one for one in happened(drill) if isinstance(one, PostCaptured)]
    shown = [one for one in happened(drill) if isinstance(one, PostPublished) and one.shows is not None]
    assert [one.shows.text for one in shown if one.shows] == [HOLDING]
    assert shown[0].tactic == "screenshot"


def test_what_still_stands_is_kept_and_not_shown_and_moods_are_answered() -> None:
    drill = kept(deleted=False)
    assert not [one for one in happened(drill) if isinstance(one, PostPublished) and one.shows is not None]
    moods = [one for one in happened(drill) if isinstance(one, MoodGiven)]
    bystanders = {seat.id for seat in drill.rehearsal.seats.values() if seat.role == "bystander"}
    assert {one.seat for one in moods} == bystanders
    assert {one.round for one in moods} == {1}
    drill.ask(facilitator(), EndClock())
    for seat in drill.rehearsal.seats.values():
        said = moves(drill.rehearsal, seat, drill.t)
        assert [type(one) for one in said] == ([GiveVerdict] if seat.role == "bystander" else [])
