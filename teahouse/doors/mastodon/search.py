"""Finding people by name, what was said by its words, and tags.

Strangers are found by their whole name, or as they agreed to be; one's own by a part.
"""

from __future__ import annotations

import msgspec

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_found as f
from teahouse.doors.mastodon.present import present_account_list, present_statuses
from teahouse.doors.mastodon.tags import find_tags
from teahouse.doors.mastodon.timelines import reader_of
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Invalid
from teahouse.kit.http import Call, Id, Routes

routes = Routes()
LONGEST = 2_000
"""So many characters of what is looked for are read."""


class AccountSearch(msgspec.Struct, frozen=True):
    """What is looked for. Nothing is fetched from elsewhere, so `resolve` changes nothing."""

    q: str = ""
    limit: int = 40
    offset: int = 0
    resolve: bool = False
    following: bool = False


class Search(AccountSearch, frozen=True):
    """A search, for all kinds or for one; `offset` skips so many of that one. Every tag is reviewed by being said."""

    limit: int = 20
    type: str = ""
    account_id: Id | None = None
    max_id: Id | None = None
    min_id: Id | None = None
    exclude_unreviewed: bool = False


KINDS = ("accounts", "statuses", "hashtags")
MOST = 40
MOST_SKIPPED = 2_000


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
def search(tx: ReadTx, call: Call, query: Search) -> f.Search:
    """Accounts, statuses that one may see, and tags that stand in public; all, or with `type` one of these kinds.

    Statuses come newest first. Those have all of the words, in either case and width, with or without accents; Chinese
    is found by any part. `from:`, `has:media`, `is:reply`, `is:sensitive`, `language:`, `before:`, `after:` and
    `during:` (days as `2026-11-30`) narrow them. Without a type nothing is skipped, and `#tag` asks for tags alone.
    """
    if query.type and query.type not in KINDS:
        raise Invalid("type", "ERR_INVALID", "must be accounts, statuses or hashtags")
    text = query.q.replace("\0", " ")[:LONGEST]
    limit = max(1, min(query.limit, MOST))
    offset = max(0, min(query.offset, MOST_SKIPPED)) if query.type else 0
    wanted = {query.type} if query.type else {"hashtags"} if _is_tag(text) else set(KINDS)
    me = call.actor_id
    within = AccountSearch(text, limit, offset, following=query.following)
    return f.Search(
        present_account_list(tx, me, find_people(tx, me, within)) if "accounts" in wanted else [],
        _statuses(tx, call, query, within) if "statuses" in wanted else [],
        find_tags(tx, me, text, limit=limit, offset=offset) if "hashtags" in wanted else [],
    )


def _is_tag(text: str) -> bool:
    """A tag by itself, which asks for tags only, as Mastodon understands it."""
    return text.startswith(("#", "＃")) and len(text.split()) == 1


def _statuses(tx: ReadTx, call: Call, query: Search, within: AccountSearch) -> list[e.Status]:
    at = moments.Stretch(max_id=query.max_id, min_id=query.min_id, limit=within.limit + within.offset)
    page = moments.page_found(tx, reader_of(call), within.q, at, author=query.account_id or 0)
    return present_statuses(tx, call.actor_id, page.ids[within.offset :])
