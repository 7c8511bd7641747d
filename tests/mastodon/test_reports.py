"""Reports and suspensions as apps see them: Mastodon's entity and refusals, and nothing of who is suspended."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import housekeeping, people
from teahouse.housekeeping import COMMAND_LINE
from tests.cast import Cast
from tests.mastodon.client import Client

PATH = "/api/v1/reports"


def test_a_report_is_answered_as_mastodon_does(api: Client, cast: Cast) -> None:
    post = api.post("/api/v1/statuses", cast.mei, status="Cream", visibility="public")
    made = api.json(
        "POST", PATH, cast.anna, data={"account_id": cast.mei.id, "status_ids[]": post["id"], "comment": "Hm"}
    )
    assert made["target_account"]["acct"] == "mei"
    told = {name: made[name] for name in made if name not in ("id", "created_at", "target_account")}
    assert told == {
        "action_taken": False,
        "action_taken_at": None,
        "category": "other",
        "comment": "Hm",
        "forwarded": False,
        "status_ids": [post["id"]],
        "collection_ids": [],
        "rule_ids": None,
    }
    broken = api.post(PATH, cast.anna, account_id=str(cast.mei.id), category="spam", rule_ids=["1", "3"], forward=True)
    assert (broken["category"], broken["rule_ids"], broken["forwarded"]) == ("violation", ["1", "3"], False)
    (kept, _) = cast.ask(housekeeping.page_reports, COMMAND_LINE)
    assert kept.rules[0].text == "Be the friend you would like to have."


def test_what_cannot_be_reported_is_refused(api: Client, cast: Cast) -> None:
    closed = api.post("/api/v1/statuses", cast.mei, status="Among friends")
    mei = str(cast.mei.id)
    assert api.refused("POST", PATH, None, json={"account_id": mei})[0] == 401
    assert api.refused("POST", PATH, api.token(cast.anna, "read"), json={"account_id": mei})[0] == 403
    for body in ({"account_id": "1"}, {"account_id": mei, "status_ids": [closed["id"]]}):
        assert api.refused("POST", PATH, cast.anna, json=body) == (404, "Record not found")
    assert api.refused("POST", PATH, cast.anna, json={})[0] == 422
    for more, said in (
        ({"comment": "!" * 1_001}, "Comment is too long (maximum is 1000 characters)"),
        ({"rule_ids": ["4"]}, "Rule ids does not reference valid rules"),
        ({"category": "gossip"}, "Category"),
    ):
        status, text = api.refused("POST", PATH, cast.anna, json={"account_id": mei, **more})
        assert (status, said in text) == (422, True), text
    assert cast.ask(housekeeping.count_open, COMMAND_LINE) == 0


def test_authors_learn_that_a_post_is_withheld_and_why(api: Client, cast: Cast) -> None:
    post = api.post("/api/v1/statuses", cast.mei, status="Cream", visibility="public")
    made = api.post(PATH, cast.anna, account_id=str(cast.mei.id), status_ids=[post["id"]])
    where = (COMMAND_LINE, int(made["id"]), int(post["id"]))
    cast.do(housekeeping.withhold, *where, "Rule 2", removed=False)
    path = f"/api/v1/statuses/{post['id']}"
    assert api.refused("GET", path, cast.anna) == (404, "Record not found")
    assert api.get(path, cast.mei)["withheld"] == {"state": "held", "reason": "Rule 2"}
    cast.do(housekeeping.withhold, *where, "", removed=True)
    (listed,) = api.get(f"/api/v1/accounts/{cast.mei.id}/statuses", cast.mei)
    assert listed["withheld"] == {"state": "removed", "reason": ""}
    assert "comment_removed" not in listed
    cast.do(housekeeping.give_back, *where)
    assert api.get(path, cast.mei)["id"] == api.get(path, cast.anna)["id"]
    assert "withheld" not in api.get(path, cast.mei)


def _everything(api: Client, viewer: people.Account | None, cast: Cast, ids: list[str]) -> list[tuple[int, bytes]]:
    """The bytes of every answer that could tell of somebody."""
    names = ("anna", "ben", "mei", "bakery")
    everyone = [str(getattr(cast, name).id) for name in names]
    paths = [f"/api/v1/accounts/{one}{of}" for one in everyone for of in ("", "/statuses", "/followers", "/following")]
    paths += [
        f"/api/v1/statuses/{one}{of}" for one in ids for of in ("", "/context", "/favourited_by", "/reblogged_by")
    ]
    paths += [f"/api/v1/accounts/lookup?acct={name}" for name in names]
    paths += ["/api/v1/timelines/public", "/api/v1/timelines/tag/tea", "/api/v2/instance", "/api/v1/instance"]
    paths += ["/@mei", "/@anna", "/nodeinfo/2.0", "/.well-known/webfinger?resource=acct:mei@tea.example"]
    if viewer is not None:
        paths += ["/api/v1/timelines/home", "/api/v1/notifications", "/api/v1/follow_requests", "/api/v1/bookmarks"]
        paths += ["/api/v1/favourites", "/api/v1/accounts/verify_credentials", "/api/v1/mutes", "/api/v1/blocks"]
        paths += ["/api/v1/accounts/search?q=mei", "/api/v2/search?type=accounts&q=m", "/api/v1/circles"]
        paths += [f"/api/v1/accounts/relationships?id[]={'&id[]='.join(everyone)}"]
        paths += [f"/api/v1/accounts/familiar_followers?id[]={'&id[]='.join(everyone)}"]
        paths += [f"/api/v1/circles/{one['id']}/accounts" for one in api.get("/api/v1/circles", viewer)]
    answers = [api.ask("GET", path, viewer) for path in paths]
    return [(answer.status_code, answer.content) for answer in answers]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_who_is_suspended_is_told_of_nowhere_and_comes_back_to_the_byte(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    for who in (cast.anna, cast.mei):
        cast.do(people.follow, who, cast.bakery)
    cast.do(people.follow, cast.mei, cast.zoe)
    cast.do(people.mute, cast.ben, cast.mei)
    circle = api.post("/api/v1/circles", cast.anna, title="Close")
    api.post(f"/api/v1/circles/{circle['id']}/accounts", cast.anna, account_ids=[str(cast.mei.id)])

    def post(by: people.Account, text: str, **more: Any) -> str:
        return str(api.post("/api/v1/statuses", by, status=text, **more)["id"])

    of_anna = [post(cast.anna, "One #tea", visibility="public"), post(cast.anna, "Two")]
    of_anna.append(post(cast.anna, "Three", visibility="circle", circle_id=circle["id"]))
    of_mei = [post(cast.mei, "Mine #tea", visibility="public"), post(cast.mei, "Ours")]
    of_mei.append(post(cast.mei, "And so", in_reply_to_id=of_anna[0]))
    answer = post(cast.ben, "Yes", in_reply_to_id=of_mei[-1])
    for one in of_anna[:2]:
        api.post(f"/api/v1/statuses/{one}/favourite", cast.mei)
    api.post(f"/api/v1/statuses/{of_anna[0]}/reblog", cast.mei)
    api.post(f"/api/v1/statuses/{of_mei[0]}/reblog", cast.ben)
    api.post(f"/api/v1/statuses/{of_mei[0]}/bookmark", cast.anna)
    ids, viewers = [*of_anna, *of_mei, answer], (None, cast.anna, cast.ben, cast.zoe, cast.bakery)

    def ask() -> list[list[tuple[int, bytes]]]:
        return [_everything(api, viewer, cast, ids) for viewer in viewers]

    before = ask()
    assert any(str(cast.mei.id).encode() in told for answers in before for _, told in answers)
    cast.do(housekeeping.suspend, COMMAND_LINE, cast.mei, "")
    assert api.refused("GET", "/api/v1/timelines/home", cast.mei)[0] == 401
    for viewer, answers in zip(viewers, ask(), strict=True):
        for _, told in answers:
            found = [one for one in (str(cast.mei.id), *of_mei, "Mei") if one.encode() in told]
            assert not found, f"{viewer} is told {found}: {told.decode()}"
    cast.do(housekeeping.restore, COMMAND_LINE, cast.mei)
    assert ask() == before
