"""The composition root: opens the database, starts the worker, mounts the doors, listens.

Everything that lives as long as the process is made here, once, and handed to whoever needs it.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from socket import socket
from threading import Event, Thread
from typing import Any

import structlog
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from teahouse import __version__, guard, housekeeping, messages, moments, notices, people
from teahouse.doors import metrics
from teahouse.doors.mastodon import TABLES, Accounts, House, Streaming
from teahouse.housekeeping import COMMAND_LINE, Act
from teahouse.kit.clock import Clock, SystemClock
from teahouse.kit.db import Database, ReadTx, open_database
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.migrate import migrate_at_start
from teahouse.kit.db.running import hold
from teahouse.kit.db.worker import Worker
from teahouse.kit.files import Disk, Store
from teahouse.kit.http import Api, Bounds, Doorstep, Limit, Limiter, Meters, Watch, logging_to, watching
from teahouse.kit.http.patience import PatientProtocol
from teahouse.kit.http.sockets import MOST_MESSAGE_BYTES, PING_SECONDS, BoundedSocket
from teahouse.kit.live import Bounds as StreamBounds
from teahouse.kit.live import Hub
from teahouse.kit.outward import Courier, Gate, MailRoad, carriers_of
from teahouse.kit.pictures import Bounds as PictureBounds
from teahouse.kit.pictures import Pictures, Studio
from teahouse.migrations import FOLDER
from teahouse.settings import Settings
from teahouse.wiring import listeners

LIMITS = (
    Limit(name="address", per="ip", count=3_000, seconds=300),
    Limit(name="caller", per="caller", count=1_500, seconds=300),
    Limit(name="writing", per="caller", count=300, seconds=300, methods=frozenset({"POST", "PUT", "PATCH", "DELETE"})),
    Limit(name="sign-in", per="ip", count=120, seconds=300, named=True),
    Limit(name="sign-up", per="ip", count=60, seconds=3_600, named=True),
    Limit(name="media", per="caller", count=120, seconds=1_800, named=True),
    Limit(name="pictures", per="ip", count=20_000, seconds=300, named=True, alone=True),
    Limit(name="reports", per="caller", count=30, seconds=3_600, named=True),
    Limit(name="apps", per="ip", count=60, seconds=3_600, named=True),
)
"""How often one may ask (docs/api.md says it in words); a house without `rate_limits` has none.

Those by address leave room for a school class behind one: thirty who join, sign in and look at full feeds.
"""


S3 = "s3://"
LOOPBACK = ("127.0.0.0/8", "::1/128")
"""Where apps that are tried out listen."""


def handed_for(settings: Settings) -> dict[type[Any], Any]:
    """What every transaction is handed: the host's rules and limits, as the domains take them."""
    addresses = people.Addresses(settings.origin)
    return {
        **chosen_for(settings),
        housekeeping.Choices: housekeeping.Choices(settings, chosen_for),
        people.Addresses: addresses,
        Accounts: Accounts(addresses),
        notices.filters.KnownFilters: notices.filters.KnownFilters(),
        people.KeptFigures: people.KeptFigures(),
        people.Hasher: people.Hasher(),
        guard.rulings.HouseRules: guard.rulings.HouseRules(),
        moments.Passes: moments.Passes(addresses),
        MailRoad: MailRoad(settings.mail_server, settings.letters_from),
        Gate: Gate((*settings.reachable, *(LOOPBACK if settings.open_house else ()))),
        Hub: Hub(StreamBounds(settings.max_streams, counted=settings.rate_limits and not settings.open_house)),
        Pictures: Pictures(Studio(picture_bounds(settings)), files_of(settings)),
    }


def chosen_for(settings: Settings) -> dict[type[Any], Any]:
    """The part of what is handed that hosts may change while the house is open."""
    return {
        Settings: settings,
        people.SignUpRules: people.SignUpRules(
            mode="open" if settings.open_house else settings.sign_up, mastodon_defaults=settings.open_house
        ),
        people.Limits: people.Limits(
            max_friends=settings.max_friends,
            max_invites=settings.max_invites,
            max_group_members=settings.max_group_members,
        ),
        House: House.of(settings),
        messages.Limits: messages.Limits(max_people=settings.max_talk_people),
        notices.chat.ChatHosts: notices.chat.ChatHosts(more=settings.chat_hosts, house=settings.name),
        moments.Limits: moments.Limits(max_characters=settings.max_characters),
    }


