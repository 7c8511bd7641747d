"""Secrets that are handed out once and kept as digests.

A digest of 256 random bits needs no salt and no slow hash: nobody can guess what it was made from.
"""

from __future__ import annotations

import secrets
from hashlib import sha256


def new_token() -> str:
    """A secret of 256 random bits that may stand in an address, a header or a cookie."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """What is stored of a secret and looked up by key; no text makes it fail."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
