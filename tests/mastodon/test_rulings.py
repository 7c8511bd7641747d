"""The guard as apps meet it: a refusal with its ruling, a post that waits, an appeal, a guess."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import housekeeping, people
from teahouse.housekeeping import Actor
from tests.cast import Cast
from tests.mastodon.client import Client

POSTS = "/api/v1/statuses"
FORCED = "转发到朋友圈立减20元"
PLAIN = "今天全场立减20元，到店就有"
HELD = "邀请好友注册，每邀请一人奖励10元"


@pytest.fixture
def shop(api: Client, cast: Cast) -> str:
    """Lin's token for the bakery."""
    issued: people.Issued = cast.do(people.issue_token, None, cast.bakery.id, cast.lin.id, ("read", "write"))
    return issued.token


def refuse(api: Client, by: Any, text: str = FORCED, **more: Any) -> dict[str, Any]:
    answer = api.ask("POST", POSTS, by, json={"status": text, "visibility": "public", **more})
    assert answer.status_code == 422, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_a_refusal_says_what_why_and_how_to_mend(api: Client, cast: Cast, shop: str) -> None:
    body = refuse(api, shop)
    assert body["error"].startswith("Validation failed: the house rule share.reward")
    ruling = body["ruling"]
    assert (ruling["verdict"], ruling["state"], ruling["rung"]) == ("refused", "standing", 1)
    (found,) = ruling["findings"]
    assert found["rule"] == "share.reward"
    assert found["spans"][0]["words"] in FORCED
    assert found["rewrite"]
    assert any("3.3.1" in source for source in found["sources"])
    assert found["url"] == f"{api.origin}/rules#share.reward"
    assert ruling["next_rung"].startswith("Second")
    assert ruling["may_appeal"]
    assert ruling["appeal_url"].endswith(f"/api/v1/rulings/{ruling['id']}/appeal")
    assert api.json("GET", f"/api/v1/accounts/{cast.bakery.id}/statuses", shop) == []


def test_reasons_are_in_the_readers_language(api: Client, shop: str) -> None:
    answer = api.ask(
        "POST", POSTS, shop, json={"status": FORCED, "visibility": "public"}, headers={"Accept-Language": "zh-CN"}
    )
    assert answer.json()["ruling"]["findings"][0]["name"] == "利诱分享"


def test_trying_again_is_the_same_ruling(api: Client, shop: str) -> None:
    first = refuse(api, shop)["ruling"]["id"]
    assert refuse(api, shop)["ruling"]["id"] == first
    assert [one["id"] for one in api.json("GET", "/api/v1/rulings", shop)] == [first]


def test_what_waits_is_marked_for_its_author(api: Client, cast: Cast, shop: str) -> None:
    held = api.post(POSTS, shop, status=HELD, visibility="public")
    assert held["withheld"]["state"] == "held"
    assert "invite.reward" in held["withheld"]["reason"]
    assert api.refused("GET", f"{POSTS}/{held['id']}", cast.anna)[0] == 404
    ruling = api.json("GET", f"/api/v1/rulings/{held['withheld']['ruling_id']}", shop)
    assert (ruling["state"], ruling["status_id"]) == ("waiting", held["id"])
    mended = api.json("PUT", f"{POSTS}/{held['id']}", shop, json={"status": PLAIN})
    assert "withheld" not in mended
    assert api.json("GET", f"{POSTS}/{held['id']}", cast.anna)["content"] == f"<p>{PLAIN}</p>"


def test_an_appeal_is_heard_and_won(api: Client, cast: Cast, shop: str) -> None:
    at = f"/api/v1/rulings/{refuse(api, shop)['ruling']['id']}"
    asked = api.post(f"{at}/appeal", shop, text="A quotation")
    assert not asked["may_appeal"]
    assert [word["text"] for word in asked["words"]] == ["A quotation"]
    assert api.refused("POST", f"{at}/appeal", shop, json={})[0] == 409
    assert api.post(f"{at}/words", shop, text="By a rival")["words"][1]["text"] == "By a rival"
    by = Actor(cast.zoe.id, "zoe")
    cast.do(housekeeping.decide_ruling, by, int(at.rpartition("/")[2]), overturn=True, why="So it is")
    (notice,) = api.json("GET", "/api/v1/notifications?supported_types[]=teahouse.ruling", shop)
    assert (notice["type"], notice["ruling_id"]) == ("teahouse.ruling", at.rpartition("/")[2])
    assert api.json("GET", "/api/v1/notifications", shop) == []
    told = api.json("GET", at, shop)
    assert (told["state"], told["answer"]) == ("overturned", "So it is")
    assert api.post(POSTS, shop, status=FORCED, visibility="public")["content"] == f"<p>{FORCED}</p>"


def test_anothers_ruling_is_not_there(api: Client, cast: Cast, shop: str) -> None:
    at = f"/api/v1/rulings/{refuse(api, shop)['ruling']['id']}"
    assert api.refused("GET", at, cast.anna)[0] == 404
    assert api.refused("POST", f"{at}/appeal", cast.anna, json={})[0] == 404
    assert api.refused("POST", f"{at}/words", cast.anna, json={"text": "Hm"})[0] == 404


