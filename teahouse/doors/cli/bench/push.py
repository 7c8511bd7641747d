"""Pushes: how many are sealed and signed in a second by one core, each of them opened again by its app."""

from __future__ import annotations

import time

import click
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from teahouse.notices.push import make_key, seal, sign

SAID = b'{"access_token":"' + b"x" * 43 + b'","title":"Somebody named you","body":"' + b"tea " * 40 + b'"}'
ENDPOINT = "https://push.example/one"


def pushes(count: int) -> float:
    """Seconds of processor time that one push takes, over so many. Raises where an app could not open one."""
    private, public = make_key()
    theirs, point = make_key()
    auth = b"0123456789abcdef"
    bodies: list[bytes] = []
    begun = time.process_time()
    for _ in range(count):
        bodies.append(seal(SAID, point, auth, standard=True).body)
        sign(ENDPOINT, private, public, "https://tea.example", 0, standard=True)
    took = time.process_time() - begun
    for body in bodies:
        if opened(body, theirs, point, auth) != SAID:
            raise click.ClickException("A push could not be opened by its app.")
    return took / count


def opened(body: bytes, private: bytes, point: bytes, auth: bytes) -> bytes:
    """As an app opens it (RFC 8188 and 8291), written anew."""
    salt, size = body[:16], body[20]
    ours, sealed = body[21 : 21 + size], body[21 + size :]
    key = ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1())
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), ours))
    secret = HKDF(hashes.SHA256(), 32, auth, b"WebPush: info\0" + point + ours).derive(shared)
    made = HKDF(hashes.SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(secret)
    nonce = HKDF(hashes.SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(secret)
    return AESGCM(made).decrypt(nonce, sealed, None).rstrip(b"\0").removesuffix(b"\2")
