"""Nobody's name is in a sealed review nor in anything made of it; unsealed, names stand beside seats."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from pypdf import PdfReader

from app.exchange.as_run import write_as_run
from app.exchange.docx_report import write_docx
from app.exchange.offline_page import offline_page
from app.exchange.pdf_report import write_pdf
from app.exchange.review_sheets import write_notes, write_posts, write_ratings
from app.ids import DESK, ParticipantId
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.rehearsal.rating import Evidence
from app.review.build import review_of
from app.review.report import report_of
from app.review.telling import tell
from app.store.log_file import sealed, write_log_file
from app.store.log_reading import read_log_file
from app.store.review_file import write_lenses, write_review
from app.view.lens import lenses_of
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, observer

FONTS = Path("frontend/dist/fonts")
NAMES = tuple(f"Zyxwald {place}" for place in ("Brand", "Critic", "Moved", "Reserved", "Rater", "Second"))
SEEN = (Evidence(sort="post", id="p1"),)


NAMING = (
    *("review", "review.html", "report.pdf", "report.docx", "ratings.csv", "notes.csv", "told", "log.json"),
)


def drill() -> Drill:
    """People of all roles sat down, one by hand; one moved, one had a seat kept, two rated; then it ended."""
    drill = a_drill()
    drill.sit(brand(), NAMES[0])
    waiting = ParticipantId("waiting")
    drill.ask(facilitator(), c.WatchDoor(on=True))
    drill.ask(DESK, c.Knock(role="critic", participant=waiting, name=NAMES[1], seat=critic()))
    drill.ask(facilitator(), c.AnswerKnock(participant=waiting, admit=True))
    drill.ask(facilitator(), c.WatchDoor(on=False))
    drill.sit(critic(2), NAMES[2])
    drill.ask(facilitator(), c.MoveSeat(seat=critic(2), to=critic()))
    drill.ask(facilitator(), c.ReserveSeat(seat=bystander(), name=NAMES[3]))
    for number, name in ((2, NAMES[4]), (3, NAMES[5])):
        drill.ask(DESK, c.TakeSeat(role="observer", participant=ParticipantId(f"o{number}"), name=name))
    drill.ask(facilitator(), c.StartClock())
    drill.ask(facilitator(), c.DeliverInject(inject=drill.rehearsal.scenario.msel[0].id), at=10)
    drill.ask(brand(), c.SayInChat(text="Look."), at=20)
    drill.ask(observer(2), c.WriteNote(text="Late."), at=30)
    drill.ask(observer(2), c.GiveRating(item="1.1", mark="M", evidence=SEEN, remark="Late."))
    drill.ask(observer(3), c.GiveRating(item="1.1", mark="P", evidence=SEEN))
    drill.ask(facilitator(), c.EndClock(), at=60)
    return drill


def unsealed() -> Drill:
    opened = drill()
    opened.ask(facilitator(), c.UnsealNames())
    return opened


def exports(log: list[Entry]) -> Iterator[tuple[str, bytes]]:
    """Everything that leaves the house, by its name."""
    review, lenses = review_of(log), write_lenses(lenses_of(sealed(log)))
    report = report_of(review)
    yield "review", write_review(review)
    yield "lenses", lenses
    yield "review.html", offline_page(review.title, write_review(review), lenses, "", "")
    yield "report.pdf", write_pdf(report, FONTS)
    yield "report.docx", write_docx(report)
    for kind in ("xlsx", "csv"):
        yield f"as-run.{kind}", write_as_run(review, kind)
        yield f"ratings.{kind}", write_ratings(review, kind)
    yield "posts.csv", write_posts(review)
    yield "notes.csv", write_notes(review)
    yield "told", tell(review).encode()
    yield "log.json", write_log_file(log, "open" if review.names.open else "sealed")


@cache
def exported(*, named: bool) -> dict[str, bytes]:
    """The exports of the drill, its names sealed or not."""
    return dict(exports((unsealed() if named else drill()).log))


def readable(data: bytes) -> bytes:
    """All that can be read in a file: what is zipped unpacked, a PDF's text and what it says of itself."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    if data.startswith(b"%PDF"):
        pdf = PdfReader(BytesIO(data))
        text = " ".join(page.extract_text() for page in pdf.pages)
        return data + f"{text} {pdf.metadata}".replace("\n", " ").encode()
    return data


def test_no_byte_of_a_sealed_export_holds_a_participants_name() -> None:
    found = [
        (export, name)
        for export, data in exported(named=False).items()
        for text in (readable(data),)
        for name in (*NAMES, "Zyxwald")
        if name.encode() in text
    ]
    assert found == []


@pytest.mark.parametrize("export", NAMING)
def test_unsealed_names_stand_beside_the_titles_of_seats(export: str) -> None:
    text = readable(exported(named=True)[export])
    assert NAMES[4].encode() in text
    assert export in ("review", "review.html", "log.json") or f"Observer 2 ({NAMES[4]})".encode() in text


def test_the_report_says_who_unsealed_the_names_and_when() -> None:
    assert "Names were unsealed by Facilitator" in report_of(review_of(unsealed().log)).head[1]
    assert "Seats stand for names." in report_of(review_of(drill().log)).head[1]


def test_sealing_again_takes_them_out_of_everything() -> None:
    again = unsealed()
    again.ask(facilitator(), c.SealNames())
    assert [export for export, data in exports(again.log) if b"Zyxwald" in readable(data)] == []


@pytest.mark.parametrize("state", ["sealed", "unsealed"])
def test_the_exported_log_gives_the_same_review_elsewhere(state: str) -> None:
    found = exported(named=state == "unsealed")
    assert write_review(review_of(read_log_file(found["log.json"]))) == found["review"]


def test_whoever_moved_is_named_at_both_seats() -> None:
    seats = {seat.id: seat for seat in review_of(unsealed().log).seats}
    assert seats[critic()].names == (NAMES[1], NAMES[2])
    assert seats[critic(2)].names == (NAMES[2], NAMES[1])
