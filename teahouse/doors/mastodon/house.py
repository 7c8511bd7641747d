"""What the host says of the house, as the client API shows it; the composition root hands it to every transaction."""

from __future__ import annotations

from msgspec import Struct

from teahouse import __version__
from teahouse.settings import Settings

OPEN_HOUSE = "*** Open house, for trying out apps: anybody may join, new accounts post to the whole world. ***"
"""Stands before the host's own description where a house has Mastodon's defaults, so that nobody mistakes it."""
SPEAKS = "4.7.3"
"""The version of Mastodon whose entities and errors are spoken here; clients read it off the front of ours."""


class House(Struct, frozen=True, kw_only=True):
    """The house, its rules and its bounds. `origin` has no slash behind."""

    origin: str
    name: str
    description: str
    contact: str
    rules: tuple[str, ...]
    rules_zh: tuple[str, ...]
    """As many as `rules`; one that nobody translated is the same."""
    languages: tuple[str, ...]
    sign_up: str
    """`open`, `invite` (by code only) or `closed`."""
    open_house: bool
    max_characters: int

    @classmethod
    def of(cls, settings: Settings) -> House:
        """The house that these settings describe."""
        return cls(
            origin=settings.origin,
            name=settings.name,
            description=" ".join([OPEN_HOUSE] * settings.open_house + [settings.description]),
            contact=settings.contact,
            rules=settings.rules,
            rules_zh=settings.rules_in("zh"),
            languages=settings.languages,
            sign_up="open" if settings.open_house else settings.sign_up,
            open_house=settings.open_house,
            max_characters=settings.max_characters,
        )

    @property
    def domain(self) -> str:
        """The host, with its port where it has one."""
        return self.origin.partition("://")[2]

    @property
    def version(self) -> str:
        """Mastodon's version first, as clients take the leading numbers for what they may ask."""
        return f"{SPEAKS} (compatible; Teahouse {__version__})"
