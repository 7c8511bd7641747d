"""What the author of a moment does with the chain on it: hangs it up, changes it, closes it, keeps its entries."""

from __future__ import annotations

import msgspec

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import rules_chain as rules
from teahouse.moments import store
from teahouse.moments import store_chain as chains
from teahouse.moments.model import Draft, Mark, State
from teahouse.moments.model_chain import Chain, ChainChanges, ChainDraft, Entry, EntryDraft, EntryState


def check_new_chain(tx: ReadTx, draft: Draft) -> ChainDraft:
    """The draft's chain, ready to be hung up. Raises `Invalid`."""
    if draft.chain is None or draft.parent_id is not None:
        raise _out_of_place()
    chain = rules.clean_chain(draft.chain)
    rules.check_chain(chain, now=tx.now)
    return chain


def hang_chain(tx: WriteTx, moment_id: int, chain: ChainDraft) -> None:
    """Write the chain of a moment that is being posted."""
    row = {name: getattr(chain, name) for name in ChainDraft.__struct_fields__}
    tx.run(chains.ADD_CHAIN, moment_id=moment_id, closed=False, taken=0, places=0, **row)


def add_chain(tx: WriteTx, author_id: int, moment_id: int, draft: ChainDraft) -> None:
    """Hang a chain on one's own moment that was posted without one, as apps do that know none.

    Raises `NotFound` for what is not the author's, `Invalid` for a comment, a share, and a chain that cannot be.
    """
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is None or moment.author_id != author_id or moment.state == State.DELETED:
        raise NotFound
    if moment.parent_id is not None or moment.share_of_id is not None:
        raise _out_of_place()
    chain = rules.clean_chain(draft)
    rules.check_chain(chain, now=tx.now)
    hang_chain(tx, moment_id, chain)
    tx.run(store.SET_MARKS, moment_id_=moment_id, to_marks=moment.marks | Mark.CHAIN)


def _out_of_place() -> Invalid:
    return Invalid("chain", "ERR_INVALID", "hangs on a post of its own, not on a comment or a share")


