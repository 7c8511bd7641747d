"""A push service of one's own: a real HTTP server that checks who sends and opens what it was sent.

It opens with `http_ece`, which is not ours, and checks signatures with what RFC 8292 says, not with what we wrote.
"""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import http_ece
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils


def letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Got(NamedTuple):
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    body: bytes


class Service:
    """Listens at `origin`; answers `status` (or the next of `statuses`), and keeps what came."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.got: list[Got] = []
        self.status = 201
        self.statuses: list[int] = []
        self.answer_headers: dict[str, str] = {}
        self.answer = b""

    def next_status(self) -> int:
        return self.statuses.pop(0) if self.statuses else self.status


class Phone:
    """An app's half: keys that never leave it."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)
        self.point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def keys(self) -> dict[str, str]:
        return {"p256dh": letters(self.point), "auth": letters(self.auth)}

    def open(self, got: Got) -> dict[str, Any]:
        """What it says."""
        said: dict[str, Any] = json.loads(self._opened(got))
        return said

    def _opened(self, got: Got) -> bytes:
        if got.headers["content-encoding"] == "aes128gcm":
            opened: bytes = http_ece.decrypt(got.body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
            return opened
        parts = fields(got.headers["crypto-key"])
        salt = fields(got.headers["encryption"])["salt"]
        opened = http_ece.decrypt(
            got.body,
            salt=raw(salt),
            private_key=self.key,
            dh=raw(parts["dh"]),
            auth_secret=self.auth,
            version="aesgcm",
        )
        return opened


def fields(header: str) -> dict[str, str]:
    """`a=1;b=2` or `a=1,b=2`."""
    return dict(part.strip().split("=", 1) for part in header.replace(",", ";").split(";"))


def check_signed(got: Got, origin: str, now: int) -> tuple[dict[str, Any], str]:
    """The claims and the key of who signed; raises where anything is not as RFC 8292 wants it."""
    scheme, _, rest = got.headers["authorization"].partition(" ")
    if scheme == "vapid":
        said = fields(rest)
        token, key = said["t"], said["k"]
    else:
        assert scheme == "WebPush"
        token, key = rest, fields(got.headers["crypto-key"])["p256ecdsa"]
    head, claims, signature = token.split(".")
    assert json.loads(raw(head)) == {"typ": "JWT", "alg": "ES256"}
    number = raw(signature)
    assert len(number) == 64
    made = utils.encode_dss_signature(int.from_bytes(number[:32], "big"), int.from_bytes(number[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(key))
    try:
        public.verify(made, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise AssertionError("the signature is not by this key") from None
    told: dict[str, Any] = json.loads(raw(claims))
    assert told["aud"] == origin
    assert now // 1000 < told["exp"] <= now // 1000 + 86_400
    return told, key


@contextmanager
def listening(hold: threading.Event | None = None) -> Iterator[Service]:
    """A service on a free port of this machine; it answers nobody before `hold` is set."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if hold is not None:
                hold.wait(15)
            service.got.append(Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(service.next_status())
            for name, value in service.answer_headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(service.answer)))
            self.end_headers()
            self.wfile.write(service.answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    service = Service(f"http://127.0.0.1:{server.server_port}")
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
