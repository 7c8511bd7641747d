"""Telling the hosts of an account, and of posts of it that one sees."""

from __future__ import annotations

from typing import Literal

import msgspec

from teahouse import housekeeping
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_house as h
from teahouse.doors.mastodon.house import House
from teahouse.doors.mastodon.present import iso, present_account_list
from teahouse.doors.mastodon.statuses import actor_of
from teahouse.guard.rulings import HouseRules
from teahouse.housekeeping import Category, Complaint, Rule
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.http import Call, Id, Routes

routes = Routes()


class ReportForm(msgspec.Struct):
    """What is reported. No other server is told, so `forward` changes nothing."""

    account_id: Id
    status_ids: list[Id] = []
    comment: str = ""
    forward: bool = False
    category: Literal["other", "spam", "legal", "violation"] = "other"
    rule_ids: list[str] = []


@routes.post("/api/v1/reports", scope="write:reports", limit="reports")
def report(tx: WriteTx, call: Call, body: ReportForm) -> h.Report:
    """Report an account, and posts of it that the caller sees: as they are seen now they are kept for the hosts."""
    complaint = Complaint(body.comment, Category(body.category), tuple(body.status_ids), _rules(tx, body.rule_ids))
    me = actor_of(tx, call)
    return _shown(tx, me.id, housekeeping.make_report(tx, me, body.account_id, complaint))


def _rules(tx: ReadTx, ids: list[str]) -> tuple[Rule, ...]:
    """The house rules of these numbers, and those of the rule book of these names. Raises `Invalid`."""
    known = {str(number): text for number, text in enumerate(tx.handed(House).rules, 1)}
    if not known.keys() >= set(ids):
        known |= {rule.id: rule.statement.en for rule in tx.handed(HouseRules).book.rules if rule.on}
    if not known.keys() >= set(ids):
        raise Invalid("rule_ids", "ERR_INVALID", "does not reference valid rules")
    return tuple(Rule(one, known[one]) for one in dict.fromkeys(ids))


def _shown(tx: ReadTx, viewer: int, made: housekeeping.Report) -> h.Report:
    target: e.Account = present_account_list(tx, viewer, [made.target_id])[0]
    return h.Report(
        id=str(made.id),
        action_taken=made.resolved_at is not None,
        action_taken_at=None if made.resolved_at is None else iso(made.resolved_at),
        category=made.category,
        comment=made.comment,
        forwarded=False,
        created_at=iso(made.at),
        status_ids=[str(seen.reported_id) for seen in made.snapshot.moments],
        rule_ids=[rule.id for rule in made.rules] or None,
        target_account=target,
    )
