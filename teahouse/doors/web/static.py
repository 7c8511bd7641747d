"""Files that never change while the house runs: the stylesheet, the scripts, the default pictures, the icon.

They are read once at start; an address that names a file's hash may be kept by browsers for a year.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

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


class Shelf:
    """The files by name."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        for each in (files("teahouse.doors.web") / "static").iterdir():
            kind = _TYPES.get(each.name[each.name.rfind(".") :])
            if kind is not None:
                body = each.read_bytes()
                self._files[each.name] = _File(body, kind, sha256(body).hexdigest()[:16])

    def address(self, name: str) -> str:
        """Where a page links to it."""
        return f"/static/{name}?v={self._files[name].digest}"

    def answer(self, name: str, request: Request) -> Response:
        """The file, or that the browser has it already. Raises `NotFound`."""
        file = self._files.get(name)
        if file is None:
            raise NotFound
        tag = f'"{file.digest}"'
        exact = request.query_params.get("v") == file.digest
        headers = {
            "ETag": tag,
            "Cache-Control": "public, max-age=31536000, immutable" if exact else "public, max-age=86400",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(file.body, media_type=file.media_type, headers=headers)
