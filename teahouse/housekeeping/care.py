"""Looking after reports: who reads them, notes, who takes one on, and what becomes of it.

Nobody reads a report about themselves, a page that they work for or a group that they keep; the command line reads all.
"""

from __future__ import annotations

from typing import Any

import msgspec

from teahouse import people
from teahouse.housekeeping import rules, store
from teahouse.housekeeping.log import NEWEST, record
from teahouse.housekeeping.model import Act, Actor, Note, Report, Rule, Snapshot
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Invalid, NotFound
from teahouse.kit.text import is_blank

MOST_NOTES = 500


def page_reports(
    tx: ReadTx, by: Actor, *, resolved: bool = False, before: int = NEWEST, limit: int = 40
) -> list[Report]:
    """Open or resolved reports below the id `before`, newest first."""
    statement = store.DONE_REPORTS if resolved else store.OPEN_REPORTS
    return [_report(row) for row in tx.all(statement, before=before, n=limit, hidden_from=own_of(tx, by))]


def count_open(tx: ReadTx, by: Actor) -> int:
    """How many wait."""
    return int(tx.value(store.COUNT_OPEN, hidden_from=own_of(tx, by)))


def fetch_report(tx: ReadTx, by: Actor, report_id: int) -> Report:
    """One of them. Raises `NotFound`."""
    row = tx.one(store.REPORT, report=report_id, hidden_from=own_of(tx, by))
    if row is None:
        raise NotFound
    return _report(row)


def page_own_reports(tx: ReadTx, reporter: int, *, before: int = NEWEST, limit: int = 40) -> list[Report]:
    """What the member reported, newest first: theirs to know whether it is open still, and no more than that."""
    return [_report(row) for row in tx.all(store.OWN_REPORTS, account=reporter, before=before, n=limit)]


def fetch_notes(tx: ReadTx, report: Report) -> list[Note]:
    """What hosts and helpers wrote on it for each other, the first first."""
    return tx.all(store.NOTES, report=report.id, n=MOST_NOTES)


def add_note(tx: WriteTx, by: Actor, report_id: int, text: str) -> None:
    """Write something on it. Raises `NotFound`, and `Invalid` for a text that is blank or too long."""
    report = fetch_report(tx, by, report_id)
    if is_blank(text):
        raise Invalid("note", "ERR_BLANK", "can't be blank")
    _note(tx, by, report, rules.check_reason(text, "note"))


def assign(tx: WriteTx, by: Actor, report_id: int, *, taken: bool) -> None:
    """Take it on, or leave it to others again. Raises `NotFound`."""
    report = fetch_report(tx, by, report_id)
    tx.run(store.SET_ASSIGNED, report=report.id, to_whom=by.id if taken else None)


def resolve(tx: WriteTx, by: Actor, report_id: int, note: str = "") -> Report:
    """It is done with; the reporter sees so. Raises `NotFound`, or `Conflict` where it was resolved."""
    report = _move(tx, by, report_id, resolved=True)
    note = rules.check_reason(note, "note")
    if not is_blank(note):
        _note(tx, by, report, note)
    record(tx, by, Act.RESOLVED, subject=_name(report), subject_id=report.id, reason=note)
    return report


def reopen(tx: WriteTx, by: Actor, report_id: int) -> Report:
    """It is to be looked at again. Raises `NotFound`, or `Conflict` where it is open."""
    report = _move(tx, by, report_id, resolved=False)
    record(tx, by, Act.REOPENED, subject=_name(report), subject_id=report.id)
    return report


def _move(tx: WriteTx, by: Actor, report_id: int, *, resolved: bool) -> Report:
    report = fetch_report(tx, by, report_id)
    if (report.resolved_at is not None) == resolved:
        raise Conflict("The report is resolved already" if resolved else "The report is open already")
    tx.run(store.SET_RESOLVED, report=report.id, to_time=tx.now if resolved else None)
    return report


def _note(tx: WriteTx, by: Actor, report: Report, text: str) -> None:
    tx.run(store.ADD_NOTE, id=tx.new_id(), report_id=report.id, who_id=by.id, who=by.name, text=text)


def _name(report: Report) -> str:
    return f"report on {report.snapshot.username}"


def own_of(tx: ReadTx, by: Actor) -> list[int]:
    """Whom this one hears nothing about."""
    if by.id is None:
        return []
    kept = [one.id for one in people.groups.fetch_groups(tx, by.id) if people.groups.may_help(one.role)]
    return [by.id, *(page.id for page in people.fetch_pages_of(tx, by.id)), *kept]


def _report(row: tuple[Any, ...]) -> Report:
    fields = dict(zip(Report.__struct_fields__, row, strict=True))
    fields["rules"] = msgspec.json.decode(fields["rules"], type=tuple[Rule, ...])
    fields["snapshot"] = msgspec.json.decode(fields["snapshot"], type=Snapshot)
    return Report(**fields)
