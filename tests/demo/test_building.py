"""The neighbourhood stands in the database as it was planned, at the planned times, and can be lived in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

import pytest

from teahouse import messages, moments, people
from teahouse.app import open_house
from teahouse.doors.cli import neighbourhood as drawn
from teahouse.doors.cli.demo import FRESH, NOTICES_DAYS, SignIn, Then, build_neighbourhood
from teahouse.kit.db import Database, ReadTx
from teahouse.kit.db import jobs as job_table
from teahouse.kit.ids import time_of
from teahouse.kit.pictures import Pictures
from teahouse.moments import Stretch
from teahouse.notices import NoticeKind, page_notices
from teahouse.settings import Settings

NOW = 1_790_000_000_000
SEED = 7
A_BURST = 5
"""Ids of one millisecond may run over into the next ones."""
T = TypeVar("T")


class Town:
    """What was planned and what was built."""

    def __init__(self, plan: drawn.Neighbourhood, database: Database, signed: list[SignIn], said: list[str]) -> None:
        self.plan = plan
        self.database = database
        self.signed = signed
        self.said = said
        self.people = {person.key: person for person in plan.people}
        self.accounts = {
            person.key: self.ask(people.find_account, person.username, local_host="127.0.0.1:8000")
            for person in plan.people
        }

    def ask(self, read: Callable[..., T], *args: object, **kwargs: object) -> T:
        return self.database.read_now(lambda tx: read(tx, *args, **kwargs))

    def account(self, key: int) -> people.Account:
        found = self.accounts[key]
        assert found is not None
        return found

    def key(self, username: str) -> int:
        return next(key for key, person in self.people.items() if person.username == username)

    def named(self, username: str) -> people.Account:
        return self.account(self.key(username))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    said: list[str] = []
    settings = Settings(database=f"sqlite:{file}", sign_up="open")
    signed = build_neighbourhood(
        settings.database, settings, seed=SEED, now=NOW, progress=said.append, passwords="fixed"
    )
    assert sorted(path.name for path in file.parent.iterdir()) == ["demo-media", "demo.sqlite"]
    database = open_house(settings, clock=Then(NOW))
    yield Town(drawn.plan(SEED, NOW), database, signed, said)
    database.close()


def test_everybody_came_when_and_how_it_was_planned(town: Town) -> None:
    for key, person in town.people.items():
        account = town.account(key)
        assert account.created_at == person.joined_ms
        assert 0 <= time_of(account.id) - person.joined_ms <= A_BURST
        assert (account.display_name, account.language, account.time_zone) == (
            person.display_name,
            person.language,
            person.time_zone,
        )
        assert account.kind == (people.Kind.PAGE if person.kind == "page" else people.Kind.MEMBER)
        brought = town.ask(people.who_brought, account.id)
        inviter = None if person.invited_by is None else town.account(person.invited_by).id
        assert (None if brought is None else brought.inviter_id) == inviter
    for person in town.plan.people:
        if person.owner is not None:
            page = town.named(person.username)
            assert town.ask(people.fetch_staff, page.id) == [town.account(person.owner).id]
    figures = town.ask(people.count_house)
    assert figures.members == sum(person.kind == "member" for person in town.plan.people)
    assert figures.active_month > 100


def test_friendships_and_circles_stand(town: Town) -> None:
    for tie in town.plan.friendships[::20]:
        a, b = town.account(tie.a), town.account(tie.b)
        assert town.ask(people.are_friends, a.id, b.id)
        assert town.ask(people.fetch_tie, a.id, b.id).since == tie.since_ms
    for circle in town.plan.circles[::20]:
        owner = town.account(circle.owner)
        kept = next(one for one in town.ask(people.fetch_circles, owner.id) if one.title == circle.title)
        members = town.ask(people.page_members, owner, kept.id, people.Cursor(limit=1000))
        assert {row.account_id for row in members} == {town.account(key).id for key in circle.members}


def letters(town: Town) -> list[tuple[int, str, int]]:
    """Who wrote what when, with the names that the house puts before the words."""
    found = []
    for talked in town.plan.talks:
        for one in talked.letters:
            names = [f"@{town.people[key].username}" for key in talked.between if key != one.who]
            found.append((one.who, " ".join([*names, one.text]), one.at_ms))
    return found


def test_what_was_said_stands_at_its_time(town: Town) -> None:
    for person in town.plan.people[:40]:
        account = town.account(person.key)
        planned = [(moment.text, moment.at_ms) for moment in town.plan.moments if moment.author == person.key]
        said = [each for room in town.plan.rooms for each in room.said]
        planned += [(each.text, each.at_ms) for each in (*said, *town.plan.orders) if each.author == person.key]
        planned += [(text, at) for who, text, at in letters(town) if who == person.key]
        all_of_it = Stretch(limit=1000)
        ids = town.ask(moments.page_account, account.id, account.id, all_of_it, comments=False, shares=False).ids
        kept = [card.moment for card in town.ask(moments.fetch_cards, account.id, ids)]
        assert sorted(moment.text for moment in kept) == sorted(text for text, _ in planned)
        for moment, (_, at) in zip(reversed(kept), sorted(planned, key=itemgetter(1)), strict=True):
            assert 0 <= time_of(moment.id) - at <= A_BURST


def test_nearly_all_that_was_planned_happened(town: Town) -> None:
    """The gate refuses a like or a comment now and then; a neighbourhood does not miss it."""
    planned = len(town.plan.comments) + len(town.plan.likes) + len(town.plan.shares)
    seen = 0
    for person in town.plan.people:
        me = town.account(person.key)
        seen += len(town.ask(moments.page_liked, me.id, Stretch(limit=5000)).ids)
        mine = town.ask(moments.page_account, me.id, me.id, Stretch(limit=5000)).ids
        seen += len(mine) - sum(moment.author == person.key for moment in town.plan.moments)
    assert seen > 0.9 * planned


@pytest.mark.parametrize("name", ["anna", "xiaoming", "lin"])
def test_it_can_be_lived_in(town: Town, name: str) -> None:
    signed = next(each for each in town.signed if each.username == name)
    login = town.ask(people.fetch_login, name)
    assert login is not None
    assert people.verify_password(login.password_hash, signed.password)
    me = town.named(name)
    assert len(town.ask(moments.page_home, me, Stretch(limit=40)).ids) == 40
    inbox = town.ask(page_notices, me.id, Stretch(limit=500))
    times = [time_of(notice.id) for notice in inbox]
    assert times == sorted(times, reverse=True)
    assert 20 <= len(inbox) <= 400
    assert NOW - NOTICES_DAYS * people.DAY <= times[-1] < times[0] <= NOW
    asking = [notice for notice in inbox if notice.kind == NoticeKind.FRIEND_REQUEST]
    assert len(asking) == town.ask(people.count_requests, me.id) == 2
    (marker,) = town.ask(people.fetch_markers, me.id, ["notifications"]).values()
    assert 0 < sum(notice.id > marker.last_read_id for notice in inbox) < len(inbox)
    assert time_of(marker.last_read_id) <= NOW - FRESH


def test_nobody_else_can_sign_in_and_nothing_waits(town: Town) -> None:
    others = [
        person for person in town.plan.people if person.kind == "member" and person.username not in town.plan.sign_in
    ]
    for person in others[:30]:
        login = town.ask(people.fetch_login, person.username)
        assert login is not None
        assert login.password_hash == ""

    def waiting(tx: ReadTx) -> int:
        return int(tx.value(job_table.WAITING))

    assert town.ask(waiting) == 0
    assert town.said[0].startswith("Thinking up")
    assert any("100 %" in line for line in town.said)


def test_quiet_controls_and_remarks_are_set(town: Town) -> None:
    for quiet in town.plan.quiets:
        tie = town.ask(people.fetch_tie, town.account(quiet.who).id, town.account(quiet.whom).id)
        held = {
            "mute": tie.muted_until > 0,
            "hide": tie.hiding,
            "block": tie.blocking,
            "selling_off": tie.selling_off,
            "asking_off": tie.asking_off,
            "shares_off": tie.shares_off,
            "fold": tie.fold == quiet.n,
        }
        assert held[quiet.kind], quiet
    for remark in town.plan.remarks:
        tie = town.ask(people.fetch_tie, town.account(remark.who).id, town.account(remark.whom).id)
        assert tie.remark == remark.name


class Stop(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.mark.parametrize("after", ["Thinking", "Hanging", "Living"])
def test_an_interrupted_build_leaves_nothing(tmp_path: Path, after: str) -> None:
    def stop(said: str) -> None:
        if said.startswith(after):
            raise Stop

    settings = Settings(database=f"sqlite:{tmp_path / 'demo.sqlite'}")
    with pytest.raises(Stop):
        build_neighbourhood(settings.database, settings, seed=SEED, now=NOW, progress=stop, passwords="random")
    assert list(tmp_path.iterdir()) == []


def test_the_groups_talk_among_themselves(town: Town) -> None:
    assert len(town.plan.rooms) == 3
    for room in town.plan.rooms:
        owner = town.account(room.owner)
        group = town.ask(people.groups.find_group, owner.id, room.username, local_host="127.0.0.1:8000")
        assert group is not None
        inside = {
            member.account_id
            for member in town.ask(people.groups.page_members, owner.id, group.id, people.Cursor(limit=99))
        }
        assert inside == {owner.id, *(town.account(key).id for key, _ in room.members)}
        assert len(inside) > 15
        feed = town.ask(moments.page_group, owner.id, group.id, Stretch(limit=99)).ids
        cards = town.ask(moments.fetch_cards, owner.id, feed)
        assert [card.moment.text for card in cards] == [each.text for each in reversed(room.said)]
        assert [card.comments for card in cards] == [len(each.answers) for each in reversed(room.said)]
        assert sum(card.likes for card in cards) >= len(cards)
        outside = next(town.account(key) for key, person in town.people.items() if town.account(key).id not in inside)
        assert town.ask(moments.seen_of, outside.id, feed) == set()


def test_each_person_to_sign_in_as_has_talks_and_something_unread(town: Town) -> None:
    assert sorted(len(talked.between) for talked in town.plan.talks) == [2, 2, 3]
    unread = 0
    for one in town.signed:
        me = town.named(one.username)
        found = town.ask(messages.page_conversations, me.id, Stretch(limit=9))
        talks = [talked for talked in town.plan.talks if town.key(one.username) in talked.between]
        assert len(found) == len(talks) >= 2
        ids = [town.ask(messages.page_messages, me.id, room.id, Stretch(limit=99)) for room in found]
        assert sorted(map(len, ids)) == sorted(len(talked.letters) for talked in talks)
        unread += town.ask(messages.count_unread, me.id)
    assert unread == 3, "of the last words in two talks, for those who did not say them"


def test_each_person_to_sign_in_as_has_a_group(town: Town) -> None:
    for one in town.signed:
        assert town.ask(people.groups.fetch_groups, town.named(one.username).id), one.username


def test_people_put_themselves_down_for_bread_and_a_picnic(town: Town) -> None:
    bread, picnic = town.plan.orders
    for order, state in ((bread, moments.ChainState.OPEN), (picnic, moments.ChainState.CLOSED)):
        author = town.account(order.author)
        ids = town.ask(moments.page_account, author.id, author.id, Stretch(limit=1000), comments=False).ids
        (chain,) = town.ask(moments.fetch_chains, author.id, ids).values()
        assert (chain.chain.title, chain.state) == (order.title, state)
        assert (chain.entries, chain.total) == (len(order.entries), sum(entry.quantity for entry in order.entries))
        assert chain.entries >= 5


def test_pictures_hang_where_they_were_planned_and_their_files_are_there(town: Town) -> None:
    pictures = town.database.context.handed[Pictures]
    for moment in [one for one in town.plan.moments if one.pictures][::4]:
        author = town.account(moment.author)
        ids = town.ask(moments.page_account, author.id, author.id, Stretch(limit=1000), comments=False).ids
        cards = town.ask(moments.fetch_cards, author.id, ids)
        (kept,) = [
            card.moment
            for card in cards
            if card.moment.text == moment.text and abs(time_of(card.moment.id) - moment.at_ms) <= A_BURST
        ]
        shown = moments.attachments_of(kept.media)
        assert [one.description for one in shown] == [one.alt for one in moment.pictures]
        for one in shown:
            for name in (one.name, one.small):
                assert asyncio.run(pictures.files.open(name)).size > 1000
    for person in town.plan.people[::10] + town.plan.people[-2:]:
        avatar, header = people.pictures_of(town.account(person.key))
        worn = person.likeness
        assert (avatar != "", header != "") == (worn is not None, worn is not None and worn.banner != "")


@pytest.mark.parametrize(("username", "sellers"), [("anna", 2), ("xiaoming", 3), ("lin", 3)])
def test_there_is_something_to_clean(town: Town, username: str, sellers: int) -> None:
    """Few friends do most of the selling. Anna has turned Mei's down already."""
    lately = town.ask(moments.fetch_lately, town.named(username))
    now, steps = moments.tally(lately), moments.propose(lately)
    loud = [step for step in steps if step.sort is moments.Sort.SELLING]
    assert now.moments > 250
    assert now.selling > 50
    assert len(loud) == sellers
    assert sum(step.n for step in loud) >= 0.75 * now.selling
    assert moments.tally(moments.applied(lately, steps)).selling <= 0.25 * now.selling


def test_nobody_is_on_a_list_before_they_came() -> None:
    plan = drawn.plan(2025, 1_796_062_140_000)  # a day on which somebody of the class moved in after the picnic
    joined = {one.key: one.joined_ms for one in plan.people}
    for order in plan.orders:
        assert len(order.entries) > 8
        assert joined[order.author] < order.at_ms
        assert [entry for entry in order.entries if joined[entry.who] > order.at_ms] == []
