"""The page of notices: groups and lists stand there as one line each, and lead to where one acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import moments, people
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


def test_requests_and_lists_lead_to_where_one_acts(cast: Cast, signed_in: SignedIn) -> None:
    changes = people.groups.Changes("Choir <1>", joining=people.groups.Joining.REQUEST)
    group = cast.do(people.groups.create_group, cast.anna, changes, username="choir")
    cast.do(people.groups.ask_to_join, cast.zoe, "choir", local_host="tea.example")
    moment = cast.post(
        cast.anna, "Who wants peaches?", moments.Public(listed=True), chain=moments.ChainDraft("Peaches")
    )
    entered = (cast.ben, cast.mei, cast.grandma)
    for who in entered[:2]:
        cast.do(moments.put_down, who, moment.id, moments.EntryDraft(1))
    cast.settle()
    anna = signed_in(cast.anna)
    assert "2 new notices" in anna.get("/").text
    page = anna.get("/notices").text
    assert "asks to be let into the group Choir &lt;1&gt;" in page
    assert f'href="/groups/{group.id}/members"' in page
    assert "and Ben Okafor signed up on your list:" in page or "and Ben" in page
    assert f'href="/chain/{moment.id}"' in page
    assert page.count(f'href="/chain/{moment.id}"') == 1
    cast.do(moments.put_down, entered[2], moment.id, moments.EntryDraft(1))
    cast.do(people.groups.accept, cast.anna.id, group.id, cast.zoe.id)
    cast.settle()
    page = anna.get("/notices").text
    assert "asks to be let in" not in page
    assert " signed up on your list:" in page
    assert "others signed up" not in page
    zoe = signed_in(cast.zoe, "zh")
    page = zoe.get("/notices").text
    assert "让你加入了群“Choir &lt;1&gt;”" in page
    assert f'href="/groups/{group.id}"' in page
    cast.do(people.groups.leave, cast.zoe.id, group.id)
    assert "让你加入" not in zoe.get("/notices").text


def test_who_deletes_a_list_is_told_that_its_entries_go(cast: Cast, signed_in: SignedIn) -> None:
    chained = cast.post(cast.anna, "Peaches", moments.Public(listed=True), chain=moments.ChainDraft("Peaches"))
    plain = cast.post(cast.anna, "Tea", moments.Public(listed=True))
    browser, warning = signed_in(cast.anna), "The sign-up list goes with the post"
    assert warning in browser.get(f"/@anna/{chained.id}").text
    assert warning not in browser.get(f"/@anna/{plain.id}").text
