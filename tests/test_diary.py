"""The diary says what happened and where, and never what anybody said or holds."""

import asyncio
import io
import json
import logging
import secrets
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from app import diary

LOGGER = logging.getLogger("app.somewhere")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """What the diary sets up is of the whole process."""
    root, ours = logging.getLogger(), logging.getLogger("app")
    kept, level, own, hook = root.handlers[:], root.level, ours.level, sys.excepthook
    yield
    root.handlers[:] = kept
    root.setLevel(level)
    ours.setLevel(own)
    sys.excepthook = hook
    logging.captureWarnings(capture=False)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def kept(form: diary.Form = "auto", level: diary.Level | None = None) -> io.StringIO:
    written = io.StringIO()
    diary.keep(level, form, stream=written)
    return written


def test_where_no_person_looks_on_every_line_is_one_json_object() -> None:
    written = kept()
    LOGGER.info("opened", extra={"fields": {"role": "brand"}})
    LOGGER.warning("two\nlines")
    first, second = lines(written)
    assert (first["level"], first["logger"], first["says"]) == ("info", "app.somewhere", "opened")
    assert first["role"] == "brand"
    assert second["says"] == "two\nlines"


def test_people_are_shown_what_is_wrong_and_no_more() -> None:
    written = kept("plain")
    LOGGER.info("opened")
    LOGGER.warning("no lease", extra={"fields": {"seconds": 3}})
    assert written.getvalue() == "WARNING app.somewhere: no lease seconds=3\n"


def test_a_line_names_its_request_and_its_rehearsal() -> None:
    written = kept()
    diary.begin("d1")
    LOGGER.info("opened")
    diary.work_for("")
    LOGGER.info("closed")
    first, second = lines(written)
    assert (len(first["request"]), first["rehearsal"]) == (12, "d1")
    assert not {"request", "rehearsal"} & second.keys()


async def test_what_one_task_is_named_names_no_line_of_another() -> None:
    written = kept()

    async def serve(rehearsal: str) -> str:
        diary.begin(rehearsal)
        await asyncio.sleep(0)
        LOGGER.info("served")
        return diary.request()

    named = await asyncio.gather(serve("d1"), serve("d2"))
    assert [(line["request"], line["rehearsal"]) for line in lines(written)] == list(
        zip(named, ("d1", "d2"), strict=True)
    )
    assert diary.request() not in named


@pytest.mark.parametrize("form", ["json", "plain"])
def test_what_a_library_attaches_to_its_lines_is_left_out(form: diary.Form) -> None:
    written = kept(form)
    logging.getLogger("uvicorn.error").error(
        "it failed", extra={"socket": "a post", "color_message": "a post"}
    )
    assert "it failed" in written.getvalue()
    assert "a post" not in written.getvalue()


@pytest.mark.parametrize("form", ["json", "plain"])
def test_a_fault_is_told_by_its_sorts_and_places_and_not_by_its_words(form: diary.Form) -> None:
    written = kept(form)
    try:
        try:
            int("a post nobody may read")
        except ValueError as fault:
            raise KeyError("another post") from fault
    except KeyError:
        LOGGER.exception("it failed")
    told = written.getvalue()
    assert "KeyError" in told
    assert "ValueError" in told
    assert "tests/test_diary.py:" in told
    assert "post" not in told


@pytest.mark.parametrize(
    "secret",
    [
        secrets.token_urlsafe(32),
        f"{secrets.token_hex(6)}.{secrets.token_urlsafe(18)}",
        "redis://:hunter2@redis:6379/0",
        "postgresql://squall:hunter2@db/squall",
        "Bearer hunter2",
    ],
    ids=["token", "link", "redis", "sql", "bearer"],
)
def test_what_looks_like_a_key_is_blotted_out_wherever_it_stands(secret: str) -> None:
    written = kept()
    LOGGER.warning("it said %s.", secret, extra={"fields": {"with": secret}})
    assert secret not in written.getvalue()
    assert "hunter2" not in written.getvalue()
    assert diary.BLOT in written.getvalue()


def test_ids_and_sentences_are_left_as_they_are() -> None:
    for said in ("5f3a9c01b2d4 stood still for 4000 ms", "Redis: Error 111 connecting to 127.0.0.1:6379."):
        assert diary.blotted(said) == said


async def test_a_task_nobody_waited_for_is_told_without_the_words_of_its_fault() -> None:
    written = kept()
    handler = asyncio.get_running_loop().default_exception_handler
    handler(
        {
            "message": "Task exception was never retrieved",
            "exception": ValueError("a post"),
            "future": "a post",
        }
    )
    (line,) = lines(written)
    assert line["says"] == "Task exception was never retrieved"
    assert line["fault"]["sort"] == ["ValueError"]
    assert "a post" not in written.getvalue()


def test_the_last_words_of_a_process_quote_nobody() -> None:
    written = kept()
    fault = ValueError("a post")
    sys.excepthook(ValueError, fault, None)
    assert lines(written)[0]["fault"]["sort"] == ["ValueError"]
    assert "a post" not in written.getvalue()
