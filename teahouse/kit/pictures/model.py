"""The nouns of pictures: how much is taken, what was made of one, and a picture as it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from teahouse.kit.errors import Refusal

Shape = Literal["whole", "face", "banner"]
"""As it is, cut to a square, or cut to a wide strip."""

TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
"""What is ever written, by the ending of the file's name."""
TAKEN = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif", "image/avif")
"""What is taken, in the words of who declares it."""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """How large a picture may be, and how much the worker may use for one."""

    most_bytes: int = 16 * 2**20
    most_pixels: int = 50_000_000
    memory: int = 1024 * 2**20
    """Address space of a worker process, in bytes."""
    seconds: int = 20
    at_once: int = 1
    """Worker processes."""
    most_waiting: int = 1000


class Side(msgspec.Struct, frozen=True):
    """One file of a picture."""

    ending: str
    width: int
    height: int


class Said(msgspec.Struct, frozen=True):
    """What the worker says of a picture that it drew."""

    whole: Side
    small: Side
    blurhash: str
    animated: bool


class Developed(msgspec.Struct, frozen=True):
    """A picture that was drawn anew: two files that nobody else knows of yet."""

    digest: str
    shape: Shape
    said: Said
    whole: Path
    small: Path


class Picture(msgspec.Struct, frozen=True):
    """A picture as it is kept: its files by name, and how many use it."""

    id: int
    digest: str
    name: str
    small: str
    width: int
    height: int
    small_width: int
    small_height: int
    blurhash: str
    uses: int = 0


class BadPicture(Refusal):
    """What came is no picture, or none that is taken here."""

    code = "bad_picture"
    status = 422
    text = "File type of uploaded media could not be verified"


def type_of(name: str) -> str:
    """The content type of a file that was made here; nothing else has such a name."""
    return TYPES[name[name.rindex(".") :]]
