"""Atom feeds of what was said to everybody: of one account, and of the whole house where its host wants that.

Promises what a guest is shown and no more, whoever asks: the answer is the same for all, so that it may be kept by
anybody who asks each time whether it still holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import formatdate
from hashlib import sha256

from msgspec import Struct
from starlette.responses import Response

from teahouse import __version__, moments, people
from teahouse.doors.web.languages import stamp
from teahouse.doors.web.visit import GUEST, Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import parse_id
from teahouse.kit.text import escape, plain

SHOWN = 20
TITLE = 80
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(Struct, frozen=True):
    """A post in a feed."""

    url: str
    title: str
    published: str
    updated: str
    changed_at: int
    author: str
    author_url: str
    content: str


class About(Struct, frozen=True):
    """What a feed is of, where it and its page stand, and since when there can be anything in it."""

    path: str
    page: str
    title: str
    subtitle: str
    icon: str
    begun: int


class Feed(Struct, frozen=True):
    """A feed; `url` is its id and never changes, `here` this page of it."""

    of: About
    url: str
    here: str
    next: str
    page: str
    updated: str
    changed_at: int
    entries: list[Entry]
    version: str = __version__


async def show_house_feed(visit: Visit) -> Response:
    """What anybody said to everybody."""
    settings = visit.house.settings
    if not settings.front_posts:
        raise NotFound

    def look(tx: ReadTx) -> Feed:
        page = moments.page_public(tx, GUEST, _stretch(visit))
        icon = settings.origin + visit.house.shelf.address("icon-192.png")
        return _feed(tx, visit, page, About("/feed.atom", "/", settings.name, settings.description, icon, tx.now))

    return _answer(visit, await visit.read(look))


async def show_account_feed(visit: Visit) -> Response:
    """What one account said to everybody, its comments and shares left out."""

    def look(tx: ReadTx) -> tuple[Feed, bool]:
        account = people.find_account(tx, visit.parameter("name"), local_host=visit.house.host)
        if account is None or account.domain is not None or account.kind == people.Kind.GROUP:
            raise NotFound
        page = moments.page_account(tx, GUEST, account.id, _stretch(visit), comments=False, shares=False)
        name, path = account.display_name or account.username, f"/@{account.username}"
        avatar = people.pictures_of(account)[0]
        icon = visit.house.settings.origin + avatar if avatar.startswith("/") else avatar
        about = About(f"{path}.atom", path, name, plain(account.note_html), icon, account.created_at)
        return _feed(tx, visit, page, about), account.discoverable

    feed, may_be_found = await visit.read(look)
    response = _answer(visit, feed)
    if not may_be_found:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _stretch(visit: Visit) -> moments.Stretch:
    return moments.Stretch(max_id=parse_id(visit.query("max_id")), limit=SHOWN)


def _feed(tx: ReadTx, visit: Visit, page: moments.Page, about: About) -> Feed:
    origin = visit.house.settings.origin
    entries = _entries(tx, origin, page.ids)
    url = origin + about.path
    at = parse_id(visit.query("max_id"))
    changed = max((entry.changed_at for entry in entries), default=about.begun)
    return Feed(
        about,
        url,
        url if at is None else f"{url}?max_id={at}",
        f"{url}?max_id={page.last}" if page.full else "",
        origin + about.page,
        stamp(changed),
        changed,
        entries,
    )


def _entries(tx: ReadTx, origin: str, ids: Sequence[int]) -> list[Entry]:
    """Of these, what stands in public lists."""
    found = moments.fetch_cards(tx, GUEST, ids)
    cards = [card for card in found if card.shown_kind == moments.Kind.PUBLIC and card.moment.parent_id is None]
    folk = people.fetch_accounts(tx, {card.moment.author_id for card in cards})
    return [_entry(origin, card.moment, folk[card.moment.author_id]) for card in cards if card.moment.author_id in folk]


def _entry(origin: str, moment: moments.Shown, author: people.Account) -> Entry:
    name, at = author.display_name or author.username, moment.id >> 16
    url = f"{origin}/@{author.username}/{moment.id}"
    said = " ".join((moment.spoiler or plain(moment.html)).split())
    changed = moment.edited_at or at
    return Entry(
        url,
        (said if len(said) <= TITLE else f"{said[: TITLE - 1].rstrip()}…") or name,
        stamp(at),
        stamp(changed),
        changed,
        name,
        f"{origin}/@{author.username}",
        _content(moment, url),
    )


def _content(moment: moments.Shown, url: str) -> str:
    """Behind a warning, the warning. Pictures' addresses are good for a day or two, so a feed leads to the post."""
    if moment.spoiler:
        return f'<p><a href="{url}">{escape(moment.spoiler)}</a></p>'
    pictures = [] if moment.sensitive else moments.attachments_of(moment.media)
    named = "".join(f'<p><a href="{url}">🖼 {escape(one.description)}</a></p>' for one in pictures)
    return moment.html + named


def _answer(visit: Visit, feed: Feed) -> Response:
    text = visit.house.templates.get_template("feed.xml").render(feed=feed)
    body = _NOT_XML.sub("", text).encode()
    headers = {
        "ETag": f'"{sha256(body).hexdigest()[:20]}"',
        # For readers that like to know. Whoever asked by it would miss that something was deleted: only the tag counts.
        "Last-Modified": formatdate(feed.changed_at / 1000, usegmt=True),
        "Cache-Control": "public, no-cache",
        "Vary": "Accept-Encoding",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if headers["ETag"] in visit.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/atom+xml; charset=utf-8", headers=headers)
