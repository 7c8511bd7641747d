"""A class of thirty moves in by one link: strangers in one room, and nobody outside hears a word."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import people
from tests.cast import Cast
from tests.mastodon.client import Client, Who

NONE = (404, "Record not found")
NEW, OLD = 18, 12
PASSWORD = "warm rye bread"


class ClassRoom:
    """The class, as its people use it."""

    def __init__(self, api: Client, teacher: people.Account) -> None:
        self.api = api
        self.teacher = teacher
        made = api.post("/api/v1/groups", teacher, name="三年二班 Class 3b", username="class3b")
        self.id: str = made["id"]
        link = api.post(f"/api/v1/groups/{self.id}/links", teacher)
        self.code: str = link["code"]
        self.feed = f"/api/v1/timelines/list/{self.id}"

    def texts(self, by: Who) -> list[str]:
        """What somebody reads in the class, the newest first."""
        return [status["content"][3:-4] for status in self.api.get(self.feed, by)]

    def say(self, by: Who, text: str) -> str:
        """As an app that knows no groups says it: a direct post that begins with the group's name."""
        posted = self.api.post("/api/v1/statuses", by, status=f"@class3b {text}", visibility="direct")
        assert (posted["visibility"], posted["group_id"]) == ("private", self.id)
        said: str = posted["id"]
        return said

    def answer(self, by: Who, to: str, text: str) -> str:
        """As apps answer: with the visibility that they were told."""
        posted = self.api.post("/api/v1/statuses", by, status=text, in_reply_to_id=to, visibility="private")
        said: str = posted["id"]
        return said

    def heard_under(self, by: Who, moment: str) -> list[str]:
        """The comments that somebody reads there."""
        found = self.api.get(f"/api/v1/statuses/{moment}/context", by)
        return [status["id"] for status in found["descendants"]]


def newcomers(api: Client, room: ClassRoom) -> list[str]:
    """Parents without an account: each signs up with the code of the link, and is in. Answers their tokens."""
    registered: dict[str, Any] = {
        "client_name": "Phone",
        "redirect_uris": "urn:ietf:wg:oauth:2.0:oob",
        "scopes": "read write",
    }
    app = api.post("/api/v1/apps", **registered)
    asked = {key: app[key] for key in ("client_id", "client_secret")}
    token = api.post("/oauth/token", grant_type="client_credentials", scope="read write", **asked)["access_token"]
    found: list[str] = []
    for n in range(NEW):
        form = {"username": f"parent{n}", "password": PASSWORD, "agreement": True, "invite_code": room.code}
        found.append(api.post("/api/v1/accounts", token, **form)["access_token"])
    return found


def members(api: Client, cast: Cast, room: ClassRoom) -> list[people.Account]:
    """Parents who are in the house already."""
    found = [cast.do(people.create_account, username=f"neighbour{n}") for n in range(OLD)]
    for one in found:
        assert api.post("/api/v1/groups/join", one, code=room.code)["group"]["id"] == room.id
    return found


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_class_of_thirty_moves_in(api: Client, cast: Cast) -> None:
    room = ClassRoom(api, cast.anna)
    new, old = newcomers(api, room), members(api, cast, room)
    parents: list[Who] = [*new, *old]
    shown = api.get(f"/api/v1/groups/{room.id}", cast.anna)
    assert shown["members_count"] == NEW + OLD + 1
    assert len(cast.ask(people.whom_brought, cast.anna.id)) == NEW

    # Each is asked whom they know. Coming in has befriended nobody; each asks two, and who was asked by whom they ask
    # is their friend.
    ids = [api.get("/api/v1/accounts/verify_credentials", one)["id"] for one in parents]
    for n, one in enumerate(parents):
        strangers = [row["account"]["id"] for row in api.get(f"/api/v1/groups/{room.id}/strangers", one, limit=80)]
        assert cast.anna.id in map(int, strangers)
        for other in (ids[n ^ 1], ids[(n + 5) % len(ids)]):
            if other in strangers:
                api.post(f"/api/v1/accounts/{other}/follow", one)
    assert api.get(f"/api/v1/accounts/relationships?id[]={ids[1]}", parents[0])[0]["friend"] is True
    assert api.get(f"/api/v1/accounts/relationships?id[]={ids[9]}", parents[0])[0]["friend"] is False

    # Strangers hear each other in the class.
    trip = room.say(cast.anna, "Trip on Friday")
    first, second = room.answer(parents[0], trip, "Who drives?"), room.answer(parents[9], trip, "I do")
    cake = room.say(parents[20], "Cake sale")
    for one in parents:
        assert room.heard_under(one, trip) == [first, second]
        assert [text.rpartition("</span> ")[2] for text in room.texts(one)] == ["Cake sale", "Trip on Friday"]

    # Nobody outside does: not a friend of one who speaks, not a member of the house, no page, no guest.
    cast.befriend((cast.anna, cast.ben))
    for outsider in (cast.ben, cast.zoe, cast.bakery, None):
        for said in (trip, first, cake):
            assert api.refused("GET", f"/api/v1/statuses/{said}", outsider) == NONE
        assert api.refused("GET", "/api/v1/accounts/lookup?acct=class3b", outsider) == NONE
        assert api.get(f"/api/v1/accounts/{cast.anna.id}/statuses", outsider) == []
    assert api.get("/api/v1/timelines/home", cast.ben) == []

    # A block holds inside: neither reads the other, all others read both.
    api.post(f"/api/v1/accounts/{ids[9]}/block", parents[0])
    assert room.heard_under(parents[9], trip) == [second]
    assert room.heard_under(parents[0], trip) == [first]
    assert room.heard_under(parents[1], trip) == [first, second]

    # Who leaves is out at once, and so is who is sent away; the room goes on.
    api.post(f"/api/v1/groups/{room.id}/leave", parents[5])
    api.json("DELETE", f"/api/v1/groups/{room.id}/members/{ids[6]}", cast.anna)
    for gone in (parents[5], parents[6]):
        assert api.refused("GET", room.feed, gone) == NONE
        assert api.refused("GET", f"/api/v1/statuses/{trip}", gone) == NONE
        assert api.get("/api/v1/groups", gone) == []
    assert api.post("/api/v1/groups/join", parents[5], code=room.code)["group"]["id"] == room.id
    assert api.refused("POST", "/api/v1/groups/join", parents[6], json={"code": room.code}) == NONE
    assert room.heard_under(parents[5], trip) == [first, second]
