"""Mastodon.py tells how people live here: joining, friends, circles, moments, talk, reading."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from mastodon import (
    Mastodon,
    MastodonAPIError,
    MastodonIllegalArgumentError,
    MastodonNotFoundError,
    MastodonUnauthorizedError,
)

from tests.clients.browser import Browser
from tests.clients.conftest import PASSWORD, SCOPES, Join, Member
from tests.clients.witness import Witness

Befriend = Callable[[Member, Member], None]
Ids = list[int]


def ids(found: list[object]) -> Ids:
    return [int(one.id) for one in found]  # type: ignore[attr-defined]


def raw(member: Member, method: str, path: str, **fields: object) -> object:
    """A route that Mastodon.py has no word for."""
    return member.api._Mastodon__api_request(method, path, fields)


def told(member: Member, least: int) -> list[str]:
    """The kinds of a member's notices, newest first, once there are so many; the house tells them in its own time."""
    for _ in range(200):
        kinds = [str(notice.type) for notice in member.api.notifications()]
        if len(kinds) >= least:
            return kinds
        time.sleep(0.05)
    raise AssertionError(f"{member.name} was told of {kinds} only")


def test_joining_and_the_house(server: str, join: Join, witness: Witness) -> None:
    anna = join("anna")
    me = anna.api.account_verify_credentials()
    assert (me.username, me.locked, me.source.privacy) == (anna.name, True, "private")
    guest = Mastodon(api_base_url=server, session=witness.session())
    house = guest.instance_v2()
    assert house.version.startswith("4.")
    assert guest.instance_v1().uri == urlsplit(server).netloc
    assert guest.instance_nodeinfo().software.name == "teahouse"
    assert guest.instance_rules()[0].text
    assert (guest.instance_peers(), guest.custom_emojis(), anna.api.announcements()) == ([], [], [])
    assert anna.api.preferences()["posting:default:visibility"] == "private"
    assert int(guest.account_lookup(anna.name).id) == anna.id
    with pytest.raises(MastodonIllegalArgumentError, match="must be accepted"):
        anna.api.create_account("zoe", PASSWORD, "zoe@tea.example", agreement=False, scopes=SCOPES)
    again = Mastodon(anna.api.client_id, anna.api.client_secret, api_base_url=server, session=witness.session())
    with pytest.raises(MastodonIllegalArgumentError, match="already been taken"):
        again.create_account(anna.name, PASSWORD, "other@tea.example", agreement=True, scopes=SCOPES)


def test_letting_an_app_in_by_the_pages(
    server: str, join: Join, app: tuple[str, str], browser: Browser, witness: Witness
) -> None:
    anna = join("anna")
    api = Mastodon(*app, api_base_url=server, session=witness.session())
    url = api.auth_request_url(scopes=SCOPES, allow_http=True)
    token = api.log_in(code=browser.code(url, anna.name, PASSWORD), scopes=SCOPES, allow_http=True)
    assert int(api.me().id) == anna.id
    api.revoke_access_token(allow_http=True)
    with pytest.raises(MastodonUnauthorizedError):
        Mastodon(access_token=token, api_base_url=server, session=witness.session()).me()
    denied = Mastodon.create_app(
        "Shady", redirect_uris="https://app.example/back", api_base_url=server, session=witness.session()
    )
    other = Mastodon(*denied, api_base_url=server, session=witness.session())
    url = other.auth_request_url(redirect_uris="https://app.example/back", state="s1", allow_http=True)
    back = urlsplit(browser.allow(url, anna.name, PASSWORD, decision="deny").headers["location"])
    assert (back.hostname, parse_qs(back.query)["error"]) == ("app.example", ["access_denied"])
    assert parse_qs(back.query)["state"] == ["s1"]


def test_a_profile(join: Join) -> None:
    anna = join("anna")
    me = anna.api.account_update_credentials(
        display_name="安娜", note="Tea, and cats.", fields=[("Tea", "oolong"), ("Cat", "Mochi")], default_language="zh"
    )
    assert (me.display_name, me.note) == ("安娜", "<p>Tea, and cats.</p>")
    assert [(field.name, field.value) for field in me.fields] == [("Tea", "oolong"), ("Cat", "Mochi")]
    seen = join("ben").api.account(anna.id)
    assert (seen.display_name, seen.followers_count, seen.statuses_count) == ("安娜", 0, 0)
    with pytest.raises(MastodonAPIError, match="Validation failed"):
        anna.api.account_update_credentials(note="x" * 501)


