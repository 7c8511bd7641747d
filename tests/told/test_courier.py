"""The courier as it runs in a server: on a thread of its own, many errands at once, rung when a fact is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from teahouse.kit.db import Database, jobs
from teahouse.kit.db.worker import Worker
from teahouse.kit.outward import Courier, carriers_of
from teahouse.moments import Public
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.told.service import Service, listening
from tests.told.test_push import subscribe, told


@pytest.fixture
def courier(database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Courier]:
    """It is rung for, and does not look by itself."""
    monkeypatch.setattr("teahouse.kit.outward.courier.IDLE", 3_600.0)
    worker = Worker(database)
    made = Courier(database, lambda: carriers_of(database))
    yield made
    worker.close()
    made.close()


def wait_for(service: Service, count: int, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while len(service.got) < count:
        assert time.monotonic() < end, f"{len(service.got)} of {count} came"
        time.sleep(0.02)


def test_what_is_told_is_pushed_at_once_and_the_job_is_gone(
    api: Client, cast: Cast, service: Service, database: Database, courier: Courier
) -> None:
    phone, _ = subscribe(api, service, cast.anna)
    cast.post(cast.ben, "@anna hello", Public(listed=True))
    wait_for(service, 1)
    assert told(service, phone) == [("Ben Marsh named you", "@anna hello")]
    end = time.monotonic() + 10
    while database.read_now(lambda tx: tx.value(jobs.WAITING)):
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_service_that_sleeps_keeps_nobody_waiting(
    api: Client, cast: Cast, service: Service, courier: Courier
) -> None:
    hold = threading.Event()
    with listening(hold) as slow:
        subscribe(api, slow, cast.ben)
        phone, _ = subscribe(api, service, cast.anna)
        for n in range(6):
            cast.post(cast.mei, f"@ben number {n}", Public(listed=True))
        cast.post(cast.mei, "@anna hello", Public(listed=True))
        wait_for(service, 1)
        assert told(service, phone) == [("Mei 梅 named you", "@anna hello")]
        hold.set()
        wait_for(slow, 6)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_was_not_carried_before_the_end_is_carried_after_the_next_start(
    api: Client, cast: Cast, service: Service, database: Database
) -> None:
    subscribe(api, service, cast.anna)
    cast.post(cast.ben, "@anna hello", Public(listed=True))
    assert service.got == []
    courier = Courier(database, lambda: carriers_of(database))
    wait_for(service, 1)
    courier.close()
    assert database.read_now(lambda tx: tx.value(jobs.WAITING)) == 0
