"""The bench from end to end on a small house, and that no wrong answer gets past it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from teahouse import moments
from teahouse.app import open_house
from teahouse.doors.cli import main
from teahouse.doors.cli.bench.house import BuiltHouse, Reader, settings_for, stand_up
from teahouse.doors.cli.bench.judge import Judge, WrongAnswer
from teahouse.doors.cli.bench.town import Size
from teahouse.doors.mastodon.present import present_statuses
from teahouse.kit.db import Database
from teahouse.moments import Stretch

SIZE = Size(accounts=120, friendships=900, moments=2_000, readers=6, reader_friends=30, seed=5)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> BuiltHouse:
    return stand_up(SIZE, tmp_path_factory.mktemp("bench"), None, fresh=True, progress=lambda text: None)


@pytest.fixture
def database(house: BuiltHouse) -> Iterator[Database]:
    found = open_house(settings_for(house.url))
    yield found
    found.close()


class Looking(msgspec.Struct):
    id: int
    time_zone: str = "UTC"


def home_of(database: Database, reader: Reader) -> bytes:
    """What the server would answer."""
    ids = database.read_now(lambda tx: moments.page_home(tx, Looking(reader.id), Stretch())).ids
    return msgspec.json.encode(database.read_now(lambda tx: present_statuses(tx, reader.id, ids)))


def changed(body: bytes, change: Any) -> bytes:
    statuses = msgspec.json.decode(body)
    change(statuses)
    return msgspec.json.encode(statuses)


def test_right_answers_pass(house: BuiltHouse, database: Database) -> None:
    assert judge_all(house, database) == len(house.readers)


def judge_all(house: BuiltHouse, database: Database) -> int:
    judge = Judge(database)
    for reader in house.readers:
        judge.home(reader.id, reckon=True)(home_of(database, reader))
    return judge.reckoned


def without_one(statuses: list[Any]) -> None:
    del statuses[3]


def in_another_order(statuses: list[Any]) -> None:
    statuses[4], statuses[5] = statuses[5], statuses[4]


def with_one_twice(statuses: list[Any]) -> None:
    statuses[4] = statuses[5]


def with_a_like_more(statuses: list[Any]) -> None:
    next(status for status in statuses if status["reblog"] is None)["favourites_count"] += 1


def with_a_comment_less(statuses: list[Any]) -> None:
    next(s for s in statuses if s["reblog"] is None and s["replies_count"])["replies_count"] -= 1


def empty(statuses: list[Any]) -> None:
    statuses.clear()


@pytest.mark.parametrize(
    "change", [without_one, in_another_order, with_one_twice, with_a_like_more, with_a_comment_less, empty]
)
def test_a_wrong_home_is_noticed(house: BuiltHouse, database: Database, change: Any) -> None:
    reader = house.readers[1]
    body = changed(home_of(database, reader), change)
    with pytest.raises(WrongAnswer):
        Judge(database).home(reader.id, reckon=True)(body)


def test_somebody_elses_home_is_noticed(house: BuiltHouse, database: Database) -> None:
    with pytest.raises(WrongAnswer):
        Judge(database).home(house.readers[1].id, reckon=True)(home_of(database, house.readers[2]))


def test_an_answer_that_changes_without_reason_is_noticed(house: BuiltHouse, database: Database) -> None:
    reader = house.readers[0]
    look = Judge(database).same("home", lambda body: None)
    body = home_of(database, reader)
    look(body)
    look(body)
    with pytest.raises(WrongAnswer):
        look(changed(body, with_a_like_more))


LIES = {
    "a friend forgotten": "UPDATE sight SET flags = flags & ~3 WHERE viewer = :reader",
    "a stranger let in": "UPDATE sight SET flags = 3, author = :stranger WHERE viewer = :reader AND author = :friend",
    "a count too high": "UPDATE moment SET likes_count = likes_count + 1 WHERE audience IN (1, 3)",
    "a mute unheard": "UPDATE sight SET muted_until = 0, flags = flags & 3, fold = 0 WHERE viewer = :reader",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_house_that_lies_is_noticed(house: BuiltHouse, tmp_path: Path, lie: str) -> None:
    """The derived rows say something else than what they are derived from: some reader's home is wrong."""
    file = tmp_path / "lying.sqlite"
    with sqlite3.connect(house.url.removeprefix("sqlite:")) as honest, sqlite3.connect(file) as lying:
        honest.backup(lying)
        for reader in house.readers:
            of = f"viewer = {reader.id}"
            (friend,) = lying.execute(f"SELECT min(author) FROM sight WHERE flags = 3 AND {of}").fetchone()
            others = f"SELECT author_id FROM moment WHERE author_id NOT IN (SELECT author FROM sight WHERE {of})"
            (stranger,) = lying.execute(f"{others} AND author_id != {reader.id} ORDER BY id DESC LIMIT 1").fetchone()
            names = {"reader": reader.id, "friend": friend, "stranger": stranger}
            lying.execute(LIES[lie], {name: value for name, value in names.items() if f":{name}" in LIES[lie]})
    database = open_house(settings_for(f"sqlite:{file}"))
    try:
        with pytest.raises(WrongAnswer):
            judge_all(house, database)
    finally:
        database.close()


def test_the_small_bench_runs_to_its_end(tmp_path: Path) -> None:
    """Through real servers; the same house serves a second run."""
    out = tmp_path / "out" / "bench.md"
    run = CliRunner().invoke(main, ["bench", "--small", "--data", str(tmp_path), "--out", str(out)])
    assert run.exit_code == 0, run.output
    page = out.read_text(encoding="utf-8")
    assert page in run.output
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == len(set(rows)) == 39
    assert re.search(r"home of 20, one reader again \| \d+\.\d+ ms \| \d+\.\d", page)
    assert re.search(r"64 clients \|.* posts/s", page)
    assert re.search(r"the unit \| \d+\.\d+ ms \| 1\.0 ", page)
    assert re.search(r"judged: .* [1-9]\d* moment by moment", page)


def group_of(house: BuiltHouse, database: Database, reader: Reader) -> bytes:
    """What the server would answer."""
    ids = database.read_now(lambda tx: moments.page_group(tx, reader.id, house.group, Stretch())).ids
    return msgspec.json.encode(database.read_now(lambda tx: present_statuses(tx, reader.id, ids)))


def test_a_group_is_judged_too(house: BuiltHouse, database: Database) -> None:
    judge = Judge(database)
    for reader in house.readers:
        body = group_of(house, database, reader)
        judge.group(reader.id, house.group)(body)
        with pytest.raises(WrongAnswer):
            judge.group(reader.id, house.group)(changed(body, without_one))
    assert judge.reckoned == len(house.readers)
