"""What the interface's description says of answers that are written as bytes, found out when it is read.

FastAPI would find out while the program starts, which takes a tenth of a start, and has no use for it.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from app.adapters import adapter_of
from app.review.story import Review
from app.view.lens import Lenses

WRITTEN: Final[Mapping[str, type]] = {
    "/api/rehearsals/{rehearsal}/review": Review,
    "/api/shared/review": Review,
    "/api/rehearsals/{rehearsal}/lens/{lens}": Lenses,
    "/api/shared/lens/{lens}": Lenses,
}
"""By path, what its GET answers with."""


def describe(openapi: dict[str, Any]) -> None:
    """Add the schemas of those answers to an OpenAPI document."""
    kinds = {kind.__name__: kind for kind in WRITTEN.values()}
    schemas, shared = TypeAdapter.json_schemas(
        [(name, "serialization", adapter_of(kind)) for name, kind in kinds.items()],
        ref_template="#/components/schemas/{model}",
    )
    components = openapi.setdefault("components", {}).setdefault("schemas", {})
    components |= shared.get("$defs", {})
    for path, kind in WRITTEN.items():
        answer = openapi["paths"][path]["get"]["responses"]["200"]
        answer["content"] = {"application/json": {"schema": schemas[kind.__name__, "serialization"]}}
