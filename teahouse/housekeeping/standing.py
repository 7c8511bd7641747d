"""Suspending accounts and letting them back in, with a reason that their owners may read."""

from __future__ import annotations

from teahouse import moments, people
from teahouse.housekeeping import rules, store
from teahouse.housekeeping.log import record
from teahouse.housekeeping.model import Act, Actor
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.people import HouseRole


def suspend(tx: WriteTx, by: Actor, account: people.Account, reason: str) -> list[people.Account]:
    """From now on it is not there for anybody. Answers the pages that nobody is left to act for.

    Such a page stays: its words are its customers' too, and it may get another owner. It can be suspended by itself.
    Raises `Invalid` for a reason that is too long, `Conflict` unless the account is active, and `Forbidden` for one
    that has a role in the house; the command line alone can suspend those.
    """
    reason = rules.check_reason(reason)
    login = people.fetch_login_of(tx, account.id)
    rules.check_may_suspend(by, HouseRole(login.role if login else HouseRole.MEMBER))
    moments.suspend_account(tx, account)
    tx.run(store.PUT_SUSPENSION, account_id=account.id, reason=reason, at=tx.now)
    record(tx, by, Act.SUSPENDED, subject=account.username, subject_id=account.id, reason=reason)
    return people.fetch_unstaffed(tx, account.id)


def restore(tx: WriteTx, by: Actor, account: people.Account, reason: str = "") -> None:
    """All is as it was before. Raises `Invalid` and `Conflict` as `suspend` does."""
    reason = rules.check_reason(reason)
    moments.restore_account(tx, account)
    tx.run(store.DROP_SUSPENSION, account=account.id)
    record(tx, by, Act.RESTORED, subject=account.username, subject_id=account.id, reason=reason)


def forget_suspension(tx: WriteTx, account_id: int) -> None:
    """Why it was suspended is of no more use: it is deleted instead."""
    tx.run(store.DROP_SUSPENSION, account=account_id)


def change_role(tx: WriteTx, by: Actor, account: people.Account, role: HouseRole) -> None:
    """What the member may do for the house. Raises `NotFound` for a page, `Forbidden` unless another host gives it."""
    rules.check_may_change_role(by, account.id)
    people.set_role(tx, account.id, role)
    record(tx, by, Act.ROLE, subject=account.username, subject_id=account.id, reason=role.name.lower())


def make_reset_link(tx: WriteTx, by: Actor, account: people.Account) -> str:
    """The secret of a link with which the member sets a new password once, within a day.

    Raises `NotFound` for a page, `Forbidden` for a member who keeps the house; the command line makes those.
    """
    login = people.fetch_login_of(tx, account.id)
    if login is None:
        raise NotFound
    rules.check_may_make_link(by, HouseRole(login.role))
    record(tx, by, Act.RESET_LINK, subject=account.username, subject_id=account.id)
    return people.make_reset_link(tx, account.id)


def fetch_suspension(tx: ReadTx, account_id: int) -> str | None:
    """Why the account is suspended, for its owner; None where it is not."""
    reason: str | None = tx.value(store.REASON, account=account_id)
    return reason
