"""`visibility.txt`, row by row: every kind of event tried against every view."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from app.ids import DESK, Handle, ParticipantId, SeatId, View
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.seats import KNOWN_OBSERVERS, ROLES, seat_view
from app.view.snapshot import role_snapshot
from app.view.visibility import EVERYBODY, audience, seen_by, shown_to
from tests.airline import BRAND, CAMPAIGN, DIRECTOR, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, observer
from tests.everything import HIDDEN, everything

TABLE = Path(__file__).with_name("visibility.txt")
KINDS = sorted(event.__dataclass_fields__["kind"].default for event in get_args(e.Event))
SEAT_VIEWS = tuple(
    seat_view(seat)
    for seat in (brand(), brand("legal"), critic(), critic(2), bystander(), observer(), observer(2))
)
NOT_ALL = ("flag.noted", "message.sent", "flag.raised", "post.reported", "report.answered", "post.edited")
OWNERS: dict[Handle, SeatId] = {DIRECTOR: critic(), CAMPAIGN: critic(2), FLYER: bystander()}


def the_table() -> dict[str, dict[str, str]]:
    rows = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    columns = rows[0][1:]
    return {kind: dict(zip(columns, cells, strict=True)) for kind, *cells in rows[1:]}


@pytest.fixture(scope="module")
def drill() -> Drill:
    return everything()


def of_kind(drill: Drill, kind: str) -> list[e.Event]:
    found = [event for entry in drill.log for event in entry.events if event.kind == kind]
    assert found, f"the drill has no {kind}"
    return found


def own_seats(event: e.Event) -> set[View]:
    """The private views the event is about, if its kind has any."""
    match event:
        case e.MessageSent(sender=sender, to=to):
            return {seat_view(OWNERS[one]) for one in (sender, to) if one in OWNERS}
        case (
            e.WhisperSent(to=seat)
            | e.WhisperHeard(to=seat)
            | e.TrustSet(seat=seat)
            | e.PostCaptured(seat=seat)
            | e.MoodGiven(seat=seat)
            | e.VerdictGiven(seat=seat)
            | e.GoalJudged(seat=seat)
            | e.SeatCovered(seat=seat)
            | e.BriefingChecked(seat=seat)
            | e.ConfidenceGiven(seat=seat)
        ):
            return {seat_view(seat)}
        case e.AccountBlocked(handle=handle):
            return {seat_view(OWNERS[handle])}
        case e.PostReported(seat=seat) | e.ReportAnswered(seat=seat) if seat != brand():
            return {seat_view(seat)}
        case e.PostHidden():
            return {seat_view(critic())}
        case e.PostEdited(post=post) if post == HIDDEN:
            return {seat_view(critic())}
        case e.RatingGiven(seat=seat, item=item):
            # Both rated the first item, one of them the other one.
            return {seat_view(observer()), seat_view(observer(2))} if item == "1.1" else {seat_view(seat)}
        case e.RatingsShown(to=to):
            return {seat_view(to)}
        case e.NoteWritten(seat=seat) if seat == observer():
            return {seat_view(seat)}
        case _:
            return set()


def stripped(event: e.Event) -> bool:
    """Whether what only some may know is taken out of it."""
    match event:
        case e.PostPublished() | e.MessageSent():
            return event.origin is None
        case e.WashAnswered():
            return (event.mark, event.text) == ("", "")
        case _:
            return False


def mark(event: e.Event, view: View, drill: Drill) -> str:
    shown = seen_by(event, view, drill.rehearsal)
    if shown is None:
        return "."
    return "~" if stripped(shown) else "+"


def test_every_kind_of_event_has_its_row() -> None:
    assert sorted(the_table()) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_roles_are_shown_what_the_table_says(drill: Drill, kind: str) -> None:
    row = the_table()[kind]
    for role in ROLES:
        marks = {mark(event, View(role), drill) for event in of_kind(drill, kind)}
        # Some messages, flags and reports are not the brand's: the table says what is shown of those that
        # are. An edit of a hidden reply is shown to fewer.
        assert marks - {"."} == {row[role]} - {"."}, role
        assert "." not in marks or row[role] == "." or kind in NOT_ALL, role


@pytest.mark.parametrize("kind", KINDS)
def test_seats_are_shown_their_own_and_nothing_else(drill: Drill, kind: str) -> None:
    row = the_table()[kind]
    for event in of_kind(drill, kind):
        own = own_seats(event)
        for view in SEAT_VIEWS:
            assert mark(event, view, drill) == row["own-seat" if view in own else "other-seat"], (event, view)
        assert audience(event, drill.rehearsal) <= {*map(View, ROLES), *own}


@pytest.mark.parametrize("kind", KINDS)
def test_all_views_at_once_are_shown_what_each_is_by_itself(drill: Drill, kind: str) -> None:
    views = sorted({*map(View, ROLES), *SEAT_VIEWS})
    for event in of_kind(drill, kind):
        each = {view: shown for view in views if (shown := seen_by(event, view, drill.rehearsal)) is not None}
        at_once = shown_to(event, drill.rehearsal)
        assert [view for view, _ in at_once] == sorted(audience(event, drill.rehearsal))
        assert {view: shown for view, shown in at_once if view in views} == each


def test_a_post_is_made_once_for_all_who_are_shown_the_same(drill: Drill) -> None:
    for event in of_kind(drill, "post.published"):
        different = {id(shown) for _, shown in shown_to(event, drill.rehearsal)}
        assert len(different) == len({repr(shown) for _, shown in shown_to(event, drill.rehearsal)})


def test_what_happens_between_others_is_hidden_from_the_brand(drill: Drill) -> None:
    for event in of_kind(drill, "message.sent"):
        assert isinstance(event, e.MessageSent)
        assert (mark(event, View("brand"), drill) == "~") == (BRAND in (event.sender, event.to))
    for event in (*of_kind(drill, "flag.raised"), *of_kind(drill, "flag.noted")):
        assert isinstance(event, e.FlagRaised | e.FlagNoted)
        assert (mark(event, View("brand"), drill) == "+") == (event.seat != observer())


def test_beyond_the_first_fifty_observers_are_told_to_facilitators_and_to_themselves_alone() -> None:
    drill, last = a_drill(), observer(KNOWN_OBSERVERS)
    taken: e.Event | None = None
    for number in range(2, KNOWN_OBSERVERS + 2):
        who = ParticipantId(f"w{number}")
        taken = drill.ask(DESK, c.TakeSeat(role="observer", participant=who, name="Wu"))[0]
    beyond = observer(KNOWN_OBSERVERS + 1)
    assert isinstance(taken, e.SeatTaken)
    assert audience(taken, drill.rehearsal) == {"facilitator", seat_view(beyond)}
    assert audience(replace(taken, seat=last), drill.rehearsal) == EVERYBODY
    left = drill.ask(beyond, c.LeaveSeat())[0]
    assert audience(left, drill.rehearsal) == {"facilitator", seat_view(beyond)}
    for role in ROLES:
        shown = {seat.id for seat in role_snapshot(drill.rehearsal, View(role)).seats}
        assert last in shown
        assert (beyond in shown) == (role == "facilitator")


def test_a_facilitators_note_is_shown_to_facilitators_alone(drill: Drill) -> None:
    notes = [event for event in of_kind(drill, "note.written") if isinstance(event, e.NoteWritten)]
    (own,) = [note for note in notes if note.seat == facilitator()]
    assert audience(own, drill.rehearsal) == {"facilitator"}


def test_only_the_brand_side_knows_what_a_post_of_the_brand_means_and_cites(drill: Drill) -> None:
    posts = [event for event in of_kind(drill, "post.published") if isinstance(event, e.PostPublished)]
    (owned,) = [post for post in posts if post.cites]
    assert owned.intent is not None
    for role in ROLES:
        shown = seen_by(owned, View(role), drill.rehearsal)
        assert isinstance(shown, e.PostPublished)
        knows = role in ("brand", "observer", "facilitator")
        meant = (owned.posture, owned.intent, owned.cites)
        assert (shown.posture, shown.intent, shown.cites) == (meant if knows else (None, None, ()))
        assert (shown.origin is not None) == (role in ("observer", "facilitator"))
        assert (shown.post, shown.author, shown.text) == (owned.post, owned.author, owned.text)


def test_an_unknown_view_is_shown_nothing(drill: Drill) -> None:
    assert not [
        event
        for entry in drill.log
        for event in entry.events
        for view in (View("seat:nobody"), View("conductor"), View(""))
        if seen_by(event, view, drill.rehearsal)
    ]
