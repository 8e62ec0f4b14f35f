"""Files from elsewhere, damaged in any way: read, or refused in so many words, and nothing else comes out."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exchange.msel_sheet import read_sheet
from app.exchange.pictures import NoPicture, drawn_anew
from app.exchange.refusing import SheetRefused
from app.ids import CONDUCTOR, InjectId
from app.rehearsal import commands as c
from app.review.sound import UnsoundError, sound
from app.store.log_file import NoLogFile, write_log_file
from app.store.log_reading import LogReader
from tests.build import a_drill, brand, facilitator
from tests.exchange.sheets import delimited, workbook
from tests.security.test_pictures import picture

pytestmark = pytest.mark.trust(24, 25)
ROWS = [["Time", "From", "To", "Text"], ["T+5", "Ann", "Bo", "It is cold."], ["T+00:10", "", "", "=1+1"]]
STARTEX = datetime.fromisoformat("2026-03-02T09:00:00")
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def a_log() -> bytes:
    drill = a_drill()
    drill.sit(brand(), "Mara")
    drill.ask(facilitator(), c.StartClock())
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), at=10)
    drill.ask(brand(), c.SayInChat(text="Who was at the gate?"), at=20)
    drill.ask(facilitator(), c.EndClock(), at=60)
    return write_log_file(drill.log, "open")


LOG = a_log()
SHEETS = [workbook(ROWS), delimited(ROWS)]
PICTURES = [picture(form) for form in ("PNG", "JPEG", "WEBP")]
SNIPPETS = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b'"', b"{", b"]", b",", b"\\n", b"1e999", b"NaN", b"-1", b"null", b"\xff\xfe", b"PK\x03\x04"]
    ),
)


@st.composite
def damaged(draw: st.DrawFn, *files: bytes) -> bytes:
    """One of these files, with pieces taken out and put in; or no file at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    data = draw(st.sampled_from(files))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        data = data[:start] + draw(SNIPPETS) + data[start + draw(st.integers(0, 40)) :]
    return data


@FEW
@given(damaged(*SHEETS), st.sampled_from(["msel.xlsx", "msel.csv", "msel", "../msel"]))
def test_any_sheet_is_read_or_refused(data: bytes, name: str) -> None:
    try:
        read_sheet(data, name, "Europe/Berlin", STARTEX)
    except SheetRefused as refused:
        said = (refused.reason, refused.remedy)
    else:
        return
    assert all(said)


@FEW
@given(damaged(LOG), st.lists(st.integers(1, 9_999), max_size=6))
def test_any_log_is_read_or_refused_in_whatever_pieces_it_comes(data: bytes, cuts: list[int]) -> None:
    reader, at = LogReader(), 0
    try:
        for cut in cuts:
            reader.feed(data[at : at + cut])
            at += cut
        reader.feed(data[at:])
        sound(reader.close())
    except (NoLogFile, UnsoundError) as refused:
        said = str(refused)
    else:
        return
    assert said


@FEW
@given(damaged(*PICTURES))
def test_any_picture_is_drawn_or_refused(data: bytes) -> None:
    try:
        said = drawn_anew(data).media_type
    except NoPicture as refused:
        said = str(refused)
    assert said