def picture_bounds(settings: Settings) -> PictureBounds:
    """How large pictures may be, and what their workers may use."""
    return PictureBounds(
        most_bytes=settings.max_picture_mb * 2**20,
        most_pixels=settings.max_picture_megapixels * 1_000_000,
        memory=settings.picture_memory_mb * 2**20,
        at_once=settings.picture_workers,
    )


def files_of(settings: Settings) -> Store:
    """Where pictures are kept; nothing is made there before the first one comes."""
    folder = media_folder(settings)
    if folder is not None:
        return Disk(folder)
    from teahouse.kit.files.s3 import Bucket  # noqa: PLC0415 - few houses have one

    bucket, _, prefix = settings.media.removeprefix(S3).partition("/")
    return Bucket(
        bucket,
        prefix.strip("/"),
        endpoint=settings.s3_endpoint,
        region=settings.s3_region,
        key=settings.s3_key,
        secret=settings.s3_secret,
    )


def media_folder(settings: Settings) -> Path | None:
    """The folder that the settings mean; None where pictures are in a bucket."""
    if settings.media.startswith(S3):
        return None
    if settings.media:
        return Path(settings.media)
    if is_postgresql(settings.database):
        return Path("teahouse-media")
    file = sqlite_path(settings.database)
    return file.with_name(f"{file.stem}-media")


def open_house(settings: Settings, *, clock: Clock | None = None) -> Database:
    """The house's database with its wiring; the schema must be there before anything is asked of it.

    What hosts chose is found after a `refresh`.
    """
    return open_database(
        settings.database,
        clock=clock,
        listeners=listeners(),
        handed=handed_for(settings),
        threads=settings.threads,
    )


def refresh(database: Database) -> None:
    """Bring what hosts chose to where every transaction of this process finds it."""
    choices: housekeeping.Choices = database.context.handed[housekeeping.Choices]
    choices.take(database, database.read_now(housekeeping.fetch_choices))


