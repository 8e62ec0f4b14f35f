"""The protocol as documents: whole, closed, and true of what is really sent."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args

import jsonschema
import pytest
from pydantic import TypeAdapter

from app.ids import InjectId, ParticipantId, RehearsalId, View
from app.rehearsal.checking import Checked
from app.rehearsal.commands import PlayerCommand
from app.rehearsal.conditions import Gauge
from app.rehearsal.events import Event
from app.rehearsal.refusals import Code
from app.rehearsal.seats import ROLES, may_ask
from app.rehearsal.storm import Sample
from app.review.build import review_of
from app.review.story import Review
from app.view.own import seat_snapshot
from app.view.snapshot import role_snapshot, shown_clock
from app.wire import frames
from app.wire.schema import ServerMessage, asyncapi, json_schema
from tests.build import BEGAN, a_drill
from tests.everything import everything
from tests.rehearsal.plausible import ASKERS, a_full_drill, plausible
from tests.view.showing import frames_of, views_of

SERVER: TypeAdapter[Any] = TypeAdapter(ServerMessage)
REVIEWS: TypeAdapter[Review] = TypeAdapter(Review)


@cache
def schema_of_all() -> dict[str, Any]:
    return json_schema()


def definitions() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = schema_of_all()["definitions"]
    return found


@cache
def validator(root: str) -> jsonschema.Draft7Validator:
    """One definition of the schema, to hold values against."""
    return jsonschema.Draft7Validator({"$ref": f"#/definitions/{root}", "definitions": definitions()})


def check(root: str, value: object) -> None:
    """Hold a value against one definition of the schema."""
    validator(root).validate(value)


def parts(schema: object) -> Iterator[dict[str, Any]]:
    """Every object in a document, at any depth."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


def resolved(document: dict[str, Any], reference: str) -> object:
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


@pytest.mark.parametrize("made", [schema_of_all, lambda: asyncapi("1.2.3")], ids=["json schema", "asyncapi"])
def test_every_reference_leads_somewhere(made: Callable[[], dict[str, Any]]) -> None:
    document = made()
    references = [part["$ref"] for part in parts(document) if isinstance(part.get("$ref"), str)]
    assert len(references) > 100
    assert all(reference.startswith("#/") for reference in references)
    assert all(isinstance(resolved(document, reference), dict) for reference in references)


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(schema_of_all())
    told = {
        "ServerMessage",
        "ClientMessage",
        "Lenses",
        "Review",
        "Trends",
        "SideBySide",
        "TwoStories",
        "DryRun",
    }
    told |= {"ToldSheet"}
    assert set(schema_of_all()["properties"]) == told


def test_every_object_is_closed() -> None:
    objects = {name: schema for name, schema in definitions().items() if "properties" in schema}
    assert len(objects) > 100
    assert [name for name, schema in objects.items() if schema["additionalProperties"] is not False] == []


def test_what_the_server_sends_it_always_sends_whole() -> None:
    for event in get_args(Event):
        schema = definitions()[event.__name__]
        assert schema["required"] == sorted(schema["properties"]), event


def test_what_a_client_may_leave_out_is_not_required() -> None:
    assert definitions()["PublishPost"]["required"] == ["author", "kind", "text"]
    assert definitions()["Ask"]["required"] == ["ask", "command", "type"]
    assert definitions()["Enter"]["required"] == ["tab", "ticket", "type"]


def test_every_kind_of_command_and_event_is_in_it() -> None:
    for one in (*get_args(Event), *get_args(PlayerCommand)):
        assert (
            definitions()[one.__name__]["properties"]["kind"]["const"]
            == one.__dataclass_fields__["kind"].default
        )


def test_every_frame_of_a_drill_is_as_the_schema_says() -> None:
    drill = everything()
    for view in views_of(drill.rehearsal):
        for frame in frames_of(drill.log, view):
            check("ServerMessage", json.loads(frame))


