"""Preferences: what an app should begin with."""

from __future__ import annotations

from teahouse.doors.mastodon import entities_house as e
from teahouse.doors.mastodon.present_people import privacy_of
from teahouse.doors.mastodon.statuses import actor_of
from teahouse.kit.db import ReadTx
from teahouse.kit.http import Call, Routes

routes = Routes()


@routes.get("/api/v1/preferences", scope="read:accounts")
def show(tx: ReadTx, call: Call) -> e.Preferences:
    """One's defaults; how to show things is left to the app."""
    me = actor_of(tx, call)
    return e.Preferences(
        visibility=privacy_of(me.audience),
        sensitive=bool(me.sensitive),
        language=me.language,
        quote_policy="nobody",
        expand_media="default",
        expand_spoilers=False,
        autoplay=False,
    )
