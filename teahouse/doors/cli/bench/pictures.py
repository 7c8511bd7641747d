"""Pictures for the bench: uploads of some three million pixels, and their small forms asked for again.

Every upload differs, or the worker's work would be done once; what is fetched is looked at by its size alone.
"""

from __future__ import annotations

import io
from secrets import token_bytes

import msgspec

from teahouse.doors.cli.bench.client import Ask, get, request
from teahouse.doors.cli.bench.house import ORIGIN
from teahouse.doors.cli.bench.judge import wrong

SIZE = (2048, 1536)
SMALLEST = 1000


def photograph() -> bytes:
    """A JPEG of soft patches, unlike any that an earlier run uploaded."""
    from PIL import Image  # noqa: PLC0415 - only this bench draws

    rough = Image.frombytes("RGB", (128, 96), token_bytes(128 * 96 * 3))
    out = io.BytesIO()
    rough.resize(SIZE, Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


def upload(token: str, picture: bytes, into: list[str]) -> Ask:
    """An upload; the path of its small form goes `into` a list."""
    body = b'--B\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n' + picture + b"\r\n--B--\r\n"
    head = ("Content-Type: multipart/form-data; boundary=B", f"Content-Length: {len(body)}")

    def check(answer: bytes) -> None:
        said = msgspec.json.decode(answer)
        size = said["meta"]["original"]["width"], said["meta"]["original"]["height"]
        if size != SIZE:
            raise wrong("size of an uploaded picture", size, SIZE)
        into.append(said["preview_url"].removeprefix(ORIGIN))

    return Ask(request("POST", "/api/v2/media", token, body, head), check)


def small(path: str) -> Ask:
    """Its small form."""

    def check(answer: bytes) -> None:
        if len(answer) < SMALLEST or not answer.startswith(b"\xff\xd8\xff"):
            raise wrong("bytes of a small picture", len(answer), "a JPEG")

    return Ask(get(path), check)
