"""Order chains as clients of ours read them; Mastodon has no such thing, and its apps see a link to the page."""

from __future__ import annotations

from teahouse.doors.mastodon.entities import Account, Chain, OwnEntry


class ChainEntry(OwnEntry, frozen=True, kw_only=True):
    """A line of a chain. Without an account its author put it down by name (or sees its writer no more)."""

    own: bool
    account: Account | None


class ChainPage(Chain, frozen=True, kw_only=True):
    """A chain with a page of its entries, the last to arrive first."""

    entries: list[ChainEntry]
