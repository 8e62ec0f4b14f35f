"""Servers whose wall clock can be set wrong while they run, as an administrator or a bad time server does."""

from pathlib import Path

HOOK = """
import os, time
_time, _time_ns, _file = time.time, time.time_ns, os.environ["TEST_CLOCK"]

def _off():
    try:
        with open(_file) as file:
            return float(file.read() or 0)
    except (OSError, ValueError):
        return 0.0

time.time = lambda: _time() + _off()
time.time_ns = lambda: _time_ns() + int(_off() * 1e9)
"""
"""Python runs a module of this name by itself before the program."""


class WallClock:
    """The clock of all servers that are started with its `environment`; their monotonic one is untouched."""

    def __init__(self, folder: Path, pythonpath: str) -> None:
        folder.mkdir(parents=True)
        (folder / "sitecustomize.py").write_text(HOOK)
        self._file = folder / "off"
        self.environment = {
            "TEST_CLOCK": str(self._file),
            "PYTHONPATH": f"{folder}:{pythonpath}" if pythonpath else str(folder),
        }

    def step(self, seconds: float) -> None:
        """Show so many seconds more than it is, or less."""
        self._file.write_text(str(seconds))
