"""The door put together: which address leads to which page, and what is said when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from teahouse import people
from teahouse.doors.web import (
    acts,
    authorize,
    chains,
    compose,
    corner,
    feed,
    feeds,
    frame,
    front,
    groups,
    groups_join,
    groups_keep,
    installed,
    keys_routes,
    live,
    passwords,
    pictured,
    pieces,
    profiles,
    rewrite,
    sign_in,
    sign_up,
    tags,
    ties,
    told,
    trouble,
)
from teahouse.doors.web.cookies import Jar
from teahouse.doors.web.drawing import make_drawing
from teahouse.doors.web.house import House
from teahouse.doors.web.porch import Porch
from teahouse.doors.web.routes_folk import folk_routes
from teahouse.doors.web.routes_guard import guard_routes
from teahouse.doors.web.routes_host import host_routes
from teahouse.doors.web.routes_quiet import quiet_routes
from teahouse.doors.web.routes_talk import talk_routes
from teahouse.doors.web.routes_told import told_routes
from teahouse.doors.web.routing import At, Page
from teahouse.doors.web.signs import Signs
from teahouse.doors.web.static import Shelf
from teahouse.doors.web.visit import Visit, open_visit
from teahouse.kit.db import Database
from teahouse.kit.errors import Refusal
from teahouse.kit.http import TEMPLATE, Doorstep, Limit, Limiter
from teahouse.settings import Settings

_POST = frozenset({"POST"})
_COUNTED_ELSEWHERE = ("/static/", "/fresh", "/live")
_NEWS = re.compile(r"/talk/\d+/news")

LIMITS = (
    Limit(name="pages", per="ip", count=3_000, seconds=300),
    Limit(name="sign-in", per="ip", count=120, seconds=300, methods=_POST, named=True),
    Limit(name="sign-in-name", per="ip", count=10, seconds=900, methods=_POST, named=True),
    Limit(name="sign-in-anywhere", per="ip", count=200, seconds=3600, methods=_POST, named=True),
    Limit(name="acts", per="caller", count=300, seconds=300, methods=_POST, named=True),
    Limit(name="looks", per="caller", count=600, seconds=300, methods=_POST, named=True),
    Limit(name="pictures", per="caller", count=300, seconds=1800, methods=_POST, named=True),
    Limit(name="fresh", per="caller", count=200, seconds=300, named=True),
    Limit(name="live", per="caller", count=200, seconds=300, named=True),
    Limit(name="talk", per="caller", count=200, seconds=300, named=True),
    Limit(name="archive", per="caller", count=6, seconds=3600, methods=_POST, named=True),
    Limit(name="reports", per="caller", count=30, seconds=3600, methods=_POST, named=True),
    Limit(name="sign-up", per="ip", count=60, seconds=1800, methods=_POST, named=True),
)
"""How often pages may be asked for, sign-in be tried from one address and for one name, a member may act, ask who will
see what is being written, send pictures (each counts) and report, and accounts be made."""


def make_site(
    database: Database,
    settings: Settings,
    hasher: people.Hasher,
    *,
    limiter: Limiter | None = None,
    doorstep: Doorstep | None = None,
) -> ASGIApp:
    """The app of all pages, to be mounted at `/`. Without a limiter nothing is counted.

    A `limiter` knows the names of `LIMITS` that it wants to bind. `doorstep` says which address a request is from.
    """
    secure = settings.origin.startswith("https://")
    shelf = Shelf()
    templates = make_drawing()
    signs = Signs(templates)
    templates.globals["icons"] = signs
    house = House(
        database=database,
        hasher=hasher,
        limiter=limiter or Limiter(()),
        doorstep=doorstep
        or Doorstep(settings.origin, allowed_hosts=settings.allowed_hosts, trusted_proxies=settings.trusted_proxies),
        templates=templates,
        shelf=shelf,
        jar=Jar(secure=secure),
    )
    live.attend(house)
    app = Starlette(
        routes=_routes(house),
        exception_handlers={
            Refusal: _telling(house, trouble.refused),
            HTTPException: _telling(house, trouble.not_routed),
            Exception: _telling(house, trouble.broken),
        },
    )
    app.router.redirect_slashes = False
    return Porch(app, secure=secure)


def _routes(house: House) -> list[Route]:
    def at(path: str, show: Page | None = None, act: Page | None = None, *, limit: str = "acts") -> list[Route]:
        made = [] if show is None else [Route(path, _endpoint(house, path, show, None), methods=["GET"])]
        return made if act is None else [*made, Route(path, _endpoint(house, path, act, limit), methods=["POST"])]

    rooms = (
        _for_chains,
        host_routes,
        guard_routes,
        folk_routes,
        quiet_routes,
        talk_routes,
        told_routes,
        keys_routes.for_keys,
    )
    topics = (_for_all, _for_members, *rooms)
    return [route for topic in topics for route in topic(at)]


def _for_all(at: At) -> list[Route]:
    return [
        *at("/", front.show_front),
        *at("/about", front.show_about),
        *at("/privacy", front.show_privacy),
        *at("/robots.txt", front.show_robots),
        *at("/favicon.ico", front.show_favicon),
        *at("/look", frame.show_look),
        *at("/manifest.webmanifest", installed.show_manifest),
        *at("/service-worker.js", installed.show_worker),
        *at("/offline", installed.show_offline),
        *at("/static/{name}", front.show_static),
        *at("/auth/sign_in", sign_in.show_sign_in, sign_in.sign_in, limit="sign-in"),
        *at("/auth/sign_out", None, sign_in.sign_out),
        *at("/auth/sign_out_others", None, sign_in.sign_out_others),
        *at("/auth/sign_up", sign_up.show_sign_up, sign_up.sign_up, limit="sign-up"),
        *at("/auth/password", passwords.show_change, passwords.change, limit="sign-in"),
        *at("/auth/reset/{token}", passwords.show_reset, passwords.reset, limit="sign-in"),
        *at("/invite/{code}", sign_up.show_invite),
        *at("/join/{code}", groups_join.show_join, groups_join.join, limit="acts"),
        *at("/oauth/authorize", authorize.show_authorize, authorize.authorize),
        # As toot writes it.
        *at("/oauth/authorize/", authorize.show_authorize),
        *at("/oauth/authorize/native", authorize.show_native),
        *at("/tags/{tag}", tags.show_tag),
        *at("/tags/{tag}/follow", None, tags.follow_tag),
        *at("/feed.atom", feeds.show_house_feed),
        *at("/@{name}.atom", feeds.show_account_feed),
        *at("/@{name}", profiles.show_profile),
        *at("/@{name}/{id}", profiles.show_moment),
    ]


def _for_chains(at: At) -> list[Route]:
    return [
        *at("/chain/{id}", chains.show_chain, chains.put_down, limit="acts"),
        *at("/chain/{id}/form", chains.show_form, chains.save_form, limit="acts"),
        *at("/chain/{id}/for", None, chains.put_down_for, limit="acts"),
        *at("/chain/{id}/withdraw", None, chains.withdraw, limit="acts"),
        *at("/chain/{id}/close", None, chains.close, limit="acts"),
        *at("/chain/{id}/reopen", None, chains.reopen, limit="acts"),
        *at("/chain/{id}/list.csv", chains.show_sheet),
        *at("/chain/{id}/remove/{entry}", None, chains.remove, limit="acts"),
        *at("/chain/{id}/back/{entry}", None, chains.put_back, limit="acts"),
    ]


def _for_members(at: At) -> list[Route]:
    return [
        *at("/me", corner.show_corner),
        *at("/fresh", pieces.show_fresh),
        *at("/live", live.show_live),
        *at("/kept", feed.show_kept),
        *at("/notices", told.show_notices),
        *at("/compose", compose.show_compose, compose.post, limit="acts"),
        *at("/compose/who", None, compose.show_who, limit="looks"),
        *at("/compose/pictures", None, pictured.add_picture, limit="acts"),
        *at("/compose/pictures/{id}", pictured.show_picture),
        *at("/compose/pictures/{id}/drop", None, pictured.drop_picture, limit="acts"),
        *at("/moments/{id}/like", None, acts.like, limit="acts"),
        *at("/moments/{id}/unlike", None, acts.unlike, limit="acts"),
        *at("/moments/{id}/share", None, acts.share, limit="acts"),
        *at("/moments/{id}/unshare", None, acts.unshare, limit="acts"),
        *at("/moments/{id}/keep", None, acts.keep, limit="acts"),
        *at("/moments/{id}/unkeep", None, acts.unkeep, limit="acts"),
        *at("/moments/{id}/comment", None, acts.comment, limit="acts"),
        *at("/moments/{id}/delete", None, rewrite.delete, limit="acts"),
        *at("/moments/{id}/remove", None, acts.remove, limit="acts"),
        *at("/moments/{id}/edit", rewrite.show_edit, rewrite.save_edit, limit="acts"),
        *at("/moments/{id}/history", rewrite.show_history),
        *at("/moments/{id}/take_back", None, rewrite.take_back, limit="acts"),
        *at("/friends", ties.show_friends),
        *at("/people/{id}/befriend", None, ties.befriend, limit="acts"),
        *at("/people/{id}/unfriend", None, ties.unfriend, limit="acts"),
        *at("/people/{id}/mute", None, ties.mute, limit="acts"),
        *at("/people/{id}/mute_for_good", None, ties.mute_for_good, limit="acts"),
        *at("/people/{id}/unmute", None, ties.unmute, limit="acts"),
        *at("/people/{id}/quiet", None, ties.save_quiet, limit="acts"),
        *at("/people/{id}/block", None, ties.block, limit="acts"),
        *at("/people/{id}/unblock", None, ties.unblock, limit="acts"),
        *at("/groups", groups.show_groups, groups.make_group, limit="acts"),
        *at("/groups/{id}", groups.show_group, groups.say, limit="acts"),
        *at("/groups/{id}/people", groups_join.show_people, groups_join.ask_people, limit="acts"),
        *at("/groups/{id}/members", groups_keep.show_members, groups_keep.change_member, limit="acts"),
        *at("/groups/{id}/settings", groups_keep.show_settings, groups_keep.save_settings, limit="acts"),
        *at("/groups/{id}/links", groups_keep.show_links, groups_keep.make_link, limit="acts"),
        *at("/groups/{id}/links/{link}/revoke", None, groups_keep.revoke_link, limit="acts"),
        *at("/groups/{id}/leave", None, groups_keep.leave, limit="acts"),
        *at("/groups/{id}/close", None, groups_keep.close, limit="acts"),
    ]


def _endpoint(house: House, path: str, page: Page, limit: str | None) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        method = "POST" if request.method == "POST" else "GET"
        request.scope[TEMPLATE] = f"{method} {path}"
        visit = await open_visit(house, request)
        request.state.visit = visit
        asked = request.scope["path"]
        if not asked.startswith(_COUNTED_ELSEWHERE) and not _NEWS.fullmatch(asked):
            house.count(request.method, limit, visit.address, None if visit.me is None else visit.me.id)
        return await page(visit)

    return answer


def _telling(
    house: House, tell: Callable[[Visit, Exception], Response]
) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        visit = getattr(request.state, "visit", None)
        if not isinstance(visit, Visit):
            # An address that no route took, so that nobody has asked yet who comes; else who comes cannot be found out.
            visit = await open_visit(house, request) if isinstance(error, HTTPException) else Visit(house, request)
        await visit.salvage()
        return tell(visit, error)

    return answer
