"""The Mastodon client API: one file per resource, and `present.py`, which says our nouns in its words."""

from teahouse.doors.mastodon.house import House
from teahouse.doors.mastodon.streaming import Streaming
from teahouse.doors.mastodon.tables import TABLES
from teahouse.doors.mastodon.wire import Accounts

__all__ = ["TABLES", "Accounts", "House", "Streaming"]
