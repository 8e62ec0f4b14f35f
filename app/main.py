"""Settings -> stores -> rooms -> routes: the only place that wires."""

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

from app import otel, plugins, what_if_running
from app.crowd.breaches import breach_in
from app.crowd.cards import card
from app.crowd.comparing import compare
from app.crowd.explain import Explainer
from app.crowd.reading import read
from app.crowd.step import Crowds
from app.crowd.voice import Say, say
from app.live import gauges
from app.live.company import Company
from app.live.desk import Desk
from app.live.drills import Drills
from app.live.dry_runs import DryRuns
from app.live.hosts import Hosts
from app.live.keys import Keyring
from app.live.meters import Meters
from app.live.reading_along import Read
from app.live.retention import Retention
from app.live.rooms import Rooms
from app.live.vitals import Vitals
from app.live.what_ifs import WhatIfs
from app.settings import Settings
from app.standins.play import moves
from app.store.archive import Archive
from app.store.backing_up import Parts
from app.store.draft_authors import DraftAuthors
from app.store.drafts import Drafts
from app.store.dry_runs import RedisDryRuns
from app.store.embedded import redis_url
from app.store.event_log import RedisLog
from app.store.lease import RedisLeases
from app.store.library import Library
from app.store.patience import patiently
from app.store.presence import RedisPresence
from app.store.redis_client import RedisClient
from app.store.shelves import Shelves
from app.store.tickets import RedisTickets
from app.tracing import Traces
from app.web import health, metrics, pages, problems
from app.web.doors import Doors, Place
from app.web.limits import Limits
from app.web.reviews import prepare
from app.web.services import Services, provide

if TYPE_CHECKING:
    from app.live.single_sign_on import SingleSignOn


@asynccontextmanager
async def stores(settings: Settings) -> AsyncIterator[Parts]:
    """What a server keeps, for work beside it or while it rests.

    Raises:
        Unavailable: Redis or SQL cannot be reached.
        NoRedisError: there is no Redis to start.
    """
    async with AsyncExitStack() as closing:
        client, archive = await _kept(closing, settings)
        await client.load_functions()
        kept = None if settings.secret.get_secret_value() else settings.data / "secret"
        log = RedisLog(client, settings.node)
        yield Parts(log=log, archive=archive, scenarios=settings.scenarios, secret=kept)


@asynccontextmanager
async def opened(
    settings: Settings, *, voice: Say = say, reader: Read | None = None, traces: Traces | None = None
) -> AsyncIterator[Services]:
    """One node's parts, open for as long as the block lasts.

    Raises:
        Unavailable: Redis or SQL cannot be reached, for as long as browsers would wait for them.
        NoRedisError: there is no Redis to start.
    """
    async with AsyncExitStack() as closing:
        client, archive = await _kept(closing, settings, patience=settings.store_patience)
        log = RedisLog(client, settings.node)
        closing.push_async_callback(log.close)
        await patiently(log.start, settings.store_patience)
        meters = Meters(traces)
        rooms = Rooms(
            log,
            archive,
            RedisLeases(client, settings.node),
            RedisPresence(client, settings.node),
            company=Company(crowd=Crowds(voice), standins=moves, reader=reader, judge=breach_in),
            meters=meters,
            most_sockets=settings.most_sockets,
        )
        closing.push_async_callback(rooms.close)
        rooms.start()
        vitals = Vitals(log, archive, rooms.store_lost, meters, settings.store_patience)
        closing.push_async_callback(vitals.close)
        vitals.start()
        gauges.watch(meters, rooms, vitals, version("squall"))
        retention = Retention(log=log, archive=archive, days=settings.keep_days)
        closing.push_async_callback(retention.close)
        retention.start()
        runs = DryRuns(RedisDryRuns(client, log.reaches_key))
        closing.push_async_callback(runs.close)
        runs.start()
        library = Library(settings.scenarios)
        keyring = Keyring(settings.signing_key())
        services = Services(
            desk=Desk(rooms, archive, RedisTickets(client), keyring),
            rooms=rooms,
            log=log,
            archive=archive,
            library=library,
            shelves=Shelves(library, archive),
            drafts=Drafts(archive),
            authors=DraftAuthors(archive),
            limits=Limits(),
            joining=Limits(most=settings.joins_a_minute),
            dry_runs=runs,
            what_ifs=WhatIfs(what_if_running.asked, what_if_running.estimated, parts=os.cpu_count() or 1),
            vitals=vitals,
            meters=meters,
            metrics_token=settings.metrics_token.get_secret_value(),
            hosts=Hosts(
                archive=archive,
                keyring=keyring,
                asked=settings.hosts_sign_in,
                admitted=settings.admitted_hosts,
            ),
            elsewhere=_elsewhere(settings, keyring),
            origins=settings.allowed_origins,
            pages=settings.frontend,
            version=version("squall"),
            explain=Explainer(),
            card=card,
            compare=compare,
            read=read,
            drills=Drills(log, archive, compare, read),
        )
        rooms.over = partial(prepare, services)
        yield services


async def _kept(
    closing: AsyncExitStack, settings: Settings, patience: float = 0.0
) -> tuple[RedisClient, Archive]:
    """Redis and SQL, open until `closing` ends."""
    settings.data.mkdir(parents=True, exist_ok=True)
    url = await closing.enter_async_context(redis_url(settings.redis_url, settings.data))
    client = RedisClient(url)
    closing.push_async_callback(client.close)
    archive = Archive(settings.sql_url)
    closing.push_async_callback(archive.close)
    await patiently(archive.open, patience)
    return client, archive


def _elsewhere(settings: Settings, keyring: Keyring) -> "SingleSignOn | None":
    """The provider that vouches for hosts, if the settings name one."""
    if not settings.oidc_issuer:
        return None
    from app.live.single_sign_on import SingleSignOn  # noqa: PLC0415 - most have none

    secret = settings.oidc_secret.get_secret_value()
    return SingleSignOn(
        issuer=settings.oidc_issuer, client=settings.oidc_client, secret=secret, keyring=keyring
    )


def create_app(settings: Settings) -> Doors:
    """The ASGI app of one node.

    Raises:
        NoSuchPluginError: nobody offers the reader or the voice that the settings name.
    """
    reader = plugins.reader_named(settings.reader, entry_points(group=plugins.READERS))
    voice = plugins.speaking(plugins.voice_named(settings.voice, entry_points(group=plugins.VOICES)))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with (
            otel.collected(os.environ, settings.node, app.version) as traces,
            opened(settings, voice=voice, reader=plugins.reading(reader), traces=traces) as services,
        ):
            provide(app, replace(services, suggest=plugins.suggesting(reader)))
            yield

    app = Doors(
        title="Squall",
        version=version("squall"),
        description="Rehearse a social-media storm before it hits.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        rest=partial(_rest, settings.frontend),
    )
    problems.install(app)
    for module in (health, metrics):
        app.include_router(module.router)
    pages.guard(app)
    return app


def _rest(built: Path) -> Place:
    """All routes that no probe asks for: to bring them in is a third of a start."""
    from app.web.routes import ROUTERS  # noqa: PLC0415 - once the node listens

    def place(app: FastAPI) -> None:
        for router in ROUTERS:
            app.include_router(router)
        pages.place(app, built)

    return place
