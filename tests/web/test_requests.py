"""Friend requests on the pages: answering, putting into circles, taking back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import people
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


def within(cast: Cast, owner: people.Account, other: people.Account) -> list[str]:
    return [circle.title for circle in cast.ask(people.fetch_circles_with, owner.id, other.id)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_asks_is_put_into_circles_as_they_are_accepted(cast: Cast, signed_in: SignedIn, language: str) -> None:
    family = cast.do(people.create_circle, cast.anna, "Family")
    cast.do(people.create_circle, cast.anna, "Choir")
    cast.befriend((cast.anna, cast.mei), (cast.mei, cast.ben))
    cast.do(people.follow, cast.ben, cast.anna)
    browser = signed_in(cast.anna, language)
    page = browser.get("/requests").text
    assert ("One friend in common" if language == "en" else "1 位共同朋友") in page
    answer = browser.submit("/requests", {"circles": str(family.id)}, to=f"/requests/{cast.ben.id}/accept")
    assert answer.headers["location"] == "/requests?done=accepted"
    assert cast.ask(people.are_friends, cast.anna.id, cast.ben.id)
    assert within(cast, cast.anna, cast.ben) == ["Family"]


def test_a_circle_that_is_not_ones_own_accepts_nobody(cast: Cast, signed_in: SignedIn) -> None:
    theirs = cast.do(people.create_circle, cast.mei, "Hers")
    cast.do(people.follow, cast.ben, cast.anna)
    browser = signed_in(cast.anna)
    for circle in (str(theirs.id), "7"):
        answer = browser.submit("/requests", {"circles": circle}, to=f"/requests/{cast.ben.id}/accept")
        assert answer.status_code == 404
    assert not cast.ask(people.are_friends, cast.anna.id, cast.ben.id)
    assert cast.ask(people.fetch_tie, cast.ben.id, cast.anna.id).requested


def test_a_request_of_ones_own_is_taken_back(cast: Cast, signed_in: SignedIn) -> None:
    cast.do(people.follow, cast.anna, cast.zoe)
    browser = signed_in(cast.anna)
    assert "Zoe" in browser.get("/requests").text.partition('id="asked"')[2]
    answer = browser.submit("/requests", {}, to=f"/requests/{cast.zoe.id}/take_back")
    assert answer.headers["location"] == "/requests?done=taken_back"
    assert not cast.ask(people.fetch_tie, cast.anna.id, cast.zoe.id).requested
    assert "Zoe" not in browser.get("/requests").text.partition('id="asked"')[2]
    for nobody in (str(cast.zoe.id), "7", "x"):
        assert browser.submit("/requests", {}, to=f"/requests/{nobody}/take_back").status_code == 404


def test_taking_back_too_late_ends_no_friendship(cast: Cast, signed_in: SignedIn) -> None:
    cast.do(people.follow, cast.anna, cast.zoe)
    browser = signed_in(cast.anna)
    cast.do(people.accept, cast.zoe, cast.anna)
    assert browser.submit("/requests", {}, to=f"/requests/{cast.zoe.id}/take_back").status_code == 404
    assert cast.ask(people.are_friends, cast.anna.id, cast.zoe.id)


def test_turning_down_is_quiet_and_leads_back_where_it_was_pressed(cast: Cast, signed_in: SignedIn) -> None:
    cast.do(people.follow, cast.mei, cast.anna)
    browser = signed_in(cast.anna)
    sent = {"csrf": browser.proof(), "back": "/me"}
    answer = browser.ask("POST", f"/requests/{cast.mei.id}/reject", data=sent)
    assert answer.headers["location"] == "/me?done=rejected"
    for outside in ("https://evil.example/", "//evil.example"):
        cast.do(people.follow, cast.mei, cast.anna)
        answer = browser.ask("POST", f"/requests/{cast.mei.id}/reject", data={**sent, "back": outside})
        assert answer.headers["location"] == "/?done=rejected"
