"""Reporting on the pages: what the member sees is kept, what they do not see is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import housekeeping, moments, people
from teahouse.housekeeping import Report
from teahouse.moments import Draft, Friends, OnlyMe, Public
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


def made(cast: Cast) -> list[Report]:
    return list(cast.ask(housekeeping.page_own_reports, cast.anna.id, limit=10))


def test_a_post_is_reported_from_its_menu(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    post = cast.do(moments.post_moment, cast.ben, Draft("Get rich <b>today</b>", Friends()))
    other = cast.post(cast.ben, "A quiet evening", Public(listed=True))
    own = cast.post(cast.anna, "Mine", Public(listed=True))
    anna = signed_in(cast.anna)
    home = anna.get("/").text
    at = f"/moments/{post.id}/report"
    assert f'href="{at}"' in home
    assert f"/moments/{own.id}/report" not in home
    page = anna.get(at).text
    assert "Get rich &lt;b&gt;today&lt;/b&gt;" in page
    assert f'value="{post.id}" checked' in page
    assert f'value="{other.id}">' in page
    to = f"/people/{cast.ben.id}/report"
    form = {"posts": str(post.id), "category": "violation", "rules": "1", "text": "Every day"}
    answer = anna.submit(at, form, to=to)
    assert answer.headers["location"] == f"/people/{cast.ben.id}/reported"
    (one,) = made(cast)
    assert (one.target_id, one.category, one.comment) == (cast.ben.id, "violation", "Every day")
    assert [rule.id for rule in one.rules] == ["1"]
    assert [seen.text for seen in one.snapshot.moments] == ["Get rich <b>today</b>"]
    thanks = anna.get(f"/people/{cast.ben.id}/reported").text
    for way in ("/settings/reports", f"/people/{cast.ben.id}/mute_for_good", f"/people/{cast.ben.id}/block"):
        assert f'"{way}"' in thanks


def test_somebody_is_reported_from_their_profile(cast: Cast, signed_in: SignedIn) -> None:
    anna = signed_in(cast.anna)
    to = f"/people/{cast.mei.id}/report"
    assert f'href="{to}"' in anna.get("/@mei").text
    assert f"/people/{cast.anna.id}/report" not in anna.get("/@anna").text
    assert anna.submit(to, {"category": "spam", "rules": "1"}).status_code == 303
    assert (made(cast)[0].category, made(cast)[0].rules) == ("spam", ()), "rules are of a broken rule alone"
    anna.submit(to, {}, to=f"/people/{cast.mei.id}/block")
    assert f'href="{to}"' in anna.get("/@mei").text, "who is blocked can be reported"
    assert "举报 " in anna.get(f"{to}?lang=zh").text


def test_what_is_wrong_stands_beside_its_field(cast: Cast, signed_in: SignedIn) -> None:
    anna = signed_in(cast.anna)
    to = f"/people/{cast.mei.id}/report"
    for fields, fault in (
        ({"text": "kept words"}, "Please choose one."),
        ({"text": "kept words", "category": "nonsense"}, "Please choose one."),
        ({"text": "kept words", "category": "violation", "rules": "77"}, "The house rules have changed"),
        ({"text": "kept words " * 100, "category": "other"}, "This is too long"),
    ):
        answer = anna.submit(to, fields)
        assert answer.status_code == 422
        assert "kept words" in answer.text
        assert fault in answer.text
    assert made(cast) == []


def test_what_is_not_theirs_is_not_there(cast: Cast, signed_in: SignedIn, new_browser: SignedIn) -> None:
    hidden = cast.do(moments.post_moment, cast.ben, Draft("A secret", OnlyMe()))
    mine = cast.post(cast.anna, "Mine", Public(listed=True))
    mei = cast.post(cast.mei, "Kettle of Mei", Public(listed=True))
    anna, to = signed_in(cast.anna), f"/people/{cast.ben.id}/report"
    assert "A secret" not in anna.get(to).text
    ways = (f"/moments/{hidden.id}/report", f"/moments/{mine.id}/report", "/moments/1/report", "/people/1/report")
    for way in (*ways, f"/people/{cast.anna.id}/report", f"/people/{cast.anna.id}/reported"):
        assert anna.get(way).status_code == 404, way
    for posts in (str(hidden.id), str(mei.id), "1", "x"):
        answer = anna.submit(to, {"posts": posts, "category": "spam", "text": "long words"})
        assert answer.status_code == 404
        assert "long words" in answer.text, "what was typed is given back"
        again = anna.submit(to, {"posts": posts, "text": "long words"})
        assert "A secret" not in again.text
        assert "Kettle" not in again.text
    cast.do(people.block, cast.ben, cast.anna)
    assert anna.get(to).status_code == 404
    data = {"csrf": anna.proof("/me"), "category": "spam"}
    assert anna.ask("POST", to, data=data).status_code == 404
    assert made(cast) == []
    assert new_browser().get(f"/people/{cast.mei.id}/report").status_code in (302, 303, 401)
