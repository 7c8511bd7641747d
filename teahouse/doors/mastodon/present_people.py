"""People in Mastodon's words: oneself, how one stands to others, and pages of accounts."""

from __future__ import annotations

from collections.abc import Sequence

from teahouse import people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present import account_fields, iso, present_account_list
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.http import Call, Page
from teahouse.people import Account, Cursor, Listed

ALL = 100_000
"""More than anybody has: what `limit=0` means where clients ask for a whole list."""
MAX_ID = 2**63 - 1
MAY_INVITE = "65536"
"""What every member may do for the house, in Mastodon's bits."""
_STOCK: dict[str, e.Visibility] = {"public": "public", "unlisted": "unlisted", "direct": "direct"}


def known_account(tx: ReadTx, account_id: int) -> Account:
    """The active account, or `NotFound`."""
    account = people.fetch_account(tx, account_id)
    if account is None:
        raise NotFound
    return account


def privacy_of(audience: str) -> e.Visibility:
    """A default audience as one of the four words that stock apps know; never wider than it is."""
    return _STOCK.get(audience, "private")


def present_self(tx: ReadTx, account: Account, *, role: int) -> e.CredentialAccount:
    """One's own account, with what was typed and what one's posts begin with."""
    numbers = people.fetch_numbers(tx, account.id, [account])[account.id]
    source = e.Source(
        privacy=privacy_of(account.audience),
        sensitive=bool(account.sensitive),
        language=account.language,
        note=account.note,
        fields=[e.Field(field.name, field.value) for field in people.fields_of(account)],
        follow_requests_count=people.count_requests(tx, account.id),
        hide_collections=True,
        discoverable=bool(account.discoverable),
        indexable=bool(account.indexable),
        attribution_domains=[],
        quote_policy="nobody",
        privacy_ex=account.audience,
        time_zone=account.time_zone,
        window_days=account.window_days,
        direct_from=people.letters.fetch_writers(tx, account).name.lower(),
    )
    fields = account_fields(tx, account, numbers)
    return e.CredentialAccount(**fields, source=source, role=_role(role))


def _role(role: int) -> e.Role:
    """What an app may offer for it: nothing of Mastodon's own moderation, which is done on the house's pages."""
    number, name = {people.HouseRole.HOST: ("1", "Host"), people.HouseRole.HELPER: ("2", "Helper")}.get(
        people.HouseRole(role), ("-99", "")
    )
    return e.Role(number, name, MAY_INVITE, "", highlighted=bool(name))


def present_relationships(tx: ReadTx, me: int, ids: Sequence[int]) -> list[e.Relationship]:
    """How I stand to each of these, in this order; who is not there is left out."""
    accounts = people.fetch_accounts(tx, set(ids))
    others = [account_id for account_id in dict.fromkeys(ids) if account_id in accounts]
    relations = people.fetch_relations(tx, me, others)
    sights = people.fetch_sights(tx, me, others)
    return [_relationship(tx.now, relations[other], sights.get(other)) for other in others]


def present_relationship(tx: ReadTx, me: int, other: int) -> e.Relationship:
    """How I stand to one account."""
    (relationship,) = present_relationships(tx, me, [other])
    return relationship


def _relationship(now: int, relation: people.Relation, sight: people.SightRow | None) -> e.Relationship:
    mine, theirs = relation.mine, relation.theirs
    held = bool(mine.following or mine.requested)
    muting = mine.muted_until > now
    expires = muting and mine.muted_until != people.FOREVER
    return e.Relationship(
        id=str(mine.target),
        following=bool(mine.following),
        showing_reblogs=held and not mine.shares_off,
        notifying=held and bool(mine.notifying),
        languages=None,
        followed_by=bool(theirs.following),
        blocking=bool(mine.blocking),
        blocked_by=bool(theirs.blocking),
        muting=muting,
        muting_notifications=muting and bool(mine.mute_notices),
        muting_expires_at=iso(mine.muted_until) if expires else None,
        requested=bool(mine.requested),
        requested_by=bool(theirs.requested),
        domain_blocking=False,
        endorsed=False,
        note=mine.remark,
        friend=sight is not None and bool(sight.flags & people.Sight.FRIEND),
        hiding=bool(mine.hiding),
        selling_off=bool(mine.selling_off),
        asking_off=bool(mine.asking_off),
        shares_off=bool(mine.shares_off),
        fold=mine.fold,
    )


def cursor_of(query: Page, *, whole: bool = False) -> Cursor:
    """The stretch of a list of accounts that a query asks for; with `whole`, `limit=0` asks for all of it."""
    return Cursor(
        max_id=MAX_ID if query.max_id is None else query.max_id,
        since_id=query.since_id or 0,
        min_id=query.min_id,
        limit=ALL if whole and query.limit == 0 else query.size(40, 80),
    )


def link_rows(call: Call, rows: Sequence[Listed], at: Cursor) -> None:
    """The `Link` header of a page of accounts."""
    if rows:
        call.link(rows[0].account_id, rows[-1].account_id, more=len(rows) >= at.limit)


def answer_rows(tx: ReadTx, call: Call, viewer: int, rows: Sequence[Listed], at: Cursor) -> list[e.Account]:
    """A page of accounts with its `Link` header."""
    link_rows(call, rows, at)
    return present_account_list(tx, viewer, [row.account_id for row in rows])
