"""Where a member is signed in, and which apps may act for them. Of a browser no more is said than what it is."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.languages import said_day, said_when
from teahouse.doors.web.scopes import wishes
from teahouse.doors.web.visit import Visit
from teahouse.doors.web.words_keys import Keys
from teahouse.kit.db import ReadTx
from teahouse.people.keys import OwnApp, OwnSession

WEEK = 7 * 24 * 3_600_000
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
"""What user agents write, the more exact names first, and what people call it."""


class SessionView(Struct, frozen=True):
    """A browser, as a line."""

    id: str
    said: str
    when: str
    is_this: bool


class AppView(Struct, frozen=True):
    """An app, with all that it may do."""

    id: int
    name: str
    website: str | None
    wishes: list[str]
    when: str
    actors: list[str]


def said_agent(words: Keys, agent: str) -> str:
    """The browser and the device in common words: nothing of versions or models."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), words.agent_browser)
    system = next((name for sign, name in _SYSTEMS if sign in agent), None)
    return words.agent_app if system is None else words.agent_on.format(browser=browser, system=system)


def said_week(visit: Visit, week: int) -> str:
    """A week, by the date of its first day."""
    return visit.words.keys.passkey_never.format(date=said_day(visit.words, week * WEEK))


async def show_devices(visit: Visit) -> Response:
    """The member's browsers; this one is marked."""
    me, words = visit.member(), visit.words.keys

    def view(row: OwnSession, this_id: str) -> SessionView:
        since = said_when(visit.words, row.created_at, visit.now, visit.zone)
        seen = words.session_week if row.seen_week >= people.week_of(visit.now) else words.session_seen
        when = seen.format(since=since, date=said_day(visit.words, max(row.seen_week * WEEK, row.created_at)))
        return SessionView(row.id, said_agent(words, row.user_agent), when, row.id == this_id)

    this_id = people.keys.session_id(visit.token or "")
    rows = await visit.read(lambda tx: people.keys.fetch_sessions(tx, me.id))
    views = sorted((view(row, this_id) for row in rows), key=lambda one: not one.is_this)
    return visit.page("devices.html", sessions=views, done=visit.query("done"))


async def end_session(visit: Visit) -> Response:
    """One of them is signed out; for this one there is the button at the foot of every page."""
    me, session_id = visit.member(), visit.parameter("id")
    await visit.form(Form)
    await visit.write(lambda tx: people.keys.end_session(tx, me.id, session_id))
    return visit.done("/settings/devices", "ended")


async def show_apps(visit: Visit) -> Response:
    """The member's apps, each once, with what it may do."""
    me = visit.member()

    def look(tx: ReadTx) -> tuple[list[OwnApp], dict[int, people.Account]]:
        rows = people.keys.fetch_apps(tx, me.id)
        return rows, people.fetch_accounts(tx, {row.actor_id for row in rows})

    rows, actors = await visit.read(look)
    by_app: dict[int, list[OwnApp]] = {}
    for row in rows:
        by_app.setdefault(row.app_id, []).append(row)
    views = [_app_view(visit, tokens, actors) for tokens in by_app.values()]
    return visit.page("apps.html", apps=views, done=visit.query("done"))


def _app_view(visit: Visit, tokens: list[OwnApp], actors: dict[int, people.Account]) -> AppView:
    scopes = {scope for token in tokens for scope in token.scopes.split()}
    since = said_when(visit.words, min(token.created_at for token in tokens), visit.now, visit.zone)
    acting = {token.actor_id for token in tokens}
    names = [f"@{actors[one].username}" for one in sorted(acting) if one in actors]
    said = visit.words.keys
    first = tokens[0]
    return AppView(
        first.app_id,
        first.name,
        first.website,
        wishes(visit.words, scopes),
        said.app_since.format(when=since),
        [said.app_as.format(name=name) for name in names],
    )


async def end_app(visit: Visit) -> Response:
    """It is locked out now."""
    me, app_id = visit.member(), visit.wanted()
    await visit.form(Form)
    await visit.write(lambda tx: people.keys.end_app(tx, me.id, app_id))
    return visit.done("/settings/apps", "app_ended")
