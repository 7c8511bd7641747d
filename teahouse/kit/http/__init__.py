"""Our endpoint layer: typed handlers in a route table, served over ASGI.

A handler's signature says what it needs and what it may do; whatever comes in, an answer with the right
status goes out.
"""

from teahouse.kit.http.answer import Reply, Stream, refused
from teahouse.kit.http.api import Api, Authenticate
from teahouse.kit.http.body import Bounds
from teahouse.kit.http.call import Call, Caller
from teahouse.kit.http.doorstep import Doorstep, limit_key
from teahouse.kit.http.form import Upload, read_form
from teahouse.kit.http.limits import Limit, Limiter
from teahouse.kit.http.paging import Id, Page
from teahouse.kit.http.route import Route, Routes
from teahouse.kit.http.scopes import covering
from teahouse.kit.http.shape import Shape
from teahouse.kit.http.watching import BOUNDS, TEMPLATE, Meters, Watch, logging_to, watching

__all__ = [
    "BOUNDS",
    "TEMPLATE",
    "Api",
    "Authenticate",
    "Bounds",
    "Call",
    "Caller",
    "Doorstep",
    "Id",
    "Limit",
    "Limiter",
    "Meters",
    "Page",
    "Reply",
    "Route",
    "Routes",
    "Shape",
    "Stream",
    "Upload",
    "Watch",
    "covering",
    "limit_key",
    "logging_to",
    "read_form",
    "refused",
    "watching",
]
