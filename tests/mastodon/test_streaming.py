"""Streams: who hears what at once, by which address and with which scopes; and what ends them."""

from __future__ import annotations

import pytest

from teahouse import moments, notices, people
from teahouse.kit.db import Database
from teahouse.moments import Except, Group, House, Mentioned, Only, OnlyMe, Public
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.mastodon.ears import Ear, Ears

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


def listen(ears: Ears, api: Client, *who: people.Account, path: str = "/user") -> list[Ear]:
    return [ears.events(path, api.token(each)) for each in who]


def heard(ears: Ears, *each: Ear) -> list[list[tuple[str, object]]]:
    ears.settle()
    return [ear.told() for ear in each]


@BOTH
def test_a_post_is_heard_by_whom_it_is_for(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    anna, ben, mei, zoe = listen(ears, api, cast.anna, cast.ben, cast.mei, cast.zoe)
    to_friends = cast.post(cast.anna, "to friends")
    assert heard(ears, anna, ben, mei, zoe) == [[("update", to_friends.id)]] * 3 + [[]]
    only_ben = cast.post(cast.anna, "to Ben", Only(circles=(), people=(cast.ben.id,)))
    assert heard(ears, anna, ben, mei, zoe) == [[("update", only_ben.id)]] * 2 + [[], []]
    not_ben = cast.post(cast.anna, "not to Ben", Except(circles=(), people=(cast.ben.id,)))
    assert heard(ears, anna, ben, mei, zoe) == [[("update", not_ben.id)], [], [("update", not_ben.id)], []]
    mine = cast.post(cast.anna, "to me", OnlyMe())
    assert heard(ears, anna, ben, mei, zoe) == [[("update", mine.id)], [], [], []]
    cast.do(people.block, cast.ben, cast.anna)
    again = cast.post(cast.anna, "to friends but Ben")
    assert heard(ears, anna, ben, mei, zoe) == [[("update", again.id)], [], [("update", again.id)], []]
    cast.do(people.unfollow, cast.mei, cast.anna)
    cast.post(cast.anna, "to nobody")
    assert heard(ears, ben, mei, zoe) == [[], [], []]


@BOTH
def test_what_is_heard_is_what_a_timeline_shows(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben))
    (ben,) = listen(ears, api, cast.ben)
    sent = api.post("/api/v1/statuses", cast.anna, status="The kettle is on #tea", visibility="private")
    ears.settle()
    (frame,) = ben.take()
    assert frame["payload"] == api.get("/api/v1/timelines/home", cast.ben)[0]
    assert frame["payload"] != sent
    api.json("PUT", f"/api/v1/statuses/{sent['id']}", cast.anna, json={"status": "The kettle was on"})
    ears.settle()
    (frame,) = ben.take()
    assert frame["event"] == "status.update"
    assert frame["payload"] == api.get("/api/v1/timelines/home", cast.ben)[0]
    assert "was on" in frame["payload"]["content"]


@BOTH
def test_what_was_deleted_is_gone_for_those_who_saw_it(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei), (cast.anna, cast.grandma))
    family = cast.do(people.create_circle, cast.anna, "family")
    cast.do(people.add_members, cast.anna, family.id, [cast.ben.id])
    posts = [
        cast.post(cast.anna, "to all friends"),
        cast.post(cast.anna, "to the family", Only(circles=(family.id,), people=())),
        cast.post(cast.anna, "to the others", Except(circles=(family.id,), people=())),
        cast.post(cast.anna, f"@{cast.zoe.username} a letter", Mentioned()),
        cast.post(cast.anna, "#tea for everybody", Public(listed=True)),
    ]
    comment = cast.comment(cast.grandma, posts[0], f"@{cast.mei.username} well")
    share = cast.do(moments.share, cast.ben, posts[4].id)
    sought = cast.anna, cast.ben, cast.mei, cast.grandma, cast.zoe, cast.lin
    everybody = listen(ears, api, *sought)
    saw = {m.id: [cast.sees(who, m) for who in sought] for m in (*posts, comment, share)}
    for gone in (comment, *posts[:4]):
        author = next(who for who in sought if who.id == gone.author_id)
        cast.do(moments.delete_moment, author.id, gone.id)
        assert heard(ears, *everybody) == [[("delete", gone.id)] if did else [] for did in saw[gone.id]], gone.text
    cast.do(moments.delete_moment, cast.anna.id, posts[4].id)
    both = heard(ears, *everybody)
    assert [sorted(told) for told in both] == [
        sorted([("delete", m.id) for m in (posts[4], share) if saw[m.id][n]]) for n in range(len(sought))
    ]


