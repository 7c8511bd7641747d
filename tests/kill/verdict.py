"""Whether a database that was cut off holds what was acknowledged, once, and nothing by halves.

Promises to read plain rows and to recompute from them all that is derived; it asks none of the house's own queries.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg

from teahouse.kit.db.database import is_postgresql, sqlite_path
from tests.kill.ledger import Deed, Read
from tests.kill.storm import CLIENTS

FRIEND = 1
COMMENT, MENTION, LIKE = 4, 3, 5
Rows = list[tuple[Any, ...]]


class Found:
    """The rows of one database, after everybody has left it."""

    def __init__(self, address: str) -> None:
        self._address = address
        names: dict[str, int] = dict(self.rows("SELECT username, id FROM account"))
        self.person = [names[f"u{at}"] for at in range(CLIENTS)]
        self.moments = self.rows("SELECT id, text, author_id, parent_id, likes_count, comments_count FROM moment")
        self.likes = set(self.rows("SELECT moment_id, account_id FROM liking"))
        self.ties = {(a, b) for a, b in self.rows("SELECT source, target FROM tie WHERE following")}

    def rows(self, query: str) -> Rows:
        if is_postgresql(self._address):
            with psycopg.connect(self._address) as connection:
                return connection.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(sqlite_path(self._address))) as connection:
            return connection.execute(query).fetchall()


def faults(address: str, book: Read) -> list[str]:
    """All that is wrong right after the cut, before anybody writes again."""
    found = Found(address)
    return [*_sound(found, address), *_once(found, book), *_whole(found), *_last_word(found, book), *_derived(found)]


def _sound(found: Found, address: str) -> Iterator[str]:
    if not is_postgresql(address):
        for query, fine in (("PRAGMA integrity_check", [("ok",)]), ("PRAGMA foreign_key_check", [])):
            if (said := found.rows(query)) != fine:
                yield f"{query}: {said[:3]}"


def _once(found: Found, book: Read) -> Iterator[str]:
    """Acknowledged: exactly once, as the id that was answered. Not acknowledged: once or not at all."""
    ids: dict[str, list[int]] = {}
    for id_, text, *_ in found.moments:
        ids.setdefault(text, []).append(id_)
    for deed in book.deeds.values():
        if deed.kind not in ("post", "comment"):
            continue
        made = ids.pop(deed.text, [])
        if deed.key in book.done and made != [book.done[deed.key]]:
            yield f"{deed.key} was answered as {book.done[deed.key]} and is there as {made}"
        elif len(made) > 1:
            yield f"{deed.key} is there {len(made)} times"
    if ids:
        yield f"nobody wrote {list(ids)[:3]}"


def _whole(found: Found) -> Iterator[str]:
    """With each moment stand the rows that were written with it."""
    keys: dict[int, str] = dict(found.rows("SELECT moment_id, key FROM once"))
    mentions = set(found.rows("SELECT moment_id, account_id FROM mention"))
    for id_, text, *_ in found.moments:
        if keys.pop(id_, None) != text.rpartition(" ")[2]:
            yield f"{text} has not its idempotency key"
        if text.startswith("@"):
            named = found.person[int(text.partition(" ")[0].removeprefix("@u"))]
            if (id_, named) not in mentions:
                yield f"{text} mentions nobody"
            mentions.discard((id_, named))
    if keys or mentions:
        yield f"rows of moments that are not there: {list(keys)[:3]} {list(mentions)[:3]}"


def _last_word(found: Found, book: Read) -> Iterator[str]:
    """Of likes and ties, the last deed that was answered holds, unless a later one was under way."""
    last: dict[tuple[str, int, int], Deed] = {}
    for deed in book.deeds.values():
        if deed.kind not in ("post", "comment"):
            last["tie" if deed.kind.endswith("friend") else "like", deed.client, deed.on] = deed
    for (what, client, on), deed in last.items():
        if deed.key not in book.done:
            continue
        me, other = found.person[client], found.person[(client + 3) % CLIENTS]
        stands = {(on, me)} <= found.likes if what == "like" else {(me, other), (other, me)} <= found.ties
        half = what == "tie" and len({(me, other), (other, me)} & found.ties) == 1
        if half or stands != (deed.kind in ("like", "befriend")):
            yield f"{deed.kind} {deed.key} was answered and is not so"


def _derived(found: Found) -> Iterator[str]:
    likes = Counter(moment for moment, _ in found.likes)
    comments = Counter(parent for _, _, _, parent, _, _ in found.moments if parent is not None)
    for id_, text, _, _, likes_count, comments_count in found.moments:
        if (likes_count, comments_count) != (likes[id_], comments[id_]):
            yield f"{text} counts {likes_count}, {comments_count} and has {likes[id_]}, {comments[id_]}"
    friends: dict[int, set[int]] = {}
    for a, b in found.ties:
        if (b, a) in found.ties:
            friends.setdefault(a, set()).add(b)
    shown = {
        (a, b): common
        for a, b, flags, common in found.rows("SELECT viewer, author, flags, common FROM sight")
        if flags & FRIEND
    }
    real = {(a, b): len(friends[a] & friends[b]) for a in friends for b in friends[a]}
    if shown != real:
        yield f"what friends see differs from their ties: {sorted(shown.items() ^ real.items())[:4]}"


def faults_at_rest(address: str) -> list[str]:
    """All that is wrong once every fact has been heard: who was to be told was told, once, and nobody else."""
    found = Found(address)
    left = found.rows("SELECT kind, attempts, error FROM job")
    told = Counter(
        (reader, kind, actor, moment)
        for reader, kind, actor, moment in found.rows("SELECT account_id, kind, actor_id, moment_id FROM notice")
        if kind in (COMMENT, MENTION, LIKE)
    )
    authors = {id_: author for id_, _, author, *_ in found.moments}
    due = {(authors[moment], LIKE, who, moment) for moment, who in found.likes if authors[moment] != who}
    for id_, text, author, parent, *_ in found.moments:
        if parent is not None and authors[parent] != author:
            due.add((authors[parent], COMMENT, author, id_))
        if text.startswith("@"):
            due.add((found.person[int(text.partition(" ")[0].removeprefix("@u"))], MENTION, author, id_))
    return [
        *(f"a job is left: {job}" for job in left[:3]),
        *(f"told {n} times: {notice}" for notice, n in told.items() if n > 1),
        *(f"not told: {notice}" for notice in list(due - told.keys())[:3]),
        *(f"told for nothing: {notice}" for notice in list(told.keys() - due)[:3]),
    ]
