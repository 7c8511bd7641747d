"""Notices: what a person is told. Facts are heard here (`hear.py`); reading asks the gate again."""

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
from teahouse.notices.model import Notice, NoticeKind
from teahouse.notices.read import ALL, clear, count_unread, dismiss, fetch_notice, page_notices

__all__ = [
    "ALL",
    "Notice",
    "NoticeKind",
    "clear",
    "count_unread",
    "deleted",
    "dismiss",
    "edited",
    "fetch_notice",
    "followed",
    "friend_requested",
    "liked",
    "page_notices",
    "posted",
    "request_withdrawn",
    "shared",
    "unliked",
]
