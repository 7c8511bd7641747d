"""Rulings in the words of the client API, and refusals that carry one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import msgspec

from teahouse import guard, people
from teahouse.doors.mastodon import entities_rulings as e
from teahouse.doors.mastodon.wire import iso
from teahouse.guard import rulings
from teahouse.guard.rulings import HouseRules, KeptRuling, Restricted, Stopped
from teahouse.kit.db import ReadTx
from teahouse.kit.http import Call


def reads_chinese(tx: ReadTx, call: Call) -> bool:
    """Whether who calls reads Chinese: by what they chose for the pages, else by what their app asks for."""
    member = None if call.caller is None else call.caller.member_id
    login = None if member is None else people.fetch_login_of(tx, member)
    chosen = (login.locale if login is not None else None) or call.headers.get("Accept-Language", "")
    return chosen.startswith("zh")


def present_ruling(tx: ReadTx, ruling: KeptRuling, *, chinese: bool, words: bool = True) -> e.Ruling:
    """One ruling, for whose it is."""
    book, origin = tx.handed(HouseRules).book, tx.handed(people.Addresses).origin

    def said(text: guard.Said) -> str:
        return text.zh if chinese else text.en

    parts = (ruling.submission.text, *ruling.submission.alts)
    names = {rule.id: said(rule.name) for rule in book.rules}
    return e.Ruling(
        id=str(ruling.id),
        created_at=iso(ruling.at),
        verdict=cast("e.Verdict", ruling.verdict),
        state=cast("e.State", ruling.state),
        status_id=None if ruling.moment_id is None else str(ruling.moment_id),
        text=ruling.submission.text,
        rules=[finding.rule for finding in ruling.found],
        findings=[
            e.RuleFound(
                rule=one.rule,
                name=names.get(one.rule, one.rule),
                statement=said(one.statement),
                reason=said(one.reason),
                rewrite=said(one.rewrite),
                sources=[book.sources[key].citation for key in one.sources if key in book.sources],
                url=f"{origin}/rules#{one.rule}",
                spans=[
                    e.Quoted(span.start, span.end, span.part, parts[span.part][span.start : span.end])
                    for span in one.spans
                ],
                declared=list(one.declared),
            )
            for one in ruling.found
        ],
        rung=ruling.rung,
        next_rung=said(book.steps[min(ruling.rung + 1, len(book.steps) - 1)].says),
        restricted_until=None if ruling.until is None or ruling.until == rulings.UNDECIDED else iso(ruling.until),
        decided_by_person=ruling.by_person,
        why=ruling.why,
        may_appeal=rulings.may_appeal(ruling),
        appeal=said(book.appeal),
        appeal_url=f"{origin}/api/v1/rulings/{ruling.id}/appeal",
        appealed_at=None if ruling.appealed_at is None else iso(ruling.appealed_at),
        answered_at=None if ruling.answered_at is None else iso(ruling.answered_at),
        answer=ruling.answer,
        words=[
            e.RulingWord(str(word.id), bool(word.by_house), word.text, iso(word.at))
            for word in (rulings.fetch_words(tx, ruling) if words else ())
        ],
        url=f"{origin}/settings/rulings/{ruling.id}",
    )


def withheld_reason(ruling: KeptRuling) -> str:
    """Why the guard keeps a post back, in one line; in English as all that is said beside a status."""
    finding = ruling.found[0]
    return ruling.why or f"House rule {finding.rule}: {finding.statement.en}"


@contextmanager
def with_ruling(tx: ReadTx, call: Call) -> Iterator[None]:
    """A refusal by the guard is answered with its ruling beside the text."""
    try:
        yield
    except (Stopped, Restricted) as refusal:
        told = present_ruling(tx, refusal.ruling, chinese=reads_chinese(tx, call), words=False)
        refusal.more = {"ruling": msgspec.to_builtins(told)}
        raise