def test_whom_a_tombstone_was_for_is_forgotten(cast: Cast, database: Database) -> None:
    post = cast.post(cast.anna, f"@{cast.ben.username} a letter #tea", Mentioned())
    cast.do(moments.delete_moment, cast.anna.id, post.id)
    assert cast.ask(moments.streams.fetch_who_saw, post.id, [cast.anna.id, cast.ben.id]) == {cast.anna.id, cast.ben.id}
    cast.clock.step(61_000)
    cast.settle()
    assert cast.ask(moments.streams.fetch_who_saw, post.id, [cast.anna.id, cast.ben.id]) == {cast.anna.id}


def test_a_removed_comment_is_gone_but_for_its_writer(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    comment = cast.comment(cast.ben, cast.post(cast.anna, "to friends"), "rude")
    anna, ben, mei = listen(ears, api, cast.anna, cast.ben, cast.mei)
    cast.do(moments.remove_comment, cast.anna, comment.id)
    assert heard(ears, anna, ben, mei) == [[("delete", comment.id)], [], [("delete", comment.id)]]


def test_what_the_house_withholds_is_gone_but_for_its_author(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben))
    post = cast.post(cast.anna, "to friends")
    anna, ben, zoe = listen(ears, api, cast.anna, cast.ben, cast.zoe)
    cast.do(moments.withhold, post.id, removed=False)
    assert heard(ears, anna, ben, zoe) == [[], [("delete", post.id)], []]
    cast.do(moments.delete_moment, cast.anna.id, post.id)
    assert heard(ears, anna, ben, zoe) == [[("delete", post.id)], [], []]


@BOTH
def test_public_tag_list_and_group_streams(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben))
    reading = api.post("/api/v1/lists", cast.ben, title="Old friends")
    api.json("POST", f"/api/v1/lists/{reading['id']}/accounts", cast.ben, json={"account_ids": [str(cast.anna.id)]})
    made = api.post("/api/v1/groups", cast.anna, name="Class", username="class3b")
    code = api.post(f"/api/v1/groups/{made['id']}/links", cast.anna)["code"]
    api.post("/api/v1/groups/join", cast.ben, code=code)
    token = api.token(cast.ben)
    public, local = ears.events("/public", token), ears.events("/public/local", token)
    pictured, remote = ears.events("/public", token, only_media="true"), ears.events("/public/remote", token)
    tagged, of_list = ears.events("/hashtag", token, tag="#Tea"), ears.events("/list", token, list=reading["id"])
    of_group = ears.events("/list", token, list=made["id"])
    every = public, local, pictured, remote, tagged, of_list, of_group
    listed = cast.post(cast.anna, "some #TEA", Public(listed=True))
    once = [("update", listed.id)]
    assert heard(ears, *every) == [once, once, [], [], once, once, []]
    cast.post(cast.zoe, "a stranger", Public(listed=False))
    cast.post(cast.zoe, "to the house", House())
    assert heard(ears, *every) == [[]] * 7
    stranger = cast.post(cast.zoe, "a stranger", Public(listed=True))
    assert heard(ears, *every) == [[("update", stranger.id)]] * 2 + [[]] * 5
    said = cast.post(cast.anna, "in the class", Group(int(made["id"])))
    assert heard(ears, *every) == [[]] * 5 + [[("update", said.id)]] * 2
    cast.do(moments.delete_moment, cast.anna.id, listed.id)
    gone = [("delete", listed.id)]
    assert heard(ears, *every) == [gone, gone, [], [], gone, gone, []]
    cast.do(people.mute, cast.ben, cast.zoe)
    cast.post(cast.zoe, "unheard", Public(listed=True))
    assert heard(ears, *every) == [[]] * 7


