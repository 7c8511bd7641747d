"""Uploads: pictures before they hang on a moment; and who may fetch a picture's file."""

from __future__ import annotations

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound, Refusal
from teahouse.kit.pictures import Picture, Taken, fetch_picture, use
from teahouse.moments import store_media as store
from teahouse.moments.attach import attachment_of, checked, describe, drop_row, shown_of
from teahouse.moments.model import Attachment, Depiction
from teahouse.moments.passes import keep_key
from teahouse.moments.store_media import MediaRow

LOOSE_FOR = people.DAY
"""So long an upload waits to be posted."""
_AT_ONCE = 200


class InUse(Refusal):
    """It hangs on a moment: that is edited or deleted, not this."""

    code = "in_use"
    status = 422
    text = "Media attachment is currently used by a status"


def add_picture(tx: WriteTx, owner: people.Account, taken: Taken, said: Depiction) -> tuple[Attachment, Picture]:
    """An upload of the owner's, and the picture that it uses, which may have been there before. Raises `Invalid`."""
    description = checked(tx, said.description or "")
    keep_key(tx)
    picture = use(tx, taken)
    x, y = said.focus or (None, None)
    row = MediaRow(tx.new_id(), owner.id, None, picture.id, description, x, y, shown=True, since=tx.now)
    tx.run(store.ADD, **{name: getattr(row, name) for name in MediaRow.__struct_fields__})
    return shown_of(row, picture), picture


def fetch_upload(tx: ReadTx, owner_id: int, media_id: int) -> Attachment:
    """One's own upload that hangs on nothing. Raises `NotFound`."""
    return _attachment(tx, _fetch_loose(tx, owner_id, media_id))


def describe_upload(tx: WriteTx, owner_id: int, media_id: int, change: Depiction) -> Attachment:
    """Say what is on one's own upload. Raises `NotFound`, and `Invalid` for a description that is too long."""
    return _attachment(tx, describe(tx, _fetch_loose(tx, owner_id, media_id), change))


def drop_upload(tx: WriteTx, owner_id: int, media_id: int) -> None:
    """Take one's own upload back. Raises `NotFound`, and `InUse` for what hangs on a moment."""
    row = tx.one(store.BY_ID, media_id=media_id)
    if row is None or row.owner_id != owner_id:
        raise NotFound
    if row.moment_id is not None:
        raise InUse
    drop_row(tx, row)


def sweep_uploads(tx: WriteTx) -> int:
    """Forget uploads that nobody posted within a day; how many."""
    rows = tx.all(store.LOOSE, before=tx.now - LOOSE_FOR, n=_AT_ONCE)
    for row in rows:
        drop_row(tx, row)
    return len(rows)


def fetch_seen_picture(tx: ReadTx, viewer: int, media_id: int) -> Picture:
    """The picture, if the viewer (0: not signed in) may see the moment that it hangs on. Raises `NotFound`."""
    picture_id = tx.value(store.SEEN, viewer=viewer, media_id=media_id)
    picture = None if picture_id is None else fetch_picture(tx, picture_id)
    if picture is None:
        raise NotFound
    return picture


def _fetch_loose(tx: ReadTx, owner_id: int, media_id: int) -> MediaRow:
    row = tx.one(store.BY_ID, media_id=media_id)
    if row is None or row.owner_id != owner_id or row.moment_id is not None:
        raise NotFound
    return row


def _attachment(tx: ReadTx, row: MediaRow) -> Attachment:
    attachment = attachment_of(tx, row)
    if attachment is None:
        raise NotFound
    return attachment


def fetch_files_of(tx: ReadTx, owner_id: int, *, limit: int) -> list[str]:
    """Names of the files of so many pictures of an account: for counting what they take up, never for showing them."""
    return [name for row in tx.all(store.FILES_OF, owner_id_=owner_id, n=limit) for name in row]
