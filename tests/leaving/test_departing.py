"""Deleting an account: gone at once, back within two weeks, forgotten after; nothing remains, and counts are right."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import housekeeping, leaving, moments, people
from teahouse.housekeeping import COMMAND_LINE, Act
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Conflict, NotFound
from teahouse.moments import ChainDraft, EntryDraft, Public
from teahouse.people import State
from teahouse.schema import METADATA
from tests.cast import Cast
from tests.leaving.test_archive import picture
from tests.rows import all_of

OPEN = Public(listed=True)
DAY = 86_400_000
TABLES = {name: table for part in METADATA for name, table in part.tables.items()}
WAYS_IN = {"session", "access_token", "oauth_code", "reset_link", "ticket"}


def everything(cast: Cast) -> dict[str, list[tuple[Any, ...]]]:
    tables = [table for part in METADATA for table in part.sorted_tables if len(table.c) > 1]
    return {
        table.name: sorted(all_of(cast.database, table), key=repr)
        for table in tables
        if table.name not in WAYS_IN | {"job", "audit"}
    }


def a_life(cast: Cast) -> dict[str, Any]:
    """Mei among friends: she posts, answers, likes, shares, orders, keeps lists; others answer her."""
    cast.befriend((cast.anna, cast.mei), (cast.ben, cast.mei), (cast.anna, cast.ben))
    cast.do(people.follow, cast.mei, cast.bakery)
    circle = cast.do(people.create_circle, cast.mei, "Family")
    cast.do(people.add_members, cast.mei, circle.id, [cast.anna.id])
    theirs = cast.do(people.create_circle, cast.anna, "Class")
    cast.do(people.add_members, cast.anna, theirs.id, [cast.mei.id])
    post = cast.post(cast.anna, "Tea?", OPEN, chain=ChainDraft("Bread", "loaves"))
    cast.do(moments.like, cast.mei, post.id)
    said = cast.comment(cast.mei, post, "Mei's comment")
    answer = cast.comment(cast.ben, said, "to Mei")
    cast.do(moments.share, cast.mei, post.id)
    cast.do(moments.put_down, cast.mei, post.id, EntryDraft(2, "Mei at no 7", "ring twice"))
    shown = cast.do(picture, cast.mei, 3)
    own = cast.post(cast.mei, "Mei's words", OPEN, media=(shown.id,))
    cast.comment(cast.anna, own, "nice")
    cast.do(moments.share, cast.anna, own.id)
    cast.do(picture, cast.mei, 4)
    return {"post": post, "said": said, "answer": answer, "own": own}


def test_gone_at_once_and_back_by_signing_in(cast: Cast) -> None:
    life = a_life(cast)
    session = cast.do(people.open_session, cast.mei.id)
    before = everything(cast)
    due = cast.do(leaving.leave, cast.mei)
    assert due == cast.clock.now() + 14 * DAY
    assert cast.ask(people.fetch_account, cast.mei.id) is None
    assert cast.ask(people.fetch_session, session) is None
    assert not cast.sees(cast.anna, life["own"])
    assert not cast.sees(cast.anna, life["said"])
    assert cast.ask(people.fetch_login, "mei") is None
    cast.clock.step(13 * DAY)
    cast.settle()
    assert cast.do(leaving.stay, cast.mei.id)
    assert everything(cast) == before
    assert not cast.do(leaving.stay, cast.mei.id)
    cast.clock.step(2 * DAY)
    cast.settle()
    assert everything(cast) == before
    assert cast.sees(cast.anna, life["own"])


def test_after_that_nothing_of_it_remains(cast: Cast) -> None:
    life = a_life(cast)
    cast.do(leaving.leave, cast.mei)
    cast.clock.step(14 * DAY)
    cast.settle()
    assert not cast.do(leaving.stay, cast.mei.id)
    found = cast.ask(people.find_any_account, "mei")
    assert found is not None
    assert (found.state, found.display_name, found.note, found.pictures) == (State.GONE, "", "", "")
    kept = repr(everything(cast)) + repr([row[2] for row in all_of(cast.database, TABLES["ticket"])])
    for words in ("Mei 梅", "Mei's words", "Mei's comment", "Mei at no 7", "ring twice", "Family"):
        assert words not in kept, words
    with pytest.raises(Exception, match="taken"):
        cast.do(people.create_account, username="mei")
    # Whatever speaks of the account still says that somebody was there, and no more.
    speaking = {
        table.name
        for part in METADATA
        for table in part.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "account.id"
        and any(row[list(table.c).index(key.parent)] == cast.mei.id for row in all_of(cast.database, table))
    }
    assert speaking <= {"moment", "chain_entry", "mention", "notice"}
    for viewer in (cast.anna, cast.ben, None):
        assert not cast.sees(viewer, life["own"])
        assert not cast.sees(viewer, life["said"])


def test_counts_are_right_while_leaving_and_after(cast: Cast) -> None:
    life = a_life(cast)

    def counts(tx: ReadTx) -> tuple[object, ...]:
        card = moments.fetch_card(tx, cast.ben.id, life["post"].id)
        accounts = people.fetch_accounts(tx, [cast.anna.id, cast.bakery.id])
        numbers = people.fetch_numbers(tx, cast.anna.id, list(accounts.values()))
        chain = moments.fetch_chains(tx, cast.anna.id, [life["post"].id])[life["post"].id]
        lines = [entry.name for entry in moments.fetch_entries(tx, cast.anna.id, life["post"].id)]
        return (
            (card.likes, card.comments, card.shares),
            numbers[cast.anna.id].followers,
            accounts[cast.bakery.id].followers_count,
            accounts[cast.anna.id].public_count,
            (chain.total, lines),
            people.count_house(tx).members,
        )

    assert cast.ask(counts) == ((1, 2, 1), 2, 1, 1, (2, ["Mei at no 7"]), 7)
    cast.do(leaving.leave, cast.mei)
    during = cast.ask(counts)
    assert during == ((0, 1, 0), 1, 0, 1, (2, ["Mei at no 7"]), 6)
    cast.clock.step(14 * DAY)
    cast.settle()
    # An order stays ordered, without a name.
    assert cast.ask(counts) == ((0, 1, 0), 1, 0, 1, (2, ["–"]), 6)
    assert cast.ask(_common, cast.anna.id, cast.ben) == 0


def _common(tx: ReadTx, viewer: int, of: people.Account) -> int:
    return people.fetch_numbers(tx, viewer, [of])[of.id].following


@pytest.mark.parametrize("kind", ["sqlite"])
def test_pictures_go_with_the_account(cast: Cast) -> None:
    a_life(cast)
    pictures = TABLES["picture"]
    assert len(all_of(cast.database, pictures)) == 2
    cast.do(leaving.leave, cast.mei)
    cast.clock.step(14 * DAY)
    cast.settle()
    assert all_of(cast.database, pictures) == []


@pytest.mark.parametrize("kind", ["sqlite"])
def test_many_moments_go_a_little_at_a_time(cast: Cast) -> None:
    for number in range(120):
        cast.post(cast.mei, f"words {number}", OPEN)
    cast.do(leaving.leave, cast.mei)
    cast.clock.step(14 * DAY)
    from teahouse.kit.db.worker import run_due

    rounds = 0
    while run_due(cast.database):
        rounds += 1
        # Whoever signs in now comes too late.
        assert not cast.ask(leaving.may_stay, cast.mei.id)
    assert rounds >= 3
    assert "words" not in repr(all_of(cast.database, TABLES["moment"]))


def test_groups_and_pages_are_handed_over_first(cast: Cast) -> None:
    room = cast.do(people.groups.create_group, cast.lin, people.groups.Changes("Choir"))
    with pytest.raises(leaving.StillOwns) as refusal:
        cast.do(leaving.leave, cast.lin)
    assert [group.id for group in refusal.value.groups] == [room.id]
    assert [page.username for page in refusal.value.pages] == ["bakery"]
    assert cast.ask(people.fetch_account, cast.lin.id) is not None
    cast.do(moments.close_group, cast.lin.id, room.id, confirmed=True)
    cast.do(people.put_staff, cast.bakery.id, cast.anna.id, people.StaffRole.OWNER)
    cast.do(leaving.leave, cast.lin)
    with pytest.raises(leaving.StillOwns):
        cast.do(leaving.leave, cast.anna)
    cast.clock.step(14 * DAY)
    cast.settle()
    assert cast.ask(people.fetch_staff, cast.bakery.id) == [cast.anna.id]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_group_is_not_handed_to_who_is_not_there(cast: Cast) -> None:
    room = cast.do(people.groups.create_group, cast.anna, people.groups.Changes("Choir"))
    _, code = cast.do(people.groups.make_link, cast.anna.id, room.id, max_uses=0)
    cast.do(people.groups.join_by_link, cast.ben, code)
    cast.do(leaving.leave, cast.ben)
    with pytest.raises(NotFound):
        cast.do(people.groups.hand_over, cast.anna.id, room.id, cast.ben.id)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_the_host_deletes_comes_back_by_the_host_alone(cast: Cast) -> None:
    cast.do(leaving.leave, cast.mei, by=COMMAND_LINE)
    assert not cast.do(leaving.stay, cast.mei.id)
    with pytest.raises(Conflict):
        cast.do(leaving.leave, cast.ask(people.find_any_account, "mei"), by=COMMAND_LINE)
    cast.do(leaving.keep, COMMAND_LINE, cast.mei)
    assert cast.ask(people.fetch_account, cast.mei.id) is not None
    back, gone = cast.ask(housekeeping.page_log)
    assert (gone.act, gone.subject, back.act) == (Act.DELETED, "mei", Act.RESTORED)
    with pytest.raises(Conflict):
        cast.do(leaving.keep, COMMAND_LINE, cast.mei)
    with pytest.raises(Conflict):
        cast.do(leaving.leave, cast.bakery, by=COMMAND_LINE)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_suspended_account_can_be_deleted_by_the_host(cast: Cast) -> None:
    life = a_life(cast)
    cast.do(housekeeping.suspend, COMMAND_LINE, cast.mei, "cream")
    account = cast.ask(people.find_any_account, "mei")
    with pytest.raises(Conflict):
        cast.do(leaving.leave, account)
    cast.do(leaving.leave, account, by=COMMAND_LINE, days=0)
    cast.settle()
    card = cast.ask(moments.fetch_card, cast.ben.id, life["post"].id)
    assert (card.likes, card.comments, card.shares) == (0, 1, 0)
    assert all_of(cast.database, TABLES["suspension"]) == []
