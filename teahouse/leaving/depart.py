"""Deleting an account: gone for everybody at once, put aside for two weeks, then forgotten, a little at a time.

While it is put aside nothing of it is lost, and whoever signs in has it back. What the host deletes, nobody brings back
but the host.
"""

from __future__ import annotations

from collections.abc import Sequence

from teahouse import messages, moments, notices, people
from teahouse.guard import rulings
from teahouse.housekeeping import Act, Actor, forget_suspension, record
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Refusal
from teahouse.leaving.events import Left
from teahouse.people import State

GRACE_DAYS = 14
AT_ONCE = 50
"""So many moments are buried in one transaction: others want to write as well."""


class StillOwns(Refusal):
    """Groups and pages hang on this member: those who are in them must not lose them by somebody else's leaving."""

    code = "still_owns"
    status = 409

    def __init__(self, groups: Sequence[people.Account], pages: Sequence[people.Account]) -> None:
        self.groups, self.pages = groups, pages
        names = ", ".join([*(group.display_name for group in groups), *(page.username for page in pages)])
        super().__init__(f"These have to be handed over or closed first: {names}")


def check_owns_nothing(tx: ReadTx, member_id: int) -> None:
    """Raises `StillOwns` where a group, or a page without another owner, is the member's."""
    groups, pages = people.departing.fetch_owned_groups(tx, member_id), people.departing.fetch_last_owned(tx, member_id)
    if groups or pages:
        raise StillOwns(groups, pages)


def leave(tx: WriteTx, account: people.Account, *, by: Actor | None = None, days: int = GRACE_DAYS) -> int:
    """The account is gone for everybody from now on, and for good after some days; answers when.

    `by` is who deletes it for the house; None is its owner. Raises `StillOwns`, and `Conflict` for what is no member's
    or on its way already.
    """
    if account.kind != people.Kind.MEMBER:
        raise Conflict("Only a member's account is deleted; a page is suspended, a group is closed")
    check_owns_nothing(tx, account.id)
    if account.state == State.ACTIVE:
        moments.suspend_account(tx, account, State.LEAVING)
    elif by is None or not people.departing.set_leaving(tx, account.id):
        raise Conflict(f"The account {account.username} is leaving already")
    else:
        forget_suspension(tx, account.id)
    due = tx.now + days * people.DAY
    people.departing.put_departure(tx, account.id, due, by_host=by is not None)
    if by is not None:
        record(tx, by, Act.DELETED, subject=account.username, subject_id=account.id)
    tx.tell(Left(account.id), after=due - tx.now)
    return due


def may_stay(tx: ReadTx, account_id: int) -> bool:
    """Whether signing in brings the account back: its owner deleted it, and the days are not over."""
    found = people.departing.fetch_departure(tx, account_id)
    return found is not None and not found.by_host and found.due > tx.now


def stay(tx: WriteTx, account_id: int) -> bool:
    """The owner signed in: all is as it was. False where they had not left, or may not come back."""
    if not may_stay(tx, account_id):
        return False
    return _bring_back(tx, account_id)


def keep(tx: WriteTx, by: Actor, account: people.Account) -> None:
    """The host has it back after all. Raises `Conflict` where it is not leaving, or being forgotten already."""
    found = people.departing.fetch_departure(tx, account.id)
    if found is None or found.due <= tx.now or not _bring_back(tx, account.id):
        raise Conflict(f"The account {account.username} is not leaving")
    record(tx, by, Act.RESTORED, subject=account.username, subject_id=account.id)


def _bring_back(tx: WriteTx, account_id: int) -> bool:
    account = people.departing.fetch_leaving(tx, account_id)
    if account is None:
        return False
    moments.restore_account(tx, account, State.LEAVING)
    people.departing.drop_departure(tx, account_id)
    return True


def forget(tx: WriteTx, fact: Left) -> None:
    """The days are over: some of the account's moments are buried, and when none is left, all the rest goes."""
    found = people.departing.fetch_departure(tx, fact.account_id)
    if found is None or found.due > tx.now:
        return
    last = moments.forget_moments(tx, fact.account_id, after=fact.after, most=AT_ONCE)
    if last is not None:
        tx.tell(Left(fact.account_id, last))
        return
    moments.forget_acts(tx, fact.account_id)
    rulings.forget_rulings(tx, fact.account_id)
    messages.forget_account(tx, fact.account_id)
    notices.forget_account(tx, fact.account_id)
    notices.filters.forget_account(tx, fact.account_id)
    people.departing.forget_account(tx, fact.account_id)
