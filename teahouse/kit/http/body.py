"""Bodies: JSON, url-encoded and multipart, read within bounds into plain data.

Nothing is read past its limit or its time, and what cannot be read is refused with the place where it broke.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import msgspec
from msgspec import Struct
from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.types import Receive

from teahouse.kit.errors import BadRequest, Refusal
from teahouse.kit.http.rails import MOST_KEYS, nest, parse_pairs

MOST_FILES = 10
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


class ClientGone(Exception):
    """The client left before its request was whole; there is nobody to answer."""


class Bounds(Struct, frozen=True, kw_only=True):
    """How much of a body is read, and for how long."""

    most_bytes: int = 1024 * 1024
    most_upload_bytes: int = 40 * 1024 * 1024
    read_seconds: float = 15.0
    read_upload_seconds: float = 300.0
    most_url_bytes: int = 8192


def is_multipart(content_type: str) -> bool:
    """Whether a body of this type is a multipart form."""
    return content_type[:19].lower() == MULTIPART


async def read_body(receive: Receive, content_type: str, bounds: Bounds, *, upload: bool = False) -> dict[str, Any]:
    """The body as nested plain data; a body of nothing is an empty dict.

    `upload` takes the wider bounds, for multipart alone: nothing else carries files, and it is held in memory.
    """
    wide = upload and is_multipart(content_type)
    chunks = _chunks(receive, bounds.most_upload_bytes if wide else bounds.most_bytes)
    try:
        async with asyncio.timeout(bounds.read_upload_seconds if wide else bounds.read_seconds):
            if is_multipart(content_type):
                return await _multipart(chunks, content_type)
            body = b"".join([chunk async for chunk in chunks])
    except TimeoutError:
        raise Refusal("The request took too long to arrive", code="timeout", status=408) from None
    return parse_body(body, content_type)


def parse_body(body: bytes, content_type: str) -> dict[str, Any]:
    """A whole body that is not multipart; without a content type, what looks like JSON is JSON."""
    kind = content_type.partition(";")[0].strip().lower()
    if not body.strip():
        return {}
    if kind == FORM or (not kind and body.lstrip()[:1] not in (b"{", b"[")):
        return parse_pairs(body)
    if not kind or kind == "application/json" or kind.endswith("+json"):
        return _json(body)
    raise Refusal("This content type is not understood here", code="unsupported", status=415)


def _json(body: bytes) -> dict[str, Any]:
    try:
        data = msgspec.json.decode(body)
    except msgspec.ValidationError:
        raise Refusal("A number in the JSON is out of range", code="out_of_range", status=422) from None
    except msgspec.DecodeError as error:
        text = str(error)
        status = 422 if "surrogate" in text else 400
        raise BadRequest(f"The JSON could not be read: {text}", status=status) from None
    except UnicodeDecodeError as error:
        raise BadRequest(f"The JSON is not valid UTF-8 (byte {error.start} of a text)") from None
    except RecursionError:
        raise BadRequest("The JSON is nested too deeply") from None
    if not isinstance(data, dict):
        raise Refusal("The JSON must be an object", code="not_an_object", status=422)
    return data


def uploads_in(data: object) -> list[UploadFile]:
    """Every file in a multipart form, wherever its name nested it; whoever read the form closes them."""
    if isinstance(data, UploadFile):
        return [data]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [upload for value in values for upload in uploads_in(value)]


async def _chunks(receive: Receive, most: int) -> AsyncGenerator[bytes, None]:
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size > most:
            raise Refusal("The request is too large", code="too_large", status=413)
        if chunk:
            yield chunk
        if not message.get("more_body", False):
            return


async def _multipart(chunks: AsyncGenerator[bytes, None], content_type: str) -> dict[str, Any]:
    # The parser would quietly read what is not UTF-8 as Latin-1; asked for Latin-1, it keeps the bytes for us to judge.
    headers = Headers({"content-type": f"{content_type}; charset=latin-1"})
    parser = MultiPartParser(headers, chunks, max_files=MOST_FILES, max_fields=MOST_KEYS)
    # A thousand uploads at once must not be in memory: a file is on the disk from its first bytes.
    parser.spool_max_size = 1
    try:
        form = await parser.parse()
        return nest([(_utf8(name), _value(value)) for name, value in form.multi_items()])
    except UnicodeError:
        raise BadRequest("The form is not valid UTF-8") from None
    except MultiPartException as error:
        too_many = error.message.startswith(("Too many", "Part exceeded"))
        raise BadRequest(f"The form could not be read: {error.message}", status=413 if too_many else 400) from None
    except (MultipartParseError, ValueError, LookupError):
        raise BadRequest("The form could not be read") from None


def _utf8(text: str) -> str:
    return text.encode("latin-1").decode("utf-8")


def _value(value: str | UploadFile) -> str | UploadFile:
    if isinstance(value, str):
        return _utf8(value)
    value.filename = _utf8(value.filename or "")
    return value
