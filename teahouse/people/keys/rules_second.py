"""Codes of the second step: which of them fits a secret now, and how those for bad days look. No I/O."""

from __future__ import annotations

import re
from hmac import compare_digest

from pyotp import TOTP

STEP = 30_000
"""Milliseconds that a code is shown for."""
LATE = 1
"""A code of the step before or after is taken as well: clocks of telephones differ."""
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LETTERS = 4, 4

_CODE = re.compile(r"[0-9]{6}")


def step_of(secret: str, code: str, now: int, last_step: int) -> int | None:
    """The step of which this is the code, if it is later than `last_step`; takes as long for any code."""
    typed = "".join(code.split())
    typed = typed if _CODE.fullmatch(typed) else "------"
    found = None
    made = TOTP(secret)
    for step in range(now // STEP - LATE, now // STEP + LATE + 1):
        fits = compare_digest(made.at(step * STEP // 1000), typed)
        if fits and step > last_step:
            found = step
    return found


def address_of(secret: str, *, name: str, house: str) -> str:
    """What an authenticator reads from the QR code."""
    return TOTP(secret).provisioning_uri(name=name, issuer_name=house)


def grouped(secret: str) -> str:
    """The secret as one types it: four letters at a time."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def folded(code: str) -> str:
    """A recovery code as it is kept, however it was typed."""
    return "".join(char for char in code.lower() if char in ALPHABET)
