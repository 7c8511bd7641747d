"""Reading in the browser: home, what is done with a moment, friends and circles."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import moments, people
from teahouse.moments import Mark, Only, Public, Stretch
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


def press(browser: Browser, path: str, **sent: str) -> str:
    """Press a button; where it leads."""
    answer = browser.submit("/me", sent, to=path)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def home_of(cast: Cast, reader: people.Account) -> list[int]:
    return cast.ask(moments.page_home, reader, Stretch()).ids


def test_home_shows_what_friends_said_and_who_said_something_to_it(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei), (cast.anna, cast.zoe))
    moment = cast.post(cast.ben, "The kettle is on")
    cast.comment(cast.mei, moment, "On my <b>way</b>")
    cast.do(moments.like, cast.mei, moment.id)
    cast.post(cast.zoe, "A secret")
    page = signed_in(cast.anna).get("/").text
    for said in ("The kettle is on", "Mei 梅", "On my &lt;b&gt;way&lt;/b&gt;", "A secret", "Friends"):
        assert said in page
    page = signed_in(cast.mei).get("/").text
    assert "The kettle is on" in page
    assert "A secret" not in page
    nobody = signed_in(cast.lin).get("/").text
    assert "It is quiet here still." in nobody


def test_what_is_not_heard_is_not_below_a_moment(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    moment = cast.post(cast.anna, "Come in")
    cast.comment(cast.mei, moment, "I bring cake")
    cast.do(moments.like, cast.mei, moment.id)
    page = signed_in(cast.ben).get("/").text
    assert "Come in" in page
    assert "cake" not in page
    assert "Mei" not in page
    assert "I bring cake" in signed_in(cast.anna).get("/").text


def test_what_came_since_the_last_visit_is_marked(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.post(cast.ben, "An old story")
    browser = signed_in(cast.anna)
    assert "New since" not in browser.get("/").text
    cast.post(cast.ben, "A new story")
    for _ in range(2):
        page = browser.get("/").text
        assert page.index("A new story") < page.index("New since") < page.index("An old story"), "one visit"
    browser.cookies.delete("__Host-teahouse-mark")  # which lasts for ten minutes
    assert "New since" not in browser.get("/").text


def test_older_ones_stand_on_the_next_page(cast: Cast, signed_in: SignedIn) -> None:
    for number in range(22):
        cast.post(cast.anna, f"Number {number}.")
    browser = signed_in(cast.anna)
    link = re.search(r'href="(/\?max_id=[0-9]+)"', browser.get("/").text)
    assert link is not None
    older = browser.get(link[1]).text
    assert "Number 1." in older
    assert "Number 2." not in older
    assert browser.get("/?max_id=nonsense").status_code == 200


def test_buttons_below_a_moment(cast: Cast, signed_in: SignedIn) -> None:
    moment = cast.post(cast.ben, "Street party", Public(listed=True))
    browser = signed_in(cast.anna)

    def card() -> moments.Card:
        return cast.ask(moments.fetch_card, cast.anna.id, moment.id)

    for deed, done in (("like", "liked"), ("share", "shared"), ("keep", "bookmarked")):
        assert press(browser, f"/moments/{moment.id}/{deed}", back="/kept") == f"/kept#m-{moment.id}"
        assert getattr(card(), done)
        if deed == "keep":
            assert "Street party" in browser.get("/kept").text
        press(browser, f"/moments/{moment.id}/un{deed}")
        assert not getattr(card(), done)
    assert press(browser, f"/moments/{moment.id}/like", back="https://evil.example/").startswith("/#")
    hidden = cast.post(cast.ben, "Not for Anna")
    for nothing in (str(hidden.id), "1", "x", "%00"):
        for deed in ("like", "share", "keep", "comment", "delete", "remove", "edit"):
            answer = browser.submit("/me", {"text": "hello"}, to=f"/moments/{nothing}/{deed}")
            assert answer.status_code == 404, (nothing, deed)


def test_a_comment_is_said_and_taken_away(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Come in")
    guest, author = signed_in(cast.ben), signed_in(cast.anna)
    page = f"/@anna/{moment.id}"
    answer = guest.submit(page, {"text": "I bring cake"}, to=f"/moments/{moment.id}/comment")
    said = re.search(r"#m-([0-9]+)$", answer.headers["location"])
    assert said is not None
    assert "I bring cake" in author.get(page).text
    for nonsense in ("", "x" * 600):
        refused = guest.submit(page, {"text": nonsense}, to=f"/moments/{moment.id}/comment")
        assert refused.status_code == 422
        assert nonsense in refused.text
    assert press(author, f"/moments/{said[1]}/remove", back=page) == f"{page}?done=removed"
    assert "I bring cake" not in author.get(page).text
    assert "The author took this comment away" in guest.get(f"/@ben/{said[1]}").text


def test_words_are_changed_and_deleted(cast: Cast, signed_in: SignedIn) -> None:
    moment = cast.post(cast.anna, "Good mroning")
    browser = signed_in(cast.anna)
    assert "Good mroning" in browser.get(f"/moments/{moment.id}/edit").text
    assert browser.submit(f"/moments/{moment.id}/edit", {"text": ""}).status_code == 422
    browser.submit(f"/moments/{moment.id}/edit", {"text": "Good morning"})
    assert cast.ask(moments.fetch_own, cast.anna.id, moment.id).text == "Good morning"
    assert signed_in(cast.ben).get(f"/moments/{moment.id}/edit").status_code == 404
    comment = cast.comment(cast.anna, moment, "And good night")
    for page in (
        browser.get(f"/moments/{comment.id}/edit"),
        browser.submit(f"/moments/{comment.id}/edit", {"text": ""}),
    ):
        assert "for sale" not in page.text, "a comment offers nothing"
    assert press(browser, f"/moments/{moment.id}/delete") == "/?done=deleted"
    assert home_of(cast, cast.anna) == []


def test_less_of_somebody_and_back(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.mei))
    cast.post(cast.mei, "Face masks, friends' price", marks=Mark.SELLING)
    browser = signed_in(cast.anna)
    assert "Less selling from Mei 梅" in browser.get("/").text
    told = browser.get(press(browser, f"/people/{cast.mei.id}/less/selling", back="/")).text
    assert "Face masks" not in told
    assert "You will see no more of what Mei 梅 sells." in told
    press(browser, f"/people/{cast.mei.id}/less_undone/selling", back="/")
    assert "Face masks" in browser.get("/").text
    told = browser.get(press(browser, f"/people/{cast.mei.id}/mute", back="/")).text
    assert "for a week" in told
    assert "Face masks" not in told
    press(browser, f"/people/{cast.mei.id}/unmute")
    assert "Face masks" in browser.get("/").text


def test_friends_are_made_named_and_ended(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    assert "Ask to be friends" in browser.get("/@ben").text
    told = browser.get(press(browser, f"/people/{cast.ben.id}/befriend")).text
    assert "Now it is up to them." in told
    cast.do(people.accept, cast.ben, cast.anna)
    assert "You are friends." in browser.get("/@ben").text
    circle = cast.do(people.create_circle, cast.anna, "Choir")
    kept = {"remark": "Benny", "circles": str(circle.id)}
    browser.submit("/@ben", kept, to=f"/people/{cast.ben.id}/between")
    browser.submit("/@ben", {"fold": "3", "shares_off": "1"}, to=f"/people/{cast.ben.id}/quiet")
    tie = cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id)
    assert (tie.remark, tie.fold, tie.shares_off, tie.selling_off) == ("Benny", 3, True, False)
    assert cast.ask(people.count_in_circles, cast.anna.id) == {circle.id: 1}
    assert "Benny" in browser.get("/friends").text
    assert "Benny" not in signed_in(cast.ben).get("/@ben").text
    parted = browser.get(press(browser, f"/people/{cast.ben.id}/unfriend")).text
    assert "Whoever wants to be friends asks anew." in parted
    assert not cast.ask(people.are_friends, cast.anna.id, cast.ben.id)
    press(browser, f"/people/{cast.ben.id}/block")
    assert "You have blocked this person." in browser.get("/@ben").text
    press(browser, f"/people/{cast.ben.id}/unblock")
    for nobody in ("1", "x", str(cast.anna.id)):
        answer = browser.submit("/me", {}, to=f"/people/{nobody}/befriend")
        assert answer.status_code in (403, 404)


def test_circles_are_made_filled_and_deleted(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    browser = signed_in(cast.anna)
    assert browser.submit("/circles", {"title": " "}).status_code == 422
    page = browser.submit("/circles", {"title": "Choir"}).headers["location"]
    circle = int(page.rpartition("/")[2])
    browser.submit(page, {"people": str(cast.mei.id)}, to=f"{page}/add")
    moment = cast.post(cast.anna, "Rehearsal", Only((circle,), ()))
    assert (cast.sees(cast.mei, moment), cast.sees(cast.ben, moment)) == (True, False)
    assert "Only Choir" in browser.get("/").text
    assert "Choir" not in signed_in(cast.mei).get("/").text
    browser.submit(page, {"title": "The choir"}, to=f"{page}/rename")
    assert "The choir" in browser.get("/circles").text
    browser.submit(page, {"people": str(cast.mei.id)}, to=f"{page}/take_out")
    assert not cast.sees(cast.mei, moment)
    other = signed_in(cast.ben)
    for deed in ("", "/add", "/take_out", "/rename", "/delete"):
        answer = other.submit("/me", {"title": "x"}, to=f"{page}{deed}") if deed else other.get(page)
        assert answer.status_code == 404
    browser.submit(page, {}, to=f"{page}/delete")
    assert cast.ask(people.fetch_circles, cast.anna.id) == []


def test_notices_are_read_and_then_no_longer_new(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Come <in>")
    cast.comment(cast.ben, moment, "I bring cake")
    cast.do(moments.like, cast.ben, moment.id)
    cast.do(people.follow, cast.mei, cast.anna)
    browser = signed_in(cast.anna)
    home = browser.get("/").text
    assert "new notices" in home
    assert "One person asks to be your friend" in home
    page = browser.get("/notices").text
    for said in ("asks to be your friend", "comments:", "I bring cake", "likes:", "Come &lt;in&gt;", ">New<"):
        assert said in page
    assert f'href="/@anna/{moment.id}"' in page
    assert ">New<" not in browser.get("/notices").text
    assert "new notice" not in browser.get("/").text
    cast.do(people.unfollow, cast.ben, cast.anna)
    assert "cake" not in browser.get("/notices").text
    assert "Nobody has said anything" in signed_in(cast.zoe).get("/notices").text


def test_a_guest_does_nothing(cast: Cast, new_browser: Callable[..., Browser]) -> None:
    moment = cast.post(cast.ben, "Street party", Public(listed=True))
    guest = new_browser()
    assert "Like" not in guest.get(f"/@ben/{moment.id}").text
    for path in ("/me", "/kept", "/notices", "/compose", "/friends", "/circles"):
        assert guest.get(path).status_code == 401
    for path in (f"/moments/{moment.id}/like", "/compose", f"/people/{cast.ben.id}/befriend", "/circles"):
        assert guest.submit("/auth/sign_in?again=1", {"text": "x"}, to=path).status_code == 401
