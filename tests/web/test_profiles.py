"""Profiles: common friends, what one keeps of somebody for oneself, and one's own page through others' eyes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import moments, people
from teahouse.moments import Except, House, Only, OnlyMe, Public
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


@LANGUAGES
def test_friends_in_common_have_names_and_others_none(cast: Cast, signed_in: SignedIn, language: str) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.mei, cast.ben), (cast.mei, cast.xiaoming), (cast.anna, cast.zoe))
    page = signed_in(cast.anna, language).get("/@mei").text
    shared = page.partition('class="shared"')[2].partition("</details>")[0]
    assert re.findall(r'href="/@(\w+)"', shared) == ["ben"]
    assert ("One friend in common" if language == "en" else "1 位共同朋友") in shared
    assert "xiaoming" not in page
    cast.do(people.block, cast.ben, cast.anna)
    assert 'class="shared"' not in signed_in(cast.anna, language).get("/@mei").text


@LANGUAGES
def test_what_one_keeps_of_somebody_is_for_oneself(cast: Cast, signed_in: SignedIn, language: str) -> None:
    cast.befriend((cast.anna, cast.ben))
    choir, family = (cast.do(people.create_circle, cast.anna, title) for title in ("Choir", "Family"))
    browser = signed_in(cast.anna, language)
    to = f"/people/{cast.ben.id}/between"
    browser.submit("/@ben", {"remark": " Benny ", "circles": str(choir.id)}, to=to)
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id).remark == "Benny"
    browser.submit("/@ben", {"remark": "Benny", "circles": str(family.id)}, to=to)
    assert [each.title for each in cast.ask(people.fetch_circles_with, cast.anna.id, cast.ben.id)] == ["Family"]
    assert "Benny" in browser.get("/@ben").text
    assert "Family" not in signed_in(cast.ben).get("/@anna").text
    quiet = {"fold": "2", "selling_off": "1"}
    browser.submit("/@ben", quiet, to=f"/people/{cast.ben.id}/quiet")
    tie = cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id)
    assert (tie.remark, tie.fold, tie.selling_off) == ("Benny", 2, True)
    assert cast.ask(people.count_in_circles, cast.anna.id) == {family.id: 1}


@LANGUAGES
def test_a_name_that_is_too_long_stays_typed_and_changes_nothing(
    cast: Cast, signed_in: SignedIn, language: str
) -> None:
    cast.befriend((cast.anna, cast.ben))
    browser = signed_in(cast.anna, language)
    answer = browser.submit("/@ben", {"remark": "B" * 61}, to=f"/people/{cast.ben.id}/between")
    assert answer.status_code == 422
    assert "B" * 61 in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id).remark == ""


def test_a_longer_note_of_an_app_is_not_lost_for_a_box(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.do(people.turn_down, cast.anna, cast.ben, people.Quiet(remark="n" * 90))
    circle = cast.do(people.create_circle, cast.anna, "Choir")
    sent = {"remark": "n" * 90, "circles": str(circle.id)}
    assert signed_in(cast.anna).submit("/@ben", sent, to=f"/people/{cast.ben.id}/between").status_code == 303
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id).remark == "n" * 90
    assert cast.ask(people.count_in_circles, cast.anna.id) == {circle.id: 1}


def test_nothing_is_kept_of_who_is_not_there_or_in_others_circles(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    hers = cast.do(people.create_circle, cast.mei, "Hers")
    browser = signed_in(cast.anna)
    for other, sent in ((cast.ben.id, {"circles": str(hers.id)}), (7, {}), (cast.anna.id, {"remark": "I"})):
        answer = browser.submit("/@ben", {"remark": "x", **sent}, to=f"/people/{other}/between")
        assert answer.status_code in (403, 404)
    cast.do(people.block, cast.zoe, cast.anna)
    assert browser.submit("/@ben", {"remark": "x"}, to=f"/people/{cast.zoe.id}/between").status_code == 404
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id).remark == ""


def seen_as(browser: Browser, value: str) -> set[str]:
    answer = browser.get("/@anna", params={"as": value})
    assert answer.status_code == 200, answer.text
    return set(re.findall(r"post-\w+", answer.text))


def test_ones_own_page_through_others_eyes_is_what_the_gate_says(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    circle = cast.do(people.create_circle, cast.anna, "Family")
    cast.do(people.add_members, cast.anna, circle.id, [cast.ben.id])
    cast.post(cast.anna, "post-all", Public(listed=True))
    cast.post(cast.anna, "post-house", House())
    cast.post(cast.anna, "post-friends")
    cast.post(cast.anna, "post-family", Only((circle.id,), ()))
    cast.post(cast.anna, "post-but", Except((circle.id,), ()))
    cast.post(cast.anna, "post-me", OnlyMe())
    browser = signed_in(cast.anna)
    for eyes, name in ((cast.ben, "ben"), (cast.mei, "mei")):
        theirs = set(re.findall(r"post-\w+", signed_in(eyes).get("/@anna").text))
        assert seen_as(browser, str(eyes.id)) == theirs, name
    assert seen_as(browser, str(cast.ben.id)) == {"post-all", "post-house", "post-friends", "post-family"}
    assert seen_as(browser, str(cast.mei.id)) == {"post-all", "post-house", "post-friends", "post-but"}
    assert seen_as(browser, "guest") == {"post-all"}
    page = browser.get("/@anna").text
    assert "Somebody in Family (as Ben Marsh)" in page
    assert "A friend in none of your lists (as Mei 梅)" in page


def test_nobody_looks_through_eyes_that_are_not_a_friends(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    cast.post(cast.ben, "post-of-ben")
    browser = signed_in(cast.anna)
    cast.do(people.block, cast.mei, cast.anna)
    for other in (str(cast.zoe.id), str(cast.mei.id), str(cast.anna.id), "7", "x", "Guest"):
        assert browser.get("/@anna", params={"as": other}).status_code == 404, other
    assert str(cast.mei.id) not in browser.get("/@anna").text.partition('name="as"')[2].partition("</select>")[0]
    plain, tried = (browser.get("/@ben", params=params).text for params in ({}, {"as": "guest"}))
    assert "post-of-ben" in tried
    assert 'name="as"' not in plain + tried


def test_likes_and_comments_are_not_lent_from_others_eyes(cast: Cast, signed_in: SignedIn) -> None:
    """Whom of Anna's friends Ben knows depends on Ben's friends, which are not hers to learn."""
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    moment = cast.post(cast.anna, "post-talk")
    cast.comment(cast.mei, moment, "a word from Mei")
    page = signed_in(cast.anna).get("/@anna", params={"as": str(cast.ben.id)}).text
    own = signed_in(cast.anna).get("/@anna").text
    assert "a word from Mei" in own
    assert "a word from Mei" in page


def test_how_a_friend_stands_to_others_is_not_told_by_what_was_shared(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.xiaoming))
    cake = cast.post(cast.mei, "post-shared", Public(listed=True))
    cast.do(moments.share, cast.anna, cake.id, kind=moments.Kind.PUBLIC)
    cast.post(cast.anna, "post-all", Public(listed=True))
    cast.do(people.block, cast.mei, cast.ben)
    browser = signed_in(cast.anna)
    assert seen_as(browser, str(cast.ben.id)) == seen_as(browser, str(cast.xiaoming.id)) == {"post-all"}
    assert seen_as(browser, "guest") == {"post-all", "post-shared"}


@LANGUAGES
def test_a_guest_is_told_how_to_ask(cast: Cast, signed_in: SignedIn, language: str) -> None:
    guest = Browser(signed_in(cast.anna).site, language)
    page = guest.get("/@anna").text
    assert 'href="/auth/sign_in?next=/%40anna"' in page or 'href="/auth/sign_in?next=/@anna"' in page
    assert {"en": "Anybody may join", "zh": "谁都可以加入"}[language] in page
    assert guest.get("/@anna?as=guest").status_code == 200
