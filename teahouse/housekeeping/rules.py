"""The rules of housekeeping: who may do what to whom. No I/O.

Helpers look after reports, withhold posts and suspend members. Hosts do all that, and give roles and read the log. A
host is suspended by nobody from within, else one helper could shut the others out.
"""

from __future__ import annotations

from teahouse.housekeeping.model import MAX_REASON, MAX_STATUSES, Actor, Category, Complaint
from teahouse.kit import text as texts
from teahouse.kit.errors import Forbidden, Invalid
from teahouse.people import HouseRole


def check_reason(reason: str, field: str = "reason") -> str:
    """A reason as it is kept. Raises `Invalid` for one that is too long."""
    reason = texts.clean_text(reason)
    if len(reason) > MAX_REASON:
        raise Invalid(field, "ERR_TOO_LONG", f"is too long (maximum is {MAX_REASON} characters)")
    return reason


def check_may_suspend(by: Actor, role: HouseRole) -> None:
    """Raises `Forbidden` where the account's role puts it out of this one's reach; the command line reaches all."""
    if by.id is None or role == HouseRole.MEMBER:
        return
    if role == HouseRole.HOST or not by.is_host:
        raise Forbidden("Take the role away first: nobody who keeps the house is suspended")


def check_may_change_role(by: Actor, account_id: int) -> None:
    """Raises `Forbidden` unless a host gives the role, and to somebody else: so there is always a host left."""
    if not by.is_host or by.id == account_id:
        raise Forbidden("Another host, or the command line, changes a host's own role")


def check_may_make_link(by: Actor, role: HouseRole) -> None:
    """Raises `Forbidden` for who keeps the house: whoever holds such a link becomes them. The command line may."""
    if by.id is not None and (not by.is_host or role != HouseRole.MEMBER):
        raise Forbidden("Who keeps the house gets a new password by the command line")


def check_complaint(complaint: Complaint) -> Complaint:
    """As it is kept. Raises `Invalid`. Who names rules says that they were broken."""
    if len(complaint.moment_ids) > MAX_STATUSES:
        raise Invalid("status_ids", "ERR_TOO_LONG", f"are too many (maximum is {MAX_STATUSES})")
    return Complaint(
        check_reason(complaint.comment, "comment"),
        Category.VIOLATION if complaint.rules else complaint.category,
        tuple(dict.fromkeys(complaint.moment_ids)),
        complaint.rules,
    )
