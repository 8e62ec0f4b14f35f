"""`squall hosts`: list, invite, disable, and give another password, on the machine the server runs on."""

import argparse
import asyncio
import getpass
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.live.hosts import Hosts, clean_login
from app.live.keys import Keyring
from app.rehearsal.refusals import Refused
from app.store.archive import Archive
from app.store.host_tables import HostAccountRow
from app.store.log import StoreError


class CannotHost(Exception):  # noqa: N818 - the sentence is for people
    """Why it cannot be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Whose hosts: where its SQL is, what it signs with, and its address."""

    sql_url: str
    signing_key: bytes
    home: str


Act = Callable[[Hosts, argparse.Namespace, Server], Awaitable[str]]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Teach the command line about hosts."""
    hosts = commands.add_parser("hosts", help="who may start rehearsals, where hosts sign in")
    does = hosts.add_subparsers(dest="does", required=True)
    does.add_parser("list", help="every account")
    does.add_parser("invite", help="a link that makes one more host, once, within three days")
    for name, help_ in (
        ("disable", "let an account host no longer, and sign it out everywhere"),
        ("password", "give an account another password, and sign it out everywhere"),
    ):
        does.add_parser(name, help=help_).add_argument("login")


def run(asked: argparse.Namespace, server: Server) -> str:
    """Do it, and say what was done.

    Raises:
        CannotHost: it cannot be done.
    """
    acts: dict[str, Act] = {"list": _list, "invite": _invite, "disable": _disable, "password": _password}
    try:
        return asyncio.run(_with_hosts(acts[asked.does], asked, server))
    except (Refused, StoreError) as fault:
        raise CannotHost(fault.detail if isinstance(fault, Refused) else str(fault)) from fault


async def _with_hosts(act: Act, asked: argparse.Namespace, server: Server) -> str:
    archive = Archive(server.sql_url)
    await archive.open()
    try:
        keyring = Keyring(server.signing_key)
        return await act(Hosts(archive=archive, keyring=keyring, asked=True), asked, server)
    finally:
        await archive.close()


async def _list(hosts: Hosts, _: argparse.Namespace, __: Server) -> str:
    rows = await hosts.archive.hosts()
    return "\n".join(map(_line, rows)) or "no hosts yet; the server prints a link when it starts"


async def _invite(hosts: Hosts, _: argparse.Namespace, server: Server) -> str:
    return sign_in_link(server.home, await hosts.first_key() or await hosts.invite(None))


async def _disable(hosts: Hosts, asked: argparse.Namespace, _: Server) -> str:
    row = await _named(hosts, asked.login)
    await hosts.archive.disable_host(row.id, time.time_ns() // 1_000_000)
    await hosts.note(None, "host.disabled", row.id)
    return f"{row.login} hosts no longer"


async def _password(hosts: Hosts, asked: argparse.Namespace, _: Server) -> str:
    row = await _named(hosts, asked.login)
    typed = getpass.getpass("Another password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    await hosts.give_password(row, typed)
    return f"{row.login} signs in with it from now on"


async def _named(hosts: Hosts, login: str) -> HostAccountRow:
    row = await hosts.archive.host_of_login(clean_login(login))
    if row is None:
        raise Refused("not_found", f"there is no host {login!r}; `squall hosts list` shows all")
    return row


def sign_in_link(home: str, key: str) -> str:
    """Where a key makes a host."""
    return f"{home}/sign-in#{key}"


def _line(row: HostAccountRow) -> str:
    made = time.strftime("%Y-%m-%d", time.localtime(row.created_at / 1000))
    how = "password" if row.password else row.issuer or "nothing"
    return f"{row.login:<32} {row.name:<24} since {made}, {'disabled' if row.disabled_at else f'by {how}'}"
