"""Holding and removing single moments that were reported, with a reason for their author, and giving them back."""

from __future__ import annotations

from collections.abc import Sequence

from teahouse import moments
from teahouse.housekeeping import rules, store
from teahouse.housekeeping.care import fetch_report
from teahouse.housekeeping.log import record
from teahouse.housekeeping.model import Act, Actor, Report
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, NotFound


def withhold(tx: WriteTx, by: Actor, report_id: int, moment_id: int, reason: str, *, removed: bool) -> None:
    """Only its author sees it from now on, and why: held while it is looked at, or removed.

    Raises `NotFound` for what the report does not show and what was deleted, `Conflict` for what is withheld so, and
    `Invalid` for a reason that is too long.
    """
    report = fetch_report(tx, by, report_id)
    _check_shown(report, moment_id)
    reason = rules.check_reason(reason)
    moments.withhold(tx, moment_id, removed=removed)
    tx.run(store.PUT_WITHHELD, moment_id=moment_id, reason=reason, at=tx.now)
    act = Act.REMOVED if removed else Act.HELD
    record(tx, by, act, subject=_author(report, moment_id), subject_id=moment_id, reason=reason)


def give_back(tx: WriteTx, by: Actor, report_id: int, moment_id: int) -> None:
    """It stands as before. Raises `NotFound`, and `Conflict` for what this house's helpers did not withhold."""
    report = fetch_report(tx, by, report_id)
    _check_shown(report, moment_id)
    if not tx.run(store.DROP_WITHHELD, moment=moment_id):
        raise Conflict("The post is not withheld")
    moments.give_back(tx, moment_id)
    record(tx, by, Act.GIVEN_BACK, subject=_author(report, moment_id), subject_id=moment_id)


def fetch_withheld(tx: ReadTx, moment_ids: Sequence[int]) -> dict[int, str]:
    """Which of these are withheld by the house, and why: for their authors."""
    return dict(tx.all(store.WITHHELD, ids=list(moment_ids))) if moment_ids else {}


def _check_shown(report: Report, moment_id: int) -> None:
    if all(shown.id != moment_id for shown in report.snapshot.moments):
        raise NotFound


def _author(report: Report, moment_id: int) -> str:
    return next(shown.author for shown in report.snapshot.moments if shown.id == moment_id)
