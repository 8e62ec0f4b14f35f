"""A small OpenID provider on loopback: says yes to everybody, and can be told to lie."""

import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "squall", "kept between the two"


class Provider:
    """One provider; `claims` go over what a token says, `key` signs it.

    Attributes:
        issuer: its address.
        claims: what the next tokens say besides, or instead.
        key: what signs the next tokens; the published keys stay.
    """

    def __init__(self) -> None:
        self.key = self._published = RSAKey.generate_key(2048, {"kid": "k1"})
        self.claims: dict[str, Any] = {}
        self._codes: dict[str, dict[str, str]] = {}
        outer = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer._get(self)

            def do_POST(self) -> None:
                outer._post(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
                """Nothing is written."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _get(self, http: BaseHTTPRequestHandler) -> None:
        url = urlsplit(http.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        match url.path:
            case "/.well-known/openid-configuration":
                ends = ("authorization_endpoint", "/authorize"), ("token_endpoint", "/token")
                more = {name: self.issuer + path for name, path in ends}
                _answer(http, {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **more})
            case "/keys":
                _answer(http, {"keys": [self._published.as_dict(private=False)]})
            case "/authorize":
                code = secrets.token_urlsafe(8)
                self._codes[code] = asked
                http.send_response(302)
                back = {"code": code, "state": asked["state"]}
                http.send_header("location", f"{asked['redirect_uri']}?{urlencode(back)}")
                http.end_headers()
            case _:
                http.send_error(404)

    def _post(self, http: BaseHTTPRequestHandler) -> None:
        body = http.rfile.read(int(http.headers["content-length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        began = self._codes.pop(asked.get("code", ""), None)
        digest = sha256(asked.get("code_verifier", "").encode()).digest()
        proof = urlsafe_b64encode(digest).decode().rstrip("=")
        if began is None or began["code_challenge"] != proof or began["client_id"] != CLIENT:
            http.send_error(400)
            return
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "7",
            "iat": now,
            "exp": now + 60,
            "nonce": began["nonce"],
            "email": "dana@meridian.example",
            "email_verified": True,
            "name": "Dana Kessler",
        }
        token = jwt.encode({"alg": "RS256", "kid": "k1"}, claims | self.claims, self.key)
        _answer(http, {"access_token": "none", "token_type": "Bearer", "id_token": token})


def _answer(http: BaseHTTPRequestHandler, body: object) -> None:
    data = json.dumps(body).encode()
    http.send_response(200)
    http.send_header("content-type", "application/json")
    http.send_header("content-length", str(len(data)))
    http.end_headers()
    http.wfile.write(data)
