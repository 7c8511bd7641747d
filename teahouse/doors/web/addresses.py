"""Addresses that come in from outside: where to go after signing in, and back to an app.

Promises that `inside` never leads out of the house, and that an app's address stays as it was registered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, quote, urlencode, urlsplit

_INSIDE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*\Z")
_HOST = re.compile(r"[A-Za-z0-9.\-]+(:[0-9]+)?\Z|\[[0-9a-fA-F:.]+\](:[0-9]+)?\Z")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*\Z")
MOST = 4096


def inside(address: str) -> str:
    """The address, if it is a path of this house; else the front page. Browsers read `//` and `/\\` as other hosts."""
    return address if len(address) <= MOST and _INSIDE.match(address) else "/"


def with_query(path: str, values: Mapping[str, str]) -> str:
    """A path of ours with a query, or with more of it."""
    return f"{path}{'&' if '?' in path else '?'}{urlencode(values, quote_via=quote)}" if values else path


def client_in(address: str) -> str | None:
    """The app that a way back to the authorize page is about."""
    parts = urlsplit(address)
    return next(iter(parse_qs(parts.query).get("client_id", [])), None) if parts.path == "/oauth/authorize" else None


def back_to(uri: str, answers: Mapping[str, str | None]) -> str:
    """An app's registered address with our answers in its query; nothing else of it is touched."""
    said = urlencode({name: value for name, value in answers.items() if value is not None}, quote_via=quote)
    return f"{uri}{'&' if '?' in uri else '?'}{said}"


def form_target(uri: str) -> str | None:
    """How a content security policy names where `uri` leads; None where it cannot be named safely."""
    parts = urlsplit(uri)
    scheme = parts.scheme.lower()
    if not _SCHEME.match(scheme):
        return None
    if scheme not in ("http", "https"):
        return f"{scheme}:"
    return f"{scheme}://{parts.netloc}" if _HOST.match(parts.netloc) else None


def shown_host(uri: str) -> str:
    """What of an app's address tells a person where it leads."""
    parts = urlsplit(uri)
    return parts.hostname or f"{parts.scheme}:"
