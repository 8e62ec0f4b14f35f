import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import REPOSITORY, Settings, network_address


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder and an environment that say nothing."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SQUALL_{name.upper()}", raising=False)


def test_without_a_word_everything_runs_on_this_machine() -> None:
    settings = Settings()
    assert (settings.host, settings.port, settings.redis_url) == ("127.0.0.1", 8000, "")
    assert settings.allowed_origins == ("http://localhost:8000", "http://127.0.0.1:8000")
    assert settings.sql_url == f"sqlite:///{Path.cwd() / 'data' / 'squall.db'}"
    assert settings.scenarios == REPOSITORY / "scenarios"
    assert settings.believed_proxies == ()
    assert Settings().node != settings.node


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQUALL_PORT", "9000")
    monkeypatch.setenv("SQUALL_ORIGINS", "https://drill.example/, https://b.example,")
    monkeypatch.setenv("SQUALL_TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1")
    monkeypatch.setenv("SQUALL_DATABASE_URL", "postgresql://db/squall")
    monkeypatch.setenv("SQUALL_SECRET", "of ours")
    settings = Settings()
    assert settings.port == 9000
    assert settings.allowed_origins == ("https://drill.example", "https://b.example")
    assert settings.believed_proxies == ("10.0.0.0/8", "127.0.0.1")
    assert settings.sql_url == "postgresql://db/squall"
    assert settings.signing_key() == b"of ours"


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1


def test_a_port_that_does_not_exist_is_turned_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQUALL_PORT", "65536")
    with pytest.raises(ValidationError):
        Settings()


def test_the_secret_is_not_shown_by_printing_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQUALL_SECRET", "hush")
    assert "hush" not in f"{Settings()!r}{Settings()}"


def test_a_secret_nobody_set_is_made_once_and_only_ours_to_read() -> None:
    with ThreadPoolExecutor(8) as nodes:
        keys = set(nodes.map(lambda _: Settings().signing_key(), range(8)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 32
    kept = Path("data/secret")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret"]


def test_a_server_open_to_the_network_gives_links_that_phones_can_open() -> None:
    alone, shared = Settings(port=8001), Settings(port=8001, host="0.0.0.0")
    assert alone.home == "http://localhost:8001"
    assert shared.home == f"http://{network_address()}:8001"
    assert shared.home in shared.allowed_origins
    assert "http://localhost:8001" in shared.allowed_origins
