"""How a house is begun in a browser: once, by whoever has the address, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import housekeeping, people
from teahouse.kit.db import Database
from tests.cast import Cast
from tests.steppable import SteppableClock
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
BEGINNING = {
    "name": "Nine & friends",
    "description": "Ours",
    "description_zh": "我们的",
    "sign_up": "invite",
    "rules": "Be kind.",
    "rules_zh": "",
    "languages": "zh",
    "display_name": "Nine",
    "username": "",
    "password": PASSWORD,
}


def test_a_house_is_begun_once(database: Database, new_browser: SignedIn) -> None:
    token = database.write_now(people.make_begin_link)
    other = database.write_now(people.make_begin_link)
    path = f"/begin/{token}"
    browser = new_browser()
    page = browser.get(path)
    assert (page.status_code, page.headers["referrer-policy"]) == (200, "no-referrer")
    assert "朋友们的小圈子。" in page.text
    assert "Be the friend you would like to have." in page.text
    answer = browser.submit(path, BEGINNING)
    assert (answer.status_code, answer.headers["location"]) == (303, "/house/begun")
    begun = browser.get("/house/begun").text
    invite = re.search(r"https://tea.example(/invite/\w+)", begun)
    assert invite is not None
    assert "<svg" in begun
    assert "Nine &amp; friends" in begun
    assert "Nine" in new_browser().get(invite[1]).text
    assert browser.get("/house/settings").status_code == 200
    (host,) = database.read_now(people.fetch_hosts)
    assert host.display_name == "Nine"
    for dead in (token, other):
        late = new_browser()
        gone = late.get(f"/begin/{dead}")
        assert gone.status_code == 404
        assert "This house has a host already" in gone.text
        assert "Restart" not in gone.text
        assert 'href="/auth/sign_in"' in gone.text
        assert late.submit("/auth/sign_in", BEGINNING, to=f"/begin/{dead}").status_code == 404
    assert database.write_now(people.make_begin_link) is None
    fresh = new_browser()
    assert fresh.sign_in(host.username, PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", " "), ("display_name", " "), ("password", "short"), ("username", "a b"), ("languages", "")],
)
def test_a_wrong_beginning_begins_nothing(database: Database, new_browser: SignedIn, field: str, typed: str) -> None:
    path = f"/begin/{database.write_now(people.make_begin_link)}"
    for language in ("en", "zh"):
        answer = new_browser(language).submit(path, {**BEGINNING, field: typed})
        assert (answer.status_code, f'id="w-{field}"' in answer.text) == (422, True), answer.text
        assert PASSWORD not in answer.text
        assert "Nine &amp; friends" in answer.text or field == "name"
    assert database.read_now(people.fetch_hosts) == []
    assert database.read_now(housekeeping.fetch_choices) == {}
    assert new_browser().submit(path, BEGINNING).status_code == 303


def test_the_address_is_for_an_empty_house_and_a_day(
    database: Database, clock: SteppableClock, new_browser: SignedIn
) -> None:
    token = database.write_now(people.make_begin_link)
    assert token is not None
    wrong = new_browser().get("/begin/wrong")
    assert (wrong.status_code, "Restart the server" in wrong.text) == (404, True)
    clock.step(24 * 3600 * 1000)
    assert new_browser().get(f"/begin/{token}").status_code == 404
    cast = Cast(database, clock)
    assert cast.do(people.make_begin_link) is None
