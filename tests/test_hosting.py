"""`squall hosts`: what the owner of the machine can do about hosts."""

import re
import subprocess
import sys
from pathlib import Path


def squall(data: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The command, with its data in a folder of its own."""
    environment = {"SQUALL_DATA": str(data), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [sys.executable, "-m", "app", "hosts", *words],
        input=typed,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_hosts_are_listed_invited_and_known_by_their_login(tmp_path: Path) -> None:
    assert "no hosts yet" in squall(tmp_path, "list").stdout
    first = squall(tmp_path, "invite").stdout
    assert re.search(r"/sign-in#first\.\S+", first)
    for words in (("disable", "dana"), ("password", "dana")):
        refused = squall(tmp_path, *words, typed="three gulls on a roof\n")
        assert refused.returncode == 1
        assert refused.stderr.startswith("squall: there is no host 'dana'")
