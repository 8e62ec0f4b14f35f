"""The same log gives the same bytes: in another process, under another hash seed, after a kill."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.ids import PostId
from app.rehearsal.supposition import Silent
from app.what_if_running import asked
from tests.people import Person
from tests.review.golden.kept import log
from tests.serving import ServerProcess

pytestmark = pytest.mark.faults
LAST = PostId("p574")
"""The brand's last post of the good drill: what follows it is soon played."""
LOG = gzip.decompress(log("good").read_bytes())
SEEDS = ("1", "4242")


def ran(*program: str, seed: str, given: bytes = b"") -> bytes:
    """What a program of ours writes in a process of its own, with sets and dicts in another order."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-m", *program], input=given, env=environment, check=True, capture_output=True
    )
    return done.stdout


def test_a_what_if_is_the_same_whatever_the_hash_seed() -> None:
    given = asked(Silent(post=LAST), 2_400.0, LOG)
    one, other = (ran("app.what_if_running", "0", "4", seed=seed, given=given) for seed in SEEDS)
    assert one == other
    assert b"curves" in one


async def test_a_what_if_a_lens_and_a_review_are_the_same_after_the_server_was_killed(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, environment={"PYTHONHASHSEED": SEEDS[0]}).start()
    try:
        async with Person(server.base) as dana:
            opened = (await dana.http.post("/api/logs", content=LOG)).json()
            before = await told(dana, opened["id"])
            server.kill()
            again = ServerProcess(tmp_path, port=server.port, environment={"PYTHONHASHSEED": SEEDS[1]})
            server = again.start()
            assert await told(dana, opened["id"]) == before
    finally:
        server.stop()


async def told(person: Person, rehearsal: str) -> tuple[bytes, bytes, bytes]:
    """A what-if, a lens and the review, byte for byte."""
    api = f"/api/rehearsals/{rehearsal}"
    what = {"kind": "silent", "post": LAST}
    supposed = await person.http.post(f"{api}/what-ifs", json={"what": what}, timeout=120)
    lens, review = [await person.http.get(f"{api}/{one}") for one in ("lens/brand-comms", "review")]
    assert [one.status_code for one in (supposed, lens, review)] == [httpx.codes.OK] * 3, supposed.text
    return supposed.content, lens.content, review.content
