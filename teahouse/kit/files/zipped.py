"""A ZIP file that is made while it is sent: nothing of it is held but the piece at hand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO


class _Sink:
    """Where the pieces gather until they are taken. It cannot be sought in, so that sizes stand behind each file."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


class Zipped:
    """`begin` each file, `take` what is ready now and then, `close` at the end and take once more."""

    def __init__(self, made_at: int) -> None:
        """`made_at` (UTC milliseconds) stands beside each file."""
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", allowZip64=True)  # type: ignore[call-overload]
        self._when = datetime.fromtimestamp(made_at // 1000, UTC).timetuple()[:6]

    @contextmanager
    def begin(self, name: str, *, packed: bool = True) -> Iterator[IO[bytes]]:
        """A file of this name, to be written piece by piece; pictures are packed already."""
        info = zipfile.ZipInfo(name, self._when)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as file:
            yield file

    def take(self) -> bytes:
        """What is ready to be sent."""
        pieces, self._sink.pieces = self._sink.pieces, []
        return b"".join(pieces)

    def close(self) -> None:
        """Write the list of all files."""
        self._zip.close()
