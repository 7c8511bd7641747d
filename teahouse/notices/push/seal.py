"""Sealing what is pushed, so that only the app can open it, and signing for whom it is sent.

Both forms are here: the standards (RFC 8188 and 8291 `aes128gcm`, RFC 8292 `vapid`) and their last drafts (`aesgcm`,
`WebPush`), which Mastodon's apps ask for unless they say `standard`. The primitives are OpenSSL's.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

RECORD = 4096
STEP = 1024
"""What is sealed is filled up to whole steps: its length says little of what is in it."""
MOST = 3_000
SIGNED_FOR = 12 * 3_600_000


class Sealed(msgspec.Struct, frozen=True):
    """The body of a request, and the headers that say how to open it."""

    body: bytes
    headers: dict[str, str]


def make_key() -> tuple[bytes, bytes]:
    """A new key pair of P-256: the private number, and the public point (65 bytes)."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - loaded when the first one is made

    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_numbers().private_value.to_bytes(32, "big"), _point(key)


def is_point(public: bytes) -> bool:
    """Whether it is a point of the curve, as an app hands it over."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - see `make_key`

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    except ValueError:
        return False
    return len(public) == 65


def seal(plain: bytes, p256dh: bytes, auth: bytes, *, standard: bool) -> Sealed:
    """Seal for the app that holds the other half of `p256dh`."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - see `make_key`

    if len(plain) > MOST:
        raise ValueError("too long for one record")
    own = ec.generate_private_key(ec.SECP256R1())
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh))
    return (_standard if standard else _draft)(plain, (p256dh, _point(own)), shared, auth)


def _standard(plain: bytes, points: tuple[bytes, bytes], shared: bytes, auth: bytes) -> Sealed:
    salt, ours = os.urandom(16), points[1]
    secret = _derive(shared, auth, b"WebPush: info\0" + b"".join(points), 32)
    key = _derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\0", 12)
    filled = plain + b"\2" + bytes(-(len(plain) + 1) % STEP)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return Sealed(head + _encrypt(key, nonce, filled), {"Content-Encoding": "aes128gcm"})


def _draft(plain: bytes, points: tuple[bytes, bytes], shared: bytes, auth: bytes) -> Sealed:
    salt, ours = os.urandom(16), points[1]
    context = b"P-256\0" + b"".join(len(one).to_bytes(2, "big") + one for one in points)
    secret = _derive(shared, auth, b"Content-Encoding: auth\0", 32)
    key = _derive(secret, salt, b"Content-Encoding: aesgcm\0" + context, 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\0" + context, 12)
    fill = -(len(plain) + 2) % STEP
    body = _encrypt(key, nonce, fill.to_bytes(2, "big") + bytes(fill) + plain)
    headers = {"Content-Encoding": "aesgcm", "Encryption": f"salt={text(salt)}", "Crypto-Key": f"dh={text(ours)}"}
    return Sealed(body, headers)


def sign(endpoint: str, private: bytes, public: bytes, subject: str, now: int, *, standard: bool) -> dict[str, str]:
    """Headers that say who sends, good for this push service and half a day. `subject` is whom it may complain to."""
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - see `make_key`
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415 - see `make_key`

    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": (now + SIGNED_FOR) // 1000, "sub": subject}
    said = ".".join(text(msgspec.json.encode(part)) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    key = ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1())
    r, s = utils.decode_dss_signature(key.sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{said}.{text(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    if standard:
        return {"Authorization": f"vapid t={token},k={text(public)}"}
    return {"Authorization": f"WebPush {token}", "Crypto-Key": f"p256ecdsa={text(public)}"}


def text(raw: bytes) -> str:
    """Bytes as letters that may stand in an address, without filling."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _point(key: EllipticCurvePrivateKey) -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - see `make_key`

    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - see `make_key`
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - see `make_key`

    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _encrypt(key: bytes, nonce: bytes, plain: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see `make_key`

    return AESGCM(key).encrypt(nonce, plain, None)
