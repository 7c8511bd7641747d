"""Who may see a moment of the plan, and who may answer whom under it.

It follows the promises "one gate" and "mutual friends" of the house, so that the plan never asks the house for
something that the
house would refuse.
"""

from __future__ import annotations

from .model import Circle, Follow, Friendship, Moment, Person, Quiet


class Sight:
    """Answers from the plan's ties, circles and quiet controls."""

    def __init__(
        self,
        people: tuple[Person, ...],
        friendships: tuple[Friendship, ...],
        follows: tuple[Follow, ...],
        circles: tuple[Circle, ...],
        quiets: tuple[Quiet, ...],
    ) -> None:
        self.people = {one.key: one for one in people}
        self.members = frozenset(one.key for one in people if one.kind == "member")
        self.since = {(tie.a, tie.b): tie.since_ms for tie in friendships}
        self.friends: dict[int, set[int]] = {one.key: set() for one in people}
        for tie in friendships:
            self.friends[tie.a].add(tie.b)
            self.friends[tie.b].add(tie.a)
        self.followers: dict[int, dict[int, int]] = {one.key: {} for one in people if one.kind == "page"}
        for follow in follows:
            self.followers[follow.page][follow.who] = follow.since_ms
        self.circles = {circle.key: frozenset(circle.members) for circle in circles}
        self.denied: dict[int, set[int]] = {one.key: set() for one in people}
        for quiet in quiets:
            if quiet.kind == "block":
                self.denied[quiet.who].add(quiet.whom)
                self.denied[quiet.whom].add(quiet.who)
            elif quiet.kind == "hide":
                self.denied[quiet.who].add(quiet.whom)

    def readers(self, moment: Moment) -> frozenset[int]:
        """The members, without the author, who may see the moment."""
        friends = frozenset(self.friends[moment.author])
        named = frozenset(moment.people).union(*(self.circles[key] for key in moment.circles))
        seen: frozenset[int] = frozenset()
        if moment.audience in ("public", "unlisted", "house"):
            seen = self.members
        elif moment.audience == "friends":
            seen = friends
        elif moment.audience == "only":
            seen = friends & named
        elif moment.audience == "except":
            seen = friends - named
        elif moment.audience == "followers":
            seen = frozenset(self.followers[moment.author])
        return seen - self.denied[moment.author] - {moment.author}

    def known_at(self, one: int, other: int, at_ms: int) -> bool:
        """Whether the two are friends by then, or the one follows the other, who is a page."""
        pair = (min(one, other), max(one, other))
        if pair in self.since:
            return self.since[pair] < at_ms
        return self.followers.get(other, {}).get(one, at_ms) < at_ms

    def may_answer(self, writer: int, moment: Moment, other: int, at_ms: int) -> bool:
        """Whether the writer, who sees the moment, also sees what `other` said under it and may answer that."""
        if writer == other or other in self.denied[writer] or writer in self.denied[other]:
            return writer == other
        if moment.author in (writer, other) or moment.audience in ("public", "unlisted", "house"):
            return True
        return self.known_at(writer, other, at_ms)