def test_every_snapshot_is_as_the_schema_says() -> None:
    rehearsal = everything().rehearsal
    for seat in rehearsal.seats.values():
        welcome = frames.Welcome(
            you=frames.You(
                rehearsal=RehearsalId("r1"),
                seat=seat.id,
                role=seat.role,
                position=seat.position,
                name="Sam",
                participant=ParticipantId("sam"),
                host=False,
                personas=rehearsal.accounts_of(seat),
                can=tuple(may_ask(seat, rehearsal.plan)),
            ),
            epoch="e1",
            at={View(seat.role): (3, 99), seat.view: (0, 0)},
            mode="snapshot",
            clock=shown_clock(rehearsal.clock),
            now=BEGAN,
            secret="s",
            snapshot=frames.Snapshot(
                role=role_snapshot(rehearsal, View(seat.role)), seat=seat_snapshot(rehearsal, seat)
            ),
        )
        check("ServerMessage", json.loads(SERVER.dump_json(welcome)))
    assert {seat.role for seat in rehearsal.seats.values()} == set(ROLES)


def test_the_small_messages_are_as_the_schema_says() -> None:
    clock = shown_clock(a_drill().rehearsal.clock)
    for message in (
        frames.Done(ask="a1", n={View("critic"): 4}, made=("p1",)),
        *(frames.RefusedFrame(ask="a1", code=code, detail="?") for code in get_args(Code)),
        frames.Now(clock=clock, now=BEGAN, epoch="e1", at={}),
        frames.Presence(seats=(frames.PresentSeat(seat=ASKERS["critic"], here=True),), observers=2),
        frames.Counters(posts=()),
        frames.MoodFrame(sample=Sample(t=1.0, trust=50.0, heat=5.0, reach=9, posts=1)),
        frames.Armed(cues=((InjectId("i1"), (Gauge(what="silence", value=4.0, wanted=60.0, holds=False),)),)),
        frames.Contradicted(posts=()),
        frames.CheckedFrame(checks=(Checked(item="1.1", mark="S", said="late", final=True),)),
        frames.Pong(c0=1.5, s1=BEGAN, s2=BEGAN),
        frames.Bye(code=4001, reason="this server is restarting"),
    ):
        check("ServerMessage", json.loads(SERVER.dump_json(message)))


def test_every_ask_is_as_the_schema_says() -> None:
    drill, commands = a_full_drill(), TypeAdapter[PlayerCommand](PlayerCommand)
    for kind in sorted(command.__dataclass_fields__["kind"].default for command in get_args(PlayerCommand)):
        command = plausible(kind, ASKERS["comms"], drill.rehearsal)
        said = json.loads(commands.dump_json(command))  # type: ignore[arg-type]
        check("ClientMessage", {"type": "ask", "ask": "a1", "command": said})


def test_a_review_is_as_the_schema_says() -> None:
    check("Review", json.loads(REVIEWS.dump_json(review_of(everything().log))))


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "fly"},
        {"type": "pong", "c0": 1, "s1": 2},
        {"type": "pong", "c0": 1, "s1": 2, "s2": 3, "s3": 4},
        {"type": "refused", "ask": "a", "code": "why", "detail": "", "retry": "never", "after_ms": 0},
    ],
)
def test_the_schema_refuses_what_is_not_said(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check("ServerMessage", wrong)


def test_the_asyncapi_document_names_where_and_what() -> None:
    document = asyncapi("1.2.3")
    assert (document["asyncapi"], document["info"]["version"]) == ("3.0.0", "1.2.3")
    assert document["channels"]["live"]["address"] == "/live/{rehearsal}"
    named = set(document["channels"]["live"]["parameters"])
    assert named == {"rehearsal"}
    for operation in document["operations"].values():
        assert operation["action"] in ("send", "receive")
        assert all(resolved(document, message["$ref"]) for message in operation["messages"])
    assert json.loads(json.dumps(document)) == document
