"""Advisories are asked for where somebody answers; where nobody does, nothing is claimed."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from scripts.audit import FOUND, UNASKED, Advice, verdict
from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
LOCK = f"anyio==4.9.0 --hash=sha256:{'0' * 64}\nhttpx==0.28.1 --hash=sha256:{'1' * 64}\n"


class Adviser:
    """Both services on loopback: OSV's answers to a package each, and npm's to a whole lock."""

    def __init__(self) -> None:
        asked = self.asked = dict[str, Any]()
        dangerous = self.dangerous = set[str]()

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                said = json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
                if self.path == "/v1/query":
                    name = said["package"]["name"]
                    asked[name] = said["version"]
                    answer: dict[str, Any] = {"vulns": [python_danger(name)]} if name in dangerous else {}
                else:
                    asked.update(said)
                    answer = {name: [npm_danger()] for name in said if name in dangerous}
                sent = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, *_: object) -> None:
                """Quiet: `asked` says it all."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def python_danger(name: str) -> dict[str, Any]:
    fixed = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9.9"}]}
    affected = [{"package": {"name": name, "ecosystem": "PyPI"}, "ranges": [fixed]}]
    return {"id": "OSV-1", "summary": "It bites.", "affected": affected}


def npm_danger() -> dict[str, Any]:
    return {
        "id": 1,
        "url": "http://127.0.0.1/1",
        "title": "It bites.",
        "severity": "high",
        "vulnerable_versions": ">=0",
        "cwe": [],
        "cvss": {"score": 0, "vectorString": None},
    }


@pytest.fixture
def adviser() -> Iterator[Adviser]:
    with closing(Adviser()) as made:
        yield made


def audited(base: str, folder: Path) -> subprocess.CompletedProcess[str]:
    lock = folder / "lock.txt"
    lock.write_text(LOCK)
    asking = [str(lock), "--osv", f"{base}/v1/query", "--registry", base]
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "audit.py"), *asking],
        check=False,
        capture_output=True,
        text=True,
    )


def test_what_nobody_warns_of_is_said_to_be_checked(adviser: Adviser, tmp_path: Path) -> None:
    ran = audited(adviser.base, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "requirements: 2 packages checked, none is known to be dangerous" in ran.stdout
    assert "frontend: " in ran.stdout
    assert ran.stdout.count("none is known") == 2
    assert adviser.asked["httpx"] == "0.28.1"
    assert adviser.asked["svelte"]


def test_a_dangerous_package_fails_the_audit_and_is_named(adviser: Adviser, tmp_path: Path) -> None:
    adviser.dangerous |= {"httpx", "svelte"}
    ran = audited(adviser.base, tmp_path)
    assert ran.returncode == 1
    assert "httpx 0.28.1: OSV-1, mended in 9.9" in ran.stdout
    assert "svelte >=0: It bites. (high)" in ran.stdout


def test_where_nobody_answers_nothing_is_claimed_and_nothing_fails(tmp_path: Path) -> None:
    ran = audited(f"http://127.0.0.1:{free_port()}", tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("not reachable, nothing was checked") == 2
    assert "packages checked" not in ran.stdout


def test_who_insists_on_an_answer_is_told_that_there_is_none() -> None:
    heard, unheard = Advice("requirements", 2), Advice("frontend", why="no network")
    assert verdict([heard, unheard], must=False) == 0
    assert verdict([heard, unheard], must=True) == UNASKED
    assert verdict([heard, heard], must=True) == 0
    assert verdict([Advice("requirements", 2, ("httpx",)), unheard], must=False) == FOUND
