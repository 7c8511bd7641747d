"""What is written straight as JSON is what the entities declare, to the byte, for every kind of account and status."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present import present_account_list, present_statuses, status_entity
from teahouse.doors.mastodon.wire import Stills, day, iso
from tests.cast import Cast

HOSTILE = 'A "quote" \\ </p><script> \u2028 梅 🍵 &amp; \t end'


@pytest.fixture
def told(cast: Cast) -> list[moments.Moment]:
    """One of every kind, most of them Anna's; her friends are Ben and Mei."""
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    circle = cast.do(people.create_circle, cast.anna, "Close")
    cast.do(people.add_members, cast.anna, circle.id, [cast.ben.id])
    public = cast.post(cast.anna, f"{HOSTILE} #weekend @ben", moments.Public(listed=True), spoiler=HOSTILE)
    every = [
        public,
        cast.post(cast.anna, "quiet", moments.Public(listed=False), language="zh-CN", app_name=HOSTILE),
        cast.post(cast.anna, "app", app_name="App", app_website="https://app.example/?a=1&b=2", sensitive=True),
        cast.post(cast.anna, "house", moments.House(), marks=moments.Mark.SELLING | moments.Mark.PASSED_ON),
        cast.post(cast.anna, "friends", marks=moments.Mark.ASKING, comment_policy=moments.CommentPolicy.NOBODY),
        cast.post(cast.anna, "only", moments.Only((circle.id,), (cast.mei.id,))),
        cast.post(cast.anna, "except", moments.Except((circle.id,), ())),
        cast.post(cast.anna, "@ben a letter", moments.Mentioned()),
        cast.post(cast.anna, "me", moments.OnlyMe(), comment_policy=moments.CommentPolicy.FRIENDS),
        cast.post(cast.bakery, "bread", moments.Followers(())),
        cast.do(moments.share, cast.ben, public.id),
    ]
    comment = cast.comment(cast.ben, public, "@anna first")
    removed = cast.comment(cast.mei, public, "second")
    cast.do(moments.remove_comment, cast.anna, removed.id)
    cast.do(moments.edit_moment, cast.anna, every[1].id, moments.Changes(text="edited"))
    cast.do(moments.like, cast.mei, public.id)
    cast.do(moments.keep, cast.ben, public.id, on=True)
    cast.do(moments.pin, cast.anna, public.id, on=True)
    return [*every, comment, removed]


def shown(cast_: Cast, viewer: int, told: list[moments.Moment]) -> list[e.Status]:
    seen = cast_.ask(moments.seen_of, viewer, [moment.id for moment in told])
    return cast_.ask(present_statuses, viewer, [moment.id for moment in told if moment.id in seen])


def test_a_status_is_written_as_its_entity_would_be(cast: Cast, told: list[moments.Moment]) -> None:
    count = 0
    for viewer in (0, cast.anna.id, cast.ben.id, cast.mei.id, cast.bakery.id):
        for status in shown(cast, viewer, told):
            assert msgspec.json.encode(status_entity(status)) == msgspec.json.encode(status)
            count += 1
    assert count > 30


def test_what_is_written_is_what_was_said(cast: Cast, told: list[moments.Moment]) -> None:
    statuses = {int(s.id): s for s in map(status_entity, shown(cast, cast.ben.id, told))}
    by_text = {moment.text: statuses[moment.id] for moment in told if moment.id in statuses}
    first = statuses[told[0].id]
    assert (first.content, first.spoiler_text) == (told[0].html, told[0].spoiler)
    assert (first.favourites_count, first.replies_count, first.reblogs_count) == (1, 1, 1)
    assert (first.favourited, first.reblogged, first.bookmarked, first.muted) == (False, True, True, False)
    assert [mention.acct for mention in first.mentions] == ["ben"]
    assert [tag.name for tag in first.tags] == ["weekend"]
    assert by_text["app"].application == e.StatusApplication("App", "https://app.example/?a=1&b=2")
    assert (by_text["house"].selling, by_text["house"].asking, by_text["house"].passed_on) == (True, False, True)
    assert by_text["friends"].comment_policy == "nobody"
    assert by_text["only"].visibility_ex == "limited"
    assert by_text["@ben a letter"].visibility == "direct"
    share = statuses[told[10].id]
    assert share.reblog is not None
    assert share.reblog.id == str(told[0].id)
    comment = by_text["@anna first"]
    assert (comment.in_reply_to_id, comment.in_reply_to_account_id) == (str(told[0].id), str(cast.anna.id))
    own = {int(s.id): s for s in map(status_entity, shown(cast, cast.anna.id, told))}
    assert own[told[5].id].account_ids == [str(cast.mei.id)]
    assert own[told[5].id].limited_scope == "circle"
    assert own[told[0].id].pinned is True
    assert own[told[1].id].edited_at is not None
    (theirs,) = [s for s in map(status_entity, shown(cast, cast.mei.id, told)) if s.id == str(told[-1].id)]
    assert theirs.comment_removed is True


def test_an_account_is_written_as_its_entity_would_be(cast: Cast, told: list[moments.Moment]) -> None:
    changes = people.ProfileChanges(
        display_name='Anna "A"', note=HOSTILE, fields=[("Tea", HOSTILE), ("Home", "https://a.example")], bot=True
    )
    cast.do(people.update_profile, cast.anna, changes)
    every = [cast.anna.id, cast.ben.id, cast.bakery.id, cast.zoe.id]
    for viewer in (0, cast.anna.id, cast.ben.id):
        written = [msgspec.json.encode(account) for account in cast.ask(present_account_list, viewer, every)]
        assert len(written) == len(every)
        for account in written:
            assert msgspec.json.encode(msgspec.json.decode(account, type=e.Account)) == account
    (anna,) = cast.ask(present_account_list, cast.ben.id, [cast.anna.id])
    entity = msgspec.json.decode(cast_raw(anna), type=e.Account)
    assert (entity.display_name, entity.bot, entity.locked) == ('Anna "A"', True, True)
    assert [field.name for field in entity.fields] == ["Tea", "Home"]
    assert entity.statuses_count == 2
    assert entity.last_status_at == day(told[1].id >> 16)


def test_what_was_written_before_is_written_alike(
    cast: Cast, told: list[moments.Moment], monkeypatch: pytest.MonkeyPatch
) -> None:
    viewers = (0, cast.anna.id, cast.ben.id, cast.mei.id, cast.bakery.id)
    before = [[msgspec.json.encode(status) for status in shown(cast, viewer, told)] for viewer in viewers]
    assert before == [[msgspec.json.encode(status) for status in shown(cast, viewer, told)] for viewer in viewers]
    cast.do(people.update_profile, cast.anna, people.ProfileChanges(display_name="Anna B"))
    cast.do(moments.edit_moment, cast.anna, told[0].id, moments.Changes(text="other words"))
    first = status_entity(shown(cast, cast.ben.id, told)[0])
    assert (first.content, first.account.display_name) == ("<p>other words</p>", "Anna B")
    monkeypatch.setattr(Stills, "MOST", 2)
    for viewer in viewers:
        assert all(msgspec.json.encode(status_entity(s)) == msgspec.json.encode(s) for s in shown(cast, viewer, told))


def cast_raw(account: e.Account) -> bytes:
    return bytes(cast(msgspec.Raw, account))


@given(st.integers(0, 4_000_000_000_000))
def test_a_time_is_as_the_calendar_has_it(ms: int) -> None:
    then = datetime.fromtimestamp(ms // 1000, UTC)
    assert iso(ms) == then.strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}Z"
    assert day(ms) == then.strftime("%Y-%m-%d")
