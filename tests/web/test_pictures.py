"""Pictures on the pages: beside what is said, and beside names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from teahouse import moments, people
from teahouse.app import make_api
from teahouse.kit.db import Database
from teahouse.kit.pictures import Pictures
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.photographs import photograph, read
from tests.steppable import SteppableClock
from tests.web.browser import Browser


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(origin="https://tea.example", sign_up="open", rate_limits=False, media=str(tmp_path / "pictures"))


@pytest.fixture
def api(settings: Settings, database: Database, clock: SteppableClock, cast: Cast) -> Iterator[Client]:
    client = Client(make_api(settings, database, clock=clock), cast)
    yield client
    client.close()
    database.context.handed[Pictures].close()


def page(api: Client, path: str) -> str:
    """What a guest is shown."""
    answer = api.ask("GET", path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_post_shows_its_pictures_with_their_words(api: Client, cast: Cast) -> None:
    sent = {"files": {"file": ("x", photograph(), "x/y")}, "data": {"description": 'A "cat" <asleep>'}}
    one = api.json("POST", "/api/v2/media", cast.anna, **sent)
    body = {"status": "", "visibility": "public", "media_ids": [one["id"]]}
    status = api.post("/api/v1/statuses", cast.anna, **body)
    shown = page(api, f"/@anna/{status['id']}")
    assert 'alt="A &#34;cat&#34; &lt;asleep&gt;"' in shown
    (small,) = re.findall(r'<img src="(/media/[^"]+)"', shown)
    assert read(api.ask("GET", small).content).size == (80, 60)
    assert f"/{one['id']}/0-" in small, "a guest's own address"
    api.json("PUT", f"/api/v1/statuses/{status['id']}", cast.anna, json={"sensitive": True})
    assert "<details>" in page(api, f"/@anna/{status['id']}")
    assert one["id"] in page(api, "/@anna")


def test_what_is_for_friends_shows_a_guest_nothing(api: Client, cast: Cast) -> None:
    sent = {"files": {"file": ("x", photograph(), "x/y")}}
    one = api.json("POST", "/api/v2/media", cast.anna, **sent)
    cast.post(cast.anna, "For friends", moments.Friends(), media=(int(one["id"]),))
    assert one["id"] not in page(api, "/@anna")


def test_avatar_and_header_stand_on_the_profile(api: Client, cast: Cast) -> None:
    sent = {"avatar": ("x", photograph(1), "x/y"), "header": ("x", photograph(2), "x/y")}
    me = api.json("PATCH", "/api/v1/accounts/update_credentials", cast.anna, files=sent)
    shown = page(api, "/@anna")
    assert me["avatar"].removeprefix(api.origin) in shown
    assert me["header"].removeprefix(api.origin) in shown
    assert people.MAX_FIELDS


def test_a_member_sets_their_own_on_the_settings_page(
    cast: Cast, database: Database, signed_in: Callable[..., Browser]
) -> None:
    browser = signed_in(cast.anna)
    proof = browser.proof("/settings")
    files = [("avatar", ("me.html", photograph(), "text/html")), ("header", ("", b"", "application/octet-stream"))]
    answer = browser.ask("POST", "/settings/pictures", data={"csrf": proof}, files=files)
    assert answer.status_code == 303, answer.text
    avatar, header = people.pictures_of(known(cast))
    assert avatar
    assert not header
    assert f'<img class="face" src="{avatar}"' in browser.get("/@anna").text
    bad = [("avatar", ("me.png", b"<svg/>", "image/png"))]
    answer = browser.ask("POST", "/settings/pictures", data={"csrf": proof}, files=bad)
    assert (answer.status_code, "no picture that the house can read" in answer.text) == (422, True)
    assert people.pictures_of(known(cast))[0] == avatar
    assert browser.ask("POST", "/settings/pictures", data={"csrf": "x"}, files=files).status_code == 403
    browser.ask("POST", "/settings/pictures", data={"csrf": proof, "drop_avatar": "1"}, files=files[1:])
    assert people.pictures_of(known(cast)) == ("", "")
    database.context.handed[Pictures].close()


def known(cast: Cast) -> people.Account:
    """Anna as she is now."""
    account = cast.ask(people.fetch_account, cast.anna.id)
    assert account is not None
    return account
