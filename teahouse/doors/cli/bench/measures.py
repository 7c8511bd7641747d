"""The measures: what is asked of the server, how often, and what is aimed at.

Promises that each is bounded in number and in time, whatever the server does.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from tempfile import TemporaryDirectory

import click
import msgspec

from teahouse.app import open_house
from teahouse.doors.cli.bench import pictures, push
from teahouse.doors.cli.bench.client import Answered, Ask, Client, first_answer, get
from teahouse.doors.cli.bench.group import MEMBERS
from teahouse.doors.cli.bench.house import ORIGIN, BuiltHouse, Progress, Reader, settings_for
from teahouse.doors.cli.bench.judge import Judge
from teahouse.doors.cli.bench.listening import Listening
from teahouse.doors.cli.bench.page import CPU_AIM, WAIT_AIM, clean_pages, home_pages
from teahouse.doors.cli.bench.posting import Posting, measure
from teahouse.doors.cli.bench.process import HERE, ServerProcess, running
from teahouse.doors.cli.bench.questions import Questions
from teahouse.doors.cli.bench.report import Result, Unit
from teahouse.doors.cli.bench.search import WAIT_AIM as SEARCH_WAIT_AIM
from teahouse.doors.cli.bench.search import searches

HOME = "/api/v1/timelines/home"
IN_TURN = 151
AT_ONCE = 8
"""Clients at once, where the server is kept at work: with one alone it falls asleep between any two requests."""
MOST_NOTICES = 40
STREAM_AIM = 20, 100
STREAM_MEMORY = 40


class Scale(msgspec.Struct, frozen=True):
    """How many requests, and how long each measure may take."""

    requests: int = 1510
    posts: int = 2000
    after: int = 10_000
    """Requests until memory is looked at again."""
    seconds: float = 40.0
    uploads: int = 40
    streams: int = 1_000
    pushes: int = 200
    reckoned: int = 60
    """Readers whose home is compared moment by moment with what it ought to show."""


SMALL = Scale(requests=60, posts=64, after=100, seconds=4.0, uploads=3, streams=40, pushes=5, reckoned=6)


class Bench:
    """A run over one house; `results` are those of the measures that are done."""

    def __init__(self, house: BuiltHouse, scale: Scale, progress: Progress) -> None:
        self.house = house
        self.results: list[Result] = []
        self.unit = Unit(0.0, 0.0)
        self._scale = scale
        self._progress = progress
        self._database = open_house(settings_for(house.url))
        self._judge = Judge(self._database)
        self._in_turn = house.readers[:IN_TURN]
        self._home_size = 0
        self._statuses: list[Ask] = []

    @property
    def reckoned(self) -> int:
        """How many answers were compared with a reckoning of their own."""
        return self._judge.reckoned

    def run(self) -> None:
        """Every measure, in an order in which none spoils another."""
        try:
            with self._serving() as server:
                self._start(server)
                with Client(server) as client:
                    self._home(client)
                    self._others(client)
                    self._page(client)
                with Client(server, AT_ONCE) as clients:
                    self._at_once(clients)
                    self._memory(server, clients)
            with self._serving() as server:
                self._cold(server)
            with self._serving() as server:
                self._post(server)
            with TemporaryDirectory() as folder, self._serving(media=folder) as server:
                self._pictures(server)
            self._push()
            with self._serving() as server:
                self._streams(server)
            self._static()
        finally:
            self._database.close()

    def _serving(self, *, media: str = "") -> AbstractContextManager[ServerProcess]:
        environment = {"TEAHOUSE_DATABASE": self.house.url, "TEAHOUSE_ORIGIN": ORIGIN, "TEAHOUSE_RATE_LIMITS": "false"}
        environment["TEAHOUSE_MEDIA"] = media
        return running(["-m", "teahouse", "serve", "--host", HERE, "--port", "PORT"], environment)

    def _home_of(self, reader: Reader) -> Ask:
        reckon = reader in self.house.readers[: self._scale.reckoned]
        check = self._judge.same(f"home {reader.id}", self._judge.home(reader.id, reckon=reckon))
        return Ask(get(HOME, reader.token), check)

    def _ask(self, client: Client, what: str, asks: Sequence[Ask], *, aim: float = 0.0, cold: bool = False) -> Answered:
        """Measure these; unless it is about what is `cold`, after each was asked once. `aim` is in milliseconds."""
        self._progress(what)
        if not cold:
            client.ask(list({ask.wire: ask for ask in asks}.values()), seconds=self._scale.seconds)
        answered = client.ask(asks, seconds=self._scale.seconds)
        cpu = answered.cpu / answered.count
        self.results.append(
            Result(
                what=what,
                aim=f"≤ {aim:g} ms CPU" if aim else "",
                met=cpu <= aim / 1000 if aim else None,
                cpu=cpu,
                p50=answered.wait(0.5),
                p99=answered.wait(0.99),
                count=answered.count,
                size=answered.size,
                at_once=client.connections > 1,
            )
        )
        return answered

    def _figure(self, what: str, value: float, unit: str, aim: float, *, more: str = "", least: bool = False) -> None:
        met = value >= aim if least else value <= aim
        sign = "≥" if least else "≤"
        self.results.append(
            Result(what=what, figure=f"{value:,.2f} {unit}{more}", aim=f"{sign} {aim:g} {unit}", met=met)
        )

    def _start(self, server: ServerProcess) -> None:
        self._progress("start")
        reader = self.house.readers[0]
        took = first_answer(server, get(HOME, reader.token), self._judge.home(reader.id, reckon=True))
        self._figure("start of the process to its first home feed", took, "s", 1)
        memory = server.memory()
        more = f" ({memory.proportional:.0f} with its share of files)"
        self._figure("memory, anonymous, idle after the first answer", memory.anonymous, "MB", 70, more=more)

    def _home(self, client: Client) -> None:
        count = self._scale.requests
        again = self._ask(client, "home of 20, one reader again", [self._home_of(self.house.readers[0])] * count, aim=1)
        self._home_size = again.size
        turn = [self._home_of(reader) for reader in self._in_turn]
        self._ask(client, f"home of 20, {len(turn)} readers in turn", repeated(turn, count), aim=1)
        if len(self.house.readers) > len(turn):
            every = [self._home_of(reader) for reader in self.house.readers]
            most = max(count, len(every))
            self._ask(client, f"home of 20, {len(every):,} readers in turn", repeated(every, most), aim=1)

    def _others(self, client: Client) -> None:
        count, judge, same = self._scale.requests, self._judge, self._judge.same
        questions = Questions(self._database)
        statuses, profiles, threads, notices = self._statuses, [], [], []
        for reader in self._in_turn:
            seen, friend, answered = questions.of(reader.id)
            path, me = f"/api/v1/statuses/{seen}", (reader.token,)
            statuses.append(Ask(get(path, *me), same(path + reader.token, judge.status(reader.id, seen))))
            path = f"/api/v1/accounts/{friend}/statuses?exclude_replies=true"
            profiles.append(Ask(get(path, *me), same(path + reader.token, judge.by(reader.id, friend))))
            path = f"/api/v1/statuses/{answered}/context"
            threads.append(Ask(get(path, *me), same(path + reader.token, judge.thread(reader.id, answered))))
            path = "/api/v1/notifications"
            notices.append(Ask(get(path, *me), same(path + reader.token, judge.notices(reader.id, MOST_NOTICES))))
        path = "/api/v1/timelines/public"
        public = [Ask(get(path, r.token), same(path + r.token, judge.public(r.id))) for r in self._in_turn]
        self._ask(client, "one status, one reader again", repeated(statuses[:1], count), aim=0.1)
        self._ask(client, "one status, many readers in turn", repeated(statuses, count), aim=0.1)
        self._ask(client, "a friend's profile", repeated(profiles, count))
        self._ask(client, "a thread among friends", repeated(threads, count))
        self._ask(client, "public timeline of 20", repeated(public, count))
        guest = Ask(get(path), same(path, judge.public(0)))
        self._ask(client, "public timeline of 20, a guest", [guest] * count)
        self._ask(client, "a group's feed of 20", repeated(self._group(), count))
        self._ask(client, "market of 20", repeated(self._market(), count // 2))
        self._ask(client, "40 notices", repeated(notices, count // 2))
        for what, asks in searches(judge, self._in_turn):
            waited = self._ask(client, f"search: {what}", repeated(asks, count // 2)).wait(0.5) * 1000
            self._figure(f"search: {what}, until it is there (p50)", waited, "ms", SEARCH_WAIT_AIM)

    def _market(self) -> list[Ask]:
        path, judge = "/api/v1/timelines/market", self._judge
        return [Ask(get(path, r.token), judge.same(path + r.token, judge.market(r.id))) for r in self._in_turn]

    def _group(self) -> list[Ask]:
        """What each of its members asks a group for, as any app would: as a list."""
        path, among = f"/api/v1/timelines/list/{self.house.group}", self._in_turn[:MEMBERS]
        checks = ((r, self._judge.group(r.id, self.house.group)) for r in among)
        return [Ask(get(path, r.token), self._judge.same(path + r.token, check)) for r, check in checks]

    def _page(self, client: Client) -> None:
        """In the browser."""
        asks = home_pages(self._database, self._judge, self._in_turn, self._scale.reckoned)
        answered = self._ask(client, "home as a page of 20", repeated(asks, self._scale.requests // 2), aim=CPU_AIM)
        wait = answered.wait(0.5) * 1000
        self._figure("home as a page, until it is there (p50)", wait, "ms", WAIT_AIM)
        cleaning = clean_pages(self._database, self._judge, self._in_turn[: self._scale.reckoned])
        self._ask(client, "clean my circle: thirty days, before and after", repeated(cleaning, len(cleaning) * 2))

    def _at_once(self, clients: Client) -> None:
        """The two most asked for, while the server has always something to do."""
        count, told = self._scale.requests, f"{AT_ONCE} clients at once"
        turn = [self._home_of(reader) for reader in self._in_turn]
        self._ask(clients, f"home of 20, {len(turn)} readers in turn, {told}", repeated(turn, count), aim=1)
        statuses = repeated(self._statuses, count * 2)
        self._ask(clients, f"one status, many readers in turn, {told}", statuses, aim=0.1)

    def _memory(self, server: ServerProcess, client: Client) -> None:
        self._progress("memory")
        turn = [self._home_of(reader) for reader in self._in_turn]
        client.ask(repeated(turn, self._scale.after), seconds=self._scale.seconds * 2)
        memory = server.memory()
        more = f" ({memory.proportional:.0f} with its share of files)"
        self._figure(f"memory, anonymous, after {self._scale.after:,} more", memory.anonymous, "MB", 150, more=more)

    def _cold(self, server: ServerProcess) -> None:
        """Readers whose rows this process has not read. One more comes first: statements are made ready by it."""
        first = self.house.readers[-1]
        first_answer(server, get(HOME, first.token), self._judge.home(first.id, reckon=True))
        with Client(server) as client:
            asks = [self._home_of(reader) for reader in self.house.readers[:-1]]
            self._ask(client, "home of 20, first time of each reader after a restart", asks, aim=3, cold=True)

    def _post(self, server: ServerProcess) -> None:
        self._judge.anew("home")
        first = self.house.readers[0]
        first_answer(server, get(HOME, first.token), self._judge.home(first.id, reckon=True))
        measure(Posting(server, self.house, self._judge, self._database), self._scale, self._posted)
        for reader in self.house.readers[1 : 1 + self._scale.reckoned // 4]:
            first_answer(server, get(HOME, reader.token), self._judge.home(reader.id, reckon=True))

    def _posted(self, what: str, answered: Answered, least: float | None) -> None:
        cpu, rate = answered.cpu / answered.count, answered.count / answered.wall
        self.results.append(
            Result(
                what=what,
                aim="≤ 1 ms CPU" if least is None else f"≤ 1 ms CPU, ≥ {least:,.0f} posts/s",
                met=cpu <= 0.001 and (least is None or rate >= least),
                cpu=cpu,
                p50=answered.wait(0.5),
                p99=answered.wait(0.99),
                count=answered.count,
                size=answered.size,
                figure=f"{rate:,.0f} posts/s",
                at_once=least is not None,
            )
        )

    def _pictures(self, server: ServerProcess) -> None:
        """Uploads, whose cost is the worker's above all; then the files. The first one starts the worker."""
        reader = self.house.readers[0]
        first_answer(server, get(HOME, reader.token), self._judge.home(reader.id, reckon=False))
        paths: list[str] = []
        uploads = [pictures.upload(reader.token, pictures.photograph(), paths) for _ in range(self._scale.uploads + 1)]
        with Client(server) as client:
            client.ask(uploads[:1], seconds=self._scale.seconds)
            what = "upload of a picture of 3 million pixels, its worker included"
            self._ask(client, what, uploads[1:], cold=True)
            small = repeated([pictures.small(path) for path in paths], self._scale.requests)
            self._ask(client, "small form of a picture", small)

    def _push(self) -> None:
        self._progress("pushes")
        took = push.pushes(self._scale.requests)
        self.results.append(Result(what="push: sealed and signed", cpu=took, figure=f"{1 / took:,.0f} pushes/s"))

    def _streams(self, server: ServerProcess) -> None:
        """A thousand open streams: a friend's socket, and what those cost that hear nothing."""
        self._progress("streams")
        reader, scale = self.house.readers[0], self._scale
        first_answer(server, get(HOME, reader.token), self._judge.home(reader.id, reckon=False))
        heard = Listening(server, self.house, self._database, scale.streams).measure(
            scale.pushes, scale.seconds, self._progress
        )
        what = f"from the answer to a post to a friend's stream, {scale.streams:,} open"
        self.results.append(
            Result(
                what=what,
                aim=f"p50 ≤ {STREAM_AIM[0]} ms, p99 ≤ {STREAM_AIM[1]} ms",
                met=heard.wait(0.5) * 1000 <= STREAM_AIM[0] and heard.wait(0.99) * 1000 <= STREAM_AIM[1],
                cpu=heard.cpu,
                p50=heard.wait(0.5),
                p99=heard.wait(0.99),
                count=heard.posts,
            )
        )
        self._figure("memory of an idle stream", heard.idle * 1024, "KB", STREAM_MEMORY)

    def _static(self) -> None:
        """The units, last: their size is that of the home feed."""
        self._progress("static bytes")
        wanted = self._home_size

        def check(body: bytes) -> None:
            if len(body) != wanted:
                raise ValueError(f"{len(body)} bytes instead of {wanted}")

        arguments = ["-m", "teahouse.doors.cli.bench.unit", "PORT", str(wanted)]
        with running(arguments, {}) as server:
            first_answer(server, get("/"), check)
            asks = [Ask(get("/"), check)] * (self._scale.requests * 4)
            with Client(server) as client:
                alone = self._ask(client, "static bytes of that size: the unit", asks)
            with Client(server, AT_ONCE) as clients:
                busy = self._ask(clients, f"static bytes of that size, {AT_ONCE} clients at once: their unit", asks)
        self.unit = Unit(alone.cpu / alone.count, busy.cpu / busy.count)
        if min(self.unit) <= 0:
            raise click.ClickException("The unit cost nothing that can be measured; no ratio would mean anything.")


def repeated(asks: Sequence[Ask], count: int) -> list[Ask]:
    """As many as wanted, one after the other and from the start again."""
    return [asks[n % len(asks)] for n in range(count)]
