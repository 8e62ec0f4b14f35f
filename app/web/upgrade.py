"""How a websocket is opened: the request that asks for it, and the answer that opens it or does not."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from websockets.http11 import Request, Response
from websockets.server import ServerProtocol

SWITCHED = HTTPStatus.SWITCHING_PROTOCOLS

Scope = dict[str, Any]


@dataclass(slots=True)
class Upgrade:
    """A browser's good request for a websocket; forgotten once it is answered."""

    request: Request
    response: Response

    def scope(self, scheme: str, root: str) -> Scope:
        """What the application is told about it; addresses and state are the caller's to add."""
        path, _, query = self.request.path.partition("?")
        headers = self.request.headers
        return {
            "type": "websocket",
            "http_version": "1.1",
            "scheme": scheme,
            "root_path": root,
            "path": root + unquote(path),
            "raw_path": (root + path).encode("ascii"),
            "query_string": query.encode("ascii"),
            "headers": [
                (name.encode("ascii"), value.encode("latin-1")) for name, value in headers.raw_items()
            ],
            "subprotocols": [
                token.strip() for row in headers.get_all("Sec-WebSocket-Protocol") for token in row.split(",")
            ],
        }

    def accepted(self, subprotocol: str | None, headers: list[tuple[bytes, bytes]]) -> bytes:
        """The answer that opens it."""
        del self.response.headers["Date"]
        for name, value in headers:
            self.response.headers[name.decode("latin-1")] = value.decode("latin-1")
        if subprotocol:
            self.response.headers["Sec-WebSocket-Protocol"] = subprotocol
        return self.response.serialize()


def read_upgrade(data: bytes) -> Upgrade | bytes:
    """The whole request, as the HTTP side hands it over; or the answer to a bad one."""
    protocol = ServerProtocol()
    protocol.receive_data(data)
    request = next(iter(protocol.events_received()), None)
    if not isinstance(request, Request):
        return b"".join(protocol.data_to_send()) or refusal(HTTPStatus.BAD_REQUEST)
    response = protocol.accept(request)
    return Upgrade(request, response) if response.status_code == SWITCHED else response.serialize()


def refusal(status: HTTPStatus) -> bytes:
    """The answer that opens nothing."""
    return ServerProtocol().reject(status, "").serialize()
