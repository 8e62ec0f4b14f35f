"""Traces: what is told to a collector and to nobody else, and never in anybody's words."""

import asyncio
import io
import json
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span as SentSpan
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF
from structlog.stdlib import ProcessorFormatter

from app import diary, otel
from app.ids import DESK, ParticipantId
from app.live.meters import Meters
from app.live.room import Room
from app.otel import Told
from app.rehearsal.commands import SayInChat, TakeSeat
from app.rehearsal.refusals import Refused
from app.store.memory_log import MemoryLog
from app.tracing import Untold
from tests.build import brand
from tests.live.conftest import ID, log_of
from tests.people import Person
from tests.serving import ServerProcess

DANA = TakeSeat(role="facilitator", participant=ParticipantId("canary-name"), name="canary-name")
SAID = ("canary-name", "canary-chat", "canary-path", "canary-referer", "Canaria", "Canario")
LOGGER = logging.getLogger("app.somewhere")


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def told(spans: InMemorySpanExporter) -> Told:
    return Told(provider(spans))


def provider(spans: InMemorySpanExporter) -> TracerProvider:
    made = TracerProvider(shutdown_on_exit=False)
    made.add_span_processor(SimpleSpanProcessor(spans))
    return made


def tree(spans: InMemorySpanExporter) -> list[tuple[str, str]]:
    """Each span and the one it is part of, by name, in the order in which they ended."""
    ended = spans.get_finished_spans()
    names = {span.context.span_id: span.name for span in ended if span.context}
    return [(span.name, names[span.parent.span_id] if span.parent else "") for span in ended]


