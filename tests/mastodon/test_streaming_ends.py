"""What ends a stream: a token that is taken back, who is too slow or too noisy, a server that goes."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from teahouse import housekeeping, people
from teahouse.housekeeping import COMMAND_LINE
from teahouse.kit.live import Bounds
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.mastodon.ears import Ears
from tests.mastodon.test_streaming import BOTH, heard


@BOTH
@pytest.mark.parametrize("way", ["token", "password", "suspended"])
def test_what_is_taken_back_ends_its_streams(api: Client, cast: Cast, ears: Ears, way: str) -> None:
    token, other = api.token(cast.anna), api.token(cast.ben)
    ear, socket, bens = ears.events("/user", token), ears.socket(token, "user"), ears.events("/user", other)
    if way == "token":
        app = cast.ask(lambda tx: people.find_app(tx, "teahouse"))
        cast.do(people.revoke_token, app, token)
    elif way == "password":
        cast.do(people.change_password, cast.anna.id, "hash")
    else:
        cast.do(housekeeping.suspend, COMMAND_LINE, cast.anna, "")
    ears.wait(0.9)
    assert ear.closed == (0, "The access token is no longer good")
    assert socket.closed == (1008, "The access token is no longer good")
    assert bens.closed is None
    assert len(ears.hub.lines) == 1


def test_nothing_is_pushed_once_a_token_is_taken_back(api: Client, cast: Cast, ears: Ears) -> None:
    token = api.token(cast.anna)
    ear = ears.events("/user", token)
    ears.hub.end_keys("api", [])
    app = cast.ask(lambda tx: people.find_app(tx, "teahouse"))
    cast.do(people.revoke_token, app, token)
    cast.post(cast.anna, "unheard")
    assert heard(ears, ear) == [[]]
    assert ear.closed is not None


def test_who_reads_too_slowly_is_cut_off_and_others_are_not(api: Client, cast: Cast, ears: Ears) -> None:
    slow, quick = ears.socket(api.token(cast.anna), "user"), ears.socket(api.token(cast.anna), "user")
    slow.stuck = asyncio.Event()
    posts = []
    for n in range(300):
        posts.append(cast.post(cast.anna, f"{n} " + "word " * 80).id)
        ears.settle()
    assert [moment_id for _, moment_id in quick.told()] == posts
    ears.wait(2.2)
    assert slow.cut
    assert not quick.cut
    assert {line.wire.hang_up for line in ears.hub.lines} == {quick._hang_up}
    assert ears.hub._held == 0


def test_a_flood_a_binary_message_and_too_many_streams(api: Client, cast: Cast, ears: Ears) -> None:
    noisy, binary = ears.socket(api.token(cast.anna)), ears.socket(api.token(cast.anna))
    for _ in range(200):
        noisy.say({"type": "subscribe", "stream": "nonsense"})
    binary.say(b"\x00\xff")
    ears.settle()
    ears.wait(0.05)
    assert noisy.closed == (1008, "Too many messages")
    assert binary.closed == (1003, "Only text is understood")
    greedy = ears.socket(api.token(cast.anna))
    for n in range(110):
        greedy.say({"type": "subscribe", "stream": "hashtag", "tag": f"tag{n}"})
    ears.settle()
    assert greedy.told() == [("error", 429)] * 10
    token = api.token(cast.ben)
    ears.hub.bounds = Bounds(of_reader=3)
    assert [ears.events("/user", token).status for _ in range(4)] == [200] * 3 + [429]
    ears.hub.bounds = Bounds(of_address=2)
    assert ears.events("/user", api.token(cast.zoe)).status == 429


@pytest.mark.parametrize("kind", ["postgresql"])
def test_whoever_may_have_missed_something_begins_anew(api: Client, cast: Cast, ears: Ears, address: str) -> None:
    ear, socket = ears.events("/user", api.token(cast.anna)), ears.socket(api.token(cast.anna), "user")
    with psycopg.connect(address, autocommit=True) as host:
        (ended,) = host.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        ).fetchone() or (0,)
    assert ended == 1
    ears.wait(2)
    said = "Something may have been missed; read again, then come back"
    assert (ear.closed, socket.closed) == ((0, said), (1013, said))
    again = ears.events("/user", api.token(cast.anna))
    post = cast.post(cast.anna, "heard again")
    assert heard(ears, again) == [[("update", post.id)]]


def test_when_the_server_goes_everybody_is_told(api: Client, cast: Cast, ears: Ears) -> None:
    ear, socket = ears.events("/user", api.token(cast.anna)), ears.socket(api.token(cast.anna), "user")
    api.run(ears.hub.close())
    ears.wait(0.01)
    assert ear.closed == (0, "The server is going away")
    assert socket.closed == (1001, "The server is going away")
    assert ears.events("/user", api.token(cast.anna)).status == 503
