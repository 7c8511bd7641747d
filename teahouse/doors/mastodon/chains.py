"""Order chains: putting oneself down, and the author's own list. Routes of ours, which Mastodon has not."""

from __future__ import annotations

import msgspec

from teahouse import moments
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_chain as c
from teahouse.doors.mastodon.chain_forms import closing_time
from teahouse.doors.mastodon.present import present_accounts
from teahouse.doors.mastodon.present_chains import chain_entity, own_entry
from teahouse.doors.mastodon.statuses import READ, WRITE, actor_of, viewer_of
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.http import Call, Id, Page, Reply, Routes, refused
from teahouse.kit.text import sheet
from teahouse.moments import Entry, EntryDraft, EntryState, Stretch

routes = Routes()
CHAIN = "/api/v1/statuses/{id}/chain"


class EntryForm(msgspec.Struct):
    """What somebody writes on a chain."""

    quantity: int = 1
    name: str = ""
    note: str = ""


class ReopenForm(msgspec.Struct):
    """Until when a chain is open again; nothing is until it is closed."""

    closes_at: str | None = None


def _chain(tx: ReadTx, viewer: int, moment_id: int) -> e.Chain:
    return chain_entity(moments.fetch_chains(tx, viewer, [moment_id])[moment_id])


def _entries(tx: ReadTx, viewer: int, entries: list[Entry], own: e.OwnEntry | None) -> list[c.ChainEntry]:
    ids = {entry.account_id for entry in entries if entry.account_id is not None}
    accounts = present_accounts(tx, viewer, ids)[0] if ids else {}
    return [
        c.ChainEntry(
            **msgspec.structs.asdict(own_entry(entry)),
            own=own is not None and own.id == str(entry.id),
            account=None if entry.account_id is None else accounts.get(entry.account_id),
        )
        for entry in entries
    ]


def _stretch(query: Page) -> Stretch:
    return Stretch(query.max_id, query.since_id, query.min_id, query.size(40, 80))


def _linked(call: Call, rows: list[Entry], at: Stretch) -> list[Entry]:
    if rows:
        call.link(rows[0].id, rows[-1].id, more=len(rows) >= at.limit)
    return rows


@routes.get(CHAIN, scope=READ, guest=True)
def show(tx: ReadTx, call: Call, id: Id, query: Page) -> c.ChainPage:
    """The chain on a status, with a page of its entries as far as the caller may see them, the last to arrive first."""
    viewer = viewer_of(call)
    moment, _ = moments.fetch_chained(tx, viewer, id)
    at = _stretch(query)
    rows = _linked(call, moments.page_entries(tx, viewer, moment.id, at), at)
    chain = _chain(tx, viewer, moment.id)
    return c.ChainPage(**msgspec.structs.asdict(chain), entries=_entries(tx, viewer, rows, chain.entry))


@routes.get(CHAIN + "/entry", scope=READ)
def show_own(tx: ReadTx, call: Call, id: Id) -> e.OwnEntry:
    """What one wrote on it; 404 where that is nothing."""
    moment, _ = moments.fetch_chained(tx, call.actor_id, id)
    own = _chain(tx, call.actor_id, moment.id).entry
    if own is None:
        raise NotFound
    return own


@routes.put(CHAIN + "/entry", scope=WRITE)
def put_down(tx: WriteTx, call: Call, id: Id, body: EntryForm) -> e.Chain:
    """Put oneself down, or write one's entry anew; it keeps its place."""
    me = actor_of(tx, call)
    moments.put_down(tx, me, id, EntryDraft(body.quantity, body.name, body.note))
    return _chain(tx, me.id, moments.fetch_chained(tx, me.id, id)[0].id)


@routes.delete(CHAIN + "/entry", scope=WRITE)
def withdraw(tx: WriteTx, call: Call, id: Id) -> Reply[e.Chain]:
    """Withdraw one's entry, though one may see the post no more: then the answer is as for nothing."""
    me = actor_of(tx, call)
    if not moments.withdraw(tx, me, id):
        return refused(NotFound())
    return Reply(_chain(tx, me.id, moments.fetch_chained(tx, me.id, id)[0].id))


@routes.post(CHAIN + "/close", scope=WRITE)
def close(tx: WriteTx, call: Call, id: Id) -> e.Chain:
    """Close one's own chain: no more entries, changes or withdrawals."""
    moments.close_chain(tx, call.actor_id, id)
    return _chain(tx, call.actor_id, id)


@routes.post(CHAIN + "/reopen", scope=WRITE)
def reopen(tx: WriteTx, call: Call, id: Id, body: ReopenForm) -> e.Chain:
    """Open one's own chain again, until `closes_at` where that is given."""
    me = actor_of(tx, call)
    moments.reopen_chain(tx, me.id, id, closing_time(body.closes_at, me.time_zone))
    return _chain(tx, me.id, id)


@routes.post(CHAIN + "/entries", scope=WRITE)
def put_down_for(tx: WriteTx, call: Call, id: Id, body: EntryForm) -> c.ChainEntry:
    """Put somebody down on one's own chain, by `name` alone."""
    me = actor_of(tx, call)
    entry = moments.put_down_for(tx, me, id, EntryDraft(body.quantity, body.name, body.note))
    return _entries(tx, me.id, [entry], None)[0]


@routes.get(CHAIN + "/removed", scope=READ)
def show_removed(tx: ReadTx, call: Call, id: Id, query: Page) -> list[c.ChainEntry]:
    """What one removed from one's own chain."""
    moments.fetch_own_chain(tx, call.actor_id, id)
    at = _stretch(query)
    rows = moments.page_entries(tx, call.actor_id, id, at, EntryState.REMOVED)
    return _entries(tx, call.actor_id, _linked(call, rows, at), None)


@routes.get("/api/v1/statuses/{id}/chain.csv", scope=READ, heavy=True, media_type="text/csv; charset=utf-8")
def show_sheet(tx: ReadTx, call: Call, id: Id) -> Reply[str]:
    """One's own chain as a table, in the order of arrival, with times in one's own zone."""
    me = actor_of(tx, call)
    zone = f" ({me.time_zone})"
    head = ("No.", "Name", "Quantity", "Note", "Account", "Put down" + zone, "Changed" + zone)
    rows = moments.fetch_sheet(tx, me, id)
    kept = {"Content-Disposition": f'attachment; filename="chain-{id}.csv"'}
    return Reply(sheet([head, *rows]), headers=kept)


@routes.delete(CHAIN + "/entries/{entry_id}", scope=WRITE)
def remove(tx: WriteTx, call: Call, id: Id, entry_id: Id) -> e.Chain:
    """Take an entry off one's own chain; its writer sees that it was removed."""
    me = actor_of(tx, call)
    moments.remove_entry(tx, me, id, entry_id)
    return _chain(tx, me.id, id)


@routes.post(CHAIN + "/entries/{entry_id}", scope=WRITE)
def put_back(tx: WriteTx, call: Call, id: Id, entry_id: Id) -> e.Chain:
    """Put an entry back that one removed."""
    me = actor_of(tx, call)
    moments.put_back(tx, me, id, entry_id)
    return _chain(tx, me.id, id)
