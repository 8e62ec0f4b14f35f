"""A backup: one zip file, in which every member's hash and count stand in the manifest that closes it."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from app.store.log import StoreError

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20
LONGEST_LINE = 1 << 27
"""Bytes of one row; a segment of a log is far below."""


class BackupBroken(StoreError):
    """This file is no backup, or not as it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A log as it was in Redis.

    Attributes:
        chain: the hash of all its entries.
        live: whether the drill was not over.
    """

    epoch: str
    entries: int
    chain: str
    live: bool


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        made: when, ISO 8601.
        revision: of the tables.
        rows: of each table.
        logs: by rehearsal.
        members: the hash of each file in it.
    """

    version: str
    made: str
    revision: str = ""
    format: int = FORMAT
    rows: dict[str, int] = field(default_factory=dict)
    logs: dict[str, Kept] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)


class Writer:
    """Writes a backup next to its place, and puts it there when it is whole."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._path = path
        self._unfinished = path.with_name(f"{path.name}.part")
        self._unfinished.touch(mode=0o600)
        self._zip = zipfile.ZipFile(self._unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=3)

    def add(self, name: str, pieces: Iterator[bytes]) -> None:
        """Add a member and remember its hash."""
        with self.member(name) as write:
            for piece in pieces:
                write(piece)

    def member(self, name: str) -> "Member":
        """A member to write to, piece by piece."""
        return Member(self._zip.open(name, "w", force_zip64=True), name, self.manifest.members)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is None:
            self._zip.writestr(MANIFEST, json.dumps(asdict(self.manifest), indent=1))
        self._zip.close()
        if fault is None:
            self._unfinished.replace(self._path)
        else:
            self._unfinished.unlink(missing_ok=True)


class Member:
    """One file of a backup while it is written."""

    def __init__(self, file: IO[bytes], name: str, hashes: dict[str, str]) -> None:
        self._file = file
        self._name = name
        self._hashes = hashes
        self._hash = sha256()

    def __enter__(self) -> Self:
        return self

    def __call__(self, piece: bytes) -> None:
        self._hash.update(piece)
        self._file.write(piece)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._hashes[self._name] = self._hash.hexdigest()


class Reader:
    """Reads a backup.

    Raises:
        BackupBroken: the file is none, or of another format.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = _manifest(json.loads(self._zip.read(MANIFEST)))
        except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as fault:
            raise BackupBroken(f"{path} is no backup of Squall, or was cut off") from fault
        if self.manifest.format != FORMAT:
            raise BackupBroken(f"{path} has format {self.manifest.format}; this version reads {FORMAT}")

    def check(self) -> Iterator[str]:
        """The name of each member, once it was found to be as it was written.

        Raises:
            BackupBroken: one is not, is missing, or should not be there.
        """
        there = set(self._zip.namelist()) - {MANIFEST}
        if there != self.manifest.members.keys():
            odd = sorted(there ^ self.manifest.members.keys())
            raise BackupBroken(f"files are missing or too many: {odd[:5]}")
        for name, known in self.manifest.members.items():
            found = sha256()
            try:
                for piece in self.pieces(name):
                    found.update(piece)
            except zipfile.BadZipFile as fault:
                raise BackupBroken(f"{name} cannot be read") from fault
            if found.hexdigest() != known:
                raise BackupBroken(f"{name} is not as it was written")
            yield name

    def pieces(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as file:
            while piece := file.read(PIECE):
                yield piece

    def read(self, name: str) -> bytes:
        return self._zip.read(name)

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table; none if the backup does not have it."""
        name = member_of(table)
        if name in self.manifest.members:
            with self._zip.open(name) as file:
                while line := file.readline(LONGEST_LINE):
                    yield json.loads(line)

    def below(self, folder: str) -> Iterator[str]:
        """The members in a folder, by their path in it."""
        for name in self.manifest.members:
            if name.startswith(f"{folder}/"):
                yield name.removeprefix(f"{folder}/")

    def close(self) -> None:
        self._zip.close()


def member_of(table: str) -> str:
    return f"sql/{table}.jsonl"


def _manifest(raw: dict[str, Any]) -> Manifest:
    return Manifest(**raw | {"logs": {name: Kept(**one) for name, one in raw["logs"].items()}})
