"""Asking to look again, and what is said about it on both sides."""

from __future__ import annotations

from teahouse.guard.rulings import rules, store
from teahouse.guard.rulings.events import Ruled
from teahouse.guard.rulings.model import KeptRuling
from teahouse.guard.rulings.read import fetch_ruling
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Conflict, NotFound

MOST_WORDS = 50
"""So much may be said about one ruling."""


def appeal(tx: WriteTx, account_id: int, member_id: int, ruling_id: int, text: str) -> KeptRuling:
    """Ask somebody to look again, with or without words. Raises `NotFound`, `Conflict` for what is not to be appealed,
    and `Invalid` for a text that is too long."""
    ruling = fetch_ruling(tx, ruling_id)
    if ruling.account_id != account_id:
        raise NotFound
    if not rules.may_appeal(ruling):
        raise Conflict("This ruling was appealed already, or does not stand any more")
    if text.strip():
        _say(tx, ruling, member_id, rules.check_words(text, "text"), by_house=False)
    tx.run(store.APPEAL, ruling_id_=ruling.id, to_time=tx.now)
    return fetch_ruling(tx, ruling_id)


def speak(tx: WriteTx, account_id: int, member_id: int, ruling_id: int, text: str) -> None:
    """Say more about one's own ruling while it is open. Raises `NotFound`, `Conflict` and `Invalid`."""
    ruling = fetch_ruling(tx, ruling_id)
    rules.check_may_speak(ruling, account_id)
    _say(tx, ruling, member_id, rules.check_words(text, "text"), by_house=False)


def ask_back(tx: WriteTx, who: int, ruling: KeptRuling, text: str) -> None:
    """Ask the author something for the house, before it is decided. Raises `Conflict` and `Invalid`."""
    rules.check_may_decide(ruling, who, ())
    _say(tx, ruling, who, rules.check_words(text, "why"), by_house=True)
    tx.tell(Ruled(ruling.id, ruling.account_id))


def _say(tx: WriteTx, ruling: KeptRuling, who: int, text: str, *, by_house: bool) -> None:
    if len(tx.all(store.WORDS, ruling_id_=ruling.id)) >= MOST_WORDS:
        raise Conflict("Enough has been said about this; somebody will decide")
    tx.run(store.ADD_WORD, id=tx.new_id(), ruling_id=ruling.id, who_id=who, by_house=by_house, text=text)
