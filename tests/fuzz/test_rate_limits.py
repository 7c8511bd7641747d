"""The house's own limits bind: by address, by account and by route, and only named proxies speak for others."""

from __future__ import annotations

import pytest

from teahouse.app import LIMITS
from tests.api.wire import Answer
from tests.fuzz.rig import FORM, Rig, lived_in

COUNT = {limit.name: limit.count for limit in LIMITS}


rig = lived_in(rate_limits=True)


@pytest.fixture(autouse=True)
def _anew(rig: Rig) -> None:
    """Every test begins with new windows: the longest is an hour."""
    rig.clock.step(3_600_000)


def meter(answer: Answer) -> tuple[int, int]:
    return int(answer.header("x-ratelimit-limit")), int(answer.header("x-ratelimit-remaining"))


def spend(rig: Rig, limit: str, peer: str, actor: int | None, left: int) -> None:
    """Count so many requests that `left` remain, without making them all."""
    (one,) = (one for one in LIMITS if one.name == limit)
    key = peer if actor is None else f"actor {actor}"
    for _ in range(one.count - left):
        rig.api.limiter.hit((one,), key, rig.clock.now())


def turned_away(rig: Rig, answer: Answer) -> int:
    """After how many seconds one may come again."""
    assert (answer.status, answer.json) == (429, {"error": "Too many requests"}), answer
    seconds = int(answer.header("retry-after"))
    assert seconds > 0
    return seconds


def test_signing_in_is_limited_by_address(rig: Rig) -> None:
    body = b"grant_type=authorization_code&code=guess&client_id=x&client_secret=y&redirect_uri=z"
    tried = [
        rig.ask("POST", "/oauth/token", body=body, kind=FORM, peer="198.51.100.7") for _ in range(COUNT["sign-in"])
    ]
    assert {answer.status for answer in tried} == {401}
    assert [meter(answer) for answer in (tried[0], tried[-1])] == [(120, 119), (120, 0)]
    before = rig.contents()
    turned_away(rig, rig.ask("POST", "/oauth/token", body=body, kind=FORM, peer="198.51.100.7"))
    turned_away(rig, rig.ask("POST", "/oauth/revoke", body=b"token=x", kind=FORM, peer="198.51.100.7"))
    assert rig.contents() == before
    assert rig.ask("POST", "/oauth/token", body=body, kind=FORM, peer="198.51.100.8").status == 401
    assert rig.ask("GET", "/api/v1/instance", peer="198.51.100.7").status == 200


