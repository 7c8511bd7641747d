"""Pictures for tests, made here: of every kind that is taken, and of many that are not."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from PIL import Image


def drawn(width: int = 80, height: int = 60, *, seed: int = 1, mode: str = "RGB") -> Image.Image:
    """Soft patches of colour, as a photograph has; each seed has its own."""
    bands = len(mode)
    patches = Image.frombytes(mode, (8, 6), Random(seed).randbytes(48 * bands))
    return patches.resize((width, height), Image.Resampling.BICUBIC)


def saved(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    """The file."""
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


@cache
def photograph(seed: int = 1, width: int = 80, height: int = 60) -> bytes:
    """A JPEG that differs from that of any other seed."""
    return saved(drawn(width, height, seed=seed), quality=90)


@cache
def heic(width: int = 96, height: int = 64) -> bytes:
    """As iPhones write."""
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(drawn(width, height)).save(out, quality=60)
    return out.getvalue()


@cache
def moving(kind: str = "GIF", frames: int = 6, width: int = 60, height: int = 40) -> bytes:
    """Something that moves."""
    several = [drawn(width, height, seed=n) for n in range(1, frames + 1)]
    return saved(several[0], kind, save_all=True, append_images=several[1:], duration=80, loop=0)


def read(data: bytes) -> Image.Image:
    """What a file shows."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


Maker = Callable[[], bytes]
