"""Asking a real server for dry runs, waiting for them, and looking at the process that plays them."""

import asyncio
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from app.exchange.scenario_file import as_yaml
from tests.airline import AIRLINE
from tests.people import SCENARIO

SHORT, LONG = "a-short-one", "a-long-one"
PATIENCE = 100.0
SHIPPED = Path(__file__).resolve().parents[2] / "scenarios" / SCENARIO


def library(folder: Path) -> Path:
    """A library with the shipped scenario, one of two minutes, and one that goes on for hours."""
    shutil.copytree(SHIPPED, folder / SCENARIO)
    for slug, minutes in ((SHORT, 2), (LONG, 480)):
        msel = tuple(one for one in AIRLINE.msel if one.at is None or one.at <= 60 * minutes)
        facts = tuple(one for one in AIRLINE.facts if one.at <= 60 * minutes)
        (folder / slug).mkdir()
        title = AIRLINE.title if slug == SHORT else "All night"
        text = as_yaml(replace(AIRLINE, slug=slug, title=title, minutes=minutes, msel=msel, facts=facts))
        (folder / slug / "scenario.yaml").write_text(text, encoding="utf-8")
    return folder


async def asked(http: httpx.AsyncClient, slug: str = SHORT, **told: Any) -> str:
    """Ask for one; its id."""
    answer = await http.post(f"/api/scenarios/{slug}/dry-runs", json=told)
    assert answer.status_code == httpx.codes.ACCEPTED, answer.text
    run: str = answer.json()["run"]
    return run


async def page(http: httpx.AsyncClient, run: str) -> dict[str, Any]:
    answer = await http.get(f"/api/dry-runs/{run}")
    assert answer.status_code == httpx.codes.OK, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def seen(
    http: httpx.AsyncClient, run: str, wanted: Callable[[dict[str, Any]], bool]
) -> list[dict[str, Any]]:
    """Every page up to the first that is as wanted."""
    pages: list[dict[str, Any]] = []
    async with asyncio.timeout(PATIENCE):
        while not pages or not wanted(pages[-1]):
            pages.append(await page(http, run))
            await asyncio.sleep(0.1)
    return pages


async def report_of(http: httpx.AsyncClient, run: str) -> dict[str, Any]:
    """What it showed, once it is done."""
    last = (await seen(http, run, lambda one: one["state"] in ("done", "failed")))[-1]
    assert last["state"] == "done", last["problem"]
    told: dict[str, Any] = last["report"]
    return told


def children(pid: int) -> list[int]:
    """The processes that a server of ours has started and that play a dry run."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
                line = folder.joinpath("cmdline").read_bytes()
            except OSError:
                continue
            if parent == pid and b"app.dry_running" in line:
                found.append(int(folder.name))
    return found


def lives(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def priority(pid: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, pid)


async def until(holds: Callable[[], bool], within: float = 20.0) -> None:
    async with asyncio.timeout(within):
        while not holds():  # noqa: ASYNC110 (a process raises no events of ours)
            await asyncio.sleep(0.05)
