"""What the routes work with, wired in `main` and handed to them with each request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
from fastapi import FastAPI
from starlette.requests import HTTPConnection

from app.feed.card import Card
from app.feed.gist import Suggestion, Written
from app.feed.reasons import Explanation
from app.ids import ExerciseTime, Handle, PostId
from app.live.desk import Desk
from app.live.drills import Drills
from app.live.dry_runs import DryRuns
from app.live.hosts import Hosts
from app.live.logs import Logs
from app.live.meters import Meters
from app.live.rooms import Rooms
from app.live.sheets import Sheets
from app.live.vitals import Vitals
from app.live.what_ifs import WhatIfs
from app.rehearsal.entry import Entry
from app.rehearsal.past import Past
from app.review.words import Compare, Read, never_apart, unread
from app.store.archive import Archive
from app.store.draft_authors import DraftAuthors
from app.store.drafts import Drafts
from app.store.library import Library
from app.store.log import EventLog
from app.store.shelves import Shelves
from app.web.checks import Checks
from app.web.drawing import Drawing
from app.web.kept_reviews import KeptReviews
from app.web.limits import Limits

if TYPE_CHECKING:
    from app.live.single_sign_on import SingleSignOn

MOST_JOINS = 6_000
"""A minute, from one address: a whole hall behind it."""
MOST_READINGS = 600
"""A minute: a team behind one address that types all at once."""
MOST_EDITS = 600
"""A minute: a team behind one address that writes one scenario."""
MOST_DRY_RUNS, DRY_RUNS_IN = 12, 600.0
"""From one address, in so many seconds: each keeps a processor busy for half a minute."""


MOST_LOGS = 30
"""A minute, from one address: a team that brings the logs of a year."""
MOST_ANSWERS = 600
"""A minute, from one address: everybody in one building answers at once."""
MOST_SIGN_INS, SIGN_INS_IN = 10, 300.0
"""Tries of one address, or for one login, in so many seconds."""
MOST_WHAT_IFS = 20
"""A minute, from one address: each keeps the processors busy for some seconds."""


def nothing_to_suggest(_written: Written) -> Suggestion:
    """Without a crowd nobody reads along."""
    return Suggestion()


def nothing_to_explain(_past: Past, _post: PostId, _t: ExerciseTime) -> Explanation | None:
    """Without a crowd nothing spreads."""
    return None


def nobody_known(_past: Past, _handle: Handle) -> Card | None:
    """Without a crowd nobody is looked up."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """One node's parts.

    Attributes:
        suggest: reads along while an author types.
        readings: how often one address may have that done.
        joining: how many seats people behind one address may take.
        library: the scenarios in this machine's folders; `shelves` has the published ones too.
        drafts, authors: scenarios being written, and who writes; `checks` says what is wrong with them.
        edits: how often one address may write.
        origins: those that may open sockets.
        explain: says why a post spread up to a moment. It works for a while, and for one at a time:
            whoever asks holds `replaying`.
        sheets: reads spreadsheets for drafts.
        dry_runs: plays scenarios with stand-ins alone.
        dry_running: how often one address may have that done.
        drills: those that are over, in little.
        what_ifs: plays drills again in which the brand did something else.
        answering: how often one address may answer in a hot wash.
        supposing: how often one address may have that done.
        logs: reads logs from elsewhere; `importing` is how often one address may bring one.
        card: all that is known of an account.
        compare: what a post's words do against its author's chips.
        read: what words do, for the rules of a review.
        vitals: whether the stores work.
        meters: what is counted and timed; `metrics_token` opens it to other machines, if there is one.
        hosts: who may start rehearsals.
        elsewhere: another server that vouches for hosts.
        signing_in: how often one address, or one login, may try.
        pages: the folder with the built pages.
        version: the program's.
    """

    desk: Desk
    rooms: Rooms
    log: EventLog
    archive: Archive
    library: Library
    shelves: Shelves
    drafts: Drafts
    authors: DraftAuthors
    limits: Limits
    dry_runs: DryRuns
    what_ifs: WhatIfs
    drills: Drills
    vitals: Vitals
    meters: Meters
    metrics_token: str
    hosts: Hosts
    origins: tuple[str, ...]
    pages: Path
    version: str
    suggest: Callable[[Written], Suggestion] = nothing_to_suggest
    explain: Callable[[Past, PostId, ExerciseTime], Explanation | None] = nothing_to_explain
    card: Callable[[Past, Handle], Card | None] = nobody_known
    compare: Compare = never_apart
    read: Read = unread
    elsewhere: "SingleSignOn | None" = None
    signing_in: Limits = field(default_factory=lambda: Limits(most=MOST_SIGN_INS, seconds=SIGN_INS_IN))
    joining: Limits = field(default_factory=lambda: Limits(most=MOST_JOINS))
    readings: Limits = field(default_factory=lambda: Limits(most=MOST_READINGS))
    edits: Limits = field(default_factory=lambda: Limits(most=MOST_EDITS))
    checks: Checks = field(default_factory=Checks)
    sheets: Sheets = field(default_factory=Sheets)
    dry_running: Limits = field(default_factory=lambda: Limits(most=MOST_DRY_RUNS, seconds=DRY_RUNS_IN))
    logs: Logs = field(default_factory=Logs)
    importing: Limits = field(default_factory=lambda: Limits(most=MOST_LOGS))
    answering: Limits = field(default_factory=lambda: Limits(most=MOST_ANSWERS))
    supposing: Limits = field(default_factory=lambda: Limits(most=MOST_WHAT_IFS))
    replaying: anyio.Lock = field(default_factory=anyio.Lock)
    drawing: Drawing = field(default_factory=Drawing)
    reviews: KeptReviews = field(default_factory=KeptReviews)

    def written_review(self, entries: list[Entry]) -> bytes:
        """The review of a log that is over, as it is sent."""
        from app.review.build import review_of  # noqa: PLC0415 - on a thread, and the first is long after a start
        from app.store.review_file import write_review  # noqa: PLC0415 - as above

        with self.meters.traces.span("review", {"squall.entries": len(entries)}):
            return write_review(review_of(entries, self.compare, self.read))


def provide(app: FastAPI, services: Services) -> None:
    """Make these the services of every request to `app`."""
    app.state.services = services


async def services_of(connection: HTTPConnection) -> Services:
    """The services of the app that serves this request or socket.

    It awaits nothing, and is asked by every request: what is not `async` would be run on a thread each time.
    """
    services: Services = connection.app.state.services
    return services
