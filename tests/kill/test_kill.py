"""kill -9 in a storm of writes, many times, at random moments: nothing that was acknowledged is lost or doubled."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from teahouse.app import handed_for
from teahouse.kit.clock import SystemClock
from teahouse.kit.db import open_database
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.running import hold
from teahouse.kit.db.worker import run_due
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests.kill import ledger, storm, verdict

ANSWERED = 20
"""So many deeds at least are answered before the cut; how many more is left to chance."""


class LaterClock(SystemClock):
    """Two minutes on, when the leases of whoever died have ended."""

    def now(self) -> int:
        return super().now() + 120_000


class Killer:
    """Starts storms on a house and cuts each off."""

    def __init__(self, house: str, path: Path) -> None:
        self.house = house
        self.path = path
        self.seed = time.time_ns() % 1_000_000
        self.dice = random.Random(self.seed)
        # One process that has loaded everything and forks each storm: starting takes no second of its own.
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["tests.kill.storm"])

    def storm_and_kill(self, number: int) -> None:
        process = self.context.Process(target=storm.blow, args=(self.house, self.path, self.seed + number))
        begun = len(ledger.read(self.path).done)
        process.start()
        while len(ledger.read(self.path).done) < begun + ANSWERED:
            assert process.is_alive(), "the storm ended by itself"
            time.sleep(0.01)
        time.sleep(self.dice.uniform(0, 0.5))
        assert process.is_alive(), "the storm ended by itself"
        process.kill()
        process.join()
        process.close()
        wait_until_left(self.house)


def wait_until_left(house: str) -> None:
    """Until the server of PostgreSQL has noticed that nobody is there; what it was committing is decided then."""
    while is_postgresql(house):
        with psycopg.connect(house) as connection:
            others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
            if connection.execute(others, [connection.info.backend_pid]).fetchone() == (0,):
                return
        time.sleep(0.01)


def let_all_be_heard(house: str) -> None:
    database = open_database(house, clock=LaterClock(), listeners=listeners(), handed=handed_for(Settings()), threads=2)
    while run_due(database):
        pass
    database.close()


def survive(house: str, path: Path, rounds: int) -> None:
    killer = Killer(house, path)
    cut_off = 0
    for number in range(rounds):
        killer.storm_and_kill(number)
        book = ledger.read(path)
        cut_off += len(book.open_deeds())
        assert verdict.faults(house, book) == [], f"seed {killer.seed}, round {number}"
        hold(house).close()
        if number % 3 == 2:
            let_all_be_heard(house)
            assert verdict.faults_at_rest(house) == [], f"seed {killer.seed}, round {number}"
    let_all_be_heard(house)
    assert verdict.faults_at_rest(house) == [], f"seed {killer.seed}"
    assert verdict.faults(house, book) == [], f"seed {killer.seed}"
    # The storm was one: each time it was cut off in the middle of many deeds, after many more.
    assert len(book.done) >= ANSWERED * rounds
    assert cut_off >= 8 * rounds


@pytest.mark.parametrize(("kind", "rounds"), [("sqlite", 12), ("postgresql", 6)])
def test_what_was_acknowledged_stands_once(house: str, tmp_path: Path, rounds: int) -> None:
    survive(house, tmp_path / "ledger", rounds)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "rounds"), [("sqlite", 100), ("postgresql", 40)])
def test_what_was_acknowledged_stands_once_for_long(house: str, tmp_path: Path, rounds: int) -> None:
    survive(house, tmp_path / "ledger", rounds)


def count_rows(house: str, table: str) -> int:
    with closing(sqlite3.connect(sqlite_path(house))) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_loss_would_be_noticed(house: str, tmp_path: Path) -> None:
    """The verdict itself: each kind of damage is found in a house that was sound."""
    path = tmp_path / "ledger"
    killer = Killer(house, path)
    # A storm may be killed before its first like: what is not there cannot be lost.
    for number in range(20):
        killer.storm_and_kill(number)
        let_all_be_heard(house)
        if all(count_rows(house, table) for table in ("liking", "mention", "notice", "once")):
            break
    book = ledger.read(path)
    assert verdict.faults(house, book) == []
    assert verdict.faults_at_rest(house) == []
    post = next(id_ for key, id_ in book.done.items() if book.deeds[key].kind == "post")
    for damage in (
        f"DELETE FROM moment WHERE id = {post}",
        f"UPDATE moment SET text = text || '!' WHERE id = {post}",
        f"UPDATE moment SET likes_count = likes_count + 1 WHERE id = {post}",
        f"DELETE FROM once WHERE moment_id = {post}",
        "DELETE FROM mention",
        "DELETE FROM liking",
        "UPDATE sight SET common = common + 1",
        "DELETE FROM tie WHERE following",
        "DELETE FROM notice",
        "UPDATE notice SET actor_id = 7 * actor_id",
    ):
        file = sqlite_path(house)
        copy = file.with_name("damaged.sqlite")
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(file)) as whole, closing(sqlite3.connect(copy)) as other:
            whole.backup(other)
            other.execute(damage)
            other.commit()
        address = f"sqlite:{copy}"
        assert verdict.faults(address, book) or verdict.faults_at_rest(address), damage


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_writer_waits_for_the_disk(house: str) -> None:
    """What makes an acknowledged write survive a power cut: the log is synced at each commit."""
    database = storm.opened(house)
    found = database.write_now(
        lambda tx: [
            tx._execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    )
    database.close()
    assert found == ["wal", 2, 1]


@pytest.mark.parametrize("kind", ["postgresql"])
def test_the_server_waits_for_the_disk(house: str) -> None:
    database = storm.opened(house)
    found = database.write_now(
        lambda tx: [
            tx._execute(f"SHOW {name}").fetchone()[0] for name in ("synchronous_commit", "transaction_isolation")
        ]
    )
    database.close()
    assert found == ["on", "serializable"]
