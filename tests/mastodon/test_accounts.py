"""Joining through an app, one's own profile, and finding others."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import people
from teahouse.doors.mastodon.house import OPEN_HOUSE
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client, handles

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
FORM = {"username": "3858aa3bcf", "email": "tea@example.org", "password": "a kettle of tea", "agreement": True}
ME = "/api/v1/accounts/verify_credentials"
CHANGE = "/api/v1/accounts/update_credentials"


def app_token(api: Client, scopes: str = "read write follow push") -> str:
    """A token of an app that acts for nobody yet."""
    oob = "urn:ietf:wg:oauth:2.0:oob"
    app = api.post("/api/v1/apps", client_name="Kettle", redirect_uris=oob, scopes=scopes)
    proof = {"client_id": app["client_id"], "client_secret": app["client_secret"], "scope": scopes}
    token: str = api.post("/oauth/token", grant_type="client_credentials", **proof)["access_token"]
    return token


@BOTH
def test_somebody_joins_through_an_app(api: Client) -> None:
    token = api.post("/api/v1/accounts", app_token(api), **FORM, locale="zh", time_zone="Asia/Shanghai")
    assert (token["token_type"], token["scope"]) == ("Bearer", "follow push read write")
    me = api.get(ME, token["access_token"])
    assert (me["acct"], me["locked"], me["display_name"]) == ("3858aa3bcf", True, "3858aa3bcf")
    assert (me["source"]["privacy"], me["source"]["privacy_ex"]) == ("private", "private")
    assert (me["source"]["time_zone"], me["source"]["language"]) == ("Asia/Shanghai", "zh")
    again = api.ask("POST", "/api/v1/accounts", app_token(api), json={**FORM, "username": "3858AA3BCF"})
    assert again.status_code == 422
    assert {field: one[0]["error"] for field, one in again.json()["details"].items()} == {
        "username": "ERR_TAKEN",
        "email": "ERR_TAKEN",
    }


def test_all_that_is_wrong_is_told_at_once(api: Client) -> None:
    answer = api.ask("POST", "/api/v1/accounts", app_token(api), data={"username": "a b", "email": "@"})
    assert answer.status_code == 422
    assert set(answer.json()["details"]) == {"username", "email", "password", "agreement"}
    assert answer.json()["error"].startswith("Validation failed: ")
    for name in ("admin", "Teahouse"):
        answer = api.ask("POST", "/api/v1/accounts", app_token(api), json={**FORM, "username": name})
        assert answer.json()["details"]["username"][0]["error"] == "ERR_RESERVED"


def test_who_may_bring_somebody_in(api: Client, cast: Cast) -> None:
    assert api.refused("POST", "/api/v1/accounts", json=FORM)[0] == 401
    assert api.refused("POST", "/api/v1/accounts", app_token(api, "read"), json=FORM)[0] == 403
    assert api.post("/api/v1/accounts", app_token(api, "write:accounts"), **FORM)["scope"] == "write:accounts"


@pytest.mark.parametrize("settings", [Settings(origin="https://tea.example", rate_limits=False)])
def test_a_house_that_is_joined_by_invite(api: Client, cast: Cast) -> None:
    answer = api.ask("POST", "/api/v1/accounts", app_token(api), json=FORM)
    assert list(answer.json()["details"]) == ["invite_code"]
    code = cast.do(people.make_invite, cast.anna.id).code
    token = api.post("/api/v1/accounts", app_token(api), **FORM, invite_code=code.upper())
    assert api.get(ME, token["access_token"])["acct"] == "3858aa3bcf"
    other = {**FORM, "username": "another", "email": None, "invite_code": code}
    assert api.refused("POST", "/api/v1/accounts", app_token(api), json=other)[0] == 422


@pytest.mark.parametrize("settings", [Settings(origin="https://tea.example", sign_up="closed", rate_limits=False)])
def test_a_house_that_is_closed(api: Client) -> None:
    assert api.refused("POST", "/api/v1/accounts", app_token(api), json=FORM) == (403, "This action is not allowed")


@pytest.mark.parametrize("settings", [Settings(origin="https://tea.example", open_house=True)])
def test_an_open_house_begins_as_mastodon_does(api: Client) -> None:
    me = api.get(ME, api.post("/api/v1/accounts", app_token(api), **FORM)["access_token"])
    assert (me["locked"], me["display_name"], me["source"]["privacy"]) == (False, "", "public")


@pytest.mark.parametrize("settings", [Settings(origin="https://tea.example", open_house=True, description="Our club.")])
def test_an_open_house_is_told_apart(api: Client) -> None:
    for path, field in (("/api/v2/instance", "description"), ("/api/v1/instance", "short_description")):
        assert api.get(path)[field] == f"{OPEN_HOUSE} Our club."
    assert OPEN_HOUSE in api.get("/api/v1/instance/extended_description")["content"]
    assert OPEN_HOUSE in api.get("/nodeinfo/2.0")["metadata"]["nodeDescription"]


def test_oneself(api: Client, cast: Cast) -> None:
    me = api.get(ME, cast.anna)
    assert (me["id"], me["acct"], me["url"]) == (str(cast.anna.id), "anna", "https://tea.example/@anna")
    assert me["role"]["name"] == ""
    assert api.get(ME, api.token(cast.anna, "profile"))["acct"] == "anna"
    cast.do(people.set_role, cast.anna.id, people.HouseRole.HOST)
    assert api.get(ME, cast.anna)["role"]["name"] == "Host"
    assert api.refused("GET", ME, app_token(api)) == (422, "This method requires an authenticated user")
    assert api.refused("GET", ME, "never given out") == (401, "The access token is invalid")


def test_a_page_acts_by_its_staff(api: Client, cast: Cast) -> None:
    issued = cast.do(people.issue_token, None, cast.bakery.id, cast.lin.id)
    me = api.get(ME, issued.token)
    assert (me["acct"], me["source"]["privacy"], me["locked"]) == ("bakery", "public", False)
    assert api.refused("PATCH", CHANGE, issued.token, json={"locked": True})[0] == 422
    assert api.json("PATCH", CHANGE, issued.token, json={"note": "Open from six"})["note"] == "<p>Open from six</p>"
    cast.do(people.follow, cast.anna, cast.bakery)
    assert handles(api.get(f"/api/v1/accounts/{cast.bakery.id}/followers", issued.token)) == ["anna"]


@BOTH
@pytest.mark.parametrize("how", ["json", "form", "multipart"])
def test_a_profile_is_changed(api: Client, cast: Cast, how: str) -> None:
    plain: dict[str, Any] = {"display_name": "安娜", "note": "Tea & @ben", "bot": "true", "locked": "0"}
    plain |= {"discoverable": "1", "indexable": "true", "time_zone": "Europe/Berlin", "window_days": "30"}
    if how == "json":
        fields = [{"name": "Likes", "value": "https://tea.example"}, {"name": "", "value": ""}]
        source = {"privacy": "house", "sensitive": True, "language": "zh"}
        sent: dict[str, Any] = {"json": {**plain, "fields_attributes": fields, "source": source}}
    else:
        nested = {"fields_attributes[0][name]": "Likes", "fields_attributes[0][value]": "https://tea.example"}
        nested |= {"source[privacy]": "house", "source[sensitive]": "true", "source[language]": "zh"}
        sent = {"data": {**plain, **nested}} | ({"files": {"unknown": ("", b"")}} if how == "multipart" else {})
    me = api.json("PATCH", CHANGE, cast.anna, **sent)
    assert me == api.get(ME, cast.anna)
    shown = api.get(f"/api/v1/accounts/{cast.anna.id}", cast.ben)
    assert (shown["display_name"], shown["bot"], shown["locked"], shown["noindex"]) == ("安娜", True, False, False)
    assert 'href="https://tea.example/@ben"' in shown["note"]
    assert [(field["name"], "<a href=" in field["value"]) for field in shown["fields"]] == [("Likes", True)]
    assert "source" not in shown
    source = me["source"]
    assert (source["privacy"], source["privacy_ex"], source["sensitive"]) == ("private", "house", True)
    assert (source["language"], source["time_zone"], source["window_days"]) == ("zh", "Europe/Berlin", 30)
    assert (source["note"], source["fields"][0]["value"]) == ("Tea & @ben", "https://tea.example")
    forgot = api.json("PATCH", CHANGE, cast.anna, data={"source[language]": "", "note": ""})
    assert (forgot["source"]["language"], forgot["note"]) == (None, "")


def test_what_may_not_stand_in_a_profile(api: Client, cast: Cast) -> None:
    before = api.get(ME, cast.anna)
    wrong = {"note": "x" * 501, "window_days": 5, "time_zone": "Mars/Dome", "source": {"privacy": "everyone"}}
    wrong["fields_attributes"] = [{"name": str(n), "value": "v"} for n in range(5)]
    answer = api.ask("PATCH", CHANGE, cast.anna, json={"display_name": "New", **wrong})
    assert answer.status_code == 422
    assert set(answer.json()["details"]) == {"note", "window_days", "time_zone", "audience", "fields"}
    for name in ("avatar", "header"):
        picture = {name: ("me.png", b"\x89PNG" + bytes(2_000_000), "image/png")}
        answer = api.ask("PATCH", CHANGE, cast.anna, data={"display_name": "New"}, files=picture)
        assert (answer.status_code, answer.json()["error"]) == (
            422,
            "File type of uploaded media could not be verified",
        )
    assert api.get(ME, cast.anna) == before


def test_accounts_are_shown_to_anybody(api: Client, cast: Cast) -> None:
    shown = api.get(f"/api/v1/accounts/{cast.mei.id}")
    assert (shown["acct"], shown["followers_count"], shown["statuses_count"]) == ("mei", 0, 0)
    assert api.get(f"/api/v1/accounts/{cast.mei.id}", cast.anna) == shown
    assert api.refused("GET", "/api/v1/accounts/7") == (404, "Record not found")
    several = api.get("/api/v1/accounts", **{"id[]": [cast.mei.id, 7, cast.ben.id]})
    assert handles(several) == ["mei", "ben"]
    assert api.refused("GET", "/api/v1/accounts", params={"id[]": list(range(41))})[0] == 422


@pytest.mark.parametrize("name", ["mei", "@MEI", "mei@tea.example", "@Mei@tea.example"])
def test_names_are_looked_up(api: Client, cast: Cast, name: str) -> None:
    assert api.get("/api/v1/accounts/lookup", acct=name)["id"] == str(cast.mei.id)


@pytest.mark.parametrize("name", ["", "@", "me", "mei@elsewhere.example", "mei@", "a b", "x" * 600])
def test_names_that_nobody_has(api: Client, cast: Cast, name: str) -> None:
    assert api.refused("GET", "/api/v1/accounts/lookup", params={"acct": name}) == (404, "Record not found")


@BOTH
def test_strangers_are_found_by_their_whole_name_and_friends_by_a_part(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.xiaoming), (cast.anna, cast.mei))
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(remark="Market lady"))

    def found(by: people.Account, **params: Any) -> list[str]:
        accounts = api.get("/api/v1/accounts/search", by, **params)
        assert api.get("/api/v2/search", by, type="accounts", **params)["accounts"] == accounts
        return handles(accounts)

    for whole in ("zoe", "@zoe", "@zoe@tea.example", "https://tea.example/@zoe"):
        assert found(cast.anna, q=whole, resolve=True) == ["zoe"]
    assert found(cast.anna, q="zo") == []
    assert found(cast.anna, q="xiao") == ["xiaoming"]
    assert found(cast.anna, q="小明") == ["xiaoming"]
    assert found(cast.anna, q="market") == ["mei"]
    assert found(cast.zoe, q="market") == []
    assert found(cast.anna, q="zoe", following=True) == []
    assert found(cast.anna, q="") == []
    assert found(cast.anna, q="me") == ["mei"]
    assert found(cast.anna, q="me", offset=1) == []
    assert found(cast.anna, q="ming") == found(cast.anna, q="XM") == found(cast.anna, q="明") == ["xiaoming"]
    assert found(cast.anna, q="ngm") == found(cast.anna, q="%") == found(cast.anna, q="_") == []
    cast.do(people.block, cast.zoe, cast.anna)
    assert found(cast.anna, q="zoe") == ["zoe"]
