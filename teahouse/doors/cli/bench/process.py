"""A server in a process of its own, and what the system says of it: its processor time and its memory.

Promises that the process ends with the block that started it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from msgspec import Struct

HERE = "127.0.0.1"
PATIENCE = 60.0
"""Seconds to wait for a first answer, and for an end."""


class Memory(Struct, frozen=True):
    """In megabytes: what belongs to the process alone, and its fair share of everything it maps."""

    anonymous: float
    proportional: float


class ServerProcess:
    """A started server."""

    def __init__(self, popen: subprocess.Popen[bytes], port: int, started: float) -> None:
        self._popen = popen
        self.port = port
        self.started = started
        """When it was started, by `time.perf_counter`."""

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads and workers, in itself and in the system for it.

        By the process's own clock: what /proc/PID/stat says is the same in ticks of ten milliseconds, in which some
        hundred cheap requests may cost nothing at all.
        """
        return sum(time.clock_gettime(_clock_of(pid)) for pid in (self._popen.pid, *self._workers()))

    def _workers(self) -> list[int]:
        """The processes that it started: those that develop pictures, where any was uploaded."""
        tasks = Path(f"/proc/{self._popen.pid}/task").iterdir()
        return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]

    def memory(self) -> Memory:
        """What it uses now."""
        status, rollup = _sizes(self._proc("status")), _sizes(self._proc("smaps_rollup"))
        return Memory(status["RssAnon"] / 1024, rollup["Pss"] / 1024)

    def check_alive(self) -> None:
        """Raises `ClickException` where it has ended."""
        if self._popen.poll() is not None:
            raise click.ClickException(f"The server ended with {self._popen.returncode}; what it said stands above.")

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self._popen.pid}/{name}").read_text()


def _clock_of(pid: int) -> int:
    """The number of another process's processor clock, as the C library's clock_getcpuclockid makes it on Linux."""
    return ~pid << 3 | 2


def _sizes(text: str) -> dict[str, int]:
    """`Name:   123 kB` lines."""
    lines = (line.split() for line in text.splitlines())
    return {words[0].rstrip(":"): int(words[1]) for words in lines if len(words) == 3 and words[2] == "kB"}


@contextmanager
def running(arguments: list[str], environment: Mapping[str, str]) -> Iterator[ServerProcess]:
    """`python -m ...` with these arguments, where `PORT` stands for a free port; ended when the block ends."""
    port = _free_port()
    words = [sys.executable, *(argument.replace("PORT", str(port)) for argument in arguments)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEAHOUSE_")}
    started = time.perf_counter()
    popen = subprocess.Popen(words, env={**kept, **environment}, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    try:
        yield ServerProcess(popen, port, started)
    finally:
        popen.send_signal(signal.SIGTERM)
        try:
            popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            popen.kill()
            popen.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])