def test_friends_from_the_request_to_the_end(join: Join, befriended: Befriend) -> None:
    anna, ben, mei = join("anna"), join("ben"), join("mei")
    befriended(anna, ben)
    assert anna.api.account_relationships(ben.id)[0].followed_by
    assert (ids(anna.api.account_followers(anna.id)), ids(ben.api.account_following(ben.id))) == ([ben.id], [anna.id])
    mei.api.account_follow(anna.id)
    anna.api.follow_request_reject(mei.id)
    assert anna.api.follow_requests() == []
    shown = anna.api.status_post("For my friends")
    assert int(ben.api.status(shown.id).id) == int(shown.id)
    ben.api.account_unfollow(anna.id)
    for reader in (ben, mei):
        with pytest.raises(MastodonNotFoundError):
            reader.api.status(shown.id)
    assert not anna.api.account_relationships(ben.id)[0].followed_by


def test_quiet_controls(join: Join, befriended: Befriend) -> None:
    anna, mei = join("anna"), join("mei")
    befriended(anna, mei)
    sold = raw(mei, "POST", "/api/v1/statuses", status="Peonies, fresh today", visibility="private", selling="true")
    plain = mei.api.status_post("Good morning")
    assert ids(anna.api.timeline_home()) == [int(plain.id), int(sold.id)]  # type: ignore[attr-defined]
    raw(anna, "POST", f"/api/v1/accounts/{mei.id}/quiet", selling_off="true")
    assert ids(anna.api.timeline_home()) == [int(plain.id)]
    assert anna.api.account_mute(mei.id, duration=3600).muting
    assert ids(anna.api.timeline_home()) == []
    assert ids(anna.api.mutes()) == [mei.id]
    assert not anna.api.account_unmute(mei.id).muting
    assert anna.api.account_note_set(mei.id, "小梅").note == "小梅"
    assert anna.api.account_block(mei.id).blocking
    assert ids(anna.api.blocks()) == [mei.id]
    with pytest.raises(MastodonNotFoundError):
        anna.api.status(plain.id)
    assert not anna.api.account_unblock(mei.id).blocking
    raw(mei, "POST", f"/api/v1/accounts/{anna.id}/hide")
    with pytest.raises(MastodonNotFoundError):
        anna.api.status(plain.id)


def test_circles_and_lists(join: Join, befriended: Befriend) -> None:
    anna, ben, mei = join("anna"), join("ben"), join("mei")
    befriended(anna, ben)
    befriended(anna, mei)
    family = raw(anna, "POST", "/api/v1/circles", title="家人")["id"]  # type: ignore[index]
    anna.api.list_accounts_add(family, [ben.id])
    assert ids(anna.api.list_accounts(family)) == [ben.id]
    assert [one.title for one in anna.api.lists()] == ["家人"]
    assert [one.title for one in anna.api.account_lists(ben.id)] == ["家人"]
    told = raw(anna, "POST", "/api/v1/statuses", status="Dinner on Sunday", visibility="circle", circle_id=family)
    shown = ben.api.status(told)
    assert (shown.visibility, shown["visibility_ex"], shown.get("circle_id")) == ("private", "limited", None)
    with pytest.raises(MastodonNotFoundError):
        mei.api.status(told)
    with pytest.raises(MastodonAPIError, match="circles"):
        anna.api.list_delete(family)
    reading = anna.api.list_create("Letters", exclusive=True)
    anna.api.list_accounts_add(reading, [mei.id])
    hello = mei.api.status_post("Hello")
    assert ids(anna.api.timeline_list(reading)) == [int(hello.id)]
    assert int(hello.id) not in ids(anna.api.timeline_home())
    assert anna.api.list_update(reading, "Post", "none", False).title == "Post"
    anna.api.list_accounts_delete(reading, [mei.id])
    anna.api.list_delete(reading)
    assert [one.title for one in anna.api.lists()] == ["家人"]


