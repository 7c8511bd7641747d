"""Forms and the proof that they came from a page of ours.

Each form carries a keyed hash of a cookie that only this browser has; a request without it changes nothing. No two
pages carry the same, so that nobody finds it out by how small a page can be made.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256

import msgspec
from msgspec import Struct

from teahouse.doors.web.words import Words
from teahouse.kit.errors import Detail, Forbidden
from teahouse.kit.http import Upload

_NAMES = re.compile(r"@[^\s,]+")
_NUMBER = re.compile(r"[0-9]+")


class Form(Struct):
    """What every form brings; each page's form adds its own fields."""

    csrf: str = ""


class Typed(Form):
    """What of any form a person wrote at length."""

    text: str = ""


class StaleForm(Forbidden):
    """A form without the proof: too old, or not from here."""

    code = "stale_form"


def close_files(form: Form) -> None:
    """Let go of the files that came with a form."""
    for value in msgspec.structs.astuple(form):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Upload):
                one.file.close()


def proof_for(secret: str) -> str:
    """What a form carries for the browser that holds this cookie; another one each time."""
    return _proof(secret, secrets.token_hex(8))


def _proof(secret: str, salt: str) -> str:
    return f"{salt}.{hmac.new(secret.encode(), f'form {salt}'.encode(), sha256).hexdigest()}"


def check_proof(secret: str | None, given: str) -> None:
    """Raises `StaleForm` unless the form was made for this browser."""
    expected = _proof(secret or "", given.partition(".")[0])
    if secret is None or not hmac.compare_digest(expected.encode(), given.encode()):
        raise StaleForm


def in_words(words: Words, faults: Mapping[str, Sequence[Detail]]) -> dict[str, str]:
    """The first fault of each field, in the reader's language."""
    return {field: _said(words, field, several[0]) for field, several in faults.items() if several}


def _said(words: Words, field: str, fault: Detail) -> str:
    if field == "invite_code" and fault["error"] == "ERR_INVALID":
        return words.fault_code
    if field == "username" and fault["error"] == "ERR_INVALID":
        return words.fault_username
    if field == "time_zone":
        return words.fault_time_zone
    if fault["error"] == "ERR_NOT_WELCOME":
        return words.talk.not_welcome.format(names=", ".join(_NAMES.findall(fault["description"])))
    text = {
        "ERR_BLANK": words.fault_blank,
        "ERR_TAKEN": words.fault_taken,
        "ERR_RESERVED": words.fault_reserved,
        "ERR_TOO_LONG": words.fault_too_long,
        "ERR_TOO_SHORT": words.fault_too_short,
        "ERR_ACCEPTED": words.fault_accepted,
        "ERR_TOO_MANY": words.fault_too_many,
    }.get(fault["error"], words.fault_invalid)
    number = _NUMBER.search(fault["description"])
    return text.format(n=number[0] if number else "")
