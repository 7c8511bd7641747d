"""Reading what goes into an archive, a page at a time; each page is a snapshot of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from teahouse import messages, moments, notices, people
from teahouse.guard import rulings
from teahouse.kit.db import ReadTx
from teahouse.kit.text import as_words
from teahouse.leaving import rules_archive as rules
from teahouse.moments import Kind, Mark, Page, Stretch
from teahouse.people import Addresses, Cursor

AT_ONCE = 200
_KINDS = {
    Kind.PUBLIC: "everybody",
    Kind.QUIET: "everybody, in no list",
    Kind.HOUSE: "the house",
    Kind.FRIENDS: "friends",
    Kind.ONLY: "only",
    Kind.EXCEPT: "all friends but",
    Kind.FOLLOWERS: "followers",
    Kind.GROUP: "a group",
    Kind.MENTIONED: "the mentioned",
    Kind.ONLY_ME: "only me",
}


def page_outbox(tx: ReadTx, me: people.Account, before: int | None) -> tuple[list[dict[str, Any]], list[str], Page]:
    """A page of the member's own moments, comments and shares; and the files of their pictures."""
    page = moments.page_account(tx, me.id, me.id, Stretch(max_id=before, limit=AT_ONCE))
    cards = moments.fetch_cards(tx, me.id, page.ids)
    around = _around(tx, me, cards)
    addresses = tx.handed(Addresses)
    files = [one.name for card in cards for one in moments.attachments_of(card.moment.media)]
    return [rules.activity(addresses, me, card, around) for card in cards], files, page


def _around(tx: ReadTx, me: people.Account, cards: Sequence[moments.Card]) -> rules.Around:
    ids = [card.moment.id for card in cards]
    aims = moments.fetch_aims(tx, ids)
    folk = {one for aim in aims.values() for one in aim.people}
    folk |= {card.shown_parent_author_id for card in cards if card.shown_parent_author_id is not None}
    folk |= {card.original.moment.author_id for card in cards if card.original is not None}
    accounts = people.fetch_accounts(tx, folk)
    titles = {circle.id: circle.title for circle in people.fetch_circles(tx, me.id)}
    chained = [card.moment.id for card in cards if card.moment.marks & Mark.CHAIN]
    edited = [card.moment.id for card in cards if card.moment.edited_at is not None]

    def said(card: moments.Card) -> dict[str, Any]:
        aim = aims[card.moment.id]
        named = [rules.acct_of(tx.handed(Addresses), accounts[one]) for one in aim.people if one in accounts]
        circles = [{"id": str(one), "title": titles.get(one, "")} for one in aim.circles]
        whole: dict[str, Any] = {"kind": _KINDS[Kind(card.moment.audience)], "circles": circles, "people": named}
        return {name: value for name, value in {**whole, "group": aim.group and str(aim.group)}.items() if value}

    return rules.Around(
        {card.moment.id: said(card) for card in cards},
        moments.fetch_versions(tx, edited) if edited else {},
        moments.fetch_chains(tx, me.id, chained) if chained else {},
        accounts,
    )


def page_addresses(tx: ReadTx, me: int, before: int | None, *, liked: bool) -> tuple[list[str], Page]:
    """A page of what the member likes, or kept, as far as they may see it still: where it stands."""
    at = Stretch(max_id=before, limit=AT_ONCE)
    page = moments.page_liked(tx, me, at) if liked else moments.page_bookmarks(tx, me, at)
    cards = moments.fetch_cards(tx, me, page.ids)
    authors = people.fetch_accounts(tx, {card.moment.author_id for card in cards})
    addresses = tx.handed(Addresses)
    found = [rules.address_of(addresses, authors.get(card.moment.author_id), card.moment.id) for card in cards]
    return [address for address in found if address is not None], page


