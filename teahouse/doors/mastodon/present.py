"""Our nouns in Mastodon's words: accounts and moments as one viewer sees them.

Everything here is handed ids that passed the gate. An account's JSON is made once for an answer and spliced in
wherever it stands; what is called an entity here is one that is written already, save where it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import msgspec

from teahouse import guard, housekeeping, moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present_chains import present_chains
from teahouse.doors.mastodon.present_filters import write_results
from teahouse.doors.mastodon.present_rulings import withheld_reason
from teahouse.doors.mastodon.wire import Accounts, Beside, Statuses, day, iso
from teahouse.guard.rulings import fetch_holding
from teahouse.kit.db import ReadTx
from teahouse.moments import Card, Kind, Mark, State

_GROUP, _CHAIN, _CAMPAIGN = int(Kind.GROUP), int(Mark.CHAIN), int(Mark.CAMPAIGN)

__all__ = [
    "account_fields",
    "day",
    "iso",
    "present_account_list",
    "present_accounts",
    "present_status",
    "present_statuses",
    "status_entity",
]

_KEPT_BACK = (int(State.HELD), int(State.REMOVED))


def account_fields(tx: ReadTx, account: people.Author, numbers: people.Numbers) -> dict[str, Any]:
    """All of `Account`'s fields, for entities that have more; `numbers` as far as the viewer may know."""
    fields: dict[str, Any] = msgspec.json.decode(tx.handed(Accounts).write(account, numbers))
    return fields


def status_entity(status: e.Status) -> e.Status:
    """A presented status with its fields to be read; the accounts in it are read as well."""
    return msgspec.json.decode(cast(msgspec.Raw, status), type=e.Status)


def present_accounts(
    tx: ReadTx, viewer: int, ids: Iterable[int]
) -> tuple[dict[int, e.Account], dict[int, people.Author]]:
    """The active ones among these accounts, by id: as JSON that is spliced in as it is, and as they are."""
    written, accounts = _write_accounts(tx, viewer, *people.fetch_with_numbers(tx, viewer, set(ids)))
    return cast(dict[int, e.Account], written), accounts


def _write_accounts(
    tx: ReadTx, viewer: int, accounts: dict[int, people.Author], numbers: dict[int, people.Numbers]
) -> tuple[dict[int, msgspec.Raw], dict[int, people.Author]]:
    accounts = moments.gate_figures(tx, viewer, accounts, numbers)
    write = tx.handed(Accounts).write
    written = {account_id: msgspec.Raw(write(account, numbers[account_id])) for account_id, account in accounts.items()}
    return written, accounts


def present_account_list(tx: ReadTx, viewer: int, ids: Sequence[int]) -> list[e.Account]:
    """These accounts, in this order."""
    presented, _ = present_accounts(tx, viewer, ids)
    missing = [account_id for account_id in ids if account_id not in presented]
    if missing:
        presented |= _present_groups(tx, viewer, missing)
    return [presented[account_id] for account_id in ids if account_id in presented]


def _present_groups(tx: ReadTx, viewer: int, ids: Sequence[int]) -> dict[int, e.Account]:
    """Those among these accounts that are groups of the viewer's."""
    found, numbers = people.groups.fetch_shown(tx, viewer, ids)
    write = tx.handed(Accounts).write
    return {one: cast(e.Account, msgspec.Raw(write(group, numbers[one]))) for one, group in found.items()}


def present_statuses(tx: ReadTx, viewer: int, ids: Sequence[int]) -> list[e.Status]:
    """These moments, in this order; `viewer` is 0 for who is not signed in."""
    return _present_cards(tx, viewer, moments.fetch_cards(tx, viewer, ids))


def present_status(tx: ReadTx, viewer: int, moment_id: int) -> e.Status:
    """One moment. Raises `NotFound` where the viewer may not see it."""
    card, beside = moments.fetch_card_and_author(tx, viewer, moment_id)
    if beside is None:
        return _present_cards(tx, viewer, [card])[0]
    account, numbers = beside
    return _write_cards(tx, viewer, [card], {account.id: account}, {account.id: numbers})[0]


