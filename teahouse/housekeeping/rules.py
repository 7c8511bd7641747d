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
