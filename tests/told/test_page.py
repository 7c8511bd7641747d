"""The page where one says how one wants to be told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import notices
from teahouse.moments import Public
from teahouse.notices.held import Choice
from teahouse.settings import Settings
from tests.cast import Cast
from tests.told.conftest import Messenger
from tests.told.service import Service
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
PATH = "/settings/telling"


@pytest.fixture
def settings(service: Service) -> Settings:
    host = service.origin.removeprefix("http://")
    return Settings(
        origin="https://tea.example",
        reachable=("127.0.0.1/32",),
        chat_hosts=(host,),
        mail_server="smtp+plain://127.0.0.1:1",
        sign_up="open",
    )


def test_whose_notices_one_gets_is_chosen(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    browser = signed_in(cast.anna)
    assert "Nothing is held back" in browser.get(PATH).text
    done = browser.submit(PATH, {"not_following": "1", "new_accounts": "9", "push_texts": "1"})
    assert done.headers["location"] == f"{PATH}?done=saved"
    assert cast.ask(notices.held.fetch_choice, cast.anna.id) == Choice(not_following=1, new_accounts=2)
    assert cast.ask(notices.push.chose_texts, cast.anna.id)
    for who in (cast.ben, cast.mei):
        cast.post(who, "@anna hello", Public(listed=True))
    page = browser.get(PATH).text
    assert page.count("1 held back") == 0  # what is thrown away is not held back
    browser.submit(PATH, {"not_following": "1"})
    for who in (cast.ben, cast.mei):
        cast.post(who, "@anna hello", Public(listed=True))
    page = browser.get(PATH).text
    assert page.count("1 held back") == 2
    mei, ben = cast.ask(notices.held.page_requests, cast.anna.id, notices_stretch())
    browser.submit(PATH, {"id": str(ben.id), "act": "tell"}, to=f"{PATH}/held")
    browser.submit(PATH, {"id": str(mei.id), "act": "drop"}, to=f"{PATH}/held")
    assert "Nothing is held back" in browser.get(PATH).text
    assert "hello" in browser.get("/notices").text
    assert browser.submit(PATH, {"id": "x", "act": "tell"}, to=f"{PATH}/held").status_code == 404


def notices_stretch() -> object:
    from teahouse.moments import Stretch

    return Stretch(limit=10)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_robot_is_kept_tried_and_ended(
    cast: Cast, signed_in: Callable[..., Browser], service: Service, messenger: Messenger, language: str
) -> None:
    browser = signed_in(cast.anna, language)
    to = f"{PATH}/robots"
    wrong = browser.submit(PATH, {"kind": "feishu", "act": "keep", "url": "https://evil.example/x"}, to=to)
    assert (wrong.status_code, 'value="https://evil.example/x"' in wrong.text) == (422, True)
    assert 'id="w-feishu-url"' in wrong.text
    url = f"{service.origin}/open-apis/bot/v2/hook/SECRETPART"
    done = browser.submit(PATH, {"kind": "feishu", "act": "keep", "url": url, "secret": "S"}, to=to)
    assert done.headers["location"] == f"{PATH}?done=saved"
    assert "SECRETPART" not in browser.get(PATH).text  # whoever looks over one's shoulder reads it nowhere
    service.status, service.answer = 200, b'{"code":19021,"msg":"sign match fail <b>"}'
    browser.submit(PATH, {"kind": "feishu", "act": "test"}, to=to)
    messenger.run()
    page = browser.get(PATH).text
    assert "19021 sign match fail &lt;b&gt;" in page
    service.answer = b'{"code":0}'
    browser.submit(PATH, {"kind": "feishu", "act": "test"}, to=to)
    messenger.run()
    assert "19021" not in browser.get(PATH).text
    browser.submit(PATH, {"kind": "feishu", "act": "end"}, to=to)
    assert cast.ask(notices.chat.fetch_robots, cast.anna.id) == []
    assert browser.submit(PATH, {"kind": "feishu", "act": "test"}, to=to).status_code == 404
    assert browser.submit(PATH, {"kind": "other", "act": "keep"}, to=to).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh"])
def test_letters_are_asked_for_and_ended(cast: Cast, signed_in: Callable[..., Browser], language: str) -> None:
    browser = signed_in(cast.anna, language)
    to = f"{PATH}/letters"
    wrong = browser.submit(PATH, {"act": "keep", "address": "no address", "days": "7"}, to=to)
    assert (wrong.status_code, 'value="no address"' in wrong.text) == (422, True)
    assert 'value="7" selected' in wrong.text
    assert browser.submit(PATH, {"act": "keep", "address": "a@b.example", "days": "7"}, to=to).status_code == 303
    assert "a@b.example" in browser.get(PATH).text
    soon = browser.submit(PATH, {"act": "keep", "address": "c@b.example", "days": "7"}, to=to)
    assert soon.status_code == 422
    assert browser.submit(PATH, {"act": "end"}, to=to).status_code == 303
    assert "a@b.example" not in browser.get(PATH).text