def _present_cards(tx: ReadTx, viewer: int, cards: list[Card]) -> list[e.Status]:
    authors = {card.moment.author_id for card in cards}
    authors |= {card.original.moment.author_id for card in cards if card.original is not None}
    return _write_cards(tx, viewer, cards, *people.fetch_with_numbers(tx, viewer, authors))


def _write_cards(
    tx: ReadTx,
    viewer: int,
    cards: list[Card],
    accounts: dict[int, people.Author],
    numbers: dict[int, people.Numbers],
) -> list[e.Status]:
    written, accounts = _write_accounts(tx, viewer, accounts, numbers)
    # What was shared is not shown where its author is no longer there.
    cards = [_without_gone(card, accounts) for card in cards]
    asking = [card for card in cards if _asks_more(card, viewer)]
    beside = _fetch_beside(tx, viewer, asking) if asking else Beside()
    if filtered := write_results(tx, viewer, cards):
        beside = beside._replace(filtered=filtered)
    writer = Statuses(viewer, written, accounts, tx.handed(Accounts), beside)
    return [cast(e.Status, msgspec.Raw(writer.write(card))) for card in cards]


def _asks_more(card: Card, viewer: int) -> bool:
    """There may be more to say of it than its row and its author's do."""
    m = card.moment
    return (
        m.media != "[]"
        or card.original is not None
        or m.author_id == viewer
        or card.shown_kind == _GROUP
        or m.marks & (_CHAIN | _CAMPAIGN) != 0
        or m.state in _KEPT_BACK
    )


def _fetch_beside(tx: ReadTx, viewer: int, cards: list[Card]) -> Beside:
    return Beside(
        own=_own_audiences(tx, viewer, cards),
        groups=_groups_of(tx, cards),
        withheld=_withheld(tx, cards),
        addressed=tx.handed(moments.Passes).made_for(tx, viewer) if any(map(_pictured, cards)) else None,
        chains=present_chains(tx, viewer, cards),
        campaigns=_campaigns(tx, cards),
    )


def _pictured(card: Card) -> bool:
    return card.moment.media != "[]" or (card.original is not None and card.original.moment.media != "[]")


def _without_gone(card: Card, accounts: dict[int, people.Author]) -> Card:
    if card.original is None or card.original.moment.author_id in accounts:
        return card
    return msgspec.structs.replace(card, original=None)


def _own_audiences(tx: ReadTx, viewer: int, cards: list[Card]) -> dict[int, tuple[list[int], list[int]]]:
    """Circles and people that one's own moments name; nobody else is told."""
    own = [card.moment for card in cards if card.moment.author_id == viewer]
    return {m.id: moments.fetch_named(tx, m.id) for m in own if m.audience in (Kind.ONLY, Kind.EXCEPT, Kind.FOLLOWERS)}


def _groups_of(tx: ReadTx, cards: list[Card]) -> dict[int, int]:
    """The groups in which these were said, by root: whoever sees that is in them, or wrote it."""
    roots = {card.moment.root_id for card in cards if card.shown_kind == _GROUP}
    return moments.fetch_group_ids(tx, list(roots)) if roots else {}


def _campaigns(tx: ReadTx, cards: list[Card]) -> dict[int, guard.Campaign]:
    """What these, or what they share, declare; nothing is asked where there is none."""
    shown = [card.moment if card.original is None else card.original.moment for card in cards]
    ids = [m.id for m in shown if m.marks & _CAMPAIGN]
    return moments.fetch_campaigns(tx, ids) if ids else {}


def _withheld(tx: ReadTx, cards: list[Card]) -> dict[int, tuple[str, str | None]]:
    """Why the house withholds some of these, a person or the guard: only their author sees them at all."""
    kept_back = [card.moment.id for card in cards if card.moment.state in _KEPT_BACK]
    if not kept_back:
        return {}
    found = {one: (withheld_reason(ruling), str(ruling.id)) for one, ruling in fetch_holding(tx, kept_back).items()}
    return found | {one: (reason, None) for one, reason in housekeeping.fetch_withheld(tx, kept_back).items()}