def fetch_tables(tx: ReadTx, me: people.Account) -> dict[str, bytes]:
    """Ties and lists as tables, by the names under which Mastodon writes them.

    What others call themselves is nothing that a spreadsheet reckons with; one's own words stay as they are.
    """
    addresses = tx.handed(Addresses)
    ties = _all_ties(tx, me.id)
    accounts = people.fetch_accounts(tx, [tie.target for tie in ties])
    held = [
        (tie, accounts[tie.target], rules.acct_of(addresses, accounts[tie.target]))
        for tie in ties
        if tie.target in accounts
    ]
    sights = people.fetch_sights(tx, me.id, [tie.target for tie in ties])
    friends = {one for one, row in sights.items() if row.flags & people.Sight.FRIEND}
    since = {one: row.since for one, row in sights.items()}
    return {
        "following_accounts.csv": rules.table(
            ((acct, not tie.shares_off, bool(tie.notifying), "") for tie, _, acct in held if tie.following),
            ("Account address", "Show boosts", "Notify on new posts", "Languages"),
        ),
        "muted_accounts.csv": rules.table(
            ((acct, bool(tie.mute_notices)) for tie, _, acct in held if tie.muted_until > tx.now),
            ("Account address", "Hide notifications"),
        ),
        "blocked_accounts.csv": rules.table((acct,) for tie, _, acct in held if tie.blocking),
        "friends.csv": rules.table(
            (
                (acct, as_words(account.display_name), tie.remark, rules.said_at(since[account.id]))
                for tie, account, acct in held
                if account.id in friends
            ),
            ("Account address", "Display name", "Remark", "Since"),
        ),
        "remarks.csv": rules.table(
            ((acct, tie.remark) for tie, _, acct in held if tie.remark), ("Account address", "Remark")
        ),
        "quiet.csv": rules.table(
            (
                (acct, *_yes(tie.hiding, tie.selling_off, tie.asking_off, tie.shares_off), tie.fold)
                for tie, _, acct in held
                if tie.hiding or tie.selling_off or tie.asking_off or tie.shares_off or tie.fold
            ),
            ("Account address", "Hide mine", "Selling off", "Asking off", "Shares off", "At most a day"),
        ),
        "lists.csv": rules.table(_list_rows(tx, me)),
    }


def _yes(*flags: bool) -> tuple[bool, ...]:
    """Truths as such: SQLite answers numbers."""
    return tuple(map(bool, flags))


def _all_ties(tx: ReadTx, me: int) -> list[people.Tie]:
    found: list[people.Tie] = []
    while page := people.page_own_ties(tx, me, after=found[-1].target if found else 0):
        found += page
    return found


def _list_rows(tx: ReadTx, me: people.Account) -> Iterable[tuple[str, str]]:
    addresses = tx.handed(Addresses)
    for circle in people.fetch_circles(tx, me.id):
        for account in _members(tx, me, circle.id):
            yield circle.title, rules.acct_of(addresses, account)


def _members(tx: ReadTx, me: people.Account, circle_id: int) -> list[people.Account]:
    rows = people.page_members(tx, me, circle_id, Cursor(limit=100_000))
    accounts = people.fetch_accounts(tx, [row.account_id for row in rows])
    return [accounts[row.account_id] for row in rows if row.account_id in accounts]


def _talks(tx: ReadTx, me: int) -> list[dict[str, Any]]:
    """With whom the member talks; their own words of it are in the outbox."""
    addresses = tx.handed(Addresses)
    talks = messages.page_conversations(tx, me, Stretch(limit=100_000))
    accounts = people.fetch_accounts(tx, {other for talk in talks for other in talk.others})
    return [
        {
            "id": str(talk.id),
            "with": [rules.acct_of(addresses, accounts[other]) for other in talk.others if other in accounts],
            "last": rules.said_at(talk.last_id >> 16),
            "unread": talk.unread,
        }
        for talk in talks
    ]


def _filter(one: notices.filters.Filter) -> dict[str, Any]:
    contexts = notices.filters.Context
    return {
        "title": one.title,
        "context": [context.name.lower() for context in contexts if context.name and one.contexts & context],
        "action": notices.filters.Action(one.action).name.lower(),
        "expires_at": None if one.expires_at is None else rules.said_at(one.expires_at),
        "keywords": [{"keyword": key.keyword, "whole_word": bool(key.whole_word)} for key in one.keywords],
        "statuses": [str(held.moment_id) for held in one.statuses],
    }


