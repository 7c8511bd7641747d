"""A member's own pages: settings, invites, friend requests."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import people
from teahouse.kit.db.upkeep import LastBackup, note_backup
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
HOUR = 3_600_000


def test_friend_requests_are_answered(cast: Cast, signed_in: SignedIn) -> None:
    cast.do(people.follow, cast.mei, cast.anna)
    cast.do(people.follow, cast.ben, cast.anna)
    browser = signed_in(cast.anna)
    assert "Mei 梅" in browser.get("/me").text
    assert browser.submit("/me", {}, to=f"/requests/{cast.mei.id}/accept").headers["location"] == "/me?done=accepted"
    assert browser.submit("/me", {}, to=f"/requests/{cast.ben.id}/reject").headers["location"] == "/me?done=rejected"
    assert cast.ask(people.are_friends, cast.anna.id, cast.mei.id)
    assert not cast.ask(people.fetch_tie, cast.ben.id, cast.anna.id).requested
    assert "Nobody is waiting" in browser.get("/me").text
    for nobody in (str(cast.zoe.id), "1", "x", "%00"):
        assert browser.submit("/me", {}, to=f"/requests/{nobody}/accept").status_code == 404


def test_a_member_is_told_of_apps(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    assert '<h2 id="app">Read and write with an app</h2>' in browser.get("/me").text


def test_who_runs_a_page_finds_it(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.lin).get("/me").text
    panel = page[page.index('<section class="panel" aria-labelledby="pages">') :].partition("</section>")[0]
    assert '<h2 id="pages">Your shop pages</h2>' in panel
    assert 'href="/@bakery"' in panel
    assert "我的店铺号" in signed_in(cast.lin, "zh").get("/me").text
    assert "Your shop pages" not in signed_in(cast.anna).get("/me").text


def test_ones_own_page_is_called_so(cast: Cast, signed_in: SignedIn) -> None:
    browser, friend = signed_in(cast.anna), signed_in(cast.ben)
    assert '<a href="/@anna">Your page</a>' in browser.get("/me").text
    assert "You have posted nothing yet." in browser.get("/@anna").text
    assert "There is nothing here that you can see." in friend.get("/@anna").text
    cast.post(cast.anna, "Good morning")
    assert "You have posted nothing yet." not in browser.get("/@anna").text
    assert "You have posted nothing yet." not in browser.get("/@anna?max_id=1").text
    assert '<a href="/@anna">我的主页</a>' in browser.get("/me?lang=zh").text


def test_invites_are_made_and_revoked(cast: Cast, signed_in: SignedIn) -> None:
    browser, other = signed_in(cast.anna), signed_in(cast.mei)
    made = browser.submit("/invites", {"note": "Oma & <Opa>", "max_uses": "2"})
    (invite,) = cast.ask(people.page_invites, cast.anna.id)
    assert made.headers["location"] == f"/invites?made={invite.code}"
    page = browser.get(made.headers["location"]).text
    assert f"https://tea.example/invite/{invite.code}" in page
    assert "Oma &amp; &lt;Opa&gt;" in page
    assert "2 of 2 left" in page
    for wrong in ("0", "-1", "21", "x", "9999999999", "²", ""):
        assert browser.submit("/invites", {"max_uses": wrong}).status_code == 422
    assert browser.submit("/invites", {"max_uses": "1", "note": "n" * 300}).status_code == 422
    assert other.submit("/me", {}, to=f"/invites/{invite.id}/revoke").status_code == 404
    assert cast.ask(people.fetch_usable_invite, invite.code) is not None
    assert browser.submit("/me", {}, to=f"/invites/{invite.id}/revoke").status_code == 303
    assert cast.ask(people.fetch_usable_invite, invite.code) is None


def test_language_and_time_zone(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    saved = browser.submit("/settings/language", {"language": "zh", "time_zone": "Asia/Shanghai"})
    assert saved.headers["location"] == "/settings/language?done=saved"
    assert "已保存" in browser.get("/settings/language?done=saved").text
    anna = cast.ask(people.fetch_account, cast.anna.id)
    assert anna is not None
    assert anna.time_zone == "Asia/Shanghai"
    assert 'value="Asia/Shanghai"' in browser.get("/settings/language").text
    wrong = browser.submit("/settings/language", {"language": "en", "time_zone": "Middle/Earth"})
    assert (wrong.status_code, "没有这个时区" in wrong.text) == (422, True)
    assert Browser(browser.site).get("/").headers["content-language"] == "en"
    browser.submit("/settings/language", {"language": "", "time_zone": "UTC"})
    assert browser.get("/").headers["content-language"] == "en"


def language_shown(browser: Browser, path: str = "/settings/language") -> str:
    """Which language the form of the settings would send."""
    found = re.search(r'<option value="([^"]*)"[^>]* selected>', browser.get(path).text)
    return found[1] if found else ""


def test_the_settings_show_the_language_that_is_in_force(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    assert language_shown(browser) == ""
    browser.submit("/settings/language", {"language": "en", "time_zone": "UTC"})
    assert language_shown(browser) == "en"
    assert language_shown(browser, "/settings/language?lang=zh") == "zh"
    browser.get("/about?lang=zh")
    assert language_shown(browser) == "zh"


def test_saving_another_setting_leaves_the_language_alone(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    browser.submit("/settings/language", {"language": "en", "time_zone": "UTC"})
    browser.get("/me?lang=zh")
    browser.submit("/settings/language", {"language": language_shown(browser), "time_zone": "Asia/Shanghai"})
    assert browser.get("/").headers["content-language"] == "zh-Hans"
    elsewhere = Browser(browser.site)
    elsewhere.sign_in("anna", PASSWORD)
    assert elsewhere.get("/").headers["content-language"] == "zh-Hans"


def test_a_guest_is_asked_to_sign_in_and_led_back(cast: Cast, signed_in: SignedIn) -> None:
    guest = Browser(signed_in(cast.anna).site)
    for path in ("/settings", "/invites", "/auth/password"):
        answer = guest.get(path)
        assert answer.status_code == 401
        assert f"/auth/sign_in?next={path}" in answer.text
    for path in ("/settings/language", "/invites", "/auth/password", "/requests/1/accept", "/invites/1/revoke"):
        assert guest.ask("POST", path, data={"csrf": guest.proof()}).status_code == 401


def test_a_host_reads_how_old_the_last_backup_is(cast: Cast, signed_in: SignedIn) -> None:
    cast.do(people.set_role, cast.anna.id, people.HouseRole.HOST)
    host, guest = signed_in(cast.anna), signed_in(cast.ben)
    page = host.get("/me").text
    assert '<p class="fault" role="alert">There is no backup of this house yet. Make one now: ' in page
    cast.do(note_backup, LastBackup(cast.clock.now(), "/srv/house.tar", 1, 1))
    cast.clock.step(3 * HOUR)
    assert "<p>The last backup: 3 h ago.</p>" in host.get("/me").text
    cast.clock.step(48 * HOUR)
    page = host.get("/me").text
    assert '<p class="fault" role="alert">The last backup: 1 Jan 2026. Make one now' in page
    assert "/srv" not in page
    assert "上次备份：" in host.get("/me?lang=zh").text
    assert "backup" in host.get("/?lang=en").text
    assert "backup" not in guest.get("/").text + guest.get("/me").text
