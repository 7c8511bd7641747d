"""The quiet controls through the API: the one who turns down sees them, the other side does not."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import people
from tests.cast import Cast
from tests.mastodon.client import Client, handles

QUIET = ("muting", "muting_notifications", "hiding", "selling_off", "asking_off", "shares_off", "fold", "note")


def of(api: Client, me: people.Account, other: people.Account) -> dict[str, Any]:
    told: dict[str, Any] = api.get("/api/v1/accounts/relationships", me, id=other.id)[0]
    return told


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_dont_look_at_theirs_for_an_hour(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei))
    muted = api.json("POST", f"/api/v1/accounts/{cast.mei.id}/mute", cast.anna, data={"duration": "3600"})
    assert (muted["muting"], muted["muting_notifications"], muted["friend"]) == (True, True, True)
    assert muted["muting_expires_at"].endswith("Z")
    (listed,) = api.get("/api/v1/mutes", cast.anna)
    assert (listed["acct"], listed["mute_expires_at"]) == ("mei", muted["muting_expires_at"])
    cast.clock.step(3_600_000)
    assert api.get("/api/v1/mutes", cast.anna) == []
    over = of(api, cast.anna, cast.mei)
    assert (over["muting"], over["muting_notifications"], over["muting_expires_at"]) == (False, False, None)


def test_dont_look_at_theirs_until_unmuted(api: Client, cast: Cast) -> None:
    path = f"/api/v1/accounts/{cast.mei.id}"
    muted = api.post(f"{path}/mute", cast.anna, notifications=False)
    assert (muted["muting"], muted["muting_notifications"], muted["muting_expires_at"]) == (True, False, None)
    assert api.get("/api/v1/mutes", cast.anna)[0]["mute_expires_at"] is None
    assert not api.post(f"{path}/unmute", cast.anna)["muting"]
    assert api.refused("POST", f"{path}/mute", cast.anna, json={"duration": -1})[0] == 422


def test_dont_let_them_see_mine(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei))
    moment = api.post("/api/v1/statuses", cast.anna, status="A quiet evening")
    shown = f"/api/v1/statuses/{moment['id']}"
    assert api.get(shown, cast.mei)["content"] == "<p>A quiet evening</p>"
    assert api.post(f"/api/v1/accounts/{cast.mei.id}/hide", cast.anna)["hiding"]
    assert api.refused("GET", shown, cast.mei) == (404, "Record not found")
    assert handles(api.get("/api/v1/hides", cast.anna)) == ["mei"]
    assert api.get("/api/v1/hides", cast.mei) == []
    assert not api.post(f"/api/v1/accounts/{cast.mei.id}/unhide", cast.anna)["hiding"]
    assert api.get(shown, cast.mei)["content"] == "<p>A quiet evening</p>"


def test_turn_down_a_part_of_it(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei))
    path = f"/api/v1/accounts/{cast.mei.id}/quiet"
    for method in ("POST", "PATCH"):
        sent = {"selling_off": True, "asking_off": "1", "fold": 2}
        told = api.json(method, path, cast.anna, json=sent)
        assert [told[name] for name in QUIET[2:7]] == [False, True, True, False, 2]
    told = api.json("PATCH", path, cast.anna, data={"selling_off": "false", "hiding": "true", "shares_off": "true"})
    assert [told[name] for name in QUIET[2:7]] == [True, False, True, True, 2]
    assert told["showing_reblogs"] is False
    for fold in (-1, 51):
        answer = api.ask("POST", path, cast.anna, json={"fold": fold, "asking_off": False})
        assert (answer.status_code, list(answer.json()["details"])) == (422, ["fold"])
    assert of(api, cast.anna, cast.mei)["asking_off"]


def test_a_name_of_ones_own_for_a_friend(api: Client, cast: Cast) -> None:
    path = f"/api/v1/accounts/{cast.mei.id}/note"
    assert api.post(path, cast.anna, comment="小梅, from the market")["note"] == "小梅, from the market"
    assert api.refused("POST", path, cast.anna, json={"comment": "x" * 2001})[0] == 422
    assert api.post(path, cast.anna)["note"] == ""


def test_the_other_side_is_never_told(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei))
    before = of(api, cast.mei, cast.anna)
    profile = api.get(f"/api/v1/accounts/{cast.anna.id}", cast.mei)
    notices = api.get("/api/v1/notifications", cast.mei)
    other = f"/api/v1/accounts/{cast.mei.id}"
    api.post(f"{other}/mute", cast.anna)
    api.post(f"{other}/note", cast.anna, comment="sells too much")
    api.post(f"{other}/quiet", cast.anna, selling_off=True, asking_off=True, shares_off=True, fold=1, hiding=True)
    mine = of(api, cast.anna, cast.mei)
    assert all(mine[name] for name in QUIET)
    assert of(api, cast.mei, cast.anna) == before
    assert api.get(f"/api/v1/accounts/{cast.anna.id}", cast.mei) == profile
    assert api.get("/api/v1/notifications", cast.mei) == notices
