"""What a review is taken away as: a page that opens offline, a report, sheets, the log."""

from pathlib import Path
from typing import Annotated, Literal

from anyio import to_thread
from fastapi import APIRouter, Depends, Response

from app.exchange.action_sheet import write_actions
from app.exchange.as_run import write_as_run
from app.exchange.offline_page import offline_page
from app.exchange.paper import Paper
from app.exchange.review_sheets import write_notes, write_posts, write_ratings
from app.ids import RehearsalId
from app.rehearsal.entry import Entry
from app.rehearsal.events import RehearsalCreated
from app.rehearsal.refusals import Refused
from app.review.build import review_of
from app.review.report import report_of
from app.review.story import Review
from app.store.log_file import sealed, write_log_file
from app.store.review_file import write_lenses, write_review
from app.view.lens import Lenses, lenses_of
from app.web.reviews import ended
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor

router = APIRouter(prefix="/api/rehearsals", tags=["reviews"])
Export = Literal[
    "review.html",
    "report.pdf",
    "report.docx",
    "as-run.xlsx",
    "as-run.csv",
    "posts.csv",
    "notes.csv",
    "actions.xlsx",
    "actions.csv",
    "ratings.xlsx",
    "ratings.csv",
    "log.json",
]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": _WORD,
    "xlsx": _SHEET,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@router.get("/{rehearsal}/exports/{export}", response_class=Response)
async def take_away(
    rehearsal: RehearsalId,
    export: Export,
    cookie: KnownVisitor,
    services: Annotated[Services, Depends(services_of)],
    paper: Paper = "a4",
) -> Response:
    """The review as a file, for who was there; names are in it only while they are unsealed."""
    entries = await ended(services, rehearsal, cookie)
    return await written(services, entries, export, paper)


async def written(services: Services, entries: list[Entry], export: Export, paper: Paper) -> Response:
    """A log's review as a file to keep."""
    rehearsal = rehearsal_of(entries)
    content = await to_thread.run_sync(_written, services, entries, export, paper)
    headers = {
        "Content-Disposition": f'attachment; filename="squall-{rehearsal}-{export}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=_TYPES[export.rpartition(".")[2]], headers=headers)


def rehearsal_of(entries: list[Entry]) -> RehearsalId:
    """Whose log it is."""
    created = entries[0].events[0]
    return created.rehearsal if isinstance(created, RehearsalCreated) else RehearsalId("")


def _written(services: Services, entries: list[Entry], export: Export, paper: Paper) -> bytes:
    review = review_of(entries, services.compare, services.read)
    match export:
        case "log.json":
            return write_log_file(entries, "open" if review.names.open else "sealed")
        case "review.html":
            return _page(review, lenses_of(sealed(entries)), services.pages / "offline")
        case "report.pdf":
            from app.exchange.pdf_report import write_pdf  # noqa: PLC0415 - a start need not wait for it

            return write_pdf(report_of(review), _there(services.pages / "fonts"), paper)
        case "report.docx":
            from app.exchange.docx_report import write_docx  # noqa: PLC0415 - the same

            return write_docx(report_of(review))
        case "as-run.xlsx":
            return write_as_run(review, "xlsx")
        case "as-run.csv":
            return write_as_run(review, "csv")
        case "posts.csv":
            return write_posts(review)
        case "notes.csv":
            return write_notes(review)
        case "actions.xlsx":
            return write_actions(review, "xlsx")
        case "actions.csv":
            return write_actions(review, "csv")
        case "ratings.xlsx":
            return write_ratings(review, "xlsx")
        case "ratings.csv":
            return write_ratings(review, "csv")


def _page(review: Review, lenses: Lenses, built: Path) -> bytes:
    script, styles = (_there(built / name).read_text("utf-8") for name in ("review.js", "review.css"))
    return offline_page(review.title, write_review(review), write_lenses(lenses), script, styles)


def _there(built: Path) -> Path:
    if not built.exists():
        raise Refused("unavailable", "the pages are not built; run `make build`")
    return built
