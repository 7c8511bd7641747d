"""What hosts chose on the pages, kept as the settings' own values; what is allowed is for the settings to say.

Each change is written into the log with what it was and what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec

from teahouse.housekeeping import store
from teahouse.housekeeping.log import record
from teahouse.housekeeping.model import Act, Actor
from teahouse.kit.db import Database, ReadTx, WriteTx
from teahouse.kit.errors import Forbidden

MOST_SAID = 400
"""The log says so many characters of a value."""


class Configured(Protocol):
    """The settings as file and environment gave them."""

    def with_choices(self, choices: Mapping[str, Any], /) -> Any:
        """The same with what was chosen, where that is allowed."""


class Choices:
    """What this process knows of the choices; the composition root hands one to every transaction.

    It is told of them at the start and after each change that this process makes, before that is answered.
    """

    def __init__(self, configured: Configured, handed_for: Callable[[Any], Mapping[type[Any], Any]]) -> None:
        """`handed_for` says what transactions are handed under given settings."""
        self._configured = configured
        self._handed_for = handed_for
        self._known: dict[str, Any] = {}

    def fetch(self, tx: ReadTx) -> Any:
        """The settings as they are in this transaction, whatever this process knew before."""
        return self._configured.with_choices(fetch_choices(tx))

    def take(self, database: Database, choices: dict[str, Any]) -> None:
        """This is what is chosen now: every transaction that asks from here on finds it."""
        if choices != self._known:
            self._known = choices
            database.context.hand(self._handed_for(self._configured.with_choices(choices)))


def fetch_choices(tx: ReadTx) -> dict[str, Any]:
    """Setting by setting, what was chosen last."""
    return {name: msgspec.json.decode(value) for name, value in tx.all(store.CHOICES)}


def choose(tx: WriteTx, by: Actor, before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Keep what differs from `before`; the names of what was changed. Raises `Forbidden` unless a host chooses."""
    if not by.is_host:
        raise Forbidden
    changed = [name for name, value in now.items() if _said(value) != _said(before[name])]
    for name in changed:
        tx.run(store.PUT_CHOICE, name=name, value=_said(now[name]), at=tx.now)
        record(tx, by, Act.SETTING, subject=name, reason=f"{_short(before[name])} → {_short(now[name])}")
    return changed


def _said(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _short(value: Any) -> str:
    said = _said(value)
    return said if len(said) <= MOST_SAID else f"{said[:MOST_SAID]}…"
