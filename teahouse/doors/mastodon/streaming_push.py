"""What facts become on open streams, and for whom: the gate is asked for every reader when it is pushed.

A fact is looked at by one query for all who may be meant, some hundreds at a time; each reader's JSON comes from the
same presenter as their timeline. To push another fact, name it in `EVENTS` and in the wiring.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, cast

import msgspec
from msgspec import Struct

from teahouse import messages, moments, notices, people
from teahouse.doors.mastodon.announcements import present_announcement
from teahouse.doors.mastodon.conversations import present_conversations
from teahouse.doors.mastodon.notifications import OURS, present_notices
from teahouse.doors.mastodon.present import present_statuses
from teahouse.doors.mastodon.streaming_names import DIRECT, HOME, LIST, NOTICES, PICTURED, PUBLIC, TAG
from teahouse.doors.mastodon.streaming_wires import Event, EventsWire, SocketWire
from teahouse.kit.db import Database, Fact, ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.live import Hub, Line, read_passed
from teahouse.moments import Page, Stretch
from teahouse.moments.streams import Place
from teahouse.notices import filters

DOOR = "api"
"""As the hub knows those who came in with a token."""
AT_ONCE = 200
"""So many readers are looked at in one transaction; those who are done are served while it goes on."""
Subscribed = tuple[Line, tuple[tuple[str, ...], ...]]
_STOCK = [kind for kind in notices.NoticeKind if kind not in OURS]


class _Reader(Struct, frozen=True):
    id: int
    time_zone: str


class _Asked(Struct, frozen=True):
    """Who listens to what a moment may be part of, some of them at a time."""

    followed: frozenset[int]
    grouped: frozenset[int]
    listed: frozenset[int]
    keys: Mapping[int, int]
    """By what they were let in, and who."""
    lists: frozenset[tuple[int, int]]
    """(reader, list): a list has to be its reader's."""


class _Found(Struct, frozen=True):
    """What came of it."""

    events: Mapping[int, Event]
    followed: Mapping[int, bool]
    grouped: Collection[int]
    listed: Collection[int]
    ended: Collection[int]
    """Keys that are no longer good."""
    lists: Collection[tuple[int, int]]


def _present(tx: ReadTx, name: str, reader: int, moment_id: int) -> Event:
    if name == "delete":
        return Event(name, str(moment_id).encode())
    status = cast(msgspec.Raw, present_statuses(tx, reader, [moment_id])[0])
    return Event(name, bytes(status))


def _look(tx: ReadTx, name: str, place: Place, asked: _Asked) -> _Found:
    """Ask the gate, and present what it lets through."""
    good = people.keys.fetch_good_tokens(tx, asked.keys)
    zones = {asked.keys[key]: zone for key, zone in good.items()}
    followers, grouped, listed = (
        zones.keys() & asked.followed,
        zones.keys() & asked.grouped,
        zones.keys() & asked.listed,
    )
    if name == "delete":
        saw = moments.streams.fetch_who_saw(tx, place.id, zones)
        if not place.is_gone:  # its author sees it still, and why
            saw.discard(place.author_id)
        followed, grouped, listed = dict.fromkeys(saw & followers, True), saw & grouped, saw & listed
    else:
        readers = [_Reader(reader, zones[reader]) for reader in followers]
        found = moments.streams.fetch_followers(tx, place.id, readers) if readers else {}
        followed = {reader: at_home and _keeps(tx, reader, place.id) for reader, at_home in found.items()}
        grouped = moments.streams.fetch_in_group(tx, place.id, grouped) if grouped else set()
        listed = moments.streams.fetch_listed_for(tx, place.id, listed) if listed else set()
    shown = {*followed, *grouped, *listed}
    events = {reader: _present(tx, name, reader, place.id) for reader in shown}
    lists = {(reader, list_id) for reader, list_id in asked.lists if reader in followed and _owns(tx, reader, list_id)}
    return _Found(events, followed, grouped, listed, asked.keys.keys() - good.keys(), lists)


def _keeps(tx: ReadTx, reader: int, moment_id: int) -> bool:
    """No filter of the reader's hides it from home."""
    page = Page([moment_id], moment_id, moment_id, full=False)
    return bool(filters.fill(tx, reader, lambda at: page, Stretch(limit=1), filters.Context.HOME).ids)


