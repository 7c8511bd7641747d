"""The server as a host starts it: its own process, a free port, a new file for its database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from tests.postgres import free_port

PATIENCE = 90
"""Seconds that a start may take on a machine that has much else to do."""


@contextmanager
def running(folder: Path, *options: str, **settings: str) -> Iterator[str]:
    """A server's address; it is stopped afterwards, and must stop well. `options` are those of `serve`."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    chosen = {"database": f"sqlite:{folder / 'house.sqlite'}", "port": str(port), "origin": origin, **settings}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TEAHOUSE_")}
    environment |= {f"TEAHOUSE_{name.upper()}": value for name, value in chosen.items()}
    log = folder / "server.log"
    with log.open("wb") as errors:
        command = [sys.executable, "-m", "teahouse", "serve", *options]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        _wait(server, log)
        yield origin
    finally:
        server.terminate()
        ended = server.wait(PATIENCE)
        if server.stdout is not None:
            server.stdout.close()
    written = log.read_text(encoding="utf-8")
    # It stops well and then lets the signal have its way, as a service manager expects.
    assert ended in (0, -signal.SIGTERM), written
    assert "request failed" not in written, written


def _wait(server: subprocess.Popen[str], log: Path) -> None:
    """Until it says that it is open; one that never does is killed, which ends its output."""
    too_late = Timer(PATIENCE, server.kill)
    too_late.start()
    try:
        assert server.stdout is not None
        said = server.stdout.readline()
    finally:
        too_late.cancel()
    assert "open" in said, said + log.read_text(encoding="utf-8")
