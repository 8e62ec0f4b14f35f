"""Ask whether a package we lock is known to be dangerous, where somebody can be asked.

pip-audit asks a service of the OSV kind about the server's packages, `npm audit` a registry about the pages'.
A service that is not reached says nothing, which is said, and is no reason to fail: nothing was checked.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
WITHIN = 300
"""Seconds for all the questions of one tool."""
FOUND, UNASKED = 1, 2


@dataclass(frozen=True, slots=True)
class Advice:
    """What came of asking about one lock; `why` says what stood in the way where nobody answered."""

    of: str
    checked: int = 0
    dangers: tuple[str, ...] = ()
    why: str = ""

    def __str__(self) -> str:
        if self.why:
            return f"{self.of}: not reachable, nothing was checked ({self.why})"
        known = "".join(f"\n  {danger}" for danger in self.dangers) or " none is known to be dangerous"
        return f"{self.of}: {self.checked} packages checked,{known}"


def python_advice(locks: Sequence[Path], service: str | None) -> Advice:
    """About every package of these locks that would be installed on this machine."""
    given = [part for lock in locks for part in ("--requirement", str(lock))]
    where = ["--osv-url", service] if service else []
    told, complaint = _ran(
        sys.executable,
        *("-m", "pip_audit", "--vulnerability-service", "osv", *where, "--disable-pip", "--require-hashes"),
        *("--format", "json", "--progress-spinner", "off", *given),
    )
    of = "requirements"
    if "dependencies" not in told:
        return Advice(of, why=complaint)
    return Advice(of, len(told["dependencies"]), tuple(_of_python(told["dependencies"])))


def npm_advice(registry: str | None) -> Advice:
    """About every package of the frontend's lock."""
    where = [f"--registry={registry}"] if registry else []
    told, complaint = _ran(
        "npm", "audit", "--json", "--package-lock-only", "--fetch-retries=0", *where, folder=FRONTEND
    )
    of = "frontend"
    if "vulnerabilities" not in told:
        return Advice(of, why=str(told.get("message", "")) or complaint)
    return Advice(of, told["metadata"]["dependencies"]["total"], tuple(_of_npm(told["vulnerabilities"])))


def verdict(advice: Sequence[Advice], *, must: bool) -> int:
    """The exit code: 0 where nothing is known, whether or not anybody could be asked, unless they must be."""
    if any(one.dangers for one in advice):
        return FOUND
    return UNASKED if must and any(one.why for one in advice) else 0


def _of_python(dependencies: Sequence[dict[str, Any]]) -> Iterator[str]:
    for one in dependencies:
        for found in one.get("vulns", ()):
            mended = ", ".join(found["fix_versions"]) or "no version yet"
            yield f"{one['name']} {one['version']}: {found['id']}, mended in {mended}"


def _of_npm(vulnerabilities: dict[str, Any]) -> Iterator[str]:
    """Without those that only stand on a dangerous one."""
    for name, found in vulnerabilities.items():
        for why in found["via"]:
            if isinstance(why, dict):
                yield f"{name} {why['range']}: {why['title']} ({why['severity']})"


def _ran(*command: str, folder: Path = ROOT) -> tuple[dict[str, Any], str]:
    """The JSON a tool wrote, empty if it wrote none, and the last line of what it complained of."""
    ran = subprocess.run(
        command, cwd=folder, check=False, capture_output=True, text=True, timeout=WITHIN, env=_with_node()
    )
    lines = [line for line in ran.stderr.splitlines() if line.strip()]
    try:
        told = json.loads(ran.stdout)
    except ValueError:
        told = {}
    return told, lines[-1].strip() if lines else f"it ended with {ran.returncode}"


def _with_node() -> dict[str, str]:
    found = subprocess.run([ROOT / "scripts" / "find_node"], check=True, capture_output=True, text=True)
    return os.environ | {"PATH": f"{found.stdout.strip()}:{os.environ['PATH']}"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locks", nargs="*", type=Path, default=sorted((ROOT / "requirements").glob("*.txt")))
    parser.add_argument("--osv", metavar="URL", help="another service to ask about Python's packages")
    parser.add_argument("--registry", metavar="URL", help="another registry to ask about the frontend's")
    parser.add_argument("--must", action="store_true", help=f"end with {UNASKED} if nobody can be asked")
    asked = parser.parse_args()
    locks = [lock.resolve() for lock in asked.locks]
    with ThreadPoolExecutor() as asking:
        both = asking.submit(python_advice, locks, asked.osv), asking.submit(npm_advice, asked.registry)
        advice = [one.result() for one in both]
    for one in advice:
        print(one)
    return verdict(advice, must=asked.must)


if __name__ == "__main__":
    sys.exit(main())
