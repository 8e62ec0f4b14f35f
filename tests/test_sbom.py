"""The bill of materials names all that is shipped, as everybody reads such bills, and no registry's host."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.house.test_files import REGISTRIES

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "runtime.txt"
SCRIPT = ROOT / "scripts" / "write_sbom.py"
NODE = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]


def write(out: Path, npm: Path, lock: Path = LOCK) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(SCRIPT), "--lock", str(lock), "--npm", str(npm)]
    return subprocess.run([*command, "--out", str(out)], check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What npm says of the frontend's lock, without a network."""
    node = subprocess.run([ROOT / "scripts" / "find_node"], check=True, capture_output=True, text=True)
    said = subprocess.run(
        ["npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--offline"],
        cwd=ROOT / "frontend",
        env=os.environ | {"PATH": f"{node.stdout.strip()}:{os.environ['PATH']}"},
        check=True,
        capture_output=True,
        text=True,
    )
    path = tmp_path_factory.mktemp("npm") / "npm.json"
    path.write_text(said.stdout)
    return path


@pytest.fixture(scope="module")
def written(npm: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each file by its name."""
    out = tmp_path_factory.mktemp("sbom")
    ran = write(out, npm)
    assert ran.returncode == 0, ran.stderr
    return {path.name.partition(".")[0]: path.read_text() for path in out.iterdir()}


def parts(text: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(one["name"], one["version"]): one for one in json.loads(text)["components"]}


def test_the_server_is_made_of_every_locked_package_with_its_version_and_all_its_hashes(
    written: dict[str, str],
) -> None:
    known = parts(written["server"])
    packages = re.split(r"\n(?=[a-z0-9])", LOCK.read_text())[1:]
    assert len(packages) == len(known) > 40
    for package in packages:
        found = re.match(r"([a-z0-9-]+)==(\S+)", package)
        assert found
        one = known[found[1], found[2]]
        assert one["purl"] == f"pkg:pypi/{found[1]}@{found[2]}"
        hashes = {said["content"] for said in one["hashes"] if said["alg"] == "SHA-256"}
        assert hashes == set(re.findall(r"--hash=sha256:([0-9a-f]{64})", package))


def test_the_pages_are_made_of_every_package_that_is_in_them(written: dict[str, str]) -> None:
    known = parts(written["pages"])
    needed = {
        (path.removeprefix("node_modules/"), one["version"])
        for path, one in NODE.items()
        if path and not one.get("dev") and not one.get("devOptional")
    }
    assert len(needed) > 20
    assert needed <= known.keys()
    assert not [name for name in needed if known[name]["scope"] != "required" or not known[name]["hashes"]]
    tools = {"vite", "vitest", "happy-dom"}
    assert {one["scope"] for (name, _), one in known.items() if name in tools} == {"excluded"}


def test_both_are_cyclonedx_by_its_schema(written: dict[str, str]) -> None:
    for name, version in (("server", SchemaVersion.V1_6), ("pages", SchemaVersion.V1_5)):
        fault = JsonStrictValidator(version).validate_str(written[name])
        assert fault is None, f"{name}: {fault}"


def test_neither_names_a_registrys_host(written: dict[str, str]) -> None:
    assert not {name: found[0] for name, text in written.items() if (found := REGISTRIES.search(text))}


def test_what_is_installed_says_its_licence(written: dict[str, str]) -> None:
    bom = json.loads(written["server"])
    assert bom["metadata"]["component"]["name"] == "squall"
    assert len([one for one in bom["components"] if one.get("licenses")]) > len(bom["components"]) * 0.8


def test_a_package_without_a_hash_is_no_part_of_a_lock(npm: Path, tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(f"{LOCK.read_text()}\nloose==1.0\n")
    ran = write(tmp_path / "out", npm, lock)
    assert ran.returncode != 0
    assert "loose==1.0" in ran.stderr
