"""What may stand in a committed file: short enough to read, finished, and about nothing but Squall."""

import re
import tomllib
from pathlib import Path

from tests.house.sources import ROOT, lines_with, text_of, tracked, tracked_in

READABLE_LINES = 350
CODE = (".py", ".ts", ".svelte", ".css", ".mjs", ".lua")
# Lists of small closed types, read by looking one up; and what a tool writes.
CATALOGUES = {Path("app/rehearsal/events.py"), Path("app/rehearsal/commands.py")}
GENERATED = {Path("frontend/src/wire/wire.d.ts")}
REGISTRIES = re.compile(
    r"(pypi|pythonhosted|npmjs|yarnpkg)\s*\.\s*(org|com)|registry\.[a-z]+\.|(docker|ghcr|quay)\.io|goproxy"
)
UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX|HACK)\b|[Cc]oming soon|[Nn]ot yet implemented|NotImplementedError"
)
WORKPLACE = re.compile(r"(?<![\w.])/(work|root|home/\w+)/")
SECRET = re.compile(r"\.env$|(^|/)(id_rsa|secret)$|\.(pem|key|p12)$")
THIS = Path(__file__).relative_to(ROOT)


def others() -> tuple[Path, ...]:
    """Every committed file but this one, which holds the patterns."""
    return tuple(name for name in tracked() if name != THIS)


def test_a_file_can_be_read_in_one_sitting() -> None:
    code = tracked_in("app", "frontend", "scripts", "tests", suffixes=CODE)
    lengths = {name: len(text_of(name).splitlines()) for name in code if name not in CATALOGUES | GENERATED}
    assert not {str(name): lines for name, lines in lengths.items() if lines > READABLE_LINES}


def test_no_committed_file_names_a_package_registry() -> None:
    assert not lines_with(REGISTRIES, others())


def test_every_locked_package_has_its_hash_and_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert [lock.stem for lock in locks] == ["bench", "build", "dev", "node", "otel", "runtime", "sbom"]
    for lock in locks:
        assert "://" not in lock.read_text()
        packages = re.split(r"\n(?=[a-z0-9])", lock.read_text())[1:]
        assert not [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package]


def test_the_frontends_lock_has_hashes_and_no_address() -> None:
    lock = text_of(Path("frontend/package-lock.json"))
    assert '"resolved"' not in lock
    assert lock.count('"integrity": "sha512-') > 10


def test_nothing_committed_is_unfinished() -> None:
    assert not lines_with(UNFINISHED, others())


def test_nothing_committed_points_into_one_persons_machine() -> None:
    assert not lines_with(WORKPLACE, others())


def test_every_text_ends_its_last_line_and_ends_lines_one_way() -> None:
    texts = {name: text_of(name) for name in tracked() if name.suffix not in {".svg", ".json"}}
    assert not [
        str(name) for name, text in texts.items() if text and (not text.endswith("\n") or "\r" in text)
    ]


def test_no_secret_is_committed() -> None:
    assert not [str(name) for name in tracked() if SECRET.search(name.as_posix())]


def test_what_the_server_reads_beside_its_code_is_in_its_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packed = settings["tool"]["setuptools"]["package-data"]["*"]
    beside = [name for name in tracked() if name.parts[0] == "app" and name.suffix != ".py"]
    assert beside
    assert not [str(name) for name in beside if not any(name.match(pattern) for pattern in packed)]
