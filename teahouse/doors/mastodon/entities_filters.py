"""Entities of filters, of both versions."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

Where = Literal["home", "notifications", "public", "thread", "account"]
What = Literal["warn", "hide", "blur"]


class FilterKeyword(Struct, frozen=True):
    """A word of a filter."""

    id: str
    keyword: str
    whole_word: bool


class FilterStatus(Struct, frozen=True):
    """A status that a filter holds."""

    id: str
    status_id: str


class Filter(Struct, frozen=True):
    """A filter; as part of a result it is told without what it holds."""

    id: str
    title: str
    context: list[Where]
    expires_at: str | None
    filter_action: What
    keywords: list[FilterKeyword] | UnsetType = UNSET
    statuses: list[FilterStatus] | UnsetType = UNSET


class FilterResult(Struct, frozen=True):
    """A filter that matches a status, and by what."""

    filter: Filter
    keyword_matches: list[str] | None
    status_matches: list[str] | None


class V1Filter(Struct, frozen=True):
    """A word of a filter, as the first version knew them."""

    id: str
    phrase: str
    context: list[Where]
    whole_word: bool
    expires_at: str | None
    irreversible: bool
