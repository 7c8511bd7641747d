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
    about = list(dict.fromkeys(row.moment_id for row in rows if row.moment_id is not None))
    cards = {card.moment.id: card for card in moments.fetch_cards(tx, visit.viewer, about)}
    actors = {row.actor_id for row in rows}
    found = people.fetch_accounts(tx, actors | {card.moment.author_id for card in cards.values()})
    remarks = people.fetch_remarks(tx, visit.viewer, actors)
    views = []
    for row in rows:
        card = None if row.moment_id is None else cards.get(row.moment_id)
        if row.actor_id not in found or (row.moment_id is not None and card is None):
            continue
        actor = found[row.actor_id]
        words = "" if card is None else (card.moment.spoiler or plain(card.moment.html))
        url = f"/@{actor.username}"
        if card is not None and card.moment.author_id in found:
            url = f"/@{found[card.moment.author_id].username}/{card.moment.id}"
        views.append(
            NoticeView(
                person_view(actor, remarks.get(actor.id, "")),
                _says(visit, NoticeKind(row.kind)),
                words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()}…",
                url,
                said_when(visit.words, row.id >> 16, visit.now, visit.zone),
                stamp(row.id >> 16),
                row.id > last_read,
            )
        )
    return views


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
