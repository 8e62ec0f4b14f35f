"""The protocol as documents: JSON Schema for the browser's types, AsyncAPI for people.

`python -m app.wire.schema` prints the JSON Schema that the TypeScript types are made from.
"""

import json
import sys
from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter

from app.dryrun.report import DryRun
from app.exchange.told import ToldSheet
from app.feed.two_stories import TwoStories
from app.rehearsal.commands import PlayerCommand
from app.review.side_by_side import SideBySide
from app.review.story import Review
from app.review.trends import Trends
from app.view.lens import Lenses
from app.wire import frames
from app.wire.asks import ClientMessage

ServerMessage = Annotated[
    frames.Welcome
    | frames.EventFrame
    | frames.Done
    | frames.RefusedFrame
    | frames.Now
    | frames.Presence
    | frames.Counters
    | frames.MoodFrame
    | frames.Listening
    | frames.Contradicted
    | frames.CheckedFrame
    | frames.Armed
    | frames.Pong
    | frames.Bye,
    Field(discriminator="type"),
]

Schema = dict[str, Any]


def json_schema() -> Schema:
    """One JSON Schema: what goes over the wire, and what a review, dry run or sheet is shown from."""
    roots, document = TypeAdapter.json_schemas(
        [
            ("ServerMessage", "serialization", TypeAdapter(ServerMessage)),
            ("ClientMessage", "validation", TypeAdapter(ClientMessage)),
            ("Review", "serialization", TypeAdapter(Review)),
            ("Trends", "serialization", TypeAdapter(Trends)),
            ("SideBySide", "serialization", TypeAdapter(SideBySide)),
            ("Lenses", "serialization", TypeAdapter(Lenses)),
            ("TwoStories", "serialization", TypeAdapter(TwoStories)),
            ("DryRun", "serialization", TypeAdapter(DryRun)),
            ("ToldSheet", "serialization", TypeAdapter(ToldSheet)),
        ],
        ref_template="#/definitions/{model}",
    )
    definitions: dict[str, Schema] = dict(document["$defs"])
    named = {str(key): schema for (key, _), schema in roots.items()}
    for name, schema in named.items():
        definitions.setdefault(name, schema)
    for name, schema in definitions.items():
        _tighten(schema, written=_is_command(name, schema))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Wire",
        "type": "object",
        "additionalProperties": False,
        "required": list(named),
        "properties": {name: {"$ref": f"#/definitions/{name}"} for name in named},
        "definitions": dict(sorted(definitions.items())),
    }


_WRITTEN_BY_CLIENTS = {"Enter", "Resume", "Ask", "Ping", "Typing", "Resync", "Leave"}


def _is_command(name: str, schema: Schema) -> bool:
    """Whether clients write it, so that what has a default may be left out."""
    kind = schema.get("properties", {}).get("kind", {}).get("const")
    return name in _WRITTEN_BY_CLIENTS or (isinstance(kind, str) and kind in _COMMAND_KINDS)


def _command_kinds() -> frozenset[str]:
    return frozenset(one.__dataclass_fields__["kind"].default for one in get_args(PlayerCommand))


_COMMAND_KINDS = _command_kinds()


def _tighten(schema: Schema, *, written: bool) -> None:
    """Closed objects with every field the server always sends required; no field titles."""
    properties: dict[str, Schema] | None = schema.get("properties")
    if properties is None:
        return
    schema.pop("title", None)
    schema["additionalProperties"] = False
    always = [name for name, field in properties.items() if not written or "const" in field]
    schema["required"] = sorted({*schema.get("required", []), *always})
    for field in properties.values():
        field.pop("title", None)
        field.pop("default", None)


def asyncapi(version: str) -> Schema:
    """The AsyncAPI 3.0 document of `squall.v1`."""
    schema = json_schema()
    text = json.dumps(schema["definitions"]).replace("#/definitions/", "#/components/schemas/")
    schemas: dict[str, Schema] = json.loads(text)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Squall live feed",
            "version": version,
            "description": (
                "Subprotocol squall.v1. Every frame, both ways, is a JSON array of messages. "
                "The first frame is `enter` with a ticket from POST /api/rehearsals/{id}/ticket."
            ),
        },
        "servers": {"here": {"host": "localhost:8000", "protocol": "ws", "description": "This server"}},
        "channels": {
            "live": {
                "address": "/live/{rehearsal}",
                "parameters": {"rehearsal": {"description": "The rehearsal's id"}},
                "messages": {
                    "said": {"$ref": "#/components/messages/said"},
                    "asked": {"$ref": "#/components/messages/asked"},
                },
            }
        },
        "operations": {
            "watch": {
                "action": "send",
                "channel": {"$ref": "#/channels/live"},
                "messages": [{"$ref": "#/channels/live/messages/said"}],
            },
            "ask": {
                "action": "receive",
                "channel": {"$ref": "#/channels/live"},
                "messages": [{"$ref": "#/channels/live/messages/asked"}],
            },
        },
        "components": {
            "messages": {
                "said": {
                    "title": "What the server says",
                    "payload": {
                        "type": "array",
                        "items": {"$ref": "#/components/schemas/ServerMessage"},
                    },
                },
                "asked": {
                    "title": "What a client says",
                    "payload": {
                        "type": "array",
                        "items": {"$ref": "#/components/schemas/ClientMessage"},
                    },
                },
            },
            "schemas": schemas,
        },
    }


def main() -> None:
    """Print the JSON Schema."""
    json.dump(json_schema(), sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
