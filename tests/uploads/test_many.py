"""A thousand uploads at once, to a real server: its memory and its worker's stay within their bounds."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.clients.server import running
from tests.photographs import drawn, photograph, saved

UPLOADS = 1000
SERVER_MB = 150
"""What DESIGN allows a busy server; anonymous memory, without mapped files."""
WORKER_MB = 768
SECONDS = 400


def token(folder: Path) -> str:
    """A member's, made by the host's own command."""
    command = [sys.executable, "-m", "teahouse", "account", "create", "anna", "--print-token"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TEAHOUSE_")}
    environment["TEAHOUSE_DATABASE"] = f"sqlite:{folder / 'house.sqlite'}"
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def request(host: str, bearer: str, picture: bytes) -> bytes:
    """A whole multipart upload."""
    body = b'--B\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n' + picture + b"\r\n--B--\r\n"
    head = (
        f"POST /api/v2/media HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {bearer}\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary=B\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def upload(host: str, sent: bytes) -> int:
    """The status of one; half is sent at first, so that all of them stand open at once."""
    address, port = host.split(":")
    reader, writer = await asyncio.open_connection(address, int(port))
    try:
        half = len(sent) // 2
        writer.write(sent[:half])
        await writer.drain()
        await asyncio.sleep(3)
        writer.write(sent[half:])
        await writer.drain()
        answer = await reader.read()
        return int(re.findall(rb"\AHTTP/1.1 (\d+)", answer)[0])
    finally:
        writer.close()


def anonymous(pid: int) -> float:
    """What a process has for itself, in MB."""
    text = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"RssAnon:\s+(\d+)", text)[0]) / 1024


def children(pid: int) -> list[int]:
    """The processes that it started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def watch(server: int, peaks: dict[str, float]) -> None:
    """Note the most that server and workers ever have."""
    while True:
        peaks["server"] = max(peaks["server"], anonymous(server))
        for task in Path(f"/proc/{server}/task").iterdir():
            for child in (task / "children").read_text().split():
                try:
                    peaks["worker"] = max(peaks["worker"], anonymous(int(child)))
                except (OSError, IndexError):
                    continue
        await asyncio.sleep(0.05)


async def storm(host: str, server: int, requests: list[bytes]) -> tuple[Counter[int], dict[str, float]]:
    """All at once."""
    peaks = {"server": 0.0, "worker": 0.0}
    watching = asyncio.create_task(watch(server, peaks))
    statuses = await asyncio.gather(*(upload(host, one) for one in requests))
    watching.cancel()
    return Counter(statuses), peaks


@pytest.mark.long
def test_a_thousand_uploads_at_once_stay_within_the_memory_limit(tmp_path: Path) -> None:
    with running(tmp_path, rate_limits="false", media=str(tmp_path / "pictures")) as origin:
        bearer, host = token(tmp_path), origin.removeprefix("http://")
        server = next(pid for pid in children(os.getpid()) if b"serve" in Path(f"/proc/{pid}/cmdline").read_bytes())
        large = saved(drawn(1600, 1200, seed=7), quality=95)
        pictures = [large if n % 10 == 0 else photograph(n % 50, 400, 300) for n in range(UPLOADS)]
        begun = time.monotonic()
        statuses, peaks = asyncio.run(storm(host, server, [request(host, bearer, one) for one in pictures]))
        took = time.monotonic() - begun
    print(f"{dict(statuses)} in {took:.0f} s; server {peaks['server']:.0f} MB, worker {peaks['worker']:.0f} MB")
    assert set(statuses) <= {200, 503}
    assert statuses[200] >= UPLOADS * 0.9
    assert peaks["server"] <= SERVER_MB
    assert 0 < peaks["worker"] <= WORKER_MB
    assert took < SECONDS
