"""What open pages hear at once: that there is something new, and of which kind; the page then asks for it itself.

Promises that nobody hears of what the gate would not show them at that instant, that nothing of what was said travels
here, and that signing out ends the stream within a second.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from teahouse import messages, moments, notices, people
from teahouse.doors.web.house import House
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import Database, Fact, ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.http import limit_key
from teahouse.kit.http.events import EVENTS_HEADERS, OPENED, EventStream, written
from teahouse.kit.live import Hub, KeyWatch, Line, read_passed

DOOR = "pages"
"""As the hub knows those who came in by a browser's session."""
AT_ONCE = 200
"""So many readers are looked at in one transaction."""
_SOMETHING = b"1"
Find = Callable[[ReadTx, Mapping[int, str]], Collection[int]]
"""Who of these is to hear of it; each with the time zone of their days."""


class _Reader(Struct, frozen=True):
    id: int
    time_zone: str


def attend(house: House) -> None:
    """From now on open pages hear of what happens."""
    database, hub = house.database, house.streams
    hub.attend(DOOR, _Teller(hub, database).work, KeyWatch(database, _good).still_good)


def _good(tx: ReadTx, keys: Collection[tuple[int, str]]) -> Collection[tuple[int, str]]:
    return people.keys.fetch_good_sessions(tx, {member for member, _ in keys}).keys()


async def show_live(visit: Visit) -> Response:
    """The stream of one page; it lasts for as long as the page wants it."""
    me, token = visit.member(), visit.token
    visit.house.count_live(me.id)
    key = (me.id, people.keys.session_id(token or ""))
    return visit.finish(_Listening(visit.house.streams, me.id, key, limit_key(visit.address)))


class _Listening(Response):
    """An answer that does not end by itself."""

    def __init__(self, hub: Hub, reader: int, key: tuple[int, str], address: str) -> None:
        super().__init__(headers=EVENTS_HEADERS)
        del self.headers["content-length"]
        self._hub = hub
        self._who = reader, key, address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reader, key, address = self._who
        line = Line(DOOR, reader, key, address, EventStream(scope, send))
        self._hub.open(line)
        try:
            self._hub.subscribe(line, (DOOR, str(reader)), ())
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            line.push(OPENED)
            line.begin()
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._hub.drop(line)


class _Teller:
    """Tells open pages what follows from facts."""

    def __init__(self, hub: Hub, database: Database) -> None:
        self._hub = hub
        self._database = database

    async def work(self, messages: list[str]) -> None:
        """Tell of these facts, one after the other."""
        for message in messages:
            name, payload = read_passed(message)
            if name in EVENTS:
                fact, tell = EVENTS[name]
                await tell(self, msgspec.json.decode(payload, type=fact))

    async def posted(self, fact: moments.Posted) -> None:
        """There is a post at home, or one of those that wait above it."""
        await self._moment(fact.moment_id)

    async def shared(self, fact: moments.Shared) -> None:
        """And so is a share."""
        await self._moment(fact.share_id)

    async def _moment(self, moment_id: int) -> None:
        def find(tx: ReadTx, zones: Mapping[int, str]) -> Collection[int]:
            place = moments.streams.fetch_place(tx, moment_id)
            if place is None or not (place.is_live and place.is_root):
                return ()
            readers = [_Reader(member, zone) for member, zone in zones.items()]
            return [who for who, at_home in moments.streams.fetch_followers(tx, moment_id, readers).items() if at_home]

        await self._tell(written("home", _SOMETHING), {int(which) for which in self._hub.family(DOOR)}, find)

    async def told(self, fact: notices.Told) -> None:
        """A notice waits."""

        def find(tx: ReadTx, zones: Mapping[int, str]) -> Collection[int]:
            try:
                notices.fetch_notice(tx, fact.account_id, fact.notice_id)
            except NotFound:
                return ()
            return zones

        if self._hub.lines_of((DOOR, str(fact.account_id))):
            await self._tell(written("told", _SOMETHING), {fact.account_id}, find)

    async def talked(self, fact: messages.ConversationTouched) -> None:
        """Something was said in a talk: the page that shows it puts it in, others mark it."""

        def find(tx: ReadTx, zones: Mapping[int, str]) -> Collection[int]:
            there = zones.keys() & set(messages.fetch_people(tx, fact.room_id))
            return moments.who_may_see(tx, fact.moment_id, sorted(there)) if there else ()

        event = written("talk", str(fact.room_id).encode())
        await self._tell(event, {int(which) for which in self._hub.family(DOOR)}, find)

    async def _tell(self, event: bytes, among: Collection[int], find: Find) -> None:
        listening = sorted(among)
        for start in range(0, len(listening), AT_ONCE):
            some = listening[start : start + AT_ONCE]
            keys = {line.key for one in some for line in self._hub.lines_of((DOOR, str(one)))}

            def look(tx: ReadTx, some: Collection[int] = some) -> tuple[Collection[int], Collection[Any]]:
                good = people.keys.fetch_good_sessions(tx, some)
                return set(find(tx, {member: zone for (member, _), zone in good.items()})), good.keys()

            meant, good = await self._database.read_heavy(look)
            self._hub.end_keys(DOOR, keys - set(good))
            for one in meant:
                for line in list(self._hub.lines_of((DOOR, str(one)))):
                    line.push(event)


EVENTS: dict[str, tuple[type[Fact], Callable[[_Teller, Any], Awaitable[None]]]] = {
    "Posted": (moments.Posted, _Teller.posted),
    "Shared": (moments.Shared, _Teller.shared),
    "Told": (notices.Told, _Teller.told),
    "ConversationTouched": (messages.ConversationTouched, _Teller.talked),
}
"""By the name of the fact."""
