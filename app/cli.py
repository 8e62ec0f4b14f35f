"""The command line: `squall serve`, `demo`, `play`, `review`, `check`, `import`, `load` and the others."""

import argparse
import asyncio
import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from app import diary, hosting
from app.ids import RehearsalId
from app.main import create_app
from app.plugins import NoSuchPluginError
from app.server import Server, loop_factory
from app.settings import Settings
from app.store.library import FIRST
from app.store.log import StoreError
from app.store.redis_server import NoRedisError
from app.web.links import Links, links_of
from app.web.services import Services

SERVE = {
    "serve": "serve rehearsals; settings come from SQUALL_* in the environment",
    "demo": "serve, open a rehearsal and print the links to it",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 if all is well."""
    words = sys.argv[1:] if arguments is None else arguments
    serves = bool(words) and words[0] in SERVE
    asked = _parser(serves=serves).parse_args(words)
    diary.keep(form="plain")
    if serves:
        return _run(_settings(asked), demo=asked.command == "demo")
    from app import errands  # noqa: PLC0415 - a sixth of a start, and no server runs one

    return errands.run(asked)


def _parser(*, serves: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="squall", description="Rehearse a social-media storm before it hits."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, does in SERVE.items():
        command = commands.add_parser(name, help=does, description=does)
        command.add_argument("--port", type=int, help="port to listen on")
        command.add_argument("--host", help="address to listen on")
        command.add_argument("--data", type=Path, help="folder for everything that is kept")
    if not serves:
        from app import errands  # noqa: PLC0415 - as above

        errands.add_commands(commands)
    return parser


def _settings(asked: argparse.Namespace) -> Settings:
    named = {name: getattr(asked, name) for name in ("port", "host", "data")}
    return Settings(**{name: value for name, value in named.items() if value is not None})


def _run(settings: Settings, *, demo: bool) -> int:
    diary.keep(settings.log_level, settings.log_form)
    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_serve(settings, demo=demo))
    except (StoreError, NoRedisError, NoSuchPluginError) as fault:
        print(f"squall: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


async def _serve(settings: Settings, *, demo: bool) -> None:
    app = create_app(settings)
    server = Server(app, settings)
    serving = asyncio.create_task(server.serve())
    coming_up = asyncio.create_task(server.up.wait())
    await asyncio.wait((serving, coming_up), return_when=asyncio.FIRST_COMPLETED)
    coming_up.cancel()
    if server.started and (key := await app.state.services.hosts.first_key()):
        print(
            f"Nobody hosts here yet. Become the first: {hosting.sign_in_link(settings.home, key)}", flush=True
        )
    if demo and server.started:
        await _show(app.state.services, settings)
    await serving


async def _show(services: Services, settings: Settings) -> None:
    """Print where to go: the rehearsals that still run, or a new one."""
    base = settings.home
    found = [
        row for row in await services.archive.rehearsals(20) if row.state != "ended" and row.mode == "room"
    ]
    resumed = bool(found)
    if not found:
        scenario = services.library.get(FIRST) or next(iter(services.library.all()), None)
        if scenario is None:
            print(f"No scenario in {settings.scenarios}. Open {base}")
            return
        found = [(await services.desk.open_rehearsal(scenario, "room"))[1]]
    newest = found[0]
    for row in found:
        links = links_of(base, services.desk.keyring, RehearsalId(row.id), row.code)
        print(_table(row.title + (" (resumed)" if resumed else ""), base, links), flush=True)
    join = links_of(base, services.desk.keyring, RehearsalId(newest.id), newest.code).join
    import segno  # noqa: PLC0415 - a demo shows it once it listens

    segno.make(join).terminal(out=sys.stdout, compact=True, border=2)
    print(f"Players scan this, or open {base}/join and type {newest.code}.")
    print("Ctrl-C stops the server; `make run` goes on where it stopped.", flush=True)
    if _has_display():
        await asyncio.to_thread(webbrowser.open, base)


def _table(title: str, base: str, links: Links) -> str:
    rows = (
        ("Open", base),
        ("Facilitator", links.facilitator),
        ("Players", links.join),
        ("Join code", links.code),
        ("Observer", links.observer),
    )
    lines = [f"  {name:<12} {where}" for name, where in rows]
    width = max(len(line) for line in lines) + 2
    return "\n".join((f"\n{title}", "─" * width, *lines, "─" * width))


def _has_display() -> bool:
    return sys.stdout.isatty() and (
        sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


if __name__ == "__main__":
    sys.exit(main())
