"""A stand-in knows what a person in its place is shown, and no more."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ids import CONDUCTOR, DraftId, FactId, PostId, SeatId
from app.rehearsal.commands import (
    ClaimFact,
    Command,
    ConfirmFact,
    DeliverInject,
    OpenDraft,
    PublishPost,
    RaiseFlag,
    SayInChat,
    SendMessage,
    SendWhisper,
    SetTrust,
    StandByCue,
    SubmitDraft,
    WriteNote,
)
from app.rehearsal.refusals import Refused
from app.view.sight import Sight, see
from tests.airline import AIRLINE, BRAND, CAMPAIGN, CHIEF, DIRECTOR, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, observer, started

CANARY = "canary"
HIDDEN: tuple[tuple[SeatId, Command], ...] = (
    (brand(), SayInChat(text=CANARY)),
    (brand("legal"), SayInChat(text=f"{CANARY} too")),
    (brand(), OpenDraft(text=f"{CANARY} draft")),
    (brand(), SubmitDraft(draft=DraftId("d1"))),
    (brand("subject_expert"), ClaimFact(text=f"{CANARY} fact")),
    (brand("subject_expert"), ConfirmFact(fact=FactId("f1"), source=CANARY)),
    (brand(), RaiseFlag(sort="mistake", text=CANARY)),
    (brand(), SendMessage(sender=BRAND, to=CHIEF, text=CANARY)),
    (brand(), SendMessage(sender=BRAND, to=CAMPAIGN, text=CANARY)),
    (facilitator(), WriteNote(text=CANARY)),
    (observer(), WriteNote(text=CANARY)),
    (facilitator(), SendWhisper(to=critic(2), text=CANARY)),
    (facilitator(), StandByCue(inject=AIRLINE.msel[5].id)),
    (bystander(), SetTrust(value=12, reason=CANARY)),
)
"""What a critic is shown nothing of, whatever the order."""


def sight(drill: Drill, seat: SeatId) -> Sight:
    return see(drill.rehearsal, drill.rehearsal.seats[seat], 60.0)


def public_drill() -> Drill:
    """A drill with a post, an inject and a message on the feed's side."""
    drill = a_drill(started())
    drill.ask(critic(), PublishPost(author=DIRECTOR, text="They walked me off."), 15.0)
    drill.ask(CONDUCTOR, DeliverInject(inject=AIRLINE.msel[0].id), 16.0)
    return drill


@given(st.lists(st.sampled_from(HIDDEN), max_size=20))
@settings(max_examples=60, deadline=None)
def test_what_is_hidden_from_a_critic_changes_nothing_it_knows(
    hidden: list[tuple[SeatId, Command]],
) -> None:
    plain, busy = public_drill(), public_drill()
    for at, (seat, command) in enumerate(hidden):
        try:
            busy.ask(seat, command, 17.0 + at)
        except Refused:
            continue
    assert sight(busy, critic()) == sight(plain, critic())
    assert CANARY not in repr(sight(busy, critic()))


def test_a_critic_sees_its_own_messages_and_whispers() -> None:
    drill = public_drill()
    before = sight(drill, critic())
    drill.ask(brand(), SendMessage(sender=BRAND, to=DIRECTOR, text="May we call you?"), 20.0)
    drill.ask(facilitator(), SendWhisper(to=critic(), text="Ask who decided."), 21.0)
    after = sight(drill, critic())
    assert after != before
    assert [one.text for one in after.messages] == ["May we call you?"]
    assert [one.text for one in after.whispers] == ["Ask who decided."]


def test_nobody_is_told_where_a_post_comes_from() -> None:
    drill = public_drill()
    drill.ask(brand(), SendMessage(sender=BRAND, to=DIRECTOR, text="May we call you?"), 20.0)
    drill.ask(brand(), SendMessage(sender=BRAND, to=FLYER, text="You were in row 22?"), 21.0)
    for seat in (critic(), bystander(), brand()):
        assert sight(drill, seat).messages
        told = repr(sight(drill, seat))
        assert "origin" not in told.replace("origin=None", "")
        assert "They walked me off." in told


def test_words_of_a_post_that_is_gone_are_gone() -> None:
    drill = public_drill()
    drill.rehearsal.feed.posts[PostId("p1")].standing = "retracted"
    assert "They walked me off." not in repr(sight(drill, bystander()).posts)


def test_the_war_room_is_the_brands() -> None:
    drill = public_drill()
    drill.ask(brand(), SayInChat(text=CANARY), 20.0)
    room = sight(drill, brand("legal")).war_room
    assert room is not None
    assert [line.text for line in room.chat] == [CANARY]
    assert sight(drill, critic()).war_room is None
    assert sight(drill, bystander()).war_room is None


def test_only_the_subject_expert_can_find_out_and_only_from_its_time_on() -> None:
    drill = public_drill()
    expert = drill.rehearsal.seats[brand("subject_expert")]
    for t, known in ((59.0, 0), (60.0, 1), (240.0, 2)):
        room = see(drill.rehearsal, expert, t).war_room
        assert room is not None
        assert len(room.known) == known
    for position in ("communicator", "legal", "decision_maker"):
        room = see(drill.rehearsal, drill.rehearsal.seats[brand(position)], 2_400.0).war_room
        assert room is not None
        assert room.known == ()


def test_contacts_are_known_to_the_brand_alone() -> None:
    drill = public_drill()
    assert CHIEF in {one.handle for one in sight(drill, brand()).cast}
    assert CHIEF not in {one.handle for one in sight(drill, critic()).cast}
    assert FLYER in {one.handle for one in sight(drill, critic()).cast}
