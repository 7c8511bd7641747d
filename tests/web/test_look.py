"""The frame of every page: ways, unread mark, size of letters; and the page that shows the pieces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import moments
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
NewBrowser = Callable[..., Browser]
SignedIn = Callable[..., Browser]


def test_each_way_says_where_one_is(cast: Cast, signed_in: SignedIn) -> None:
    anna = signed_in(cast.anna)
    for path in ("/", "/groups", "/compose", "/notices", "/me"):
        page = anna.get(path).text
        assert f'<a href="{path}"' in page
        assert page.count('aria-current="page"') == 1
        here = page[: page.index('aria-current="page"')].rpartition("<a href=")[2]
        assert here.startswith(f'"{path}"')
    for behind in ("/settings", "/friends", "/circles", "/@anna"):
        page = anna.get(behind).text
        assert page[: page.index('aria-current="true"')].rpartition("<a href=")[2].startswith('"/me"')
    assert 'aria-current="' not in anna.get("/about").text


def test_what_waits_is_marked_on_every_page_until_it_is_read(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    anna = signed_in(cast.anna)
    anna.get("/notices")
    assert "new notice" not in anna.get("/about").text
    moment = cast.post(cast.anna, "Come in")
    cast.do(moments.like, cast.ben, moment.id)
    assert "One new notice" in anna.get("/about").text
    cast.comment(cast.ben, moment, "On my way")
    assert "2 new notices" in anna.get("/groups").text
    assert "new notice" not in anna.get("/notices").text
    assert "new notice" not in anna.get("/").text


@pytest.mark.parametrize("who", ["guest", "member"])
def test_letters_grow_on_every_page_as_one_chose(
    who: str, cast: Cast, new_browser: NewBrowser, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.anna) if who == "member" else new_browser()
    assert "data-type" not in browser.get("/about").text
    assert 'data-type="large"' in browser.get("/?type=large").text
    assert 'data-type="large"' in browser.get("/about").text
    assert 'href="/about?type=normal"' in browser.get("/about").text
    assert 'data-type="large"' in browser.get("/about?type=%22huge").text
    assert "data-type" not in browser.get("/?type=normal").text
    assert "data-type" not in browser.get("/about").text


@pytest.mark.parametrize(("language", "said"), [("en", "The look of the house"), ("zh", "茶馆的样子")])
def test_all_pieces_are_shown_on_one_page(language: str, said: str, new_browser: NewBrowser) -> None:
    page = new_browser(language).get("/look")
    assert page.status_code == 200
    assert said in page.text
    assert page.headers["x-robots-tag"] == "noindex"
    for piece in (
        'class="panel',
        'class="card',
        'class="row"',
        'class="swatches"',
        'class="subnav"',
        'class="tiles"',
        "<svg",
    ):
        assert piece in page.text