def facts(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


async def room_of(told: Told) -> Room:
    return await Room.open(await log_of("room", MemoryLog()), ID, Meters(told))


async def test_an_ask_is_one_trace_of_its_parts(told: Told, spans: InMemorySpanExporter) -> None:
    room = await room_of(told)
    answer = await room.ask(DESK, DANA)
    assert tree(spans) == [("decide", "ask"), ("append", "ask"), ("ask", "")]
    assert facts(spans.get_finished_spans()[-1]) == {
        "squall.command": "seat.take",
        "squall.by": DESK,
        "squall.rehearsal": ID,
        "squall.seq": answer.seq,
    }


async def test_a_refusal_is_told_by_its_code_and_is_no_fault(told: Told, spans: InMemorySpanExporter) -> None:
    room = await room_of(told)
    with pytest.raises(Refused):
        await room.ask(brand(), SayInChat(text="canary-chat" * 1_000))
    asked = spans.get_finished_spans()[-1]
    assert facts(asked)["squall.by"] == "seat"
    assert facts(asked)["squall.refusal"]
    assert asked.status.is_unset
    assert "canary" not in "".join(span.to_json() for span in spans.get_finished_spans())


def test_a_fault_is_told_by_its_sort_and_not_by_its_words(told: Told, spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="canary"), told.span("ask"):
        raise ValueError("canary-chat")
    (span,) = spans.get_finished_spans()
    assert not span.status.is_ok
    assert not span.status.is_unset
    assert facts(span) == {"error.type": "ValueError"}
    assert "canary" not in span.to_json()


def test_lines_written_meanwhile_name_the_trace_and_later_ones_do_not(
    told: Told, spans: InMemorySpanExporter
) -> None:
    first, second, third = written_within(told)
    (span,) = spans.get_finished_spans()
    assert span.context
    assert first["trace_id"] == f"{span.context.trace_id:032x}"
    assert first["span_id"] == f"{span.context.span_id:016x}"
    assert not {"trace_id", "span_id"} & second.keys()
    assert not {"trace_id", "span_id"} & third.keys()


def written_within(told: Told) -> list[dict[str, Any]]:
    """Lines written in a span, after it, and in one that is not sent."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(ProcessorFormatter(processors=diary.as_lines()))
    LOGGER.addHandler(handler)
    try:
        with told.span("ask"):
            LOGGER.warning("within")
        LOGGER.warning("after")
        with Told(TracerProvider(sampler=ALWAYS_OFF, shutdown_on_exit=False)).span("ask"):
            LOGGER.warning("not sent")
    finally:
        LOGGER.removeHandler(handler)
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"OTEL_SERVICE_NAME": "squall", "OTEL_TRACES_EXPORTER": "otlp"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_SDK_DISABLED": "true"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_TRACES_EXPORTER": "none"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
    ],
    ids=["empty", "nowhere", "disabled", "none", "grpc"],
)
async def test_without_a_collector_that_can_be_sent_to_nothing_is_told(environment: dict[str, str]) -> None:
    async with otel.collected(environment, "node-1", "0") as traces:
        assert isinstance(traces, Untold)


def test_whoever_names_no_collector_imports_nothing_of_it() -> None:
    look = (
        "import sys; from app import otel; assert otel.provider_named({}, 'n', '0') is None;"
        "print([name for name in sys.modules if name.startswith(('opentelemetry', 'google', 'requests'))])"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    ran = subprocess.run(
        [sys.executable, "-c", look], env=environment, check=True, capture_output=True, text=True
    )
    assert ran.stdout.strip() == "[]"


async def test_a_collector_that_never_answers_does_not_keep_a_server_that_stops() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        where = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{deaf.getsockname()[1]}",
            "OTEL_EXPORTER_OTLP_TIMEOUT": "15",
        }
        with pytest.MonkeyPatch.context() as patch:
            for name, value in where.items():
                patch.setenv(name, value)
            began = asyncio.get_running_loop().time()
            async with otel.collected(where, "node-1", "0") as traces:
                with traces.span("ask"):
                    pass
            assert asyncio.get_running_loop().time() - began < otel.LAST_WITHIN + 8


class Collector:
    """Takes what is sent to it on loopback, as any collector of OTLP over HTTP."""

    def __init__(self) -> None:
        taken = self.taken = list[ExportTraceServiceRequest]()

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = ExportTraceServiceRequest()
                sent.ParseFromString(self.rfile.read(int(self.headers["content-length"])))
                taken.append(sent)
                self.send_response(200 if self.path == "/v1/traces" else 404)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet: `taken` says it all."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"

    def spans(self) -> list[SentSpan]:
        return [
            span
            for sent in tuple(self.taken)
            for group in sent.resource_spans
            for scope in group.scope_spans
            for span in scope.spans
        ]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    try:
        yield made
    finally:
        made.close()


def named(span: SentSpan) -> dict[str, Any]:
    return {one.key: one.value.string_value or one.value.int_value for one in span.attributes}


async def test_a_collector_is_sent_every_part_of_a_drill_and_no_word_of_it(
    collector: Collector, tmp_path: Path
) -> None:
    where = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.base, "OTEL_BSP_SCHEDULE_DELAY": "200"}
    server = ServerProcess(tmp_path, environment=where).start()
    try:
        async with Person(server.base) as dana, Person(server.base) as mara:
            links = (await dana.start(mode="room", name="Canaria Danasdottir"))["links"]
            await mara.join(links["code"], "Canario Marason", "brand-comms")
            held = [links["code"], await mara.ticket(), *mara.http.cookies.values()]
            await dana.come()
            await mara.come()
            await dana.done("clock.start")
            await mara.done("chat.say", text="canary-chat")
            assert (await mara.ask("clock.pause", reason="canary-chat"))["type"] == "refused"
            await mara.http.get("/api/rehearsals/canary-path/review", headers={"referer": "canary-referer"})
            await until_sent(collector, lambda: any(conducted(span) for span in collector.spans()))
            await dana.done("clock.end")
            wanted = {"archive", "close out", "review"}
            await until_sent(collector, lambda: wanted <= {span.name for span in collector.spans()})
            rehearsal = dana.rehearsal
    finally:
        server.stop()

    spans = collector.spans()
    by_id = {span.span_id: span for span in spans}
    said = next(span for span in spans if named(span).get("squall.command") == "chat.say")
    assert named(said)["squall.rehearsal"] == rehearsal
    frame = by_id[said.parent_span_id]
    assert not frame.parent_span_id
    parts = {span.name for span in spans if span.trace_id == said.trace_id}
    assert parts == {"frame", "parse", "ask", "decide", "append", "done"}
    assert "forbidden" in {named(span).get("squall.refusal") for span in spans}
    assert not [span for span in spans if conducted(span) and span.parent_span_id]
    assert {"POST /api/join", "GET /api/rehearsals/{rehearsal}/review"} <= {span.name for span in spans}
    assert {"squall"} == {
        one.value.string_value
        for sent in collector.taken
        for one in sent.resource_spans[0].resource.attributes
        if one.key == "service.name"
    }

    everything = "".join(str(sent) for sent in collector.taken)
    assert not [secret for secret in (*SAID, *held) if secret in everything]
    traces = {span.trace_id.hex() for span in spans}
    lines = [json.loads(line) for line in server.written().splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["says"] == "request"]
    assert requests
    assert {line["trace_id"] for line in requests} <= traces


def conducted(span: SentSpan) -> bool:
    """Whether the conductor asked: for nobody's request."""
    return bool(named(span).get("squall.by") == "conductor")


async def until_sent(collector: Collector, there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not there():
        assert time.monotonic() < deadline, f"only {sorted({span.name for span in collector.spans()})}"
        await asyncio.sleep(0.1)
