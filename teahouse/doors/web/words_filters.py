"""What the pages of filters say: part of what every language fills in whole."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class FilterWords(Struct, frozen=True, kw_only=True):
    """The texts of filters: the house's, one's own, and what becomes of what matches."""

    filters: str
    filters_text: str
    house: str
    house_text: str
    house_names: Mapping[int, str]
    is_on: str
    is_off: str
    switch_on: str
    switch_off: str
    until: str
    ended: str
    own: str
    none: str
    new: str
    change: str
    title: str
    words: str
    words_hint: str
    whole: str
    whole_hint: str
    where: str
    places: Mapping[str, str]
    what: str
    warn: str
    hide: str
    blur: str
    lasts: str
    lasts_as_is: str
    lasts_names: Mapping[int, str]
    posts_one: str
    posts_many: str
    make: str
    delete: str
    delete_sure: str
    where_blank: str
    shown_as: str
    done: Mapping[str, str]
