"""Private talk in plain words: whose letter is taken, which rooms there are, and the database held to both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from teahouse import messages, moments, people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.moments import Stretch
from tests.gate import specification as spec
from tests.gate.chains import ChainBuilder
from tests.gate.plain import Person, Post, World
from tests.gate.plans import Plan
from tests.gate.reading import ALL, check_pages, ids_of, same
from tests.gate.words import DELETED, LETTER, ONLY_ME

Room = frozenset[Person]


@dataclass(eq=False)
class Place:
    """How far one of a room's people has read there, and put away."""

    read_to: int = 0
    hidden_to: int = 0


@dataclass(eq=False)
class TalkWorld(World):
    """A world whose people choose who may write to them, and keep their talks."""

    writers: dict[Person, str] = field(default_factory=dict)
    places: dict[tuple[Person, Room], Place] = field(default_factory=dict)

    room_ids: dict[Room, int] = field(default_factory=dict)

    def place(self, v: Person, room: Room) -> Place:
        """What this one did in the room."""
        return self.places.setdefault((v, room), Place())

    def written(self, m: Post) -> None:
        """A letter stands in its room; its writer has read it."""
        if m.kind == LETTER:
            place = self.place(m.author, room_of(m))
            place.read_to = max(place.read_to, m.id)
            self.room_ids.setdefault(room_of(m), m.id)

    def hide(self, v: Person, room: Room) -> None:
        """All that was ever said there is put away."""
        place = self.place(v, room)
        place.hidden_to = place.read_to = max(m.id for m in self.posts if m.kind == LETTER and room_of(m) == room)

    def read(self, v: Person, room: Room, last: int) -> None:
        """Up to the last that is seen."""
        place = self.place(v, room)
        place.read_to = max(place.read_to, last)

    def unread(self, v: Person, room: Room, last: int) -> None:
        """The last that is seen is not read."""
        place = self.place(v, room)
        place.read_to = min(place.read_to, last - 1)


def room_of(m: Post) -> Room:
    """The people of a letter."""
    return frozenset({m.author, *m.recipients})


def rooms(w: TalkWorld, v: Person) -> dict[Room, list[Post]]:
    """The viewer's talks, with what they see and did not put away in each; oldest first."""
    found: dict[Room, list[Post]] = {}
    for m in sorted(w.posts, key=lambda m: m.id):
        room = room_of(m)
        if m.kind == LETTER and v in room and m.id > w.place(v, room).hidden_to and spec.may_see(w, v, m):
            found.setdefault(room, []).append(m)
    return found


def around(w: TalkWorld, v: Person, m: Post) -> tuple[list[int], list[int]]:
    """What was said before and after a letter in its room."""
    said = [other.id for other in rooms(w, v).get(room_of(m), [])] if m.kind == LETTER else []
    return [one for one in said if one < m.id], [one for one in said if one > m.id]


def conversations(w: TalkWorld, v: Person) -> list[messages.Conversation]:
    """The viewer's talks, the one that was written in last first."""
    talks = rooms(w, v)
    return [
        messages.Conversation(
            w.room_ids[room],
            talks[room][-1].id,
            talks[room][-1].id > w.place(v, room).read_to,
            tuple(sorted(p.id for p in room if p is not v)),
        )
        for room in sorted(talks, key=lambda room: -talks[room][-1].id)
    ]


def takes_letters(w: TalkWorld, who: Person, writer: Person) -> bool:
    """Friends, and whom this one lets; nobody across a block."""
    chosen = w.writers.get(who, "everyone" if who.page else "friends")
    together = any(group.has(who) and group.has(writer) for group in w.groups)
    lets = chosen == "everyone" or (chosen == "groups" and together) or spec.are_friends(who, writer)
    return lets and not spec.apart(who, writer)


