"""Reporting a group on its page: by who is in it, with what was said there, to hosts who do not keep it themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import housekeeping, moments, people
from teahouse.housekeeping import COMMAND_LINE, Actor, Report
from teahouse.moments import Group, Public
from teahouse.people import HouseRole
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


def parents(cast: Cast) -> people.groups.Group:
    """Mei's group, with Anna and Ben in it."""
    made: people.groups.Group = cast.do(people.groups.create_group, cast.mei, people.groups.Changes("Parents of 3B"))
    code = cast.do(people.groups.make_link, cast.mei.id, made.id)[1]
    for member in (cast.anna, cast.ben):
        cast.do(people.groups.join_by_link, member, code)
    return made


def made_by(cast: Cast, who: people.Account) -> list[Report]:
    return list(cast.ask(housekeeping.page_own_reports, who.id, limit=10))


def test_a_group_is_reported_on_its_page(cast: Cast, signed_in: SignedIn) -> None:
    group = parents(cast)
    said = cast.post(cast.ben, "Double your <b>money</b>", Group(group.id))
    elsewhere = cast.post(cast.ben, "Good evening", Public(listed=True))
    anna, way = signed_in(cast.anna), f"/groups/{group.id}/report"
    assert f'href="{way}"' in anna.get(f"/groups/{group.id}").text
    page = anna.get(way).text
    assert "Nobody in Parents of 3B is told" in page
    assert "Double your &lt;b&gt;money&lt;/b&gt;" in page
    assert "Good evening" not in page
    assert "举报" in anna.get(f"{way}?lang=zh").text
    anna.get(f"{way}?lang=en")
    for fields in ({}, {"category": "nonsense"}, {"category": "other", "text": "long " * 300}):
        assert anna.submit(way, {"posts": str(said.id), **fields}).status_code == 422
    assert anna.submit(way, {"posts": str(elsewhere.id), "category": "spam"}).status_code == 404
    assert made_by(cast, cast.anna) == []
    answer = anna.submit(way, {"posts": str(said.id), "category": "spam", "text": "Every day"})
    assert answer.headers["location"] == f"/groups/{group.id}/reported"
    (one,) = made_by(cast, cast.anna)
    assert (one.target_id, one.snapshot.is_group, one.snapshot.display_name) == (group.id, True, "Parents of 3B")
    assert [(seen.author, seen.audience) for seen in one.snapshot.moments] == [("ben", "group")]
    thanks = anna.get(f"/groups/{group.id}/reported").text
    assert f'action="/groups/{group.id}/leave"' in thanks
    assert "Parents of 3B" in thanks


def test_to_whoever_is_not_in_it_it_is_not_there(cast: Cast, signed_in: SignedIn, new_browser: SignedIn) -> None:
    group = parents(cast)
    way = f"/groups/{group.id}/report"
    zoe, mei = signed_in(cast.zoe), signed_in(cast.mei)
    assert f'href="{way}"' not in mei.get(f"/groups/{group.id}").text
    for browser in (zoe, mei):
        assert browser.get(way).status_code == 404
        sent = browser.ask("POST", way, data={"csrf": browser.proof("/me"), "category": "spam"})
        assert sent.status_code == 404
        assert browser.get(f"/groups/{group.id}/reported").status_code == 404
    assert new_browser().get(way).status_code == 401


def test_a_host_looks_after_it_unless_it_is_theirs(cast: Cast, signed_in: SignedIn) -> None:
    group = parents(cast)
    said = cast.post(cast.ben, "Double your money", Group(group.id))
    complaint = housekeeping.Complaint("Every day", moment_ids=(said.id,))
    report = cast.do(housekeeping.report_group, cast.anna, group.id, complaint)
    for who in (cast.zoe, cast.mei):
        cast.do(housekeeping.change_role, COMMAND_LINE, who, HouseRole.HOST)
    zoe, way = signed_in(cast.zoe), f"/house/reports/{report.id}"
    page = zoe.get(way).text
    assert "Mei" in page
    assert 'value="suspend"' not in page
    assert zoe.submit(way, {"act": "suspend"}).status_code == 404
    assert zoe.submit(way, {"act": "remove"}, to=f"{way}/posts/{said.id}").status_code == 303
    assert not cast.ask(moments.seen_of, cast.anna.id, [said.id])
    assert zoe.submit(way, {"act": "resolve"}).status_code == 303
    mei = Actor(cast.mei.id, "mei")
    assert cast.ask(housekeeping.page_reports, mei, resolved=True) == []
    assert signed_in(cast.mei).get(way).status_code == 404
