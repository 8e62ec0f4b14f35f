"""What a browser says is read strictly: understood, misread and said so, or no frame at all."""

import json
from dataclasses import asdict
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.feed.intent import Intent
from app.rehearsal.commands import OpenDraft, PlayerCommand, SayInChat, SetTrust
from app.wire.asks import (
    MOST_BYTES,
    MOST_DEPTH,
    MOST_MESSAGES,
    Ask,
    BadFrame,
    Enter,
    Leave,
    Misread,
    Ping,
    Resync,
    Typing,
    read_frame,
)
from app.wire.frames import RefusedFrame
from tests.rehearsal.plausible import ASKERS, a_full_drill, plausible

REFUSED: TypeAdapter[RefusedFrame] = TypeAdapter(RefusedFrame)
SERVER_ONLY = ("seat.take", "skipped.report", "clock.rebase", "post.read", "crowd.act")
KINDS = sorted(command.__dataclass_fields__["kind"].default for command in get_args(PlayerCommand))


def ask(command: dict[str, Any], name: str = "a1") -> str:
    return json.dumps([{"type": "ask", "ask": name, "command": command}])


def one(text: str) -> Any:
    (message,) = read_frame(text)
    return message


def misread(text: str) -> Misread:
    message = one(text)
    assert isinstance(message, Misread)
    # Whatever is answered must go over the wire.
    assert REFUSED.dump_json(RefusedFrame(ask=message.ask or "", code="invalid", detail=message.detail))
    return message


@pytest.mark.parametrize("kind", KINDS)
def test_every_command_of_a_player_is_read_as_it_was_meant(kind: str) -> None:
    drill = a_full_drill()
    for by in ASKERS.values():
        command = plausible(kind, by, drill.rehearsal)
        assert one(ask(json.loads(json.dumps(asdict(command))))) == Ask(ask="a1", command=command)  # type: ignore[arg-type]


def test_an_intent_needs_only_its_strategies() -> None:
    command = {
        "kind": "draft.open",
        "text": "We were wrong.",
        "intent": {"strategies": ["apology", "explain"]},
    }
    meant = Intent(strategies=("apology", "explain"), tone="plain", target="thread")
    assert one(ask(command)) == Ask(ask="a1", command=OpenDraft(text="We were wrong.", intent=meant))


@pytest.mark.parametrize("kind", SERVER_ONLY)
def test_what_only_the_server_asks_cannot_come_over_a_socket(kind: str) -> None:
    drill = a_full_drill()
    command = asdict(plausible(kind, ASKERS["desk"], drill.rehearsal))
    assert misread(ask(command)).ask == "a1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"type": "enter", "ticket": "t", "tab": "x"}]', Enter(ticket="t", tab="x")),
        ('[{"type": "ping", "c0": 12.5}]', Ping(c0=12.5)),
        ('[{"type": "typing", "where": "room"}]', Typing(where="room")),
        ('[{"type": "resync"}]', Resync()),
        ('[{"type": "leave", "later": [1]}]', Leave()),
    ],
)
def test_the_other_messages_are_read_and_unknown_fields_ignored(text: str, message: object) -> None:
    assert one(text) == message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "{}",
        "5",
        "null",
        '"[]"',
        "[1,]",
        '[{"type": "ping", "c0": NaN}]',
        '[{"type": "ping", "c0": Infinity}]',
        '[{"type": "ping", "c0": 1e999}]',
        '[{"type": "ping", "c0": -1e999}]',
        '[{"type": "ping", "c0": 12345678901234567}]',
        '[{"type": "ping", "c0": ' + "9" * 5_000 + "}]",
        "\ud800",
        "[" * 10_000,
        "[" * 5_000 + "]" * 5_000,
        '[{"a":' * 8_000,
    ],
)
def test_what_is_no_array_of_messages_is_no_frame(text: str) -> None:
    with pytest.raises(BadFrame):
        read_frame(text)


