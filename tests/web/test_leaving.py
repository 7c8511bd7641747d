"""Downloading all that is one's own, and deleting one's account, by the pages."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from teahouse import leaving, moments, people
from teahouse.doors.web import LIMITS
from teahouse.kit.http import Limiter
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, OpenSite

NewBrowser = Callable[..., Browser]
DAY = 86_400_000
LEAVE = "/settings/leave"


def test_the_archive_is_of_who_is_signed_in(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    cast.post(cast.anna, "Anna's words")
    cast.post(cast.ben, "Ben's words")
    browser = signed_in(cast.anna)
    answer = browser.submit("/settings/data", {})
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="teahouse-anna.zip"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    outbox = json.loads(archive.read("outbox.json"))
    assert [one["object"]["source"]["content"] for one in outbox["orderedItems"]] == ["Anna's words"]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_nobody_gets_one_without_the_form(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    guest, browser = new_browser(), signed_in(cast.anna)
    assert guest.get("/settings/data").status_code == 401
    assert guest.ask("POST", "/settings/data", data={"csrf": guest.proof()}).status_code == 401
    assert browser.ask("POST", "/settings/data", data={}).status_code == 403


@pytest.mark.parametrize("kind", ["sqlite"])
def test_it_is_made_only_so_often(cast: Cast, open_site: OpenSite, password_hash: str) -> None:
    browser = open_site(limiter=Limiter(LIMITS))()
    cast.do(people.change_password, cast.anna.id, password_hash)
    browser.sign_in("anna", PASSWORD)
    statuses = [browser.submit("/settings/data", {}).status_code for _ in range(7)]
    assert statuses == [200] * 6 + [429]


def test_deleted_and_back(cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser) -> None:
    post = cast.post(cast.anna, "Anna's words", moments.Public(listed=True))
    browser = signed_in(cast.anna)
    other = new_browser()
    other.sign_in("anna", PASSWORD)
    page = browser.get(LEAVE)
    assert "For 14 days all is only put aside" in page.text
    answer = browser.submit(LEAVE, {"handle": " @Anna", "password": PASSWORD})
    assert answer.status_code == 200
    assert "Your account is gone" in answer.text
    assert not browser.is_in
    assert not other.is_in
    guest = new_browser()
    assert guest.get("/@anna").status_code == 404
    assert guest.get(f"/@anna/{post.id}").status_code == 404
    assert guest.sign_in("anna", "wrong").status_code == 422
    assert not cast.sees(None, post)
    back = new_browser()
    answer = back.sign_in("anna", PASSWORD)
    assert answer.headers["location"] == "/settings?done=stayed"
    assert "Good that you are back" in back.get("/settings?done=stayed").text
    assert cast.sees(None, post)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_after_two_weeks_the_password_opens_nothing(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    signed_in(cast.anna).submit(LEAVE, {"handle": "anna", "password": PASSWORD})
    cast.clock.step(14 * DAY)
    assert new_browser().sign_in("anna", PASSWORD).status_code == 422
    cast.settle()
    assert new_browser().sign_in("anna", PASSWORD).status_code == 422


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_name_and_the_password_are_asked_for(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    browser = signed_in(cast.anna)
    answer = browser.submit(LEAVE, {"handle": "<ben>", "password": "wrong"})
    assert answer.status_code == 422
    assert "This is not your name here." in answer.text
    assert 'value="&lt;ben&gt;"' in answer.text
    assert browser.is_in
    assert browser.ask("POST", LEAVE, data={"handle": "anna", "password": PASSWORD}).status_code == 403
    assert cast.ask(people.fetch_account, cast.anna.id) is not None


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_has_to_be_handed_over_is_named(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    browser = signed_in(cast.lin)
    room = cast.do(people.groups.create_group, cast.lin, people.groups.Changes("Choir"))
    page = browser.get(LEAVE)
    assert f'href="/groups/{room.id}/settings">Choir' in page.text
    assert "@bakery" in page.text
    assert 'name="password"' not in page.text
    proof = browser.proof("/settings/data")
    answer = browser.ask("POST", LEAVE, data={"csrf": proof, "handle": "lin", "password": PASSWORD})
    assert answer.status_code == 409
    assert cast.ask(people.fetch_account, cast.lin.id) is not None


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_second_step_stands_before_coming_back(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    from pyotp import TOTP

    browser = signed_in(cast.anna)
    totp = TOTP(cast.do(people.keys.begin_second, cast.anna.id))
    cast.do(people.keys.confirm_second, cast.anna.id, totp.at((cast.clock.now() + 1000) // 1000))
    browser.submit(LEAVE, {"handle": "anna", "password": PASSWORD})
    back = new_browser()
    assert back.sign_in("anna", PASSWORD).headers["location"].startswith("/auth/second")
    assert cast.ask(people.fetch_account, cast.anna.id) is None
    cast.clock.step(60_000)
    back.submit("/auth/second", {"code": totp.at(cast.clock.now() // 1000)})
    assert back.is_in
    assert cast.ask(people.fetch_account, cast.anna.id) is not None


@pytest.mark.parametrize("kind", ["sqlite"])
def test_who_was_deleted_by_the_host_is_a_stranger(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    from teahouse.housekeeping import COMMAND_LINE

    signed_in(cast.anna)
    cast.do(leaving.leave, cast.anna, by=COMMAND_LINE)
    assert new_browser().sign_in("anna", PASSWORD).status_code == 422
