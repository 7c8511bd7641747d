"""Finding people by name. Strangers are found by their whole name only; one's own people by a part of it."""

from __future__ import annotations

import msgspec

from teahouse import people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present import present_account_list
from teahouse.doors.mastodon.present_people import ALL, known_account
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.http import Call, Routes

routes = Routes()


class AccountSearch(msgspec.Struct, frozen=True):
    """What is looked for. Nothing is fetched from elsewhere, so `resolve` changes nothing."""

    q: str = ""
    limit: int = 40
    offset: int = 0
    resolve: bool = False
    following: bool = False


class Search(AccountSearch, frozen=True):
    """A search for things of one kind."""

    type: str = ""


class Results(msgspec.Struct, frozen=True):
    """What was found, by kind."""

    accounts: list[e.Account]
    statuses: list[e.Status]
    hashtags: list[str]


def find_people(tx: ReadTx, me: int, query: AccountSearch) -> list[int]:
    """The account of exactly this name (or page address), then those whom I follow, by name or by my name for them."""
    addresses = tx.handed(people.Addresses)
    sought = query.q.strip().removeprefix(f"{addresses.origin}/@")
    exact = people.find_account(tx, sought, local_host=addresses.local_host)
    start = sought.removeprefix("@").lower()
    mine = _followed(tx, me)
    found = [] if exact is None or (query.following and exact.id not in mine) else [exact.id]
    if start:
        found += [other for other, names in mine.items() if other not in found and _fits(names, start)]
    offset = max(0, query.offset)
    return found[offset : offset + max(1, min(query.limit, 80))]


def _followed(tx: ReadTx, me: int) -> dict[int, tuple[str, str, str]]:
    """Handle, display name and remark of everybody whom I follow."""
    rows = people.page_following(tx, me, known_account(tx, me), people.Cursor(limit=ALL))
    ids = [row.account_id for row in rows]
    relations = people.fetch_relations(tx, me, ids)
    accounts = people.fetch_accounts(tx, ids)
    return {
        other: (accounts[other].handle, accounts[other].display_name, relations[other].mine.remark)
        for other in ids
        if other in accounts
    }


def _fits(names: tuple[str, str, str], start: str) -> bool:
    handle, *others = names
    return handle.startswith(start) or any(start in name.lower() for name in others)


@routes.get("/api/v2/search", scope="read:search", heavy=True)
def search(tx: ReadTx, call: Call, query: Search) -> Results:
    """Search for accounts, with `type=accounts`; nothing else can be searched for here."""
    if query.type != "accounts":
        raise NotFound
    me = call.actor_id
    return Results(present_account_list(tx, me, find_people(tx, me, query)), [], [])
