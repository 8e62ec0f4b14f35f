"""The load proof, as people run it: against a server of its own, and against one that hosts sign in to."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from app.cli import main
from app.load.asked import TARGETS, Load, Targets
from app.load.door import Door
from app.load.running import measured
from app.load.verdict import judge
from tests.people import PATIENCE, SCENARIO
from tests.serving import PLAIN, ServerProcess

HOST = {"login": "dana@meridian.example", "name": "Dana Kessler", "password": "three gulls on a roof"}
FEW = ("--players", "4", "--observers", "40", "--rate", "1.6")
PATIENT = ("--done", "5000", "--to-players", "5000", "--to-observers", "5000")
"""Targets that a busy machine keeps."""
WITHIN = 100.0
ASKS = 'squall_asks_total{by="seat",outcome="done"}'
ENDED_BY_CTRL_C = 130


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    data: Path = tmp_path_factory.mktemp("load")
    running = ServerProcess(data, environment={"SQUALL_HOSTS": "known"}).start()
    try:
        deadline = time.monotonic() + 20.0
        while not (key := re.search(r"/sign-in#(\S+)", running.written())):  # printed once it is ready
            assert time.monotonic() < deadline, running.written()
            time.sleep(0.05)
        made = httpx.post(f"{running.base}/api/host/sign-up", json={"key": key[1], **HOST}, timeout=30.0)
        assert made.status_code == httpx.codes.CREATED, made.text
        yield running
    finally:
        running.stop()


def by_login(server: ServerProcess, *, seconds: int, targets: Targets = TARGETS) -> Load:
    return Load(
        url=server.base,
        login=HOST["login"],
        players=4,
        observers=40,
        rate=1.6,
        seconds=seconds,
        targets=targets,
    )


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN):
        while not happened():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.05)


def metric(server: ServerProcess, name: str) -> float:
    """The sum of a metric's lines whose beginning is `name`."""
    lines = httpx.get(f"{server.base}/metrics", verify=PLAIN, timeout=PATIENCE).text.splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))


def drills(server: ServerProcess) -> int:
    """Rehearsals that a server keeps, by its own word."""
    with httpx.Client(base_url=server.base, verify=PLAIN, timeout=PATIENCE) as http:
        signed_in = {name: HOST[name] for name in ("login", "password")}
        assert http.post("/api/host/sign-in", json=signed_in).status_code == httpx.codes.OK
        deeds = http.get("/api/host/trail").json()["deeds"]
    acts = [deed["act"] for deed in deeds]
    return acts.count("rehearsal.started") - acts.count("rehearsal.erased")


def started_by(pid: int) -> list[int]:
    return [
        int(one)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for one in (task / "children").read_text().split()
    ]


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_a_server_of_its_own_passes_and_every_socket_gets_everything_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "left"
    left.mkdir()
    monkeypatch.setenv("TMPDIR", str(left))
    monkeypatch.setenv("SQUALL_REDIS_URL", "redis://127.0.0.1:1/0")
    figures = tmp_path / "figures.json"
    assert main(["load", *FEW, *PATIENT, "--seconds", "2", "--json", str(figures)]) == 0, capsys.readouterr()
    told, found = capsys.readouterr().out, json.loads(figures.read_text())
    assert "PASS: the server keeps every target." in told
    assert found["verdict"] == "pass"
    assert set(found["counts"].values()) == {0}
    asks = found["times_ms"]["ask_to_done"]["count"]
    assert asks == 3
    assert found["times_ms"]["to_observers"]["count"] == asks * 40
    assert list(left.iterdir()) == [], "the server's folder is gone"


async def test_a_server_that_hangs_for_a_second_and_a_half_misses_and_keeps_nothing_of_the_load(
    server: ServerProcess,
) -> None:
    before = metric(server, ASKS)
    slow = Targets(done=800, players=800, observers=800)
    loading = asyncio.create_task(measured(by_login(server, seconds=4, targets=slow), HOST["password"]))
    try:
        # StartEx, the asks that warm up, and two that count.
        await until(lambda: metric(server, ASKS) >= before + 1 + 5 + 2)
        os.kill(server.pid, signal.SIGSTOP)
        await asyncio.sleep(1.5)  # the fault itself
        os.kill(server.pid, signal.SIGCONT)
        found = await loading
    finally:
        os.kill(server.pid, signal.SIGCONT)
        loading.cancel()
    verdict = judge(found)
    assert verdict.word == "miss"
    assert found.done.at(1.0) > 800 or found.refused
    assert (found.lost, found.doubled) == (0, 0), "late is not lost"
    assert drills(server) == 0


