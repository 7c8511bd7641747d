"""Mastodon's entities of finding: tags, those that a profile shows, and what a search found."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from teahouse.doors.mastodon.entities import Account, Status


class TagHistory(Struct, frozen=True):
    """How often a tag was used in public on one day (its midnight in seconds, UTC), and by how many."""

    day: str
    uses: str
    accounts: str


class Tag(Struct, frozen=True):
    """A tag; whether one follows and shows it is told to who is signed in."""

    id: str
    name: str
    url: str
    history: list[TagHistory]
    following: bool | UnsetType = UNSET
    featuring: bool | UnsetType = UNSET


class FeaturedTag(Struct, frozen=True):
    """A tag that a profile shows, with its uses in the account's public statuses."""

    id: str
    name: str
    url: str
    statuses_count: str
    last_status_at: str | None


class Suggestion(Struct, frozen=True):
    """A friend of friends. `followers_count` of the account is the number of friends in common."""

    source: Literal["past_interactions"]
    sources: list[Literal["friends_of_friends"]]
    account: Account


class Search(Struct, frozen=True):
    """What was found, by kind."""

    accounts: list[Account]
    statuses: list[Status]
    hashtags: list[Tag]
