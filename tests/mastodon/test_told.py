"""Notices of groups and of order chains: who is told, until when, and that stock apps never meet one."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import moments, people
from tests.cast import Cast
from tests.mastodon.client import Client

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
ASKED, JOINED, ENTERED = (f"teahouse.{name}" for name in ("group_request", "group_join", "chain_entry"))
PATH = "/api/v1/notifications"
GROUPED = "/api/v2/notifications"


def told(api: Client, who: people.Account, *types: str) -> list[dict[str, Any]]:
    """As an app asks that knows our types."""
    api.cast.settle()
    return api.get(PATH, who, **{"types[]": list(types or (ASKED, JOINED, ENTERED))})  # type: ignore[no-any-return]


def lines(api: Client, who: people.Account, *types: str) -> list[tuple[str, str, str | None]]:
    return [(one["type"], one["account"]["username"], one.get("group_id")) for one in told(api, who, *types)]


def room(api: Client, owner: people.Account) -> str:
    made = api.post("/api/v1/groups", owner, name="Choir", username="choir", joining="both")
    return str(made["id"])


def join(api: Client, group: str, owner: people.Account, *who: people.Account) -> None:
    code = api.post(f"/api/v1/groups/{group}/links", owner)["code"]
    for one in who:
        api.post("/api/v1/groups/join", one, code=code)


@BOTH
def test_who_lets_people_in_hears_of_a_request_and_who_asked_that_they_are_in(api: Client, cast: Cast) -> None:
    group = room(api, cast.anna)
    join(api, group, cast.anna, cast.ben, cast.mei)
    cast.do(people.groups.set_role, cast.anna.id, int(group), cast.ben.id, people.groups.Role.HELPER)
    for _ in range(2):
        api.post("/api/v1/groups/ask", cast.zoe, acct="choir")
    api.post("/api/v1/groups/ask", cast.lin, acct="choir")
    for helper in (cast.anna, cast.ben):
        assert lines(api, helper) == [(ASKED, "lin", group), (ASKED, "zoe", group)]
    assert lines(api, cast.mei) == lines(api, cast.zoe) == []
    # Who helps no more, and whose request was answered: the notice is gone for everybody.
    cast.do(people.groups.set_role, cast.anna.id, int(group), cast.ben.id, people.groups.Role.MEMBER)
    assert lines(api, cast.ben) == []
    api.post(f"/api/v1/groups/{group}/requests/{cast.lin.id}/reject", cast.anna)
    api.post(f"/api/v1/groups/{group}/requests/{cast.zoe.id}/accept", cast.anna)
    assert lines(api, cast.anna) == lines(api, cast.lin) == []
    assert lines(api, cast.zoe) == [(JOINED, "anna", group)]
    api.post("/api/v1/groups/ask", cast.lin, acct="choir")
    assert lines(api, cast.anna) == [(ASKED, "lin", group)]
    api.post(f"/api/v1/groups/{group}/leave", cast.zoe)
    assert lines(api, cast.zoe) == []


@BOTH
def test_an_author_has_one_notice_of_a_list_until_it_is_read(api: Client, cast: Cast) -> None:
    cast.befriend((cast.mei, cast.anna), (cast.mei, cast.ben), (cast.mei, cast.zoe))
    moment = cast.post(cast.mei, "Peaches, who wants?", chain=moments.ChainDraft("Peaches"))

    def enter(who: people.Account, quantity: int = 1) -> None:
        api.json("PUT", f"/api/v1/statuses/{moment.id}/chain/entry", who, json={"quantity": quantity})

    enter(cast.mei)
    assert told(api, cast.mei) == []
    for who in (cast.anna, cast.ben):
        enter(who)
    enter(cast.anna, 3)
    (one,) = told(api, cast.mei)
    assert (one["account"]["username"], one["entries_count"], one["status"]["id"]) == ("ben", 2, str(moment.id))
    # It is gathered anew from what comes after it was read, and stands as the newest.
    api.post("/api/v1/markers", cast.mei, notifications={"last_read_id": one["id"]})
    enter(cast.zoe)
    (after,) = told(api, cast.mei)
    assert (after["account"]["username"], after["entries_count"]) == ("zoe", 1)
    assert int(after["id"]) > int(one["id"])
    # What is withdrawn is told no more; whom one does not know any more is not named.
    api.json("DELETE", f"/api/v1/statuses/{moment.id}/chain/entry", cast.zoe)
    assert told(api, cast.mei) == []
    for who in (cast.ben, cast.anna):
        api.json("DELETE", f"/api/v1/statuses/{moment.id}/chain/entry", who)
        enter(who)
    cast.do(people.unfollow, cast.anna, cast.mei)
    (one,) = told(api, cast.mei)
    assert (one["account"]["username"], one["entries_count"]) == ("ben", 1)
    api.json("DELETE", f"/api/v1/statuses/{moment.id}", cast.mei)
    assert told(api, cast.mei) == []


def test_only_who_asks_by_name_is_told_of_what_mastodon_does_not_know(api: Client, cast: Cast) -> None:
    group = room(api, cast.anna)
    api.post("/api/v1/groups/ask", cast.zoe, acct="choir")
    (one,) = told(api, cast.anna)
    key = f"ungrouped-{one['id']}"
    named = {"supported_types[]": [ASKED, "mention"]}
    none = {"accounts": [], "statuses": [], "notification_groups": []}
    for stock in ({}, {"types[]": "follow_request"}, {"exclude_types[]": "mention"}, {"supported_types[]": "mention"}):
        assert api.get(PATH, cast.anna, **stock) == []
        assert api.get(GROUPED, cast.anna, **stock) == none
        for path in (PATH, GROUPED):
            assert api.get(f"{path}/unread_count", cast.anna, **stock) == {"count": 0}
    for path in (f"{PATH}/{one['id']}", f"{GROUPED}/{key}", f"{GROUPED}/{key}/accounts"):
        assert api.refused("GET", path, cast.anna)[0] == 404
    assert api.get(PATH, cast.anna, **named) == [one]
    assert api.get(f"{PATH}/{one['id']}", cast.anna, **named) == one
    (grouped,) = api.get(GROUPED, cast.anna, **named)["notification_groups"]
    assert (grouped["group_key"], grouped["type"], grouped["group_id"]) == (key, ASKED, group)
    assert api.get(f"{GROUPED}/{key}", cast.anna, **named)["notification_groups"] == [grouped]
    assert [who["id"] for who in api.get(f"{GROUPED}/{key}/accounts", cast.anna, **named)] == [str(cast.zoe.id)]
    for path in (PATH, GROUPED):
        assert api.get(f"{path}/unread_count", cast.anna, **named) == {"count": 1}
    assert api.get("/api/v1/follow_requests", cast.anna) == []
    api.post(f"{PATH}/{one['id']}/dismiss", cast.anna)
    assert told(api, cast.anna) == []
