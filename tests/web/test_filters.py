"""Filters on the pages: made, changed, deleted, and what they leave of a page; those of the house."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import moments
from teahouse.moments import Draft, Friends, Mark, Public
from teahouse.notices import filters
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
PATH = "/settings/filters"


def own(cast: Cast) -> list[filters.Filter]:
    return [one for one in cast.ask(filters.fetch_filters, cast.anna.id) if one.sort == filters.Sort.OWN]


def test_a_filter_is_made_changed_and_deleted(cast: Cast, signed_in: SignedIn) -> None:
    anna = signed_in(cast.anna)
    assert "You filter no words" in anna.get(PATH).text
    form = {"title": "Football", "words": "goal\n offside \n\ngoal", "whole": "1", "where": "home", "action": "hide"}
    assert anna.submit(PATH, form).headers["location"] == f"{PATH}?done=made"
    (made,) = own(cast)
    assert ([key.keyword for key in made.keywords], made.action) == (["goal", "offside"], filters.Action.HIDE)
    at = f"{PATH}/{made.id}"
    shown = anna.get(at).text
    assert "goal\noffside</textarea>" in shown
    anna.submit(at, {**form, "title": "Sport", "words": "goal\nrugby", "lasts": "3600"})
    (changed,) = own(cast)
    assert changed.title == "Sport"
    assert [key.keyword for key in changed.keywords] == ["goal", "rugby"]
    assert changed.expires_at is not None
    anna.submit(at, {**form, "lasts": "-1", "where": "public"})
    assert own(cast)[0].expires_at == changed.expires_at
    other = signed_in(cast.ben)
    assert other.get(at).status_code == 404
    assert other.submit(PATH, form, to=f"{at}/delete").status_code == 404
    assert anna.submit(at, {}, to=f"{at}/delete").headers["location"] == f"{PATH}?done=deleted"
    assert own(cast) == []


def test_what_is_wrong_stands_beside_its_field(cast: Cast, signed_in: SignedIn) -> None:
    anna = signed_in(cast.anna)
    for fields, fault in (
        ({"title": " ", "words": "keep this", "where": "home"}, "This must not be empty"),
        ({"title": "x", "words": "keep this"}, "Choose at least one place"),
        ({"title": "x", "words": "keep this\n" + "y" * 600, "where": "home"}, "too long"),
    ):
        answer = anna.submit(PATH, fields)
        assert answer.status_code == 422
        assert "keep this" in answer.text
        assert 'class="fault"' in answer.text, fault
    assert own(cast) == []


def test_home_and_profiles_are_sifted(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.post(cast.ben, "a goal at last", Public(listed=True))
    cast.post(cast.ben, "a quiet evening #tea", Public(listed=True))
    anna = signed_in(cast.anna)
    form = {"title": "Football", "words": "goal", "action": "hide", "where": "home"}
    anna.submit(PATH, form)
    home = anna.get("/").text
    assert "at last" not in home
    assert "quiet evening" in home
    assert "at last" in anna.get("/@ben").text
    at = f"{PATH}/{own(cast)[0].id}"
    anna.submit(at, {**form, "action": "warn", "where": "account"})
    profile = anna.get("/@ben").text
    assert "Filtered: Football" in profile
    assert "at last" in profile
    assert "Filtered" not in anna.get("/").text
    assert "Filtered" not in signed_in(cast.mei).get("/@ben").text
    anna.submit(at, {**form, "words": "evening", "where": "public"})
    assert "quiet evening" not in anna.get("/tags/tea").text


def test_the_quiet_controls_for_everybody(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.do(moments.post_moment, cast.ben, Draft("Honey for all", Friends(), marks=Mark.SELLING))
    anna = signed_in(cast.anna)
    assert "Honey" in anna.get("/").text
    assert anna.submit(PATH, {"on": "1"}, to=f"{PATH}/1/switch").headers["location"] == f"{PATH}?done=on"
    assert "Honey" not in anna.get("/").text
    assert "Honey" in anna.get("/market").text, "it is not lost"
    off = anna.get(PATH)
    assert "Show again" in off.text
    csrf = {"csrf": anna.proof(PATH)}
    assert anna.ask("POST", f"{PATH}/1/switch", data=csrf).headers["location"] == f"{PATH}?done=off"
    assert "Honey" in anna.get("/").text
    assert anna.get(f"{PATH}/1").status_code == 404
    assert anna.submit(PATH, {"on": "1"}, to=f"{PATH}/7/switch").status_code == 404


def test_the_page_speaks_chinese(cast: Cast, signed_in: SignedIn) -> None:
    assert "对所有人都少看" in signed_in(cast.anna).get(f"{PATH}?lang=zh").text
