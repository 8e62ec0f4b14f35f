"""A voice of others speaks if it is in time and says what the feed takes; else the built-in one does."""

import logging
from collections.abc import Mapping
from threading import Event

import pytest

from app.crowd.voice import Occasion, say
from app.feed.wording import folded
from app.plugins import REST, speaking
from tests.crowd.occasions import an_occasion

NOW = an_occasion()
KEY = (7, 1, 2)
SAID: dict[str, None] = {folded("So it was said!"): None}


class Parish:
    """Says what it is told to, once it may."""

    def __init__(self, *texts: object) -> None:
        self.texts = list(texts)
        self.heard: list[Mapping[str, None]] = []
        self.may_answer = Event()
        self.may_answer.set()

    def say(self, _occasion: Occasion, said: Mapping[str, None], _key: tuple[int, ...]) -> str | None:
        self.heard.append(said)
        assert self.may_answer.wait(60)
        text = self.texts.pop(0)
        if isinstance(text, Exception):
            raise text
        return text  # type: ignore[return-value]


class Watch:
    """Wall seconds that only pass when told."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


def test_without_a_voice_the_built_in_one_speaks() -> None:
    assert speaking(None) is say


def test_what_a_voice_says_in_time_is_said() -> None:
    parish = Parish(" Amen to that.\n")
    assert speaking(parish)(NOW, SAID, KEY) == "Amen to that."
    assert parish.heard == [SAID]


@pytest.mark.parametrize("text", ["So it was said!", "", "  ", "x" * 281, "a\x00b", "a\ud800", None, 7])
def test_what_the_feed_would_not_take_is_said_in_our_own_words(text: object) -> None:
    spoken = speaking(Parish(text))(NOW, SAID, KEY)
    assert spoken == say(NOW, SAID, KEY)
    assert spoken


def test_a_voice_that_fails_is_told_of_once_and_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    speak = speaking(Parish(OSError("no network"), OSError("no network"), "Amen to that."))
    with caplog.at_level(logging.WARNING):
        assert speak(NOW, SAID, KEY) == say(NOW, SAID, KEY)
        assert speak(NOW, SAID, KEY) == say(NOW, SAID, KEY)
    assert caplog.text.count("OSError") == 1
    assert "no network" not in caplog.text
    assert speak(NOW, SAID, KEY) == "Amen to that."


def test_a_voice_that_is_late_is_left_alone_until_it_has_rested_and_its_line_has_come() -> None:
    parish, watch = Parish("Too late.", "Amen to that."), Watch()
    speak = speaking(parish, watch)
    parish.may_answer.clear()
    for wall in (0.0, REST - 0.1, REST + 1):
        watch.s = wall
        assert speak(NOW, SAID, KEY) == say(NOW, SAID, KEY)
    assert len(parish.heard) == 1
    parish.may_answer.set()
    while (text := speak(NOW, SAID, KEY)) == say(NOW, SAID, KEY):
        continue
    assert text == "Amen to that."
