"""Notices: what a person is told. Facts are heard here (`hear.py`); reading asks the gate again."""

from teahouse.notices.announce import (
    dismiss_announcement,
    fetch_announcements,
    fetch_current_announcements,
    publish_announcement,
    withdraw_announcement,
)
from teahouse.notices.hear import (
    deleted,
    edited,
    followed,
    friend_requested,
    liked,
    posted,
    request_withdrawn,
    shared,
    unliked,
)
from teahouse.notices.model import Announcement, Notice, NoticeKind, ShownAnnouncement
from teahouse.notices.read import ALL, clear, count_unread, dismiss, fetch_notice, page_notices

__all__ = [
    "ALL",
    "Announcement",
    "Notice",
    "NoticeKind",
    "ShownAnnouncement",
    "clear",
    "count_unread",
    "deleted",
    "dismiss",
    "dismiss_announcement",
    "edited",
    "fetch_announcements",
    "fetch_current_announcements",
    "fetch_notice",
    "followed",
    "friend_requested",
    "liked",
    "page_notices",
    "posted",
    "publish_announcement",
    "request_withdrawn",
    "shared",
    "unliked",
    "withdraw_announcement",
]
