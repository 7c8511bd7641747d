"""Addresses of pictures: each carries a keyed hash of who may fetch it, which picture, and the day.

An address is good on its day and the next, and only for whom it was made; whether they may see the picture is asked
again on each fetch. The key is made with the first upload and stays in the database.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.db.secret import fetch_secret, keep_secret
from teahouse.kit.errors import NotFound
from teahouse.moments.model import Attachment

_KEY = "pictures"
_GOOD_FOR = 2
"""Days, with that on which it was made."""


class Passes:
    """The key, once it was read; the composition root hands one to every transaction."""

    def __init__(self, addresses: people.Addresses) -> None:
        self._origin = addresses.origin
        self._key: bytes | None = None

    def key(self, tx: ReadTx) -> bytes:
        """The secret. Raises `NotFound` where nothing was ever uploaded."""
        if self._key is None:
            self._key = fetch_secret(tx, _KEY)
        if self._key is None:
            raise NotFound
        return self._key

    def made_for(self, tx: ReadTx, viewer: int) -> Addressed:
        """The addresses of pictures for one viewer (0: not signed in), today."""
        return Addressed(self._origin, self.key(tx), viewer, tx.now // people.DAY)

    def check(self, tx: ReadTx, media_id: int, given: str) -> int:
        """For whom a pass was made. Raises `NotFound` for one that is forged, too old, or for another picture."""
        viewer, _, rest = given.partition("-")
        day, _, proof = rest.partition("-")
        if not (viewer.isascii() and viewer.isdecimal() and day.isascii() and day.isdecimal()):
            raise NotFound
        if len(viewer) > 19 or len(day) > 8 or not 0 <= tx.now // people.DAY - int(day) < _GOOD_FOR:
            raise NotFound
        if not hmac.compare_digest(_proof(self.key(tx), int(viewer), media_id, int(day)), proof.encode()):
            raise NotFound
        return int(viewer)


class Addressed:
    """Writes addresses for one viewer."""

    def __init__(self, origin: str, key: bytes, viewer: int, day: int) -> None:
        self._origin = origin
        self._key = key
        self._viewer = viewer
        self._day = day

    def of(self, picture: Attachment) -> tuple[str, str]:
        """Where the viewer fetches a picture, and its small form."""
        proof = _proof(self._key, self._viewer, picture.id, self._day).decode()
        start = f"{self._origin}/media/{picture.id}/{self._viewer}-{self._day}-{proof}"
        return f"{start}/original{_ending(picture.name)}", f"{start}/small{_ending(picture.small)}"


def keep_key(tx: WriteTx) -> None:
    """Make the key where there is none yet."""
    keep_secret(tx, _KEY)


def _ending(name: str) -> str:
    return name[name.rindex(".") :]


def _proof(key: bytes, viewer: int, media_id: int, day: int) -> bytes:
    return urlsafe_b64encode(hmac.digest(key, b"%d %d %d" % (viewer, media_id, day), "sha256")[:18])