@pytest.mark.parametrize(
    ("visibility", "friend_sees", "stranger_sees"),
    [("public", True, True), ("unlisted", True, True), ("private", True, False), ("direct", False, False)],
)
def test_every_audience_of_a_stock_app(
    join: Join, befriended: Befriend, visibility: str, friend_sees: bool, stranger_sees: bool
) -> None:
    anna, ben, zoe = join("anna"), join("ben"), join("zoe")
    befriended(anna, ben)
    posted = anna.api.status_post(f"Who sees {visibility}?", visibility=visibility, language="en")
    assert (posted.visibility, posted.language) == (visibility, "en")
    for reader, sees in ((ben, friend_sees), (zoe, stranger_sees), (anna, True)):
        assert (int(posted.id) in ids(reader.api.account_statuses(anna.id))) == sees
    assert (int(posted.id) in ids(zoe.api.timeline_local())) == (visibility == "public")


def test_our_own_audiences(join: Join, befriended: Befriend) -> None:
    anna, ben, zoe = join("anna"), join("ben"), join("zoe")
    befriended(anna, ben)
    for word, extra, sees in (
        ("house", {}, (True, True)),
        ("self", {}, (False, False)),
        ("except", {"account_ids[]": ben.id}, (False, False)),
        ("circle", {"account_ids[]": ben.id}, (True, False)),
        ("mutual", {}, (True, False)),
    ):
        posted = raw(anna, "POST", "/api/v1/statuses", status=f"For {word}", visibility=word, **extra)
        shown = tuple(int(posted.id) in ids(p.api.account_statuses(anna.id)) for p in (ben, zoe))  # type: ignore[attr-defined]
        assert shown == sees, word


def test_talk_under_a_moment(join: Join, befriended: Befriend) -> None:
    anna, ben, mei, zoe = join("anna"), join("ben"), join("mei"), join("zoe")
    for friend in (ben, mei):
        befriended(anna, friend)
    root = anna.api.status_post("A walk by the river", spoiler_text="Long")
    said = ben.api.status_reply(root, "Lovely!")
    answer = anna.api.status_reply(said, "Come along next time")
    assert ids(anna.api.status_context(root).descendants) == [int(said.id), int(answer.id)]
    assert ids(anna.api.status_context(answer).ancestors) == [int(root.id), int(said.id)]
    # Mei is no friend of Ben's: his words and what answers them are not for her.
    assert mei.api.status_context(root).descendants == []
    assert mei.api.status(root).replies_count == 0
    ben.api.status_favourite(root)
    assert (anna.api.status(root).favourites_count, mei.api.status(root).favourites_count) == (1, 0)
    assert ids(anna.api.status_favourited_by(root)) == [ben.id]
    assert ids(ben.api.favourites()) == [int(root.id)]
    raw(anna, "POST", f"/api/v1/statuses/{said.id}/remove_comment")
    assert ids(anna.api.status_context(root).descendants) == [int(answer.id)]
    assert ben.api.status(said)["comment_removed"]
    assert ben.api.status_unfavourite(root).favourites_count == 0
    with pytest.raises(MastodonNotFoundError):
        zoe.api.status_favourite(root)
    with pytest.raises(MastodonAPIError, match="not allowed"):
        ben.api.status_reblog(root)


def test_sharing_what_is_public(join: Join, befriended: Befriend) -> None:
    anna, ben, mei = join("anna"), join("ben"), join("mei")
    befriended(ben, mei)
    public = anna.api.status_post("Free seedlings #garden", visibility="public")
    share = ben.api.status_reblog(public)
    assert (share.reblog.id, share.reblog.reblogged) == (public.id, True)
    assert ids(mei.api.timeline_home()) == [int(share.id)]
    assert ids(anna.api.status_reblogged_by(public)) == [ben.id]
    assert int(public.id) in ids(mei.api.timeline_hashtag("garden"))
    assert ben.api.status_unreblog(public).reblogs_count == 0
    assert mei.api.timeline_home() == []