async def test_a_load_that_is_stopped_leaves_no_drill_at_the_server_and_no_process_here(
    server: ServerProcess,
) -> None:
    before = started_by(os.getpid())
    loading = asyncio.create_task(measured(by_login(server, seconds=60), HOST["password"]))
    await until(lambda: loading.done() or metric(server, "squall_sockets{") >= 45)
    assert drills(server) == 1
    started = set(started_by(os.getpid())) - set(before)
    loading.cancel()
    await asyncio.wait((loading,))
    assert loading.cancelled()
    assert started
    assert not any(alive(pid) for pid in started)
    assert drills(server) == 0
    await until(lambda: metric(server, "squall_sockets{") == 0)


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Processes that are started hear Ctrl-C, though a shell made those in its background deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
async def test_ctrl_c_takes_a_server_of_its_own_along(tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    load = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app", "load", *FEW, "--seconds", "60"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(left)},
        start_new_session=True,
    )
    try:
        await until(lambda: len(started_by(load.pid)) == 2)
        started = [*started_by(load.pid), *(one for pid in started_by(load.pid) for one in started_by(pid))]
        load.send_signal(signal.SIGINT)
        async with asyncio.timeout(WITHIN):
            told = await load.communicate()
    finally:
        if load.returncode is None:
            for pid in (load.pid, *started_by(load.pid)):
                os.kill(pid, signal.SIGKILL)
    assert (load.returncode, *told) == (ENDED_BY_CTRL_C, b"", b"")
    assert len(started) == 3, "a server, its Redis, the observers"
    await until(lambda: not any(alive(pid) for pid in started))
    assert list(left.iterdir()) == []


def test_a_host_who_may_not_sign_in_by_a_password_gives_the_link_to_a_drill(
    server: ServerProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    with httpx.Client(base_url=server.base, verify=PLAIN, timeout=PATIENCE) as http:
        http.post("/api/host/sign-in", json={name: HOST[name] for name in ("login", "password")})
        made = http.post("/api/rehearsals", json={"scenario": SCENARIO}).json()
        link, path = made["links"]["facilitator"], f"/api/rehearsals/{made['id']}"
        few = ("--players", "2", "--observers", "3", "--rate", "0.8", "--seconds", "2", *PATIENT)
        assert main(["load", "--link", link, "--players", "50", "--seconds", "2"]) == 1
        assert "lower --players" in capsys.readouterr().err
        assert main(["load", "--link", link, *few]) == 0, capsys.readouterr()
        assert main(["load", "--link", link, *few]) == 1
        assert "that drill has begun" in capsys.readouterr().err
        (mine,) = http.get("/api/mine").json()["rehearsals"]
        assert mine["state"] == "ended"
        assert http.request("DELETE", path, json={"title": mine["title"]}).status_code == httpx.codes.OK


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--players", "0"), "--players is from 1 to 200, not 0"),
        (("--observers", "20001"), "--observers is from 0 to 20000, not 20001"),
        (("--seconds", "3600"), "--seconds is from 1 to 600, not 3600"),
        (("--players", "4"), "4 players may ask 1.6 times a second together; lower --rate"),
        (("--observers", "20000", "--seconds", "600"), "lower --seconds, --rate or --observers"),
        (("--url", "squall.example"), "--url is an address such as https://squall.example"),
        (("--link", "https://squall.example/join"), "a facilitator's whole link"),
        (("--login", "dana"), "--login needs --url"),
        (("--json", "/nowhere/at/all.json"), "there is no folder /nowhere/at"),
        (("--url", "http://127.0.0.1:1"), "http://127.0.0.1:1 does not answer"),
    ],
    ids=lambda value: "-".join(value).replace("/", "") if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", *arguments]) == 1
    out, told = capsys.readouterr()
    assert says in told
    assert (out, told.count("\n")) == ("", 1)


def test_a_server_that_hosts_sign_in_to_says_what_to_give(
    server: ServerProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--url", server.base]) == 1
    told = capsys.readouterr().err
    assert "--login" in told
    assert "--link" in told
    assert drills(server) == 0


async def test_where_people_come_too_fast_the_load_waits_for_its_turn() -> None:
    answers = [
        b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
        b'HTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n{"id":"r1","seat":"critic-1"}',
    ]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while answers:
            head = await reader.readuntil(b"\r\n\r\n")
            size = re.search(rb"(?i)content-length: (\d+)", head)
            await reader.readexactly(int(size[1]) if size else 0)
            writer.write(answers.pop(0))
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as busy:
        home = f"http://127.0.0.1:{busy.sockets[0].getsockname()[1]}"
        async with Door(home) as door:
            assert (await door.join("code", "Ana", "critic-1")).id == "critic-1"
    assert answers == []
