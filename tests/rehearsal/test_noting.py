from math import inf, nan

import pytest

from app.ids import ChatId, FactId, FlagId, NoteId, PostId, WhisperId
from app.rehearsal.commands import (
    CheckBriefing,
    ClaimFact,
    Command,
    ConfirmFact,
    EndClock,
    GiveConfidence,
    NoteFlag,
    PublishPost,
    RaiseFlag,
    RefuteFact,
    SayInChat,
    SendWhisper,
    SetTrust,
    WriteNote,
)
from app.rehearsal.events import (
    ChatSaid,
    FactClaimed,
    FactConfirmed,
    FactRefuted,
    FlagNoted,
    FlagRaised,
    NoteWritten,
    TrustSet,
    WhisperSent,
)
from tests.airline import DIRECTOR
from tests.build import (
    Drill,
    a_drill,
    brand,
    bystander,
    critic,
    facilitator,
    observer,
    started,
)

F1, P1 = FactId("f1"), PostId("p1")
OPS = brand("subject_expert")


def stormy() -> Drill:
    return a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="They walked me off.")))


def test_the_war_room_talks_from_the_lobby_on() -> None:
    drill = a_drill()
    assert drill.ask(brand(), SayInChat(text=" Ready? ")) == (
        ChatSaid(chat=ChatId("c1"), seat=brand(), text="Ready?"),
    )
    assert drill.refused(critic(), SayInChat(text="Me too")).code == "forbidden"
    assert drill.refused(brand(), SayInChat(text="x" * 2_001)).code == "too_long"


def test_ten_lines_in_ten_seconds_are_enough() -> None:
    drill = a_drill(*((brand(), SayInChat(text=f"Line {number}")) for number in range(10)))
    assert drill.refused(brand(), SayInChat(text="One more")).code == "rate_limited"
    assert drill.ask(brand("legal"), SayInChat(text="My first"))


def test_a_claim_becomes_known_by_its_source() -> None:
    drill = a_drill(started())
    assert drill.ask(OPS, ClaimFact(text="The seat was sold twice."), at=60) == (
        FactClaimed(fact=F1, seat=OPS, text="The seat was sold twice.", source=""),
    )
    assert drill.refused(OPS, ConfirmFact(fact=F1, source=" ")).code == "invalid"
    assert drill.ask(OPS, ConfirmFact(fact=F1, source="Gate log"), at=90) == (
        FactConfirmed(fact=F1, seat=OPS, source="Gate log"),
    )
    fact = drill.rehearsal.facts[F1]
    assert (fact.standing, fact.source, fact.claimed_t, fact.settled_t) == (
        "confirmed",
        "Gate log",
        60.0,
        90.0,
    )


def test_a_fact_can_turn_out_otherwise_but_not_twice_the_same() -> None:
    drill = a_drill(started(), (OPS, ClaimFact(text="The crew laughed.")))
    assert drill.refused(OPS, RefuteFact(fact=FactId("f9"), source="Log")).code == "not_found"
    drill.ask(OPS, ConfirmFact(fact=F1, source="A post"))
    assert drill.refused(OPS, ConfirmFact(fact=F1, source="Another")).code == "conflict"
    assert drill.ask(OPS, RefuteFact(fact=F1, source="Two witnesses")) == (
        FactRefuted(fact=F1, seat=OPS, source="Two witnesses"),
    )
    assert drill.refused(OPS, RefuteFact(fact=F1, source="Three")).code == "conflict"


def test_a_note_remembers_when_it_was_noticed() -> None:
    drill = stormy()
    written = drill.ask(observer(), WriteNote(text="They saw it", noticed=20.0, post=P1, item="1.1"), at=40)
    assert written == (
        NoteWritten(
            note=NoteId("n1.observer-1"),
            seat=observer(),
            text="They saw it",
            tag="note",
            noticed=20.0,
            post=P1,
            item="1.1",
        ),
    )
    assert drill.rehearsal.notes[0].t == 40.0


def test_a_note_is_never_noticed_after_it_was_written() -> None:
    (event,) = stormy().ask(observer(), WriteNote(text="Later?", noticed=99.0), at=40)
    assert isinstance(event, NoteWritten)
    assert event.noticed == 40.0


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (WriteNote(text=" "), "invalid"),
        (WriteNote(text="?", noticed=-1.0), "invalid"),
        (WriteNote(text="?", noticed=nan), "invalid"),
        (WriteNote(text="?", noticed=inf), "invalid"),
        (WriteNote(text="?", post=PostId("p9")), "not_found"),
        (WriteNote(text="?", item="9.9"), "not_found"),
    ],
)
def test_a_note_speaks_of_what_there_is(command: Command, code: str) -> None:
    assert stormy().refused(observer(), command).code == code


