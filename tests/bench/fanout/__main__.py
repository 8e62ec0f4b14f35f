"""What a delivery costs, as a share of what a loop of `send()` in C costs: `make bench-fanout`.

Every server runs on the first core and the generator on the second; events are about 300 bytes. A
delivery's cost is the server's processor time (user and system) by the deliveries counted in the same
window. Compare figures of one run only: they are ratios to the C server measured in the same round.
"""

import argparse
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.bench.fanout import rooms
from tests.bench.fanout.contestants import Contestant, in_one_room
from tests.bench.fanout.pauses import WHERE
from tests.bench.fanout.trial import Level, Tools, built, measured, port, server

OVER = 1_000_000
"""Deliveries a second offered to see what a server can do."""
SLOW_OVER = 150_000
"""For those that would drown for minutes."""
EASY = 20
"""Events a second at the easy level."""
FAST = ("C,", "squall", "picows", "node", "socket.io")
HEAD = (
    f"  {'server':30} {'µs each':>8} {'to C':>6} {'a second':>10} {'to C':>6} {'p50/p99 ms':>12}"
    f" {'KiB/socket':>10} {'ms/accept':>9} {'others %':>8}"
)


def main() -> int:
    asked = _parser().parse_args()
    sizes = [int(size) for size in asked.sockets.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        try:
            tools = built(Path(folder))
        except FileNotFoundError:
            print("The fan-out is not measured: there is no C compiler here (cc).")
            return 0
        if not asked.only or asked.only == "room":
            for size in sizes:
                _one_room(tools, size, asked.rounds, short=asked.short)
        if not asked.only or asked.only == "real":
            rooms.measure(tools, Path(folder), sizes[0], short=asked.short)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fanout", description=__doc__)
    parser.add_argument("--sockets", default="1000,5000", help="sizes of the one room")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured; medians are told")
    parser.add_argument("--short", action="store_true", help="ours and the C server alone")
    parser.add_argument("--only", choices=("room", "real"), help="one room without Redis, or real drills")
    return parser


def _one_room(tools: Tools, size: int, rounds: int, *, short: bool) -> None:
    print(f"\nOne room of {size} sockets, events of 300 bytes, ratios to C in the same round")
    print(HEAD)
    everybody = [
        one for one in in_one_room(tools.limit) if not short or one.name.startswith(("C,", "squall"))
    ]
    found: dict[str, list[tuple[Level, Level, Level, Level]]] = defaultdict(list)
    for _ in range(rounds):
        first: Level = {}
        for one in everybody:
            if not one.needs and (levels := _try(tools, one, size)) and levels[-1]["us_per"] > 0:
                first = first or levels[-1]
                found[one.name].append((levels[0], levels[1], levels[-1], first))
    for one in everybody:
        told = _row(found[one.name], size) if one.name in found else _why_not(one)
        print(f"  {one.name:30} {told}", flush=True)
    paused = [
        float(one) for rounds_of in found.values() for levels in rounds_of for one in levels[0]["pauses"]
    ]
    print(
        f"  the longest that squall's garbage collector kept anybody waiting: {max(paused, default=0.0)} ms"
    )


def _try(tools: Tools, one: Contestant, size: int) -> list[Level]:
    over = OVER if one.name.startswith(FAST) else SLOW_OVER
    here = port()
    try:
        pauses = tools.load.with_name(f"pauses.{here}")
        environment = {**one.environment, WHERE: str(pauses)}
        with server(one.command(here), here, environment, None) as pid:
            levels = ("--rate", str(EASY), "--reps", "1", "--over", str(over))
            found = measured(tools, here, pid, "--per-room", str(size), *levels, *one.speaks)
        found[0]["pauses"] = pauses.read_text().split() if pauses.exists() else []
        return found
    except RuntimeError as fault:
        print(f"  {one.name:30} failed: {fault}", flush=True)
        return []


def _why_not(one: Contestant) -> str:
    return f"not measured: {one.needs} is not here" if one.needs else "failed"


def _row(rounds: list[tuple[Level, Level, Level, Level]], size: int) -> str:
    def middle(figures: list[float]) -> float:
        return statistics.median(figures)

    cost = middle([over["us_per"] for _, _, over, _ in rounds])
    to_c = middle([over["us_per"] / c["us_per"] for _, _, over, c in rounds])
    # What it did by the processor time it got: on a busy machine the clock counts the neighbours too.
    each = middle([1e6 / over["us_per"] for _, _, over, _ in rounds])
    faster = middle([c["us_per"] / over["us_per"] for _, _, over, c in rounds])
    p50 = middle([easy["p50"] for _, easy, _, _ in rounds])
    p99 = middle([easy["p99"] for _, easy, _, _ in rounds])
    memory = middle([connect["kb_per_conn"] for connect, _, _, _ in rounds])
    accept = middle([1e3 * connect["srv_cpu"] / size for connect, _, _, _ in rounds])
    others = max(max(over["foreign0"], over["foreign1"]) for _, _, over, _ in rounds)
    return (
        f"{cost:8.2f} {to_c:6.2f} {each:10,.0f} {faster:6.2f} {f'{p50:.1f}/{p99:.1f}':>12}"
        f" {memory:10.1f} {accept:9.2f} {100 * others:8.0f}"
    )


if __name__ == "__main__":
    sys.exit(main())
