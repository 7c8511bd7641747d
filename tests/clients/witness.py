"""Looks over a client's shoulder: every answer that it gets is held against Mastodon's document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from tests.api.shapes import Shapes


class Witness:
    """Checks answers as they come; `seen` counts them by operation."""

    def __init__(self) -> None:
        self.shapes = Shapes()
        self.seen: list[tuple[str, str, int]] = []

    def session(self) -> requests.Session:
        """A session for Mastodon.py whose answers are all checked."""
        session = requests.Session()
        session.trust_env = False
        session.hooks["response"].append(self._met)
        return session

    def _met(self, response: requests.Response, *_: Any, **__: Any) -> None:
        self.check(str(response.request.method), str(response.url), response.status_code, response.text)

    def check(self, method: str, url: str, status: int, text: str) -> None:
        """One answer."""
        path = urlsplit(url).path
        self.seen.append((method, path, status))
        assert status < 500, f"{method} {path} -> {status} {text}"
        if path.startswith(("/api/", "/oauth/")) and text[:1] in ("{", "["):
            self.shapes.check(method, path, status, json.loads(text))

    def read(self, record: Path) -> None:
        """What a client in another process wrote down, see `toot_told.py`; each is read once."""
        if record.exists():
            lines = record.read_text(encoding="utf-8").splitlines()
            record.unlink()
            for line in lines:
                self.check(*json.loads(line))
