"""What one of a room's people does with it for themselves: reading, leaving unread, putting away."""

from __future__ import annotations

from teahouse.kit.db import WriteTx
from teahouse.messages import store
from teahouse.messages.model import Conversation
from teahouse.messages.read import fetch_conversation


def mark_read(tx: WriteTx, reader: int, room_id: int) -> Conversation:
    """All that is seen there is read. Raises `NotFound`."""
    found = fetch_conversation(tx, reader, room_id)
    if found.unread:
        tx.run(store.READ, room=room_id, reader=reader, to=found.last_id)
    return fetch_conversation(tx, reader, room_id)


def mark_unread(tx: WriteTx, reader: int, room_id: int) -> Conversation:
    """The last letter that is seen there is unread again. Raises `NotFound`."""
    found = fetch_conversation(tx, reader, room_id)
    if not found.unread:
        tx.run(store.UNREAD, room=room_id, reader=reader, to=found.last_id - 1)
    return fetch_conversation(tx, reader, room_id)


def hide(tx: WriteTx, reader: int, room_id: int) -> None:
    """Put all that was said there away, for oneself alone; what is said later is shown. Raises `NotFound`."""
    fetch_conversation(tx, reader, room_id)
    tx.run(store.HIDE, room=room_id, reader=reader)


def forget_account(tx: WriteTx, account_id: int) -> None:
    """Who is gone for good is in no room."""
    tx.run(store.FORGET, reader=account_id)