def test_what_a_reader_turned_down_is_not_heard(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    (anna,) = listen(ears, api, cast.anna)
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(selling_off=True, fold=1))
    cast.post(cast.mei, "buy", marks=moments.Mark.SELLING)
    assert heard(ears, anna) == [[]]
    first = cast.post(cast.mei, "the first of the day")
    cast.post(cast.mei, "the second")
    assert heard(ears, anna) == [[("update", first.id)]]
    cast.do(people.turn_down, cast.anna, cast.ben, people.Quiet(shares_off=True))
    cast.do(moments.share, cast.ben, cast.post(cast.zoe, "for everybody", Public(listed=True)).id)
    assert heard(ears, anna) == [[]]


@BOTH
def test_notices_and_announcements(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben))
    user, notes = ears.events("/user", api.token(cast.anna)), ears.events("/user/notification", api.token(cast.anna))
    post = cast.post(cast.anna, "to friends")
    assert heard(ears, user, notes) == [[("update", post.id)], []]
    cast.do(moments.like, cast.ben, post.id)
    ears.settle()
    (frame,) = notes.take()
    assert frame["payload"] == api.get("/api/v1/notifications", cast.anna)[0]
    assert user.told() == [("notification favourite", post.id)]
    cast.do(people.mute, cast.anna, cast.ben)
    cast.comment(cast.ben, post, "unheard")
    assert heard(ears, user, notes) == [[], []]
    said = cast.do(notices.publish_announcement, "The kettle is mended.")
    assert heard(ears, user, notes) == [[("announcement", said.id)], []]
    cast.do(notices.withdraw_announcement, said.id)
    assert heard(ears, user, notes) == [[("announcement.delete", said.id)], []]


@BOTH
def test_talks_and_filters(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben))
    anna, ben, zoe = listen(ears, api, cast.anna, cast.ben, cast.zoe, path="/direct")
    sent = api.post("/api/v1/statuses", cast.anna, status="@ben come over", visibility="direct")
    ears.settle()
    for ear, who in ((anna, cast.anna), (ben, cast.ben)):
        (frame,) = ear.take()
        assert frame == {"event": "conversation", "payload": api.get("/api/v1/conversations", who)[0]}
        assert frame["payload"]["last_status"]["id"] == sent["id"]
    assert zoe.take() == []
    (home,) = listen(ears, api, cast.ben)
    api.post("/api/v2/filters", cast.ben, title="x", context=["home"], filter_action="hide")
    ears.settle()
    assert [frame["event"] for frame in home.take()] == ["filters_changed"]
    words = [{"keyword": "cucumber", "whole_word": True}]
    hide = {"title": "y", "context": ["home"], "filter_action": "hide", "keywords_attributes": words}
    api.post("/api/v2/filters", cast.ben, **hide)
    ears.settle()
    home.take()
    cast.post(cast.anna, "a cucumber")
    heard_of = cast.post(cast.anna, "a melon")
    assert heard(ears, home) == [[("update", heard_of.id)]]


