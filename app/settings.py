"""What the environment says, read once and never again."""

import os
import secrets
import socket
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.diary import Form, Level

REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every setting of a node; each has the prefix `SQUALL_` in the environment.

    Attributes:
        redis_url: a Redis of your own; empty starts the embedded one.
        database_url: PostgreSQL or SQLite; empty keeps a SQLite file in `data`.
        data: everything the embedded parts keep.
        origins: web origins that may open a socket, with commas between; empty means this machine's own.
        secret: signs participants' cookies; empty means one made once and kept in `data/secret`.
        node: this process's name among its peers.
        scenarios: the library of scenarios.
        frontend: the built pages.
        reader: an entry point of `squall.reader` that reads texts; empty means the lists of cues.
        voice: an entry point of `squall.voice` that finds the crowd's words; empty means the built-in ones.
        sockets: `ready` writes frames that are built once for many sockets; `plain` sends each by itself.
        hosts: who may start rehearsals and write scenarios: `anyone`, or hosts who are `known` and sign in;
            empty means anyone on this machine alone, and known hosts where others reach the server.
        oidc_issuer, oidc_client, oidc_secret: an OpenID provider that vouches for hosts; empty for none.
        oidc_hosts: the e-mail addresses and `@domains` it may vouch for, with commas between.
        trusted_proxies: addresses or networks whose X-Forwarded-For is believed, with commas between.
        store_patience: seconds without Redis after which browsers are sent to look for another server, and
            for which a server that starts waits for Redis and for SQL.
        drain_seconds: over which a server that is told to stop (SIGTERM) sends its browsers elsewhere.
        joins_a_minute: seats that people behind one address may take in a minute.
        most_sockets: that this server has open at once; the last tenth is kept from observers.
        keep_days: after which a rehearsal that ended is erased; 0 keeps all for good.
        metrics_token: a bearer token that opens /metrics to other machines; empty: to this machine alone.
        log_level: debug, info, warning or error; what is less is not written down.
        log_form: json or plain; auto is plain at a terminal and JSON elsewhere.
    """

    model_config = SettingsConfigDict(env_prefix="SQUALL_", frozen=True, extra="ignore")

    redis_url: str = ""
    database_url: str = ""
    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    origins: Annotated[str, NoDecode] = ""
    secret: SecretStr = SecretStr("")
    node: str = Field(default_factory=lambda: f"node-{secrets.token_hex(4)}", min_length=1)
    scenarios: Path = REPOSITORY / "scenarios"
    frontend: Path = REPOSITORY / "frontend" / "dist"
    reader: str = ""
    voice: str = ""
    sockets: Literal["ready", "plain"] = "ready"
    trusted_proxies: Annotated[str, NoDecode] = ""
    hosts: Literal["", "anyone", "known"] = ""
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: SecretStr = SecretStr("")
    oidc_hosts: Annotated[str, NoDecode] = ""
    store_patience: float = Field(default=30.0, gt=0)
    drain_seconds: float = Field(default=20.0, ge=0, le=600)
    joins_a_minute: int = Field(default=6_000, ge=1)
    most_sockets: int = Field(default=20_000, ge=1)
    keep_days: int = Field(default=0, ge=0, le=36_500)
    metrics_token: SecretStr = SecretStr("")
    log_level: Level | None = None
    log_form: Form = "auto"

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """Origins that may open a socket, without a slash at the end."""
        named = tuple(origin.rstrip("/") for origin in _listed(self.origins))
        here = (self.home, f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}")
        return named or tuple(dict.fromkeys(here))

    @property
    def home(self) -> str:
        """The address people are given: the first origin, localhost, or our place in the network."""
        if named := _listed(self.origins):
            return named[0].rstrip("/")
        anywhere = self.host in ("0.0.0.0", "::")  # noqa: S104 - asked whether it is, not told to be
        name = network_address() if anywhere else "localhost"
        return f"http://{name}:{self.port}"

    @property
    def hosts_sign_in(self) -> bool:
        """Whether only known hosts start rehearsals."""
        here = self.host in ("localhost", "127.0.0.1", "::1")
        return self.hosts == "known" or (not self.hosts and not here)

    @property
    def admitted_hosts(self) -> tuple[str, ...]:
        """Whom the OpenID provider may vouch for."""
        return tuple(one.casefold() for one in _listed(self.oidc_hosts))

    @property
    def believed_proxies(self) -> tuple[str, ...]:
        return _listed(self.trusted_proxies)

    @property
    def sql_url(self) -> str:
        """Where SQL lives; the SQLite file in `data` unless another is named."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'squall.db'}"

    def signing_key(self) -> bytes:
        """The configured secret, else the one in `data/secret`, made on first use.

        Raises:
            OSError: `data` cannot be written.
        """
        configured = self.secret.get_secret_value()
        return configured.encode() if configured else _kept_secret(self.data / "secret")


def network_address() -> str:
    """This machine's address in its local network, `localhost` where it has none; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "localhost"
        address: str = probe.getsockname()[0]
        return address


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in text.split(",")) if part)


def _kept_secret(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(32))
    try:
        # A link appears whole or not at all: of two nodes starting at once, both read the first's.
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
    finally:
        fresh.unlink()
    return path.read_bytes()
