"""What the member was told: who asks, answers, likes. Looking at it counts as having read it, on every device."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, notices, people
from teahouse.doors.web.languages import said_when, stamp
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.ids import parse_id
from teahouse.kit.text import plain
from teahouse.notices import NoticeKind

SHOWN = 40
EXCERPT = 80


class NoticeView(Struct, frozen=True):
    """A notice, as a line: who, what they did, with which words, and where that is."""

    person: PersonView
    says: str
    excerpt: str
    url: str
    when: str
    stamp: str
    is_new: bool


async def show_notices(visit: Visit) -> Response:
    """The newest first; what was not read yet is marked."""
    me = visit.member()
    older = parse_id(visit.query("max_id"))

    def look(tx: ReadTx) -> tuple[list[notices.Notice], list[NoticeView], int]:
        rows = notices.page_notices(tx, me.id, moments.Stretch(max_id=older, limit=SHOWN))
        marker = people.fetch_markers(tx, me.id, ["notifications"]).get("notifications")
        last_read = 0 if marker is None else marker.last_read_id
        return rows, _views(tx, visit, rows, last_read), last_read

    rows, views, last_read = await visit.read(look)
    visit.unread = 0
    if rows and rows[0].id > last_read:
        await visit.write(lambda tx: people.save_markers(tx, me.id, {"notifications": rows[0].id}))
    return visit.page("notices.html", notices=views, older=rows[-1].id if len(rows) == SHOWN else None)


def _views(tx: ReadTx, visit: Visit, rows: Sequence[notices.Notice], last_read: int) -> list[NoticeView]:
    tellers = _Teller(tx, visit, rows)
    return [
        NoticeView(
            tellers.person(row.actor_id),
            tellers.says(row),
            tellers.excerpt(row),
            tellers.url(row),
            said_when(visit.words, row.id >> 16, visit.now, visit.zone),
            stamp(row.id >> 16),
            row.id > last_read,
        )
        for row in rows
        if tellers.knows(row)
    ]


class _Teller:
    """What a page of notices names: people, moments and groups, each read once for all."""

    def __init__(self, tx: ReadTx, visit: Visit, rows: Sequence[notices.Notice]) -> None:
        self.visit = visit
        about = list(dict.fromkeys(row.moment_id for row in rows if row.moment_id is not None))
        self.cards = {card.moment.id: card for card in moments.fetch_cards(tx, visit.viewer, about)}
        chains = [row for row in rows if row.kind == NoticeKind.CHAIN]
        self.entered = {row.id: notices.fetch_told(tx, visit.viewer, row) for row in chains}
        actors = {row.actor_id for row in rows} | {who for told in self.entered.values() for who in told[:2]}
        self.accounts = people.fetch_accounts(tx, actors | {card.moment.author_id for card in self.cards.values()})
        self.remarks = people.fetch_remarks(tx, visit.viewer, actors)
        groups = {row.group_id for row in rows if row.group_id is not None}
        self.groups, _ = people.groups.fetch_shown(tx, visit.viewer, groups)

    def knows(self, row: notices.Notice) -> bool:
        """All that the notice names is there."""
        there = row.moment_id is None or row.moment_id in self.cards
        return there and row.actor_id in self.accounts and (row.group_id is None or row.group_id in self.groups)

    def person(self, account_id: int) -> PersonView:
        """As the reader calls them."""
        return person_view(self.accounts[account_id], self.remarks.get(account_id, ""))

    def excerpt(self, row: notices.Notice) -> str:
        """The first words of what it is about."""
        if row.moment_id is None:
            return ""
        moment = self.cards[row.moment_id].moment
        words = moment.spoiler or plain(moment.html)
        return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()}…"

    def url(self, row: notices.Notice) -> str:
        """Where to look at it, or to act."""
        if row.kind == NoticeKind.RULING:
            return f"/settings/rulings/{row.since}"
        if row.kind == NoticeKind.CHAIN:
            return f"/chain/{row.moment_id}"
        if row.group_id is not None:
            return f"/groups/{row.group_id}{'/members' if row.kind == NoticeKind.ASKED_IN else ''}"
        if row.moment_id is not None:
            author = self.accounts.get(self.cards[row.moment_id].moment.author_id)
            if author is not None:
                return f"/@{author.username}/{row.moment_id}"
        return f"/@{self.accounts[row.actor_id].username}"

    def says(self, row: notices.Notice) -> str:
        """What they did."""
        told = self.visit.words.told
        kind = NoticeKind(row.kind)
        if kind in (NoticeKind.ASKED_IN, NoticeKind.LET_IN):
            says = told.asked_in if kind == NoticeKind.ASKED_IN else told.let_in
            return says.format(group=self.groups[row.group_id or 0].display_name)
        if kind == NoticeKind.RULING:
            return told.ruling
        if kind != NoticeKind.CHAIN:
            return _says(self.visit, kind)
        others = self.entered[row.id][1:]
        if len(others) == 1 and others[0] in self.accounts:
            return told.chain_two.format(name=self.person(others[0]).name)
        return told.chain_many.format(n=len(others)) if others else told.chain_one


def _says(visit: Visit, kind: NoticeKind) -> str:
    say = visit.words.reading
    return {
        NoticeKind.FRIEND_REQUEST: say.told_request,
        NoticeKind.FOLLOW: say.told_follow,
        NoticeKind.MENTION: say.told_mention,
        NoticeKind.COMMENT: say.told_comment,
        NoticeKind.LIKE: say.told_like,
        NoticeKind.SHARE: say.told_share,
        NoticeKind.POST: say.told_post,
        NoticeKind.EDIT: say.told_edit,
    }[kind]
