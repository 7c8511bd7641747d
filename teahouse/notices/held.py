"""What a person chose not to hear, what is held back for them, and looking through that.

Held notices are rows like the others, so pages are never short; a request is there while the reader may see anything
that is held back of its sender, and its numbers count what they may see.
"""

from __future__ import annotations

from collections.abc import Sequence

from teahouse import moments, people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.moments import Stretch
from teahouse.notices import store, store_held
from teahouse.notices.model import NoticeKind, Request
from teahouse.notices.read import ALL
from teahouse.notices.rules_held import ASKED_FOR, Case, Choice, Treatment, treat

__all__ = [
    "Case",
    "Choice",
    "Treatment",
    "accept",
    "choose",
    "count",
    "dismiss",
    "fetch_choice",
    "fetch_request",
    "hold_back",
    "page_requests",
    "treat",
    "treatment_of",
]
MOST = 100
"""Requests are counted so far; nobody reads a larger number."""
_FIRST = 2**63 - 1


def fetch_choice(tx: ReadTx, account_id: int) -> Choice:
    """What the person chose; who chose nothing is told everything."""
    return tx.one(store_held.CHOICE, account=account_id) or Choice()


def choose(tx: WriteTx, account_id: int, choice: Choice) -> None:
    """For what is told from now on."""
    tx.run(
        store_held.CHOOSE,
        account_id=account_id,
        **{name: getattr(choice, name) for name in Choice.__struct_fields__},
    )


def treatment_of(tx: ReadTx, reader: int, kind: NoticeKind, actor: int, moment_id: int | None) -> Treatment:
    """What becomes of a notice that is about to be written."""
    if kind in ASKED_FOR:
        return Treatment.ACCEPT
    choice = tx.one(store_held.CHOICE, account=reader)
    if choice is None or choice == Choice() or tx.value(store_held.PERMITTED, account=reader, actor_=actor):
        return Treatment.ACCEPT
    account = people.fetch_account(tx, actor)
    if account is None:
        return Treatment.ACCEPT
    relation = people.fetch_relations(tx, reader, [actor])[actor]
    case = Case(
        following=bool(relation.mine.following),
        followed_since=relation.theirs.since if relation.theirs.following else None,
        since=account.created_at,
        letter=_is_letter(tx, reader, kind, moment_id),
    )
    return treat(choice, case, tx.now)


def _is_letter(tx: ReadTx, reader: int, kind: NoticeKind, moment_id: int | None) -> bool:
    if kind != NoticeKind.MENTION or moment_id is None:
        return False
    moment = moments.fetch_live(tx, moment_id)
    return moment is not None and moment.audience == moments.Kind.MENTIONED and moment.parent_author_id != reader


def hold_back(tx: WriteTx, reader: int, actor: int) -> None:
    """There is something of this person's to look through."""
    tx.run(store_held.ADD_REQUEST, id=tx.new_id(), account_id=reader, actor_id=actor)


def page_requests(tx: ReadTx, reader: int, at: Stretch) -> list[Request]:
    """Whose notices are held back, the newest request first; with `min_id` the ones right above it."""
    params = {
        "reader": reader,
        "held": 1,
        "kinds": [int(kind) for kind in ALL],
        "actor": 0,
        "max_id": _FIRST,
        "since_id": 0,
        "before": _FIRST if at.max_id is None else at.max_id,
        "n": at.limit,
    }
    if at.min_id is not None:
        return tx.all(store.HELD_OLDEST, after=at.min_id, **params)[::-1]
    return tx.all(store.HELD_NEWEST, after=at.since_id or 0, **params)


def count(tx: ReadTx, reader: int) -> tuple[int, int]:
    """How many requests wait, and how many notices they hold."""
    waiting = page_requests(tx, reader, Stretch(limit=MOST))
    return len(waiting), sum(one.count for one in waiting)


def fetch_request(tx: ReadTx, reader: int, request_id: int) -> Request:
    """One of them. Raises `NotFound`."""
    found = page_requests(tx, reader, Stretch(max_id=request_id + 1, since_id=request_id - 1, limit=1))
    if not found:
        raise NotFound
    return found[0]


def accept(tx: WriteTx, reader: int, request_ids: Sequence[int]) -> None:
    """Told after all, and from now on whatever was chosen. Others' requests are passed over."""
    actors = tx.column(store_held.ACTORS, account=reader, requests=list(request_ids))
    for actor in actors:
        tx.run(store_held.PERMIT, account_id=reader, actor_id=actor)
    tx.run(store_held.LET_GO, account=reader, actors=actors)
    tx.run(store_held.DROP_REQUESTS, account=reader, actors=actors)


def dismiss(tx: WriteTx, reader: int, request_ids: Sequence[int]) -> None:
    """Put away unread, with all that is held back so far."""
    actors = tx.column(store_held.ACTORS, account=reader, requests=list(request_ids))
    tx.run(store_held.DROP_HELD, account=reader, actors=actors)
    tx.run(store_held.DROP_REQUESTS, account=reader, actors=actors)
