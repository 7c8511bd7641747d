"""Forms for web pages: the same reading of bodies, without a route table.

A page's form meets the same bounds and the same faults as the API's bodies.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request

from teahouse.kit.errors import BadRequest
from teahouse.kit.http.body import Bounds, ClientGone, read_body, uploads_in
from teahouse.kit.http.shape import Shape

S = TypeVar("S", bound=msgspec.Struct)
Upload = UploadFile
"""The type of a struct's field that takes a file."""


async def read_form(request: Request, struct: type[S], *, bounds: Bounds | None = None, upload: bool = False) -> S:
    """The request's form as a struct; raises `Refusal` (`Invalid` for wrong fields). The caller closes its files.

    Files that the struct has no place for are closed here.
    """
    kind = request.headers.get("content-type", "")
    try:
        data = await read_body(request.receive, kind, bounds or Bounds(), upload=upload)
    except ClientGone:
        raise BadRequest("The request broke off") from None
    wanted: list[Upload] = []
    try:
        read = Shape(struct).read(data)
        wanted = uploads_in(msgspec.structs.asdict(read))
        return read
    finally:
        for file in uploads_in(data):
            if file not in wanted:
                file.file.close()
