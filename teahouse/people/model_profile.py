"""What a member may change of their own account, and where the house's pages stand."""

from __future__ import annotations

from urllib.parse import quote

import msgspec

from teahouse.people.model import Author

NO_PICTURE = "-"
"""Stands in an account's row where it has no avatar or no header."""


class Addresses(msgspec.Struct, frozen=True):
    """The one configured origin (`https://house.example`, no slash behind), handed to every transaction."""

    origin: str

    @property
    def local_host(self) -> str:
        """The host, with its port where it has one."""
        return self.origin.partition("://")[2]

    def profile(self, username: str) -> str:
        """The page of a local account."""
        return f"{self.origin}/@{username}"

    def of(self, account: Author) -> str:
        """The page of an account, here or elsewhere."""
        return self.profile(account.username) if account.domain is None else account.uri or self.origin

    def pictures(self, account: Author) -> tuple[str, str]:
        """Avatar and header; who has none has the house's."""
        avatar, header = account.pictures.split() or (NO_PICTURE, NO_PICTURE)
        worn = f"{self.origin}/pictures/{account.id}"
        return (
            f"{self.origin}/static/avatar.png" if avatar == NO_PICTURE else f"{worn}/{avatar}",
            f"{self.origin}/static/header.png" if header == NO_PICTURE else f"{worn}/{header}",
        )

    def tag(self, key: str) -> str:
        """The page of a tag, by its key."""
        return f"{self.origin}/tags/{quote(key, safe='')}"


class ProfileChanges(msgspec.Struct, frozen=True):
    """What is to change; None leaves a thing as it is, an empty `language` forgets it."""

    display_name: str | None = None
    note: str | None = None
    fields: list[tuple[str, str]] | None = None
    bot: bool | None = None
    locked: bool | None = None
    discoverable: bool | None = None
    indexable: bool | None = None
    window_days: int | None = None
    audience: str | None = None
    sensitive: bool | None = None
    language: str | None = None
    time_zone: str | None = None


class Field(msgspec.Struct, frozen=True):
    """One field of a profile, as `Account.fields` holds it in JSON."""

    name: str
    value: str
    html: str
