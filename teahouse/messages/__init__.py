"""Messages: private talk. A direct message is a letter, a moment for those whom it names; this keeps the rooms.

A room is a set of people: two people have one lasting talk, and so have any three. Each letter stands in the room of
its author and all whom it names, and the gate alone decides who sees it there: what a room shows last, whether it is
unread, and whether it is there at all, is asked anew each time.
"""

from teahouse.messages.events import ConversationTouched
from teahouse.messages.mark import forget_account, hide, mark_read, mark_unread
from teahouse.messages.model import Conversation, Limits, NotWelcome
from teahouse.messages.post import check_may_write, post
from teahouse.messages.read import (
    count_unread,
    fetch_around,
    fetch_conversation,
    fetch_people,
    find_conversation,
    page_conversations,
    page_messages,
    room_of,
)
from teahouse.messages.say import say

__all__ = [
    "Conversation",
    "ConversationTouched",
    "Limits",
    "NotWelcome",
    "check_may_write",
    "count_unread",
    "fetch_around",
    "fetch_conversation",
    "fetch_people",
    "find_conversation",
    "forget_account",
    "hide",
    "mark_read",
    "mark_unread",
    "page_conversations",
    "page_messages",
    "post",
    "room_of",
    "say",
]
