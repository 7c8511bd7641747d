"""Announcements: what the host says to everybody."""

from __future__ import annotations

from teahouse import notices
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_house as h
from teahouse.doors.mastodon.present import iso
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Routes
from teahouse.notices import ShownAnnouncement

routes = Routes()


def present_announcement(row: ShownAnnouncement) -> h.Announcement:
    """An announcement as one reader has it."""
    return h.Announcement(
        id=str(row.id),
        content=row.html,
        starts_at=None if row.starts_at is None else iso(row.starts_at),
        ends_at=None if row.ends_at is None else iso(row.ends_at),
        all_day=bool(row.all_day),
        published_at=iso(row.published_at),
        updated_at=iso(row.published_at),
        read=bool(row.read),
        mentions=[],
        statuses=[],
        tags=[],
        emojis=[],
        reactions=[],
    )


@routes.get("/api/v1/announcements", scope="read:accounts")
def show_all(tx: ReadTx, call: Call) -> list[h.Announcement]:
    """All that have not ended, oldest first, with those that one has put away marked as read."""
    return [present_announcement(row) for row in notices.fetch_current_announcements(tx, call.actor_id)]


@routes.post("/api/v1/announcements/{id}/dismiss", scope="write:accounts")
def dismiss(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Put one away."""
    notices.dismiss_announcement(tx, call.actor_id, id)
    return e.Empty()