def test_a_restriction_says_by_what_and_until_when(api: Client, cast: Cast, shop: str) -> None:
    refuse(api, shop)
    cast.clock.step(2 * 86_400_000)
    refuse(api, shop, "转发朋友圈截图给店员送小菜一份")
    answer = api.ask("POST", POSTS, shop, json={"status": PLAIN, "visibility": "public"})
    assert answer.status_code == 403
    assert answer.json()["ruling"]["restricted_until"] is not None


def test_a_refused_edit_leaves_the_post(api: Client, cast: Cast, shop: str) -> None:
    post = api.post(POSTS, shop, status=PLAIN, visibility="public")
    answer = api.ask("PUT", f"{POSTS}/{post['id']}", shop, json={"status": FORCED})
    assert (answer.status_code, answer.json()["ruling"]["status_id"]) == (422, post["id"])
    assert api.json("GET", f"{POSTS}/{post['id']}", cast.anna)["content"] == f"<p>{PLAIN}</p>"


def test_a_mark_is_seen_by_all_until_it_is_overturned(api: Client, cast: Cast, shop: str) -> None:
    post = api.post(POSTS, shop, status="我收了钱但别说出去，大家快去买", visibility="public")
    seen = f"{POSTS}/{post['id']}"
    assert api.json("GET", seen)["labelled"]
    (ruling,) = api.json("GET", "/api/v1/rulings", shop)
    assert (ruling["verdict"], ruling["rung"]) == ("labelled", 0)
    api.post(f"/api/v1/rulings/{ruling['id']}/appeal", shop)
    by = Actor(cast.zoe.id, "zoe")
    cast.do(housekeeping.decide_ruling, by, int(ruling["id"]), overturn=True, why="A joke")
    assert "labelled" not in api.json("GET", seen)


def test_only_the_author_is_told_what_a_post_looks_like(api: Client, cast: Cast) -> None:
    text = "秋冬新款大衣到货，原价599现价299包邮，私信下单"
    post = api.post(POSTS, cast.mei, status=text, visibility="public")
    assert post["guessed"] == ["selling"]
    assert not post["selling"]
    assert "guessed" not in api.json("GET", f"{POSTS}/{post['id']}", cast.anna)
    at = f"{POSTS}/{post['id']}/contest"
    assert api.refused("POST", at, cast.anna, json={"sort": "selling"})[0] == 404
    assert "guessed" not in api.post(at, cast.mei, sort="selling")
    assert api.refused("POST", at, cast.mei, json={"sort": "selling"})[0] == 404


def test_the_rule_book_stands_among_the_rules(api: Client, cast: Cast) -> None:
    rules = {rule["id"]: rule for rule in api.json("GET", "/api/v1/instance/rules")}
    assert rules["share.forced"]["text"].startswith("Forced sharing. ")
    assert rules["share.forced"]["translations"]["zh"]["text"].startswith("强制分享：")
    made = api.post("/api/v1/reports", cast.anna, account_id=str(cast.mei.id), rule_ids=["share.forced"])
    assert made["rule_ids"] == ["share.forced"]


def test_a_campaign_is_judged_by_what_it_declares_and_shown_as_its_terms(api: Client, cast: Cast, shop: str) -> None:
    draw = {"how": "到店", "free_entry": True, "start": "12月1日", "end": "12月5日", "prizes": "面包", "number": 3}
    draw |= {"organiser": "面包店"}
    post = api.post(POSTS, shop, status="圣诞抽奖", visibility="public", campaign={"acts": ["comment"], "draw": draw})
    seen = api.json("GET", f"{POSTS}/{post['id']}")
    assert seen["campaign"]["acts"] == ["comment"]
    assert seen["campaign"]["draw"]["prizes"] == "面包"
    body = refuse(api, shop, PLAIN, campaign={"acts": ["share"], "reward": True})
    assert body["ruling"]["findings"][0]["declared"] == ["acts", "reward"]
    parts = {"status": PLAIN, "visibility": "public", "campaign[acts][]": "share", "campaign[reward]": "1"}
    assert api.ask("POST", POSTS, shop, data=parts).status_code == 422
    held = api.post(POSTS, shop, status="抽奖", visibility="public", campaign={"draw": {"how": "到店"}})
    ruling = api.json("GET", f"/api/v1/rulings/{held['withheld']['ruling_id']}", shop)
    assert ruling["rules"] == ["prize.terms"]
    comment = {"status": "x", "in_reply_to_id": post["id"], "campaign": {"reward": True}}
    assert api.refused("POST", POSTS, shop, json=comment)[0] == 422
    boost = api.post(f"{POSTS}/{post['id']}/reblog", cast.anna)
    assert boost["reblog"]["campaign"]["acts"] == ["comment"]
