"""Arriving: from an invite to a familiar face; cards, and who is here."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import people
from teahouse.kit.db import Database
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
NewBrowser = Callable[..., Browser]
THREE = {"display_name": "王小明", "password": PASSWORD, "agreement": "true"}


def known(database: Database, name: str) -> people.Account:
    account = database.read_now(lambda tx: people.find_account(tx, name, local_host="tea.example"))
    assert account is not None
    return account


@pytest.mark.parametrize("language", ["en", "zh"])
def test_three_fields_lead_to_a_familiar_face(cast: Cast, new_browser: NewBrowser, language: str) -> None:
    invite = cast.do(people.make_invite, cast.anna.id, befriend=True)
    browser = new_browser(language)
    page = browser.get(f"/invite/{invite.code}").text
    assert "Anna Marsh" in page
    assert 'name="befriend" value="true" aria-describedby="h-befriend" checked' in page
    answer = browser.submit(f"/invite/{invite.code}", {**THREE, "befriend": "true"}, to="/auth/sign_up")
    assert answer.headers["location"] == "/?done=welcome"
    cast.settle()
    newcomer = known(cast.database, "wangxiaoming")
    assert cast.ask(people.are_friends, newcomer.id, cast.anna.id)
    cast.post(cast.anna, "Welcome, everybody")
    assert "Welcome, everybody" in browser.get("/").text


def test_an_invite_that_says_nothing_lets_the_newcomer_ask(cast: Cast, new_browser: NewBrowser) -> None:
    invite = cast.do(people.make_invite, cast.anna.id)
    browser = new_browser()
    browser.submit(f"/invite/{invite.code}", {**THREE, "befriend": "true"}, to="/auth/sign_up")
    newcomer = known(cast.database, "wangxiaoming")
    assert not cast.ask(people.are_friends, newcomer.id, cast.anna.id)
    assert cast.ask(people.fetch_tie, newcomer.id, cast.anna.id).requested
    home = browser.get("/").text
    assert "Anna Marsh brought you here" in home
    assert "Asked" in home


def test_nobody_is_befriended_against_their_will(cast: Cast, new_browser: NewBrowser) -> None:
    invite = cast.do(people.make_invite, cast.anna.id, befriend=True)
    browser = new_browser()
    browser.submit(f"/invite/{invite.code}", THREE, to="/auth/sign_up")
    newcomer = known(cast.database, "wangxiaoming")
    for a, b in ((newcomer, cast.anna), (cast.anna, newcomer)):
        tie = cast.ask(people.fetch_tie, a.id, b.id)
        assert not tie.following
        assert not tie.requested
    assert f'action="/people/{cast.anna.id}/befriend"' in browser.get("/").text


def test_an_unlocked_inviter_becomes_a_friend_too_and_a_full_one_hinders_nobody(
    cast: Cast, database: Database, new_browser: NewBrowser
) -> None:
    cast.do(people.update_profile, cast.ben, people.ProfileChanges(locked=False))
    codes = [cast.do(people.make_invite, one.id, befriend=True).code for one in (cast.ben, cast.anna)]
    new_browser().submit(f"/invite/{codes[0]}", {**THREE, "befriend": "true"}, to="/auth/sign_up")
    assert cast.ask(people.are_friends, known(database, "wangxiaoming").id, cast.ben.id)
    cast.befriend((cast.anna, cast.mei))
    database.context.handed = {**database.context.handed, people.Limits: people.Limits(max_friends=1)}
    form = {**THREE, "display_name": "Full", "befriend": "true"}
    assert new_browser().submit(f"/invite/{codes[1]}", form, to="/auth/sign_up").status_code == 303
    assert not cast.ask(people.are_friends, known(database, "full").id, cast.anna.id)


def test_what_is_wrong_keeps_the_invite_and_what_was_typed(cast: Cast, new_browser: NewBrowser) -> None:
    invite = cast.do(people.make_invite, cast.anna.id)
    browser = new_browser("zh")
    answer = browser.submit(f"/invite/{invite.code}", {**THREE, "password": "x"}, to="/auth/sign_up")
    assert answer.status_code == 422
    for kept in ("王小明", f'name="invite_code" value="{invite.code}"', "Anna Marsh", "太短了"):
        assert kept in answer.text
    assert 'value="true" aria-describedby="h-befriend">' in answer.text
    assert cast.ask(people.fetch_usable_invite, invite.code) is not None


def test_a_member_who_opens_an_invite_meets_who_made_it(cast: Cast, signed_in: SignedIn) -> None:
    invite = cast.do(people.make_invite, cast.anna.id, befriend=True)
    browser = signed_in(cast.ben)
    assert "You are in already" in browser.get(f"/invite/{invite.code}").text
    answer = browser.submit(f"/invite/{invite.code}", {}, to=f"/people/{cast.anna.id}/befriend")
    assert answer.headers["location"].startswith(f"/invite/{invite.code}?done=asked")
    assert not cast.ask(people.are_friends, cast.ben.id, cast.anna.id)
    assert browser.get("/invite/abcdefgh").status_code == 404
    cast.do(people.block, cast.anna, cast.ben)
    assert browser.get(f"/invite/{invite.code}").headers["location"] == "/"


def test_home_shows_who_agreed_to_be_found_until_there_are_a_few_friends(cast: Cast, signed_in: SignedIn) -> None:
    for one in (cast.mei, cast.xiaoming):
        cast.do(people.update_profile, one, people.ProfileChanges(discoverable=True))
    browser = signed_in(cast.zoe)
    home = browser.get("/").text
    assert "Mei 梅" in home
    assert "小明" in home
    assert "Anna Marsh" not in home
    answer = browser.submit("/", {}, to=f"/people/{cast.mei.id}/befriend")
    assert answer.status_code == 303
    assert home.index('id="arriving"') < home.index('id="feed"')
    cast.befriend((cast.zoe, cast.xiaoming))
    post = cast.post(cast.xiaoming, "One of few")
    home = browser.get("/").text
    below = home.partition('id="arriving"')[2]
    assert "One of few" in home.partition('id="arriving"')[0], "with a friend it stands below the feed"
    assert "Mei 梅" in below
    assert "小明" not in below, "whom one has already is no news"
    assert 'id="arriving"' not in browser.get(f"/?max_id={post.id}").text
    for number in range(20):
        cast.post(cast.xiaoming, f"Number {number}")
    assert 'id="arriving"' not in browser.get("/").text, "a full page needs nobody"
    cast.befriend((cast.lin, cast.anna), (cast.lin, cast.ben), (cast.lin, cast.mei), (cast.lin, cast.zoe))
    lin = signed_in(cast.lin)
    assert 'id="arriving"' in lin.get("/").text
    cast.befriend((cast.lin, cast.xiaoming))
    assert 'id="arriving"' not in lin.get("/").text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_is_here_is_who_agreed_and_whom_one_may_know(cast: Cast, signed_in: SignedIn, language: str) -> None:
    for one in (cast.mei, cast.ben, cast.grandma):
        cast.do(people.update_profile, one, people.ProfileChanges(discoverable=True))
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei), (cast.ben, cast.zoe), (cast.xiaoming, cast.grandma))
    page = signed_in(cast.anna, language).get("/people").text
    know, here = page.partition('id="here"')[::2]
    assert re.findall(r'class="who" href="/@(\w+)"', know) == ["mei"]
    assert sorted(re.findall(r'class="who" href="/@(\w+)"', here)) == ["ben", "grandma"]
    cast.do(people.block, cast.mei, cast.anna)
    assert "/@mei" not in signed_in(cast.anna, language).get("/people").text
    cast.do(people.update_profile, cast.ben, people.ProfileChanges(discoverable=False))
    assert 'id="know"' not in signed_in(cast.zoe, language).get("/people").text


def test_one_is_found_by_others_and_no_longer_by_a_button(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.zoe)
    sent = {"csrf": browser.proof(), "back": "/"}
    answer = browser.ask("POST", "/people/listed", data={**sent, "on": "1"})
    assert answer.headers["location"] == "/?done=listed"
    assert known(cast.database, "zoe").discoverable
    assert "/@zoe" in signed_in(cast.anna).get("/people").text
    browser.ask("POST", "/people/listed", data={**sent, "on": "0"})
    assert not known(cast.database, "zoe").discoverable


def test_a_card_leads_to_ones_page_or_lets_strangers_in(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    page = browser.get("/card").text
    assert '<img class="qr" src="/card/picture.svg"' in page
    assert "https://tea.example/@anna" in page
    picture = browser.get("/card/picture.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.headers["cache-control"] == "no-store"
    assert "<script" not in picture.text
    made = browser.submit("/card", {})
    (invite,) = cast.ask(people.page_invites, cast.anna.id)
    assert (invite.befriend, invite.max_uses) == (True, 10)
    assert made.headers["location"] == f"/card?invite={invite.id}"
    assert f"https://tea.example/invite/{invite.code}" in browser.get(made.headers["location"]).text
    assert browser.get(f"/card/picture.svg?invite={invite.id}").text != picture.text
    other = signed_in(cast.ben)
    for path in ("/card", "/card/picture.svg"):
        for one in (str(invite.id), "7", "x"):
            assert other.get(f"{path}?invite={one}").status_code == 404
    cast.do(people.revoke_invite, cast.anna.id, invite.id)
    assert browser.get(f"/card?invite={invite.id}").status_code == 404
    assert Browser(browser.site).get("/card/picture.svg").status_code == 401


@pytest.mark.parametrize("most", [0, 2])
def test_the_house_says_how_many_invites_work_at_once(
    cast: Cast, database: Database, signed_in: SignedIn, most: int
) -> None:
    database.context.handed = {**database.context.handed, people.Limits: people.Limits(max_invites=most)}
    member, host = signed_in(cast.anna), signed_in(cast.ben)
    cast.do(people.set_role, cast.ben.id, people.HouseRole.HOST)
    for _ in range(most):
        assert member.submit("/invites", {"max_uses": "1"}).status_code == 303
    refused = member.submit("/invites", {"max_uses": "1", "note": "for Oma"})
    assert refused.status_code == 422
    if most:
        assert "for Oma" in refused.text
        assert "as many" in refused.text or "2" in refused.text
        cast.do(people.revoke_invite, cast.anna.id, cast.ask(people.page_invites, cast.anna.id)[0].id)
        assert member.submit("/invites", {"max_uses": "1"}).status_code == 303
    else:
        assert "the hosts bring people in" in refused.text
    assert member.submit("/card", {}).headers["location"] == "/card?done=too_many"
    for _ in range(most + 2):
        assert host.submit("/invites", {"max_uses": "1"}).status_code == 303


def test_the_page_of_invites_says_who_came_and_by_whom_one_came(
    cast: Cast, new_browser: NewBrowser, signed_in: SignedIn
) -> None:
    invite = cast.do(people.make_invite, cast.anna.id, max_uses=3, note="Choir")
    browser = new_browser()
    browser.submit(f"/invite/{invite.code}", THREE, to="/auth/sign_up")
    mine = signed_in(cast.anna).get("/invites").text
    assert "/@wangxiaoming" in mine.partition('id="brought"')[2]
    assert "2 of 3 left" in mine
    assert "/@anna" in browser.get("/invites").text.partition('id="by"')[2]
    for wrong in ({"max_uses": "1", "days": "5"}, {"max_uses": "1", "days": "x"}):
        assert browser.submit("/invites", wrong).status_code == 422
    made = browser.submit("/invites", {"max_uses": "1", "days": "7", "befriend": "1"})
    page = browser.get(made.headers["location"]).text
    assert "7 more days" in page
    assert "makes friends" in page
