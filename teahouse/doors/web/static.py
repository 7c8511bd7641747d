"""Files that never change while the house runs: the stylesheet, the scripts, the default pictures, the icon.

They are read once at start; an address that names a file's hash may be kept by browsers for a year.
"""

from __future__ import annotations

import gzip
from hashlib import sha256
from importlib.resources import files

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from teahouse.doors.web.squeeze import takes_gzip
from teahouse.kit.errors import NotFound

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}


class _File(Struct, frozen=True):
    body: bytes
    media_type: str
    digest: str
    squeezed: bytes | None
    """The same, smaller; None where that gains nothing."""


class Shelf:
    """The files by name."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        for each in (files("teahouse.doors.web") / "static").iterdir():
            kind = _TYPES.get(each.name[each.name.rfind(".") :])
            if kind is not None:
                body = each.read_bytes()
                squeezed = None if kind == "image/png" else gzip.compress(body, 9, mtime=0)
                self._files[each.name] = _File(body, kind, sha256(body).hexdigest()[:16], squeezed)

    def address(self, name: str) -> str:
        """Where a page links to it."""
        return f"/static/{name}?v={self._files[name].digest}"

    def text(self, name: str) -> bytes:
        """What is in it."""
        return self._files[name].body

    def answer(self, name: str, request: Request) -> Response:
        """The file, or that the browser has it already. Raises `NotFound`."""
        file = self._files.get(name)
        if file is None:
            raise NotFound
        squeezed = file.squeezed if takes_gzip(request) else None
        tag = f'"{file.digest}"' if squeezed is None else f'"{file.digest}-gzip"'
        exact = request.query_params.get("v") == file.digest
        headers = {
            "ETag": tag,
            "Cache-Control": "public, max-age=31536000, immutable" if exact else "public, max-age=86400",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Vary": "Accept-Encoding",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if squeezed is not None:
            headers["Content-Encoding"] = "gzip"
        return Response(squeezed or file.body, media_type=file.media_type, headers=headers)