def fetch_own_chain(tx: ReadTx, author_id: int, moment_id: int) -> Chain:
    """The chain of one's own moment that is not deleted. Raises `NotFound`."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    chain = tx.one(chains.CHAIN, moment_id_=moment_id)
    if moment is None or chain is None or moment.author_id != author_id or moment.state == State.DELETED:
        raise NotFound
    return chain


def change_chain(tx: WriteTx, author_id: int, moment_id: int, changes: ChainChanges) -> None:
    """Change what is counted and its bounds; a new closing time opens a chain whose time had come.

    Raises `NotFound` for what is not the author's or has no chain, `Invalid` where it breaks what people on the list
    were told: no bound falls below what is taken, and what only the author sees stays so once somebody is on it.
    """
    chain = fetch_own_chain(tx, author_id, moment_id)
    after = rules.changed(chain, changes)
    rules.check_chain(after, now=tx.now, closes_anew=after.closes_at != chain.closes_at)
    rules.check_changes(chain, after, largest=tx.value(chains.LARGEST, moment_id_=moment_id) or 0)
    _write(tx, chain, after, closed=chain.closed)


def close_chain(tx: WriteTx, author_id: int, moment_id: int) -> None:
    """Take no more entries, changes or withdrawals. Raises `NotFound`."""
    chain = fetch_own_chain(tx, author_id, moment_id)
    _write(tx, chain, rules.changed(chain, ChainChanges()), closed=True)


def reopen_chain(tx: WriteTx, author_id: int, moment_id: int, closes_at: int | None = None) -> None:
    """Take entries again, until `closes_at` where it is given; a closing time that has passed is forgotten.

    Raises `NotFound`, and `Invalid` for a closing time that cannot be.
    """
    chain = fetch_own_chain(tx, author_id, moment_id)
    ahead = chain.closes_at if chain.closes_at is not None and chain.closes_at > tx.now else None
    after = rules.changed(chain, ChainChanges(closes_at=closes_at or ahead or 0))
    rules.check_chain(after, now=tx.now, closes_anew=after.closes_at != chain.closes_at)
    _write(tx, chain, after, closed=False)


def _write(tx: WriteTx, chain: Chain, after: ChainDraft, *, closed: bool) -> None:
    values = {f"to_{name}": getattr(after, name) for name in ChainDraft.__struct_fields__}
    tx.run(chains.CHANGE_CHAIN, moment_id_=chain.moment_id, to_closed=closed, **values)


def put_down_for(tx: WriteTx, author: people.Account, moment_id: int, draft: EntryDraft) -> Entry:
    """Put somebody down by name only, closed or not: the list is the author's.

    Raises `NotFound`, and `Invalid` without a name, for more than one may take, or for more than is left.
    """
    chain = fetch_own_chain(tx, author.id, moment_id)
    draft = rules.clean_entry(draft, "")
    rules.check_entry(chain, draft)
    take(tx, chain, draft.quantity, places=1, mine=True)
    return add_entry(tx, moment_id, None, draft)


def remove_entry(tx: WriteTx, author: people.Account, moment_id: int, entry_id: int) -> None:
    """Take an entry off the list, closed or not; its writer, if it has one, sees that it was removed.

    What the author put down is gone for good. Raises `NotFound`.
    """
    chain, entry = _fetch_entry(tx, author.id, moment_id, entry_id, EntryState.LIVE)
    take(tx, chain, -entry.quantity, places=-1, mine=True)
    if entry.account_id is None or entry.account_id == author.id:
        tx.run(chains.DROP_ENTRY, entry_id_=entry.id)
    else:
        change_entry(tx, msgspec.structs.replace(entry, state=int(EntryState.REMOVED)))


def put_back(tx: WriteTx, author: people.Account, moment_id: int, entry_id: int) -> None:
    """Put an entry that was removed where it stood. Raises `NotFound`, and `Invalid` where there is no room for it."""
    chain, entry = _fetch_entry(tx, author.id, moment_id, entry_id, EntryState.REMOVED)
    rules.check_entry(chain, EntryDraft(entry.quantity, entry.name, entry.note))
    take(tx, chain, entry.quantity, places=1, mine=True)
    change_entry(tx, msgspec.structs.replace(entry, state=int(EntryState.LIVE)))


def _fetch_entry(tx: ReadTx, author_id: int, moment_id: int, entry_id: int, state: EntryState) -> tuple[Chain, Entry]:
    chain = fetch_own_chain(tx, author_id, moment_id)
    entry = tx.one(chains.ENTRY, moment_id_=moment_id, entry_id_=entry_id)
    if entry is None or entry.state != state:
        raise NotFound
    return chain, entry


def take(tx: WriteTx, chain: Chain, more: int, *, places: int, mine: bool) -> None:
    """Take so many more of what is counted, or give them back. Raises `Invalid` where there are not enough left."""
    full = places > 0 and chain.places >= rules.MAX_ENTRIES
    if full or not tx.run(chains.TAKE, moment_id_=chain.moment_id, more=more, places_more=places):
        raise rules.too_many(chain, mine=mine)


def add_entry(tx: WriteTx, moment_id: int, account_id: int | None, draft: EntryDraft) -> Entry:
    """Write an entry for which there is room; it stands last."""
    entry = Entry(
        tx.new_id(), account_id, draft.name, draft.quantity, draft.note, changed_at=None, state=int(EntryState.LIVE)
    )
    tx.run(chains.ADD_ENTRY, moment_id=moment_id, **{name: getattr(entry, name) for name in Entry.__struct_fields__})
    return entry


def change_entry(tx: WriteTx, entry: Entry) -> None:
    """Write what an entry says now; it stands where it stood."""
    names = ("name", "quantity", "note", "changed_at", "state")
    tx.run(chains.CHANGE_ENTRY, entry_id_=entry.id, **{f"to_{name}": getattr(entry, name) for name in names})
