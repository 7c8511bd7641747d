"""Circles on the pages: a list to tick and to narrow, and all friends and circles at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import people
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


@pytest.fixture
def friends(cast: Cast) -> Cast:
    """Anna has three friends."""
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.anna, cast.xiaoming))
    return cast


def within(cast: Cast, circle: people.Circle) -> set[int]:
    rows = cast.ask(people.page_members, cast.anna, circle.id, people.Cursor())
    return {row.account_id for row in rows}


def send(browser: Browser, path: str, to: str, **fields: object) -> int:
    """What the form of a page sends, with these boxes ticked."""
    return press(browser, browser.get(path).text, to, **fields)


def press(browser: Browser, page: str, to: str, **fields: object) -> int:
    """The same of a page that was opened before."""
    was = re.findall(r'name="was" value="([^"]*)"', page)
    shown = re.findall(r'name="shown" value="(\d+)"', page)
    return browser.ask("POST", to, data={"csrf": browser.proof(), "shown": shown, "was": was, **fields}).status_code


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_is_ticked_is_in_and_who_is_not_is_out(friends: Cast, signed_in: SignedIn, language: str) -> None:
    cast, browser = friends, signed_in(friends.anna, language)
    circle = cast.do(people.create_circle, cast.anna, "Choir")
    path = f"/circles/{circle.id}"
    assert send(browser, path, f"{path}/members", people=[str(cast.ben.id), str(cast.mei.id)]) == 303
    assert within(cast, circle) == {cast.ben.id, cast.mei.id}
    page = browser.get(path).text
    assert page.count(" checked") == 2
    assert send(browser, path, f"{path}/members", people=[str(cast.mei.id), str(cast.xiaoming.id)]) == 303
    assert within(cast, circle) == {cast.mei.id, cast.xiaoming.id}
    assert send(browser, path, f"{path}/members") == 303
    assert within(cast, circle) == set()


def test_who_is_in_a_list_stands_first(friends: Cast, signed_in: SignedIn) -> None:
    cast, browser = friends, signed_in(friends.anna)
    circle = cast.do(people.create_circle, cast.anna, "Choir")
    cast.do(people.add_members, cast.anna, circle.id, [cast.mei.id, cast.xiaoming.id])
    page = browser.get(f"/circles/{circle.id}").text
    shown = re.findall(r'name="people" value="(\d+)"( checked)?', page)
    assert [int(one) for one, _ in shown] == [cast.mei.id, cast.xiaoming.id, cast.ben.id]
    assert [bool(ticked) for _, ticked in shown] == [True, True, False]


def test_who_is_not_shown_stays_as_they_are(friends: Cast, signed_in: SignedIn) -> None:
    cast, browser = friends, signed_in(friends.anna)
    circle = cast.do(people.create_circle, cast.anna, "Choir")
    cast.do(people.add_members, cast.anna, circle.id, [cast.ben.id])
    path = f"/circles/{circle.id}?q=xm"
    page = browser.get(path).text
    assert ("小明" in page, "Ben" in page) == (True, False)
    assert send(browser, path, f"/circles/{circle.id}/members", people=str(cast.xiaoming.id)) == 303
    assert within(cast, circle) == {cast.ben.id, cast.xiaoming.id}
    assert "No friend of yours is found" in browser.get(f"/circles/{circle.id}?q=nobody").text


def test_only_friends_are_put_in_and_only_into_ones_own(friends: Cast, signed_in: SignedIn) -> None:
    cast, browser = friends, signed_in(friends.anna)
    circle = cast.do(people.create_circle, cast.anna, "Choir")
    hers = cast.do(people.create_circle, cast.mei, "Hers")
    path = f"/circles/{circle.id}"
    for stranger in (cast.zoe.id, cast.anna.id, 7):
        assert send(browser, path, f"{path}/members", people=[str(cast.ben.id), str(stranger)]) == 404
    assert send(browser, path, f"/circles/{hers.id}/members", people=str(cast.ben.id)) == 404
    for tick in (f"{hers.id}-{cast.ben.id}", f"{circle.id}-{cast.zoe.id}", "x", "1-", "-1", f"{circle.id}-{'9' * 60}"):
        assert send(browser, "/circles/all", "/circles/all", tick=tick) == 404, tick
    assert within(cast, circle) == set()
    assert cast.ask(people.count_in_circles, cast.mei.id) == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_friends_and_circles_are_changed_at_once(friends: Cast, signed_in: SignedIn, language: str) -> None:
    cast, browser = friends, signed_in(friends.anna, language)
    choir, family = (cast.do(people.create_circle, cast.anna, title) for title in ("Choir", "Family"))
    reading = cast.do(people.create_circle, cast.anna, "Reading", kind=people.CircleKind.READING)
    cast.do(people.add_members, cast.anna, choir.id, [cast.ben.id])
    cast.do(people.add_members, cast.anna, reading.id, [cast.ben.id])
    page = browser.get("/circles/all").text
    assert page.count('name="tick"') == 6
    assert f'value="{choir.id}-{cast.ben.id}"' in page
    assert ("Ben Marsh in Choir" if language == "en" else "Ben Marsh 在 Choir") in page
    boxes = [f"{family.id}-{cast.ben.id}", f"{family.id}-{cast.mei.id}", f"{choir.id}-{cast.xiaoming.id}"]
    assert send(browser, "/circles/all", "/circles/all", tick=boxes) == 303
    assert within(cast, family) == {cast.ben.id, cast.mei.id}
    assert within(cast, choir) == {cast.xiaoming.id}
    assert within(cast, reading) == {cast.ben.id}


def test_a_page_that_stood_open_takes_nobody_out(friends: Cast, signed_in: SignedIn) -> None:
    """A list may keep posts from those in it: who was put there meanwhile must not be shown them by an old page."""
    cast, browser = friends, signed_in(friends.anna)
    choir = cast.do(people.create_circle, cast.anna, "Choir")
    cast.do(people.add_members, cast.anna, choir.id, [cast.ben.id])
    list_page, table = (browser.get(path).text for path in (f"/circles/{choir.id}", "/circles/all"))
    cast.do(people.add_members, cast.anna, choir.id, [cast.mei.id])
    assert press(browser, list_page, f"/circles/{choir.id}/members", people=str(cast.xiaoming.id)) == 303
    assert within(cast, choir) == {cast.mei.id, cast.xiaoming.id}
    cast.do(people.add_members, cast.anna, choir.id, [cast.ben.id])
    assert press(browser, table, "/circles/all") == 303
    assert within(cast, choir) == {cast.mei.id, cast.xiaoming.id}


def test_the_table_says_what_is_missing(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    assert "Make a list first" in browser.get("/circles/all").text
    cast.do(people.create_circle, cast.anna, "Choir")
    assert "You have no friends here yet" in browser.get("/circles/all").text
    for page in ("x", "-1", "99999999", "3"):
        assert browser.get(f"/circles/all?page={page}").status_code == 200
