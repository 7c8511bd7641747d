"""What hosts and helpers do on pages: reports as they were seen, what is done about them, and the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import housekeeping, moments, people
from teahouse.doors.web.words_en import ENGLISH
from teahouse.doors.web.words_zh import CHINESE
from teahouse.housekeeping import COMMAND_LINE, Act, Complaint, Report, Rule
from teahouse.people import HouseRole
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


def keeps(cast: Cast, who: people.Account, role: HouseRole = HouseRole.HELPER) -> None:
    cast.do(housekeeping.change_role, COMMAND_LINE, who, role)


def reported(cast: Cast, text: str = "Cream <b>now</b>\nfor you") -> tuple[Report, moments.Moment]:
    """Lin sells to Anna, Anna reports it, and Lin changes the words."""
    if not cast.ask(people.are_friends, cast.anna.id, cast.lin.id):
        cast.befriend((cast.anna, cast.lin))
    post = cast.post(cast.lin, text)
    complaint = Complaint("Every <day>", moment_ids=(post.id,), rules=(Rule("2", "Nobody is pressed."),))
    made = cast.do(housekeeping.make_report, cast.anna, cast.lin.id, complaint)
    cast.do(moments.edit_moment, cast.lin, post.id, moments.Changes(text="Nothing"))
    return made, post


def test_others_find_nothing_there(cast: Cast, signed_in: SignedIn, new_browser: SignedIn) -> None:
    made, post = reported(cast)
    member, guest = signed_in(cast.zoe), new_browser()
    keeps(cast, cast.ben)
    helper = signed_in(cast.ben)
    paths = ("/house/reports", f"/house/reports/{made.id}", "/house/log")
    for path in paths:
        assert guest.get(path).status_code in (302, 303, 401)
        assert member.get(path).status_code == 404
    assert [helper.get(path).status_code for path in paths] == [200, 200, 404]
    for path in (paths[1], f"{paths[1]}/posts/{post.id}"):
        assert member.submit("/settings", {"act": "resolve"}, to=path).status_code == 404
        assert helper.ask("POST", path, data={"act": "resolve"}).status_code == 403
    assert "Reports" not in member.get("/me").text
    assert "1 waiting" in helper.get("/me").text
    for nothing in ("/house/reports/1", "/house/reports/x"):
        assert helper.get(nothing).status_code == 404


def test_a_report_shows_what_was_seen_and_no_markup(cast: Cast, signed_in: SignedIn) -> None:
    made, _ = reported(cast)
    keeps(cast, cast.ben, HouseRole.HOST)
    browser = signed_in(cast.ben)
    assert "Every &lt;day&gt;" in browser.get("/house/reports").text
    page = browser.get(f"/house/reports/{made.id}").text
    for said in (
        "Cream &lt;b&gt;now&lt;/b&gt;",
        "for you",
        "reported by @anna",
        "2. Nobody is pressed.",
        "for friends",
    ):
        assert said in page
    assert "Nothing<" not in page
    assert "关于 @lin 的举报" in browser.get(f"/house/reports/{made.id}?lang=zh").text


def test_whom_it_is_about_never_sees_it(cast: Cast, signed_in: SignedIn) -> None:
    made, _ = reported(cast)
    keeps(cast, cast.lin, HouseRole.HOST)
    browser = signed_in(cast.lin)
    assert browser.get(f"/house/reports/{made.id}").status_code == 404
    assert "@lin" not in browser.get("/house/reports").text.partition("<main")[2]
    assert "0 waiting" in browser.get("/me").text
    assert "anna" not in browser.get("/settings/reports").text


def test_a_report_is_looked_after(cast: Cast, signed_in: SignedIn) -> None:
    made, post = reported(cast)
    keeps(cast, cast.ben)
    browser, path = signed_in(cast.ben), f"/house/reports/{made.id}"

    def act(act: str, text: str = "", of: str = "") -> int:
        return browser.submit(path, {"act": act, "text": text}, to=path + of).status_code

    def page() -> str:
        return browser.get(path).text

    on_post = f"/posts/{post.id}"
    assert act("take") == 303
    assert "@ben looks after it" in browser.get("/house/reports").text
    assert act("leave") == 303
    assert (act("note", "Asked her"), act("note", " "), act("note", "!" * 1_001)) == (303, 422, 422)
    assert "Asked her" in page()
    assert (act("hold", "Rule 2", on_post), act("hold", "", on_post)) == (303, 409)
    assert "Only its author sees it now. Rule 2" in page()
    assert not cast.sees(cast.anna, post)
    own = signed_in(cast.lin)
    assert "Held back by the house: only you see it while it is looked at. Rule 2" in own.get(f"/@lin/{post.id}").text
    assert act("remove", "", on_post) == 303
    assert "Removed by the house: only you see it." in own.get("/@lin").text
    assert act("give_back", "", on_post) == 303
    assert cast.sees(cast.anna, post)
    assert (act("hold", "", "/posts/1"), act("burn"), act("burn", "", on_post)) == (404, 404, 404)
    assert (act("suspend", "Again"), act("suspend")) == (303, 409)
    assert not cast.sees(cast.anna, post)
    assert "suspended" in page()
    assert act("restore") == 303
    assert (act("resolve", "Done"), act("resolve"), act("reopen")) == (303, 409, 303)
    keeps(cast, cast.lin, HouseRole.HOST)
    assert act("suspend") == 409
    assert ENGLISH.keeps_the_house in browser.submit(path, {"act": "suspend", "text": ""}).text


def test_reporters_see_what_became_of_it(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    assert "You have reported nothing." in browser.get("/settings/reports").text
    made, _ = reported(cast)
    row = browser.get("/settings/reports").text.partition("Report on @lin")[2].partition("</div>")[0]
    assert "waiting" in row
    cast.do(housekeeping.resolve, COMMAND_LINE, made.id, "Between us")
    page = browser.get("/settings/reports").text
    assert "done with" in page.partition("Report on @lin")[2].partition("</div>")[0]
    assert "Between us" not in page


def test_hosts_read_the_log_in_pages(cast: Cast, signed_in: SignedIn) -> None:
    keeps(cast, cast.ben, HouseRole.HOST)
    browser = signed_in(cast.ben)
    for _ in range(21):
        cast.do(housekeeping.suspend, COMMAND_LINE, cast.mei, "Why <not>")
        cast.do(housekeeping.restore, COMMAND_LINE, cast.mei)
    page = browser.get("/house/log").text
    assert page.count("Account suspended") == 20
    assert "Why &lt;not&gt;" in page
    older = page.partition('href="/house/log?before=')[2].partition('"')[0]
    rest = browser.get(f"/house/log?before={older}").text
    assert (rest.count("Account suspended"), rest.count("Role given"), "on the server" in rest) == (1, 1, True)
    assert "停用账号" in browser.get("/house/log?lang=zh").text


def test_every_act_has_its_words(kind: str) -> None:
    for words in (ENGLISH, CHINESE):
        assert words.log_acts.keys() == {act.value for act in Act}


def test_whoever_is_suspended_learns_why_once_they_prove_who_they_are(
    cast: Cast, signed_in: SignedIn, new_browser: SignedIn
) -> None:
    browser = signed_in(cast.mei)
    cast.do(housekeeping.suspend, COMMAND_LINE, cast.mei, "Sold cream")
    assert not browser.is_in
    wrong = browser.sign_in("mei", "not this one")
    assert (wrong.status_code, "suspended" in wrong.text) == (422, False)
    right = new_browser().sign_in("@Mei", PASSWORD)
    assert right.status_code == 403
    assert "This account is suspended. Nobody sees it, and nothing of it is deleted. Sold cream" in right.text
    assert "set-cookie" not in right.headers or "session" not in right.headers["set-cookie"]
    cast.do(housekeeping.restore, COMMAND_LINE, cast.mei)
    assert new_browser().sign_in("mei", PASSWORD).status_code == 303