def fetch_papers(tx: ReadTx, me: people.Account) -> dict[str, Any]:
    """What no other server has a table for: circles, groups, orders, talks, rulings, filters, settings and the like."""
    addresses = tx.handed(Addresses)
    login = people.fetch_login_of(tx, me.id)
    brought = people.fetch_accounts(tx, [row.account_id for row in people.whom_brought(tx, me.id)])
    return {
        "circles.json": [
            {
                "id": str(circle.id),
                "title": circle.title,
                "kind": people.CircleKind(circle.kind).name.lower(),
                "exclusive": bool(circle.exclusive),
                "replies_policy": circle.replies_policy,
                "members": [rules.acct_of(addresses, account) for account in _members(tx, me, circle.id)],
            }
            for circle in people.fetch_circles(tx, me.id)
        ],
        "groups.json": [
            {
                "id": str(group.id),
                "name": group.display_name,
                "handle": group.username,
                "role": people.groups.Role(group.role).name.lower(),
                "since": rules.said_at(group.since),
            }
            for group in people.groups.fetch_groups(tx, me.id)
        ],
        "invites.json": {
            "invites": [
                {
                    "code": one.code,
                    "note": one.note,
                    "uses": one.uses,
                    "max_uses": one.max_uses,
                    "revoked": bool(one.revoked),
                }
                for one in people.page_invites(tx, me.id, limit=10_000)
            ],
            "brought": [rules.acct_of(addresses, account) for account in brought.values()],
        },
        "orders.json": _orders(tx, me.id),
        "pages.json": [rules.acct_of(addresses, page) for page in people.fetch_pages_of(tx, me.id)],
        "conversations.json": _talks(tx, me.id),
        "rulings.json": _rulings(tx, me.id),
        "campaigns.json": _campaigns(tx, me.id),
        "filters.json": [_filter(one) for one in notices.filters.fetch_filters(tx, me.id)],
        "settings.json": {
            "direct_from": people.letters.fetch_writers(tx, me).name.lower(),
            "audience": me.audience,
            "sensitive": bool(me.sensitive),
            "language": me.language,
            "pages_language": None if login is None else login.locale,
            "time_zone": me.time_zone,
            "window_days": me.window_days,
            "email": None if login is None else login.email,
        },
    }


def _campaigns(tx: ReadTx, me: int) -> list[dict[str, Any]]:
    """What the member's posts declare as campaigns."""
    declared = moments.fetch_own_campaigns(tx, me)
    return [{"post": str(one), "declared": msgspec.to_builtins(said)} for one, said in declared.items()]


def _rulings(tx: ReadTx, me: int) -> list[dict[str, Any]]:
    """How the house rules were applied to what the member wanted to publish, and what was said about it."""
    return [
        {
            "id": str(one.id),
            "at": rules.said_at(one.at),
            "text": one.submission.text,
            "verdict": one.verdict,
            "rules": [finding.rule for finding in one.found],
            "state": one.state,
            "rung": one.rung,
            "why": one.why,
            "answer": one.answer,
            "said": [
                {"at": rules.said_at(word.at), "by_house": bool(word.by_house), "text": word.text}
                for word in rulings.fetch_words(tx, one)
            ],
        }
        for one in rulings.page_own_rulings(tx, me, limit=10_000)
    ]


def _orders(tx: ReadTx, me: int) -> list[dict[str, Any]]:
    """The member's lines on lists; where each list stands is told as far as they may see it still."""
    addresses, lines = tx.handed(Addresses), []
    after = 0
    while rows := moments.page_own_entries(tx, me, after=after, limit=AT_ONCE):
        after = rows[-1][1].id
        seen = moments.seen_of(tx, me, list({moment_id for moment_id, _ in rows}))
        cards = {card.moment.id: card for card in moments.fetch_cards(tx, me, list(seen))}
        authors = people.fetch_accounts(tx, {card.moment.author_id for card in cards.values()})
        for moment_id, entry in rows:
            author = authors.get(cards[moment_id].moment.author_id) if moment_id in cards else None
            lines.append(
                {
                    "list": rules.address_of(addresses, author, moment_id),
                    "name": entry.name,
                    "quantity": entry.quantity,
                    "note": entry.note,
                    "for_me": entry.account_id == me,
                    "removed": entry.state == moments.EntryState.REMOVED,
                    "at": rules.said_at(entry.id >> 16),
                }
            )
    return lines
