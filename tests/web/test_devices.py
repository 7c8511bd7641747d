"""Another device by a code and a number; where one is signed in; which apps may act; and a link of the first time."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from teahouse import people
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import NotFound
from teahouse.people.keys import Answer
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, OpenSite

NewBrowser = Callable[..., Browser]
NEW = "/settings/devices/new"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)


def shown_code(browser: Browser) -> str:
    page = browser.submit(NEW, {"what": ""})
    assert page.status_code == 200
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    found = re.search(r"<code>([a-z2-9]{4}-[a-z2-9]{4})</code>", page.text)
    assert found is not None
    return found[1].replace("-", "")


def number_on(browser: Browser) -> str:
    found = re.search(r'class="big-number"[^>]*>(\d\d)<', browser.get("/auth/device/wait").text)
    assert found is not None
    return found[1]


def type_number(browser: Browser, number: str, code: str = "") -> str:
    """What the page answers, tags taken out."""
    answer = browser.submit(NEW, {"what": "number", "number": number, "code": code})
    return unescape(re.sub(r"<[^>]+>", " ", answer.text))


def test_another_device_is_let_in_by_the_number_that_it_shows(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    anna, phone = signed_in(cast.anna), new_browser()
    phone.headers["User-Agent"] = PHONE
    code = shown_code(anna)
    assert "No device has opened the link yet" in type_number(anna, "12", code)
    page = phone.get(f"/auth/device/{code}")
    assert "Sign in as Anna Marsh on this device?" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert phone.submit(f"/auth/device/{code}", {}).headers["location"] == "/auth/device/wait"
    early = phone.submit("/auth/device/wait", {})
    assert early.status_code == 409
    assert not phone.is_in
    assert phone.get("/auth/device/state").json() == {"state": "waits"}
    assert "Let in: Chrome on Android" in type_number(anna, number_on(phone))
    assert phone.get("/auth/device/state").json() == {"state": "in"}
    assert phone.submit("/auth/device/wait", {}).headers["location"] == "/"
    assert phone.is_in
    assert phone.get("/auth/device/wait").status_code == 404
    assert "Chrome on Android" in anna.get("/settings/devices").text


def test_the_code_can_be_typed(cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser) -> None:
    code = shown_code(signed_in(cast.anna))
    browser = new_browser()
    typed = f" {code[:4].upper()} {code[4:]}"
    assert browser.submit("/auth/device", {"code": typed}).headers["location"] == f"/auth/device/{code}"
    wrong = browser.submit("/auth/device", {"code": "abcd-<efgh>"})
    assert wrong.status_code == 422
    assert 'value="abcd-&lt;efgh&gt;"' in wrong.text


def test_a_wrong_number_ends_it(cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser) -> None:
    anna, thief = signed_in(cast.anna), new_browser()
    code = shown_code(anna)
    thief.submit(f"/auth/device/{code}", {})
    number = number_on(thief)
    assert "nobody was let in" in type_number(anna, str(10 + (int(number) - 9) % 90))
    assert thief.submit("/auth/device/wait", {}, to="/auth/device/wait").status_code in (403, 404)
    assert "No device" not in type_number(anna, number)
    assert thief.get("/auth/device/state").json() == {"state": "gone"}
    assert not thief.is_in


def test_who_photographs_the_code_and_is_quicker_gets_another_number(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    anna, thief, phone = signed_in(cast.anna), new_browser(), new_browser()
    code = shown_code(anna)
    thief.submit(f"/auth/device/{code}", {})
    told = phone.get(f"/auth/device/{code}")
    assert told.status_code == 404
    assert "somebody else has" in told.text
    shown_code(anna)
    assert thief.get("/auth/device/wait").status_code == 404


def test_a_code_is_of_five_minutes_and_of_its_member(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    anna, ben = signed_in(cast.anna), signed_in(cast.ben)
    first = shown_code(anna)
    code = shown_code(anna)
    assert new_browser().get(f"/auth/device/{first}").status_code == 404
    phone = new_browser()
    phone.submit(f"/auth/device/{code}", {})
    assert "This code no longer works" in type_number(ben, number_on(phone), code)
    late = shown_code(anna)
    cast.clock.step(300_000)
    assert new_browser().get(f"/auth/device/{late}").status_code == 404
    for nonsense in ("abcdefgh", "%00", "é"):
        assert new_browser().get(f"/auth/device/{nonsense}").status_code == 404


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_new_password_ends_codes_and_waiting_devices(cast: Cast) -> None:
    code = cast.do(people.keys.make_device_link, cast.anna.id)
    secret = cast.do(people.keys.claim_device, code, PHONE)
    waiting = cast.ask(people.keys.fetch_waiting, secret)
    assert waiting is not None
    assert cast.do(people.keys.let_device_in, cast.anna.id, str(waiting.number))[0] is Answer.LET_IN
    cast.do(people.change_password, cast.anna.id, "new")
    with pytest.raises(NotFound):
        cast.do(people.keys.enter_by_device, secret)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_device_of_somebody_suspended_is_not_let_in(cast: Cast) -> None:
    from teahouse import moments

    code = cast.do(people.keys.make_device_link, cast.anna.id)
    secret = cast.do(people.keys.claim_device, code, PHONE)
    cast.do(moments.suspend_account, cast.anna)
    with pytest.raises(NotFound):
        cast.do(people.keys.enter_by_device, secret)


def test_a_session_is_ended_by_its_owner_alone(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    anna, ben = signed_in(cast.anna), signed_in(cast.ben)
    other = new_browser()
    other.headers["User-Agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0 Safari"
    other.sign_in("anna", PASSWORD)
    page = anna.get("/settings/devices").text
    assert "WeChat on iPhone" in page
    assert page.count("this one") == 1
    (end,) = re.findall(r'action="(/settings/devices/[0-9a-f]+/end)"', page)
    assert ben.ask("POST", end, data={"csrf": ben.proof("/settings/devices")}).status_code == 404
    assert other.is_in
    assert anna.ask("POST", end, data={"csrf": anna.proof("/settings/devices")}).status_code == 303
    assert not other.is_in
    assert anna.is_in
    for nonsense in ("zz", "00", "é"):
        answer = anna.ask("POST", f"/settings/devices/{nonsense}/end", data={"csrf": anna.proof("/settings/devices")})
        assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_session_that_is_used_goes_on(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    browser = signed_in(cast.anna)
    week = 7 * 86_400_000
    for _ in range(6):
        cast.clock.step(week)
        assert browser.is_in
    assert "this week" in browser.get("/settings/devices").text
    cast.clock.step(31 * 86_400_000)
    assert not browser.is_in


def _let_in(tx: WriteTx, member: people.Account, actor: people.Account, name: str) -> tuple[people.App, str]:
    app, _ = people.register_app(tx, name, ["https://app.example/back"], "read write follow")
    return app, people.issue_token(tx, app.id, actor.id, member.id, ["read", "write:statuses"]).token


def test_apps_are_shown_with_what_they_may_do_and_locked_out(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    lin, ben = signed_in(cast.lin), signed_in(cast.ben)
    app, own = cast.do(_let_in, cast.lin, cast.lin, "Tusk & <Co>")
    other, for_page = cast.do(_let_in, cast.lin, cast.bakery, "Till")
    _, of_ben = cast.do(_let_in, cast.ben, cast.ben, "Till")
    page = lin.get("/settings/apps").text
    assert "Tusk &amp; &lt;Co&gt;" in page
    assert "as @bakery" in page
    assert page.count("/end") == 2
    assert (
        ben.ask("POST", f"/settings/apps/{app.id}/end", data={"csrf": ben.proof("/settings/apps")}).status_code == 404
    )
    assert cast.ask(people.fetch_caller, own) is not None
    assert (
        lin.ask("POST", f"/settings/apps/{app.id}/end", data={"csrf": lin.proof("/settings/apps")}).status_code == 303
    )
    assert cast.ask(people.fetch_caller, own) is None
    assert cast.ask(people.fetch_caller, for_page) is not None
    lin.ask("POST", f"/settings/apps/{other.id}/end", data={"csrf": lin.proof("/settings/apps")})
    assert cast.ask(people.fetch_caller, for_page) is None
    assert cast.ask(people.fetch_caller, of_ben) is not None


def first_link(browser: Browser, name: str) -> str:
    page = browser.submit("/invites/first", {"name": name})
    assert page.status_code == 200, page.text
    found = re.search(r"<code>https://tea.example(/auth/first/[\w-]+)</code>", page.text)
    assert found is not None
    return found[1]


def test_grandmother_comes_in_with_one_tap(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    anna = signed_in(cast.anna)
    link = first_link(anna, "王奶奶")
    phone = new_browser("zh-CN")
    page = phone.get(link)
    assert "欢迎你，王奶奶" in page.text
    assert "Anna Marsh" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert 'type="password"' not in page.text
    untold = phone.submit(link, {})
    assert untold.status_code == 422
    assert phone.submit(link, {"agreement": "true"}).headers["location"] == "/?done=welcome"
    assert phone.is_in or "退出" in phone.get("/").text
    (brought,) = cast.ask(people.whom_brought, cast.anna.id)
    grandmother = cast.ask(people.fetch_account, brought.account_id)
    assert grandmother is not None
    assert (grandmother.display_name, grandmother.language) == ("王奶奶", "zh")
    assert cast.ask(people.are_friends, cast.anna.id, grandmother.id)
    # Who made the link, or finds it later, never comes in by it.
    for late in (anna, new_browser()):
        assert late.get(link).status_code == 404
        assert late.ask("POST", link, data={"csrf": late.proof(), "agreement": "true"}).status_code == 404
    assert new_browser().sign_in(grandmother.username, "").status_code == 422
    # She sets a password when she likes.
    page = phone.get("/auth/password")
    assert 'name="old"' not in page.text
    phone.submit("/auth/password", {"new": PASSWORD, "again": PASSWORD})
    assert new_browser().sign_in(grandmother.username, PASSWORD).status_code == 303
    assert phone.submit("/auth/password", {"new": "another word", "again": "another word"}).status_code == 422


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_first_link_is_an_invite(cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser) -> None:
    anna = signed_in(cast.anna)
    links = [first_link(anna, name) for name in ("A", "B", "C")]
    assert anna.submit("/invites/first", {"name": " "}).status_code == 422
    for invite in cast.ask(people.page_invites, cast.anna.id):
        if invite.note == "A":
            cast.do(people.revoke_invite, cast.anna.id, invite.id)
    assert [new_browser().get(link).status_code for link in links] == [404, 200, 200]
    cast.clock.step(7 * 86_400_000)
    assert new_browser().get(links[1]).status_code == 404


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_closed_house_makes_and_takes_none(cast: Cast, open_site: OpenSite) -> None:
    link = cast.do(people.keys.make_first_link, cast.anna.id, "A")
    assert open_site(sign_up="closed")().get(f"/auth/first/{link}").status_code == 404


def test_what_a_browser_calls_itself_is_said_coarsely() -> None:
    from teahouse.doors.web.keys_held import said_agent
    from teahouse.doors.web.words_keys_en import ENGLISH

    def said(agent: str) -> str:
        return said_agent(ENGLISH, agent)

    assert said(PHONE) == "Chrome on Android"
    assert said("Mozilla/5.0 (Windows NT 10.0) Chrome/1 Safari/1 Edg/1") == "Edge on Windows"
    assert said("Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko Firefox/1") == "Firefox on Linux"
    assert said("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17 Safari/605") == "Safari on Mac"
    assert said("curl/8 on Linux") == "a browser on Linux"
    assert said("<script>") == "an unknown device"
    assert said("") == "an unknown device"
