"""Reading talks: which there are, what was said in each, and how many hold something new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.messages import rules, store
from teahouse.messages.model import Conversation
from teahouse.moments import Stretch

_MAX = 2**63 - 1
_STEP = 40
AROUND = 60
"""So many letters before and after one make its context, as apps ask for it."""


def page_conversations(tx: ReadTx, reader: int, at: Stretch) -> list[Conversation]:
    """The reader's talks by the last letter that they see in each, newest first; `at` speaks of those letters.

    A room's newest letter is never older than the one that is seen, so rooms are looked at in that order and no further
    than the page needs: its cost is that of the talks before it, not of all.
    """
    ceiling = _MAX if at.max_id is None else at.max_id
    floor = max(at.since_id or 0, at.min_id or 0)
    found: list[tuple[int, int, int]] = []
    below = _MAX
    while True:
        rows = tx.all(store.ROOMS_BELOW, reader=reader, max_id=below, n=_STEP)
        found += [(seen, room_id, read_to) for room_id, _, read_to, seen in rows if seen is not None]
        below = rows[-1][1] if rows else 0
        # Whatever is looked at later is seen below this.
        certain = sorted((row for row in found if row[0] >= below and floor < row[0] < ceiling), reverse=True)
        full = at.min_id is None and len(certain) >= at.limit
        if full or len(rows) < _STEP or below <= floor:
            break
    shown = sorted((row for row in found if floor < row[0] < ceiling), reverse=True)
    shown = shown[: at.limit] if at.min_id is None else shown[-at.limit :]
    return _made(tx, reader, shown)


def _made(tx: ReadTx, reader: int, rows: list[tuple[int, int, int]]) -> list[Conversation]:
    others: dict[int, list[int]] = {room_id: [] for _, room_id, _ in rows}
    if others:
        for room_id, account_id in tx.all(store.OTHERS, reader=reader, rooms=list(others)):
            others[room_id].append(account_id)
    return [Conversation(room_id, seen, seen > read_to, tuple(others[room_id])) for seen, room_id, read_to in rows]


def fetch_conversation(tx: ReadTx, reader: int, room_id: int) -> Conversation:
    """One of the reader's. Raises `NotFound` for one that they are not in or see nothing in."""
    row = tx.one(store.ROOM, reader=reader, room=room_id)
    if row is None or row[3] is None:
        raise NotFound
    return _made(tx, reader, [(row[3], room_id, row[2])])[0]


def find_conversation(tx: ReadTx, reader: int, others: Iterable[int]) -> int | None:
    """The room of the reader and exactly these others, if the reader sees something there."""
    room_id = tx.value(store.ROOM_OF, key=rules.key_of([reader, *others]))
    if room_id is None:
        return None
    row = tx.one(store.ROOM, reader=reader, room=room_id)
    return None if row is None or row[3] is None else int(room_id)


def fetch_people(tx: ReadTx, room_id: int) -> list[int]:
    """Everybody in a room, for who tells them of it: what each is told, the gate decides."""
    return tx.column(store.PEOPLE, room=room_id)


def page_messages(tx: ReadTx, reader: int, room_id: int, at: Stretch) -> list[int]:
    """Letters of a room that the reader sees, newest first; with `min_id` the ones right above it."""
    params: dict[str, Any] = {"reader": reader, "room": room_id, "n": at.limit}
    params["max_id"] = _MAX if at.max_id is None else at.max_id
    if at.min_id is not None:
        return tx.column(store.OLDEST_FIRST, since_id=at.min_id, **params)[::-1]
    return tx.column(store.NEWEST_FIRST, since_id=at.since_id or 0, **params)


def count_unread(tx: ReadTx, reader: int, *, most: int = 100) -> int:
    """How many of the reader's talks hold something that they see and have not read, counted up to `most`."""
    return int(tx.value(store.COUNT_UNREAD, reader=reader, n=most))


def room_of(tx: ReadTx, reader: int, moment_id: int) -> int | None:
    """The room that a letter stands in, if the reader is in it."""
    room_id: int | None = tx.value(store.ROOM_WITH, reader=reader, moment=moment_id)
    return room_id


def fetch_around(tx: ReadTx, reader: int, moment_id: int) -> tuple[list[int], list[int]]:
    """What was said before and after a letter in its room, oldest first: what an app shows as its thread.

    Both are empty for what is no letter, or none of a room of the reader's.
    """
    room_id = room_of(tx, reader, moment_id) if reader else None
    if room_id is None:
        return [], []
    before = page_messages(tx, reader, room_id, Stretch(moment_id, None, None, AROUND))
    after = page_messages(tx, reader, room_id, Stretch(None, None, moment_id, AROUND))
    return before[::-1], after[::-1]
