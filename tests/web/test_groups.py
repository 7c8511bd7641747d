"""Groups on the pages: a class is made, comes in by a link, finds whom it knows, talks, and is left."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import people
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, OpenSite

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
NewBrowser = Callable[..., Browser]


def make(browser: Browser, name: str = "Class 3b") -> str:
    location = browser.submit("/groups", {"name": name}).headers["location"]
    return location.removesuffix("/links")


def new_link(browser: Browser, path: str) -> str:
    shown = browser.submit(f"{path}/links", {"max_uses": "0"})
    found = re.search(r"<code>https://tea\.example(/join/\w+)</code>", shown.text)
    assert found is not None
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in shown.text or "<svg" in shown.text
    return found[1]


def test_a_class_moves_in(cast: Cast, signed_in: SignedIn, new_browser: NewBrowser) -> None:
    anna, ben = signed_in(cast.anna), signed_in(cast.ben)
    path = make(anna)
    link = new_link(anna, path)
    assert "Class 3b" in ben.get(link).text
    assert ben.submit(link, {}).headers["location"] == f"{path}/people?done=joined"
    shown = ben.get(f"{path}/people").text
    assert "Anna Marsh" in shown
    assert " checked" not in shown
    # Nobody is asked who was not ticked.
    assert ben.submit(f"{path}/people", {}).headers["location"] == f"{path}?done=asked"
    assert not cast.ask(people.fetch_tie, cast.ben.id, cast.anna.id).requested
    ben.submit(f"{path}/people", {"people": str(cast.anna.id)})
    assert cast.ask(people.fetch_tie, cast.ben.id, cast.anna.id).requested
    assert "nobody here whom you could ask" in ben.get(f"{path}/people").text
    ben.submit(f"{path}/people", {"people": str(cast.zoe.id)})
    assert not cast.ask(people.fetch_tie, cast.ben.id, cast.zoe.id).requested
    said = ben.submit(path, {"text": "Trip on <b>Friday</b>"}).headers["location"]
    assert said.startswith(f"{path}?done=posted&post=")
    assert "2 people will see it" not in ben.get(said).text
    assert "One person will see it: the group" in ben.get(said).text
    assert "Trip on &lt;b&gt;Friday" in anna.get(path).text
    assert anna.get("/@class_3b").headers["location"] == path
    outside = signed_in(cast.zoe)
    for where in (path, f"{path}/members", f"{path}/people", f"{path}/links", f"{path}/settings", "/@class_3b"):
        assert outside.get(where).status_code == 404
    ben.submit(f"{path}/members", {}, to=f"{path}/leave")
    assert ben.get(path).status_code == 404
    assert "You left the group" in ben.get("/groups?done=left").text


def test_who_is_new_signs_up_through_the_link(cast: Cast, signed_in: SignedIn, open_site: OpenSite) -> None:
    anna = signed_in(cast.anna)
    path = make(anna)
    link = new_link(anna, path)
    guest = open_site(sign_up="invite")()
    shown = guest.get(link).text
    code = link.removeprefix("/join/")
    assert f'href="/auth/sign_in?next=/join/{code}"' in shown
    assert f'href="/invite/{code}"' in shown
    assert "Anna" not in shown
    form = {"display_name": "Tom", "password": PASSWORD, "agreement": "true", "invite_code": code}
    assert "Class 3b" in guest.get(f"/invite/{code}").text
    answer = guest.submit(f"/invite/{code}", form, to="/auth/sign_up")
    assert answer.headers["location"] == f"{path}/people?done=joined"
    assert "Anna Marsh" in guest.get(f"{path}/people").text
    (brought,) = cast.ask(people.whom_brought, cast.anna.id)
    assert cast.ask(people.fetch_account, brought.account_id).username == "tom"  # type: ignore[union-attr]
    closed = open_site(sign_up="closed")()
    assert "/invite/" not in closed.get(link).text
    assert closed.submit("/auth/sign_in", form, to="/auth/sign_up").status_code == 403
    assert anna.get("/join/nothing").status_code == 404


def test_who_signs_in_on_the_way_comes_back_to_the_link(
    cast: Cast, signed_in: SignedIn, new_browser: NewBrowser
) -> None:
    anna = signed_in(cast.anna)
    link = new_link(anna, make(anna))
    signed_in(cast.ben)
    browser = new_browser()
    answer = browser.submit(f"/auth/sign_in?next={link}", {"name": "ben", "password": PASSWORD})
    assert answer.headers["location"] == link


def test_the_owner_keeps_the_group(cast: Cast, signed_in: SignedIn) -> None:
    anna, ben, mei = signed_in(cast.anna), signed_in(cast.ben), signed_in(cast.mei)
    path = make(anna)
    settings = {"name": "Klasse 3b", "description": "Trips", "joining": "request", "posting": "helpers"}
    assert anna.submit(f"{path}/settings", settings).headers["location"] == f"{path}?done=saved"
    assert anna.submit(f"{path}/settings", {**settings, "name": " "}).status_code == 422
    link = new_link(anna, path)
    assert "A helper of the group decides" in ben.submit(link, {}).text
    mei.submit(link, {})

    def act(browser: Browser, what: str, who: people.Account) -> int:
        return browser.submit(f"{path}/members", {"what": what, "who": str(who.id)}).status_code

    assert act(anna, "accept", cast.ben) == 303
    assert act(anna, "reject", cast.mei) == 303
    assert "only the owner and the helpers" in ben.get(path).text
    assert ben.get(f"{path}/settings").status_code == 404
    assert act(ben, "remove", cast.anna) == 403
    assert act(anna, "helper", cast.ben) == 303
    assert act(anna, "owner", cast.ben) == 303
    assert act(ben, "remove", cast.anna) == 303
    assert anna.get(path).status_code == 404
    assert act(ben, "accept", cast.anna) == 303
    assert anna.get(path).status_code == 200
    assert act(ben, "nothing", cast.anna) == 404
    assert re.search(r"Made by [^<]+, ", ben.get(f"{path}/links").text)
    (revoke,) = re.findall(rf"{path}/links/\d+/revoke", ben.get(f"{path}/links").text)
    assert ben.submit(f"{path}/links", {}, to=revoke).status_code == 303
    assert revoke not in ben.get(f"{path}/links").text
    ben.submit(f"{path}/settings", {}, to=f"{path}/close")
    assert ben.get(path).status_code == 404


def test_the_pages_speak_chinese(cast: Cast, signed_in: SignedIn) -> None:
    anna = signed_in(cast.anna, "zh")
    path = make(anna, "三年二班")
    new_link(anna, path)
    for where in ("/groups", path, f"{path}/members", f"{path}/people", f"{path}/links", f"{path}/settings"):
        shown = anna.get(where)
        assert shown.status_code == 200
        assert '<html lang="zh-Hans">' in shown.text
        assert re.search("群|这里没有可以请求的人", shown.text)
