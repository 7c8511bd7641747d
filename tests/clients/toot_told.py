"""Runs toot's command line as it is, and writes down every answer that it gets: `toot_told.py RECORD ARGS…`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import requests
from toot.cli import cli

_send = requests.Session.send


def main() -> None:
    """Take the record's place from the arguments, then be toot."""
    record = Path(sys.argv.pop(1))

    def send(self: requests.Session, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        response = _send(self, request, **kwargs)
        with record.open("a", encoding="utf-8") as kept:
            print(json.dumps([request.method, response.url, response.status_code, response.text]), file=kept)
        return response

    requests.Session.send = send  # type: ignore[method-assign]
    cli(prog_name="toot")


if __name__ == "__main__":
    main()