def _owns(tx: ReadTx, reader: int, list_id: int) -> bool:
    try:
        people.fetch_circle(tx, reader, list_id)
    except NotFound:
        return False
    return True


class Pusher:
    """Works on facts for the streams of one process."""

    def __init__(self, hub: Hub, database: Database) -> None:
        self._hub = hub
        self._database = database

    async def work(self, messages: Sequence[str]) -> None:
        """Push what follows from these facts, one after the other."""
        for message in messages:
            name, payload = read_passed(message)
            if name in EVENTS:  # another server on the same database may know facts that this one does not
                fact, push = EVENTS[name]
                await push(self, msgspec.json.decode(payload, type=fact))

    async def posted(self, fact: moments.Posted) -> None:
        """A root stands in timelines from now on; comments stand in none."""
        await self._moment("update", fact.moment_id)

    async def shared(self, fact: moments.Shared) -> None:
        """The share does as well."""
        await self._moment("update", fact.share_id)

    async def edited(self, fact: moments.Edited) -> None:
        """Wherever it stands it reads differently."""
        await self._moment("status.update", fact.moment_id)

    async def deleted(self, fact: moments.Deleted) -> None:
        """Those who saw it are told that it is gone."""
        await self._moment("delete", fact.moment_id, only=None if fact.was_live else fact.author_id)

    async def withheld(self, fact: moments.Withheld) -> None:
        """For them it is gone as well."""
        await self._moment("delete", fact.moment_id)

    async def _moment(self, name: str, moment_id: int, *, only: int | None = None) -> None:
        lists = [int(which) for which in self._hub.family(LIST)]

        def locate(tx: ReadTx) -> tuple[Place, set[int]] | None:
            place = moments.streams.fetch_place(tx, moment_id)
            if place is None or place.is_live == (name == "delete") or not (place.is_root or name == "delete"):
                return None
            return place, moments.streams.fetch_lists_with(tx, place.author_id, lists) if lists else set()

        found = await self._database.read(locate)
        if found is None:
            return
        place, with_author = found
        for asked in self._asked(place, with_author, only):
            came = await self._database.read_heavy(partial(_look, name=name, place=place, asked=asked))
            self._hub.end_keys(DOOR, came.ended)
            self._push_moment(place, with_author, came)

    def _asked(self, place: Place, lists: Collection[int], only: int | None) -> Iterator[_Asked]:
        home = {int(which) for which in self._hub.family(HOME)}
        of_lists = {(line.reader, one) for one in lists for line in self._hub.lines_of((LIST, str(one)))}
        grouped = set() if place.group_id is None else _readers(self._hub.lines_of((LIST, str(place.group_id))))
        listed = _readers(line for topic in _public_topics(place) for line in self._hub.lines_of(topic))
        followed = home | {reader for reader, _ in of_lists}
        everybody = iter(sorted(one for one in followed | grouped | listed if only in (None, one)))
        keys: dict[int, int] = {line.key: line.reader for line in self._hub.lines_at(DOOR)}
        while some := frozenset(islice(everybody, AT_ONCE)):
            yield _Asked(
                followed=some & followed,
                grouped=some & grouped,
                listed=some & listed,
                keys={key: reader for key, reader in keys.items() if reader in some},
                lists=frozenset(pair for pair in of_lists if pair[0] in some),
            )

    def _push_moment(self, place: Place, lists: Collection[int], found: _Found) -> None:
        for reader, at_home in found.followed.items():
            if at_home:
                self._push(found.events[reader], self._hub.lines_of((HOME, str(reader))).items())
        for one in lists:
            self._push_to(found.events, self._hub.lines_of((LIST, str(one))), {r for r, of in found.lists if of == one})
        if place.group_id is not None:
            self._push_to(found.events, self._hub.lines_of((LIST, str(place.group_id))), found.grouped)
        for topic in _public_topics(place):
            self._push_to(found.events, self._hub.lines_of(topic), found.listed)

    def _push_to(
        self, events: Mapping[int, Event], lines: Mapping[Line, tuple[tuple[str, ...], ...]], readers: Collection[int]
    ) -> None:
        for line, labels in list(lines.items()):
            if line.reader in readers:
                self._push(events[line.reader], [(line, labels)])

    def _push(self, event: Event, lines: Iterable[Subscribed]) -> None:
        for line, labels in list(lines):
            wire = cast(SocketWire | EventsWire, line.wire)
            for label in labels:
                line.push(wire.written(event, label))

    # what a person is told

    async def told(self, fact: notices.Told) -> None:
        """A notice, if its reader may read it and any app knows its type."""
        lines = dict(self._hub.lines_of((NOTICES, str(fact.account_id))))
        keys = {line.key for line in lines}
        if not lines:
            return

        def look(tx: ReadTx) -> tuple[Event | None, Collection[int]]:
            ended = keys - people.keys.fetch_good_tokens(tx, keys).keys()
            try:
                notice = notices.fetch_notice(tx, fact.account_id, fact.notice_id, _STOCK)
            except NotFound:
                return None, ended
            shown = present_notices(tx, fact.account_id, [notice])[0]
            return Event("notification", msgspec.json.encode(shown)), ended

        event, ended = await self._database.read(look)
        self._hub.end_keys(DOOR, ended)
        if event is not None:
            self._push(event, lines.items())

    async def talked(self, fact: messages.ConversationTouched) -> None:
        """A letter in a talk: for everybody in its room who may see it."""
        listening = {int(which) for which in self._hub.family(DIRECT)}
        keys = {line.key for reader in listening for line in self._hub.lines_of((DIRECT, str(reader)))}

        def look(tx: ReadTx) -> tuple[dict[int, Event], Collection[int]]:
            people_there = listening.intersection(messages.fetch_people(tx, fact.room_id))
            seen = moments.who_may_see(tx, fact.moment_id, sorted(people_there))
            events = {reader: _talk(tx, reader, fact.room_id) for reader in seen}
            return events, keys - people.keys.fetch_good_tokens(tx, keys).keys()

        events, ended = await self._database.read(look) if listening else ({}, ())
        self._hub.end_keys(DOOR, ended)
        for reader, event in events.items():
            self._push(event, self._hub.lines_of((DIRECT, str(reader))).items())

    async def filters_changed(self, fact: filters.FiltersChanged) -> None:
        """The app is to read its filters again."""
        self._push(Event("filters_changed", b"{}"), self._hub.lines_of((HOME, str(fact.account_id))).items())

    async def announced(self, fact: notices.Announced) -> None:
        """The host says something to everybody."""

        def look(tx: ReadTx) -> Event | None:
            current = notices.fetch_current_announcements(tx, 0)
            said = [present_announcement(one) for one in current if one.id == fact.announcement_id]
            return Event("announcement", msgspec.json.encode(said[0])) if said else None

        event = await self._database.read(look)
        if event is not None:
            self._push_to_all(event)

    async def withdrawn(self, fact: notices.Withdrawn) -> None:
        """And no longer."""
        self._push_to_all(Event("announcement.delete", str(fact.announcement_id).encode()))

    def _push_to_all(self, event: Event) -> None:
        for lines in list(self._hub.family(HOME).values()):
            self._push(event, lines.items())