class Lookout:
    """Refreshes every few seconds what hosts may have chosen by another server on the same database."""

    def __init__(self, database: Database, every: float = 2.0) -> None:
        self._database = database
        self._every = every
        self._stop = Event()
        self._thread = Thread(target=self._look, name="lookout", daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._stop.wait(self._every):
            try:
                refresh(self._database)
            except Exception as error:  # the database is away for a moment; the next look tries again
                structlog.get_logger().warning("settings could not be looked at", error=type(error).__name__)

    def close(self) -> None:
        """Look no more."""
        self._stop.set()
        self._thread.join(timeout=10)


def make_api(settings: Settings, database: Database, *, clock: Clock | None = None) -> Api:
    """All doors that speak HTTP, as one app over an open database."""
    limited = settings.rate_limits and not settings.open_house
    callers = people.KnownCallers()

    def authenticate(tx: ReadTx, token: str) -> people.Caller | None:
        caller = callers.fetch(tx, token)
        if caller is not None and caller.member_id and caller.seen_week != people.week_of(tx.now):
            member = caller.member_id
            database.write_later(lambda later: people.note_seen(later, member))
        return caller

    watches, mounts = _watched(settings, database)
    doorstep = Doorstep(settings.origin, allowed_hosts=settings.allowed_hosts, trusted_proxies=settings.trusted_proxies)
    clock = clock or SystemClock()
    hub: Hub = database.context.handed[Hub]
    mounts[Streaming.PATH] = Streaming(database, hub, authenticate, doorstep=doorstep, limited=limited, clock=clock)
    return Api(
        tables=TABLES,
        database=database,
        authenticate=authenticate,
        origin=settings.origin,
        title=f"{settings.name}: the client API of a Teahouse",
        version=__version__,
        limits=LIMITS if limited else (),
        allowed_hosts=settings.allowed_hosts,
        trusted_proxies=settings.trusted_proxies,
        # An avatar and a header may come together.
        bounds=Bounds(most_upload_bytes=2 * settings.max_picture_mb * 2**20 + 2**20),
        clock=clock,
        mounts=mounts,
        watch=watching(*watches),
    )


def _watched(settings: Settings, database: Database) -> tuple[list[Watch], dict[str, ASGIApp]]:
    """Who is told of each answer, as the host has set it, and what is mounted beside the API."""
    watches: list[Watch] = []
    mounts: dict[str, ASGIApp] = {"/": Site(settings, database)}
    if settings.metrics_token:
        meters = Meters()
        watches.append(meters.watch)
        mounts[metrics.PATH] = metrics.Metrics(database, meters, settings.metrics_token, media_folder(settings))
    if settings.access_log:
        watches.append(logging_to(structlog.get_logger()))
    return watches, mounts


class Site:
    """The pages, loaded when the first of them is asked for: a server for apps alone does without."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._site: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._site is None:
            self._site = self._load()
        await self._site(scope, receive, send)

    def _load(self) -> ASGIApp:
        from teahouse.doors.web.site import LIMITS as PAGES  # noqa: PLC0415 - see the class
        from teahouse.doors.web.site import make_site  # noqa: PLC0415 - see the class

        settings = self._settings
        limited = settings.rate_limits and not settings.open_house
        return make_site(
            self._database,
            settings,
            self._database.context.handed[people.Hasher],
            limiter=Limiter(PAGES if limited else ()),
            doorstep=Doorstep(
                settings.origin, allowed_hosts=settings.allowed_hosts, trusted_proxies=settings.trusted_proxies
            ),
        )


class Server:
    """A house that listens: lock, schema, database, worker and doors, opened and closed together.

    Raises `Refused` where another server runs on the same file, or where the schema is not this release's.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._running = hold(settings.database)
        self.migrated = migrate_at_start(settings.database, FOLDER)
        self.database = open_house(settings)
        refresh(self.database)
        if self.migrated is not None and self.migrated.was is not None:
            step = f"from {self.migrated.was} to {self.migrated.now}"
            self.database.write_now(
                lambda tx: housekeeping.record(tx, COMMAND_LINE, Act.DATABASE_MIGRATED, subject=step)
            )
        # One file has one server; a PostgreSQL database may have several.
        self._lookout = Lookout(self.database) if is_postgresql(settings.database) else None
        self.begin = self.database.write_now(people.make_begin_link)
        """What stands behind /begin/ in the address that begins this house; None where somebody lives here."""
        self.pictures: Pictures = self.database.context.handed[Pictures]
        self.streams: Hub = self.database.context.handed[Hub]
        sweeps = (people.keys.sweep_sign_in, people.sweep_turnings, moments.sweep_uploads)
        self.worker = Worker(self.database, sweeps, (self.pictures.sweep,))
        self.database.write_now(notices.push.keep_keys)
        self.courier = Courier(self.database, lambda: carriers_of(self.database))
        self.api = make_api(settings, self.database)

    def close(self) -> None:
        """Let the facts at hand be heard, then let go of the database."""
        if self._lookout is not None:
            self._lookout.close()
        self.worker.close()
        self.courier.close()
        self.pictures.close()
        self.database.close()
        self._running.close()


def _with_lifespan(app: ASGIApp, stopped: Callable[[], None]) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                stopped()
                await send({"type": "lifespan.shutdown.complete"})
                return

    return answer


class _Listener(uvicorn.Server):
    """Says that the door is open once it is, not while the socket is still being made; and when it begins to close."""

    def __init__(self, config: uvicorn.Config, opened: Callable[[], None], streams: Hub) -> None:
        super().__init__(config)
        self._opened = opened
        self._streams = streams

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._opened()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        await self._streams.close()
        await super().shutdown(sockets)


def serve(settings: Settings, *, announce: Callable[[str], None] = print) -> None:
    """Serve until told to stop (SIGINT or SIGTERM). `announce` is told the address once the door is open."""
    configure_log()
    server = Server(settings)
    if server.migrated is not None and server.migrated.copy is not None:
        announce(f"The database is now at revision {server.migrated.now}; a copy from before is {server.migrated.copy}")
    config = uvicorn.Config(
        _with_lifespan(server.api, server.close),
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=PatientProtocol,
        ws=BoundedSocket,
        ws_max_size=MOST_MESSAGE_BYTES,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        lifespan="on",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        log_level="warning",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
        backlog=2048,
    )

    def opened() -> None:
        announce(f"The house is open at {settings.origin}")
        if server.begin is not None:
            announce(f"Nobody lives here yet. Begin, once and within a day, at {settings.origin}/begin/{server.begin}")

    # What is there now stays: the collector need not look at it again.
    gc.collect()
    gc.freeze()
    # A request leaves no circles behind; to look for them after every 700 objects cost a small one some 7 %.
    gc.set_threshold(20_000, 20, 50)
    with suppress(KeyboardInterrupt):
        _Listener(config, opened, server.streams).run()


def configure_log() -> None:
    """One JSON object a line on standard error; secrets are never handed to it."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
