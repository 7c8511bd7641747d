"""Media: uploading pictures, and fetching their files.

A file's address says for whom it was made, and the gate is asked about them each time. An account's own pictures are
public.
"""

from __future__ import annotations

import msgspec

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.attachments import focus_of, present_media
from teahouse.doors.mastodon.statuses import actor_of
from teahouse.kit.db import Database, ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.files import Missing
from teahouse.kit.http import Call, Id, Reply, Routes, Stream, Upload
from teahouse.kit.pictures import Picture, Pictures, type_of
from teahouse.moments import Attachment, Depiction

routes = Routes()
WRITE = "write:media"
PRIVATE = "private, max-age=3600"
PUBLIC = "public, max-age=86400"
# Whatever a browser takes a file for, it runs nothing and asks for nothing more.
_HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Disposition": "inline",
}


class MediaForm(msgspec.Struct):
    """What apps send to upload a picture; its own name and type are not looked at."""

    file: Upload | None = None
    description: str = ""
    focus: str | None = None
    thumbnail: Upload | None = None


class DescribeForm(msgspec.Struct):
    """What apps send to change what is said of an upload; what is left out stays."""

    description: str | None = None
    focus: str | None = None
    thumbnail: Upload | None = None


def _refuse_thumbnail(body: MediaForm | DescribeForm) -> None:
    if body.thumbnail is not None:
        raise Invalid("thumbnail", "ERR_INVALID", "is not possible; a picture's is made of itself")


@routes.post("/api/v2/media", scope=WRITE, upload=True, limit="media")
async def upload(database: Database, call: Call, body: MediaForm) -> e.MediaAttachment:
    """Upload a picture to be posted; it is ready when this answers."""
    _refuse_thumbnail(body)
    if body.file is None:
        raise Invalid("file", "ERR_BLANK", "can't be blank")
    said = Depiction(body.description, focus_of(body.focus))
    pictures: Pictures = database.context.handed[Pictures]

    def act(tx: WriteTx) -> tuple[e.MediaAttachment, Picture]:
        attachment, picture = moments.add_picture(tx, actor_of(tx, call), taken, said)
        return present_media(attachment, tx.handed(moments.Passes).made_for(tx, call.actor_id)), picture

    async with pictures.kept() as kept:
        taken = await kept.take(body.file.file, "whole")
        answer, picture = await database.write(act)
        kept.used = [picture]
    return answer


@routes.post("/api/v1/media", scope=WRITE, upload=True, limit="media")
async def upload_v1(database: Database, call: Call, body: MediaForm) -> e.MediaAttachment:
    """The same, as older apps ask for it."""
    return await upload(database, call, body)


@routes.get("/api/v1/media/{id}", scope=WRITE)
def show(tx: ReadTx, call: Call, id: Id) -> e.MediaAttachment:
    """One's own upload that was not posted yet."""
    me = call.actor_id
    return _own(tx, me, moments.fetch_upload(tx, me, id))


@routes.put("/api/v1/media/{id}", scope=WRITE, upload=True)
def change(tx: WriteTx, call: Call, id: Id, body: DescribeForm) -> e.MediaAttachment:
    """Say what is on an upload that was not posted yet, and what matters in it."""
    _refuse_thumbnail(body)
    me = call.actor_id
    return _own(tx, me, moments.describe_upload(tx, me, id, Depiction(body.description, focus_of(body.focus))))


@routes.delete("/api/v1/media/{id}", scope=WRITE)
def delete(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Take back an upload that hangs on no post."""
    moments.drop_upload(tx, call.actor_id, id)
    return e.Empty()


def _own(tx: ReadTx, me: int, attachment: Attachment) -> e.MediaAttachment:
    return present_media(attachment, tx.handed(moments.Passes).made_for(tx, me))


@routes.get("/media/{id}/{given}/{name}", guest=True, media_type="image/*", limit="pictures")
async def fetch(database: Database, call: Call, id: Id, given: str, name: str) -> Reply[Stream]:
    """A picture's file, or its small form, for whom the address was made, as long as they may see it."""

    def look(tx: ReadTx) -> str:
        viewer = tx.handed(moments.Passes).check(tx, id, given)
        if call.caller is not None and call.caller.actor_id != viewer:
            raise NotFound
        picture = moments.fetch_seen_picture(tx, viewer, id)
        stem, _, ending = name.partition(".")
        file = {"original": picture.name, "small": picture.small}.get(stem, "")
        if not file.endswith(f".{ending}") or not ending:
            raise NotFound
        return file

    file = await database.read(look)
    return await _send(database, call, file, PRIVATE)


@routes.get("/pictures/{account_id}/{name}", guest=True, ignore_token=True, media_type="image/*", limit="pictures")
async def fetch_worn(database: Database, call: Call, account_id: Id, name: str) -> Reply[Stream]:
    """An avatar or a header."""
    await database.read(lambda tx: people.check_wears(tx, account_id, name))
    return await _send(database, call, name, PUBLIC)


async def _send(database: Database, call: Call, file: str, cache: str) -> Reply[Stream]:
    headers = {"Content-Type": type_of(file), "Cache-Control": cache, "ETag": f'"{file}"', **_HARMLESS}
    if call.raw_headers.get(b"if-none-match", b"") == f'"{file}"'.encode():
        return Reply(b"", status=304, headers=headers)
    pictures: Pictures = database.context.handed[Pictures]
    try:
        opened = await pictures.files.open(file)
    except Missing:
        raise NotFound from None
    return Reply(Stream(opened.size, opened.pieces), headers=headers)
