"""What stands below the moments of a feed: who likes each, and what was said last, as one viewer sees it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse.kit.db import ReadTx
from teahouse.moments import store_talk as store


class Line(msgspec.Struct, frozen=True):
    """A comment, as far as a feed shows it."""

    id: int
    author_id: int
    spoiler: str
    html: str


class Talk(msgspec.Struct):
    """Accounts that like a moment, newest first, and its last comments, oldest first."""

    likers: list[int]
    comments: list[Line]


def fetch_talk(tx: ReadTx, viewer: int, roots: Sequence[int], *, likers: int, comments: int) -> dict[int, Talk]:
    """By moment, at most so many likers and comments of each. The roots have passed the gate; comments are left out.

    Two statements for a page, at the price of the likes and comments of all its moments.
    """
    talk = {root: Talk([], []) for root in roots}
    if not talk:
        return talk
    for root, account in tx.all(store.LIKERS, viewer=viewer, roots=list(talk), most=likers):
        talk[root].likers.append(account)
    for root, *comment in tx.all(store.COMMENTS, viewer=viewer, roots=list(talk), most=comments):
        talk[root].comments.insert(0, Line(*comment))
    return talk
