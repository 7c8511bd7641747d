"""Hanging pictures on a moment, and taking them off again.

A moment's row keeps what is shown of its pictures as JSON, so that a card is read at once; the rows of `media` say
whose a picture is and on what it hangs, which is what the gate asks when its file is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from teahouse.kit import text as texts
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.pictures import Picture, fetch_picture, release
from teahouse.moments import store_media as store
from teahouse.moments.model import Attachment, Depiction, Limits, Moment
from teahouse.moments.store_media import MediaRow

_ATTACHMENTS = msgspec.json.Decoder(list[Attachment])


def attachments_of(media: str) -> list[Attachment]:
    """The pictures of a moment or of one of its versions, from what its row keeps."""
    return [] if media == "[]" else _ATTACHMENTS.decode(media)


def attach(tx: WriteTx, moment: Moment, ids: Sequence[int], changes: Mapping[int, Depiction] | None = None) -> str:
    """Hang these uploads on the moment, in this order; what else hung there is in its earlier versions only.

    Answers what the row keeps. Raises `Invalid` as `fetch_hangable` does.
    """
    own = fetch_hangable(tx, moment.author_id, ids, moment_id=moment.id)
    for row in tx.all(store.OF_MOMENT, moment_id_=moment.id):
        if row.id not in own and row.shown:
            tx.run(store.HANG, media_id=row.id, to_moment_id=moment.id, to_shown=False, to_since=tx.now)
    shown = []
    for media_id, row in own.items():
        change = (changes or {}).get(media_id)
        said = row if change is None else describe(tx, row, change)
        tx.run(store.HANG, media_id=media_id, to_moment_id=moment.id, to_shown=True, to_since=tx.now)
        if (attachment := attachment_of(tx, said)) is not None:
            shown.append(attachment)
    kept = msgspec.json.encode(shown).decode()
    tx.run(store.SET_MEDIA, moment_id_=moment.id, to_media=kept)
    return kept


def fetch_hangable(
    tx: ReadTx, author_id: int, ids: Sequence[int], *, moment_id: int | None = None
) -> dict[int, MediaRow]:
    """These uploads of the author's, in this order, which hang on nothing or on that moment already.

    Raises `Invalid` where there are too many, or where one is not the author's to post.
    """
    ids = list(dict.fromkeys(ids))
    most = tx.handed(Limits).max_media
    if len(ids) > most:
        raise Invalid("media_ids", "ERR_TOO_MANY", f"are too many (maximum is {most} pictures)")
    found = {media_id: tx.one(store.BY_ID, media_id=media_id) for media_id in ids}
    own = {
        media_id: row
        for media_id, row in found.items()
        if row is not None and row.owner_id == author_id and row.moment_id in (None, moment_id)
    }
    if missing := [str(media_id) for media_id in ids if media_id not in own]:
        raise Invalid("media_ids", "ERR_INVALID", f"{', '.join(missing)} not found or already attached to another post")
    return own


def describe(tx: WriteTx, row: MediaRow, change: Depiction) -> MediaRow:
    """Say what is on it and what matters in it. Raises `Invalid`."""
    description = row.description if change.description is None else checked(tx, change.description)
    x, y = (row.focus_x, row.focus_y) if change.focus is None else change.focus
    tx.run(store.DESCRIBE, media_id=row.id, to_description=description, to_focus_x=x, to_focus_y=y)
    return msgspec.structs.replace(row, description=description, focus_x=x, focus_y=y)


def checked(tx: ReadTx, description: str) -> str:
    """The description as it is kept. Raises `Invalid` for one that is too long."""
    cleaned = texts.clean_text(description)
    most = tx.handed(Limits).max_description
    if len(cleaned) > most:
        raise Invalid("description", "ERR_TOO_LONG", f"is too long (maximum is {most} characters)")
    return cleaned


def attachment_of(tx: ReadTx, row: MediaRow) -> Attachment | None:
    """What is shown of it."""
    picture = fetch_picture(tx, row.picture_id)
    return None if picture is None else shown_of(row, picture)


def shown_of(row: MediaRow, picture: Picture) -> Attachment:
    """What is shown of a picture in its place."""
    return Attachment(
        id=row.id,
        name=picture.name,
        small=picture.small,
        width=picture.width,
        height=picture.height,
        small_width=picture.small_width,
        small_height=picture.small_height,
        blurhash=picture.blurhash,
        description=row.description,
        focus=None if row.focus_x is None or row.focus_y is None else (row.focus_x, row.focus_y),
    )


def drop_row(tx: WriteTx, row: MediaRow) -> None:
    """Forget it, and its file where nothing else uses that."""
    tx.run(store.DROP, media_id=row.id)
    release(tx, row.picture_id)


def take_off(tx: WriteTx, moment_id: int, *, whole: bool = False) -> None:
    """A moment's pictures are its author's uploads again, for a day; those of earlier versions go, with `whole` all."""
    for row in tx.all(store.OF_MOMENT, moment_id_=moment_id):
        if whole or not row.shown:
            drop_row(tx, row)
        else:
            tx.run(store.HANG, media_id=row.id, to_moment_id=None, to_shown=True, to_since=tx.now)


def forget_earlier(tx: WriteTx, moment_id: int) -> None:
    """The pictures of versions that nobody can read any more go with them."""
    for row in tx.all(store.OF_MOMENT, moment_id_=moment_id):
        if not row.shown:
            drop_row(tx, row)
