"""Who may see what in a plan, said again in the plainest way, apart from the code under test."""

from __future__ import annotations

from teahouse.doors.cli.neighbourhood import Moment, Neighbourhood


class Plain:
    """Answers by walking the plan's own rows."""

    def __init__(self, place: Neighbourhood) -> None:
        self.people = {one.key: one for one in place.people}
        self.moments = {one.key: one for one in place.moments}
        self.comments = {one.key: one for one in place.comments}
        self.since = {frozenset((tie.a, tie.b)): tie.since_ms for tie in place.friendships}
        self.follows = {(tie.who, tie.page): tie.since_ms for tie in place.follows}
        self.circles = {one.key: one for one in place.circles}
        self.hidden = {(q.who, q.whom) for q in place.quiets if q.kind in ("hide", "block")}
        self.blocked = {frozenset((q.who, q.whom)) for q in place.quiets if q.kind == "block"}

    def friends(self, a: int, b: int) -> bool:
        return frozenset((a, b)) in self.since

    def sees(self, viewer: int, moment: Moment) -> bool:
        author = moment.author
        if viewer == author:
            return True
        if (author, viewer) in self.hidden or frozenset((author, viewer)) in self.blocked:
            return False
        named = viewer in moment.people or any(viewer in self.circles[key].members for key in moment.circles)
        friends = self.friends(viewer, author)
        match moment.audience:
            case "public" | "unlisted" | "house":
                return True
            case "friends":
                return friends
            case "only":
                return friends and named
            case "except":
                return friends and not named
            case "followers":
                return (viewer, author) in self.follows
            case _:
                return False

    def hears(self, viewer: int, speaker: int, moment: Moment) -> bool:
        """Whether the viewer, who sees the moment, sees what the speaker said there."""
        if frozenset((viewer, speaker)) in self.blocked:
            return False
        if viewer == speaker or moment.author in (viewer, speaker):
            return True
        if moment.audience in ("public", "unlisted", "house"):
            return True
        if moment.audience == "followers":
            return self.friends(viewer, speaker)
        return self.friends(viewer, speaker) and self.friends(speaker, moment.author)
