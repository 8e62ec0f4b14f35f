"""What the routes work with, wired in `main` and handed to them with each request."""

from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import FastAPI
from starlette.requests import HTTPConnection

from app.feed.gist import Suggestion, Written
from app.live.desk import Desk
from app.live.rooms import Rooms
from app.store.archive import Archive
from app.store.library import Library
from app.store.log import EventLog
from app.web.limits import Limits

MOST_READINGS = 600
"""A minute: a team behind one address that types all at once."""


def nothing_to_suggest(_written: Written) -> Suggestion:
    """Without a crowd nobody reads along."""
    return Suggestion()


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """One node's parts.

    Attributes:
        suggest: reads along while an author types.
        readings: how often one address may have that done.
        origins: those that may open sockets.
        version: the program's.
    """

    desk: Desk
    rooms: Rooms
    log: EventLog
    archive: Archive
    library: Library
    limits: Limits
    origins: tuple[str, ...]
    version: str
    suggest: Callable[[Written], Suggestion] = nothing_to_suggest
    readings: Limits = field(default_factory=lambda: Limits(most=MOST_READINGS))


def provide(app: FastAPI, services: Services) -> None:
    """Make these the services of every request to `app`."""
    app.state.services = services


def services_of(connection: HTTPConnection) -> Services:
    """The services of the app that serves this request or socket."""
    services: Services = connection.app.state.services
    return services
