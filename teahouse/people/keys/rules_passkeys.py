"""Passkeys by WebAuthn: what a browser is asked, and whether what it answers holds. No I/O.

The library (and with it much of OpenSSL) is loaded when the first answer comes: a house without passkeys does without.
It takes strangers' bytes apart and breaks on some in its own ways; whatever it raises, the answer does not hold.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

import msgspec

from teahouse.people.keys.model import NewPasskey, Party, Passkey
from teahouse.people.model import Account

MAX_ANSWER = 20_000
"""An answer is at most so long; with the certificates that we do not ask for it would be longer."""
_TIMEOUT = 120_000
_ALGORITHMS = (-8, -7, -257)
"""EdDSA, ECDSA with SHA-256, RSA with SHA-256: what the devices of today have between them."""


class _Response(msgspec.Struct):
    client_data: str = msgspec.field(name="clientDataJSON")


class _Answer(msgspec.Struct):
    raw_id: str = msgspec.field(name="rawId")
    response: _Response


class _ClientData(msgspec.Struct):
    challenge: str


class Answered(msgspec.Struct, frozen=True):
    """What an answer says of itself before anything of it is believed."""

    challenge: str
    credential_id: bytes


def party_of(origin: str, name: str) -> Party | None:
    """Whom passkeys are for; None where browsers make none: without https, or at a bare number."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        possible = parts.scheme == "https" or host == "localhost" or host.endswith(".localhost")
        return Party(host, origin, name) if possible else None
    return None


def read_answer(answer: str) -> Answered | None:
    """The challenge that it answers and the passkey that it names; None for what is no answer at all."""
    if len(answer) > MAX_ANSWER:
        return None
    try:
        read = msgspec.json.decode(answer, type=_Answer)
        data = msgspec.json.decode(_bytes(read.response.client_data), type=_ClientData)
        return Answered(data.challenge, _bytes(read.raw_id))
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def asked_to_make(party: Party, account: Account, challenge: str, known: Iterable[Passkey]) -> dict[str, object]:
    """What a browser is asked for a new passkey: one that can be found without a name, behind a finger or a PIN."""
    return {
        "challenge": challenge,
        "rp": {"id": party.id, "name": party.name},
        "user": {
            "id": _text(str(account.id).encode()),
            "name": account.username,
            "displayName": account.display_name or account.username,
        },
        "pubKeyCredParams": [{"type": "public-key", "alg": alg} for alg in _ALGORITHMS],
        "timeout": _TIMEOUT,
        "excludeCredentials": [{"type": "public-key", "id": _text(key.credential_id)} for key in known],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }


def asked_to_show(party: Party, challenge: str) -> dict[str, object]:
    """What a browser is asked for to sign in: any passkey that it has for this house."""
    return {
        "challenge": challenge,
        "rpId": party.id,
        "timeout": _TIMEOUT,
        "allowCredentials": [],
        "userVerification": "required",
    }


def check_made(party: Party, answer: str, challenge: str) -> NewPasskey | None:
    """The new passkey, if the answer holds."""
    from webauthn import verify_registration_response  # noqa: PLC0415 - see the module

    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=_bytes(challenge),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except Exception:
        return None
    return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count)


def check_shown(party: Party, answer: str, challenge: str, key: Passkey) -> int | None:
    """How often the passkey says it was used, if the answer holds; a number that does not grow betrays a copy."""
    from webauthn import verify_authentication_response  # noqa: PLC0415 - see the module

    try:
        shown = verify_authentication_response(
            credential=answer,
            expected_challenge=_bytes(challenge),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except Exception:
        return None
    return int(shown.new_sign_count)


def _bytes(text: str) -> bytes:
    """What base64 of addresses stands for. Raises `ValueError`."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