def test_apps_are_limited_by_address_until_the_window_ends(rig: Rig) -> None:
    body = {"client_name": "App", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"}
    for _ in range(COUNT["apps"]):
        assert rig.ask("POST", "/api/v1/apps", body=body, peer="198.51.100.7").status == 200
    before = rig.contents()
    seconds = turned_away(rig, rig.ask("POST", "/api/v1/apps", body=body, peer="198.51.100.7"))
    assert rig.contents() == before
    rig.clock.step((seconds - 1) * 1000)
    turned_away(rig, rig.ask("POST", "/api/v1/apps", body=body, peer="198.51.100.7"))
    rig.clock.step(1000)
    assert rig.ask("POST", "/api/v1/apps", body=body, peer="198.51.100.7").status == 200


def test_joining_is_limited_by_address(rig: Rig) -> None:
    token = rig.token(None, "write")
    for number in range(COUNT["sign-up"]):
        body = {"username": f"new{number}", "password": "short", "agreement": True, "locale": "en"}
        answer = rig.ask("POST", "/api/v1/accounts", token, body, peer="198.51.100.7")
        assert answer.status == 422, answer
    turned_away(rig, rig.ask("POST", "/api/v1/accounts", token, {}, peer="198.51.100.7"))
    assert rig.ask("POST", "/api/v1/accounts", token, {}, peer="198.51.100.8").status == 422


def test_an_account_is_counted_wherever_it_writes_from(rig: Rig) -> None:
    spend(rig, "writing", "", rig.cast.anna.id, 2)
    assert meter(rig.ask("POST", "/api/v1/statuses", rig.anna, {"status": "a"}, peer="198.51.100.1")) == (300, 1)
    # What is refused counts too.
    assert rig.ask("POST", "/api/v1/statuses", rig.anna, {}, peer="198.51.100.2").status == 422
    another = rig.token(rig.cast.anna)
    before = rig.contents()
    turned_away(rig, rig.ask("POST", "/api/v1/statuses", another, {"status": "b"}, peer="198.51.100.3"))
    assert rig.contents() == before
    assert rig.ask("GET", "/api/v1/timelines/home", rig.anna).status == 200
    assert rig.ask("POST", "/api/v1/statuses", rig.ben, {"status": "c"}, peer="198.51.100.3").status == 200


def test_reading_is_limited_by_account_and_for_guests_by_address(rig: Rig) -> None:
    spend(rig, "caller", "", rig.cast.anna.id, 1)
    spend(rig, "caller", "198.51.100.7", None, 1)
    assert meter(rig.ask("GET", "/api/v1/timelines/home", rig.anna, peer="198.51.100.7")) == (1500, 0)
    turned_away(rig, rig.ask("GET", "/api/v1/timelines/home", rig.anna, peer="198.51.100.9"))
    assert rig.ask("GET", "/api/v1/instance", peer="198.51.100.7").status == 200
    turned_away(rig, rig.ask("GET", "/api/v1/instance", peer="198.51.100.7"))
    # A guess at a token is a guest's request.
    turned_away(rig, rig.ask("GET", "/api/v1/timelines/home", "guess", peer="198.51.100.7"))
    assert rig.ask("GET", "/api/v1/timelines/home", rig.ben, peer="198.51.100.7").status == 200


def test_an_address_is_limited_whoever_asks(rig: Rig) -> None:
    spend(rig, "address", "198.51.100.7", None, 1)
    assert meter(rig.ask("GET", "/api/v1/instance", peer="198.51.100.7")) == (3000, 0)
    for token in (None, rig.anna, rig.ben, "guess"):
        turned_away(rig, rig.ask("GET", "/api/v1/instance", token, peer="198.51.100.7"))
    assert rig.ask("GET", "/api/v1/instance", rig.anna, peer="198.51.100.8").status == 200


def test_pictures_are_counted_by_themselves_and_leave_room_for_a_class(rig: Rig) -> None:
    """Thirty people behind one address, three pages of twenty posts with nine pictures and a face each."""
    peer = "198.51.100.7"
    assert COUNT["pictures"] >= 30 * 3 * 20 * (9 + 1)
    for path in ("/media/1/0-1-x/small.jpg", "/pictures/1/x.jpg"):
        assert meter(rig.ask("GET", path, peer=peer))[0] == COUNT["pictures"]
    untouched = meter(rig.ask("GET", "/api/v1/instance", peer=peer))
    assert untouched == (COUNT["caller"], COUNT["caller"] - 1)
    spend(rig, "pictures", peer, None, 2)
    turned_away(rig, rig.ask("GET", "/media/1/0-1-x/small.jpg", rig.anna, peer=peer))
    assert rig.ask("GET", "/pictures/1/x.jpg", peer="198.51.100.8").status == 404
    assert rig.ask("GET", "/api/v1/timelines/home", rig.anna, peer=peer).status == 200
    # However many others a family's address has asked for, its pictures come.
    spend(rig, "address", "198.51.100.9", None, 0)
    assert rig.ask("GET", "/pictures/1/x.jpg", peer="198.51.100.9").status == 404


def test_a_network_of_ipv6_is_one_address(rig: Rig) -> None:
    spend(rig, "address", "2001:db8:0:1::/64", None, 0)
    turned_away(rig, rig.ask("GET", "/api/v1/instance", peer="2001:db8:0:1:ffff::7"))
    assert rig.ask("GET", "/api/v1/instance", peer="2001:db8:0:2::7").status == 200


@pytest.mark.parametrize(
    ("peer", "said", "counted"),
    [
        ("198.51.100.7", b"203.0.113.5", "198.51.100.7"),
        ("10.0.0.1", b"203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", b"1.2.3.4, 203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", b"203.0.113.5, 10.0.0.2", "203.0.113.5"),
        ("10.0.0.1", b"\xff\xfe", "10.0.0.1"),
        ("10.0.0.1", b"1.2.3.4, ", "10.0.0.1"),
        ("10.0.0.1", b"127.0.0.1\x00", "10.0.0.1"),
    ],
)
def test_only_named_proxies_speak_for_others(rig: Rig, peer: str, said: bytes, counted: str) -> None:
    forwarded = ((b"x-forwarded-for", said),)
    spend(rig, "address", counted, None, 0)
    turned_away(rig, rig.ask("GET", "/api/v1/instance", headers=forwarded, peer=peer))
    others = {"198.51.100.7", "10.0.0.1", "203.0.113.5", "1.2.3.4"} - {counted}
    for other in others:
        assert rig.ask("GET", "/api/v1/instance", peer=other).status == 200


@pytest.mark.parametrize("name", [b"forwarded", b"x-real-ip", b"x-client-ip", b"cf-connecting-ip"])
def test_no_other_header_names_an_address(rig: Rig, name: bytes) -> None:
    spend(rig, "address", "10.0.0.1", None, 0)
    said = b"for=203.0.113.5" if name == b"forwarded" else b"203.0.113.5"
    turned_away(rig, rig.ask("GET", "/api/v1/instance", headers=((name, said),), peer="10.0.0.1"))


@pytest.mark.parametrize(("limit", "path"), [("media", "/api/v2/media"), ("reports", "/api/v1/reports")])
def test_uploads_and_reports_are_limited_by_member(rig: Rig, limit: str, path: str) -> None:
    anna, ben = rig.token(rig.cast.anna, "write"), rig.token(rig.cast.ben, "write")
    tried = [rig.ask("POST", path, anna, {}, peer=f"198.51.100.{n % 200}") for n in range(COUNT[limit])]
    assert {answer.status for answer in tried} <= {404, 422}
    turned_away(rig, rig.ask("POST", path, anna, {}, peer="203.0.113.9"))
    assert rig.ask("POST", path, ben, {}, peer="203.0.113.9").status in (404, 422)


def test_every_limit_is_tried_here() -> None:
    assert set(COUNT) == {"address", "caller", "writing", "sign-in", "sign-up", "apps", "media", "pictures", "reports"}
