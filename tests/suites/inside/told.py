"""Goes into a suite's own pytest and writes down every answer that it gets, a line of JSON each, to $TOLD."""

from __future__ import annotations

import json
import os
from typing import Any

import requests

_send = requests.Session.send


def pytest_configure() -> None:
    """Stand between the suite and the house; a stream is not read, only passed on."""

    def send(self: requests.Session, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        response = _send(self, request, **kwargs)
        if not kwargs.get("stream"):
            with open(os.environ["TOLD"], "a", encoding="utf-8") as kept:
                told = [request.method, response.url, response.status_code, response.text]
                print(json.dumps([*told, os.environ.get("PYTEST_CURRENT_TEST", "")]), file=kept)
        return response

    requests.Session.send = send  # type: ignore[method-assign]
