"""The file that a backup is: an uncompressed tar whose last member, `manifest.json`, describes all the others.

Reads only what it writes itself: plain files with short plain names, each once, each of the size and the checksum that
the manifest states. Promises that whatever else is in a file is refused, with a reason, before anything is taken out.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from teahouse.kit.db.refused import BadBackup

Kind = Literal["sqlite", "postgresql"]
MANIFEST = "manifest.json"
DATABASE = "database.sqlite"
FORMAT = 1
MAX_MANIFEST = 256 * 2**20
_NAME = re.compile(r"database\.sqlite|tables/[a-z0-9_]+\.copy|media(/[A-Za-z0-9_][A-Za-z0-9_.-]*){2,8}")
_PIECE = 2**20


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file in the archive."""

    name: str
    size: int
    sha256: str


class Rows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table, its columns in the order of the copy, and how many rows it had."""

    name: str
    columns: list[str]
    count: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup says of itself. The tables stand in an order in which they can be filled."""

    format: int
    kind: Kind
    version: str
    revision: str
    made_at: int
    tables: list[Rows]
    members: list[Member]


class Writer:
    """Puts files into an archive and remembers their checksums for its manifest."""

    def __init__(self, path: Path, made_at: int) -> None:
        # This form knows files of any size, and writes each with one header as long as its name is short.
        self._tar = tarfile.open(path, "w", format=tarfile.GNU_FORMAT)  # noqa: SIM115 - `close` ends it
        self._made_at = made_at
        self.members: list[Member] = []

    def add(self, name: str, path: Path) -> None:
        """The file as it is now; one that grows meanwhile is cut where it ended."""
        if not _may_be_named(name):
            raise BadBackup(f"{path} cannot be kept: names in a backup are short and plain.")
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            reader = _Hashing(file)
            self._put(name, size, reader)
            self.members.append(Member(name, size, reader.digest()))

    def close(self, manifest: Manifest) -> None:
        """The manifest, and the end."""
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        self._put(MANIFEST, len(text), io.BytesIO(text))
        self._tar.close()

    def _put(self, name: str, size: int, reader: io.BytesIO | _Hashing) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, self._made_at // 1000
        self._tar.addfile(info, reader)


class _Hashing:
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._hash.update(piece)
        return piece

    def digest(self) -> str:
        return self._hash.hexdigest()


class Archive:
    """An archive that was checked through and through; what `members` names can be taken out."""

    def __init__(self, file: BinaryIO, manifest: Manifest, places: dict[str, tuple[int, int]]) -> None:
        self._file = file
        self._places = places
        self.manifest = manifest

    def names(self) -> list[str]:
        """What is in it besides the manifest."""
        return [member.name for member in self.manifest.members]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of one member, bit by bit."""
        yield from _pieces(self._file, *self._places[name])

    def take_out(self, name: str, target: Path) -> None:
        """The content of one member, written into a file that is there already or not."""
        with target.open("wb") as file:
            for piece in self.pieces(name):
                file.write(piece)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A checked archive. Raises `BadBackup` with what is wrong and where."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise BadBackup(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise BadBackup(f"{path} is not a file.")
        try:
            places = dict(_places(file))
            manifest = _read_manifest(file, places)
            _check_content(file, manifest, places)
        except BadBackup as error:
            raise BadBackup(f"{path} cannot be restored: {error}") from None
        yield Archive(file, manifest, places)


def _places(file: BinaryIO) -> Iterator[tuple[str, tuple[int, int]]]:
    """(name, (where its content begins, its size)) of each member; the manifest is the last."""
    total = os.fstat(file.fileno()).st_size
    seen: set[str] = set()
    at = 0
    while True:
        file.seek(at)
        block = file.read(tarfile.BLOCKSIZE)
        if block == bytes(tarfile.BLOCKSIZE) and MANIFEST in seen:
            return
        if len(block) < tarfile.BLOCKSIZE or block == bytes(tarfile.BLOCKSIZE):
            raise BadBackup("it is cut off, or no backup." if seen else "it is no backup.")
        info = _header(block, at)
        if MANIFEST in seen:
            raise BadBackup(f"{info.name!r} stands behind the manifest.")
        if info.name in seen:
            raise BadBackup(f"{info.name} is in it twice.")
        start = at + tarfile.BLOCKSIZE
        if start + info.size > total:
            raise BadBackup(f"it is cut off in {info.name}.")
        seen.add(info.name)
        yield info.name, (start, info.size)
        at = start + -(-info.size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE


def _header(block: bytes, at: int) -> tarfile.TarInfo:
    try:
        info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
    except (tarfile.HeaderError, ValueError) as error:
        raise BadBackup(f"at byte {at} there is no header of a backup." if at else "it is no backup.") from error
    if info.type != tarfile.REGTYPE or info.size < 0:
        raise BadBackup(f"{info.name!r} is no plain file.")
    if info.name != MANIFEST and not _may_be_named(info.name):
        raise BadBackup(f"{info.name!r} is no name of a backup's.")
    return info


def _may_be_named(name: str) -> bool:
    return len(name) < 100 and _NAME.fullmatch(name) is not None


def _read_manifest(file: BinaryIO, places: dict[str, tuple[int, int]]) -> Manifest:
    start, size = places[MANIFEST]
    if size > MAX_MANIFEST:
        raise BadBackup(f"its manifest is larger than {MAX_MANIFEST} bytes.")
    text = b"".join(_pieces(file, start, size))
    try:
        said = msgspec.json.decode(text)
        if isinstance(said, dict) and isinstance(said.get("format"), int) and said["format"] > FORMAT:
            raise BadBackup("a newer release made it.")
        manifest = msgspec.convert(said, Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadBackup(f"its manifest cannot be read ({error}).") from error
    stated = {member.name: member.size for member in manifest.members}
    found = {name: size for name, (_, size) in places.items() if name != MANIFEST}
    if stated != found or len(stated) != len(manifest.members):
        names = sorted({name for name, _ in stated.items() ^ found.items()})
        raise BadBackup(f"its manifest does not describe what is in it ({', '.join(names[:3]) or 'a name twice'}).")
    return manifest


def _check_content(file: BinaryIO, manifest: Manifest, places: dict[str, tuple[int, int]]) -> None:
    for member in manifest.members:
        digest = hashlib.sha256()
        for piece in _pieces(file, *places[member.name]):
            digest.update(piece)
        if digest.hexdigest() != member.sha256:
            raise BadBackup(f"{member.name} was changed or damaged: its checksum is another.")


def _pieces(file: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    file.seek(start)
    while size:
        piece = file.read(min(size, _PIECE))
        if not piece:
            raise BadBackup("it was cut off while it was read.")
        size -= len(piece)
        yield piece
