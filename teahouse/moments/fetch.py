"""Small reads for those who hear facts: no gate is asked, so nothing of these is ever shown as it is."""

from __future__ import annotations

from collections.abc import Sequence

from teahouse.kit.db import ReadTx
from teahouse.moments import store
from teahouse.moments.model import Moment, State


def fetch_live(tx: ReadTx, moment_id: int) -> Moment | None:
    """The moment, if it is live."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    return moment if moment is not None and moment.state == State.LIVE else None


def fetch_author(tx: ReadTx, moment_id: int) -> int | None:
    """Whose it is or was."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    return None if moment is None else moment.author_id


def fetch_thread_muters(tx: ReadTx, root_id: int, among: Sequence[int]) -> set[int]:
    """Who of these wants no notices of this conversation."""
    return set(tx.column(store.MUTERS, moment_id_=root_id, among=list(among)))


def fetch_sharer_ids(tx: ReadTx, moment_id: int) -> list[int]:
    """Whose shares of it stand."""
    return tx.column(store.SHARER_IDS, moment_id_=moment_id)


def likes_it(tx: ReadTx, account_id: int, moment_id: int) -> bool:
    """Whether this like stands."""
    return tx.value(store.HAS_REACTION["like"], moment_id_=moment_id, account_id_=account_id) is not None


def fetch_named(tx: ReadTx, moment_id: int) -> tuple[list[int], list[int]]:
    """The circles and the people that the moment's audience names: for its author's eyes only."""
    return tx.column(store.CIRCLES_OF, moment_id_=moment_id), tx.column(store.PEOPLE_OF, moment_id_=moment_id)


def fetch_recipients(tx: ReadTx, moment_id: int) -> list[int]:
    """Whom the text named when it was posted: of a letter, all to whom it went."""
    return tx.column(store.MENTIONED_IN, moment_id_=moment_id)
