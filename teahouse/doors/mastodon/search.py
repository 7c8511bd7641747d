"""Finding people by name. Strangers are found by their whole name, or as they agreed to be; one's own by a part."""

from __future__ import annotations

import msgspec

from teahouse import people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present import present_account_list
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
    """The account of exactly this name (or page address), then one's own people and groups, then who may be found.

    A group that I am in is found as if I followed it; any other is not there.
    """
    addresses = tx.handed(people.Addresses)
    sought = query.q.strip().removeprefix(f"{addresses.origin}/@")
    exact: people.Account | people.groups.Group | None = people.find_account(
        tx, sought, local_host=addresses.local_host
    )
    exact = exact or people.groups.find_group(tx, me, sought, local_host=addresses.local_host)
    offset, limit = max(0, query.offset), max(1, min(query.limit, 80))
    mine = [*people.search.find_followed(tx, me, sought), *people.search.find_rooms(tx, me, sought)]
    found = [] if exact is None or (query.following and not _is_mine(tx, me, exact.id)) else [exact.id]
    found += mine
    if not query.following and len(mine) < offset + limit:
        found += people.search.find_listed(tx, me, sought, limit=offset + limit)
    return list(dict.fromkeys(found))[offset : offset + limit]


def _is_mine(tx: ReadTx, me: int, other: int) -> bool:
    return people.fetch_tie(tx, me, other).following or other in people.groups.fetch_shown(tx, me, [other])[0]


@routes.get("/api/v2/search", scope="read:search", heavy=True)
def search(tx: ReadTx, call: Call, query: Search) -> Results:
    """Search for accounts, with `type=accounts`; nothing else can be searched for here."""
    if query.type != "accounts":
        raise NotFound
    me = call.actor_id
    return Results(present_account_list(tx, me, find_people(tx, me, query)), [], [])
