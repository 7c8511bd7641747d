"""What hosts do on pages: settings, people and roles, invites, jobs, storage."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import msgspec
import pytest

from teahouse import housekeeping, people
from teahouse.doors.web.words_en import ENGLISH
from teahouse.doors.web.words_zh import CHINESE
from teahouse.housekeeping import COMMAND_LINE, Act
from teahouse.kit.db import Database, WriteTx, jobs
from teahouse.kit.db.upkeep import LastBackup, note_backup
from teahouse.people import HouseRole
from tests.cast import Cast
from tests.photographs import photograph
from tests.steppable import SteppableClock
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, OpenSite

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
PATHS = (
    "/house",
    "/house/begun",
    "/house/settings",
    "/house/people",
    "/house/people/{id}",
    "/house/invites",
    "/house/invites/tree",
    "/house/jobs",
    "/house/storage",
)
GOOD = {
    "name": "Corner house",
    "description": "Tea and talk",
    "description_zh": "喝茶聊天",
    "contact": "host@tea.example",
    "sign_up": "invite",
    "rules": "Be kind.\n\n  Be   short. \n",
    "rules_zh": "友善。",
    "languages": "en",
    "front_posts": "true",
    "source": "",
    "max_characters": "700",
    "max_friends": "150",
    "max_invites": "20",
    "max_group_members": "500",
    "backup_days": "3",
}


@pytest.fixture
def host(cast: Cast, signed_in: SignedIn) -> Browser:
    """Ben's browser; he is a host."""
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.ben, HouseRole.HOST)
    return signed_in(cast.ben)


def log(cast: Cast) -> list[tuple[str, str, str]]:
    return [(entry.act, entry.subject, entry.reason) for entry in cast.ask(housekeeping.page_log)]


def test_for_all_others_nothing_is_there(cast: Cast, host: Browser, signed_in: SignedIn, new_browser: SignedIn) -> None:
    member, guest = signed_in(cast.zoe), new_browser()
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.anna, HouseRole.HELPER)
    helper = signed_in(cast.anna)
    for path in (one.format(id=cast.zoe.id) for one in PATHS):
        assert host.get(path).status_code == 200, path
        assert host.get(f"{path}?lang=zh").status_code == 200
        assert guest.get(path).status_code == 401
        assert member.get(path).status_code == 404
        assert helper.get(path).status_code == (200 if path == "/house" else 404), path
    host.get("/?lang=en")
    assert "/house/people" not in helper.get("/house").text
    acts = ("settings", f"people/{cast.zoe.id}", "invites", "invites/1/revoke", "jobs")
    for path in acts:
        assert helper.submit("/settings/profile", {"act": "suspend"}, to=f"/house/{path}").status_code == 404
        assert host.ask("POST", f"/house/{path}", data={"act": "suspend"}).status_code == 403
    assert '<a class="button quiet" href="/house">' in host.get("/me").text
    assert 'href="/house"' not in member.get("/me").text


def test_settings_hold_at_once_and_are_logged(cast: Cast, host: Browser, new_browser: SignedIn) -> None:
    assert host.submit("/house/settings", GOOD).headers["location"] == "/house/settings?done=saved"
    front = new_browser().get("/").text
    for said in ("Corner house", "Tea and talk", "<li>Be kind.</li><li>Be short.</li>", "Ask a friend who is here"):
        assert said in front
    assert "<li>友善。</li><li>Be short.</li>" in new_browser("zh").get("/").text
    changed = {subject: reason for act, subject, reason in log(cast) if act == Act.SETTING}
    assert changed["max_friends"] == "5000 → 150"
    assert changed["sign_up"] == '"open" → "invite"'
    assert changed["languages"] == '["en","zh"] → ["en"]'
    assert "front_posts" not in changed
    assert host.submit("/house/settings", GOOD).headers["location"] == "/house/settings?done=nothing"
    assert host.submit("/house/settings", {**GOOD, "sign_up": "closed"}).status_code == 303
    assert new_browser().get("/auth/sign_up").status_code == 403
    page = host.get("/house/settings").text
    assert 'value="700"' in page
    assert 'value="closed" checked' in page


