"""Who is measured: how each is started, and what it takes for the generator to speak to it."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE / "peers"
NODE = Path(sys.prefix) / "stamps" / "peers" / "node_modules"
"""Where `make bench-fanout` puts what node needs."""
SOCKET_IO = (
    *("--path", "/socket.io/?EIO=4&transport=websocket&room=room%d", "--hello", "40"),
    *("--pre", '42["post",', "--suf", "]"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One server.

    Attributes:
        command: what starts it, given its port.
        environment: beside ours.
        speaks: arguments of the generator.
        needs: what it cannot run without, if that is missing here.
    """

    name: str
    command: Callable[[int], list[str]]
    environment: dict[str, str] = field(default_factory=dict)
    speaks: tuple[str, ...] = ()
    needs: str = ""


def _python(module: str, *arguments: str) -> Callable[[int], list[str]]:
    return lambda port: [sys.executable, "-m", module, str(port), *arguments]


def _uvicorn(app: str) -> Callable[[int], list[str]]:
    return lambda port: [
        *(sys.executable, "-m", "uvicorn", app, "--port", str(port), "--backlog", "4096"),
        *("--ws", "websockets-sansio", "--ws-per-message-deflate", "false"),
        *("--log-level", "warning", "--no-access-log"),
    ]


def _granian(app: str) -> Callable[[int], list[str]]:
    return lambda port: [
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--loop", "uvloop", "--port", str(port)),
        *("--no-access-log", "--log-level", "warning", "--backlog", "16384", "--backpressure", "16384", app),
    ]


def _node(script: str, *arguments: str) -> Callable[[int], list[str]]:
    return lambda port: ["node", str(PEERS / script), str(port), *arguments]


def _without(*modules: str) -> str:
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    return f"the packages {', '.join(missing)}" if missing else ""


def _without_node(package: str) -> str:
    if shutil.which("node") is None:
        return "node"
    return "" if (NODE / package).is_dir() else f"the node package {package}"


FASTAPI = "tests.bench.fanout.peers.fastapi_room:app"
NODE_PATH = {"NODE_PATH": str(NODE), "NODE_ENV": "production"}


def in_one_room(limit: Path) -> list[Contestant]:
    """Whatever a member says goes to all members of a room. The first is what others are compared with."""
    return [
        Contestant(name="C, naive", command=lambda port: [str(limit), str(port), "naive"]),
        Contestant(name="squall, each event by itself", command=_python("tests.bench.fanout.probe", "0")),
        Contestant(name="squall, beat of 16 ms", command=_python("tests.bench.fanout.probe", "0.016")),
        Contestant(name="squall, beat of 100 ms", command=_python("tests.bench.fanout.probe", "0.1")),
        Contestant(name="C, one write a read", command=lambda port: [str(limit), str(port), "batch"]),
        Contestant(
            name="picows", command=_python("tests.bench.fanout.peers.picows_room"), needs=_without("picows")
        ),
        Contestant(name="node ws", command=_node("ws.js"), environment=NODE_PATH, needs=_without_node("ws")),
        Contestant(name="websockets broadcast", command=_python("tests.bench.fanout.peers.websockets_room")),
        Contestant(
            name="socket.io",
            command=_node("socketio.js"),
            environment=NODE_PATH,
            speaks=SOCKET_IO,
            needs=_without_node("socket.io"),
        ),
        Contestant(name="FastAPI, a loop", command=_uvicorn(FASTAPI), environment={"HOW": "loop"}),
        Contestant(name="FastAPI, gather", command=_uvicorn(FASTAPI), environment={"HOW": "gather"}),
        Contestant(
            name="granian, a loop",
            command=_granian(FASTAPI),
            environment={"HOW": "loop"},
            needs=_without("granian"),
        ),
        Contestant(
            name="Channels, in memory",
            command=_uvicorn("tests.bench.fanout.peers.channels_room:application"),
            needs=_without("channels", "django"),
        ),
    ]