def test_one_socket_for_several_streams(api: Client, cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben))
    mine = api.post("/api/v1/lists", cast.anna, title="Old friends")
    others = api.post("/api/v1/lists", cast.ben, title="Not hers")
    token = api.token(cast.anna)
    ear = ears.socket(token, "user", by_protocol=True)
    assert (ear.status, ear.subprotocol) == (101, token)
    for stream in ("public", "public:local", "public"):
        ear.say({"type": "subscribe", "stream": stream})
    ear.say({"type": "subscribe", "stream": "hashtag", "tag": "Tea"})
    ear.say({"type": "subscribe", "stream": "list", "list": mine["id"]})
    ears.settle()
    assert ear.take() == []
    post = cast.post(cast.ben, "some #tea", Public(listed=True))
    ears.settle()
    names = [frame["stream"] for frame in ear.take()]
    assert sorted(names) == [["hashtag", "Tea"], ["public"], ["public:local"], ["user"]]
    for said in (
        {"type": "subscribe", "stream": "nonsense"},
        {"type": "subscribe", "stream": "hashtag"},
        {"type": "subscribe", "stream": "list", "list": others["id"]},
        {"type": "subscribe", "stream": "list", "list": "x"},
        {"type": "dance"},
        "{",
        "[]",
    ):
        ear.say(said)
    ears.settle()
    answers = ear.take()
    assert answers[0] == {"error": "Unknown stream type", "status": 400}
    assert [frame["status"] for frame in answers] == [400, 400, 404, 404, 400, 400, 400]
    ear.say({"type": "unsubscribe", "stream": "user"})
    ear.say({"type": "unsubscribe", "stream": "public"})
    ear.say({"type": "unsubscribe", "stream": "list", "list": others["id"]})
    ears.settle()
    cast.do(moments.delete_moment, cast.ben.id, post.id)
    ears.settle()
    assert sorted(frame["stream"] for frame in ear.take()) == [["hashtag", "Tea"], ["public:local"]]


def test_who_is_let_in(api: Client, cast: Cast, ears: Ears) -> None:
    assert ears.events("/user", None).status == 401
    assert ears.events("/user", "nonsense").refusal == {"error": "The access token is invalid"}
    assert ears.socket(None, "user").status == 401
    assert ears.socket("nonsense", "public", by_protocol=True).status == 401
    assert ears.events("/nonsense", api.token(cast.anna)).status == 404
    assert ears.events("", api.token(cast.anna)).status == 400
    assert ears.events("/hashtag", api.token(cast.anna)).status == 400
    assert ears.events("/list", api.token(cast.anna), list="1").status == 404
    assert ears.events("", None, stream="user", access_token=api.token(cast.anna)).status == 200
    app_alone = cast.do(people.issue_token, None, None, None, ["read"]).token
    assert ears.events("/public", app_alone).status == 401
    assert ears.hub.lines


SCOPES = {
    "user": {"read", "read:statuses"},
    "user:notification": {"read", "read:notifications"},
    "public": {"read", "read:statuses"},
    "public:local": {"read", "read:statuses"},
    "public:remote": {"read", "read:statuses"},
    "public:media": {"read", "read:statuses"},
    "public:local:media": {"read", "read:statuses"},
    "public:remote:media": {"read", "read:statuses"},
    "hashtag": {"read", "read:statuses"},
    "hashtag:local": {"read", "read:statuses"},
    "list": {"read", "read:lists"},
    "direct": {"read", "read:statuses"},
}


@pytest.mark.parametrize(
    "scope", ["read", "read:statuses", "read:notifications", "read:lists", "read:accounts", "write"]
)
def test_each_stream_wants_its_scope(api: Client, cast: Cast, ears: Ears, scope: str) -> None:
    mine = api.post("/api/v1/lists", cast.anna, title="Old friends")
    ear = ears.socket(api.token(cast.anna, scope))
    for name, opens in SCOPES.items():
        ear.say({"type": "subscribe", "stream": name, "tag": "tea", "list": mine["id"]})
        ears.settle()
        assert [frame["status"] for frame in ear.take()] == ([] if scope in opens else [403]), name


def test_a_token_for_posts_alone_hears_of_no_notices(api: Client, cast: Cast, ears: Ears) -> None:
    ear = ears.events("/user", api.token(cast.anna, "read:statuses"))
    post = cast.post(cast.anna, "for everybody", Public(listed=True))
    cast.do(moments.like, cast.ben, post.id)
    assert heard(ears, ear) == [[("update", post.id)]]
