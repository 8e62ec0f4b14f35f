"""What `squall load` is asked for, and the bounds it keeps."""

import argparse
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from app.scenario.widening import MOST_PLAYERS

MOST_OBSERVERS = 20_000
MOST_SECONDS = 600
MOST_ASKS_A_SECOND = 50.0
MOST_EACH = 0.4
"""Asks a second of one player: a seat may post five times in ten seconds."""
MOST_DELIVERIES = 10_000_000
"""Each is timed and kept until the end, in eight bytes."""
WARM_UP = 3.0
"""Seconds of asks before those that count."""


class CannotLoad(Exception):  # noqa: N818 - the sentence is for people
    """Why nothing was measured, and what to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The most that 99 of 100 may take, in milliseconds."""

    done: float = 25.0
    players: float = 50.0
    observers: float = 300.0


TARGETS = Targets()


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A load, and where it goes.

    Attributes:
        rate: asks a second, of all players together.
        seconds: for which they count.
        url: the server; None for one of our own, on this machine.
        login: of a host there, where hosts sign in.
        link: a facilitator's link to a drill that was opened for the load alone.
        scenario: its slug; None for the first that the server shows.
        json: a file for the figures.
    """

    players: int = 50
    observers: int = 5_000
    rate: float = 5.0
    seconds: int = 60
    url: str | None = None
    login: str | None = None
    link: str | None = None
    scenario: str | None = None
    json: Path | None = None
    targets: Targets = TARGETS

    @property
    def asks(self) -> int:
        """All of them, those that warm up too."""
        return self.warm_up + round(self.rate * self.seconds)

    @property
    def warm_up(self) -> int:
        """Asks before those that count."""
        return round(self.rate * min(WARM_UP, self.seconds))

    @property
    def home(self) -> str | None:
        """The server's origin, None for our own."""
        address = self.link or self.url
        if address is None:
            return None
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc}"


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `load` to the command line."""
    says = "prove that a server carries a drill: players ask, observers look on, and everything is timed"
    load = commands.add_parser("load", help=says, description=says)
    load.add_argument("--players", type=int, default=50, help=f"who ask, {MOST_PLAYERS} at most (50)")
    load.add_argument("--observers", type=int, default=5_000, help=f"{MOST_OBSERVERS} at most (5000)")
    load.add_argument("--rate", type=float, default=5.0, help="asks a second of all players together (5)")
    load.add_argument("--seconds", type=int, default=60, help=f"to measure, {MOST_SECONDS} at most (60)")
    load.add_argument("--url", help="a server that runs; without, one is started here for the load alone")
    load.add_argument("--login", help="of a host there, where hosts sign in; the password is asked for")
    load.add_argument("--link", help="instead: a facilitator's link to a drill opened for the load alone")
    load.add_argument("--scenario", help="its slug; default: the first the server shows")
    load.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    for name, most, what in (
        ("done", TARGETS.done, "from an ask to its answer"),
        ("to-players", TARGETS.players, "until it is with every player"),
        ("to-observers", TARGETS.observers, "until it is with every observer"),
    ):
        load.add_argument(
            f"--{name}", type=float, default=most, metavar="MS", help=f"target: p99 {what} ({most:g})"
        )


def as_load(asked: argparse.Namespace) -> Load:
    """The load, if it is within bounds.

    Raises:
        CannotLoad: it is not.
    """
    names = [one.name for one in fields(Load)]
    load = Load(
        **{name: getattr(asked, name) for name in names if name != "targets"},
        targets=Targets(done=asked.done, players=asked.to_players, observers=asked.to_observers),
    )
    _check(load)
    return load


def _check(load: Load) -> None:
    _between("--players", load.players, 1, MOST_PLAYERS)
    _between("--observers", load.observers, 0, MOST_OBSERVERS)
    _between("--seconds", load.seconds, 1, MOST_SECONDS)
    _between("--rate", load.rate, 0.1, MOST_ASKS_A_SECOND)
    if load.rate > load.players * MOST_EACH:
        most = load.players * MOST_EACH
        raise CannotLoad(f"{load.players} players may ask {most:g} times a second together; lower --rate")
    deliveries = load.asks * (load.players + load.observers)
    if deliveries > MOST_DELIVERIES:
        raise CannotLoad(
            f"that is {deliveries:,} deliveries, and {MOST_DELIVERIES:,} at most can be kept; "
            "lower --seconds, --rate or --observers"
        )
    for name, address in (("--url", load.url), ("--link", load.link)):
        if address is not None and not _is_address(address):
            raise CannotLoad(f"{name} is an address such as https://squall.example, not {address!r}")
    if load.link is not None and "#" not in load.link:
        raise CannotLoad("--link is a facilitator's whole link, with all that stands after its #")
    if load.login is not None and load.url is None:
        raise CannotLoad("--login needs --url: nobody signs in to a server of our own")
    if load.json is not None and not load.json.resolve().parent.is_dir():
        raise CannotLoad(f"--json: there is no folder {load.json.resolve().parent}")


def _between(name: str, given: float, least: float, most: float) -> None:
    if not least <= given <= most:
        raise CannotLoad(f"{name} is from {least:g} to {most:g}, not {given:g}")


def _is_address(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)
