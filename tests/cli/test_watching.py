"""The host sees how the house is doing, and tries again what failed."""

from __future__ import annotations

from pathlib import Path

from teahouse import moments, people
from teahouse.doors.cli.house import opened
from teahouse.kit.db import Database, WriteTx, jobs
from teahouse.kit.db.jobs import MAX_ATTEMPTS
from teahouse.kit.db.worker import run_due
from teahouse.settings import Settings
from teahouse.wiring import LISTENERS
from tests.cli.conftest import Type


def test_status_counts_what_is_there(tea: Type, folder: Path) -> None:
    def live(tx: WriteTx) -> None:
        anna = people.create_account(tx, username="anna")
        posted = moments.post_moment(tx, anna, moments.Draft("Good morning", moments.Friends()))
        moments.post_moment(tx, anna, moments.Draft("And tea", moments.Public(listed=False), parent_id=posted.id))

    with opened(Settings()) as database:
        database.write_now(live)
    said = dict(line.split(maxsplit=1) for line in tea("status").stdout.splitlines())
    assert said["members"] == "1, 0 of them here this month"
    assert said["moments"] == "1, with 1 comment"
    assert said["jobs"] == f"{2 * len(LISTENERS[moments.Posted])} waiting, 0 dead"
    assert said["last"] == "backup  none yet"
    assert said["revision"].isdigit()
    assert folder.joinpath("teahouse.sqlite").exists()


def wear_out(database: Database) -> None:
    """Leave one job, and let it fail as often as a job may: what it says cannot be read."""
    import sqlite3

    with sqlite3.connect(Path("teahouse.sqlite")) as connection:
        connection.execute("DELETE FROM job WHERE id > (SELECT min(id) FROM job)")
        connection.execute("UPDATE job SET payload = '{', attempts = ?", [MAX_ATTEMPTS - 1])
    assert run_due(database) == 1


def test_jobs_that_were_given_up_are_listed_and_tried_again(tea: Type) -> None:
    def live(tx: WriteTx) -> None:
        anna = people.create_account(tx, username="anna")
        moments.post_moment(tx, anna, moments.Draft("Good morning", moments.Friends()))

    with opened(Settings()) as database:
        database.write_now(live)
        wear_out(database)
    assert tea("jobs").stdout == "0 waiting (0 of them failed before and are tried again), 1 dead\n"
    said = tea("jobs", "--dead").stdout
    assert "Posted>" in said
    assert f"tried {MAX_ATTEMPTS} times" in said
    assert "DecodeError" in said
    assert tea("jobs", "--retry").stdout == "1 is tried again.\n"
    assert tea("jobs").stdout.endswith(", 0 dead\n")
    assert "one after the other" in tea("jobs", "--dead", "--retry", code=2).stderr


def test_a_job_that_was_given_up_can_be_forgotten(tea: Type) -> None:
    def live(tx: WriteTx) -> None:
        anna = people.create_account(tx, username="anna")
        moments.post_moment(tx, anna, moments.Draft("Good morning", moments.Friends()))

    with opened(Settings()) as database:
        database.write_now(live)
        waiting = database.read_now(lambda tx: tx.value(jobs.OLDEST_WAITING))
        assert f"No job {waiting} was given up" in tea("jobs", "--drop", str(waiting), code=1).stderr
        wear_out(database)
    number = tea("jobs", "--dead").stdout.split()[0]
    assert tea("jobs", "--drop", number).stdout.startswith(f"{number} is forgotten")
    assert tea("jobs").stdout == "0 waiting (0 of them failed before and are tried again), 0 dead\n"