def test_changing_keeping_pinning_deleting(join: Join) -> None:
    anna = join("anna")
    first = anna.api.status_post("Frist", visibility="public", idempotency_key="once")
    assert anna.api.status_post("Frist", visibility="public", idempotency_key="once").id == first.id
    edited = anna.api.status_update(first, "First", spoiler_text="Corrected")
    assert (edited.content, edited.spoiler_text, edited.edited_at is None) == ("<p>First</p>", "Corrected", False)
    assert [version.content for version in anna.api.status_history(first)] == ["<p>Frist</p>", "<p>First</p>"]
    assert anna.api.status_source(first).text == "First"
    assert anna.api.status_bookmark(first).bookmarked
    assert ids(anna.api.bookmarks()) == [int(first.id)]
    assert not anna.api.status_unbookmark(first).bookmarked
    assert anna.api.status_pin(first).pinned
    assert ids(anna.api.account_statuses(anna.id, pinned=True)) == [int(first.id)]
    assert not anna.api.status_unpin(first).pinned
    assert anna.api.status_mute(first).muted
    assert not anna.api.status_unmute(first).muted
    assert anna.api.status_delete(first).text == "First"
    with pytest.raises(MastodonNotFoundError):
        anna.api.status(first)
    assert anna.api.me().statuses_count == 0


def test_paging(join: Join) -> None:
    anna = join("anna")
    posted = ids([anna.api.status_post(f"Number {n}") for n in range(7)])[::-1]
    page = anna.api.timeline_home(limit=3)
    found = ids(page)
    while page := anna.api.fetch_next(page) or []:
        found += ids(page)
    assert found == posted
    newer = anna.api.timeline_home(min_id=posted[-1], limit=2)
    assert ids(newer) == posted[-3:-1]
    assert ids(anna.api.fetch_previous(newer)) == posted[-5:-3]
    assert ids(anna.api.timeline_home(since_id=posted[3], limit=2)) == posted[:2]
    assert ids(anna.api.fetch_remaining(anna.api.account_statuses(anna.id, limit=2))) == posted
    assert anna.api.timeline_home(max_id=datetime(2020, 1, 1, tzinfo=UTC)) == []


def test_notices_and_markers(join: Join, befriended: Befriend) -> None:
    anna, ben, mei = join("anna"), join("ben"), join("mei")
    mei.api.account_follow(anna.id)
    assert told(anna, 1) == ["follow_request"]
    anna.api.follow_request_authorize(mei.id)
    befriended(ben, anna)
    assert told(mei, 1) == ["follow"]
    root = anna.api.status_post(f"Tea at five, @{ben.name}?")
    ben.api.status_reply(root, "Yes!")
    ben.api.status_favourite(root)
    # The requests are answered, so nothing is told of them any more; Anna accepted, so she knows.
    assert told(anna, 2) == ["favourite", "mention"]
    assert [n.type for n in anna.api.notifications(limit=1)] == ["favourite"]
    assert told(ben, 1)[0] == "mention"
    assert [n.type for n in ben.api.notifications(types=["mention"])] == ["mention"]
    assert [n.type for n in anna.api.notifications(exclude_types=["mention"])] == ["favourite"]
    newest = anna.api.notifications()[0]
    assert anna.api.notifications(newest.id).status.id == root.id
    assert anna.api.notifications_unread_count().count == 2
    assert int(anna.api.markers_set("notifications", newest.id)["notifications"].last_read_id) == int(newest.id)
    assert anna.api.notifications_unread_count().count == 0
    assert int(anna.api.markers_get("notifications")["notifications"].last_read_id) == int(newest.id)
    anna.api.notifications_dismiss(newest.id)
    assert [n.type for n in anna.api.notifications()] == ["mention"]
    anna.api.notifications_clear()
    assert anna.api.notifications() == []


def test_errors_say_what_is_wrong(join: Join) -> None:
    anna = join("anna")
    for call, text in (
        (lambda: anna.api.status_post(" "), "blank"),
        (lambda: anna.api.status_post("x" * 501), "character limit of 500"),
        (lambda: anna.api.account_follow(anna.id), "not allowed"),
        (lambda: anna.api.status(7), "Record not found"),
    ):
        with pytest.raises(MastodonAPIError, match=text):
            call()
