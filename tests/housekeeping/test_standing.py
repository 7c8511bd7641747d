"""One friend is suspended: gone for everyone, every way in shut; restored, all is back."""

from __future__ import annotations

import pytest

from teahouse import housekeeping, moments, notices, people
from teahouse.housekeeping import COMMAND_LINE, Act
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Invalid, NotFound
from teahouse.moments import Public, Stretch
from tests.cast import Cast

OPEN = Public(listed=True)


def suspend(cast: Cast, who: people.Account, reason: str = "") -> list[people.Account]:
    return cast.do(housekeeping.suspend, COMMAND_LINE, who, reason)


def restore(cast: Cast, who: people.Account) -> None:
    cast.do(housekeeping.restore, COMMAND_LINE, who)


def test_every_way_in_ends(cast: Cast) -> None:
    session = cast.do(people.open_session, cast.lin.id)
    own = cast.do(people.issue_token, None, cast.lin.id, cast.lin.id).token
    for_page = cast.do(people.issue_token, None, cast.bakery.id, cast.lin.id).token
    link = cast.do(people.make_reset_link, cast.lin.id)
    code = cast.do(_code, cast.lin.id, cast.bakery.id)
    assert cast.ask(people.fetch_caller, for_page)
    suspend(cast, cast.lin)
    restore(cast, cast.lin)
    assert cast.ask(people.fetch_session, session) is None
    assert cast.ask(people.fetch_caller, own) is None
    assert cast.ask(people.fetch_caller, for_page) is None
    assert not cast.ask(people.may_reset, link)
    with pytest.raises(people.OAuthError):
        cast.do(_trade, code)
    assert cast.ask(people.fetch_login, "lin") is not None


def test_what_a_page_is_used_by_ends_with_the_page(cast: Cast) -> None:
    for_page = cast.do(people.issue_token, None, cast.bakery.id, cast.lin.id).token
    own = cast.do(people.issue_token, None, cast.lin.id, cast.lin.id).token
    assert suspend(cast, cast.bakery) == []
    restore(cast, cast.bakery)
    assert cast.ask(people.fetch_caller, for_page) is None
    assert cast.ask(people.fetch_caller, own) is not None


def _code(tx: WriteTx, member: int, actor: int) -> tuple[people.App, str]:
    app, _ = people.register_app(tx, "app", ["https://app.example/back"])
    uri = "https://app.example/back"
    return app, people.make_code(tx, app, actor_id=actor, member_id=member, redirect_uri=uri, scopes=None)


def _trade(tx: WriteTx, made: tuple[people.App, str]) -> None:
    people.trade_code(tx, *made, "https://app.example/back", None)


def test_a_page_whose_only_staff_is_suspended_stays_and_is_named(cast: Cast) -> None:
    post = cast.post(cast.bakery, "Bread", OPEN)
    assert [page.username for page in suspend(cast, cast.lin)] == ["bakery"]
    assert cast.sees(cast.anna, post)
    restore(cast, cast.lin)
    cast.do(people.put_staff, cast.bakery.id, cast.anna.id)
    assert suspend(cast, cast.lin) == []


def test_nobody_finds_them_and_nothing_counts_them(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    cast.do(people.follow, cast.mei, cast.bakery)
    post = cast.post(cast.anna, "Tea?", OPEN)
    cast.do(moments.like, cast.mei, post.id)
    cast.comment(cast.mei, cast.comment(cast.ben, post, "Yes"), "@ben me too")
    cast.do(moments.share, cast.mei, post.id)
    invite = cast.do(people.make_invite, cast.mei.id)

    def seen(tx: ReadTx) -> tuple[object, ...]:
        card = moments.fetch_card(tx, cast.ben.id, post.id)
        accounts = people.fetch_accounts(tx, [cast.anna.id, cast.ben.id, cast.mei.id, cast.bakery.id])
        numbers = people.fetch_numbers(tx, cast.anna.id, list(accounts.values()))
        told = notices.page_notices(tx, cast.anna.id, Stretch())
        return (
            (card.likes, card.comments, card.shares),
            len(accounts),
            numbers[cast.anna.id].followers,
            numbers[cast.anna.id].following,
            numbers[cast.ben.id].following,
            accounts[cast.bakery.id].followers_count,
            people.find_account(tx, "mei", local_host="tea.example") is not None,
            people.fetch_usable_invite(tx, invite.code) is not None,
            people.count_house(tx).members,
            sum(notice.actor_id == cast.mei.id for notice in told),
        )

    before = cast.ask(seen)
    assert before == ((1, 2, 1), 4, 2, 2, 1, 1, True, True, 7, 4)
    suspend(cast, cast.mei)
    assert cast.ask(seen) == ((0, 1, 0), 3, 1, 1, 0, 0, False, False, 6, 0)
    for tried in (people.follow, people.block, people.mute):
        with pytest.raises(NotFound):
            cast.do(tried, cast.zoe, cast.ask(people.fetch_account, cast.mei.id))
    named = cast.post(cast.zoe, "@mei hello", OPEN)
    assert named.mentions == "[]"
    assert "<a" not in named.html
    restore(cast, cast.mei)
    assert cast.ask(seen) == before


def test_a_comment_keeps_to_whom_it_is_addressed(cast: Cast) -> None:
    """What begins with the name of somebody who is not there is shown to nobody who would not hear words to them."""
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei), (cast.anna, cast.xiaoming))
    cast.befriend((cast.ben, cast.xiaoming))
    post = cast.post(cast.anna, "Who comes?")
    suspend(cast, cast.mei)
    said = cast.comment(cast.ben, post, "@mei shall we?")
    assert "<a" not in said.html
    assert cast.sees(cast.anna, said)
    assert not cast.sees(cast.xiaoming, said)
    restore(cast, cast.mei)
    assert cast.sees(cast.mei, said)
    assert not cast.sees(cast.xiaoming, said)


def test_a_friend_is_made_while_one_in_common_is_away(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei), (cast.ben, cast.mei))
    suspend(cast, cast.mei)
    cast.befriend((cast.anna, cast.ben))

    def common(tx: ReadTx, viewer: people.Account, of: people.Account) -> int:
        return people.fetch_numbers(tx, viewer.id, [of])[of.id].following

    assert cast.ask(common, cast.anna, cast.ben) == 0
    restore(cast, cast.mei)
    assert [cast.ask(common, cast.anna, who) for who in (cast.ben, cast.mei)] == [1, 1]


def test_the_log_says_who_did_what_to_whom_and_why(cast: Cast) -> None:
    suspend(cast, cast.mei, "Sold the same cream forty times")
    restore(cast, cast.mei)
    back, out = cast.ask(housekeeping.page_log)
    assert (out.who, out.act, out.subject, out.subject_id) == ("command line", Act.SUSPENDED, "mei", cast.mei.id)
    assert out.reason == "Sold the same cream forty times"
    assert (back.act, back.subject) == (Act.RESTORED, "mei")
    assert cast.ask(housekeeping.page_log, before=back.id) == [out]


def test_what_cannot_be_changes_nothing(cast: Cast) -> None:
    with pytest.raises(Invalid, match="too long"):
        suspend(cast, cast.mei, "!" * 1_001)
    with pytest.raises(Conflict, match="mei is not suspended"):
        restore(cast, cast.mei)
    suspend(cast, cast.mei)
    with pytest.raises(Conflict, match="mei is not active"):
        suspend(cast, cast.mei)
    assert len(cast.ask(housekeeping.page_log)) == 1
