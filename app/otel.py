"""Traces by OpenTelemetry, for whoever names a collector in the environment and installed `squall[otel]`.

The names of the environment are OpenTelemetry's own: OTEL_EXPORTER_OTLP_ENDPOINT says where, and nothing is
sent without it. A fault is told by its sort alone, as in the diary.
"""

import logging
from asyncio import CancelledError
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING

from anyio import to_thread
from structlog.contextvars import bound_contextvars

from app.rehearsal.refusals import Refused
from app.tracing import NOTHING, Facts, Traces, Untold

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span as TheirSpan

WHERE = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
HOW = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
SPOKEN = "http/protobuf"
LAST_WITHIN = 2.0
"""Seconds a server that stops gives a collector to take the last spans."""
EXPECTED = (Refused, CancelledError)
"""Ways a block may end that are no fault."""

_logger = logging.getLogger(__name__)


def provider_named(environment: Mapping[str, str], node: str, version: str) -> "TracerProvider | None":
    """What sends spans to the collector the environment names; None where it names none.

    Says so where one is named and cannot be sent to: a drill does not stand still for that.
    """
    if not _asked(environment):
        return None
    if find_spec("opentelemetry.sdk") is None:
        _logger.warning("a collector of traces is named, and squall[otel] is not installed: nothing is sent")
        return None
    if (protocol := _first(environment, HOW) or SPOKEN) != SPOKEN:
        _logger.warning("traces are sent by %s, not by %s: nothing is sent", SPOKEN, protocol)
        return None
    # Only now: whoever names no collector pays for none of this.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    who = {"service.version": version, "service.instance.id": node}
    if not environment.get("OTEL_SERVICE_NAME") and "service.name" not in _attributes(environment):
        who["service.name"] = "squall"
    provider = TracerProvider(resource=Resource.create(who), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


class Told:
    """Spans as OpenTelemetry takes them down; whatever is written in the diary meanwhile names its trace."""

    def __init__(self, provider: "TracerProvider") -> None:
        self._tracer = provider.get_tracer("squall")

    @contextmanager
    def span(self, name: str, facts: Facts = NOTHING, /, *, began: int | None = None) -> Iterator["Working"]:
        """Take down what the block does."""
        with self._tracer.start_as_current_span(
            name, attributes=facts, start_time=began, record_exception=False, set_status_on_exception=False
        ) as span:
            working = Working(span)
            with bound_contextvars(**working.named()):
                try:
                    yield working
                except BaseException as fault:
                    working.failed(fault)
                    raise

    def past(self, name: str, began: int, ended: int) -> None:
        """Take down what is over."""
        self._tracer.start_span(name, start_time=began).end(ended)


class Working:
    """A span that is open."""

    def __init__(self, span: "TheirSpan") -> None:
        self._span = span

    def note(self, facts: Facts) -> None:
        self._span.set_attributes(facts)

    def rename(self, name: str) -> None:
        self._span.update_name(name)

    def named(self) -> dict[str, str]:
        """What lines of the diary say of it: nothing where it is not among those that are sent."""
        if not self._span.is_recording():
            return {}
        context = self._span.get_span_context()
        return {"trace_id": f"{context.trace_id:032x}", "span_id": f"{context.span_id:016x}"}

    def failed(self, fault: BaseException) -> None:
        """Name the sort of a fault, and nothing of its words."""
        if isinstance(fault, EXPECTED):
            return
        from opentelemetry.trace import StatusCode  # noqa: PLC0415 (only where it is installed)

        self._span.set_status(StatusCode.ERROR)
        self._span.set_attribute("error.type", type(fault).__name__)


@asynccontextmanager
async def collected(environment: Mapping[str, str], node: str, version: str) -> AsyncIterator[Traces]:
    """Traces to the collector the environment names, if it names one, for as long as the block lasts."""
    provider = provider_named(environment, node, version)
    if provider is None:
        yield Untold()
        return
    try:
        yield Told(provider)
    finally:
        # By a thread that nobody waits for at the end: a dead collector must not keep the server.
        leaving = Thread(target=provider.shutdown, name="last spans", daemon=True)
        leaving.start()
        await to_thread.run_sync(leaving.join, LAST_WITHIN)


def _asked(environment: Mapping[str, str]) -> bool:
    off = environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true"
    by = environment.get("OTEL_TRACES_EXPORTER", "otlp").strip().lower()
    return bool(_first(environment, WHERE)) and not off and by == "otlp"


def _first(environment: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((said for name in names if (said := environment.get(name, "").strip())), "")


def _attributes(environment: Mapping[str, str]) -> set[str]:
    said = environment.get("OTEL_RESOURCE_ATTRIBUTES", "")
    return {pair.partition("=")[0].strip() for pair in said.split(",")}
