"""Keeping pictures: the same one once, for as long as anybody uses it.

Files are put before the row that names them is committed, and removed after the row is gone; a name is never used
twice, so no removal can meet a file that somebody else has begun to use.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from typing import BinaryIO

import msgspec
import structlog

from teahouse.kit.db import Database, ReadTx, WriteTx
from teahouse.kit.files import Store
from teahouse.kit.pictures import store
from teahouse.kit.pictures.model import Developed, Picture, Shape
from teahouse.kit.pictures.studio import Studio

AT_ONCE = 200


class Taken(msgspec.Struct, frozen=True):
    """A picture whose files are put, and that no row names yet."""

    picture: Picture


class Keeping:
    """What is taken within one act: `take` each picture, write the rows, then say in `used` which they use."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self.taken: list[Taken] = []
        self.used: list[Picture | None] = []

    async def take(self, source: BinaryIO, shape: Shape) -> Taken:
        """Develop a picture and put its files. Raises `BadPicture`."""
        taken = await self._pictures.take(source, shape)
        self.taken.append(taken)
        return taken


class Pictures:
    """The studio and the shelf; the composition root hands one to every transaction."""

    def __init__(self, studio: Studio, files: Store) -> None:
        self.studio = studio
        self.files = files

    async def take(self, source: BinaryIO, shape: Shape) -> Taken:
        """Develop it and put its files; `kept` settles what becomes of them. Raises `BadPicture`."""
        made = await self.studio.develop(source, shape, self.files.staging)
        picture = _named(made)
        await asyncio.to_thread(self._put, made, picture)
        return Taken(picture)

    def _put(self, made: Developed, picture: Picture) -> None:
        self.files.put(made.whole, picture.name)
        self.files.put(made.small, picture.small)

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[Keeping]:
        """Within this pictures are taken and rows written; files that no row came to name are removed after it."""
        keeping = Keeping(self)
        try:
            yield keeping
        finally:
            named = {picture.name for picture in keeping.used if picture is not None}
            left = [taken.picture for taken in keeping.taken if taken.picture.name not in named]
            if left:
                names = [name for picture in left for name in (picture.name, picture.small)]
                await asyncio.to_thread(self.files.drop, names)

    def sweep(self, database: Database) -> None:
        """Remove the files of which no row speaks any more; for a thread that may take its time."""
        names = database.read_now(lambda tx: tx.column(store.UNUSED, n=AT_ONCE))
        try:
            if names and self.files.drop(names):
                database.write_now(lambda tx: tx.run(store.FORGET_UNUSED, names=names))
        except OSError as error:
            structlog.get_logger().warning("files could not be removed", error=type(error).__name__)

    def find_orphans(self, database: Database, before: int) -> list[str]:
        """Files that were put before that time and that no row names: a crash came between the file and its row."""
        names = self.files.old(before)
        found: list[str] = []
        while some := list(islice(names, AT_ONCE)):
            named = set(database.read_now(lambda tx, some=some: tx.column(store.NAMED, names=some)))  # type: ignore[misc]
            found += [name for name in some if name not in named]
        return found

    def close(self) -> None:
        """End all work at once."""
        self.studio.close()


def use(tx: WriteTx, taken: Taken) -> Picture:
    """One use of what was taken: of the row that was there before, where the same picture was."""
    known = tx.one(store.BY_DIGEST, digest_=taken.picture.digest)
    if known is not None:
        tx.run(store.USE, picture_id=known.id, step=1)
        return known
    picture = msgspec.structs.replace(taken.picture, id=tx.new_id(), uses=1)
    tx.run(store.ADD, **msgspec.structs.asdict(picture))
    return picture


def use_again(tx: WriteTx, picture_id: int) -> None:
    """One use more of a picture that somebody uses."""
    tx.run(store.USE, picture_id=picture_id, step=1)


def release(tx: WriteTx, picture_id: int) -> None:
    """One use less; what nobody uses is forgotten, and its files are removed."""
    known = tx.one(store.BY_ID, picture_id=picture_id)
    if known is None:
        return
    if known.uses > 1:
        tx.run(store.USE, picture_id=known.id, step=-1)
        return
    tx.run(store.DROP, picture_id=known.id)
    for name in (known.name, known.small):
        tx.run(store.ADD_UNUSED, name=name)


def fetch_picture(tx: ReadTx, picture_id: int) -> Picture | None:
    """The picture as it is kept."""
    return tx.one(store.BY_ID, picture_id=picture_id)


def _named(made: Developed) -> Picture:
    said = made.said
    stem = f"{made.digest.partition(':')[2]}-{secrets.token_hex(8)}"
    return Picture(
        id=0,
        digest=made.digest,
        name=stem + said.whole.ending,
        small=f"{stem}-small{said.small.ending}",
        width=said.whole.width,
        height=said.whole.height,
        small_width=said.small.width,
        small_height=said.small.height,
        blurhash=said.blurhash,
    )


def count_unused(tx: ReadTx) -> int:
    """How many files wait to be removed."""
    return int(tx.value(store.COUNT_UNUSED))
