"""Reading a thread: what stands above a moment and what was said below it, as one viewer sees both."""

from __future__ import annotations

from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.moments import store, store_cards
from teahouse.moments.audience import may_see
from teahouse.moments.model import Moment

MOST = 4096
"""A thread shows at most so many comments."""


def fetch_thread(tx: ReadTx, viewer: int, moment_id: int) -> tuple[list[int], list[int]]:
    """Ids above (root first) and below (each after what it answers). Raises `NotFound`.

    A comment on one that the viewer may not see stands directly under the root.
    """
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is None or not may_see(tx, viewer, moment_id):
        raise NotFound
    if moment.share_of_id is not None:
        return [], []
    if moment.root_id != moment.id and not may_see(tx, viewer, moment.root_id):
        return [], []
    parents = _parents(tx, viewer, moment)
    above: list[int] = []
    at = moment.id
    while at != moment.root_id:
        at = parents.get(at, moment.root_id)
        above.append(at)
    children: dict[int, list[int]] = {}
    for comment_id, parent_id in parents.items():
        children.setdefault(parent_id, []).append(comment_id)
    below: list[int] = []
    waiting = list(reversed(children.get(moment.id, [])))
    while waiting:
        comment_id = waiting.pop()
        below.append(comment_id)
        waiting.extend(reversed(children.get(comment_id, [])))
    return above[::-1], below


def _parents(tx: ReadTx, viewer: int, moment: Moment) -> dict[int, int]:
    """Each comment that the viewer sees under the root, with what it is shown to answer; oldest first."""
    rows = tx.all(store_cards.THREAD, viewer=viewer, root_id=moment.root_id, n=MOST)
    seen = {moment.root_id} | {row[0] for row in rows}
    return {row[0]: row[1] if row[1] in seen else moment.root_id for row in rows}
