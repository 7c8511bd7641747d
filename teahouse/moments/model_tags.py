"""The nouns of tags: one that somebody chose, one that a profile shows, how one is used."""

from __future__ import annotations

import msgspec


class Use(msgspec.Struct, frozen=True):
    """How often a tag was used on one day (counted from 1970, UTC) in public, and by how many."""

    day: int
    uses: int
    accounts: int


class Chosen(msgspec.Struct, frozen=True):
    """A tag that an account follows; `id` says since when."""

    tag: str
    name: str
    id: int


class Featured(msgspec.Struct, frozen=True):
    """A tag that an account shows on its profile, in how many of its public moments it stands, and in which last."""

    tag: str
    name: str
    id: int
    count: int
    last: int | None


class TagView(msgspec.Struct, frozen=True):
    """A tag as one viewer sees it: its uses are those of public moments, and the same for everybody."""

    key: str
    name: str
    uses: list[Use]
    following: bool
    featuring: bool
