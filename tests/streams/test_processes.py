"""Streams of real server processes: each event once wherever it was made, and what ends them, in time."""

from __future__ import annotations

import json
import time
import urllib.request
from urllib.parse import urlsplit

import pytest
from click import ClickException

from teahouse import moments, people
from teahouse.doors.cli.bench.house import Reader
from teahouse.doors.cli.bench.listening import Listener
from tests.streams.conftest import PATIENCE, Street, closed, heard

POSTS = 260
"""Some 5 KB each on a stream: more than all buffers on the way hold."""
SHUT = "The access token is no longer good"


def test_several_processes_give_every_stream_everything_once(two_servers: Street) -> None:
    street = two_servers
    bens = [street.socket(server, "ben") for server in (0, 1, 0, 1)]
    zoes = [street.socket(server, "zoe") for server in (0, 1)]
    expected = []
    for n in range(12):
        sent = street.ask(n % 2, "POST", "/api/v1/statuses", "anna", status=f"Number {n}", visibility="private")
        expected.append(("update", sent["id"]))
    draft = moments.Draft("By a command of the host", moments.Friends())
    posted = street.do(moments.post_moment, street.people["anna"], draft)
    expected.append(("update", str(posted.id)))
    gone = expected[0][1]
    street.ask(1, "DELETE", f"/api/v1/statuses/{gone}", "anna")
    end = ("delete", gone)
    for each in bens:
        assert sorted(heard(each, until=end)) == sorted([*expected, end])
    assert [heard(each) for each in zoes] == [[], []]


def test_a_token_that_is_taken_back_ends_its_streams_in_every_process(two_servers: Street) -> None:
    _ends_within_a_second(two_servers, 2)


def test_a_token_that_another_process_takes_back_ends_its_streams(one_server: Street) -> None:
    _ends_within_a_second(one_server, 1)


def _ends_within_a_second(street: Street, servers: int) -> None:
    """The best of three, as the machine may have much else to do."""
    kept = street.socket(0, "ben")
    app = street.database.read_now(lambda tx: people.find_app(tx, "teahouse"))
    took = []
    for _ in range(3):
        token = street.token("ben")
        shut = [street.socket(server, "ben", token=token) for server in range(servers)]
        street.do(people.revoke_token, app, token)
        begun = time.monotonic()
        assert [closed(each) for each in shut] == [(1008, SHUT)] * servers
        took.append(time.monotonic() - begun)
    assert min(took) < 1
    sent = street.ask(0, "POST", "/api/v1/statuses", "anna", status="Still there?", visibility="private")
    assert heard(kept, until=("update", sent["id"])) == [("update", sent["id"])]


def test_a_slow_reader_is_cut_off_and_no_other_waits(one_server: Street) -> None:
    street = one_server
    port = urlsplit(street.servers[0]).port or 0
    slow = Listener(port, Reader(street.people["ben"].id, street.tokens["ben"]), room=4096)
    quick = street.socket(0, "ben")
    words = "word " * 99
    slowest = 0.0
    for n in range(POSTS):
        sent = street.ask(0, "POST", "/api/v1/statuses", "anna", status=f"{n} {words}", visibility="private")
        begun = time.monotonic()
        frame = json.loads(quick.recv(timeout=PATIENCE))
        assert json.loads(frame["payload"])["id"] == sent["id"]
        slowest = max(slowest, time.monotonic() - begun)
    assert slowest < 5
    assert _came(slow) < POSTS


def _came(slow: Listener) -> int:
    """How many events came before it was cut off."""
    came = 0
    try:
        while True:
            came += len(slow.take())
    except (ConnectionResetError, ClickException):
        return came
    finally:
        slow.socket.close()


def test_what_a_client_may_send_is_bounded(one_server: Street) -> None:
    street = one_server
    huge, binary, noisy = (street.socket(0, "anna", "") for _ in range(3))
    huge.send("x" * 5_000)
    assert closed(huge)[0] == 1009
    binary.send(b"\x00\xff")
    assert closed(binary) == (1003, "Only text is understood")
    for _ in range(200):
        noisy.send('{"type": "subscribe", "stream": "nonsense"}')
    assert closed(noisy) == (1008, "Too many messages")
    with urllib.request.urlopen(f"{street.servers[0]}/api/v1/streaming/health", timeout=PATIENCE) as answer:
        assert answer.read() == b"OK"


def test_a_subscription_is_in_force_before_the_next_answer(one_server: Street) -> None:
    street = one_server
    socket_ = street.socket(0, "anna", "")
    for n in range(20):
        socket_.send(json.dumps({"type": "subscribe", "stream": "hashtag", "tag": f"tag{n}"}))
        sent = street.ask(0, "POST", "/api/v1/statuses", "zoe", status=f"#tag{n}", visibility="public")
        assert heard(socket_, until=("update", sent["id"]), quiet=0.01) == [("update", sent["id"])]
        socket_.send(json.dumps({"type": "unsubscribe", "stream": "hashtag", "tag": f"tag{n}"}))


@pytest.mark.parametrize("way", ["socket", "events"])
def test_a_server_that_goes_tells_its_streams_and_does_not_wait(one_server: Street, way: str) -> None:
    street = one_server
    opened = street.socket(0, "anna")
    head = {"authorization": f"Bearer {street.tokens['anna']}"}
    request = urllib.request.Request(f"{street.servers[0]}/api/v1/streaming/user", headers=head)
    with urllib.request.urlopen(request, timeout=PATIENCE) as events:
        begun = time.monotonic()
        street.stop()
        assert time.monotonic() - begun < 8
        if way == "socket":
            assert closed(opened) == (1001, "The server is going away")
        else:
            assert b": The server is going away" in events.read()
