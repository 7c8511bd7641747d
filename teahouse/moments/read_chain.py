"""Reading chains: as one viewer sees them, page by page, and whole for their author."""

from __future__ import annotations

from collections.abc import Sequence

from teahouse import people
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.moments import rules_chain as rules
from teahouse.moments import store
from teahouse.moments import store_chain as chains
from teahouse.moments.audience import may_see
from teahouse.moments.feeds import MAX_ID
from teahouse.moments.keep_chain import fetch_own_chain
from teahouse.moments.model import Moment, Stretch
from teahouse.moments.model_chain import Chain, ChainView, Entry, EntryState

_COLUMNS = len(Chain.__struct_fields__)


def fetch_chained(tx: ReadTx, viewer: int, moment_id: int) -> tuple[Moment, Chain]:
    """A moment that the viewer may see (of a share, what it shares) and its chain. Raises `NotFound`."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id) if may_see(tx, viewer, moment_id) else None
    if moment is not None and moment.share_of_id is not None:
        moment = tx.one(store.MOMENT, moment_id_=moment.share_of_id)
    chain = None if moment is None else tx.one(chains.CHAIN, moment_id_=moment.id)
    if moment is None or chain is None:
        raise NotFound
    return moment, chain


def fetch_chains(tx: ReadTx, viewer: int, ids: Sequence[int]) -> dict[int, ChainView]:
    """The chains of these moments, by moment. The ids must have passed the gate."""
    found = {}
    for author_id, entries, total, *columns in tx.all(chains.VIEWS, viewer=viewer, ids=ids):
        chain, own = Chain(*columns[:_COLUMNS]), columns[_COLUMNS:]
        found[chain.moment_id] = ChainView(
            chain,
            rules.state_of(chain, tx.now),
            rules.left_of(chain, mine=author_id == viewer),
            entries,
            total,
            None if own[0] is None else Entry(*own),
        )
    return found


def page_entries(
    tx: ReadTx, viewer: int, moment_id: int, at: Stretch, state: EntryState = EntryState.LIVE
) -> list[Entry]:
    """Entries that the viewer is shown, the last to arrive first. The moment is one that they see.

    Removed ones are for the author of the moment to read, which the caller has made sure of.
    """
    params = {"viewer": viewer, "moment_id_": moment_id, "max_id": MAX_ID if at.max_id is None else at.max_id}
    both = chains.ENTRIES[state]
    if at.min_id is not None:
        return tx.all(both.oldest_first, since_id=at.min_id, n=at.limit, **params)[::-1]
    return tx.all(both.newest_first, since_id=at.since_id or 0, n=at.limit, **params)


def fetch_entries(tx: ReadTx, viewer: int, moment_id: int) -> list[Entry]:
    """All entries that the viewer is shown, in the order of arrival. The moment is one that they see."""
    return page_entries(tx, viewer, moment_id, Stretch(min_id=0, limit=rules.MAX_ENTRIES))[::-1]


def fetch_sheet(tx: ReadTx, author: people.Account, moment_id: int) -> list[tuple[str | int, ...]]:
    """All lines of one's own chain as rows of a table (`rules_chain.sheet_rows`). Raises `NotFound`."""
    fetch_own_chain(tx, author.id, moment_id)
    entries = fetch_entries(tx, author.id, moment_id)
    accounts = people.fetch_accounts(tx, {e.account_id for e in entries if e.account_id is not None})
    handles = {account.id: people.acct_of(account) for account in accounts.values()}
    return rules.sheet_rows(entries, handles, author.time_zone)
