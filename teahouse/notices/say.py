"""What is told of a notice outside of the house, as its reader may know it at this moment.

The gate is asked anew, so what is carried out must be carried at once. Words of what is not for everybody are told only
to who asked for them.
"""

from __future__ import annotations

import msgspec

from teahouse import moments, people
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.text import plain
from teahouse.notices.model import Notice, NoticeKind
from teahouse.notices.read import fetch_notice
from teahouse.notices.words import title_of

MOST = 140
_FOR_EVERYBODY = (moments.Kind.PUBLIC, moments.Kind.QUIET)


class Said(msgspec.Struct, frozen=True):
    """One notice in words: who did what, the first words of what it is about (or none), and where that is."""

    notice: Notice
    title: str
    words: str
    url: str
    icon: str
    language: str


def language_of(tx: ReadTx, reader: int) -> str:
    """In which language somebody is told: `zh` or `en`."""
    login = people.fetch_login_of(tx, reader)
    return "zh" if login is not None and (login.locale or "").startswith("zh") else "en"


def say(tx: ReadTx, reader: int, notice_id: int, *, texts: bool, remarks: bool) -> Said | None:
    """None where the reader is not there, or may not see it (any more).

    `texts`: also of what is not for everybody. `remarks`: people by the names that the reader gave them.
    """
    account = people.fetch_account(tx, reader)
    if account is None or account.state != people.State.ACTIVE:
        return None
    try:
        notice = fetch_notice(tx, reader, notice_id)
        if notice.held:
            return None
        card = None if notice.moment_id is None else moments.fetch_card(tx, reader, notice.moment_id)
    except NotFound:
        return None
    actor = people.fetch_account(tx, notice.actor_id)
    if actor is None:
        return None
    name = (people.fetch_remarks(tx, reader, [actor.id]).get(actor.id, "") if remarks else "") or actor.display_name
    addresses = tx.handed(people.Addresses)
    language = language_of(tx, reader)
    return Said(
        notice=notice,
        title=title_of(NoticeKind(notice.kind), name or actor.username, language),
        words="" if card is None or not (texts or card.shown_kind in _FOR_EVERYBODY) else _first(card.moment),
        url=_url(tx, addresses, notice, actor, card),
        icon=addresses.pictures(actor)[0],
        language=language,
    )


def _first(shown: moments.Shown) -> str:
    words = shown.spoiler or plain(shown.html)
    return words if len(words) <= MOST else f"{words[: MOST - 1].rstrip()}…"


def _url(
    tx: ReadTx, addresses: people.Addresses, notice: Notice, actor: people.Account, card: moments.Card | None
) -> str:
    if notice.kind == NoticeKind.RULING:
        return f"{addresses.origin}/settings/rulings/{notice.since}"
    if notice.group_id is not None:
        return f"{addresses.origin}/groups/{notice.group_id}"
    if card is None:
        return addresses.of(actor)
    author = people.fetch_account(tx, card.moment.author_id)
    return f"{addresses.origin}/notices" if author is None else f"{addresses.of(author)}/{card.moment.id}"
