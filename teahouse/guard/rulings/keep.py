"""Ruling on what is to be published, keeping the ruling, and what mending does to it.

Promises that what is judged is judged before it is written, that the same words are never counted twice, and that what
a person found fine passes from then on.
"""

from __future__ import annotations

from functools import partial

import msgspec

from teahouse.guard.book import RuleBook
from teahouse.guard.judge import judge
from teahouse.guard.model import Finding, Ruling, Verdict
from teahouse.guard.rulings import rules, store
from teahouse.guard.rulings.book import HouseRules
from teahouse.guard.rulings.events import Ruled
from teahouse.guard.rulings.model import UNDECIDED, Asked, Breach, Capability, KeptRuling, Restricted, State, Stopped
from teahouse.kit.db import ReadTx, WriteTx


def check_free(tx: ReadTx, account_id: int, uses: Capability) -> None:
    """Raises `Restricted` where the account may not publish so for a while."""
    restricting = tx.one(store.RESTRICTING, account=account_id, at=tx.now, uses=int(uses))
    if restricting is not None:
        raise Restricted(restricting)


def rule_on(tx: WriteTx, asked: Asked) -> KeptRuling | None:
    """What is ruled on this, yet to be kept; None where nothing is found, or a person found it fine before.

    Raises `Stopped` for what is refused; the ruling is kept then, and nothing else.
    """
    house = tx.handed(HouseRules)
    made = judge(asked.submission, house.grammar)
    if made.verdict == Verdict.ALLOWED:
        return None
    digest = rules.digest_of(asked.submission)
    same = tx.one(store.SAME, account=asked.account_id, digest=digest)
    if same is not None and same.state == State.OVERTURNED:
        return None
    ruling = _made(tx, asked, made, digest, house.book)
    if ruling.verdict != Verdict.REFUSED:
        return ruling
    if same is not None and same.verdict == Verdict.REFUSED and rules.another_try_at(same.at, tx.now):
        raise Stopped(same, _why(made, house.book))
    stopped = Stopped(ruling, _why(made, house.book))
    stopped.trace = partial(keep, ruling=ruling)
    raise stopped


def _made(tx: WriteTx, asked: Asked, made: Ruling, digest: str, book: RuleBook) -> KeptRuling:
    finding = rules.decisive(made, book)
    family, verdict = book.rule(finding.rule).family, rules.verdict_of(made, book)
    evades = rules.EVADE in made.rules
    ruling = KeptRuling(
        id=tx.new_id(),
        account_id=asked.account_id,
        member_id=asked.member_id,
        moment_id=asked.moment_id,
        digest=digest,
        said=msgspec.json.encode(asked.submission).decode(),
        verdict=verdict.value,
        findings=msgspec.json.encode(made.findings).decode(),
        family=family,
        evades=evades,
        uses=int(asked.uses),
        rung=0,
        first_id=None,
        state=(State.WAITING if verdict == Verdict.HELD else State.STANDING).value,
        holds=verdict == Verdict.HELD,
        until=None,
        decided_by=None,
        decided_at=None,
        why="",
        appealed_at=None,
        answered_by=None,
        answered_at=None,
        answer="",
    )
    if verdict == Verdict.REFUSED:
        return _counted(tx, ruling, book)
    if verdict == Verdict.HELD and rules.goes_to_a_person(made, book):
        return msgspec.structs.replace(ruling, uses=int(rules.EVERYTHING), until=UNDECIDED)
    return ruling


def _counted(tx: ReadTx, ruling: KeptRuling, book: RuleBook) -> KeptRuling:
    """With its rung, or as another try of a breach that was counted already."""
    earlier = fetch_breaches(tx, ruling.account_id, ruling.family, book)
    if earlier and rules.another_try_at(earlier[-1].at, tx.now):
        first = earlier[-1]
        return msgspec.structs.replace(ruling, rung=first.rung, first_id=first.id)
    memory, top = book.numbers["memory_days"] * rules.DAY, len(book.steps) - 1
    rung = rules.rung_of(earlier, evades=ruling.evades, at=ruling.at, memory=memory, top=top)
    return msgspec.structs.replace(ruling, rung=rung, until=rules.until_of(rung, ruling.at, book.steps))


def _why(made: Ruling, book: RuleBook) -> str:
    """The refusal in one sentence, in English as all that the client API says."""
    finding: Finding = rules.decisive(made, book)
    rule = book.rule(finding.rule)
    return f"Validation failed: the house rule {rule.id} ({rule.name.en}) stops this post. {rule.statement.en}"


def fetch_breaches(tx: ReadTx, account_id: int, family: str, book: RuleBook) -> list[Breach]:
    """What the ladder counts against an account today, the first first."""
    since = (tx.now - book.numbers["memory_days"] * rules.DAY) << 16
    return tx.all(store.BREACHES, account=account_id, family=family, since=since)


def keep(tx: WriteTx, ruling: KeptRuling) -> None:
    """Write a ruling, and tell whom it concerns."""
    tx.run(store.ADD, **{name: getattr(ruling, name) for name in ruling.__struct_fields__})
    tx.tell(Ruled(ruling.id, ruling.account_id))


def mend(tx: WriteTx, ruling: KeptRuling) -> None:
    """Its author mended what it is about: nothing is kept back by it any more. It is counted still."""
    until = None if ruling.until == UNDECIDED else ruling.until
    tx.run(store.SET_STATE, ruling_id_=ruling.id, to_state=State.MENDED.value, to_holds=False, to_until=until)


def mend_refused(tx: WriteTx, account_id: int, ruling_id: int) -> None:
    """What was posted now is the mended form of words that were refused; of anything else nothing is changed."""
    ruling = tx.one(store.ONE, ruling_id_=ruling_id)
    if ruling is None or ruling.account_id != account_id or ruling.moment_id is not None:
        return
    if ruling.state == State.STANDING and not ruling.is_open:
        mend(tx, ruling)


def recount(tx: WriteTx, account_id: int, family: str) -> None:
    """The ladder anew, after a breach was decided or struck out: later ones may have climbed less."""
    book = tx.handed(HouseRules).book
    breaches = fetch_breaches(tx, account_id, family, book)
    for was, now in zip(breaches, rules.retold(breaches, book), strict=True):
        if was != now:
            tx.run(store.SET_RUNG, ruling_id_=now.id, to_rung=now.rung, to_until=now.until)
