"""Finding people on the pages: as a plain form, and as one types."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import moments, people
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
LIVE = {"HX-Request": "true"}


def found(browser: Browser, typed: str) -> dict[str, list[str]]:
    """Who stands under which heading."""
    page = browser.get("/search", params={"q": typed}, headers=LIVE).text
    parts = re.split(r'<section class="panel" aria-labelledby="(\w+)">', page)[1:]
    return {
        name: re.findall(r'href="/(?:@|groups/)(\w+)"', part)
        for name, part in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_form_works_as_it_is(cast: Cast, signed_in: SignedIn, language: str) -> None:
    cast.befriend((cast.anna, cast.xiaoming))
    browser = signed_in(cast.anna, language)
    assert browser.get("/search").status_code == 200
    page = browser.get("/search", params={"q": "xm"})
    assert 'value="xm"' in page.text
    assert 'href="/@xiaoming"' in page.text
    assert Browser(browser.site).get("/search?q=anna").status_code == 401


def test_ones_own_stand_first_and_groups_are_found(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.mei))
    cast.do(people.update_profile, cast.zoe, people.ProfileChanges(discoverable=True, display_name="Mei Zoe"))
    room = cast.do(people.groups.create_group, cast.anna, people.groups.Changes("Mei Tea"))
    browser = signed_in(cast.anna)
    assert found(browser, "mei") == {"mine": ["mei"], "rooms": [str(room.id)], "others": ["zoe"]}
    assert found(signed_in(cast.ben), "mei") == {"others": ["mei", "zoe"]}
    assert found(signed_in(cast.ben), "me") == {"others": ["zoe"]}


def test_a_remark_finds_for_its_maker(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.mei), (cast.ben, cast.mei))
    browser = signed_in(cast.anna)
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(remark="梅姐"))
    assert found(browser, "mj") == found(browser, "姐") == {"mine": ["mei"]}
    assert found(signed_in(cast.ben), "mj") == {}


def test_whole_names_and_addresses_find_anybody(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    for whole in ("zoe", "@Zoe", "@zoe@tea.example", "https://tea.example/@zoe", " zoe "):
        assert found(browser, whole) == {"others": ["zoe"]}, whole
    for part in ("zo", "Anna Mars", "%", "_", "z*", "🍵", "x" * 300, "\\", "' OR 1=1"):
        assert found(browser, part) == {}, part
    assert found(browser, "anna") == {"others": ["anna"]}


def test_who_blocks_is_as_who_is_not_there(cast: Cast, signed_in: SignedIn) -> None:
    cast.do(people.update_profile, cast.zoe, people.ProfileChanges(discoverable=True))
    cast.befriend((cast.anna, cast.zoe))
    cast.do(people.block, cast.zoe, cast.anna)
    browser = signed_in(cast.anna)
    blocked, nobody = (browser.get("/search", params={"q": q}, headers=LIVE).text for q in ("zoe", "nix"))
    assert blocked.replace("zoe", "nix") == nobody
    assert found(signed_in(cast.zoe), "anna") == {"mine": ["anna"]}
    assert found(signed_in(cast.zoe), "ann") == {}


def test_a_stranger_who_was_found_is_asked_in_one_tap(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    answer = browser.submit("/search?q=zoe", {}, to=f"/people/{cast.zoe.id}/befriend")
    assert answer.headers["location"] == f"/search?q=zoe&done=asked&who={cast.zoe.id}"
    page = browser.get(answer.headers["location"]).text
    assert "They will see it" in page
    assert "Asked" in page
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.zoe.id).requested


def test_asking_in_a_list_renews_the_row_alone(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    sent = {"csrf": browser.proof(), "back": "/search?q=zoe"}
    answer = browser.ask("POST", f"/people/{cast.zoe.id}/befriend", data=sent, headers=LIVE)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert ("Asked" in answer.text, "/befriend" in answer.text, 'href="/@zoe"' in answer.text) == (True, False, True)
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.zoe.id).requested
    followed = browser.ask("POST", f"/people/{cast.bakery.id}/befriend", data=sent, headers=LIVE)
    assert "Followed" in followed.text


def test_friends_in_common_are_told_and_come_first(cast: Cast, signed_in: SignedIn) -> None:
    for one, name in ((cast.zoe, "Tea A"), (cast.grandma, "Tea B")):
        cast.do(people.update_profile, one, people.ProfileChanges(discoverable=True, display_name=name))
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.grandma))
    page = signed_in(cast.anna).get("/search?q=tea").text
    assert page.index("Tea B") < page.index("One friend in common") < page.index("Tea A")


def test_what_is_typed_is_never_markup_and_the_live_answer_is_a_part(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    whole, part = (browser.get("/search", params={"q": '"><b>x'}, headers=sent) for sent in ({}, LIVE))
    assert "<b>x" not in whole.text + part.text
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert "HX-Request" in part.headers["vary"]
    assert part.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_posts_and_tags_are_found_and_marked(cast: Cast, signed_in: SignedIn, language: str) -> None:
    cast.befriend((cast.anna, cast.mei))
    cast.post(cast.mei, "红灯笼 lanterns <b> tonight")
    cast.post(cast.zoe, "lantern among strangers")
    cast.post(cast.zoe, "to all #lanterns", moments.Public(listed=True))
    browser = signed_in(cast.anna, language)
    page = browser.get("/search", params={"q": "lantern"}).text
    assert "<mark>lanterns</mark> &lt;b&gt; tonight" in page
    assert "among strangers" not in page
    assert 'href="/tags/lanterns"' in page
    assert "<mark>灯笼</mark>" in browser.get("/search", params={"q": "灯笼 from:mei"}, headers=LIVE).text


def test_older_posts_are_a_page_on(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.mei))
    for n in range(22):
        cast.post(cast.mei, f"mei lantern {n:02}")
    browser = signed_in(cast.anna)
    page = browser.get("/search", params={"q": "mei"}).text
    assert "21" in page
    older = re.search(r'href="(/search\?q=mei&amp;max_id=\d+)"', page)
    assert older is not None
    second = browser.get(older[1].replace("&amp;", "&")).text
    assert "</mark> lantern 01" in second
    assert "</mark> lantern 02" not in second
    assert 'id="mine"' not in second


def test_a_tag_is_followed_from_its_page(cast: Cast, signed_in: SignedIn) -> None:
    cast.post(cast.zoe, "to all #茶", moments.Public(listed=True))
    browser = signed_in(cast.anna)
    answer = browser.submit("/tags/茶", {}, to="/tags/%E8%8C%B6/follow")
    assert answer.headers["location"] == "/tags/%E8%8C%B6?done=followed"
    assert "You follow #茶" in browser.get(answer.headers["location"]).text
    assert "to all" in browser.get("/").text
    browser.submit("/tags/茶", {}, to="/tags/%E8%8C%B6/follow")
    assert "to all" not in browser.get("/").text
    assert "/follow" not in Browser(browser.site).get("/tags/茶").text
    assert browser.get("/tags/a b").status_code == 404
