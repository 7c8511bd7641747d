"""What clients ask of the house itself: instance, discovery, rules, announcements, and what one begins with."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from teahouse import notices, people
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import Public
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
TOLD = Settings(
    origin="https://tea.example:8443",
    name="The Kettle",
    description='Tea & "talk" <b>here</b>',
    contact="host@tea.example",
    rules=("Be kind.", "No begging for likes."),
    rules_zh=("要友善。",),
    languages=("zh", "en"),
    max_characters=1_234,
    rate_limits=False,
)


@BOTH
@pytest.mark.parametrize("settings", [TOLD])
def test_the_instance_as_newer_clients_ask(api: Client, cast: Cast) -> None:
    cast.do(people.note_seen, cast.anna.id)
    told = api.get("/api/v2/instance")
    assert (told["domain"], told["title"], told["languages"]) == ("tea.example:8443", "The Kettle", ["zh", "en"])
    assert told["version"].startswith("4.7.3 (compatible; Teahouse ")
    assert told["api_versions"] == {"mastodon": 2}
    assert told["configuration"]["statuses"]["max_characters"] == 1_234
    media = told["configuration"]["media_attachments"]
    assert {"image/jpeg", "image/heic"} <= set(media["supported_mime_types"])
    assert (media["image_size_limit"], media["image_matrix_limit"]) == (16 * 2**20, 50_000_000)
    assert (media["description_limit"], media["video_size_limit"]) == (1500, 0)
    assert told["configuration"]["statuses"]["max_media_attachments"] == 9
    assert told["contact"] == {"email": "host@tea.example", "account": None}
    assert told["usage"]["users"]["active_month"] == 1
    assert [rule["text"] for rule in told["rules"]] == ["Be kind.", "No begging for likes."]
    assert [rule["translations"] for rule in told["rules"]] == [{"zh": {"text": "要友善。", "hint": ""}}, {}]
    assert api.get("/api/v1/instance/rules")[:2] == told["rules"]
    assert (told["registrations"]["enabled"], "invite" in told["registrations"]["message"]) == (False, True)
    assert set(told["fedibird_capabilities"]) >= {"visibility_mutual", "visibility_limited"}


@pytest.mark.parametrize("settings", [TOLD])
def test_the_instance_as_older_clients_ask(api: Client, cast: Cast) -> None:
    cast.post(cast.anna, "For everybody", Public(listed=True))
    cast.post(cast.anna, "For friends")
    told = api.get("/api/v1/instance")
    assert (told["uri"], told["title"], told["email"]) == ("tea.example:8443", "The Kettle", "host@tea.example")
    assert told["urls"] == {"streaming_api": "wss://tea.example:8443"}
    assert told["stats"] == {"user_count": 7, "status_count": 1, "domain_count": 0}
    assert (told["registrations"], told["invites_enabled"]) == (False, True)
    assert told["configuration"]["statuses"]["max_characters"] == 1_234


@pytest.mark.parametrize("settings", [TOLD])
def test_what_the_host_says_is_text(api: Client) -> None:
    told = api.get("/api/v1/instance/extended_description")
    assert told["content"] == '<p>Tea &amp; "talk" &lt;b&gt;here&lt;/b&gt;</p>'


def test_an_open_door_needs_no_message(api: Client) -> None:
    told = api.get("/api/v2/instance")["registrations"]
    assert (told["enabled"], told["message"]) == (True, None)
    assert api.get("/api/v1/instance")["registrations"] is True


def test_the_languages_to_mark_a_post_with(api: Client) -> None:
    named = {language["code"]: language["name"] for language in api.get("/api/v1/instance/languages")}
    assert (named["en"], named["zh"], named["gd"]) == ("English", "Chinese", "Scottish Gaelic")
    assert len(named) == 183
    assert all(name and name == name.strip() for name in named.values())


@BOTH
def test_whoever_watches_over_the_house_hears_that_it_is_well(api: Client) -> None:
    answer = api.ask("GET", "/health")
    assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, "OK", "no-store")


def test_nodeinfo(api: Client) -> None:
    (link,) = api.get("/.well-known/nodeinfo")["links"]
    assert link["href"] == "https://tea.example/nodeinfo/2.0"
    told = api.get(link["href"].removeprefix("https://tea.example"))
    assert (told["version"], told["software"]["name"], told["protocols"]) == ("2.0", "teahouse", [])
    assert told["metadata"]["upstream"] == {"name": "mastodon"}
    assert "circle" in told["metadata"]["features"]
    assert (told["openRegistrations"], told["usage"]["users"]["total"]) == (True, 7)
    assert api.ask("GET", "/nodeinfo/2.1").status_code == 404


@pytest.mark.parametrize("settings", [TOLD])
@pytest.mark.parametrize(
    "resource",
    ["acct:anna@tea.example:8443", "acct:@Anna@TEA.example:8443", "ACCT:anna@tea.example:8443", "{origin}/@anna"],
)
def test_webfinger_knows_its_own(api: Client, resource: str) -> None:
    asked = resource.format(origin=api.origin)
    answer = api.ask("GET", "/.well-known/webfinger", params={"resource": asked})
    assert answer.headers["content-type"].startswith("application/jrd+json")
    told = answer.json()
    assert told["subject"] == "acct:anna@tea.example:8443"
    assert told["links"][0]["href"] == told["aliases"][0] == "https://tea.example:8443/@anna"


@pytest.mark.parametrize(
    "resource",
    [
        "acct:anna@tea.example.evil",
        "acct:anna@elsewhere.example",
        "acct:anna",
        "acct:@anna",
        "acct:",
        "anna",
        "anna@tea.example",
        "https://tea.example/@nobody",
        "https://tea.example/@anna@tea.example",
        "https://evil.example/@anna",
        "mailto:anna@tea.example",
    ],
)
def test_webfinger_knows_nobody_else(api: Client, resource: str) -> None:
    found = api.refused("GET", "/.well-known/webfinger", params={"resource": resource})
    assert found == (404, "Record not found")


def test_webfinger_wants_to_know_who(api: Client) -> None:
    assert api.refused("GET", "/.well-known/webfinger")[0] == 400


def test_host_meta_is_xml(api: Client) -> None:
    answer = api.ask("GET", "/.well-known/host-meta")
    assert answer.headers["content-type"].startswith("application/xrd+xml")
    (link,) = ElementTree.fromstring(answer.text)
    assert link.attrib["template"] == "https://tea.example/.well-known/webfinger?resource={uri}"


def test_a_house_without_emoji_and_peers(api: Client) -> None:
    assert api.get("/api/v1/custom_emojis") == []
    assert api.get("/api/v1/instance/peers") == []


def test_what_one_begins_with(api: Client, cast: Cast) -> None:
    told = api.get("/api/v1/preferences", cast.anna)
    assert (told["posting:default:visibility"], told["posting:default:sensitive"]) == ("private", False)
    assert (told["posting:default:language"], told["reading:expand:media"]) == (None, "default")
    cast.do(people.update_profile, cast.anna, people.ProfileChanges(audience="house", sensitive=True, language="zh"))
    told = api.get("/api/v1/preferences", cast.anna)
    assert (told["posting:default:visibility"], told["posting:default:sensitive"]) == ("private", True)
    assert told["posting:default:language"] == "zh"


@BOTH
def test_how_far_one_has_read(api: Client, cast: Cast) -> None:
    assert api.get("/api/v1/markers", cast.anna, **{"timeline[]": ["home", "notifications"]}) == {}
    form = {"home[last_read_id]": "116000000000000001"}
    saved = api.json("POST", "/api/v1/markers", cast.anna, data=form)
    assert (saved["home"]["last_read_id"], saved["home"]["version"]) == ("116000000000000001", 0)
    both = {"home": {"last_read_id": "116000000000000002"}, "notifications": {"last_read_id": 5}}
    saved = api.post("/api/v1/markers", cast.anna, **both)
    assert (saved["home"]["version"], saved["notifications"]["last_read_id"]) == (1, "5")
    assert api.get("/api/v1/markers", cast.anna, **{"timeline[]": "home"}) == {"home": saved["home"]}
    assert api.get("/api/v1/markers", cast.ben, timeline="home") == {}
    assert api.refused("POST", "/api/v1/markers", cast.anna, json={"home": {"last_read_id": "x"}})[0] == 422


@BOTH
def test_what_the_host_announces(api: Client, cast: Cast) -> None:
    tomorrow = cast.clock.now() + people.DAY
    said = cast.do(notices.publish_announcement, "Tea at <five>\n\n#party https://tea.example")
    soon = cast.do(notices.publish_announcement, "We paint the door", ends_at=tomorrow, all_day=True)
    first, second = api.get("/api/v1/announcements", cast.anna)
    assert (first["id"], first["read"], first["ends_at"]) == (str(said.id), False, None)
    assert first["content"].startswith("<p>Tea at &lt;five&gt;</p>")
    assert 'href="https://tea.example/tags/party"' in first["content"]
    assert (second["all_day"], second["ends_at"] is not None) == (True, True)
    for _ in range(2):
        assert api.post(f"/api/v1/announcements/{said.id}/dismiss", cast.anna) == {}
    assert [one["read"] for one in api.get("/api/v1/announcements", cast.anna)] == [True, False]
    assert [one["read"] for one in api.get("/api/v1/announcements", cast.ben)] == [False, False]
    assert api.refused("POST", "/api/v1/announcements/7/dismiss", cast.anna)[0] == 404
    cast.clock.step(people.DAY)
    assert [one["id"] for one in api.get("/api/v1/announcements", cast.ben)] == [str(said.id)]
    cast.do(notices.withdraw_announcement, said.id)
    assert api.get("/api/v1/announcements", cast.ben) == []
    assert [one.id for one in cast.ask(notices.fetch_announcements)] == [soon.id]
    with pytest.raises(NotFound):
        cast.do(notices.withdraw_announcement, said.id)


def test_what_cannot_be_announced(cast: Cast) -> None:
    now = cast.clock.now()
    wrong = [
        ("  ", {}),
        ("x" * 5_001, {}),
        ("over", {"ends_at": now}),
        ("back", {"starts_at": now + 9, "ends_at": now + 9}),
    ]
    for text, more in wrong:
        with pytest.raises(Invalid):
            cast.do(notices.publish_announcement, text, **more)
    assert cast.ask(notices.fetch_announcements) == []
