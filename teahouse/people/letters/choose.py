"""Choosing who may begin a talk with oneself, and asking whom one may begin one with."""

from __future__ import annotations

from collections.abc import Sequence

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.people.letters import store
from teahouse.people.letters.model import Writers
from teahouse.people.model import Author, Kind
from teahouse.people.model_sign_in import SignUpRules


def usual_writers(tx: ReadTx, account: Author) -> Writers:
    """What is so for who chose nothing: friends write to members, and everybody to a page.

    With Mastodon's defaults everybody writes to everybody.
    """
    return Writers.EVERYONE if account.kind == Kind.PAGE else _members(tx)


def _members(tx: ReadTx) -> Writers:
    return Writers.EVERYONE if tx.handed(SignUpRules).mastodon_defaults else Writers.FRIENDS


def fetch_writers(tx: ReadTx, account: Author) -> Writers:
    """Who may begin a talk with this account."""
    chosen = tx.value(store.CHOICE, who=account.id)
    return usual_writers(tx, account) if chosen is None else Writers(chosen)


def choose_writers(tx: WriteTx, account: Author, writers: Writers) -> None:
    """From now on these may begin one; talks that are there go on."""
    tx.run(store.CHOOSE, account_id=account.id, writers=int(writers))


def fetch_refusing(tx: ReadTx, writer: int, others: Sequence[int]) -> list[int]:
    """Those among these accounts with whom the writer may not begin a talk; a block and a choice look the same."""
    return tx.column(store.REFUSING, who=writer, usual=int(_members(tx)), others=list(others))
