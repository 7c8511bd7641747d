"""Forms for web pages: the same reading of bodies, without a route table.

A page's form meets the same bounds and the same faults as the API's bodies.
"""

from __future__ import annotations

from typing import TypeVar

from starlette.datastructures import UploadFile
from starlette.requests import Request

from teahouse.kit.http.body import Bounds, read_body
from teahouse.kit.http.shape import Shape

S = TypeVar("S")
Upload = UploadFile
"""The type of a struct's field that takes a file."""


async def read_form(request: Request, shape: Shape[S], *, bounds: Bounds | None = None, upload: bool = False) -> S:
    """The request's form as the shape's struct; raises `Refusal` (`Invalid` for wrong fields) where it is not."""
    held = bounds or Bounds()
    most = held.most_upload_bytes if upload else held.most_bytes
    kind = request.headers.get("content-type", "")
    return shape.read(await read_body(request.receive, kind, most=most, seconds=held.read_seconds))
