"""Forms for web pages: the same reading of bodies, without a route table.

A page's form meets the same bounds and the same faults as the API's bodies.
"""

from __future__ import annotations

from typing import TypeVar

from starlette.datastructures import UploadFile
from starlette.requests import Request

from teahouse.kit.errors import BadRequest
from teahouse.kit.http.body import Bounds, ClientGone, read_body
from teahouse.kit.http.shape import Shape

S = TypeVar("S")
Upload = UploadFile
"""The type of a struct's field that takes a file."""


async def read_form(request: Request, struct: type[S], *, bounds: Bounds | None = None, upload: bool = False) -> S:
    """The request's form as a struct; raises `Refusal` (`Invalid` for wrong fields). The caller closes its files."""
    kind = request.headers.get("content-type", "")
    try:
        data = await read_body(request.receive, kind, bounds or Bounds(), upload=upload)
    except ClientGone:
        raise BadRequest("The request broke off") from None
    return Shape(struct).read(data)
