"""Rate limits and addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from teahouse.kit.errors import TooMany
from teahouse.kit.http import Doorstep, Limit, Limiter, limit_key
from tests.kit.http_house import House


class StillClock:
    def __init__(self) -> None:
        self.at = 1_000_000

    def now(self) -> int:
        return self.at


PER_CALLER = Limit(name="all", per="caller", count=3, seconds=10)
TAGS = Limit(name="tags", per="ip", count=1, seconds=10, named=True)


def test_a_caller_is_counted_wherever_it_comes_from(tmp_path: Path) -> None:
    clock = StillClock()
    house = House(tmp_path, limits=[PER_CALLER, TAGS], clock=clock)
    seen = [house.ask("GET", "/api/v1/things", token="reader", client=(f"198.51.100.{n}", 1)) for n in range(4)]
    assert [answer.status_code for answer in seen] == [200, 200, 200, 429]
    assert [answer.headers.get("x-ratelimit-remaining") for answer in seen[:3]] == ["2", "1", "0"]
    assert seen[0].headers["x-ratelimit-limit"] == "3"
    assert seen[0].headers["x-ratelimit-reset"] == "1970-01-01T00:16:50.000Z"
    assert (seen[3].json(), seen[3].headers["retry-after"]) == ({"error": "Too many requests"}, "10")
    assert house.ask("GET", "/api/v1/me", token="profile").status_code == 200
    clock.at += 10_000
    assert house.ask("GET", "/api/v1/things", token="reader").status_code == 200
    house.database.close()


def test_a_guest_and_a_guesser_of_tokens_are_counted_by_address(tmp_path: Path) -> None:
    house = House(tmp_path, limits=[PER_CALLER, TAGS], clock=StillClock())
    tried = [house.ask("GET", "/api/v1/things/5", token="guess").status_code for _ in range(3)]
    assert tried == [401, 401, 401]
    assert house.ask("GET", "/api/v1/things/5").status_code == 429
    assert house.ask("GET", "/api/v1/things/5", client=("198.51.100.9", 1)).status_code == 200
    house.database.close()


def test_limits_by_address_by_name_and_by_method(tmp_path: Path) -> None:
    limits = [
        TAGS,
        Limit(name="writes", per="ip", count=2, seconds=10, methods=frozenset({"POST"})),
    ]
    house = House(tmp_path, limits=limits, clock=StillClock())
    assert [house.ask("GET", "/api/v1/tags/x").status_code for _ in range(2)] == [200, 429]
    assert [house.ask("POST", "/api/v1/needed", json={}).status_code for _ in range(3)] == [422, 422, 429]
    assert "x-ratelimit-limit" not in house.ask("GET", "/api/v1/things/5").headers
    house.database.close()


def test_limits_that_cannot_hold_fail_at_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="tags"):
        House(tmp_path, limits=[PER_CALLER])
    with pytest.raises(ValueError, match="same name"):
        Limiter([TAGS, TAGS])


def test_the_memory_of_a_limit_is_bounded() -> None:
    limiter = Limiter([PER_CALLER], most_keys=10)
    for number in range(1000):
        limiter.hit([PER_CALLER], str(number), 0)
    assert len(limiter._counters["all"].seen) == 10


def test_hit_refuses_past_the_count() -> None:
    limiter = Limiter([PER_CALLER])
    for _ in range(3):
        limiter.hit([PER_CALLER], "a", 0)
    with pytest.raises(TooMany) as refused:
        limiter.hit([PER_CALLER], "a", 9_500)
    assert refused.value.retry_after == 1


def scope(peer: str, *hops: str) -> dict[str, object]:
    return {"client": (peer, 1), "headers": [(b"x-forwarded-for", hop.encode()) for hop in hops]}


@pytest.mark.parametrize(
    ("peer", "hops", "address"),
    [
        ("203.0.113.5", ["1.1.1.1"], "203.0.113.5"),
        ("10.0.0.1", ["1.1.1.1"], "1.1.1.1"),
        ("10.0.0.1", ["9.9.9.9, 1.1.1.1, 10.0.0.2"], "1.1.1.1"),
        ("10.0.0.1", ["9.9.9.9", "1.1.1.1"], "1.1.1.1"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("::ffff:10.0.0.1", ["2001:db8::1"], "2001:db8::1"),
    ],
)
def test_a_forwarded_address_is_believed_from_named_proxies_alone(peer: str, hops: list[str], address: str) -> None:
    doorstep = Doorstep("https://tea.example", trusted_proxies=["10.0.0.0/8"])
    assert doorstep.address(scope(peer, *hops)) == address
    assert Doorstep("https://tea.example").address(scope(peer, *hops)) == peer


def test_a_person_holds_a_whole_network_of_ipv6() -> None:
    assert limit_key("2001:db8:0:1:ffff::1") == limit_key("2001:db8:0:1::2") != limit_key("2001:db8:0:2::2")
    assert limit_key("198.51.100.1") == "198.51.100.1"
