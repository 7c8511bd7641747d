"""A person's robots: one of each kind, checked before it is kept."""

from __future__ import annotations

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.outward import Gate, address_fault
from teahouse.notices.chat import store
from teahouse.notices.chat.model import ChatHosts, Kind, Robot
from teahouse.notices.chat.rules_shape import is_home
from teahouse.notices.events import RobotTried

MOST_SECRET = 200


def fetch_robots(tx: ReadTx, account_id: int) -> list[Robot]:
    """The person's."""
    return tx.all(store.OF_ACCOUNT, account=account_id)


def keep_robot(tx: WriteTx, account_id: int, kind: Kind, url: str, secret: str, *, texts: bool) -> None:
    """In place of the one of this kind; it tells what comes from now on. Raises `Invalid`."""
    url, secret = url.strip(), secret.strip()
    if address_fault(url, tx.handed(Gate)) is not None or not is_home(kind, url, tx.handed(ChatHosts).more):
        raise Invalid("url", "ERR_INVALID", "is not the address of such a robot")
    if len(secret) > MOST_SECRET or not secret.isascii():
        raise Invalid("secret", "ERR_INVALID", "is not the secret of such a robot")
    tx.run(store.DROP, account=account_id, kind_=kind)
    robot = Robot(
        id=tx.new_id(),
        account_id=account_id,
        kind=kind,
        url=url,
        secret=secret,
        texts=texts,
        told_to=_now(tx),
        pending=False,
        failures=0,
        last_error="",
        last_at=None,
        is_off=False,
    )
    tx.run(store.ADD, **{name: getattr(robot, name) for name in Robot.__struct_fields__})


def _now(tx: ReadTx) -> int:
    """An id between what was told until now and what will be."""
    return tx.now << 16


def _own(tx: ReadTx, account_id: int, kind: Kind) -> Robot:
    found = [robot for robot in fetch_robots(tx, account_id) if robot.kind == kind]
    if not found:
        raise NotFound
    return found[0]


def drop_robot(tx: WriteTx, account_id: int, kind: Kind) -> None:
    """It is told nothing more."""
    tx.run(store.DROP, account=account_id, kind_=kind)


def turn_on(tx: WriteTx, account_id: int, kind: Kind) -> None:
    """After it was turned off for failing; what was missed is not told. Raises `NotFound`."""
    _own(tx, account_id, kind)
    tx.run(store.TURN_ON, account=account_id, kind_=kind, upto=_now(tx))


def try_out(tx: WriteTx, account_id: int, kind: Kind) -> None:
    """Send a word, to see whether it comes. Raises `NotFound`."""
    tx.tell(RobotTried(_own(tx, account_id, kind).id))