def may_write(w: TalkWorld, writer: Person, kind: str, named: Iterable[Person], on: Post | None) -> bool:
    """A letter is taken by all whom it names, but for those who are in on what it answers; or the talk goes on."""
    answers = on is not None and on.kind == LETTER
    if (kind != LETTER and not answers) or kind == ONLY_ME:
        return True
    everybody = {writer, *named}
    spared = room_of(on) if answers and on is not None else frozenset()
    asked = {p for p in everybody - spared - {writer} if p.active}
    if all(takes_letters(w, p, writer) for p in asked):
        return True
    written = (m for m in w.posts if m.kind == LETTER and m.state != DELETED and room_of(m) == everybody)
    return any(m.author is not writer and spec.may_see(w, writer, m) for m in written)


class LetterBuilder(ChainBuilder):
    """Adds who may write to whom and what is done with talks: `LetterBuilder(tx, plan).build()` answers the world."""

    world: TalkWorld

    def __init__(self, tx: WriteTx, plan: Plan) -> None:
        super().__init__(tx, plan)
        self.world = TalkWorld(tx.now)

    def may_write(
        self, author: Person, kind: str, leading: list[Person], trailing: list[Person], on: Post | None
    ) -> bool:
        """Whether all take it."""
        named = [*leading, *(p for p in trailing if p.active)]
        return may_write(self.world, author, kind, named, on)

    def do_writers(self, numbers: tuple[int, ...]) -> None:
        """Somebody chooses who may write to them."""
        who, chosen = self.person(numbers[0]), people.letters.Writers(numbers[1] % 3)
        people.letters.choose_writers(self.tx, self.accounts[who], chosen)
        self.world.writers[who] = chosen.name.lower()

    def do_read(self, numbers: tuple[int, ...]) -> None:
        """A talk is read, left unread or put away; by who is not in it, it is not there."""
        who = self.actor(numbers[0])
        letters = [m for m in self.world.posts if m.kind == LETTER]
        if not letters:
            return
        theirs = [m for m in letters if who in room_of(m)]
        m = (theirs or letters)[numbers[1] % len(theirs or letters)]
        room, seen = room_of(m), rooms(self.world, who).get(room_of(m))
        room_id = self.world.room_ids[room]
        act = (messages.mark_read, messages.mark_read, messages.mark_unread, messages.hide)[numbers[2] % 4]
        try:
            act(self.tx, who.id, room_id)
        except NotFound:
            assert seen is None, f"{who} finds no {room}"
            return
        assert seen is not None, f"{who} finds {room}"
        if act is messages.hide:
            self.world.hide(who, room)
        elif act is messages.mark_read:
            self.world.read(who, room, seen[-1].id)
        else:
            self.world.unread(who, room, seen[-1].id)

    def written(self, m: Post) -> None:
        """It stands in its room."""
        self.world.written(m)


def check_conversations(tx: ReadTx, w: World, v: Person, size: int) -> None:
    """Every talk of one viewer: which there are, what stands last, what is unread, and what was said."""
    assert isinstance(w, TalkWorld)
    talks, room_ids = rooms(w, v), w.room_ids
    expected = conversations(w, v)
    same(messages.page_conversations(tx, v.id, ALL), expected, "talks of", v)
    last = [talk.last_id for talk in expected]

    def read(at: Stretch) -> moments.Page:
        page = [talk.last_id for talk in messages.page_conversations(tx, v.id, at)]
        return moments.Page(page, page[0] if page else None, page[-1] if page else None, full=False)

    check_pages(read, last, size, v, "talks")
    same(messages.count_unread(tx, v.id), sum(talk.unread for talk in expected), "unread of", v)
    for room, room_id in room_ids.items():
        letters = ids_of(talks.get(room, []))[::-1]
        same(messages.page_messages(tx, v.id, room_id, ALL), letters, v, "reads of", room)
        others = [p.id for p in room if p is not v]
        if v in room:
            same(messages.find_conversation(tx, v.id, others), room_id if letters else None, v, "finds", room)
    for m in w.posts:
        same(messages.fetch_around(tx, v.id, m.id), around(w, v, m), v, "around", m)
    mine = [m for m in w.posts if m.kind == LETTER and v in room_of(m) and spec.may_see(w, v, m)]
    check_pages(lambda at: moments.page_letters(tx, v.id, at), ids_of(spec.newest_first(mine)), size, v, "letters")
