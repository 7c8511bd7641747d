"""Where pictures are developed: hands each to a worker process, and waits no longer than it may.

Promises that no byte that a stranger sent is decoded in this process, that a worker which takes too long or too much
is killed and the next picture gets a new one, and that only so many wait.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import socket
import subprocess
import sys
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import mkstemp
from threading import Lock, local
from typing import BinaryIO, TypeVar

import msgspec

from teahouse.kit.errors import Unavailable
from teahouse.kit.pictures.model import BadPicture, Bounds, Developed, Said, Shape

WORK = Path(__file__).with_name("work.py")
T = TypeVar("T")


class _Answer(msgspec.Struct, frozen=True):
    """What a worker says: why it is unfit, or all the rest."""

    unfit: str | None = None


class _Worker:
    """One process, and the socket by which it takes orders."""

    def __init__(self, bounds: Bounds) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", str(WORK), str(bounds.memory), str(bounds.seconds)]
        # Of the environment nothing but where libraries stand: settings hold secrets.
        known = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONDONTWRITEBYTECODE": "1"}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=known, cwd="/"
            )
        self._orders = ours
        # One order's share of the processor ends it before this does, unless it sleeps.
        self._orders.settimeout(2 * bounds.seconds + 5)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, order: bytes, files: list[int]) -> bytes:
        """One order, one answer; nothing where the process went home before or ended over it."""
        try:
            socket.send_fds(self._orders, [order], files)
            answer = b""
            while not answer.endswith(b"\n"):
                piece = self._orders.recv(65536)
                if not piece:
                    return b""
                answer += piece
        except ConnectionError:
            return b""
        return answer

    def went_home(self) -> bool:
        """It ended by itself, having nothing to do."""
        return self._process.wait(timeout=10) == 0

    def end(self) -> None:
        """Kill it, whatever it does."""
        self._orders.close()
        self._process.kill()
        self._process.wait()


class Studio:
    """Some worker processes, started when there is work; each is driven by a thread of its own."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._threads = ThreadPoolExecutor(bounds.at_once, thread_name_prefix="pictures")
        self._own = local()
        self._waiting = 0
        self._lock = Lock()
        self._workers: set[_Worker] = set()
        # Also where nobody closes it: no process outlives its studio.
        self._end = weakref.finalize(self, _end_all, self._workers)

    async def develop(self, source: BinaryIO, shape: Shape, folder: Path) -> Developed:
        """Draw it anew, into two new files in `folder`. Raises `BadPicture`, and `Unavailable` where too many wait."""
        size = source.seek(0, os.SEEK_END)
        if size > self.bounds.most_bytes:
            most = self.bounds.most_bytes / 2**20
            raise BadPicture(f"Validation failed: File size must be less than {most:.4g} MB")
        return await self.run(lambda: self._develop(source, shape, folder))

    async def run(self, act: Callable[[], T]) -> T:
        """Run an act on a thread of the studio, after those that wait already."""
        if self._waiting >= self.bounds.most_waiting:
            raise Unavailable("Too many pictures are being uploaded at the moment", retry_after=30)
        self._waiting += 1
        try:
            return await asyncio.wrap_future(self._threads.submit(act))
        finally:
            self._waiting -= 1

    def _develop(self, source: BinaryIO, shape: Shape, folder: Path) -> Developed:
        folder.mkdir(parents=True, exist_ok=True)
        (whole, whole_path), (small, small_path) = (mkstemp(dir=folder, prefix=".") for _ in range(2))
        try:
            order = msgspec.json.encode({"shape": shape, "pixels": self.bounds.most_pixels})
            said = _read(self._ask(order, [source.fileno(), whole, small]), self.bounds)
            digest = _digest(whole)
            os.fsync(whole)
            os.fsync(small)
        except BaseException:
            for path in (whole_path, small_path):
                os.unlink(path)
            raise
        finally:
            os.close(whole)
            os.close(small)
        return Developed(f"{shape}:{digest}", shape, said, Path(whole_path), Path(small_path))

    def _ask(self, order: bytes, files: list[int]) -> bytes:
        """Nothing where a worker ended over it: it needed too much, or it was made to break what reads it."""
        while True:
            fresh = not hasattr(self._own, "worker")
            worker = self._own.worker if not fresh else self._hire()
            try:
                answer: bytes = worker.ask(order, files)
                again = not answer and not fresh and worker.went_home()
            except (TimeoutError, subprocess.TimeoutExpired):
                answer, again = b"", False
            if not answer:
                self._dismiss(worker)
            if not again:
                return answer

    def _hire(self) -> _Worker:
        worker = self._own.worker = _Worker(self.bounds)
        with self._lock:
            self._workers.add(worker)
        return worker

    def _dismiss(self, worker: _Worker) -> None:
        del self._own.worker
        with self._lock:
            self._workers.discard(worker)
        worker.end()

    @property
    def pids(self) -> list[int]:
        """The worker processes, for who measures them."""
        with self._lock:
            return [worker.pid for worker in self._workers]

    def close(self) -> None:
        """End all work at once."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._end()


def _end_all(workers: set[_Worker]) -> None:
    for worker in list(workers):
        worker.end()


def _read(answer: bytes, bounds: Bounds) -> Said:
    """What it said, or why the picture is refused. A worker may have been turned against us, so it is not believed."""
    if not answer:
        raise BadPicture("Validation failed: File is too complex to be read")
    try:
        unfit = msgspec.json.decode(answer, type=_Answer).unfit
        if unfit is None:
            said = msgspec.json.decode(answer, type=Said)
            if {said.whole.ending, said.small.ending} <= {".jpg", ".png", ".webp"}:
                return said
    except msgspec.MsgspecError:
        raise BadPicture from None
    if unfit == "pixels":
        raise BadPicture(f"Validation failed: File has more than {bounds.most_pixels:,} pixels")
    if unfit == "memory":
        raise BadPicture("Validation failed: File needs too much memory to be read")
    raise BadPicture


def _digest(file: int) -> str:
    with open(file, "rb", closefd=False) as read:
        read.seek(0)
        return hashlib.file_digest(read, "sha256").hexdigest()[:40]
