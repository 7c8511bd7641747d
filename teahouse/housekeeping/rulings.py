"""Rulings that wait for a person, and appeals: hosts and helpers decide them, with a reason, and it is written down.

Nobody reads here what is about themselves or about a page that they work for, and nobody decides twice on one thing.
Whoever decides sees the words that were judged, and nothing else of the post.
"""

from __future__ import annotations

from teahouse import moments, people
from teahouse.guard import rulings
from teahouse.guard.rulings import NEWEST, KeptRuling
from teahouse.housekeeping.care import own_of
from teahouse.housekeeping.log import record
from teahouse.housekeeping.model import Act, Actor
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, NotFound


def page_rulings(
    tx: ReadTx, by: Actor, *, is_open: bool = True, before: int = NEWEST, limit: int = 40
) -> list[KeptRuling]:
    """Those that wait for a person, or that one decided, below the id `before`, newest first."""
    return rulings.page_rulings(tx, own_of(tx, by), is_open=is_open, before=before, limit=limit)


def count_open_rulings(tx: ReadTx, by: Actor) -> int:
    """How many of those wait that this one may decide about."""
    return rulings.count_open_rulings(tx, own_of(tx, by))


def fetch_ruling(tx: ReadTx, by: Actor, ruling_id: int) -> KeptRuling:
    """One that somebody is or was asked about. Raises `NotFound`, also for one's own."""
    ruling = rulings.fetch_ruling(tx, ruling_id)
    asked = ruling.is_open or ruling.by_person or ruling.answered_at is not None
    if not asked or {ruling.account_id, ruling.member_id}.intersection(own_of(tx, by)):
        raise NotFound
    return ruling


def decide_ruling(tx: WriteTx, by: Actor, ruling_id: int, *, overturn: bool, why: str) -> KeptRuling:
    """Decide for its author or against. Raises `NotFound`, `Conflict` for what was decided, `Forbidden` for who decided
    it the first time, and `Invalid` without a reason."""
    was = fetch_ruling(tx, by, ruling_id)
    now = rulings.decide(tx, _person(by), was, overturn=overturn, why=why, own=own_of(tx, by))
    moments.follow_decision(tx, was, now)
    account = people.fetch_account(tx, now.account_id)
    record(
        tx,
        by,
        Act.RULING_OVERTURNED if overturn else Act.RULING_KEPT,
        subject="" if account is None else account.username,
        subject_id=now.id,
        reason=why,
    )
    return now


def ask_back(tx: WriteTx, by: Actor, ruling_id: int, text: str) -> None:
    """Ask its author something before it is decided. Raises as `decide_ruling` does."""
    rulings.ask_back(tx, _person(by), fetch_ruling(tx, by, ruling_id), text)


def _person(by: Actor) -> int:
    if by.id is None:
        raise Forbidden("A person decides, by name")
    return by.id
