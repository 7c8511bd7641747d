"""Timelines: home, a list or circle, an account, public and tag timelines, bookmarks, favourites."""

from __future__ import annotations

from typing import Any

import msgspec

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present import present_statuses
from teahouse.doors.mastodon.statuses import READ, viewer_of
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.kit.text import tag_key
from teahouse.moments import Stretch
from teahouse.notices import filters

routes = Routes()


class HomeQuery(Page, frozen=True, kw_only=True):
    """A page of a timeline; every account is local, so `local` changes nothing and `remote` leaves nothing."""

    local: bool = False
    remote: bool = False


class PublicQuery(HomeQuery, frozen=True, kw_only=True):
    """A page of a public timeline."""

    only_media: bool = False


class MarketQuery(Page, frozen=True, kw_only=True):
    """A page of the market: only what was turned down, or of one account; with `muted`, of those not looked at, too."""

    turned_down: bool = False
    account_id: Id | None = None
    muted: bool = False


class TagQuery(PublicQuery, frozen=True, kw_only=True):
    """A page of a tag's timeline."""

    any: list[str] = []
    all: list[str] = []
    none: list[str] = []


class AccountQuery(Page, frozen=True, kw_only=True):
    """A page of an account's statuses."""

    only_media: bool = False
    exclude_replies: bool = False
    exclude_reblogs: bool = False
    exclude_direct: bool = False
    pinned: bool = False
    tagged: str = ""


class _Reader(msgspec.Struct, frozen=True):
    id: int
    time_zone: str


def reader_of(call: Call) -> _Reader:
    """Who calls, as feeds want to know it."""
    caller: Any = call.caller
    return _Reader(call.actor_id, caller.time_zone)


def _stretch(query: Page) -> Stretch:
    return Stretch(query.max_id, query.since_id, query.min_id, query.size())


def _answer(tx: ReadTx, call: Call, viewer: int, page: moments.Page, *, always_next: bool = True) -> list[e.Status]:
    call.link(page.first, page.last, more=always_next or page.full)
    return present_statuses(tx, viewer, page.ids)


@routes.get("/api/v1/timelines/home", scope=READ)
def home(tx: ReadTx, call: Call, query: HomeQuery) -> list[e.Status]:
    """The caller's friends, newest first, without what a filter of the caller's hides there."""
    if query.remote:
        return []
    reader = reader_of(call)
    page = filters.fill(
        tx, reader.id, lambda at: moments.page_home(tx, reader, at), _stretch(query), filters.Context.HOME
    )
    return _answer(tx, call, reader.id, page)


@routes.get("/api/v1/timelines/market", scope=READ)
def market(tx: ReadTx, call: Call, query: MarketQuery) -> list[e.Status]:
    """What is for sale by those whom the caller follows, for everybody, for the house and in their groups."""
    reader, at = reader_of(call), _stretch(query)
    if query.turned_down:
        page = moments.page_turned_down(tx, reader, at, author=query.account_id, muted=query.muted)
    else:
        page = moments.page_market(tx, reader, at, seller=query.account_id, muted=query.muted)
    return _answer(tx, call, reader.id, page)


@routes.get("/api/v1/timelines/list/{list_id}", scope="read:lists")
def of_list(tx: ReadTx, call: Call, list_id: Id, query: Page) -> list[e.Status]:
    """Home, cut to one of the caller's lists or circles; or what is said in a group."""
    reader, at = reader_of(call), _stretch(query)
    try:
        page = moments.page_circle(tx, reader, list_id, at)
    except NotFound:
        page = moments.page_group(tx, reader.id, list_id, at)
    return _answer(tx, call, reader.id, page)


@routes.get("/api/v1/timelines/public", scope=READ, guest=True)
def public(tx: ReadTx, call: Call, query: PublicQuery) -> list[e.Status]:
    """The house's listed public statuses."""
    if query.remote:
        return []
    viewer = viewer_of(call)
    page = moments.page_public(tx, viewer, _stretch(query), pictured=query.only_media)
    return _answer(tx, call, viewer, page)


@routes.get("/api/v1/timelines/tag/{hashtag}", scope=READ, guest=True)
def of_tag(tx: ReadTx, call: Call, hashtag: str, query: TagQuery) -> list[e.Status]:
    """Listed public statuses with a tag."""
    if query.remote:
        return []
    if max(len(query.any), len(query.all), len(query.none)) > 4:
        raise Invalid("any", "ERR_TOO_MANY", "are too many tags (maximum is 4 each)")
    viewer = viewer_of(call)
    page = moments.page_tag(
        tx,
        viewer,
        [tag_key(name.removeprefix("#")) for name in (hashtag, *query.any)],
        _stretch(query),
        all_of=[tag_key(name.removeprefix("#")) for name in query.all],
        none_of=[tag_key(name.removeprefix("#")) for name in query.none],
        pictured=query.only_media,
    )
    return _answer(tx, call, viewer, page)


@routes.get("/api/v1/accounts/{id}/statuses", scope=READ, guest=True)
def of_account(tx: ReadTx, call: Call, id: Id, query: AccountQuery) -> list[e.Status]:
    """What the caller may see of one account; of a group that they are in, what is said there."""
    viewer = viewer_of(call)
    if people.fetch_account(tx, id) is None:
        return _of_group(tx, call, viewer, id, query)
    page = moments.page_account(
        tx,
        viewer,
        id,
        _stretch(query),
        comments=not query.exclude_replies,
        shares=not query.exclude_reblogs,
        letters=not query.exclude_direct,
        pinned=query.pinned,
        tag=tag_key(query.tagged.removeprefix("#")) if query.tagged else "",
        pictured=query.only_media,
    )
    return _answer(tx, call, viewer, page)


def _of_group(tx: ReadTx, call: Call, viewer: int, group_id: int, query: AccountQuery) -> list[e.Status]:
    page = moments.page_group(tx, viewer, group_id, _stretch(query), pictured=query.only_media)
    if query.tagged:
        raise Invalid("tagged", "ERR_INVALID", "is not possible for a group")
    return [] if query.pinned else _answer(tx, call, viewer, page)


@routes.get("/api/v1/bookmarks", scope="read:bookmarks")
def bookmarks(tx: ReadTx, call: Call, query: Page) -> list[e.Status]:
    """What the caller kept, newest kept first."""
    me = call.actor_id
    return _answer(tx, call, me, moments.page_bookmarks(tx, me, _stretch(query)), always_next=False)


@routes.get("/api/v1/favourites", scope="read:favourites")
def favourites(tx: ReadTx, call: Call, query: Page) -> list[e.Status]:
    """What the caller likes, newest liked first."""
    me = call.actor_id
    return _answer(tx, call, me, moments.page_liked(tx, me, _stretch(query)), always_next=False)
