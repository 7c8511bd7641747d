"""From notices to a robot: what came in the meantime goes in one message."""

from __future__ import annotations

from typing import cast

from teahouse.kit.db import Again, Outcome, ReadTx, WriteTx
from teahouse.kit.outward import HttpParcel
from teahouse.moments import Stretch
from teahouse.notices.chat import rules_shape as shape
from teahouse.notices.chat import store
from teahouse.notices.chat.model import ChatHosts, Kind, Robot
from teahouse.notices.events import RobotTried, RobotWoken, Told
from teahouse.notices.model import Notice
from teahouse.notices.read import page_notices
from teahouse.notices.say import Said, language_of, say

APART = 3_000
"""Milliseconds between two messages: twenty a minute is what these robots take."""
SETTLED = 1_500
"""What is younger may have older ones under way in another transaction."""
TOGETHER = 10
MOST_FAILURES = 10
_TRIED = {"en": "This is how you will be told here.", "zh": "以后会在这里通知你。"}


def chat(tx: WriteTx, fact: Told) -> None:
    """Every robot of this person that is not on its way already goes in a few seconds."""
    for robot_id in tx.column(store.AWAKE, account=fact.account_id):
        _go(tx, robot_id)


def _go(tx: WriteTx, robot_id: int) -> None:
    tx.run(store.WAKE, robot=robot_id)
    tx.tell(RobotWoken(robot_id), after=APART)


def _waiting(tx: ReadTx, robot: Robot) -> list[Notice]:
    """What it has not told, the oldest first."""
    upto = (tx.now - SETTLED) << 16
    rows = page_notices(tx, robot.account_id, Stretch(max_id=upto, min_id=robot.told_to, limit=TOGETHER))
    return rows[::-1]


def _parcel(tx: ReadTx, robot: Robot, lines: list[str], upto: int) -> HttpParcel:
    kind = cast(Kind, robot.kind)
    text = shape.message([f"[{tx.handed(ChatHosts).house}]", *lines])
    return HttpParcel(
        shape.address(kind, robot.url, robot.secret, tx.now),
        shape.body(kind, text, robot.secret, tx.now),
        {"Content-Type": "application/json; charset=utf-8"},
        note=upto,
    )


def _line(said: Said) -> str:
    words = f": {said.words}" if said.words else ""
    return f"{said.title}{words}\n{said.url}"


class ChatErrand:
    """Carries to one robot what its owner was told since it was there last."""

    def prepare(self, tx: ReadTx, fact: RobotWoken) -> HttpParcel | None:
        """One message, by what its reader may see now; an empty one says that there is nothing to say."""
        robot = tx.one(store.ONE, robot=fact.robot_id)
        if robot is None or robot.is_off:
            return None
        rows = _waiting(tx, robot)
        told = [say(tx, robot.account_id, row.id, texts=bool(robot.texts), remarks=False) for row in rows]
        lines = [_line(said) for said in told if said is not None]
        return _parcel(tx, robot, lines, rows[-1].id) if lines else None

    def settle(self, tx: WriteTx, fact: RobotWoken, parcel: HttpParcel | None, outcome: Outcome) -> Again | None:
        """What was told is not told again; who fails too often is turned off, and its owner can read why."""
        robot = tx.one(store.ONE, robot=fact.robot_id)
        if robot is None or robot.is_off:
            return None
        if parcel is None:
            unsaid = _waiting(tx, robot)
            if unsaid:
                tx.run(store.PASS_OVER, robot=robot.id, upto=unsaid[-1].id)
            self._rest(tx, tx.one(store.ONE, robot=robot.id) or robot)
            return None
        fault = shape.fault(outcome.status, outcome.said, outcome.body)
        if fault is None:
            tx.run(store.WENT_WELL, robot=robot.id, upto=parcel.note, at=tx.now, more=False)
            self._rest(tx, tx.one(store.ONE, robot=robot.id) or robot)
            return None
        busy = shape.is_busy(cast(Kind, robot.kind), outcome.status, outcome.body)
        off = robot.failures + 1 >= MOST_FAILURES or not busy
        tx.run(store.WENT_WRONG, robot=robot.id, why=fault, at=tx.now, off=off, more=not off)
        return None if off else Again(f"the robot answered {outcome.status}", (outcome.retry_after or 60) * 1000)

    def _rest(self, tx: WriteTx, robot: Robot) -> None:
        """Sleep, unless more came meanwhile."""
        newest = page_notices(tx, robot.account_id, Stretch(min_id=robot.told_to, limit=1))
        tx.run(store.SLEEP, robot=robot.id)
        if newest:
            _go(tx, robot.id)


class TryErrand:
    """Carries a word to a robot, to see whether it comes."""

    def prepare(self, tx: ReadTx, fact: RobotTried) -> HttpParcel | None:
        """In its owner's language."""
        robot = tx.one(store.ONE, robot=fact.robot_id)
        if robot is None:
            return None
        return _parcel(tx, robot, [_TRIED[language_of(tx, robot.account_id)]], robot.told_to)

    def settle(self, tx: WriteTx, fact: RobotTried, parcel: HttpParcel | None, outcome: Outcome) -> Again | None:
        """Its owner reads how it went."""
        robot = tx.one(store.ONE, robot=fact.robot_id)
        if robot is None or parcel is None:
            return None
        fault = shape.fault(outcome.status, outcome.said, outcome.body)
        more = bool(robot.pending)
        if fault is None:
            tx.run(store.WENT_WELL, robot=robot.id, upto=robot.told_to, at=tx.now, more=more)
        else:
            tx.run(store.WENT_WRONG, robot=robot.id, why=fault, at=tx.now, off=bool(robot.is_off), more=more)
        return None
