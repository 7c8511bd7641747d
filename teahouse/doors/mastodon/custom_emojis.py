"""Custom emoji: a house has none, and says so."""

from __future__ import annotations

from teahouse.doors.mastodon import entities as e
from teahouse.kit.db import ReadTx
from teahouse.kit.http import Routes

routes = Routes()


@routes.get("/api/v1/custom_emojis", guest=True)
def show_all(tx: ReadTx) -> list[e.CustomEmoji]:
    """The house's own emoji: none."""
    return []
