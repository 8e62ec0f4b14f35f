"""The report as it is printed and written on in: whole, marked on every page, the same every time."""

import csv
import json
import re
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from app.exchange.docx_report import write_docx
from app.exchange.offline_page import offline_page
from app.exchange.paper import Paper
from app.exchange.pdf_report import write_pdf
from app.exchange.review_sheets import write_notes, write_posts
from app.ids import CONDUCTOR, InjectId
from app.rehearsal import commands as c
from app.review.build import review_of
from app.review.report import Report, report_of
from app.review.story import Review
from tests.airline import BRAND, DIRECTOR
from tests.build import a_drill, brand, critic, facilitator, observer

FONTS = Path("frontend/dist/fonts")
ARABIC = "الخدمة كانت بطيئة"
NAME = "Quillon Ashby"


@pytest.fixture(scope="module")
def review() -> Review:
    """A post in Arabic, a holding line, a note, a flag; forty facts so that the report has several pages."""
    drill = a_drill()
    drill.sit(brand(), NAME)
    drill.ask(facilitator(), c.StartClock())
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), at=10)
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text=ARABIC), at=20)
    holding = "We have seen this and are looking into it. More by 19:10."
    drill.ask(brand(), c.PublishPost(author=BRAND, text=holding), at=60)
    for number in range(40):
        claim = c.ClaimFact(text=f"Claim {number}: seat {number} was sold twice, says the log of the gate.")
        drill.ask(brand("subject_expert"), claim, at=70 + 20 * number)
    drill.ask(observer(), c.WriteNote(text=f"They wait. {ARABIC}", tag="mistake"), at=900)
    drill.ask(brand(), c.RaiseFlag(sort="chance", text="=HYPERLINK(row 22)"), at=910)
    drill.ask(facilitator(), c.EndClock(), at=1_000)
    return review_of(drill.log)


@pytest.fixture(scope="module")
def report(review: Review) -> Report:
    return report_of(review)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_every_page_of_the_pdf_says_exercise_and_for_whom(
    report: Report, paper: Paper, size: tuple[int, int]
) -> None:
    pages = PdfReader(BytesIO(write_pdf(report, FONTS, paper))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size
        text = page.extract_text()
        assert "EXERCISE EXERCISE EXERCISE" in text
        assert report.grade in text
        assert f"{number}/{len(pages)}" in text


def test_the_pdf_says_all_that_the_report_says_and_draws_a_chart(report: Report) -> None:
    written = PdfReader(BytesIO(write_pdf(report, FONTS)))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in written.pages))
    for section in report.sections:
        assert section.title in text
    assert "Claim 39" in text
    assert "trust 70" in text or "Trust of the simulated crowd" in text
    assert "\ufffd" not in text


def test_the_same_report_is_the_same_file_to_the_byte(report: Report) -> None:
    assert write_pdf(report, FONTS) == write_pdf(report, FONTS)
    assert write_docx(report) == write_docx(report)


def test_the_document_reads_back_with_its_marks_and_tables(report: Report) -> None:
    document = Document(BytesIO(write_docx(report)))
    (page,) = document.sections
    assert "EXERCISE" in page.header.paragraphs[0].text
    assert report.grade in page.header.paragraphs[0].text
    said = [paragraph.text for paragraph in document.paragraphs]
    assert {section.title for section in report.sections} <= set(said)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("Claim 39" in text for text in cells)
    assert any(ARABIC in text for text in cells)
    assert len(document.inline_shapes) == 1


def test_nobodys_name_is_in_a_report_or_a_sheet(review: Review, report: Report) -> None:
    told = json.dumps([str(report), write_posts(review).decode(), write_notes(review).decode()])
    assert "Communicator" in told
    assert NAME not in told


def test_sheets_of_posts_and_notes_read_back_and_run_nothing(review: Review) -> None:
    posts = list(csv.reader(StringIO(write_posts(review).decode("utf-8-sig"))))
    assert any(ARABIC in row for row in posts)
    notes = list(csv.reader(StringIO(write_notes(review).decode("utf-8-sig"))))
    (flag,) = [row for row in notes if any("HYPERLINK" in cell for cell in row)]
    assert not any(cell.startswith("=") for cell in flag)


def test_an_empty_drill_has_a_report_too() -> None:
    drill = a_drill()
    drill.ask(facilitator(), c.StartClock())
    drill.ask(facilitator(), c.EndClock(), at=5)
    report = report_of(review_of(drill.log))
    text = PdfReader(BytesIO(write_pdf(report, FONTS))).pages[-1].extract_text()
    assert "Nothing was changed from outside" in text
    assert write_docx(report)


def test_a_post_cannot_end_the_data_of_the_offline_page_nor_its_title_the_head() -> None:
    review = json.dumps({"text": "</script><script>alert(1)</script><!-- "}).encode()
    script, styles = 'const end = "</script>";', "a { color: red }"
    page = offline_page("</title><b>", review, review, script, styles).decode()
    assert page.count("</script>") == 3
    assert "<b>" not in page
    data = re.search(r'<script type="application/json" id="review">(.*?)</script>', page)
    assert data is not None
    assert json.loads(data[1]) == json.loads(review)
    assert "default-src 'none'" in page


def test_a_finding_without_seat_or_words_is_told_too(review: Review) -> None:
    bare = [replace(one, noticed_by=None, done="", cost=None) for one in review.findings]
    told = report_of(replace(review, findings=tuple(bare)))
    assert any(section.title == "Mistakes" for section in told.sections)
