"""The report as a Word document, for teams that go on writing in it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor
from PIL import Image, ImageDraw

from app.exchange.writing import MARK
from app.review.report import Chart, Report
from app.review.sections import Section, Table

_WIDE, _HIGH, _EDGE = 1_600, 420, 20
_BLUE, _ORANGE, _PURPLE, _LINE = "#005A9C", "#B23A00", "#6D3FA0", "#D6DAE0"
_ZIPPED_ON: Final = (1980, 1, 1, 0, 0, 0)


def write_docx(report: Report) -> bytes:
    """The file; the same report always gives the same bytes."""
    document = Document()
    began = datetime.fromtimestamp(report.began / 1000, UTC)
    core = document.core_properties
    core.title, core.author, core.created, core.modified = (
        f"EXERCISE · {report.title}",
        "Squall",
        began,
        began,
    )
    page = document.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.8)
    _mark(page.header.paragraphs[0], f"{MARK} · {report.grade}")
    _mark(page.footer.paragraphs[0], f"{report.title} · EXERCISE · {report.grade}")
    document.add_heading(report.title, level=0)
    for line in (f"After-action report · {began:%Y-%m-%d %H:%M} UTC", *report.head):
        document.add_paragraph(line)
    document.add_picture(BytesIO(_drawn(report.chart)), width=Cm(17.4))
    document.add_paragraph(
        "Trust of the simulated crowd (blue) and its heat (orange). Above: injects. Below: posts."
    )
    for section in report.sections:
        _section(document, section)
    written = BytesIO()
    document.save(written)
    return _undated(written.getvalue())


def _mark(paragraph: Any, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(9), RGBColor(0x8A, 0x5A, 0x00)


def _section(document: Any, section: Section) -> None:
    document.add_heading(section.title, level=1)
    rows = section.table is not None and bool(section.table.rows)
    for line in section.lines if rows or not section.empty else (*section.lines, section.empty):
        document.add_paragraph(line)
    if section.table is not None and rows:
        _table(document, section.table)


def _table(document: Any, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(table.header), style="Light Grid Accent 1")
    made.autofit = False
    for row in (table.header, *table.rows):
        for cell, text, width in zip(made.add_row().cells, row, table.widths, strict=True):
            cell.width = Cm(17.4 * width / sum(table.widths))
            cell.paragraphs[0].add_run(text).font.size = Pt(8)


def _drawn(chart: Chart) -> bytes:
    """The chart as a picture."""
    image = Image.new("RGB", (_WIDE, _HIGH), "white")
    draw = ImageDraw.Draw(image)

    def spot(t: float, value: float) -> tuple[float, float]:
        x = _EDGE + (_WIDE - 2 * _EDGE) * t / max(1.0, chart.length)
        return x, _HIGH - _EDGE - (_HIGH - 2 * _EDGE) * value / 100

    for value in (0, 50, 100):
        draw.line((spot(0, value), spot(chart.length, value)), fill=_LINE, width=2)
    for points, colour in ((chart.heat, _ORANGE), (chart.trust, _BLUE)):
        draw.line([spot(t, value) for t, value in points], fill=colour, width=5)
    for marker in chart.markers:
        x, y = spot(marker.t, 0 if marker.brand else 100)
        draw.ellipse((x - 6, y - 6, x + 6, y + 6), fill=_BLUE if marker.brand else _PURPLE)
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _undated(document: bytes) -> bytes:
    """The same archive without the time at which it was zipped."""
    written = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _ZIPPED_ON), old.read(name), ZIP_DEFLATED)
    return written.getvalue()
