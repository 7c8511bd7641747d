"""Every route of the client API, in one list."""

from teahouse.doors.mastodon import notifications, reactions, statuses, timelines

TABLES = (statuses.routes, reactions.routes, timelines.routes, notifications.routes)
