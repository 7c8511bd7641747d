"""A monitor with the token reads numbers that are true; nobody else learns that there are any."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from teahouse import moments, people
from teahouse.app import make_api
from teahouse.kit.db import Database
from teahouse.kit.db.upkeep import LastBackup, note_backup
from teahouse.settings import Settings
from tests.api.wire import Wire
from tests.cast import Cast
from tests.steppable import SteppableClock
from tests.watching.conftest import TOKEN

SAMPLE = re.compile(r'(teahouse_[a-z_]+)(?:\{((?:[a-z]+="[^"\\\n]*",?)*)\})? (\S+)')


@pytest.fixture
def wire(settings: Settings, database: Database, clock: SteppableClock, log: io.StringIO) -> Iterator[Wire]:
    made = Wire(make_api(settings, database, clock=clock), "tea.example")
    yield made
    made.close()


def scrape(wire: Wire) -> dict[str, float]:
    """Every sample by its name and labels; each line is one that Prometheus reads."""
    answer = wire.ask("GET", "/metrics", TOKEN)
    assert (answer.status, answer.header("content-type")) == (200, "text/plain; version=0.0.4; charset=utf-8")
    found, typed = {}, set()
    for line in answer.body.decode().splitlines():
        if line.startswith("# TYPE "):
            typed.add(line.split()[2])
        elif not line.startswith("# HELP "):
            match = SAMPLE.fullmatch(line)
            assert match, line
            assert re.sub("_(bucket|sum|count)$", "", match[1]) in typed or match[1] in typed, line
            found[match[1] + (f"{{{match[2]}}}" if match[2] else "")] = float(match[3])
    return found


def test_what_is_counted_is_what_happened(wire: Wire, cast: Cast) -> None:
    issued = cast.do(people.issue_token, None, cast.anna.id, cast.anna.id, ("read", "write"))
    before = scrape(wire)
    posted = wire.ask("POST", "/api/v1/statuses", issued.token, {"status": "Tea?", "visibility": "private"}).json
    for _ in range(3):
        assert wire.ask("GET", f"/api/v1/statuses/{posted['id']}", issued.token).status == 200
    assert wire.ask("GET", "/api/v1/statuses/1", issued.token).status == 404
    assert wire.ask("GET", "/nowhere/at/all").status == 404
    assert wire.ask("BREW", "/api/v1/statuses/1").status == 405
    assert wire.ask("GET", "/@anna").status == 200
    after = scrape(wire)

    def grew(name: str) -> float:
        return after[name] - before.get(name, 0)

    def answers(method: str, route: str, status: str) -> float:
        return grew(f'teahouse_request_seconds_count{{method="{method}",route="{route}",status="{status}"}}')

    assert answers("GET", "/api/v1/statuses/{id}", "2xx") == 3
    assert answers("GET", "/api/v1/statuses/{id}", "4xx") == 1
    assert answers("POST", "/api/v1/statuses", "2xx") == 1
    assert answers("GET", "/@{name}", "2xx") == 1
    assert answers("(none)", "(none)", "4xx") == 2
    all_of_them = 'teahouse_request_seconds_bucket{method="GET",route="/api/v1/statuses/{id}",status="2xx",le="+Inf"}'
    assert after[all_of_them] == 3
    assert grew("teahouse_database_writes_total") >= 1
    assert grew("teahouse_database_reads_total") >= 5
    assert after["teahouse_commit_acts_count"] <= after["teahouse_database_writes_total"]
    assert after["teahouse_jobs_waiting"] == 2
    assert after["teahouse_members"] == 7
    assert after["teahouse_members_here_this_week"] == 1
    assert after["teahouse_process_resident_bytes"] > 2**20
    assert after["teahouse_process_cpu_seconds_total"] > before["teahouse_process_cpu_seconds_total"] > 0


def test_what_the_host_should_look_at(wire: Wire, cast: Cast, settings: Settings) -> None:
    (Path(settings.media) / "ab").mkdir(parents=True)
    (Path(settings.media) / "ab" / "one.jpg").write_bytes(bytes(5_000))
    assert "teahouse_backup_age_seconds" not in scrape(wire)
    cast.do(note_backup, LastBackup(cast.clock.now(), "/srv/house.tar", 7_000, 2_500))
    cast.database.write_now(lambda tx: moments.post_moment(tx, cast.anna, moments.Draft("Hm", moments.Friends())))
    cast.clock.step(90_000)
    found = scrape(wire)
    assert 90 <= found["teahouse_backup_age_seconds"] <= 92
    assert (found["teahouse_backup_bytes"], found["teahouse_backup_seconds"]) == (7_000, 2.5)
    assert 90 <= found["teahouse_jobs_oldest_seconds"] <= 91
    assert found["teahouse_database_bytes"] > 100_000
    assert found["teahouse_media_bytes"] == 5_000


def test_without_the_token_there_is_no_such_page(wire: Wire, settings: Settings, database: Database) -> None:
    nothing = wire.ask("GET", "/api/v1/nothing").told
    for token in (None, "", TOKEN[:-1], f"{TOKEN}x", TOKEN.upper()):
        assert wire.ask("GET", "/metrics", token).told == nothing
    for method, path in (
        ("POST", "/metrics"),
        ("GET", "/metrics/"),
        ("GET", "/metricsx"),
        ("GET", f"/metrics?t={TOKEN}"),
    ):
        token = None if "?" in path else TOKEN
        assert wire.ask(method, path, token).told == nothing
    closed = Wire(make_api(Settings(origin=settings.origin), database), "tea.example")
    assert closed.ask("GET", "/metrics", "").status == 404
    closed.close()


def test_a_line_for_each_request(wire: Wire, cast: Cast, log: io.StringIO) -> None:
    answer = wire.ask("GET", "/api/v1/accounts/lookup?acct=anna")
    wire.ask("GET", "/@anna/1?lang=zh")
    wire.ask("GET", "/x/y")
    first, second, third = map(json.loads, log.getvalue().splitlines())
    assert (first["event"], first["route"], first["status"]) == ("request", "GET /api/v1/accounts/lookup", 200)
    assert first["request_id"] == answer.header("x-request-id")
    assert set(first) == {"event", "level", "timestamp", "request_id", "route", "status", "ms"}
    assert (second["route"], second["status"]) == ("GET /@{name}/{id}", 404)
    assert (third["route"], third["status"]) == (None, 404)
