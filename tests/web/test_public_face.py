"""What strangers, feed readers and previews are told: public things and nothing else, and none in a cache."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from starlette.routing import Route

from teahouse import housekeeping, moments, people
from teahouse.doors.web import make_site
from teahouse.doors.web.words_en import ENGLISH
from teahouse.housekeeping import COMMAND_LINE
from teahouse.kit.db import Database
from teahouse.moments import Friends, House, Public
from teahouse.people import HouseRole
from teahouse.settings import Settings
from tests.cast import Cast
from tests.photographs import photograph
from tests.web.browser import Browser
from tests.web.conftest import OpenSite

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
NewBrowser = Callable[..., Browser]
ATOM = "{http://www.w3.org/2005/Atom}"
META = re.compile(r'<meta (?:property|name)="([a-z:_]+)" content="([^"]*)">')


def meta(page: str) -> dict[str, str]:
    return {name: unescape(said) for name, said in META.findall(page)}


def entries(text: str) -> list[ET.Element]:
    return ET.fromstring(text).findall(f"{ATOM}entry")


def said(element: ET.Element, name: str) -> str:
    found = element.find(ATOM + name)
    assert found is not None
    return found.text or ""


def test_a_feed_is_what_atom_says_a_feed_is(cast: Cast, new_browser: NewBrowser) -> None:
    post = cast.post(cast.anna, "Street <party> & cake #tea\n\nat five", Public(listed=True))
    cast.post(cast.ben, "Ben was here", Public(listed=True))
    answer = new_browser().get("/@anna.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    assert [said(root, name) for name in ("id", "title")] == ["https://tea.example/@anna.atom", "Anna Marsh"]
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "https://tea.example/@anna.atom", "alternate": "https://tea.example/@anna"}
    (entry,) = entries(answer.text)
    assert said(entry, "id") == f"https://tea.example/@anna/{post.id}"
    assert said(entry, "title") == "Street <party> & cake #tea at five"
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert content.text is not None
    assert content.text.startswith("<p>Street &lt;party&gt; &amp; cake ")
    assert content.text.endswith("<p>at five</p>")
    author = entry.find(f"{ATOM}author")
    assert author is not None
    assert [said(author, name) for name in ("name", "uri")] == ["Anna Marsh", "https://tea.example/@anna"]
    assert said(root, "updated") == said(entry, "updated") == said(entry, "published")
    assert datetime.fromisoformat(said(entry, "updated")).tzinfo is not None
    assert len(entries(new_browser().get("/feed.atom").text)) == 2


def test_a_feed_holds_what_is_listed_for_everybody_and_nothing_else(cast: Cast, new_browser: NewBrowser) -> None:
    cast.befriend((cast.anna, cast.ben))
    for n, audience in enumerate((Friends(), House(), Public(listed=False), moments.OnlyMe())):
        cast.post(cast.anna, f"hidden {n}", audience)
    shown = cast.post(cast.anna, "shown", Public(listed=True))
    cast.comment(cast.ben, shown, "hidden comment")
    held = cast.post(cast.anna, "hidden behind", Public(listed=True), spoiler="A warning <!>")
    for path in ("/@anna.atom", "/feed.atom"):
        text = new_browser().get(path).text
        assert "hidden" not in text
        assert [said(one, "title") for one in entries(text)] == ["A warning <!>", "shown"]
    assert "hidden" not in new_browser().get("/@ben.atom").text
    assert "hidden" not in str(meta(new_browser().get(f"/@anna/{held.id}").text))
    cast.do(housekeeping.suspend, COMMAND_LINE, cast.anna, "")
    assert new_browser().get("/@anna.atom").status_code == 404
    assert entries(new_browser().get("/feed.atom").text) == []
    assert [new_browser().get(f"/@{name}.atom").status_code for name in ("nobody", "anna@else.example")] == [404, 404]


def test_a_long_feed_goes_on(cast: Cast, new_browser: NewBrowser) -> None:
    posts = [cast.post(cast.anna, f"Post {n}", Public(listed=n % 7 != 0)) for n in range(45)]
    found: list[str] = []
    at: str | None = "https://tea.example/@anna.atom"
    while at is not None:
        root = ET.fromstring(new_browser().get(at).text)
        found += [said(entry, "id").rpartition("/")[2] for entry in root.findall(f"{ATOM}entry")]
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == at
        at = links.get("next")
    assert found == [str(post.id) for n, post in reversed(list(enumerate(posts))) if n % 7 != 0]


def test_a_feed_is_asked_for_again_cheaply_and_forgets_at_once(cast: Cast, new_browser: NewBrowser) -> None:
    cast.post(cast.anna, "Stays", Public(listed=True))
    gone = cast.post(cast.anna, "Goes", Public(listed=True))
    first = new_browser().get("/@anna.atom")
    tag = first.headers["etag"]
    assert parsedate_to_datetime(first.headers["last-modified"]).timestamp() == gone.id // 65_536_000
    assert first.headers["cache-control"] == "public, no-cache"
    again = new_browser("zh").get("/@anna.atom?lang=zh", headers={"If-None-Match": f'W/{tag}, "other"'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    cast.do(moments.delete_moment, cast.anna.id, gone.id)
    asked = {"If-None-Match": tag, "If-Modified-Since": first.headers["last-modified"]}
    renewed = new_browser().get("/@anna.atom", headers=asked)
    assert (renewed.status_code, "Goes" in renewed.text) == (200, False)
    unasked = new_browser().get("/@anna.atom", headers={"If-Modified-Since": first.headers["last-modified"]})
    assert unasked.status_code == 200, "what was deleted would stay in readers"


def test_a_feed_is_the_same_for_whoever_asks(cast: Cast, signed_in: NewBrowser, new_browser: NewBrowser) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.post(cast.anna, "Among friends", Friends())
    cast.post(cast.anna, "For all", Public(listed=True))
    guest, friend = new_browser().get("/@anna.atom"), signed_in(cast.ben).get("/@anna.atom")
    assert guest.content == friend.content
    for answer in (guest, friend):
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "set-cookie" not in answer.headers


def test_a_host_may_keep_the_front_to_the_house(cast: Cast, open_site: OpenSite) -> None:
    cast.post(cast.anna, "Said to everyone", Public(listed=True))
    browser = open_site(front_posts=False)()
    front = browser.get("/").text
    assert "Said to everyone" not in front
    assert ENGLISH.lately not in front
    assert "feed.atom" not in front
    assert browser.get("/feed.atom").status_code == 404
    assert "Said to everyone" in browser.get("/@anna").text


def test_previews_tell_what_a_guest_is_shown(cast: Cast, new_browser: NewBrowser, signed_in: NewBrowser) -> None:
    post = cast.post(cast.anna, 'Said "so" <b>\n\n' + "long " * 80, Public(listed=False))
    cast.do(people.update_profile, cast.anna, people.ProfileChanges(note='Baker & "friend"'))
    page = new_browser().get(f"/@anna/{post.id}").text
    told = meta(page)
    assert (told["og:title"], told["og:type"]) == ("Anna Marsh (@anna@tea.example)", "article")
    assert told["og:url"] == f"https://tea.example/@anna/{post.id}"
    assert told["og:description"].startswith('Said "so" <b> long long')
    assert len(told["og:description"]) <= 200
    assert told["twitter:card"] == "summary"
    assert f'<link rel="canonical" href="https://tea.example/@anna/{post.id}">' in page
    profile = new_browser().get("/@anna?max_id=1").text
    assert meta(profile)["og:description"] == 'Baker & "friend"'
    assert '<link rel="canonical" href="https://tea.example/@anna">' in profile
    assert 'type="application/atom+xml" href="https://tea.example/@anna.atom"' in profile
    front = meta(new_browser("zh").get("/").text)
    assert front["og:description"] == "朋友们的小圈子。"
    cast.befriend((cast.anna, cast.ben))
    for audience in (Friends(), House()):
        hidden = cast.post(cast.anna, "Hidden words", audience)
        for browser in (new_browser(), signed_in(cast.ben)):
            assert not any(name.startswith("og:") for name in meta(browser.get(f"/@anna/{hidden.id}").text))


def test_a_picture_is_in_a_preview_only_if_it_is_seen_at_once(
    cast: Cast, database: Database, signed_in: NewBrowser, new_browser: NewBrowser
) -> None:
    browser = signed_in(cast.anna)
    for extra in ({}, {"spoiler": "Careful"}):
        sent = {"csrf": browser.proof("/compose"), "who": "everyone", "text": "Look", **extra}
        answer = browser.ask("POST", "/compose", data=sent, files={"files": ("a.jpg", photograph(), "image/jpeg")})
        assert answer.status_code == 303, answer.text
    careful, plain = database.read_now(
        lambda tx: moments.page_account(tx, 0, cast.anna.id, moments.Stretch(limit=2))
    ).ids
    told = meta(new_browser().get(f"/@anna/{plain}").text)
    assert told["twitter:card"] == "summary_large_image"
    assert told["og:image"].startswith("https://tea.example/media/")
    assert "og:image" not in meta(new_browser().get(f"/@anna/{careful}").text)
    feed = new_browser().get("/@anna.atom").text
    assert "/media/" not in feed
    assert feed.count("🖼") == 1


def test_about_says_who_keeps_the_house_and_where_its_source_is(cast: Cast, open_site: OpenSite) -> None:
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.ben, HouseRole.HOST)
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.zoe, HouseRole.HELPER)
    browser = open_site(source="https://code.example/tea?a=1&b=2", contact="host@tea.example")()
    for language in ("en", "zh"):
        for path in ("/", "/about"):
            page = browser.get(f"{path}?lang={language}").text
            assert ">Ben Marsh</b>" in page
            assert ">Zoe</b>" not in page
        about = browser.get(f"/about?lang={language}").text
        for part in ('href="https://code.example/tea?a=1&amp;b=2"', "AGPL-3.0-or-later", "mailto:host%40tea.example"):
            assert part in about
    cast.do(housekeeping.suspend, COMMAND_LINE, cast.ben, "")
    assert "Ben Marsh" not in browser.get("/about").text


def test_no_page_is_left_in_a_cache(
    cast: Cast, database: Database, settings: Settings, hasher: people.Hasher, signed_in: NewBrowser
) -> None:
    """Every address that can be looked at, as guest, member and host: what may be kept is the same for all."""
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.ben, HouseRole.HOST)
    post = cast.post(cast.anna, "For all", Public(listed=True))
    site = make_site(database, settings, hasher)
    routes = [one for one in site._app.routes if isinstance(one, Route)]  # type: ignore[attr-defined]
    for browser in (Browser(site), signed_in(cast.zoe), signed_in(cast.ben)):
        for route in routes:
            if "GET" not in (route.methods or ()) or route.path.startswith(("/static/", "/offline", "/live")):
                continue  # everybody's, and the same for all; or an answer that does not end
            parts = {"name": "anna", "id": str(post.id), "tag": "tea", "moment": str(post.id)}
            path = re.sub(r"\{(\w+)\}", lambda part, parts=parts: parts.get(part[1], "x"), route.path)  # type: ignore[misc]
            answer = browser.get(path)
            kept = answer.headers["cache-control"]
            if answer.headers.get("content-type", "").startswith("text/html") or answer.status_code >= 300:
                assert kept in ("no-store", "private, no-cache"), f"{path}: {kept}"
                assert kept == "no-store" or browser.cookies.get("__Host-teahouse-session") is None, path
                assert {"Cookie", "Accept-Language"} <= set(answer.headers["vary"].split(", ")), path
            else:
                assert "set-cookie" not in answer.headers, path
                assert kept == "no-store" or "Anna" not in answer.text or kept == "public, no-cache", path
