"""What the interface's description says that FastAPI cannot know: refusals, and answers written as bytes.

It is found out when the description is read: it takes a tenth of a start, and serving has no use for it.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from app.adapters import adapter_of
from app.review.story import Review
from app.view.lens import Lenses
from app.web import problems

WRITTEN: Final[Mapping[str, type]] = {
    "/api/rehearsals/{rehearsal}/review": Review,
    "/api/shared/review": Review,
    "/api/rehearsals/{rehearsal}/lens/{lens}": Lenses,
    "/api/shared/lens/{lens}": Lenses,
}
"""By path, what its GET answers with."""


REFUSAL: Final = {
    "description": "Why not, as a code for programs and in words.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
}


def describe(openapi: dict[str, Any]) -> None:
    """Complete an OpenAPI document."""
    for path, operations in openapi["paths"].items():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            if path.startswith("/api/"):
                operation["responses"]["default"] = REFUSAL
    components = openapi.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        components.pop(unused, None)
    components["Refusal"] = {
        "type": "object",
        "required": ["code", "detail"],
        "properties": {"code": {"enum": list(problems.STATUS)}, "detail": {"type": "string"}},
        "additionalProperties": False,
    }
    _describe_written(openapi, components)


def _describe_written(openapi: dict[str, Any], components: dict[str, Any]) -> None:
    """Add the schemas of answers that are written as bytes."""
    kinds = {kind.__name__: kind for kind in WRITTEN.values()}
    schemas, shared = TypeAdapter.json_schemas(
        [(name, "serialization", adapter_of(kind)) for name, kind in kinds.items()],
        ref_template="#/components/schemas/{model}",
    )
    components |= shared.get("$defs", {})
    for path, kind in WRITTEN.items():
        answer = openapi["paths"][path]["get"]["responses"]["200"]
        answer["content"] = {"application/json": {"schema": schemas[kind.__name__, "serialization"]}}
