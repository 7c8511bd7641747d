"""Finding people: one's own by a part, others as they agreed to be, nobody by what is not theirs to be found by."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from teahouse import people
from teahouse.kit.db import Statement
from teahouse.kit.db.statement import Compiled
from teahouse.kit.text import fold, keys_of
from teahouse.people import store_search
from tests.cast import Cast

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


def listed(cast: Cast, me: people.Account, text: str) -> set[int]:
    return set(cast.ask(people.search.find_listed, me.id, text))


@BOTH
def test_who_agreed_is_found_by_how_a_name_begins(cast: Cast) -> None:
    assert listed(cast, cast.anna, "xiaoming") == set()
    cast.do(people.update_profile, cast.xiaoming, people.ProfileChanges(discoverable=True))
    for typed in ("小", "小明", "明", "xiao", "xm", "ming", "XiaoM"):
        assert listed(cast, cast.anna, typed) == {cast.xiaoming.id}, typed
    assert listed(cast, cast.anna, "iao") == set()
    assert listed(cast, cast.anna, "lin") == {cast.bakery.id}
    cast.do(people.update_profile, cast.xiaoming, people.ProfileChanges(discoverable=False))
    assert listed(cast, cast.anna, "xiaoming") == set()


@BOTH
def test_a_name_that_was_changed_is_found_and_the_old_one_is_not(cast: Cast) -> None:
    cast.do(people.update_profile, cast.zoe, people.ProfileChanges(discoverable=True, display_name="王梅"))
    assert listed(cast, cast.anna, "wm") == {cast.zoe.id}
    cast.do(people.update_profile, cast.zoe, people.ProfileChanges(display_name="李雷"))
    assert listed(cast, cast.anna, "wm") == set()
    assert listed(cast, cast.anna, "lilei") == {cast.zoe.id}
    assert listed(cast, cast.anna, "zoe") == {cast.zoe.id}


@BOTH
def test_nobody_is_found_across_a_block_or_once_suspended(cast: Cast) -> None:
    cast.do(people.update_profile, cast.mei, people.ProfileChanges(discoverable=True))
    cast.do(people.block, cast.mei, cast.anna)
    cast.do(people.block, cast.ben, cast.mei)
    assert listed(cast, cast.anna, "mei") == listed(cast, cast.ben, "mei") == set()
    assert listed(cast, cast.zoe, "mei") == {cast.mei.id}
    assert listed(cast, cast.mei, "mei") == set()
    cast.do(people.suspend_account, cast.mei)
    assert listed(cast, cast.zoe, "mei") == set()


@BOTH
def test_a_remark_finds_for_its_maker_only_and_as_it_is_now(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei), (cast.ben, cast.mei))
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(remark="卖面包的"))
    for typed in ("卖", "面包", "mmb", "maimianbao"):
        assert cast.ask(people.search.find_followed, cast.anna.id, typed) == [cast.mei.id], typed
        assert cast.ask(people.search.find_followed, cast.ben.id, typed) == []
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(remark="Sister"))
    assert cast.ask(people.search.find_followed, cast.anna.id, "卖") == []
    cast.do(people.unfollow, cast.anna, cast.mei)
    assert cast.ask(people.search.find_followed, cast.anna.id, "sister") == []


@BOTH
def test_groups_are_found_by_their_members(cast: Cast) -> None:
    changes = people.groups.Changes("三年二班")
    group = cast.do(people.groups.create_group, cast.anna, changes, username="class3b")
    for typed in ("三年", "sneb", "二班", "class"):
        assert cast.ask(people.search.find_rooms, cast.anna.id, typed) == [group.id]
        assert cast.ask(people.search.find_rooms, cast.ben.id, typed) == []
        assert listed(cast, cast.ben, typed) == set()
    cast.do(people.groups.change_group, cast.anna.id, group.id, people.groups.Changes("旧班"))
    assert cast.ask(people.search.find_rooms, cast.anna.id, "三年") == []
    assert cast.ask(people.search.find_rooms, cast.anna.id, "jiuban") == [group.id]


NAMES = ["王梅", "王明", "Mei Wang", "Ming", "汪梅", "Anna", "Änne Wang", "曾明", "🍵"]
TYPED = ("w", "wm", "王", "mei", "m", "anne", "明", "zeng", "ang", "zo")


class Plain:
    """A small house in plain words: who is called what, who follows and blocks whom."""

    def __init__(self, cast: Cast, chance: random.Random) -> None:
        self.cast, self.chance = cast, chance
        self.folk = [cast.anna, cast.ben, cast.mei, cast.xiaoming, cast.grandma, cast.zoe]
        self.names: dict[int, str] = {}
        self.open: set[int] = set()
        self.follows: set[tuple[int, int]] = set()
        self.blocks: set[tuple[int, int]] = set()
        self.remarks: dict[tuple[int, int], str] = {}
        for one in self.folk:
            self.settle_in(one)
        for one in self.folk:
            for other in chance.sample([each for each in self.folk if each is not one], 3):
                self.meet(one, other)

    def settle_in(self, one: people.Account) -> None:
        self.names[one.id] = self.chance.choice(NAMES)
        if self.chance.random() < 0.5:
            self.open.add(one.id)
        changes = people.ProfileChanges(display_name=self.names[one.id], discoverable=one.id in self.open, locked=False)
        self.cast.do(people.update_profile, one, changes)

    def meet(self, a: people.Account, b: people.Account) -> None:
        deed = self.chance.choice(["follow", "remark", "block"])
        if deed == "remark":
            self.remarks[a.id, b.id] = self.chance.choice(NAMES)
            self.cast.do(people.turn_down, a, b, people.Quiet(remark=self.remarks[a.id, b.id]))
        elif deed == "block" and self.chance.random() < 0.4:
            self.cast.do(people.block, a, b)
            self.blocks |= {(a.id, b.id), (b.id, a.id)}
        elif deed == "follow" and (a.id, b.id) not in self.blocks:
            self.cast.do(people.follow, a, self.cast.ask(people.fetch_account, b.id))
            self.follows.add((a.id, b.id))

    def mine(self, me: int, typed: str) -> set[int]:
        found = set()
        for other in self.folk:
            names = [self.names[other.id], self.remarks.get((me, other.id), "")]
            fits = begins(other.handle, typed) or any(begins(n, typed) or fold(typed) in fold(n) for n in names)
            if fits and (me, other.id) in self.follows:
                found.add(other.id)
        return found

    def others(self, me: int, typed: str) -> set[int]:
        named = {one.id for one in self.folk if begins(one.handle, typed) or begins(self.names[one.id], typed)}
        return {one for one in named & self.open if one != me and (me, one) not in self.blocks}


def begins(name: str, typed: str) -> bool:
    return any(key.text.startswith(fold(typed)) for key in keys_of(name))


@BOTH
@pytest.mark.parametrize("seed", range(3))
def test_random_houses_answer_as_a_plain_look_at_all_of_them_would(cast: Cast, seed: int) -> None:
    house = Plain(cast, random.Random(seed))
    for me in house.folk:
        for typed in TYPED:
            assert set(cast.ask(people.search.find_followed, me.id, typed)) == house.mine(me.id, typed), typed
            assert listed(cast, me, typed) - {cast.bakery.id} == house.others(me.id, typed), typed


def plan(file: Path, statement: Statement[object]) -> list[str]:
    compiled = Compiled(statement, "sqlite")
    params = compiled.take(defaultdict(lambda: 1))
    with closing(sqlite3.connect(file)) as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", params)]


@pytest.mark.parametrize("name", ["FOLLOWED", "REMARKED", "ROOMS", "FOUND"])
def test_no_table_is_walked_and_nothing_sorted(empty_file: Path, name: str) -> None:
    steps = plan(empty_file, getattr(store_search, name))
    assert [step for step in steps if step.startswith("SCAN") or "ORDER BY" in step] == []
    if name == "FOUND":
        assert any("ix_name_key_found (key>? AND key<?)" in step for step in steps)
