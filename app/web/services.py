"""What the routes work with, wired in `main` and handed to them with each request."""

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import HTTPConnection

from app.live.desk import Desk
from app.live.rooms import Rooms
from app.store.archive import Archive
from app.store.library import Library
from app.store.log import EventLog
from app.web.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """One node's parts. `origins` may open sockets; `version` is the program's."""

    desk: Desk
    rooms: Rooms
    log: EventLog
    archive: Archive
    library: Library
    limits: Limits
    origins: tuple[str, ...]
    version: str


def provide(app: FastAPI, services: Services) -> None:
    """Make these the services of every request to `app`."""
    app.state.services = services


def services_of(connection: HTTPConnection) -> Services:
    """The services of the app that serves this request or socket."""
    services: Services = connection.app.state.services
    return services
