"""Avatars and headers. Whoever may see an account may see these: public, at addresses that nobody can guess."""

from __future__ import annotations

from typing import Literal

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.pictures import Picture, Taken, release, use
from teahouse.people import store_accounts as store
from teahouse.people.model import Author
from teahouse.people.model_profile import NO_PICTURE

Worn = Literal["avatar", "header"]


def wear(tx: WriteTx, account_id: int, which: Worn, taken: Taken | None) -> Picture | None:
    """Give the account another avatar or header, or none; answers the picture that it uses. Raises `NotFound`."""
    row = tx.one(store.PICTURES, account_id=account_id)
    if row is None:
        raise NotFound
    worn = dict(zip(("avatar", "header"), row.pictures.split() or (NO_PICTURE, NO_PICTURE), strict=True))
    ids = {"avatar": row.avatar_id, "header": row.header_id}
    before, picture = ids[which], None if taken is None else use(tx, taken)
    worn[which] = NO_PICTURE if picture is None else picture.name
    ids[which] = None if picture is None else picture.id
    if before is not None:
        release(tx, before)
    pictures = "" if set(worn.values()) == {NO_PICTURE} else f"{worn['avatar']} {worn['header']}"
    tx.run(
        store.SET_PICTURES,
        account_id=account_id,
        to_pictures=pictures,
        to_avatar=ids["avatar"],
        to_header=ids["header"],
    )
    return picture


def pictures_of(account: Author) -> tuple[str, str]:
    """Where an account's avatar and header stand below the origin; empty where it has none."""
    avatar, header = account.pictures.split() or (NO_PICTURE, NO_PICTURE)
    start = f"/pictures/{account.id}"
    return "" if avatar == NO_PICTURE else f"{start}/{avatar}", "" if header == NO_PICTURE else f"{start}/{header}"


def check_wears(tx: ReadTx, account_id: int, name: str) -> None:
    """Raises `NotFound` unless this file is the avatar or the header of an account that is there."""
    row = tx.one(store.PICTURES, account_id=account_id)
    if row is None or name == NO_PICTURE or name not in row.pictures.split():
        raise NotFound
