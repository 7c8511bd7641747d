"""Streams: of those who listen, who is to hear of a moment at once. The lists of the house, asked in reverse."""

from teahouse.moments.streams.who import (
    Place,
    fetch_followers,
    fetch_in_group,
    fetch_listed_for,
    fetch_lists_with,
    fetch_place,
    fetch_who_saw,
)

__all__ = [
    "Place",
    "fetch_followers",
    "fetch_in_group",
    "fetch_listed_for",
    "fetch_lists_with",
    "fetch_place",
    "fetch_who_saw",
]
