"""The settings, as a list of pages. A page of settings is added to `SECTIONS` and hangs its own routes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from starlette.responses import Response

from teahouse.doors.web.visit import Visit
from teahouse.doors.web.words import Words


class Section(Struct, frozen=True):
    """One page of settings: where it is, what it is called, and what one finds there."""

    path: str
    title: Callable[[Words], str]
    text: Callable[[Words], str]


SECTIONS = (
    Section("/settings/profile", lambda words: words.folk.set_profile, lambda words: words.folk.set_profile_text),
    Section("/settings/privacy", lambda words: words.folk.set_privacy, lambda words: words.folk.set_privacy_text),
    Section("/settings/reading", lambda words: words.folk.set_reading, lambda words: words.folk.set_reading_text),
    Section("/settings/filters", lambda words: words.filtering.filters, lambda words: words.filtering.filters_text),
    Section("/settings/telling", lambda words: words.telling.title, lambda words: words.telling.what),
    Section("/settings/language", lambda words: words.folk.set_language, lambda words: words.folk.set_language_text),
    Section("/auth/password", lambda words: words.pw_change, lambda words: words.pw_change_text),
    Section("/settings/second", lambda words: words.keys.step, lambda words: words.keys.step_what),
    Section("/settings/passkeys", lambda words: words.keys.passkeys, lambda words: words.keys.passkeys_what),
    Section("/settings/devices", lambda words: words.keys.sessions, lambda words: words.keys.sessions_what),
    Section("/settings/apps", lambda words: words.keys.apps, lambda words: words.keys.apps_what),
    Section("/settings/data", lambda words: words.keys.data, lambda words: words.keys.data_what),
    Section("/settings/leave", lambda words: words.keys.leave, lambda words: words.keys.leave_what),
    Section("/settings/rulings", lambda words: words.guarding.mine, lambda words: words.guarding.mine_text),
    Section("/settings/reports", lambda words: words.your_reports, lambda words: words.folk.set_reports_text),
)
"""In the order in which they are shown."""


async def show_settings(visit: Visit) -> Response:
    """Where everything is that a member may set."""
    visit.member()
    return visit.page("settings_index.html", sections=SECTIONS)
