"""What a hostile browser may answer instead of a passkey: it is refused, and nothing breaks."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from random import Random
from typing import Any

import cbor2
import pytest

from teahouse.people import keys
from tests.authenticator import Authenticator, raw

PARTY = keys.Party("tea.example", "https://tea.example", "Teahouse")
CHALLENGE = "Y2hhbGxlbmdlIG9mIHRoZSBob3VzZSAx"
MAKE = {"challenge": CHALLENGE, "rp": {"id": "tea.example"}, "user": {"id": "MQ"}}
SHOW = {"challenge": CHALLENGE, "rpId": "tea.example"}
DEEP = "[" * 9_000
COSE: tuple[Any, ...] = (
    {},
    {1: 2},
    {1: 9, 3: -7},
    {1: 2, 3: -7, -1: 1, -2: b"", -3: b""},
    {1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)},
    {1: 2, 3: -7, -1: 99, -2: bytes(32), -3: bytes(32)},
    {1: 3, 3: -257, -1: b"", -2: b""},
    {1: 3, 3: -257, -1: b"\1", -2: b"\0"},
    {1: 1, 3: -8, -1: 6, -2: b"short"},
    {1: 1, 3: -8, -1: 99, -2: bytes(32)},
    [],
    "x",
    5,
)


def text(given: bytes) -> str:
    return urlsafe_b64encode(given).decode().rstrip("=")


def passkey(public_key: bytes, device: Authenticator) -> keys.Passkey:
    return keys.Passkey(1, 1, device.id, public_key, 0, "", 0, 0)


def spoiled(answer: str, chance: Random) -> Iterator[str]:
    """The answer with one thing of it broken, in many ways."""
    yield from ("", "null", "[]", DEEP, f'{{"rawId": {DEEP}', f'{answer[:-1]}, "more": {DEEP}')
    yield f'{answer[:-1]}, "more": {"[" * 4_000}{"]" * 4_000}}}'
    said = json.loads(answer)
    for name in ("id", "rawId", "type", "response", "clientExtensionResults"):
        for odd in (None, 5, [], {}, "é", "", "=", "\0"):
            yield json.dumps({**said, name: odd})
    for name, value in said["response"].items():
        whole = raw(value)
        flips = [bytearray(whole) for _ in range(80 if whole else 0)]
        for flip in flips:
            flip[chance.randrange(len(flip))] = chance.randrange(256)
        cuts = [b"", whole[:1], whole[: len(whole) // 2], whole + b"\0", b"\x9f" * 3_000, b"\x81" * 3_000, b"\xff" * 40]
        for odd in (*map(text, cuts), *(text(bytes(flip)) for flip in flips), "é", "=", "%00", 5, None, [], {"a": []}):
            yield json.dumps({**said, "response": {**said["response"], name: odd}})


@pytest.mark.parametrize("seed", range(3))
def test_no_answer_to_make_one_breaks(seed: int) -> None:
    device = Authenticator()
    good = device.make(MAKE)
    assert keys.check_made(PARTY, good, CHALLENGE) is not None
    for answer in spoiled(good, Random(seed)):
        keys.read_answer(answer)
        keys.check_made(PARTY, answer, CHALLENGE)


@pytest.mark.parametrize("seed", range(3))
def test_no_answer_to_show_one_breaks(seed: int) -> None:
    device = Authenticator()
    made = keys.check_made(PARTY, device.make(MAKE), CHALLENGE)
    assert made is not None
    known, good = passkey(made.public_key, device), device.show(SHOW)
    assert keys.check_shown(PARTY, good, CHALLENGE, known) == 1
    for answer in spoiled(good, Random(seed)):
        keys.read_answer(answer)
        keys.check_shown(PARTY, answer, CHALLENGE, known)


@pytest.mark.parametrize("cose", COSE, ids=str)
def test_no_key_that_a_device_claims_to_have_breaks(cose: Any) -> None:
    device = Authenticator()
    answer = json.loads(device.make(MAKE))
    whole = cbor2.loads(raw(answer["response"]["attestationObject"]))
    at = whole["authData"].index(device.id) + len(device.id)
    whole["authData"] = whole["authData"][:at] + cbor2.dumps(cose)
    answer["response"]["attestationObject"] = text(cbor2.dumps(whole))
    made = keys.check_made(PARTY, json.dumps(answer), CHALLENGE)
    claimed = cbor2.dumps(cose) if made is None else made.public_key
    assert keys.check_shown(PARTY, device.show(SHOW), CHALLENGE, passkey(claimed, device)) is None
