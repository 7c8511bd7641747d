"""When this happens, these hear of it: the whole list."""

from teahouse import guard, leaving, messages, moments, notices, people
from teahouse.kit.db import Errand, Fact, Listener, Listeners
from teahouse.kit.live import pass_on

LISTENERS: dict[type[Fact], list[Listener]] = {
    people.FriendRequested: [notices.friend_requested],
    people.RequestWithdrawn: [notices.request_withdrawn],
    people.Followed: [notices.followed],
    leaving.Left: [leaving.forget],
    people.AskedIn: [notices.asked_in],
    people.LetIn: [notices.let_in],
    moments.Posted: [pass_on, notices.posted],
    moments.Edited: [pass_on, notices.edited],
    moments.Deleted: [pass_on, notices.deleted],
    moments.Buried: [moments.forget_audience],
    moments.Withheld: [pass_on],
    moments.Liked: [notices.liked],
    moments.Unliked: [notices.unliked],
    moments.Shared: [pass_on, notices.shared],
    moments.PutDown: [notices.put_down],
    guard.rulings.Ruled: [notices.ruled],
    messages.ConversationTouched: [pass_on],
    notices.filters.FiltersChanged: [pass_on],
    notices.Told: [pass_on, notices.push.push, notices.chat.chat],
    notices.Announced: [pass_on],
    notices.Withdrawn: [pass_on],
}
"""Whoever is `pass_on` is pushed on open streams (`doors/mastodon/streaming_push.py`, `doors/web/live.py`)."""

ERRANDS: dict[type[Fact], Errand] = {
    notices.PushWanted: notices.push.PushErrand(),
    notices.RobotWoken: notices.chat.ChatErrand(),
    notices.RobotTried: notices.chat.TryErrand(),
    notices.LettersAsked: notices.letters.AskErrand(),
    notices.LetterDue: notices.letters.LetterErrand(),
}
"""What leads out of the house."""


def listeners() -> Listeners:
    """The wiring as a database takes it."""
    return Listeners(LISTENERS, ERRANDS)
