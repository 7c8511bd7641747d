"""When this happens, these hear of it: the whole list."""

from teahouse import leaving, moments, notices, people
from teahouse.kit.db import Errand, Fact, Listener, Listeners

LISTENERS: dict[type[Fact], list[Listener]] = {
    people.FriendRequested: [notices.friend_requested],
    people.RequestWithdrawn: [notices.request_withdrawn],
    people.Followed: [notices.followed],
    leaving.Left: [leaving.forget],
    people.AskedIn: [notices.asked_in],
    people.LetIn: [notices.let_in],
    moments.Posted: [notices.posted],
    moments.Edited: [notices.edited],
    moments.Deleted: [notices.deleted],
    moments.Liked: [notices.liked],
    moments.Unliked: [notices.unliked],
    moments.Shared: [notices.shared],
    moments.PutDown: [notices.put_down],
    notices.Told: [notices.push.push],
}

ERRANDS: dict[type[Fact], Errand] = {
    notices.PushWanted: notices.push.PushErrand(),
}
"""What leads out of the house."""


def listeners() -> Listeners:
    """The wiring as a database takes it."""
    return Listeners(LISTENERS, ERRANDS)