def test_a_frame_is_so_many_bytes_and_not_characters() -> None:
    blank = ask({"kind": "chat.say", "text": ""})
    fits = ask({"kind": "chat.say", "text": "x" * (MOST_BYTES - len(blank))})
    assert len(fits.encode()) == MOST_BYTES
    assert isinstance(one(fits), Ask)
    with pytest.raises(BadFrame, match="bytes"):
        read_frame(fits.replace("x", "xx", 1))
    wide = json.dumps([{"type": "leave", "text": "ß" * (MOST_BYTES // 2)}], ensure_ascii=False)
    assert len(wide) < MOST_BYTES
    with pytest.raises(BadFrame, match="bytes"):
        read_frame(wide)


@pytest.mark.trust(17)
def test_a_frame_is_so_deep() -> None:
    def nested(depth: int) -> str:
        return '[{"type": "leave", "x": ' + "[" * (depth - 2) + "]" * (depth - 2) + "}]"

    assert isinstance(one(nested(MOST_DEPTH)), Leave)
    with pytest.raises(BadFrame, match="deep"):
        read_frame(nested(MOST_DEPTH + 1))


def test_brackets_inside_words_are_no_depth() -> None:
    words = 'a "[[[[[[[[[[[[" \\ b ]]}}'
    assert one(ask({"kind": "chat.say", "text": words})) == Ask(ask="a1", command=SayInChat(text=words))


def test_a_frame_holds_so_many_messages() -> None:
    assert len(read_frame(json.dumps([{"type": "leave"}] * MOST_MESSAGES))) == MOST_MESSAGES
    with pytest.raises(BadFrame, match="array"):
        read_frame(json.dumps([{"type": "leave"}] * (MOST_MESSAGES + 1)))


@pytest.mark.trust(17)
@pytest.mark.parametrize(
    "message", [5, None, [], "leave", {}, {"type": "fly"}, {"type": ["leave"]}, {"type": None}]
)
def test_a_message_of_no_known_type_is_misread(message: object) -> None:
    assert misread(json.dumps([message])).ask is None


@pytest.mark.parametrize(
    "command",
    [
        {},
        {"kind": "post.fly"},
        {"kind": 5},
        {"kind": "chat.say"},
        {"kind": "chat.say", "text": 5},
        {"kind": "trust.set", "value": "much"},
        {"kind": "trust.set", "value": 1.5},
        {"kind": "clock.jump", "to": 60, "passed": "forget"},
        {"kind": "post.publish", "author": "row22", "text": "?", "posture": "attacks"},
        {"kind": "draft.open", "text": "?", "cites": "f1"},
        {"kind": "draft.open", "text": "?", "intent": "apology"},
        {"kind": "draft.open", "text": "?", "intent": {"strategies": ["silence"]}},
        {"kind": "draft.open", "text": "?", "intent": {"strategies": ["apology"], "tone": "loud"}},
        {"kind": "post.judge", "post": "p1"},
        {"kind": "post.judge", "post": "p1", "intent": None},
        {"kind": "crowd.shock", "on": "weather", "by": 0.5},
        {"kind": "crowd.shock", "on": "anger", "by": "much"},
        {"kind": "crowd.dial", "dial": "speed", "value": 1},
    ],
)
def test_a_faulty_command_is_misread_under_its_asks_id(command: dict[str, Any]) -> None:
    assert misread(ask(command)).ask == "a1"


@pytest.mark.parametrize("name", ["", "x" * 65, "a b", "a\n", "ä", "../../x"])
def test_an_asks_id_is_a_short_plain_word(name: str) -> None:
    assert misread(ask({"kind": "seat.leave"}, name)).ask == (name if len(name) <= 64 else None)


@pytest.mark.parametrize("name", [None, 5, ["a"]])
def test_what_is_no_word_is_not_said_back(name: object) -> None:
    message = [{"type": "ask", "ask": name, "command": {"kind": "seat.leave"}}]
    assert misread(json.dumps(message)).ask is None


HALF = "\ud800"


@pytest.mark.trust(17)
@pytest.mark.parametrize(
    "message",
    [
        {"type": "ask", "ask": "a1", "command": {"kind": "chat.say", "text": HALF}},
        {"type": "ask", "ask": "a1", "command": {"kind": "post.like", "post": HALF, "by": "row22"}},
        {"type": "ask", "ask": HALF, "command": {"kind": "seat.leave"}},
        {"type": "ask", "ask": "a1", "command": {"kind": HALF}},
        {"type": "enter", "ticket": "t", "tab": HALF},
        {
            "type": "enter",
            "ticket": "t",
            "tab": "x",
            "resume": {"epoch": "e", "at": {HALF: [1, 2]}, "secret": "s"},
        },
    ],
)
def test_half_a_character_never_gets_in(message: dict[str, Any]) -> None:
    assert "surrogate" in misread(json.dumps([message])).detail


def test_whole_characters_of_two_halves_do() -> None:
    text = '[{"type": "ask", "ask": "a1", "command": {"kind": "chat.say", "text": "\\ud83d\\ude00"}}]'
    assert one(text) == Ask(ask="a1", command=SayInChat(text="\U0001f600"))


def test_a_good_message_beside_a_bad_one_is_read() -> None:
    good = {"type": "ask", "ask": "a2", "command": {"kind": "trust.set", "value": 40}}
    first, second = read_frame(json.dumps([{"type": "fly"}, good]))
    assert isinstance(first, Misread)
    assert second == Ask(ask="a2", command=SetTrust(value=40))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.trust(17)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=40) | ANY_JSON.map(json.dumps) | st.lists(ANY_JSON, max_size=3).map(json.dumps))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    try:
        messages = read_frame(text)
    except BadFrame:
        return
    assert len(messages) <= MOST_MESSAGES


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(KINDS), st.dictionaries(st.sampled_from(["text", "post", "by", "to", "value"]), ANY_JSON)
)
def test_no_command_at_all_breaks_the_reader(kind: str, fields: dict[str, Any]) -> None:
    try:
        (message,) = read_frame(ask({**fields, "kind": kind}))
    except BadFrame:
        return
    assert isinstance(message, Ask | Misread)
