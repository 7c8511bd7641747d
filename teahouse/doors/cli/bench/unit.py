"""The unit: the same web server as the house's, in a process of its own, answering bytes that never change.

`python -m teahouse.doors.cli.bench.unit PORT SIZE`; what a request costs here is what no house can go below.
"""

from __future__ import annotations

import sys

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from teahouse.doors.cli.bench.process import HERE


def answering(size: int) -> ASGIApp:
    """An app whose every answer is this many bytes of JSON."""
    body = b'"' + b"x" * (size - 2) + b'"'
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", b"%d" % size)]

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def serve(port: int, size: int) -> None:
    """Serve until told to stop."""
    config = uvicorn.Config(
        answering(size),
        host=HERE,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        log_level="warning",
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
