"""The generated house is the one that the verbs would have made: every row, and above all the derived ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from teahouse import moments, people
from teahouse.app import handed_for
from teahouse.doors.cli.bench.house import settings_for, stand_up
from teahouse.doors.cli.bench.rows import COLUMNS, fill, username
from teahouse.doors.cli.bench.talk import Said, Talk, texts
from teahouse.doors.cli.bench.town import DAY, Size, Town, found_town
from teahouse.kit.db import Database, WriteTx, bulk, open_database
from teahouse.migrations.whole import whole
from teahouse.moments import Draft, Kind, Mark
from teahouse.wiring import listeners
from tests.steppable import SteppableClock

SIZE = Size(accounts=60, friendships=300, moments=400, readers=4, reader_friends=12, seed=3)
AUDIENCES: dict[int, Any] = {
    Kind.PUBLIC: moments.Public(listed=True),
    Kind.QUIET: moments.Public(listed=False),
    Kind.HOUSE: moments.House(),
    Kind.FRIENDS: moments.Friends(),
}
# What a row calls itself by; ids that the verbs draw by chance are left out of the comparison.
SKIPPED = {"circle": {"id", "created_at"}, "liking": {"id"}}
_TABLES = whole().tables
# The group is made by the verbs in the generated house as well.
_OF_GROUP = sa.select(_TABLES["audience_group"].c.moment_id)
_IN_GROUP = sa.select(_TABLES["moment"].c.id).where(_TABLES["moment"].c.root_id.in_(_OF_GROUP))
BESIDE_THE_GROUP: dict[str, tuple[Any, ...]] = {
    "account": (_TABLES["account"].c.kind != people.Kind.GROUP,),
    "moment": (_TABLES["moment"].c.root_id.not_in(_OF_GROUP),),
    "liking": (_TABLES["liking"].c.moment_id.not_in(_OF_GROUP),),
    "said": (_TABLES["said"].c.moment_id.not_in(_IN_GROUP),),
}
COMPARED = (
    *("account", "login", "circle", "circle_member", "tie", "sight"),
    *("moment", "audience_circle", "moment_tag", "liking", "said"),
)


class ByHand:
    """The same town and the same talk, made by the verbs."""

    def __init__(self, town: Town, address: str) -> None:
        self.town = town
        self.clock = SteppableClock(town.ends)
        settings = settings_for(address)
        self.db: Database = open_database(
            address, clock=self.clock, listeners=listeners(), handed=handed_for(settings), threads=2
        )
        self.accounts: list[people.Account] = []
        self.names: dict[int, Any] = {}
        self.made: dict[int, int] = {}

    def do(self, act: Any, *args: Any, **more: Any) -> Any:
        return act(self.tx, *args, **more)

    def live(self, tx: WriteTx) -> None:
        """All of it in one transaction: three thousand would wait for the disk each."""
        self.tx = tx
        town = self.town
        for person in range(town.size.accounts):
            account = self.do(
                people.create_account,
                username=username(person),
                display_name=f"Person {person}",
                window_days=town.windows[person],
                created_at=town.created(person),
            )
            self.accounts.append(account)
        for a in range(town.size.accounts):
            for b in town.friends[a]:
                if a < b:
                    self.do(people.follow, self.accounts[a], self.accounts[b], at=town.since(a, b))
                    self.do(people.accept, self.accounts[b], self.accounts[a], at=town.since(a, b))
        self.turn_down()
        self.circles = []
        for person, members in enumerate(town.circles):
            circle = self.do(people.create_circle, self.accounts[person], "Close")
            self.do(people.add_members, self.accounts[person], circle.id, [self.accounts[m].id for m in members])
            self.circles.append(circle.id)
        for said in Talk(town).said():
            self.say(said)

    def turn_down(self) -> None:
        for (a, b), quiet in self.town.quiet.items():
            me, other = self.accounts[a], self.accounts[b]
            if quiet.muted:
                self.do(people.mute, me, other)
            changes = people.Quiet(
                hiding=quiet.hiding,
                selling_off=quiet.selling_off,
                asking_off=quiet.asking_off,
                shares_off=quiet.shares_off,
                fold=quiet.fold,
            )
            self.do(people.turn_down, me, other, changes)
        for a, b in self.town.blocks:
            self.do(people.block, self.accounts[a], self.accounts[b])

    def say(self, said: Said) -> None:
        author, at = self.accounts[said.author], said.id >> 16
        if said.share_of:
            made = self.do(moments.share, author, self.made[said.share_of], at=at)
        else:
            circles = (self.circles[said.author],)
            chosen = {Kind.ONLY: moments.Only(circles, ()), Kind.EXCEPT: moments.Except(circles, ())}
            audience = AUDIENCES.get(said.kind) or chosen[Kind(said.kind)]
            parent = self.made[said.parent] if said.parent else None
            draft = Draft(texts()[said.text], audience, parent_id=parent, marks=Mark(said.marks), at=at)
            made = self.do(moments.post_moment, author, draft)
        self.made[said.id] = made.id
        for liker in said.likers:
            self.do(moments.like, self.accounts[liker], made.id, at=at)


def rows(address: str, names: dict[int, Any]) -> dict[str, list[tuple[str, ...]]]:
    """Every compared table with its ids replaced by what they stand for."""
    engine = sa.create_engine(address.replace("sqlite:", "sqlite:///"))
    found = {}
    with engine.connect() as connection:
        for name in COMPARED:
            table = _TABLES[name]
            columns = [column for column in table.columns if column.name not in SKIPPED.get(name, set())]
            said = connection.execute(sa.select(*columns).where(*BESIDE_THE_GROUP.get(name, ()))).all()
            found[name] = sorted(
                tuple(f"{column.name}={names.get(value, value)}" for column, value in zip(columns, row, strict=True))
                for row in said
            )
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    folder = tmp_path_factory.mktemp("bench")
    house = stand_up(SIZE, folder, None, fresh=True, progress=lambda text: None)
    town = found_town(SIZE, house.ends)
    file = folder / "by-hand.sqlite"
    file.write_bytes(empty_file.read_bytes())
    by_hand = ByHand(town, f"sqlite:{file}")
    by_hand.db.write_now(by_hand.live)
    by_hand.db.close()
    generated_names = {account: f"person {n}" for n, account in enumerate(town.ids)}
    generated_names |= {circle: f"circle of {n}" for n, circle in enumerate(town.circle_ids)}
    generated_names |= {said.id: f"said {said.id}" for said in Talk(town).said()}
    names = {account.id: f"person {n}" for n, account in enumerate(by_hand.accounts)}
    names |= {circle: f"circle of {n}" for n, circle in enumerate(by_hand.circles)}
    names |= {made: f"said {said}" for said, made in by_hand.made.items()}
    return rows(house.url, generated_names), rows(f"sqlite:{file}", names)


@pytest.mark.parametrize("table", COMPARED)
def test_generated_rows_are_those_that_the_verbs_write(both: Any, table: str) -> None:
    generated, by_hand = both
    assert generated[table] == by_hand[table]
    assert len(generated[table]) > 20


def test_the_same_seed_is_the_same_house() -> None:
    one, other = found_town(SIZE, 400 * DAY * 10), found_town(SIZE, 400 * DAY * 10)
    assert one == other
    assert [said.id for said in Talk(one).said()] == [said.id for said in Talk(other).said()]


def test_every_reader_has_exactly_as_many_friends_as_asked() -> None:
    town = found_town(SIZE, 400 * DAY * 10)
    assert {len(town.friends[reader]) for reader in town.readers} == {SIZE.reader_friends}
    assert sum(len(friends) for friends in town.friends) == 2 * SIZE.friendships


@pytest.mark.parametrize("kind", ["postgresql"])
def test_nobody_is_named_before_they_are_there(address: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large house is sent in many parts, and PostgreSQL looks after each of them."""
    monkeypatch.setattr(bulk, "BATCH", 40)
    town = found_town(SIZE, 400 * DAY * 10)
    with bulk.loading(address, COLUMNS) as loader:
        assert fill(loader, town, "https://tea.example", lambda text: None) > SIZE.moments
