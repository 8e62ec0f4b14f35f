"""`squall backup` and `squall restore`: one file for everything, checked before it counts."""

import argparse
import asyncio
import sys
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from app.store import backing_up, bringing_back
from app.store.backing_up import Parts
from app.store.backup_file import Manifest, Reader, Writer
from app.store.bringing_back import How

WIDTH = 24
Opened = AbstractAsyncContextManager[Parts]


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `backup` and `restore` to the command line."""
    made = commands.add_parser("backup", help="write everything a server keeps into one file, while it runs")
    back = commands.add_parser("restore", help="bring a backup back; drills that were running go on")
    for command in (made, back):
        command.add_argument("file", type=Path, help="the backup, such as squall-2026-11-27.zip")
        command.add_argument("--data", type=Path, help="folder for everything that is kept")
    back.add_argument("--check", action="store_true", help="only see whether it is sound and would go in")
    back.add_argument("--into", action="store_true", help="into a server that is not empty, if none clash")
    back.add_argument("--keep-scenarios", action="store_true", help="leave what differs here as it is")


class Progress:
    """A bar where somebody looks on, and silence elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show how much of what is done."""
        if not self._shown:
            return
        full = WIDTH * done // max(1, of)
        bar = "#" * full + "-" * (WIDTH - full)
        end = "\n" if done >= of else ""
        self._stream.write(f"\r{what:<10} [{bar}] {done} of {of}{end}")
        self._stream.flush()


def back_up(stores: Opened, file: Path) -> str:
    """Write a backup, read it back, and say what is in it.

    Raises:
        FileExistsError: there is such a file; nothing was written.
        StoreError: a store cannot be reached.
    """
    if file.exists():
        raise FileExistsError(f"{file} is there already; no backup is ever overwritten")
    file.parent.mkdir(parents=True, exist_ok=True)
    manifest = Manifest(version=version("squall"), made=datetime.now(UTC).isoformat(timespec="seconds"))
    tell = Progress(sys.stderr)
    with Writer(file, manifest) as writer:
        asyncio.run(_write(stores, writer, tell))
    checked = Reader(file)
    for at, _ in enumerate(checked.check(), start=1):
        tell("checked", at, len(manifest.members))
    checked.close()
    size = file.stat().st_size / 1e6
    return f"{file}: {_told(manifest)}, {size:.1f} MB, every file in it checked."


async def _write(stores: Opened, writer: Writer, tell: Progress) -> None:
    async with stores as parts:
        await backing_up.back_up(parts, writer, tell)


async def restore(stores: Opened, file: Path, how: How, *, check: bool) -> str:
    """Bring a backup back, or only see whether that would go, and say what became of it.

    Raises:
        StoreError: it is not sound, does not fit, or a store cannot be reached.
    """
    reader, tell = Reader(file), Progress(sys.stderr)
    try:
        async with stores as parts:
            if check:
                for at, _ in enumerate(reader.check(), start=1):
                    tell("checked", at, len(reader.manifest.members))
                await bringing_back.fits(parts, reader, how)
                return f"{file}: {_told(reader.manifest)}; it is sound and would go in."
            done = await bringing_back.bring_back(parts, reader, how, tell)
    finally:
        reader.close()
    links = "" if done.same_secret else " Links and codes sent out before need the same SQUALL_SECRET here."
    return (
        f"{file}: {done.rehearsals} rehearsals are back, {done.live} of them go on; "
        f"{done.files} scenario files were written.{links}"
    )


def _told(manifest: Manifest) -> str:
    live = sum(one.live for one in manifest.logs.values())
    rehearsals = manifest.rows.get("rehearsals", 0)
    return f"{rehearsals} rehearsals, {live} of them not over, {manifest.rows.get('drafts', 0)} drafts"
