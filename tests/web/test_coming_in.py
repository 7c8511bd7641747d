"""Joining by an open door or an invite, signing in and out, new passwords."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest

from teahouse import people
from teahouse.doors.web import LIMITS
from teahouse.kit.db import Database
from teahouse.kit.http import Limiter
from tests.cast import Cast
from tests.steppable import SteppableClock
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, OpenSite

NewBrowser = Callable[..., Browser]
FORM = {"display_name": "王小明", "username": "", "password": PASSWORD, "agreement": "true"}


def account(database: Database, name: str) -> people.Account | None:
    return database.read_now(lambda tx: people.find_account(tx, name, local_host="tea.example"))


def test_joining_through_the_open_door(database: Database, new_browser: NewBrowser) -> None:
    browser = new_browser("zh-CN,zh;q=0.9")
    answer = browser.submit("/auth/sign_up", FORM)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?done=welcome"
    home = browser.get("/?done=welcome")
    assert "欢迎你，王小明" in home.text
    assert "@wangxiaoming" in home.text
    joined = account(database, "wangxiaoming")
    assert joined is not None
    assert (joined.display_name, joined.locked, joined.language) == ("王小明", True, "zh")
    assert new_browser().sign_in("WangXiaoming", PASSWORD).status_code == 303


@pytest.mark.parametrize("kind", ["sqlite"])
def test_joining_by_invite_is_recorded(cast: Cast, open_site: OpenSite) -> None:
    new_browser = open_site(sign_up="invite")
    invite = cast.do(people.make_invite, cast.anna.id)
    browser = new_browser()
    page = browser.get(f"/invite/{invite.code}")
    assert page.status_code == 200
    assert "Anna Marsh invites you." in page.text
    assert f'value="{invite.code}"' in page.text
    assert browser.submit("/auth/sign_up", {**FORM, "invite_code": ""}).status_code == 422
    answer = browser.submit(f"/invite/{invite.code}", {**FORM, "invite_code": invite.code}, to="/auth/sign_up")
    assert answer.status_code == 303
    (brought,) = cast.ask(people.whom_brought, cast.anna.id)
    joined = account(cast.database, "wangxiaoming")
    assert joined is not None
    assert brought.account_id == joined.id
    assert new_browser().get(f"/invite/{invite.code}").status_code == 404
    again = new_browser().submit("/auth/sign_up", {**FORM, "invite_code": invite.code})
    assert again.status_code == 422
    assert "This code does not work" in again.text


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_closed_house_takes_nobody(database: Database, open_site: OpenSite) -> None:
    browser = open_site(sign_up="closed")()
    assert browser.get("/auth/sign_up").status_code == 403
    proof = browser.proof()
    refused = browser.ask("POST", "/auth/sign_up", data={**FORM, "csrf": proof})
    assert refused.status_code == 403
    assert "The door is closed" in refused.text
    assert account(database, "wangxiaoming") is None


@pytest.mark.parametrize("kind", ["sqlite"])
def test_faults_stand_beside_fields_and_input_stays(cast: Cast, new_browser: NewBrowser) -> None:
    browser = new_browser()
    form = {"display_name": "Zo & <Z>", "username": "anna", "password": "short"}
    answer = browser.submit("/auth/sign_up", form)
    assert answer.status_code == 422
    assert "Zo &amp; &lt;Z&gt;" in answer.text
    assert 'value="anna"' in answer.text
    assert "Somebody here has this already" in answer.text
    assert "at least 8 characters" in answer.text
    assert "We need your word" in answer.text
    assert 'value="short"' not in answer.text
    nameless = browser.submit("/auth/sign_up", {**FORM, "display_name": " \u3000 ", "username": "blank"})
    assert nameless.status_code == 422
    assert account(cast.database, "blank") is None
    reserved = browser.submit("/auth/sign_up", {**FORM, "username": "settings"})
    assert "belongs to the house" in reserved.text


@pytest.mark.parametrize("kind", ["sqlite"])
def test_unknown_names_and_wrong_passwords_are_not_told_apart(
    cast: Cast, new_browser: NewBrowser, password_hash: str
) -> None:
    cast.do(people.change_password, cast.anna.id, password_hash)
    browser = new_browser()
    wrong, unknown = browser.sign_in("anna", "not it"), browser.sign_in("nobody", "not it")
    assert wrong.status_code == unknown.status_code == 422
    without_proof = [re.sub(r'name="csrf" value="[^"]+"', "", page.text) for page in (wrong, unknown)]
    assert without_proof[0].replace('value="anna"', 'value="nobody"') == without_proof[1]
    assert not browser.is_in
    assert browser.sign_in("", "").status_code == 422
    assert browser.sign_in("@Anna", PASSWORD).status_code == 303
    assert browser.is_in


@pytest.mark.parametrize("kind", ["sqlite"])
def test_signing_in_makes_a_new_session_and_ends_the_old(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    browser = signed_in(cast.anna)
    name = "__Host-teahouse-session"
    first = browser.cookies[name]
    answer = browser.sign_in("anna", PASSWORD)
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith(name))
    assert browser.cookies[name] != first
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert cast.ask(people.fetch_session, first) is None


@pytest.mark.parametrize("kind", ["sqlite"])
def test_signing_out_here_and_everywhere_else(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    here, there = signed_in(cast.anna), None
    there = Browser(here.site)
    assert there.sign_in("anna", PASSWORD).status_code == 303
    assert (
        here.submit("/settings/devices", {}, to="/auth/sign_out_others").headers["location"]
        == "/settings/devices?done=others"
    )
    assert here.is_in
    assert not there.is_in
    session = here.cookies["__Host-teahouse-session"]
    assert here.submit("/settings", {}, to="/auth/sign_out").headers["location"] == "/auth/sign_in?done=out"
    assert not here.is_in
    assert cast.ask(people.fetch_session, session) is None


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_new_password_signs_the_others_out(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    here = signed_in(cast.anna)
    there = Browser(here.site)
    there.sign_in("anna", PASSWORD)
    token = cast.do(people.issue_token, None, cast.anna.id, cast.anna.id)
    wrong = here.submit("/auth/password", {"old": "no", "new": "cold oat bread", "again": "cold oat bread"})
    assert (wrong.status_code, "This is not your password" in wrong.text) == (422, True)
    differs = here.submit("/auth/password", {"old": PASSWORD, "new": "cold oat bread", "again": "old oat bread"})
    assert (differs.status_code, "not the same" in differs.text) == (422, True)
    assert here.submit("/auth/password", {"old": PASSWORD, "new": "short", "again": "short"}).status_code == 422
    done = here.submit("/auth/password", {"old": PASSWORD, "new": "cold oat bread", "again": "cold oat bread"})
    assert done.headers["location"] == "/settings?done=pw"
    assert here.is_in
    assert not there.is_in
    assert cast.ask(people.fetch_caller, token.token) is None
    assert there.sign_in("anna", "cold oat bread").status_code == 303


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_reset_link_works_once_and_for_a_day(cast: Cast, new_browser: NewBrowser, clock: SteppableClock) -> None:
    link = f"/auth/reset/{cast.do(people.make_reset_link, cast.mei.id)}"
    browser = new_browser()
    assert browser.get(link).status_code == 200
    assert browser.submit(link, {"new": "x", "again": "x"}).status_code == 422
    done = browser.submit(link, {"new": "cold oat bread", "again": "cold oat bread"})
    assert done.headers["location"] == "/auth/sign_in?done=reset&again=1"
    assert browser.get(link).status_code == 404
    assert browser.sign_in("mei", "cold oat bread").status_code == 303
    late = f"/auth/reset/{cast.do(people.make_reset_link, cast.mei.id)}"
    proof = browser.proof()
    clock.step(25 * 3_600_000)
    assert browser.get(late).status_code == 404
    data = {"csrf": proof, "new": "another bread", "again": "another bread"}
    assert browser.ask("POST", late, data=data).status_code == 404
    assert browser.get("/auth/reset/%00").status_code == 404


@pytest.mark.parametrize("kind", ["sqlite"])
def test_who_forgot_a_password_learns_whom_to_ask(open_site: OpenSite) -> None:
    link = '<a href="mailto:host%40tea.example">host@tea.example</a>'
    known, unknown = (open_site(contact=contact)() for contact in ("host@tea.example", ""))
    for path in ("/auth/sign_in", "/about"):
        assert link in known.get(path).text
        assert "mailto:" not in unknown.get(path).text


def test_tries_are_counted_by_name_and_by_address(open_site: OpenSite, cast: Cast, password_hash: str) -> None:
    few = tuple(msgspec.structs.replace(one, count=30) if one.name == "sign-in" else one for one in LIMITS)
    new_browser = open_site(limiter=Limiter(few))
    cast.do(people.change_password, cast.anna.id, password_hash)
    for _ in range(10):
        assert new_browser().sign_in("anna", "guess").status_code == 422
    refused = new_browser("zh").sign_in("@ANNA ", "guess")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert "请稍等" in refused.text
    elsewhere = new_browser()
    elsewhere.address = "198.51.100.4"
    assert elsewhere.sign_in("anna", PASSWORD).status_code == 303
    for name in ("ben", "xiaoming"):
        for _ in range(9):
            assert new_browser().sign_in(name, "guess").status_code == 422
    assert new_browser().sign_in("mei", "guess").status_code == 422
    assert new_browser().sign_in("mei", "guess").status_code == 429


@pytest.mark.parametrize("kind", ["sqlite"])
def test_one_name_is_not_guessed_at_from_everywhere(open_site: OpenSite, cast: Cast) -> None:
    few = tuple(msgspec.structs.replace(one, count=4) if one.name == "sign-in-anywhere" else one for one in LIMITS)
    new_browser = open_site(limiter=Limiter(few))
    for n in range(6):
        browser = new_browser()
        browser.address = f"198.51.100.{n}"
        assert browser.sign_in("anna", "guess").status_code == (422 if n < 4 else 429)
        assert browser.sign_in("ben", "guess").status_code == (422 if n < 4 else 429)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_signing_in_never_leads_out_of_the_house(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    browser = signed_in(cast.anna)
    for target, lands in (
        ("/settings", "/settings"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ):
        data = {"csrf": browser.proof(), "name": "anna", "password": PASSWORD, "next": target}
        answer = browser.ask("POST", "/auth/sign_in", data=data)
        assert (answer.status_code, answer.headers["location"]) == (303, lands)
        again = browser.ask("GET", "/auth/sign_in", params={"next": target})
        assert again.headers["location"] == lands
