"""Whom one may know: friends of friends, and those who chose to be found by all."""

from __future__ import annotations

from typing import Literal

import msgspec

from teahouse import people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_found as f
from teahouse.doors.mastodon.present import present_account_list
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Routes

routes = Routes()
MOST = 80
MOST_SKIPPED = 2_000


class SuggestionsQuery(msgspec.Struct, frozen=True):
    """How many."""

    limit: int = 40


class DirectoryQuery(msgspec.Struct, frozen=True):
    """A stretch of the directory; every account is local, so `local` changes nothing."""

    limit: int = 40
    offset: int = 0
    order: Literal["active", "new"] = "active"
    local: bool = True


def _size(limit: int) -> int:
    return max(1, min(limit, MOST))


def _suggested(tx: ReadTx, me: int, limit: int) -> list[e.Account]:
    return present_account_list(tx, me, people.search.fetch_may_know(tx, me, limit=_size(limit)))


@routes.get("/api/v2/suggestions", scope="read", heavy=True)
def suggestions(tx: ReadTx, call: Call, query: SuggestionsQuery) -> list[f.Suggestion]:
    """Friends of friends, those with most in common first, if they and those between agreed to be found."""
    found = _suggested(tx, call.actor_id, query.limit)
    return [f.Suggestion("past_interactions", ["friends_of_friends"], account) for account in found]


@routes.get("/api/v1/suggestions", scope="read", heavy=True)
def plain_suggestions(tx: ReadTx, call: Call, query: SuggestionsQuery) -> list[e.Account]:
    """The same as plain accounts."""
    return _suggested(tx, call.actor_id, query.limit)


@routes.delete("/api/v1/suggestions/{id}", scope="write:accounts")
def refuse(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Do not suggest this one again."""
    people.search.refuse_suggestion(tx, call.actor_id, id)
    return e.Empty()


@routes.get("/api/v1/directory", scope="read:accounts")
def directory(tx: ReadTx, call: Call, query: DirectoryQuery) -> list[e.Account]:
    """Members and pages who chose to be found, by when they last spoke in public, or by when they came."""
    found = people.search.page_directory(
        tx,
        call.actor_id,
        active_first=query.order == "active",
        limit=_size(query.limit),
        skip=max(0, min(query.offset, MOST_SKIPPED)),
    )
    return present_account_list(tx, call.actor_id, found)
