"""Notices: what a person is told. Facts are heard here (`hear.py`); reading asks the gate again."""

from teahouse.notices.announce import (
    dismiss_announcement,
    fetch_announcements,
    fetch_current_announcements,
    publish_announcement,
    withdraw_announcement,
)
from teahouse.notices.groups import (
    TOGETHER,
    Group,
    count_unread_groups,
    dismiss_group,
    fetch_group,
    page_group,
    page_groups,
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
from teahouse.notices.read import ALL, clear, count_unread, dismiss, fetch_notice, forget_account, page_notices

__all__ = [
    "ALL",
    "TOGETHER",
    "Announcement",
    "Group",
    "Notice",
    "NoticeKind",
    "ShownAnnouncement",
    "clear",
    "count_unread",
    "count_unread_groups",
    "deleted",
    "dismiss",
    "dismiss_announcement",
    "dismiss_group",
    "edited",
    "fetch_announcements",
    "fetch_current_announcements",
    "fetch_group",
    "fetch_notice",
    "followed",
    "forget_account",
    "friend_requested",
    "liked",
    "page_group",
    "page_groups",
    "page_notices",
    "posted",
    "publish_announcement",
    "request_withdrawn",
    "shared",
    "unliked",
    "withdraw_announcement",
]
