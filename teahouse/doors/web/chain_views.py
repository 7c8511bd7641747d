"""A list on a post as the templates show it: what one reader sees, and what they may do there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from teahouse import moments, people
from teahouse.doors.web.languages import counted, said_at
from teahouse.doors.web.views import person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Detail
from teahouse.moments import ChainState, ChainView, EntryState, Kind, Moment, Stretch

SHOWN = 200


class LineView(Struct, frozen=True):
    """An entry; `url` leads to whose it is, where that is known."""

    id: int
    name: str
    quantity: int
    note: str
    url: str
    by: str
    own: bool


class ChainPage(Struct, frozen=True):
    """A list with a page of its entries, and the parts of it that are for who looks."""

    id: int
    title: str
    unit: str
    facts: tuple[str, ...]
    lines: Sequence[LineView]
    start: int
    more: int | None
    seen_by: str
    author: str
    mine: bool
    open: bool
    closed: bool
    may_enter: bool
    own: LineView | None
    removed_own: LineView | None
    removed: Sequence[LineView]
    most: int
    my_name: str


def fetch_chain_page(tx: ReadTx, visit: Visit, moment: Moment, *, after: int = 0, start: int = 1) -> ChainPage:
    """The list of a moment that the reader may see, from the entry after this one on."""
    viewer, mine = visit.viewer, visit.viewer == moment.author_id
    view = moments.fetch_chains(tx, viewer, [moment.id])[moment.id]
    rows = moments.page_entries(tx, viewer, moment.id, Stretch(min_id=after, limit=SHOWN))[::-1]
    removed = moments.page_entries(tx, viewer, moment.id, Stretch(limit=SHOWN), EntryState.REMOVED) if mine else []
    ids = {row.account_id for row in (*rows, *removed) if row.account_id is not None}
    accounts = people.fetch_accounts(tx, ids | {moment.author_id})
    author = person_view(accounts[moment.author_id])
    is_friend = people.are_friends(tx, viewer, moment.author_id) if viewer else False

    def line(entry: moments.Entry) -> LineView:
        account = None if entry.account_id is None else accounts.get(entry.account_id)
        known = None if account is None else person_view(account)
        # The author sees no account behind a line of somebody who is no longer tied to them, too.
        by = author.name if entry.account_id is None and not mine else ""
        url, own = "" if known is None else known.url, view.own is not None and entry.id == view.own.id
        return LineView(entry.id, entry.name, entry.quantity, entry.note, url, by, own)

    own = None if view.own is None else line(view.own)
    gone = view.own is not None and view.own.state == EntryState.REMOVED
    return ChainPage(
        id=moment.id,
        title=view.chain.title,
        unit=view.chain.unit,
        facts=tuple(_facts(visit, view, accounts[moment.author_id])),
        lines=[line(row) for row in rows],
        start=start,
        more=rows[-1].id if len(rows) >= SHOWN else None,
        seen_by=_seen_by(visit, view, moment).format(name=author.name),
        author=author.name,
        mine=mine,
        open=view.state == ChainState.OPEN,
        closed=view.state == ChainState.CLOSED,
        may_enter=moments.may_sign_up(viewer, moment, is_friend=is_friend),
        own=None if gone else own,
        removed_own=own if gone else None,
        removed=[line(row) for row in removed],
        most=min(view.chain.most_each or moments.MAX_QUANTITY, view.chain.most_total or moments.MAX_QUANTITY),
        my_name="" if visit.me is None else visit.me.display_name or visit.me.username,
    )


def _facts(visit: Visit, view: ChainView, author: people.Account) -> Iterator[str]:
    say, chain = visit.words.chain, view.chain
    if view.state == ChainState.CLOSED:
        yield say.closed
    elif view.state == ChainState.FULL:
        yield say.full
    if view.entries:
        yield counted(view.entries, say.lines_one, say.lines_many)
        yield say.sum.format(n=view.total, unit=chain.unit).replace("  ", " ")
    if view.left and view.state == ChainState.OPEN:
        yield say.left.format(n=view.left)
    if chain.most_each is not None:
        yield say.each.format(n=chain.most_each)
    if chain.closes_at is not None and view.state != ChainState.CLOSED:
        guest = visit.me is None
        time = said_at(visit.words, chain.closes_at, author.time_zone if guest else visit.zone)
        yield say.until.format(time=f"{time} ({author.time_zone})" if guest else time)


def _seen_by(visit: Visit, view: ChainView, moment: Moment) -> str:
    say = visit.words.chain
    if view.chain.author_only:
        return say.seen_author
    return (
        say.seen_all if moment.audience in moments.OPEN else say.seen_friends if moment.audience != Kind.ONLY_ME else ""
    )


def faults_in_words(visit: Visit, faults: Mapping[str, Sequence[Detail]]) -> dict[str, str]:
    """The first fault of each field of a list's forms, in the reader's language."""
    return {field.removeprefix("chain."): _said(visit, several[0]) for field, several in faults.items() if several}


def _said(visit: Visit, fault: Detail) -> str:
    words, say = visit.words, visit.words.chain
    digits = "".join(char for char in fault["description"].rpartition(" ")[2] if char.isdigit())
    if fault["error"] == "ERR_BLANK":
        return words.fault_blank
    if fault["error"] == "ERR_TOO_LONG":
        most = "".join(char for char in fault["description"] if char.isdigit())
        return words.fault_too_long.format(n=most)
    if fault["error"] == "ERR_TOO_MANY":
        return say.too_many_left.format(n=digits) if digits else say.too_many
    known = {
        "must be from": say.from_to.format(n=digits),
        "cannot be less": say.taken_already.format(n=digits),
        "must be in the": say.ahead,
        "is not a time": say.not_a_time,
        "stays: who": say.author_only_kept,
    }
    return next((text for start, text in known.items() if fault["description"].startswith(start)), words.fault_invalid)
