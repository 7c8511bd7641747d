"""What is said in a group: to whom a draft may go, taking a moment away, and closing the room."""

from __future__ import annotations

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound, Refusal
from teahouse.moments import store, store_groups
from teahouse.moments.audience import may_see
from teahouse.moments.events import Deleted
from teahouse.moments.model import Kind, Moment, State


class StillTalking(Refusal):
    """Moments stand in this group; closing it leaves each to its author. Asked again with a yes, it is done."""

    code = "still_talking"
    status = 422


def fetch_room_of(tx: ReadTx, root: Moment | None) -> people.Account | None:
    """The group that the moment is for. Nobody's membership is asked: it is for who writes there."""
    if root is None or root.audience != Kind.GROUP:
        return None
    group_id = tx.value(store_groups.GROUP_OF, moment_id_=root.id)
    return None if group_id is None else people.groups.fetch_room(tx, group_id)


def fetch_group_ids(tx: ReadTx, moment_ids: list[int]) -> dict[int, int]:
    """Which group each of these moments is for; those for no group are left out."""
    return dict(tx.all(store_groups.GROUPS_OF, ids=moment_ids))


def take_away(tx: WriteTx, who: int, group_id: int, moment_id: int) -> None:
    """A helper takes a moment, or a comment on one, out of the group; its writer alone still sees it.

    Raises `NotFound` for what does not stand there or is not seen, `Forbidden` for a plain member.
    """
    group = people.groups.fetch_group(tx, who, group_id)
    people.groups.check_may_help(group)
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is None or moment.state != State.LIVE or not may_see(tx, who, moment_id):
        raise NotFound
    if tx.value(store_groups.GROUP_OF, moment_id_=moment.root_id) != group_id:
        raise NotFound
    if moment.parent_id is not None and moment.audience in (Kind.PUBLIC, Kind.QUIET):
        tx.run(store.COUNT_COMMENTS, parent=moment.parent_id, root=moment.root_id, step=-1)
    tx.run(store.SET_STATE, moment_id_=moment.id, to_state=int(State.REMOVED))
    tx.tell(Deleted(moment.id, moment.author_id))


def close_group(tx: WriteTx, owner: int, group_id: int, *, confirmed: bool) -> None:
    """Close a group for good. What was said there is from then on its authors' alone, each their own.

    Raises `NotFound` and `Forbidden` as every act of an owner's does, `StillTalking` where moments stand there and
    `confirmed` is false.
    """
    people.groups.fetch_group(tx, owner, group_id)
    standing = int(tx.value(store_groups.COUNT, group_id=group_id))
    if standing and not confirmed:
        raise StillTalking(
            f"{standing} posts stand in this group. If you close it, nobody sees them but their authors. "
            "Send confirm=true to close it all the same"
        )
    people.groups.close_group(tx, owner, group_id)
