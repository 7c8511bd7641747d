"""A member's archive: one ZIP file, sent while it is made, in memory that does not grow with what is in it.

What others wrote is not in it, and where something stands is told only as far as the member may see it today: the gate
is asked for every page. Nothing of it is kept in the house, so that there is no file that somebody else could find.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from functools import partial
from typing import IO, Any, TypeVar

import msgspec

from teahouse import people
from teahouse.kit.db import Database, ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.files import Missing, Store
from teahouse.kit.files.zipped import Zipped
from teahouse.leaving import gather
from teahouse.leaving import rules_archive as rules
from teahouse.moments import Page
from teahouse.people import Addresses

Result = TypeVar("Result")
README = """What is in this archive

actor.json                who you are: profile, as ActivityStreams
outbox.json               your posts, comments and shares, as ActivityStreams, the newest first; "seenBy" says who can
                          see each, "inReplyTo" what it answers, as far as you can see that still
likes.json                where what you like stands (also what you kept: bookmarks.json, bookmarks.csv)
following_accounts.csv    whom you follow; muted_accounts.csv, blocked_accounts.csv, lists.csv and bookmarks.csv are as
                          Mastodon writes and reads them, too
friends.csv, remarks.csv, quiet.csv
                          your friends, the names that you gave people, and what you turned down of whom
circles.json, groups.json, invites.json, orders.json, pages.json, conversations.json, rulings.json, campaigns.json,
filters.json, settings.json
                          what no other server has a table for; orders.json is what you put down on lists, and a list
                          of your own is in outbox.json, with its post; rulings.json is how house rules were applied
                          to what you wanted to publish
media_attachments/        your pictures

What others wrote is theirs and not in it. Keep it safe: it shows what you see.
"""


async def pack(database: Database, files: Store, account_id: int) -> AsyncIterator[bytes]:
    """The archive, piece by piece. Raises `NotFound` for an account that is not there, before the first piece."""

    def who(tx: ReadTx) -> people.Account:
        account = people.fetch_account(tx, account_id)
        if account is None or account.kind != people.Kind.MEMBER:
            raise NotFound
        return account

    me = await database.read(who)
    made = Zipped(database.context.clock.now())
    pictures: dict[str, None] = {}
    worn = _worn(me)
    async for piece in _papers(database, me, made, worn):
        yield piece
    async for piece in _outbox(database, me, made, pictures):
        yield piece
    for liked in (True, False):
        async for piece in _collection(database, me, made, liked=liked):
            yield piece
    for name, place in [*((name, rules.file_of(name)) for name in pictures), *((n, p) for p, n in worn.values())]:
        async for piece in _file(files, made, name, place):
            yield piece
    made.close()
    yield made.take()


def _worn(me: people.Account) -> dict[str, tuple[str, str]]:
    """The files of avatar and header: where in the archive each stands, and what it is called here."""
    names = [path.rpartition("/")[2] for path in people.pictures_of(me)]
    both = zip(("avatar", "header"), names, strict=True)
    return {which: (f"{which}.{name.rpartition('.')[2]}", name) for which, name in both if name}


async def _papers(
    database: Database, me: people.Account, made: Zipped, worn: dict[str, tuple[str, str]]
) -> AsyncIterator[bytes]:
    addresses: Addresses = database.context.handed[Addresses]
    tables = await database.read_heavy(partial(gather.fetch_tables, me=me))
    papers = await database.read_heavy(partial(gather.fetch_papers, me=me))
    profile = rules.actor(addresses, me, {which: place for which, (place, _) in worn.items()})
    whole = {"README.txt": README.encode(), "actor.json": _json(profile), **tables}
    whole |= {name: _json(paper) for name, paper in papers.items()}
    for name, body in whole.items():
        with made.begin(name) as file:
            file.write(body)
        yield made.take()


async def _outbox(
    database: Database, me: people.Account, made: Zipped, pictures: dict[str, None]
) -> AsyncIterator[bytes]:
    def read(tx: ReadTx, before: int | None) -> tuple[list[dict[str, Any]], Page]:
        items, names, page = gather.page_outbox(tx, me, before)
        pictures.update(dict.fromkeys(names))
        return items, page

    with made.begin("outbox.json") as file:
        async for piece in _listed(database, made, file, "outbox.json", read):
            yield piece


async def _collection(database: Database, me: people.Account, made: Zipped, *, liked: bool) -> AsyncIterator[bytes]:
    def read(tx: ReadTx, before: int | None) -> tuple[list[str], Page]:
        return gather.page_addresses(tx, me.id, before, liked=liked)

    name = "likes.json" if liked else "bookmarks.json"
    with made.begin(name) as file:
        async for piece in _listed(database, made, file, name, read):
            yield piece
    if not liked:
        with made.begin("bookmarks.csv") as file:
            async for rows in _pages(database, read):
                file.write(rules.table((row,) for row in rows))
                yield made.take()


async def _listed(
    database: Database,
    made: Zipped,
    file: IO[bytes],
    name: str,
    read: Callable[[ReadTx, int | None], tuple[list[Any], Page]],
) -> AsyncIterator[bytes]:
    """A collection as ActivityStreams has it, written a page at a time."""
    file.write(b'{"@context":' + msgspec.json.encode(rules.CONTEXT) + b',"id":"' + name.encode())
    file.write(b'","type":"OrderedCollection","orderedItems":[')
    count = 0
    async for items in _pages(database, read):
        text = b",".join(map(msgspec.json.encode, items))
        # Packing takes longer than reading, so it is done beside the event loop.
        await asyncio.to_thread(file.write, b",\n" + text if count else text)
        count += len(items)
        yield made.take()
    file.write(b'],"totalItems":' + str(count).encode() + b"}")


async def _pages(database: Database, read: Callable[..., tuple[list[Result], Page]]) -> AsyncIterator[list[Result]]:
    before: int | None = None
    while True:
        items, page = await database.read_heavy(partial(read, before=before))
        if items:
            yield items
        if not page.full:
            return
        before = page.last


async def _file(files: Store, made: Zipped, name: str, place: str) -> AsyncIterator[bytes]:
    """A picture as it is kept; one that is gone meanwhile is left out."""
    try:
        opened = await files.open(name)
    except Missing:
        return
    async with aclosing(opened.pieces) as pieces:
        with made.begin(place, packed=False) as file:
            async for piece in pieces:
                file.write(piece)
                yield made.take()


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2)
