"""Putting oneself down on a chain, changing what one wrote there, and withdrawing it."""

from __future__ import annotations

import msgspec

from teahouse import people
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Forbidden, NotFound
from teahouse.moments import rules_chain as rules
from teahouse.moments import store
from teahouse.moments import store_chain as chains
from teahouse.moments.audience import may_enter, may_see
from teahouse.moments.events import PutDown
from teahouse.moments.keep_chain import add_entry, change_entry, take
from teahouse.moments.model import Kind
from teahouse.moments.model_chain import ChainState, EntryDraft, EntryState
from teahouse.moments.read_chain import fetch_chained


def put_down(tx: WriteTx, me: people.Account, moment_id: int, draft: EntryDraft) -> None:
    """Put oneself down, or change what one wrote, which stays where it stands; without a name one's own is taken.

    Raises `NotFound` for what one does not see or has no chain; `Forbidden` where the comment policy lets one not
    comment, the chain is closed, or its author removed one's entry; `Invalid` for more than one may take or is left.
    """
    moment, chain = fetch_chained(tx, me.id, moment_id)
    if moment.audience == Kind.GROUP and not may_enter(tx, me.id, moment.id):
        raise NotFound
    rules.check_may_sign_up(me.id, moment, is_friend=people.are_friends(tx, me.id, moment.author_id))
    _check_open(rules.state_of(chain, tx.now))
    before = tx.one(chains.ENTRY_BY, moment_id_=moment.id, account_id_=me.id)
    if before is not None and before.state == EntryState.REMOVED:
        raise Forbidden("The author of this post took your entry off the list", code="entry_removed")
    draft = rules.clean_entry(draft, me.display_name or me.username)
    rules.check_entry(chain, draft)
    mine = me.id == moment.author_id
    if before is None:
        take(tx, chain, draft.quantity, places=1, mine=mine)
        entry = add_entry(tx, moment.id, me.id, draft)
        if not mine:
            tx.tell(PutDown(moment.id, entry.id))
    elif (before.quantity, before.name, before.note) != (draft.quantity, draft.name, draft.note):
        take(tx, chain, draft.quantity - before.quantity, places=0, mine=mine)
        said = {"name": draft.name, "quantity": draft.quantity, "note": draft.note}
        change_entry(tx, msgspec.structs.replace(before, changed_at=tx.now, **said))


def withdraw(tx: WriteTx, me: people.Account, moment_id: int) -> bool:
    """Take one's entry back, though one may see the moment no more; whether one sees it is answered.

    What the author removed stays so. Raises `Forbidden` where one sees that the chain is closed.
    """
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is not None and moment.share_of_id is not None and may_see(tx, me.id, moment_id):
        moment = tx.one(store.MOMENT, moment_id_=moment.share_of_id)
    chain = None if moment is None else tx.one(chains.CHAIN, moment_id_=moment.id)
    if chain is None:
        return False
    seen = may_see(tx, me.id, chain.moment_id)
    entry = tx.one(chains.ENTRY_BY, moment_id_=chain.moment_id, account_id_=me.id)
    if entry is None or entry.state == EntryState.REMOVED:
        return seen
    state = rules.state_of(chain, tx.now)
    if state != ChainState.CLOSED:
        take(tx, chain, -entry.quantity, places=-1, mine=False)
        tx.run(chains.DROP_ENTRY, entry_id_=entry.id)
    elif seen:
        _check_open(state)
    return seen


def _check_open(state: ChainState) -> None:
    if state == ChainState.CLOSED:
        raise Forbidden("This list is closed", code="chain_closed")
