"""What the image and the compose file promise: no root, no lost entry, no unknown setting, no open store."""

import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import yaml

from app.settings import Settings
from tests.house.sources import ROOT

IMAGE = (ROOT / "Dockerfile").read_text()
NGINX = (ROOT / "deploy" / "nginx.conf").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NAMES = {f"SQUALL_{field.upper()}" for field in Settings.model_fields}


def last_stage() -> list[str]:
    """The instructions of the image that runs, continued lines joined."""
    joined = re.sub(r"\\\n\s*", "", IMAGE)
    return joined[joined.rindex("\nFROM ") + 1 :].splitlines()


def instruction(name: str) -> str:
    return next(line for line in last_stage() if line.startswith(name))


def make_env(folder: Path, *origins: str) -> subprocess.CompletedProcess[str]:
    script = shutil.copy(ROOT / "deploy" / "make_env", folder)
    return subprocess.run([script, *origins], capture_output=True, text=True, check=False)


def test_the_image_runs_as_a_user_without_rights() -> None:
    user = instruction("USER").split()[1]
    assert user.isdigit()
    assert int(user) > 0
    order = [line.split()[0] for line in last_stage() if line and not line.startswith((" ", "#"))]
    assert order.index("USER") > max(index for index, word in enumerate(order) if word in {"RUN", "COPY"})


def test_the_image_says_whether_it_is_well() -> None:
    assert "/health" in instruction("HEALTHCHECK")


def test_the_image_says_what_it_is_made_of() -> None:
    assert "write_sbom.py --lock requirements/${LOCK}.txt --npm npm.json --out /src/sbom" in IMAGE
    assert "COPY --from=server /src/sbom /opt/squall/sbom" in last_stage()
    sent = (ROOT / ".dockerignore").read_text().splitlines()
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", IMAGE, flags=re.MULTILINE):
        for source in line.split():
            assert f"!{source.rstrip('/')}" in sent or f"!{source.split('/')[0]}" in sent, source


def test_signals_reach_the_server_itself() -> None:
    assert instruction("ENTRYPOINT") == 'ENTRYPOINT ["squall"]'
    assert instruction("CMD") == 'CMD ["serve"]'


def test_every_setting_named_is_one_the_server_reads() -> None:
    files = [path for path in (ROOT / "deploy").rglob("*") if path.is_file() and path.suffix != ".env"]
    texts = [IMAGE, *(path.read_text() for path in files)]
    named = set(re.findall(r"^\s*(?:ENV )?(SQUALL_[A-Z_]+)=", "\n".join(texts), flags=re.MULTILINE))
    named |= SERVICES["app"]["environment"].keys()
    assert {
        "SQUALL_REDIS_URL",
        "SQUALL_DATABASE_URL",
        "SQUALL_SECRET",
        "SQUALL_ORIGINS",
        "SQUALL_DATA",
    } <= named
    assert not named - NAMES


def test_two_nodes_stand_behind_one_address() -> None:
    assert SERVICES["app"]["deploy"]["replicas"] == 2
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_no_container_can_become_root() -> None:
    for name, service in SERVICES.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert name == "app" or service["user"] not in {"root", "0"}, name


def test_every_container_is_watched_and_comes_back() -> None:
    assert [name for name, service in SERVICES.items() if "healthcheck" not in service] == ["app"]
    assert {service["restart"] for service in SERVICES.values()} == {"unless-stopped"}


def test_redis_keeps_what_it_acknowledged_and_forgets_nothing() -> None:
    command = " ".join(SERVICES["redis"]["command"])
    for promise in (
        "--appendonly yes",
        "--appendfsync always",
        "--maxmemory-policy noeviction",
        "--requirepass",
    ):
        assert promise in command


def test_the_stores_keep_their_data_and_are_seen_by_the_nodes_alone() -> None:
    assert COMPOSE["networks"]["back"]["internal"] is True
    for name in ("redis", "postgres"):
        assert SERVICES[name]["networks"] == ["back"]
        assert SERVICES[name]["volumes"][0].split(":")[0] in COMPOSE["volumes"]


def test_nginx_passes_sockets_on_and_writes_no_ticket_down() -> None:
    assert "proxy_set_header Upgrade $http_upgrade;" in NGINX
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX
    log_format = re.search(r"log_format.*;", NGINX)
    assert log_format
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer)\b", log_format[0])


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    assert make_env(tmp_path, "https://drill.example", "https://other.example").returncode == 0
    made = sorted(tmp_path.glob("*.env"))
    assert [path.name for path in made] == ["app.env", "postgres.env", "redis.env"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    assert "SQUALL_ORIGINS=https://drill.example,https://other.example\n" in made[0].read_text()
    before = made[0].read_bytes()
    assert make_env(tmp_path, "https://drill.example").returncode != 0
    assert made[0].read_bytes() == before


def test_every_deployment_gets_secrets_of_its_own(tmp_path: Path) -> None:
    secrets = set[str]()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert make_env(tmp_path / name, "https://drill.example").returncode == 0
        secrets |= set(re.findall(r"\b[0-9a-f]{64}\b", (tmp_path / name / "app.env").read_text()))
    assert len(secrets) == 6
