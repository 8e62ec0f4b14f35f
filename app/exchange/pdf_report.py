"""The report as PDF: A4 or Letter, a chart, and on every page the word EXERCISE and the grade."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fpdf import FPDF
from fpdf.enums import TableCellFillMode
from fpdf.fonts import FontFace

from app.exchange.paper import Paper
from app.exchange.writing import MARK
from app.ids import ExerciseTime
from app.review.report import Chart, Report
from app.review.sections import Section, Table
from app.scenario.times import say_time

MARGIN: Final = 16.0
"""Millimetres."""
CHART_HIGH: Final = 52.0
FACES: Final = (("", "NotoSans_400Regular.ttf"), ("B", "NotoSans_700Bold.ttf"))
ARABIC: Final = (("", "NotoSansArabic_400Regular.ttf"), ("B", "NotoSansArabic_700Bold.ttf"))
_AMBER, _INK, _MUTED, _LINE = (255, 194, 26), (20, 23, 28), (85, 93, 105), (214, 218, 224)
_BLUE, _ORANGE, _PURPLE = (0, 90, 156), (178, 58, 0), (109, 63, 160)


def write_pdf(report: Report, fonts: Path, paper: Paper = "a4") -> bytes:
    """The file; the same report always gives the same bytes.

    Args:
        report: what it says.
        fonts: the folder with the faces named above.
        paper: size of its pages.
    """
    pdf = _Pages(report, paper)
    for family, faces in (("noto", FACES), ("arabic", ARABIC)):
        for style, file in faces:
            pdf.add_font(family, style, fonts / file)
    pdf.set_fallback_fonts(["arabic"], exact_match=False)
    pdf.set_text_shaping(use_shaping_engine=True)
    pdf.set_title(f"EXERCISE · {report.title}")
    pdf.set_creation_date(datetime.fromtimestamp(report.began / 1000, UTC))
    pdf.add_page()
    _head(pdf, report)
    _chart(pdf, report.chart)
    for section in report.sections:
        _section(pdf, section)
    return bytes(pdf.output())


class _Pages(FPDF):
    """Pages with the mark above and the grade below."""

    def __init__(self, report: Report, paper: Paper) -> None:
        super().__init__(format=paper)
        self._report = report
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + 6)

    def header(self) -> None:
        """The amber band."""
        self.set_fill_color(*_AMBER)
        self.rect(0, 0, self.w, 9, style="F")
        self.set_xy(0, 1.5)
        self.set_font("noto", "B", 8)
        self.set_text_color(*_INK)
        self.cell(self.w, 6, f"{MARK} · {self._report.grade}", align="C")
        self.set_xy(self.l_margin, MARGIN)

    def footer(self) -> None:
        """What it is, for whom, and which page."""
        self.set_y(-13)
        self.set_font("noto", "", 8)
        self.set_text_color(*_MUTED)
        about = f"{self._report.title} · EXERCISE · {self._report.grade} · {self.page_no()}/{{nb}}"
        self.cell(0, 6, about, align="C")


def _head(pdf: _Pages, report: Report) -> None:
    pdf.set_font("noto", "B", 20)
    pdf.set_text_color(*_INK)
    pdf.multi_cell(0, 9, report.title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("noto", "", 10)
    pdf.set_text_color(*_MUTED)
    day = datetime.fromtimestamp(report.began / 1000, UTC)
    for line in (f"After-action report · {day:%Y-%m-%d %H:%M} UTC", *report.head):
        pdf.multi_cell(0, 5.5, line, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)


def _section(pdf: _Pages, section: Section) -> None:
    if pdf.will_page_break(30):
        pdf.add_page()
    pdf.ln(4)
    pdf.set_font("noto", "B", 13)
    pdf.set_text_color(*_INK)
    pdf.multi_cell(0, 8, section.title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("noto", "", 9)
    rows = section.table is not None and bool(section.table.rows)
    for line in section.lines if rows or not section.empty else (*section.lines, section.empty):
        pdf.multi_cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    if section.table is not None and rows:
        _table(pdf, section.table)


def _table(pdf: _Pages, table: Table) -> None:
    pdf.set_font("noto", "", 8)
    pdf.set_draw_color(*_LINE)
    pdf.set_fill_color(255, 255, 255)
    with pdf.table(
        col_widths=table.widths,
        line_height=4.2,
        padding=1.2,
        text_align="LEFT",
        v_align="T",
        borders_layout="HORIZONTAL_LINES",
        cell_fill_color=(247, 248, 250),
        cell_fill_mode=TableCellFillMode.ROWS,
        headings_style=FontFace(emphasis="BOLD", fill_color=(232, 236, 241)),
    ) as rows:
        for row in (table.header, *table.rows):
            rows.row(row)


def _chart(pdf: _Pages, chart: Chart) -> None:
    """Trust and heat; triangles are injects, squares posts of the brand."""
    left, top, wide = pdf.l_margin + 8, pdf.get_y() + 4, pdf.epw - 24
    bottom = top + CHART_HIGH

    def x(t: ExerciseTime) -> float:
        return left + wide * t / max(1.0, chart.length)

    def y(value: float) -> float:
        return bottom - CHART_HIGH * value / 100

    pdf.set_font("noto", "", 7)
    pdf.set_draw_color(*_LINE)
    pdf.set_text_color(*_MUTED)
    pdf.set_line_width(0.2)
    for value in (0, 50, 100):
        pdf.line(left, y(value), left + wide, y(value))
        pdf.text(left - 7, y(value) + 1, str(value))
    for part in range(5):
        t = chart.length * part / 4
        pdf.text(x(t) - 3, bottom + 4, say_time(t))
    for marker in chart.markers:
        _marker(pdf, x(marker.t), top if not marker.brand else bottom, brand=marker.brand)
    for name, points, colour in (("trust", chart.trust, _BLUE), ("heat", chart.heat, _ORANGE)):
        _curve(pdf, [(x(t), y(value)) for t, value in points], colour, dashed=name == "heat")
        if points:
            pdf.set_text_color(*colour)
            pdf.text(left + wide + 1.5, y(points[-1][1]) + 1, f"{name} {points[-1][1]:.0f}")
    pdf.set_y(bottom + 6)
    pdf.set_font("noto", "", 8)
    pdf.set_text_color(*_MUTED)
    legend = "Trust of the simulated crowd and its heat. Above: injects. Below: posts of the brand."
    pdf.multi_cell(0, 5, legend, new_x="LMARGIN", new_y="NEXT")


def _marker(pdf: _Pages, x: float, y: float, *, brand: bool) -> None:
    if brand:
        pdf.set_fill_color(*_BLUE)
        pdf.rect(x - 0.8, y - 0.8, 1.6, 1.6, style="F")
    else:
        pdf.set_fill_color(*_PURPLE)
        pdf.polygon(((x, y - 2.2), (x + 1.1, y - 0.4), (x - 1.1, y - 0.4)), style="F")


def _curve(
    pdf: _Pages, points: Sequence[tuple[float, float]], colour: tuple[int, int, int], *, dashed: bool
) -> None:
    pdf.set_draw_color(*colour)
    pdf.set_line_width(0.5)
    if dashed:
        pdf.set_dash_pattern(dash=1.4, gap=1)
    pdf.polyline(points)
    pdf.set_dash_pattern()
    pdf.set_line_width(0.2)