def test_notes_and_flags_are_numbered_per_seat() -> None:
    drill = stormy()
    drill.ask(facilitator(), WriteNote(text="Mine"))
    (note,) = drill.ask(observer(), WriteNote(text="Also mine"))
    assert isinstance(note, NoteWritten)
    assert note.note == "n1.observer-1"
    drill.ask(observer(), RaiseFlag(sort="mistake"))
    assert drill.ask(brand(), RaiseFlag(sort="chance", text="A witness", post=P1)) == (
        FlagRaised(flag=FlagId("g1.brand-comms"), seat=brand(), sort="chance", text="A witness", post=P1),
    )
    assert drill.refused(brand(), RaiseFlag(sort="chance", post=PostId("p9"))).code == "not_found"


def test_words_to_a_flag_follow_it_and_only_from_who_raised_it() -> None:
    drill = stormy()
    drill.ask(brand(), RaiseFlag(sort="mistake", post=P1), at=40)
    ours = FlagId("g1.brand-comms")
    assert drill.ask(brand(), NoteFlag(flag=ours, text=" Too cold "), at=55) == (
        FlagNoted(flag=ours, seat=brand(), text="Too cold"),
    )
    (flag,) = drill.rehearsal.flags
    assert (flag.text, flag.t, flag.post) == ("Too cold", 40, P1)
    assert drill.refused(brand("legal"), NoteFlag(flag=ours, text="Mine")).code == "not_found"
    assert drill.refused(brand(), NoteFlag(flag=ours, text=" ")).code == "invalid"


def test_a_whisper_has_one_ear() -> None:
    drill = a_drill()
    assert drill.ask(facilitator(), SendWhisper(to=critic(), text="Wait for minute five")) == (
        WhisperSent(whisper=WhisperId("w1.critic-1"), to=critic(), text="Wait for minute five"),
    )
    (second,) = drill.ask(facilitator(), SendWhisper(to=critic(2), text="You too"))
    assert isinstance(second, WhisperSent)
    assert second.whisper == "w1.critic-2"
    assert drill.refused(facilitator(), SendWhisper(to=facilitator(), text="Me?")).code == "invalid"
    assert drill.refused(facilitator(), SendWhisper(to=critic(9), text="Who?")).code == "not_found"
    assert drill.refused(facilitator(), SendWhisper(to=critic(), text="x" * 501)).code == "too_long"


def test_trust_is_a_dial_from_0_to_100_with_a_reason_if_there_is_one() -> None:
    drill = a_drill(started())
    for value in (0, 100):
        assert drill.ask(bystander(), SetTrust(value=value)) == (
            TrustSet(seat=bystander(), value=value, reason=""),
        )
    for value in (-1, 101):
        assert drill.refused(bystander(), SetTrust(value=value)).code == "invalid"
    assert drill.refused(brand(), SetTrust(value=99)).code == "forbidden"


def test_confidence_is_given_before_and_after_and_the_last_word_of_each_counts() -> None:
    drill = a_drill()
    drill.ask(brand(), GiveConfidence(value=80))
    drill.ask(brand(), GiveConfidence(value=60))
    drill.happened(started())
    assert drill.refused(brand(), GiveConfidence(value=10)).code == "conflict"
    drill.ask(facilitator(), EndClock(), at=100)
    drill.ask(brand(), GiveConfidence(value=45))
    said = drill.rehearsal.confidence[brand()]
    assert (said.before, said.after) == (60, 45)


@pytest.mark.parametrize("value", [-1, 101])
def test_confidence_is_a_share_of_a_hundred(value: int) -> None:
    assert a_drill().refused(brand(), GiveConfidence(value=value)).code == "invalid"


@pytest.mark.parametrize(("right", "asked"), [(4, 3), (-1, 3), (0, 0), (11, 11)])
def test_nobody_answers_more_right_than_they_were_asked(right: int, asked: int) -> None:
    assert a_drill().refused(brand(), CheckBriefing(right=right, asked=asked)).code == "invalid"


def test_the_latest_look_at_the_briefing_counts() -> None:
    drill = a_drill()
    for right in (1, 3):
        drill.ask(critic(), CheckBriefing(right=right, asked=3))
    assert drill.rehearsal.briefed[critic()].right == 3
