"""A passkey's device in software: real keys, real signatures, and every lie that a test wants it to tell."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Authenticator:
    """Holds one passkey for one house."""

    def __init__(self, origin: str = "https://tea.example", name: bytes = b"passkey one 0123") -> None:
        self.origin = origin
        self.id = name
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.count = 0
        self.flags = PRESENT | VERIFIED
        self.user = b""

    def make(self, wish: dict[str, Any]) -> str:
        """What a browser would answer to `navigator.credentials.create`."""
        self.user = raw(wish["user"]["id"])
        public = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        data = self._data(wish["rp"]["id"], ATTESTED) + attested
        said = {
            "clientDataJSON": text(self._client("webauthn.create", wish["challenge"])),
            "attestationObject": text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self._answer(said)

    def show(self, wish: dict[str, Any]) -> str:
        """What a browser would answer to `navigator.credentials.get`."""
        self.count += 1
        data, client = self._data(wish["rpId"]), self._client("webauthn.get", wish["challenge"])
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        said = {
            "clientDataJSON": text(client),
            "authenticatorData": text(data),
            "signature": text(signature),
            "userHandle": text(self.user),
        }
        return self._answer(said)

    def _data(self, party: str, more: int = 0) -> bytes:
        return sha256(party.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, said: dict[str, str]) -> str:
        answer = {"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": said}
        return json.dumps({**answer, "clientExtensionResults": {}})