@pytest.mark.parametrize(
    ("field", "typed", "english", "chinese"),
    [
        ("name", "  ", "fault_blank", "fault_blank"),
        ("name", "n" * 61, "60 characters", "60"),
        ("description", "<d>" * 200, "500 characters", "500"),
        ("contact", "not a mail", "not_a_mail", "not_a_mail"),
        ("sign_up", "maybe", "fault_invalid", "fault_invalid"),
        ("rules", "r" * 501, "at most 500", "500"),
        ("rules", "a\n" * 31, "30 lines", "30"),
        ("languages", "xx", "at_least_one", "at_least_one"),
        ("source", "javascript:alert(1)", "not_a_link", "not_a_link"),
        ("max_characters", "many", "not_a_number", "not_a_number"),
        ("max_characters", "0", "from 1 to 100000", "1 到 100000"),
        ("backup_days", "-1", "not_a_number", "not_a_number"),
        ("backup_days", "366", "from 0 to 365", "0 到 365"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_changed(
    cast: Cast, host: Browser, field: str, typed: str, english: str, chinese: str
) -> None:
    before = cast.ask(housekeeping.fetch_choices)
    for words, lang, said in ((ENGLISH, "en", english), (CHINESE, "zh", chinese)):
        answer = host.submit(f"/house/settings?lang={lang}", {**GOOD, field: typed})
        assert answer.status_code == 422
        page = unescape(answer.text)
        at = page.partition(f'id="w-{field}">')[2].partition("</p>")[0]
        expected = getattr(words.hosting, said, None) or getattr(words, said, None) or said
        assert expected in at, at
        assert 'value="150"' in page, "what was typed is kept"
        if field not in ("languages", "sign_up"):
            assert typed.strip() in page
    assert cast.ask(housekeeping.fetch_choices) == before
    assert ENGLISH.hosting.begin not in page


def test_a_preview_shows_and_changes_nothing(cast: Cast, host: Browser) -> None:
    answer = host.submit("/house/settings", {**GOOD, "act": "preview", "rules": "<b>Bold</b>"})
    assert answer.status_code == 200
    preview = answer.text.partition('id="preview"')[2].partition("</section>")[0]
    assert "<li>&lt;b&gt;Bold&lt;/b&gt;</li>" in preview
    assert "<li>友善。</li>" in preview
    assert 'value="700"' in answer.text
    assert cast.ask(housekeeping.fetch_choices) == {}


def test_nobody_undoes_anothers_change_unseen(cast: Cast, host: Browser, signed_in: SignedIn) -> None:
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.anna, HouseRole.HOST)
    other = signed_in(cast.anna, "zh")
    seen = dict(re.findall(r'name="(csrf|seen)" value="([^"]+)"', other.get("/house/settings").text))
    assert host.submit("/house/settings", GOOD).status_code == 303
    answer = other.ask("POST", "/house/settings", data={**GOOD, **seen, "name": "Other house"})
    assert (answer.status_code, CHINESE.hosting.changed_meanwhile in answer.text) == (409, True)
    assert 'value="Other house"' in answer.text
    assert cast.ask(housekeeping.fetch_choices)["name"] == "Corner house"
    seen = dict(re.findall(r'name="(csrf|seen)" value="([^"]+)"', answer.text))
    assert other.ask("POST", "/house/settings", data={**GOOD, **seen, "name": "Other house"}).status_code == 303
    assert cast.ask(housekeeping.fetch_choices)["name"] == "Other house"


def test_what_the_configuration_sets_is_shown_and_not_changed(
    cast: Cast, open_site: OpenSite, host: Browser, password_hash: str
) -> None:
    opened = open_site(name="Set in the file", given=("name", "rules", "sign_up", "front_posts", "languages"))
    browser = opened()
    assert browser.sign_in("ben", PASSWORD).status_code == 303
    page = browser.get("/house/settings").text
    assert page.count(ENGLISH.hosting.fixed) == 5
    assert browser.submit("/house/settings", GOOD).status_code == 303
    chosen = cast.ask(housekeeping.fetch_choices)
    assert not {"name", "rules", "sign_up"} & set(chosen)
    assert chosen["max_friends"] == 150
    assert "Set in the file" in browser.get("/about").text


def test_people_are_found(cast: Cast, host: Browser) -> None:
    def names(query: str) -> list[str]:
        return re.findall(r'<span class="handle">@(\w+)</span>', host.get(f"/house/people?{query}").text)

    assert set(names("")) == {"anna", "ben", "mei", "xiaoming", "grandma", "lin", "zoe", "bakery"}
    assert names("q=XIAO") == ["xiaoming"]
    assert names("q=%40mei") == ["mei"]
    assert names("q=奶奶") == ["grandma"]
    assert names("q=%25") == names("q=_") == names("q=%5C") == []
    assert names("who=host") == ["ben"]
    cast.do(housekeeping.suspend, COMMAND_LINE, cast.mei, "Rule 2")
    assert names("who=suspended") == ["mei"]
    assert ENGLISH.hosting.none_found in host.get("/house/people?q=nobody").text
    for n in range(45):
        cast.do(people.create_account, username=f"more{n}")
    first = names("q=more")
    older = re.search(r'rel="next" href="([^"]+)"', host.get("/house/people?q=more").text)
    assert older is not None
    rest = names(unescape(older[1]).partition("?")[2])
    assert (len(first), len(rest)) == (40, 5)
    assert not set(first) & set(rest)


def test_nothing_that_members_say_is_on_these_pages(cast: Cast, host: Browser) -> None:
    cast.befriend((cast.anna, cast.mei))
    cast.post(cast.anna, "zq00001x among friends")
    cast.do(people.create_circle, cast.anna, "zq00002x circle")
    for path in PATHS:
        for of in (cast.anna, cast.mei):
            assert not re.search(r"zq\d{5}x", host.get(path.format(id=of.id)).text)


def test_roles_suspending_and_links(cast: Cast, host: Browser, new_browser: SignedIn) -> None:
    zoe, ben = (f"/house/people/{one.id}" for one in (cast.zoe, cast.ben))

    def act(path: str, act: str, **more: str) -> tuple[int, str]:
        answer = host.submit(path, {"act": act, **more}, to=path)
        return answer.status_code, answer.text

    assert act(zoe, "role", role="helper")[0] == 303
    assert cast.ask(people.fetch_login_of, cast.zoe.id).role == HouseRole.HELPER
    assert act(zoe, "link")[0] == 409
    assert act(zoe, "role", role="member")[0] == 303
    status, page = act(zoe, "link")
    link = re.search(r"https://tea.example(/auth/reset/[^<]+)", page)
    assert (status, link is not None) == (200, True)
    assert link is not None
    assert new_browser().get(link[1]).status_code == 200
    assert (act(zoe, "suspend", text="x" * 1_001)[0], act(zoe, "suspend", text="Rule <1>")[0]) == (422, 303)
    assert "Rule &lt;1&gt;" in host.get(zoe).text
    assert act(zoe, "suspend")[0] == 409
    assert act(zoe, "role", role="helper")[0] == 404
    assert act(zoe, "restore")[0] == 303
    assert [act(ben, "role", role="member")[0], act(ben, "suspend")[0], act(ben, "link")[0]] == [409, 409, 409]
    bakery = f"/house/people/{cast.bakery.id}"
    assert [act(bakery, "role", role="helper")[0], act(bakery, "link")[0]] == [404, 404]
    assert [act(zoe, "burn")[0], act(zoe, "role", role="king")[0], host.get("/house/people/1").status_code] == [404] * 3
    assert (
        "Nobody is left to act for: @bakery"
        in host.get(act_and_follow(host, f"/house/people/{cast.lin.id}", "suspend")).text
    )
    acts = [act for act, _, _ in log(cast)]
    assert acts[:5] == [Act.SUSPENDED, Act.RESTORED, Act.SUSPENDED, Act.RESET_LINK, Act.ROLE]


def act_and_follow(browser: Browser, path: str, act: str) -> str:
    return browser.submit(path, {"act": act}, to=path).headers["location"]


def test_invites_of_all_and_who_brought_whom(cast: Cast, host: Browser, clock: SteppableClock) -> None:
    own = cast.do(people.make_invite, cast.anna.id, max_uses=2, note="For <Eve>")
    made = host.submit("/house/invites", {"max_uses": "0", "days": "7", "note": "Board"}).headers["location"]
    page = host.get(made).text
    code = made.partition("made=")[2]
    assert f"https://tea.example/invite/{code}" in page
    assert "<svg" in page
    assert "@anna · 0 of 2 used" in page
    assert "For &lt;Eve&gt;" in page
    for field, typed in (("max_uses", "1001"), ("max_uses", "x"), ("days", "400"), ("note", "n" * 256)):
        answer = host.submit("/house/invites", {"max_uses": "1", "days": "1", "note": "", field: typed})
        assert (answer.status_code, f'id="w-{field}"' in answer.text, typed in answer.text) == (422, True, True)
    form = people.SignUp(password=PASSWORD, username="eve", display_name="Eve", agreement=True, invite_code=own.code)
    eve = cast.do(people.sign_up, form, "")
    given = cast.do(people.make_invite, eve.id)
    cast.do(people.sign_up, msgspec.structs.replace(form, username="fay", invite_code=given.code), "")
    tree = host.get("/house/invites/tree").text.partition('class="tree"')[2]
    assert [*map(tree.index, ("@anna", "@eve", "@fay"))] == sorted(map(tree.index, ("@anna", "@eve", "@fay")))
    for n in range(30):
        given = cast.do(people.make_invite, people_named(cast, f"g{n - 1}" if n else "fay"))
        cast.do(people.sign_up, msgspec.structs.replace(form, username=f"g{n}", invite_code=given.code), "")
    deep = host.get("/house/invites/tree").text
    assert "@g29" in deep
    assert deep.count("<ul>") < 15
    assert "brought by @anna" in host.get(f"/house/people/{eve.id}").text
    assert ">Eve</a>" in host.get(f"/house/people/{cast.anna.id}").text
    assert host.submit("/house/invites", {}, to=f"/house/invites/{own.id}/revoke").status_code == 303
    assert cast.ask(people.fetch_usable_invite, own.code) is None
    for nothing in (1, 2**63 - 1):
        assert host.submit("/house/invites", {}, to=f"/house/invites/{nothing}/revoke").status_code == 404
    assert log(cast)[:2] == [(Act.INVITE_REVOKED, own.code, "anna"), (Act.INVITE_MADE, code, "Board")]
    clock.step(8 * 24 * 3600 * 1000)
    assert "ended" in host.get("/house/invites").text


def people_named(cast: Cast, name: str) -> int:
    account = cast.ask(people.find_any_account, name)
    assert account is not None
    return account.id


def test_what_somebodys_pictures_take_up_is_said_in_whole_megabytes(
    cast: Cast, host: Browser, signed_in: SignedIn
) -> None:
    anna = signed_in(cast.anna)
    sent = {"csrf": anna.proof("/compose"), "who": "me", "text": "Mine"}
    assert anna.ask("POST", "/compose", data=sent, files={"files": ("a.jpg", photograph(), "image/jpeg")}).is_redirect
    assert "pictures: 1.0 MB" in host.get(f"/house/people/{cast.anna.id}").text
    assert "pictures:" not in host.get(f"/house/people/{cast.zoe.id}").text


def dead_job(database: Database, job_id: int) -> None:
    def act(tx: WriteTx) -> None:
        tx.run(jobs.ENQUEUE, id=job_id, kind="nobody.hears", payload="{}", run_at=tx.now)
        tx.run(jobs.FAIL, job_id=job_id, again_at=tx.now, is_dead=True, why="KeyError: <nobody>")

    database.write_now(act)


def test_jobs_are_tried_again_or_dropped(cast: Cast, host: Browser, database: Database) -> None:
    for number in (5, 6, 7):
        dead_job(database, number)
    assert "Given up after many tries: 3" in host.get("/house").text
    page = host.get("/house/jobs").text
    assert "KeyError: &lt;nobody&gt;" in page
    assert "0 waiting, 0 of them failed before, 3 given up" in page

    def act(act: str, job: str) -> int:
        return host.submit("/house/jobs", {"act": act, "job": job}, to="/house/jobs").status_code

    assert (act("drop", "5"), act("drop", "5"), act("retry", "6"), act("retry", "6")) == (303, 404, 303, 404)
    assert (act("drop", "all"), act("burn", "7"), act("retry", "x")) == (404, 404, 404)
    assert database.read_now(lambda tx: tx.value(jobs.COUNT_DEAD)) == 1
    assert act("retry", "all") == 303
    assert database.read_now(lambda tx: tx.value(jobs.COUNT_DEAD)) == 0
    assert log(cast)[:3] == [(Act.JOB_RETRIED, "1", ""), (Act.JOB_RETRIED, "6", ""), (Act.JOB_DROPPED, "5", "")]


def test_storage_and_the_age_of_the_backup(cast: Cast, host: Browser, clock: SteppableClock) -> None:
    assert "./tea backup" in host.get("/house").text
    cast.do(note_backup, LastBackup(clock.now(), "/safe/tea.tar", 5_000_000, 1500))
    page = host.get("/house/storage").text
    assert "/safe/tea.tar, 5.0 MB, made in 1.5 seconds" in page
    assert re.search(r"Database</dt><dd>\d", page)
    assert "./tea backup" not in host.get("/house").text
    clock.step(4 * 24 * 3600 * 1000)
    assert "There was no backup lately" in host.get("/house").text
