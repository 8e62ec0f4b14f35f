"""What the command line does beside serving: `check`, `play`, `review`, `import`, `load` and the others."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from app import backups, erasing, hosting
from app.exchanging import CannotExchange, Import, add_exchange, export, import_sheet
from app.live.keys import Keyring
from app.load import asked as load
from app.load.running import run as run_load
from app.log_importing import CannotImport, import_log
from app.main import stores
from app.playing import Asked, play
from app.reviewing import CannotReview, review_file
from app.scenario.faults import Fault, ScenarioFaults
from app.scenario.times import read_time
from app.settings import Settings
from app.store.bringing_back import How
from app.store.library import FILE, check_file, read_file
from app.store.log import StoreError
from app.store.redis_server import NoRedisError

LOGS = (".json", ".jsonl")


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Teach the command line all of them."""
    check = commands.add_parser("check", help="say everything that is wrong with scenarios")
    check.add_argument("path", type=Path, nargs="+", help="a scenario's folder or file")
    dry = commands.add_parser("play", help="play a scenario through with stand-ins, and say what it covered")
    dry.add_argument("path", type=Path, help="a scenario's folder or file")
    dry.add_argument(
        "--seed", type=int, default=1, help="of crowd and stand-ins; the same gives the same drill"
    )
    dry.add_argument("--speed", type=_speed, default="max", help="exercise seconds a second, or `max`")
    dry.add_argument("--until", type=_time, help="end it there, as mm:ss; default: the scenario's end")
    dry.add_argument("--log", type=Path, help="file for every entry of the log, as lines of JSON")
    dry.add_argument("--json", action="store_true", help="say what it covered as JSON")
    again = commands.add_parser("review", help="review a log that was kept in a file")
    again.add_argument("path", type=Path, help="a log as the review page or `squall play --log` writes it")
    again.add_argument("--json", action="store_true", help="as the server answers, byte for byte")
    add_exchange(commands)
    hosting.add_parser(commands)
    backups.add_commands(commands)
    erasing.add_command(commands)
    load.add_command(commands)


def run(asked: argparse.Namespace) -> int:
    """Run one of them; the exit code is 0 if all is well."""
    match asked.command:
        case "check":
            return _check(asked.path)
        case "play":
            return _play(asked)
        case "review":
            return _review(asked)
        case "import":
            return _import(asked)
        case "export":
            return _export(asked)
        case "hosts":
            return _hosts(asked)
        case "load":
            return _load(asked)
        case _:
            return _with_stores(asked)


def _speed(text: str) -> float | None:
    """Exercise seconds in a second; None for `max`."""
    if text == "max":
        return None
    speed = float(text)
    if not 0 < speed <= 10_000:
        raise ValueError(text)
    return speed


def _time(text: str) -> float:
    """Exercise seconds."""
    seconds = read_time(text)
    if not seconds:
        raise ValueError(text)
    return seconds


def _play(asked: argparse.Namespace) -> int:
    """Play a scenario and print what it covered; 1 if it cannot be used."""
    file = asked.path / FILE if asked.path.is_dir() else asked.path
    try:
        scenario = read_file(file)
    except ScenarioFaults as found:
        _print_all(file, "fault", found.faults)
        return 1
    except OSError as fault:
        print(f"{file}: cannot be read: {fault.strerror}", file=sys.stderr)
        return 1
    how = Asked(seed=asked.seed, speed=asked.speed, until=asked.until, log=asked.log, json=asked.json)
    for line in play(scenario, how):
        print(line)
    return 0


def _review(asked: argparse.Namespace) -> int:
    try:
        told = review_file(asked.path, "json" if asked.json else "text")
    except CannotReview as fault:
        print(f"squall: {fault}", file=sys.stderr)
        return 1
    sys.stdout.buffer.write(told)
    return 0


def _hosts(asked: argparse.Namespace) -> int:
    settings = Settings()
    server = hosting.Server(sql_url=settings.sql_url, signing_key=settings.signing_key(), home=settings.home)
    try:
        print(hosting.run(asked, server))
    except hosting.CannotHost as fault:
        print(f"squall: {fault}", file=sys.stderr)
        return 1
    return 0


def _import(asked: argparse.Namespace) -> int:
    """Import what the file is: a log or a sheet; 1 if nothing came of it."""
    if asked.file.suffix.lower() in LOGS:
        return _import_log(asked)
    if asked.zone is None or asked.startex is None:
        print("squall: a sheet needs --zone and --startex; a log ends in .json or .jsonl", file=sys.stderr)
        return 1
    how = {name: value for name, value in vars(asked).items() if name not in ("command", "data")}
    try:
        for line in import_sheet(Import(**how)):
            print(line)
    except CannotExchange as fault:
        print(f"squall: {fault}", file=sys.stderr)
        return 1
    return 0


def _import_log(asked: argparse.Namespace) -> int:
    """Keep a log in the archive, and print the link that opens its review."""
    settings = Settings() if asked.data is None else Settings(data=asked.data)
    try:
        keyring = Keyring(settings.signing_key())
        done = import_log(asked.file, settings.sql_url, settings.home, keyring)
    except (CannotImport, StoreError) as fault:
        print(f"squall: {fault}", file=sys.stderr)
        return 1
    said = {"new": "imported", "known": "was here already", "longer": "has more entries now"}
    print(f"{done.found.title}, {len(done.found.entries)} entries: {said[done.outcome]}.")
    print(f"Its review, for whoever has this link while the server runs: {done.link}")
    return 0


def _with_stores(asked: argparse.Namespace) -> int:
    settings = Settings(**({"data": asked.data} if asked.data else {}))
    try:
        if asked.command == "backup":
            said = backups.back_up(stores(settings), asked.file)
        elif asked.command == "erase":
            said = erasing.run(asked, stores(settings))
        else:
            how = How(into=asked.into, keep_scenarios=asked.keep_scenarios)
            said = asyncio.run(backups.restore(stores(settings), asked.file, how, check=asked.check))
    except (StoreError, NoRedisError, OSError) as fault:
        print(f"squall: {fault}", file=sys.stderr)
        return 1
    print(said)
    return 0


def _load(asked: argparse.Namespace) -> int:
    """Prove what a server carries; 1 if it misses a target, or nothing could be measured."""
    try:
        found = run_load(load.as_load(asked))
    except load.CannotLoad as fault:
        print(f"squall: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print("\n".join(found.lines))
    return int(not found.passed)


def _export(asked: argparse.Namespace) -> int:
    try:
        print(export(asked.path, asked.to))
    except CannotExchange as fault:
        print(f"squall: {fault}", file=sys.stderr)
        return 1
    return 0


def _check(paths: Sequence[Path]) -> int:
    """Print each fault and each piece of advice; 1 if a scenario cannot be used."""
    faulty = False
    for path in paths:
        file = path / FILE if path.is_dir() else path
        try:
            scenario, advice = check_file(file)
        except ScenarioFaults as found:
            faulty = True
            _print_all(file, "fault", found.faults)
        except OSError as fault:
            faulty = True
            print(f"{file}: cannot be read: {fault.strerror}")
        else:
            _print_all(file, "advice", advice)
            print(f"{file}: {scenario.title}, {len(scenario.msel)} injects, {len(advice)} to look at")
    return int(faulty)


def _print_all(file: Path, sort: str, faults: Sequence[Fault]) -> None:
    for one in faults:
        print(f"{file}:{one.line}: {sort}: {one.path}: {one.reason}. {one.remedy}")
