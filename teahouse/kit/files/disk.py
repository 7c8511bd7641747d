"""Files in a folder, two levels deep by the beginning of their names.

A file has its name only when it is complete and on the disk. While somebody copies the folder (`held`), nothing is
removed from it.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from teahouse.kit.files.model import Missing, Opened, check_name

PIECE = 256 * 1024
_LOCK = ".lock"
_STAGING = ".staging"


class Disk:
    """A folder that is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def staging(self) -> Path:
        """On the same disk, so that a finished file only gets another name."""
        return self.folder / _STAGING

    def path(self, name: str) -> Path:
        """Where a file of this name stands. Raises `Missing` for what is no name."""
        check_name(name)
        return self.folder / name[:2] / name[2:4] / name

    def put(self, path: Path, name: str) -> None:
        """Give the file its name; it has been flushed by who wrote it."""
        target = self.path(name)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(target)
        for folder in (target.parent, target.parent.parent, self.folder):
            _flush(folder)

    def measure(self, names: Sequence[str]) -> int:
        """Bytes of these files; of one that is gone none. Blocks."""
        return sum(_size(self.path(name)) for name in names)

    async def open(self, name: str) -> Opened:
        """The file to be read. Raises `Missing`."""
        try:
            file = os.open(self.path(name), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except FileNotFoundError:
            raise Missing(name) from None
        return Opened(os.fstat(file).st_size, _pieces(file))

    def old(self, before: int) -> Iterator[str]:
        """By when they were written; what has no name of ours is somebody else's."""
        for file in self.folder.glob("??/??/*"):
            with suppress(Missing, FileNotFoundError):
                if check_name(file.name) and file.lstat().st_mtime_ns < before * 1_000_000:
                    yield file.name

    def drop_unfinished(self, before: int) -> int:
        """What a crash left in the staging folder."""
        found = 0
        for file in self.staging.glob(".*"):
            with suppress(FileNotFoundError):
                if file.is_file() and file.lstat().st_mtime_ns < before * 1_000_000:
                    file.unlink()
                    found += 1
        return found

    def drop(self, names: Sequence[str]) -> bool:
        """Remove them, unless somebody copies the folder."""
        if not self.folder.is_dir():
            return True
        with self._locked(fcntl.LOCK_EX | fcntl.LOCK_NB) as free:
            if free:
                for name in names:
                    with suppress(Missing):
                        self.path(name).unlink(missing_ok=True)
            return free

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts nothing is removed, by any process."""
        if not self.folder.is_dir():
            yield
            return
        with self._locked(fcntl.LOCK_SH):
            yield

    @contextmanager
    def _locked(self, how: int) -> Iterator[bool]:
        lock = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(lock, how)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(lock)


async def _pieces(file: int) -> AsyncGenerator[bytes, None]:
    """Read on a thread, as a disk may take its time."""
    try:
        while piece := await asyncio.to_thread(os.read, file, PIECE):
            yield piece
    finally:
        os.close(file)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def size_below(folder: Path) -> int:
    """Bytes of all files in the folder and below it. Takes time."""
    return sum(_size(Path(parent, file)) for parent, _, files in os.walk(folder) for file in files)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:  # removed meanwhile
        return 0
