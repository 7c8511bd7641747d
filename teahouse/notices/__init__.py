"""Notices: what a person is told, and chose not to hear (`held`). Facts are heard here; reading asks the gate again.

Three ways lead out of the house to where a person is: `push`, `chat` and `letters`.
"""

from teahouse.notices import chat, filters, held, letters, push
from teahouse.notices.announce import (
    dismiss_announcement,
    fetch_announcements,
    fetch_current_announcements,
    publish_announcement,
    withdraw_announcement,
)
from teahouse.notices.events import (
    Announced,
    LetterDue,
    LettersAsked,
    PushWanted,
    RobotTried,
    RobotWoken,
    Told,
    Withdrawn,
)
from teahouse.notices.forget import forget_account
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
    asked_in,
    deleted,
    edited,
    followed,
    friend_requested,
    let_in,
    liked,
    posted,
    put_down,
    request_withdrawn,
    shared,
    unliked,
)
from teahouse.notices.model import Announcement, Notice, NoticeKind, Request, ShownAnnouncement
from teahouse.notices.read import (
    ALL,
    clear,
    count_unread,
    dismiss,
    fetch_notice,
    fetch_told,
    page_notices,
)
from teahouse.notices.say import Said, say

__all__ = [
    "ALL",
    "TOGETHER",
    "Announced",
    "Announcement",
    "Group",
    "LetterDue",
    "LettersAsked",
    "Notice",
    "NoticeKind",
    "PushWanted",
    "Request",
    "RobotTried",
    "RobotWoken",
    "Said",
    "ShownAnnouncement",
    "Told",
    "Withdrawn",
    "asked_in",
    "chat",
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
    "fetch_told",
    "filters",
    "followed",
    "forget_account",
    "friend_requested",
    "held",
    "let_in",
    "letters",
    "liked",
    "page_group",
    "page_groups",
    "page_notices",
    "posted",
    "publish_announcement",
    "push",
    "put_down",
    "request_withdrawn",
    "say",
    "shared",
    "unliked",
    "withdraw_announcement",
]
