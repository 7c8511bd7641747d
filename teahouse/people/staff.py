"""Who works for a page, and as what. A page always keeps an owner."""

from __future__ import annotations

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden
from teahouse.people import store_staff as store
from teahouse.people.model import Account, StaffRole


def fetch_staff_role(tx: ReadTx, page_id: int, member_id: int) -> StaffRole | None:
    """What the member may do for the page; None where they do not work for it."""
    role = tx.value(store.STAFF_ROLE, page=page_id, member=member_id)
    return None if role is None else StaffRole(role)


def fetch_staff(tx: ReadTx, page_id: int) -> list[int]:
    """The active members who work for the page, owners first."""
    return tx.column(store.STAFF_IDS, page=page_id)


def fetch_pages_of(tx: ReadTx, member_id: int) -> list[Account]:
    """The active pages that the member works for."""
    return tx.all(store.PAGES_OF, member=member_id)


def put_staff(tx: WriteTx, page_id: int, member_id: int, role: StaffRole = StaffRole.HELPER) -> None:
    """The member works for the page in this role from now on. Raises `Forbidden` where no owner would be left."""
    if role != StaffRole.OWNER:
        _check_owner_left(tx, page_id, member_id)
    tx.run(store.PUT_STAFF, page_id=page_id, member_id=member_id, role=int(role))


def drop_staff(tx: WriteTx, page_id: int, member_id: int) -> None:
    """The member works for the page no more, and their tokens for it end. Raises `Forbidden` for its last owner."""
    _check_owner_left(tx, page_id, member_id)
    tx.run(store.DROP_STAFF, page=page_id, member=member_id)
    tx.run(store.DROP_TOKENS, page=page_id, member=member_id)


def _check_owner_left(tx: ReadTx, page_id: int, member_id: int) -> None:
    is_owner = fetch_staff_role(tx, page_id, member_id) == StaffRole.OWNER
    if is_owner and not tx.value(store.OTHER_OWNERS, page=page_id, member=member_id):
        raise Forbidden("A page keeps at least one owner")
