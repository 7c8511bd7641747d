"""Fields without which a native app throws a whole answer away: all are there, and none is null.

What an app's own model demands: Mastodon for Android names such fields, Tusky's have a type without null.
"""

from __future__ import annotations

from typing import Any

from teahouse import notices
from teahouse.moments import Changes, Mentioned, Public, edit_moment
from tests.cast import Cast
from tests.mastodon.client import Client

ACCOUNT = "id username acct url display_name note avatar header created_at emojis fields"
STATUS = (
    "id uri created_at account content visibility spoiler_text media_attachments mentions tags emojis sensitive "
    "reblogs_count favourites_count replies_count"
)
INSTANCE_V1 = "uri title short_description description email version languages"
INSTANCE_V2 = "title description version languages domain registrations thumbnail contact"
RELATIONSHIP = "id following followed_by blocking muting muting_notifications requested showing_reblogs domain_blocking"
ANNOUNCEMENT = "id content all_day published_at updated_at mentions tags emojis reactions"
EDIT = "content spoiler_text sensitive created_at account media_attachments emojis"
VISIBILITIES = {"public", "unlisted", "private", "direct"}


def holds(entity: dict[str, Any], fields: str) -> None:
    """All of them are there."""
    missing = [name for name in fields.split() if entity.get(name) is None]
    assert not missing, f"{missing} in {entity}"


def check_status(status: dict[str, Any]) -> None:
    """A status with all that is inside it."""
    holds(status, STATUS)
    holds(status["account"], ACCOUNT)
    assert status["visibility"] in VISIBILITIES
    for mention in status["mentions"]:
        holds(mention, "id username acct url")
    for tag in status["tags"]:
        holds(tag, "name url")
    for field in status["account"]["fields"]:
        holds(field, "name value")
    if status.get("reblog"):
        check_status(status["reblog"])


def test_statuses_and_what_goes_with_them(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    public = cast.post(cast.anna, "For all #tea @ben", Public(listed=True))
    cast.post(cast.anna, "For friends")
    cast.post(cast.anna, "@ben a letter", Mentioned())
    cast.comment(cast.ben, public, "@anna said")
    api.post(f"/api/v1/statuses/{public.id}/reblog", cast.ben)
    cast.do(edit_moment, cast.anna, public.id, Changes(text="For all #tea @ben, once more"))
    home = api.get("/api/v1/timelines/home", cast.ben)
    assert len(home) >= 3
    context = api.get(f"/api/v1/statuses/{public.id}/context", cast.ben)
    assert context["descendants"]
    for status in (*home, *context["ancestors"], *context["descendants"]):
        check_status(status)
    for version in api.get(f"/api/v1/statuses/{public.id}/history", cast.ben):
        holds(version, EDIT)
    holds(api.get(f"/api/v1/statuses/{public.id}/source", cast.anna), "id text spoiler_text")
    told = api.get("/api/v1/notifications", cast.anna)
    assert {notice["type"] for notice in told} >= {"mention", "reblog"}
    for notice in told:
        holds(notice, "id type created_at account")
        holds(notice["account"], ACCOUNT)
        if "status" in notice:
            check_status(notice["status"])


def test_the_house_people_and_what_one_has(api: Client, cast: Cast) -> None:
    cast.do(notices.publish_announcement, "The stairs are wet")
    holds(api.get("/api/v1/instance"), INSTANCE_V1)
    house = api.get("/api/v2/instance")
    holds(house, INSTANCE_V2)
    holds(house["configuration"], "accounts statuses media_attachments polls urls translation")
    me = api.get("/api/v1/accounts/verify_credentials", cast.anna)
    holds(me, f"{ACCOUNT} source")
    holds(me["source"], "note fields privacy sensitive")
    holds(api.get(f"/api/v1/accounts/{cast.bakery.id}", cast.anna), ACCOUNT)
    holds(api.get("/api/v1/accounts/relationships", cast.anna, id=cast.ben.id)[0], RELATIONSHIP)
    holds(api.post("/api/v1/lists", cast.anna, title="News"), "id title replies_policy exclusive")
    markers = api.post("/api/v1/markers", cast.anna, home={"last_read_id": "5"})
    holds(markers["home"], "last_read_id version updated_at")
    holds(api.get("/api/v1/announcements", cast.anna)[0], ANNOUNCEMENT)
    found = api.get("/api/v2/search", cast.anna, q="ben", type="accounts")
    holds(found, "accounts statuses hashtags")