def _talk(tx: ReadTx, reader: int, room_id: int) -> Event:
    talk = messages.fetch_conversation(tx, reader, room_id)
    return Event("conversation", msgspec.json.encode(present_conversations(tx, reader, [talk])[0]))


def _public_topics(place: Place) -> list[tuple[str, str]]:
    if not place.is_listed:
        return []
    pictured = [(PICTURED, "")] if place.is_pictured else []
    return [(PUBLIC, ""), *pictured, *((TAG, tag) for tag in place.tags)]


def _readers(lines: Iterable[Line]) -> set[int]:
    return {line.reader for line in lines}


EVENTS: dict[str, tuple[type[Fact], Callable[[Pusher, Any], Awaitable[None]]]] = {
    "Posted": (moments.Posted, Pusher.posted),
    "Shared": (moments.Shared, Pusher.shared),
    "Edited": (moments.Edited, Pusher.edited),
    "Deleted": (moments.Deleted, Pusher.deleted),
    "Withheld": (moments.Withheld, Pusher.withheld),
    "Told": (notices.Told, Pusher.told),
    "ConversationTouched": (messages.ConversationTouched, Pusher.talked),
    "FiltersChanged": (filters.FiltersChanged, Pusher.filters_changed),
    "Announced": (notices.Announced, Pusher.announced),
    "Withdrawn": (notices.Withdrawn, Pusher.withdrawn),
}
"""By the name of the fact."""
