"""Pictures through the API: uploaded, posted, fetched by those who may see the post, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from teahouse import housekeeping, moments, people
from teahouse.app import make_api
from teahouse.housekeeping import COMMAND_LINE
from teahouse.kit.db import Database
from teahouse.kit.pictures import Pictures
from teahouse.moments import sweep_uploads
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client, Who
from tests.photographs import drawn, heic, moving, photograph, read, saved
from tests.steppable import SteppableClock

DAY = 86_400_000
STATUSES = "/api/v1/statuses"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        origin="https://tea.example",
        sign_up="open",
        rate_limits=False,
        media=str(tmp_path / "pictures"),
        max_picture_mb=1,
        max_picture_megapixels=2,
    )


@pytest.fixture
def api(settings: Settings, database: Database, clock: SteppableClock, cast: Cast) -> Iterator[Client]:
    client = Client(make_api(settings, database, clock=clock), cast)
    yield client
    client.close()
    database.context.handed[Pictures].close()


def upload(api: Client, by: Who, data: bytes | None = None, **fields: str) -> Any:
    """The attachment that an upload answers."""
    sent = {"files": {"file": ("beach.txt", data or photograph(), "text/html")}, "data": fields}
    return api.json("POST", "/api/v2/media", by, **sent)


def refused(api: Client, by: Who, data: bytes) -> str:
    """Why an upload is refused."""
    answer = api.ask("POST", "/api/v2/media", by, files={"file": ("me.jpg", data, "image/jpeg")})
    assert answer.status_code == 422, answer.text
    assert set(answer.json()) <= {"error", "details"}
    return str(answer.json()["error"])


def fetch(api: Client, url: str, by: Who = None) -> httpx.Response:
    """Whatever the address of a file answers; apps send no token there."""
    return api.ask("GET", url.removeprefix(api.origin), by)


def post(api: Client, by: Who, *media: Any, **body: Any) -> Any:
    """A status with these pictures."""
    ids = [one["id"] for one in media]
    return api.post(STATUSES, by, **{"status": "Look", "visibility": "friends", "media_ids": ids, **body})


def files(settings: Settings) -> list[str]:
    """What is kept."""
    return sorted(path.name for path in Path(settings.media).rglob("*") if path.is_file() and path.name[0] != ".")


def test_a_friend_sees_the_picture_and_a_stranger_does_not(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    attachment = upload(api, cast.anna, photograph(1), description="Ben on the beach", focus="-0.4,0.2")
    assert (attachment["type"], attachment["description"]) == ("image", "Ben on the beach")
    assert attachment["meta"]["focus"] == {"x": -0.4, "y": 0.2}
    assert attachment["meta"]["original"] == {"width": 80, "height": 60, "size": "80x60", "aspect": 80 / 60}
    assert 6 < len(attachment["blurhash"]) < 60
    status = post(api, cast.anna, attachment)
    assert [one["id"] for one in status["media_attachments"]] == [attachment["id"]]
    seen = api.get(f"{STATUSES}/{status['id']}", cast.ben)["media_attachments"][0]
    answer = fetch(api, seen["url"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"].startswith("private")
    assert read(answer.content).size == (80, 60)
    assert read(fetch(api, seen["preview_url"]).content).size == (80, 60)
    api.get(f"{STATUSES}/{status['id']}", cast.zoe, want=404)
    for viewer in (0, cast.zoe.id):
        forged = seen["url"].replace(f"/{cast.ben.id}-", f"/{viewer}-")
        assert fetch(api, forged).status_code == 404


def test_who_lost_sight_gets_what_nothing_gets(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    status = post(api, cast.anna, upload(api, cast.anna))
    url = api.get(f"{STATUSES}/{status['id']}", cast.ben)["media_attachments"][0]["url"]
    assert fetch(api, url).status_code == 200
    cast.do(people.unfollow, cast.anna, cast.ben)
    gone = fetch(api, url)
    nothing = fetch(api, url.replace(status["media_attachments"][0]["id"], "111222333444555666"))
    assert (gone.status_code, gone.content) == (nothing.status_code, nothing.content) == (404, nothing.content)
    assert gone.headers["content-type"] == nothing.headers["content-type"]
    cast.befriend((cast.anna, cast.ben))
    assert fetch(api, url).status_code == 200


def test_an_address_is_for_one_person_and_two_days(api: Client, cast: Cast) -> None:
    status = post(api, cast.anna, upload(api, cast.anna), visibility="public")
    url = api.get(f"{STATUSES}/{status['id']}", cast.ben)["media_attachments"][0]["url"]
    assert fetch(api, url, cast.ben).status_code == 200
    assert fetch(api, url, cast.zoe).status_code == 404, "she has an address of her own"
    guests = api.get(f"{STATUSES}/{status['id']}")["media_attachments"][0]["url"]
    assert fetch(api, guests).status_code == 200
    assert url == api.get(f"{STATUSES}/{status['id']}", cast.ben)["media_attachments"][0]["url"]
    cast.clock.step(DAY)
    assert fetch(api, url).status_code == 200
    cast.clock.step(DAY)
    assert fetch(api, url).status_code == 404
    fresh = api.get(f"{STATUSES}/{status['id']}", cast.ben)["media_attachments"][0]["url"]
    assert fetch(api, fresh).status_code == 200


def test_an_address_leads_nowhere_else(api: Client, cast: Cast) -> None:
    url = upload(api, cast.anna)["url"]
    start, name = url.rsplit("/", 1)
    assert name == "original.jpg"
    for other in (
        "original.png",
        "original",
        "original.",
        "small",
        "small.jpg.jpg",
        "..%2foriginal.jpg",
        "%2e%2e",
        "x",
    ):
        assert fetch(api, f"{start}/{other}").status_code == 404, other
    for broken in ("x", "1-2-3", f"{2**70}-1-a", "0-99999999999-a", "%00", "１-２-x"):
        assert fetch(api, f"{start.rsplit('/', 1)[0]}/{broken}/{name}").status_code in (400, 404), broken
    known = fetch(api, url)
    again = api.ask("GET", url.removeprefix(api.origin), headers={"If-None-Match": known.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = api.ask("HEAD", url.removeprefix(api.origin))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(known.content))


def test_an_upload_is_its_owners_until_it_is_posted(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    mine = upload(api, cast.anna, description="one")
    path = f"/api/v1/media/{mine['id']}"
    assert api.get(path, cast.anna)["id"] == mine["id"]
    assert fetch(api, mine["url"]).status_code == 200
    for method, sent in (("GET", {}), ("PUT", {"json": {"description": "x"}}), ("DELETE", {})):
        api.json(method, path, cast.ben, want=404, **sent)
    assert api.refused("POST", STATUSES, cast.ben, json={"status": "x", "media_ids": [mine["id"]]})[0] == 422
    changed = api.json("PUT", path, cast.anna, json={"description": "two", "focus": "1,-1"})
    assert (changed["description"], changed["meta"]["focus"]) == ("two", {"x": 1.0, "y": -1.0})
    status = post(api, cast.anna, changed)
    api.get(path, cast.anna, want=404)
    assert api.refused("DELETE", path, cast.anna) == (422, "Media attachment is currently used by a status")
    again = api.refused("POST", STATUSES, cast.anna, json={"status": "x", "media_ids": [mine["id"]]})
    assert again[0] == 422
    assert status["media_attachments"][0]["description"] == "two"


def test_what_was_taken_back_is_gone(api: Client, cast: Cast, settings: Settings) -> None:
    mine = upload(api, cast.anna)
    assert api.json("DELETE", f"/api/v1/media/{mine['id']}", cast.anna) == {}
    assert fetch(api, mine["url"]).status_code == 404
    api.get(f"/api/v1/media/{mine['id']}", cast.anna, want=404)
    sweep(cast)
    assert files(settings) == []


def sweep(cast: Cast) -> None:
    """What the server does now and then."""
    cast.do(sweep_uploads)
    cast.database.context.handed[Pictures].sweep(cast.database)


def test_the_same_picture_is_kept_once_for_as_long_as_anybody_uses_it(
    api: Client, cast: Cast, settings: Settings
) -> None:
    first, second = (post(api, who, upload(api, who, photograph(3))) for who in (cast.anna, cast.ben))
    sweep(cast)
    assert len(files(settings)) == 2, "the picture and its small form"
    api.json("DELETE", f"{STATUSES}/{first['id']}?delete_media=true", cast.anna)
    sweep(cast)
    assert len(files(settings)) == 2
    assert fetch(api, second["media_attachments"][0]["url"]).status_code == 200
    assert fetch(api, first["media_attachments"][0]["url"]).status_code == 404
    api.json("DELETE", f"{STATUSES}/{second['id']}", cast.ben, data={"delete_media": "1"})
    sweep(cast)
    assert files(settings) == []


def test_a_deleted_posts_pictures_can_be_posted_anew_for_a_day(api: Client, cast: Cast, settings: Settings) -> None:
    cast.befriend((cast.anna, cast.ben))
    status = post(api, cast.anna, upload(api, cast.anna))
    theirs = api.get(f"{STATUSES}/{status['id']}", cast.ben)["media_attachments"][0]["url"]
    deleted = api.json("DELETE", f"{STATUSES}/{status['id']}", cast.anna)
    assert fetch(api, theirs).status_code == 404
    again = post(api, cast.anna, *deleted["media_attachments"])
    api.json("DELETE", f"{STATUSES}/{again['id']}", cast.anna)
    cast.clock.step(DAY - 60_000)
    sweep(cast)
    assert len(files(settings)) == 2
    cast.clock.step(120_000)
    sweep(cast)
    assert files(settings) == []


def test_one_to_nine_pictures_without_a_word(api: Client, cast: Cast) -> None:
    several = [upload(api, cast.anna, photograph(seed)) for seed in range(1, 11)]
    status = post(api, cast.anna, *several[8::-1], status="")
    assert [one["id"] for one in status["media_attachments"]] == [one["id"] for one in several[8::-1]]
    code, said = api.refused("POST", STATUSES, cast.anna, json={"media_ids": [one["id"] for one in several]})
    assert code == 422
    assert "too many" in said
    assert api.refused("POST", STATUSES, cast.anna, json={"status": " ", "media_ids": []})[0] == 422


def test_an_edit_changes_the_pictures_and_keeps_the_earlier_versions(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    one, two, three = (upload(api, cast.anna, photograph(seed)) for seed in (1, 2, 3))
    status = post(api, cast.anna, one, two)
    path = f"{STATUSES}/{status['id']}"
    body = {
        "status": "Look again",
        "media_ids": [three["id"], one["id"]],
        "media_attributes": [{"id": one["id"], "description": "The first", "focus": "0,0.5"}],
    }
    cast.clock.step(1000)
    edited = api.json("PUT", path, cast.anna, json=body)
    assert [each["id"] for each in edited["media_attachments"]] == [three["id"], one["id"]]
    assert edited["media_attachments"][1]["description"] == "The first"
    history = api.get(f"{path}/history", cast.ben)
    shown = [[each["id"] for each in version["media_attachments"]] for version in history]
    assert shown == [[one["id"], two["id"]], [three["id"], one["id"]]]
    assert history[0]["media_attachments"][0]["description"] is None
    earlier = history[0]["media_attachments"][1]["url"]
    assert fetch(api, earlier).status_code == 200, "who sees the post sees what it was"
    cast.do(people.block, cast.ben, cast.anna)
    assert fetch(api, earlier).status_code == 404
    cast.clock.step(1000)
    kept = api.json("PUT", path, cast.anna, json={"selling": True})
    assert len(kept["media_attachments"]) == 2, "what has no text is no whole edit"
    cast.clock.step(1000)
    bare = api.json("PUT", path, cast.anna, json={"status": "Only words"})
    assert bare["media_attachments"] == []


def test_a_comment_that_is_readdressed_forgets_its_earlier_pictures(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    root = post(api, cast.anna, visibility="public", media_ids=[])
    one, two = upload(api, cast.ben, photograph(1)), upload(api, cast.ben, photograph(2))
    comment = post(api, cast.ben, one, status="@mei hello", in_reply_to_id=root["id"], visibility="public")
    url = api.get(f"{STATUSES}/{comment['id']}", cast.mei)["media_attachments"][0]["url"]
    body = {"status": "hello all", "media_ids": [two["id"]]}
    api.json("PUT", f"{STATUSES}/{comment['id']}", cast.ben, json=body)
    assert fetch(api, url).status_code == 404
    assert len(api.get(f"{STATUSES}/{comment['id']}/history", cast.mei)) == 1


def test_a_share_shows_the_pictures_of_what_it_shares(api: Client, cast: Cast) -> None:
    status = post(api, cast.anna, upload(api, cast.anna), visibility="public")
    share = api.post(f"{STATUSES}/{status['id']}/reblog", cast.ben)
    assert share["media_attachments"] == []
    shown = api.get(f"{STATUSES}/{share['id']}", cast.zoe)["reblog"]["media_attachments"]
    assert fetch(api, shown[0]["url"]).status_code == 200


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (photograph(), "image/jpeg"),
        (saved(drawn(), "PNG"), "image/png"),
        (saved(drawn(mode="RGBA"), "PNG"), "image/png"),
        (saved(drawn(), "WEBP"), "image/webp"),
        (saved(drawn(), "AVIF"), "image/jpeg"),
        (saved(drawn().convert("P"), "GIF"), "image/png"),
        (heic(), "image/jpeg"),
        (moving("GIF"), "image/webp"),
    ],
    ids=["jpeg", "png", "see-through", "webp", "avif", "gif", "heic", "moving"],
)
def test_every_kind_of_picture_that_is_taken(api: Client, cast: Cast, data: bytes, kind: str) -> None:
    answer = fetch(api, upload(api, cast.anna, data)["url"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert read(answer.content).size == read(data).size if data != heic() else (96, 64)


def test_what_is_no_picture_is_refused(api: Client, cast: Cast, settings: Settings) -> None:
    html = b"<!doctype html><script>alert(1)</script>"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    for data in (
        b"",
        b"\xff",
        html,
        svg,
        b"GIF89a" + html,
        b"\x89PNG\r\n\x1a\n" + svg,
        photograph()[:900],
        b"%PDF-1.7",
    ):
        assert refused(api, cast.anna, data) == "File type of uploaded media could not be verified"
    assert "1 MB" in refused(api, cast.anna, photograph() + bytes(2**20))
    assert "2,000,000 pixels" in refused(api, cast.anna, saved(drawn(2000, 1001), quality=5))
    assert api.refused("POST", "/api/v2/media", cast.anna, data={"description": "x"})[0] == 422
    assert api.refused("POST", "/api/v2/media", None, files={"file": photograph()})[0] == 401
    assert files(settings) == []


def test_avatars_and_headers_are_for_all(api: Client, cast: Cast, settings: Settings) -> None:
    change = "/api/v1/accounts/update_credentials"
    sent = {"avatar": ("me.png", photograph(1, 300, 200), "image/png"), "header": ("x", photograph(2), "image/png")}
    me = api.json("PATCH", change, cast.anna, files=sent, data={"display_name": "Anna!"})
    assert me["display_name"] == "Anna!"
    shown = api.get(f"/api/v1/accounts/{cast.anna.id}")
    assert (shown["avatar"], shown["header"]) == (me["avatar"], me["header"])
    for name, size in (("avatar", (400, 400)), ("header", (1500, 500))):
        answer = fetch(api, shown[name])
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
        assert answer.headers["cache-control"].startswith("public")
        assert read(answer.content).size == size
    other = shown["avatar"].replace(str(cast.anna.id), str(cast.ben.id))
    assert fetch(api, other).status_code == 404, "it is not his"
    assert fetch(api, f"{api.origin}/pictures/{cast.anna.id}/-").status_code == 404
    again = api.json("PATCH", change, cast.anna, files={"avatar": ("x", photograph(5), "image/png")})
    assert fetch(api, shown["avatar"]).status_code == 404
    assert fetch(api, again["avatar"]).status_code == 200
    bare = api.json("DELETE", "/api/v1/profile/avatar", cast.anna)
    assert bare["avatar"].endswith("/static/avatar.png")
    bare = api.json("DELETE", "/api/v1/profile/header", cast.anna)
    assert bare["header"].endswith("/static/header.png")
    sweep(cast)
    assert files(settings) == []


def test_a_profile_at_fault_changes_no_picture(api: Client, cast: Cast, settings: Settings) -> None:
    sent = {"avatar": ("me.png", photograph(), "image/png")}
    change = "/api/v1/accounts/update_credentials"
    assert api.refused("PATCH", change, cast.anna, files=sent, data={"note": "x" * 501})[0] == 422
    assert files(settings) == []
    assert api.get(f"/api/v1/accounts/{cast.anna.id}")["avatar"].endswith("/static/avatar.png")


def test_a_moment_that_is_sensitive_says_so(api: Client, cast: Cast) -> None:
    status = post(api, cast.anna, upload(api, cast.anna), sensitive=True)
    assert status["sensitive"] is True
    assert moments.attachments_of("[]") == []


def test_a_suspended_viewers_addresses_open_nothing(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    status = post(api, cast.anna, upload(api, cast.anna))
    url = api.get(f"{STATUSES}/{status['id']}", cast.ben)["media_attachments"][0]["url"]
    own = status["media_attachments"][0]["url"]
    for gone, left in ((cast.ben, own), (cast.anna, "")):
        cast.do(housekeeping.suspend, COMMAND_LINE, gone, "")
        assert fetch(api, url).status_code == 404
        assert not left or fetch(api, left).status_code == 200
        cast.do(housekeeping.restore, COMMAND_LINE, gone)
        assert fetch(api, url).status_code == 200


def test_a_report_keeps_the_pictures_that_its_reporter_saw(api: Client, cast: Cast, settings: Settings) -> None:
    cast.befriend((cast.anna, cast.ben))
    status = post(api, cast.anna, upload(api, cast.anna, description="Cream"))
    body = {"account_id": str(cast.anna.id), "status_ids": [status["id"]]}
    made = api.post("/api/v1/reports", cast.ben, **body)
    api.json("DELETE", f"{STATUSES}/{status['id']}", cast.anna)
    cast.clock.step(2 * DAY)
    sweep(cast)
    kept = cast.ask(housekeeping.fetch_report, COMMAND_LINE, int(made["id"]))
    (picture,) = kept.snapshot.moments[0].pictures
    assert picture.description == "Cream"
    assert files(settings) == sorted([picture.name, picture.small])
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.zoe, people.HouseRole.HELPER)
    path = f"/house/reports/{made['id']}/pictures/{picture.small}"
    for who, status_code in ((cast.zoe, 200), (cast.mei, 404), (cast.ben, 404), (None, 401)):
        session = "" if who is None else cast.do(people.open_session, who.id)
        answer = api.ask("GET", path, headers={"Cookie": f"__Host-teahouse-session={session}"})
        assert answer.status_code == status_code, f"{who}: {answer.text}"
