"""What every page is handed: the database, the settings, and the few tools of this door."""

from __future__ import annotations

from jinja2 import Environment
from msgspec import Struct

from teahouse import messages, moments, people
from teahouse.doors.web.cookies import Jar
from teahouse.doors.web.static import Shelf
from teahouse.kit.db import Database
from teahouse.kit.http import Doorstep, Limiter, limit_key
from teahouse.kit.live import Hub
from teahouse.kit.pictures import Pictures
from teahouse.settings import Settings


class House(Struct, frozen=True):
    """One of these is made by `make_site`; nothing in it changes but the limiter's counters."""

    database: Database
    hasher: people.Hasher
    limiter: Limiter
    doorstep: Doorstep
    templates: Environment
    shelf: Shelf
    jar: Jar

    @property
    def now(self) -> int:
        """The time by the house's own clock."""
        return self.database.context.clock.now()

    @property
    def settings(self) -> Settings:
        """The settings, with what hosts chose until now."""
        settings: Settings = self.database.context.handed[Settings]
        return settings

    @property
    def host(self) -> str:
        """What people type into an app: the origin's host, with its port where it has one."""
        return self.settings.origin.partition("://")[2]

    @property
    def rules(self) -> people.SignUpRules:
        """Who may join, and what a password has to be."""
        rules: people.SignUpRules = self.database.context.handed[people.SignUpRules]
        return rules

    @property
    def pictures(self) -> Pictures:
        """Where pictures are developed and kept."""
        pictures: Pictures = self.database.context.handed[Pictures]
        return pictures

    @property
    def streams(self) -> Hub:
        """The open streams of this process."""
        streams: Hub = self.database.context.handed[Hub]
        return streams

    @property
    def most_pictures(self) -> int:
        """So many may hang on one moment."""
        limits: moments.Limits = self.database.context.handed[moments.Limits]
        return limits.max_media

    @property
    def most_in_talk(self) -> int:
        """So many people one talk may have."""
        limits: messages.Limits = self.database.context.handed[messages.Limits]
        return limits.max_people

    @property
    def most_characters(self) -> int:
        """So long a post may be, as readers count."""
        limits: moments.Limits = self.database.context.handed[moments.Limits]
        return limits.max_characters

    def count(self, method: str, limit: str | None, address: str, member: int | None) -> None:
        """Count one request for a page. Raises `TooMany`."""
        by_ip, by_caller = self.limiter.binding(method, limit)
        key = limit_key(address)
        self.limiter.hit(by_ip, key, self.now)
        self.limiter.hit(by_caller, key if member is None else f"actor {member}", self.now)

    def count_fresh(self, member: int) -> None:
        """Count one look for news, which pages take by themselves. Raises `TooMany`.

        By member alone: many who share an address are not to lose the house by leaving it open.
        """
        self._count_named("GET", "fresh", member)

    def count_live(self, member: int) -> None:
        """Count one stream that an open page takes. Raises `TooMany`. By member alone, as for news."""
        self._count_named("GET", "live", member)

    def count_talk(self, member: int) -> None:
        """Count one look for what was said in a talk, which its page takes every few seconds. Raises `TooMany`."""
        self._count_named("GET", "talk", member)

    def count_pictures(self, member: int, number: int) -> None:
        """Count pictures that came with one form, each by itself: each is developed. Raises `TooMany`."""
        for _ in range(number):
            self._count_named("POST", "pictures", member)

    def _count_named(self, method: str, name: str, member: int) -> None:
        _, by_caller = self.limiter.binding(method, name)
        self.limiter.hit((one for one in by_caller if one.named), f"actor {member}", self.now)

    def count_try(self, name: str, address: str) -> None:
        """Count one try of a name's password. Raises `TooMany`.

        From one address few are taken, so that a stranger who guesses shuts out nobody but themselves; from all of them
        together more. What was refused for its address does not count towards those.
        """
        name = name[:320]
        for limit, key in (("sign-in-name", f"{name} {limit_key(address)}"), ("sign-in-anywhere", name)):
            by_ip, _ = self.limiter.binding("POST", limit)
            self.limiter.hit((one for one in by_ip if one.named), key, self.now)
