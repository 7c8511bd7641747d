"""SQL of housekeeping. The log is written and read; there is no statement that changes or removes a line."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.housekeeping.model import Entry, Note, Report
from teahouse.housekeeping.schema import audit, house_setting, report, report_note, suspension, withheld
from teahouse.kit.db import Statement, one_of, upsert

_account = sa.bindparam("account", type_=sa.BigInteger)

WRITE: Statement[None] = Statement(audit.insert().values({c.name: sa.bindparam(c.name) for c in audit.c}))
PAGE = Statement(
    sa.select(*(audit.c[name] for name in Entry.__struct_fields__))
    .where(audit.c.id < sa.bindparam("before", type_=sa.BigInteger))
    .order_by(audit.c.id.desc())
    .limit(sa.bindparam("n", type_=sa.Integer)),
    Entry,
)
PUT_SUSPENSION: Statement[None] = Statement(upsert(suspension, ["account_id"], ["account_id", "reason", "at"]))
DROP_SUSPENSION: Statement[None] = Statement(suspension.delete().where(suspension.c.account_id == _account))
REASON: Statement[None] = Statement(sa.select(suspension.c.reason).where(suspension.c.account_id == _account))

_moment = sa.bindparam("moment", type_=sa.BigInteger)
PUT_WITHHELD: Statement[None] = Statement(upsert(withheld, ["moment_id"], ["moment_id", "reason", "at"]))
DROP_WITHHELD: Statement[None] = Statement(withheld.delete().where(withheld.c.moment_id == _moment))
WITHHELD: Statement[Any] = Statement(
    sa.select(withheld.c.moment_id, withheld.c.reason).where(one_of(withheld.c.moment_id, "ids"))
)

_COLUMNS = tuple(report.c[name] for name in Report.__struct_fields__)
_report = sa.bindparam("report", type_=sa.BigInteger)
_n = sa.bindparam("n", type_=sa.Integer)
_below = report.c.id < sa.bindparam("before", type_=sa.BigInteger)
_open = report.c.resolved_at.is_(None)
# Nobody is told what is said of themselves, or of a page that they work for.
_not_about = ~one_of(report.c.target_id, "hidden_from")
ADD_REPORT: Statement[None] = Statement(report.insert().values({c.name: sa.bindparam(c.name) for c in report.c}))
REPORT: Statement[Any] = Statement(sa.select(*_COLUMNS).where(report.c.id == _report, _not_about))
OPEN_REPORTS: Statement[Any] = Statement(
    sa.select(*_COLUMNS).where(_open, _below, _not_about).order_by(report.c.id.desc()).limit(_n)
)
DONE_REPORTS: Statement[Any] = Statement(
    sa.select(*_COLUMNS).where(~_open, _below, _not_about).order_by(report.c.id.desc()).limit(_n)
)
OWN_REPORTS: Statement[Any] = Statement(
    sa.select(*_COLUMNS).where(report.c.reporter_id == _account, _below).order_by(report.c.id.desc()).limit(_n)
)
COUNT_OPEN: Statement[None] = Statement(sa.select(sa.func.count()).select_from(report).where(_open, _not_about))
SET_RESOLVED: Statement[None] = Statement(
    report.update().where(report.c.id == _report).values(resolved_at=sa.bindparam("to_time", type_=sa.BigInteger))
)
SET_ASSIGNED: Statement[None] = Statement(
    report.update().where(report.c.id == _report).values(assigned_id=sa.bindparam("to_whom", type_=sa.BigInteger))
)
ADD_NOTE: Statement[None] = Statement(
    report_note.insert().values({c.name: sa.bindparam(c.name) for c in report_note.c})
)
NOTES = Statement(
    sa.select(*(report_note.c[name] for name in Note.__struct_fields__))
    .where(report_note.c.report_id == _report)
    .order_by(report_note.c.id)
    .limit(sa.bindparam("n", type_=sa.Integer)),
    Note,
)

CHOICES: Statement[Any] = Statement(sa.select(house_setting.c.name, house_setting.c.value))
PUT_CHOICE: Statement[None] = Statement(upsert(house_setting, ["name"], ["name", "value", "at"]))
