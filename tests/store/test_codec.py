import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feed.gist import Cue, Gist
from app.feed.intent import STRATEGIES, Intent
from app.ids import UNREADABLE, DraftId, PostId, SeatId, Seq
from app.rehearsal.entry import Entry
from app.rehearsal.events import (
    ChatSaid,
    ClockEnded,
    CrowdActed,
    CrowdShocked,
    DraftOpened,
    DraftRevised,
    Event,
    Origin,
    PostDeleted,
    PostJudged,
    PostPublished,
    PostRead,
    TrustSet,
)
from app.store.codec import Raw, Unreadable, decode, encode, seq_of, tag_of, unpack
from app.store.log import Packed
from tests.store.made import an_entry, poison

SEATS = st.builds(SeatId, st.text(max_size=20))
POSTS = st.builds(PostId, st.text(max_size=5))
COUNTS = st.tuples(POSTS, *(st.integers(0, 10**9) for _ in range(4)))
SHARES = st.floats(0, 100)
DRAFTS = st.builds(DraftId, st.text(max_size=5))
INTENTS = st.builds(Intent, strategies=st.lists(st.sampled_from(STRATEGIES), max_size=2).map(tuple))
SHARE = st.floats(0, 1)
CUES = st.builds(Cue, family=st.text(max_size=9), words=st.text(max_size=20), start=st.integers(0, 999))
GISTS = st.builds(
    Gist,
    weights=st.tuples(*(SHARE for _ in STRATEGIES)),
    voice=SHARE,
    valence=st.floats(-1, 1),
    holding=st.booleans(),
    found=st.lists(CUES, max_size=3).map(tuple),
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.just(ClockEnded()),
    st.builds(TrustSet, seat=SEATS, value=st.integers(0, 100), reason=st.text()),
    st.builds(
        CrowdActed,
        beat=st.integers(1),
        counts=st.lists(COUNTS, max_size=3).map(tuple),
        trust=SHARES,
        heat=SHARES,
        tick=st.integers(0),
        mentions=st.tuples(*(st.integers(0, 10**9) for _ in range(3))),
        mark=st.none() | st.text(max_size=16),
    ),
    st.builds(PostJudged, post=POSTS, seat=SEATS, intent=INTENTS),
    st.builds(PostRead, post=POSTS, gist=GISTS),
    st.builds(DraftRevised, draft=DRAFTS, seat=SEATS, text=st.text(), intent=st.none() | INTENTS),
    st.builds(CrowdShocked, seat=SEATS, fades=st.none() | SHARES, why=st.text(), by=SHARES),
)
ENTRIES = st.builds(
    Entry,
    seq=st.integers(1).map(Seq),
    at=st.integers(0),
    by=SEATS,
    ask=st.text(max_size=40),
    tag=st.integers(0, 2**32 - 1),
    events=st.lists(EVENTS, max_size=4).map(tuple),
)


@given(ENTRIES)
def test_an_entry_comes_back_as_it_went(entry: Entry) -> None:
    data = encode(entry)
    assert decode(entry.seq, data) == entry
    assert (seq_of(data), tag_of(data)) == (entry.seq, entry.tag)
    assert b"\n" not in data


def test_an_entry_is_compact_and_says_what_happened() -> None:
    assert encode(an_entry(3, "hi", ask="a1")) == (
        b'{"seq":3,"tag":30,"at":1003,"by":"anna","ask":"a1","events":'
        b'[{"chat":"c3","seat":"anna","text":"hi","kind":"chat.said"}]}'
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"seq":4,"tag":1,"at":1,"by":"x","ask":"","events":[]}',
        b'{"seq":3,"tag":1,"at":1,"by":"x","ask":"","events":[{"kind":"no.such"}]}',
        b'{"seq":3,"tag":1,"at":1,"by":"x","ask":"","events":[{"kind":"chat.said"}]}',
        b'{"seq":3,"tag":1,"at":1,"by":"x","ask":"","events":[7]}',
        b'{"seq":3,"tag":1,"at":"soon","by":"x","ask":"","events":[]}',
    ],
)
def test_what_nobody_can_read_is_named_with_its_number(data: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        decode(Seq(3), data)
    assert fault.value.seq == 3


@pytest.mark.trust(28)
def test_a_poisoned_entry_keeps_its_number_and_raises_the_alarm(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="app.store.codec"):
        entry = unpack(poison(7))
    assert (entry.seq, entry.tag, entry.by, entry.events) == (7, 7, UNREADABLE, ())
    assert "entry 7 is unreadable" in caplog.text


def test_an_event_of_an_older_kind_is_brought_up_step_by_step() -> None:
    def renamed(raw: Raw) -> Raw:
        return {"kind": "post.erased.2", "post": raw["id"]}

    def rekinded(raw: Raw) -> Raw:
        return {**raw, "kind": "post.deleted"}

    old = b'{"seq":3,"tag":1,"at":1,"by":"x","ask":"","events":[{"kind":"post.erased","id":"p1"}]}'
    entry = decode(Seq(3), old, {"post.erased": renamed, "post.erased.2": rekinded})
    assert entry.events == (PostDeleted(post=PostId("p1")),)


def test_a_field_added_later_takes_its_default_in_older_entries() -> None:
    old = (
        b'{"seq":1,"tag":1,"at":1,"by":"x","ask":"","events":'
        b'[{"chat":"c1","seat":"s","text":"t","kind":"chat.said","gone":1}]}'
    )
    entry = unpack(Packed(Seq(1), old))
    assert isinstance(entry.events[0], ChatSaid)


def test_an_entry_from_before_intents_and_storms_is_read_as_one_without_them() -> None:
    old = (
        b'{"seq":9,"tag":1,"at":1,"by":"brand-comms","ask":"a1","events":['
        b'{"draft":"d1","seat":"brand-comms","text":"Sorry.","reply_to":"p1","posture":"answers",'
        b'"cites":["f1"],"kind":"draft.opened"},'
        b'{"draft":"d1","seat":"brand-comms","text":"So sorry.","posture":"initiates","cites":[],'
        b'"kind":"draft.revised"},'
        b'{"post":"p4","author":"northair","byline":{"name":"North Air","followers":9,"verified":true},'
        b'"text":"So sorry.","reply_to":"p1","quote":null,"posture":"initiates","cites":["f1"],'
        b'"origin":{"sort":"human","seat":"brand-comms","inject":null,"stance":null},"kind":"post.published"},'
        b'{"beat":3,"counts":[["p1",5,2,3,900]],"trust":60.0,"heat":20.5,"kind":"crowd.acted"}]}'
    )
    opened, revised, published, acted = decode(Seq(9), old).events
    assert isinstance(opened, DraftOpened)
    assert isinstance(revised, DraftRevised)
    assert isinstance(published, PostPublished)
    assert isinstance(acted, CrowdActed)
    assert (opened.intent, revised.intent, published.intent) == (None, None, None)
    assert published.origin == Origin(sort="human", seat=SeatId("brand-comms"))
    assert (acted.tick, acted.mentions, acted.mark) == (0, (0, 0, 0), None)
