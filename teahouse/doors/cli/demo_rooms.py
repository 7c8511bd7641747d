"""The groups of the demonstration neighbourhood as acts: opened, come into by their links, talked in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from teahouse import moments, people
from teahouse.doors.cli import neighbourhood as drawn
from teahouse.kit.db import WriteTx
from teahouse.people import groups

Timed = tuple[int, int, Callable[[WriteTx], object]]
"""When an act was done, its rank among acts of one instant, and the act."""
Actor = Callable[[WriteTx, int], people.Account]


class RoomStory:
    """One room's acts; `actor` answers the account behind a key of the plan."""

    def __init__(self, room: drawn.Room, actor: Actor) -> None:
        self._room = room
        self._actor = actor
        self._id = 0
        self._code = ""
        self._said: dict[int, int] = {}
        self._last: dict[int, tuple[int, str]] = {}

    def acts(self) -> Iterator[Timed]:
        """Everything that is done in the room, with its time."""
        yield self._room.made_ms, 1, self._open
        for key, at in self._room.members:
            yield at, 2, partial(self._join, key=key)
        for place, said in enumerate(self._room.said):
            yield said.at_ms, 3, partial(self._say, place=place, said=said)
            for answer in said.answers:
                yield answer.at_ms, 4, partial(self._answer, place=place, answer=answer)
            for who, at in said.likes:
                yield at, 5, partial(self._like, place=place, who=who)

    def _open(self, tx: WriteTx) -> None:
        owner = self._actor(tx, self._room.owner)
        changes = groups.Changes(self._room.name, self._room.note)
        self._id = groups.create_group(tx, owner, changes, username=self._room.username).id
        self._code = groups.make_link(tx, owner.id, self._id)[1]

    def _join(self, tx: WriteTx, *, key: int) -> None:
        groups.join_by_link(tx, self._actor(tx, key), self._code)

    def _say(self, tx: WriteTx, *, place: int, said: drawn.Said) -> None:
        draft = moments.Draft(said.text, moments.Group(self._id), language=said.language)
        self._said[place] = moments.post_moment(tx, self._actor(tx, said.author), draft).id

    def _answer(self, tx: WriteTx, *, place: int, answer: drawn.Remarked) -> None:
        """Each answers who spoke last, as apps do it: with their name in front."""
        speaker = self._actor(tx, answer.who)
        parent, name = self._last.get(place, (self._said[place], ""))
        draft = moments.Draft(f"{name}{answer.text}", moments.Public(listed=False), parent_id=parent)
        self._last[place] = moments.post_moment(tx, speaker, draft).id, f"@{speaker.username} "

    def _like(self, tx: WriteTx, *, place: int, who: int) -> None:
        moments.like(tx, self._actor(tx, who), self._said[place])
