"""Readers and voices of others, offered by a real installed distribution in a folder of its own."""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoints, entry_points
from pathlib import Path
from textwrap import dedent

import pytest

from app.crowd.proposing import suggest
from app.crowd.reading import MOST_CUES, read
from app.feed.gist import LONGEST_CUE, MOST_MORAL, Cue, Gist, Written, flaw_of
from app.plugins import (
    READERS,
    VOICES,
    BadGistError,
    NoSuchPluginError,
    checked,
    read_with,
    reader_named,
    suggesting,
    voice_named,
)

APOLOGY = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that offers a reader and a voice, as pip would leave it."""
    (tmp_path / "parish_words.py").write_text(
        dedent(
            """
            from app.feed.gist import Gist

            class ParishReader:
                def read(self, text, language):
                    return Gist(language=language, weights=(9.0, 3.0, 0, 0, 0, 0, 0, 0, 0), voice=7.0)

            class ParishVoice:
                def say(self, occasion, said, key):
                    return "Amen." if "amen" not in said else None
            """
        )
    )
    info = tmp_path / "parish_words-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: parish-words\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[squall.reader]\nparish = parish_words:ParishReader\n"
        "[squall.voice]\nparish = parish_words:ParishVoice\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("parish_words", None)


def offered(group: str) -> EntryPoints:
    return entry_points(group=group)


@pytest.mark.usefixtures("installed")
def test_without_a_name_nobody_is_asked() -> None:
    assert reader_named("", offered(READERS)) is None
    assert voice_named("", offered(VOICES)) is None
    assert "parish_words" not in sys.modules


@pytest.mark.usefixtures("installed")
def test_an_installed_reader_is_found_by_its_name_and_kept_in_bounds() -> None:
    reader = reader_named("parish", offered(READERS))
    assert reader is not None
    gist = read_with(reader, "Let us be kind.", "de-AT")
    assert gist.weights == pytest.approx((0.75, 0.25, 0, 0, 0, 0, 0, 0, 0))
    assert gist.voice == 1.0
    assert gist.language == "de"


@pytest.mark.usefixtures("installed")
def test_what_reads_along_is_the_reader_chosen_else_the_lists() -> None:
    written = Written(text="We are sorry. That was our mistake.")
    assert suggesting(None)(written) == suggest(written)
    reader = reader_named("parish", offered(READERS))
    assert suggesting(reader)(written).strategies == ("apology",)
    assert suggesting(reader)(written).tone == "personal"
    assert not suggesting(reader)(written).cues


@pytest.mark.usefixtures("installed")
def test_an_installed_voice_is_found_by_its_name() -> None:
    voice = voice_named("parish", offered(VOICES))
    assert type(voice).__name__ == "ParishVoice"


@pytest.mark.usefixtures("installed")
def test_a_name_nobody_offers_is_told_with_those_there_are() -> None:
    with pytest.raises(NoSuchPluginError, match="named 'chapel'; there is: parish"):
        reader_named("chapel", offered(READERS))
    with pytest.raises(NoSuchPluginError, match="there is: none"):
        voice_named("parish", ())


def test_the_built_in_reader_needs_no_correction() -> None:
    reading = read("We are sorry, Kev. That was our mistake, and at 18:52 we broke rule 7.")
    gist = checked(reading)
    assert type(gist) is Gist
    assert gist.weights == pytest.approx(reading.weights)
    assert (gist.voice, gist.specificity, gist.found) == (
        reading.voice,
        reading.specificity,
        reading.found,
    )


def test_a_gist_out_of_bounds_is_cut_to_them() -> None:
    cue = Cue(family="apology", words="sorry", start=0)
    wild = Gist(weights=(2.0, -1.0, *APOLOGY[2:]), valence=-8.0, arousal=3.0, moral=99, found=(cue,) * 200)
    tame = checked(wild)
    assert tame.weights == APOLOGY
    assert (tame.valence, tame.arousal) == (-1.0, 1.0)
    assert tame.moral == MOST_MORAL
    assert len(tame.found) == MOST_CUES


def test_whatever_was_checked_can_stand_in_the_log() -> None:
    cue = Cue(family="a\ud800", words="so\nsorry " * 40, start=-1)
    wild = Gist(weights=(0.1,) * 9, language="x" * 99, moral=-3, found=(cue,))
    tame = checked(wild)
    assert flaw_of(wild) is not None
    assert flaw_of(tame) is None
    assert len(tame.found[0].words) == LONGEST_CUE


@pytest.mark.parametrize(
    "gist",
    [
        Gist(weights=(1.0,)),
        Gist(weights=APOLOGY, voice=float("nan")),
        Gist(specificity=float("inf")),
        Gist(weights=(1e308,) * 9),
        Gist(weights=("much",) * 9),  # type: ignore[arg-type]
        Gist(weights=APOLOGY, found=("sorry",)),  # type: ignore[arg-type]
        Gist(weights=APOLOGY, language=None),  # type: ignore[arg-type]
        None,
        {"weights": APOLOGY},
    ],
)
def test_what_is_of_other_types_or_no_number_is_no_gist(gist: object) -> None:
    with pytest.raises(BadGistError):
        checked(gist)
