"""Being told by robots of WeCom, DingTalk and Feishu, against a server that checks what they check."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from teahouse import notices, people
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import Friends, Public
from teahouse.notices.chat import Kind
from teahouse.notices.chat.rules_shape import is_home, message
from teahouse.settings import Settings
from tests.cast import Cast
from tests.told.conftest import Messenger
from tests.told.service import Got, Service

PATHS: dict[Kind, str] = {
    "wecom": "/cgi-bin/webhook/send?key=K1",
    "dingtalk": "/robot/send?access_token=T1",
    "feishu": "/open-apis/bot/v2/hook/H1",
}
GOOD = {"wecom": b'{"errcode":0,"errmsg":"ok"}', "dingtalk": b'{"errcode":0,"errmsg":"ok"}', "feishu": b'{"code":0}'}
SECRET = "SECabc"


@pytest.fixture
def kind() -> str:
    """SQLite, but for tests that parametrize `kind` themselves."""
    return "sqlite"


@pytest.fixture
def settings(service: Service) -> Settings:
    host = service.origin.removeprefix("http://")
    return Settings(
        origin="https://tea.example", reachable=("127.0.0.1/32",), chat_hosts=(host,), sign_up="open", name="Tea"
    )


def keep(cast: Cast, service: Service, kind: Kind, who: people.Account, *, texts: bool = False) -> None:
    service.answer = GOOD[kind]
    service.status = 200
    secret = "" if kind == "wecom" else SECRET
    cast.do(notices.chat.keep_robot, who.id, kind, service.origin + PATHS[kind], secret, texts=texts)


def text_of(kind: Kind, got: Got, now: int) -> str:
    """What a robot of this kind reads, if it would take it."""
    said = json.loads(got.body)
    query = parse_qs(urlsplit(got.path).query)
    assert got.headers["content-type"].startswith("application/json")
    if kind == "feishu":
        at = said["timestamp"]
        assert abs(int(at) - now // 1000) < 60
        key = f"{at}\n{SECRET}".encode()
        assert base64.b64decode(said["sign"]) == hmac.new(key, digestmod=hashlib.sha256).digest()
        assert said["msg_type"] == "text"
        return str(said["content"]["text"])
    if kind == "dingtalk":
        at, sign = query["timestamp"][0], query["sign"][0]
        assert abs(int(at) - now) < 60_000
        wanted = hmac.new(SECRET.encode(), f"{at}\n{SECRET}".encode(), hashlib.sha256).digest()
        assert base64.b64decode(sign) == wanted
        assert query["access_token"] == ["T1"]
    else:
        assert query == {"key": ["K1"]}
    assert said["msgtype"] == "text"
    return str(said["text"]["content"])


def state(cast: Cast, who: people.Account) -> tuple[int, str, bool]:
    (robot,) = cast.ask(notices.chat.fetch_robots, who.id)
    return robot.failures, robot.last_error, bool(robot.is_off)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("robot", ["wecom", "dingtalk", "feishu"])
def test_what_came_goes_in_one_message(cast: Cast, service: Service, messenger: Messenger, robot: Kind) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.clock.step(5_000)
    keep(cast, service, robot, cast.anna)
    public = cast.post(cast.ben, "@anna 喝茶吗？", Public(listed=True))
    private = cast.post(cast.ben, "@anna secret", Friends())
    assert messenger.run() == []
    cast.clock.step(5_000)
    assert messenger.run() == [None]
    (got,) = service.got
    assert text_of(robot, got, cast.clock.now()).splitlines() == [
        "[Tea]",
        "Ben Marsh named you: @anna 喝茶吗？",
        f"https://tea.example/@ben/{public.id}",
        "Ben Marsh named you",
        f"https://tea.example/@ben/{private.id}",
    ]
    assert "secret" not in got.body.decode()
    cast.clock.step(60_000)
    assert (messenger.run(), len(service.got)) == ([], 1)


def test_a_robot_is_not_asked_more_than_twenty_times_a_minute(
    cast: Cast, service: Service, messenger: Messenger
) -> None:
    keep(cast, service, "wecom", cast.anna, texts=True)
    begun = cast.clock.now()
    for n in range(80):
        cast.post(cast.ben, f"@anna number-{n}.", Public(listed=True))
        messenger.run()
    minutes = (cast.clock.now() - begun) / 60_000
    assert len(service.got) <= 20 * minutes + 1
    for _ in range(10):
        cast.clock.step(5_000)
        messenger.run()
    told = "".join(text_of("wecom", got, 0) for got in service.got)
    assert [n for n in range(80) if told.count(f"number-{n}.") != 1] == []


def test_the_gate_is_asked_when_it_is_told(cast: Cast, service: Service, messenger: Messenger) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.clock.step(5_000)
    keep(cast, service, "feishu", cast.anna, texts=True)
    cast.post(cast.ben, "@anna one", Friends())
    cast.do(people.unfollow, cast.ben, cast.anna)
    for _ in range(3):
        cast.clock.step(5_000)
        messenger.run()
    assert service.got == []
    # It rests, and wakes for the next.
    cast.post(cast.zoe, "@anna two", Public(listed=True))
    cast.clock.step(5_000)
    messenger.run()
    assert "two" in text_of("feishu", service.got[0], cast.clock.now())


def test_who_is_busy_is_asked_later_and_who_refuses_is_turned_off(
    cast: Cast, service: Service, messenger: Messenger
) -> None:
    keep(cast, service, "wecom", cast.anna)
    service.answer = b'{"errcode":45009,"errmsg":"api freq out of limit"}'
    cast.post(cast.ben, "@anna one", Public(listed=True))
    cast.clock.step(5_000)
    assert messenger.run() == ["the robot answered 200"]
    assert state(cast, cast.anna) == (1, "45009 api freq out of limit", False)
    cast.clock.step(30_000)
    assert messenger.run() == []
    service.answer = GOOD["wecom"]
    cast.clock.step(40_000)
    assert messenger.run() == [None]
    assert state(cast, cast.anna) == (0, "", False)
    service.answer = b'{"errcode":93000,"errmsg":"invalid webhook url"}'
    cast.post(cast.ben, "@anna two", Public(listed=True))
    cast.clock.step(5_000)
    assert messenger.run() == [None]
    assert state(cast, cast.anna) == (1, "93000 invalid webhook url", True)
    service.answer = GOOD["wecom"]
    cast.post(cast.ben, "@anna three", Public(listed=True))
    cast.clock.step(5_000)
    assert messenger.run() == []
    cast.do(notices.chat.turn_on, cast.anna.id, "wecom")
    cast.post(cast.ben, "@anna four", Public(listed=True))
    cast.clock.step(5_000)
    messenger.run()
    last = text_of("wecom", service.got[-1], 0)
    assert "four" in last
    assert "three" not in last


def test_after_ten_failures_it_is_off(cast: Cast, service: Service, messenger: Messenger) -> None:
    keep(cast, service, "dingtalk", cast.anna)
    service.status = 502
    cast.post(cast.ben, "@anna one", Public(listed=True))
    for n in range(1, 11):
        cast.clock.step(4_000_000)
        assert messenger.run() == [None if n == 10 else "the robot answered 502"]
        assert state(cast, cast.anna) == (n, "answered 502", n == 10)


@pytest.mark.parametrize("robot", ["wecom", "dingtalk", "feishu"])
def test_one_can_try_it(cast: Cast, service: Service, messenger: Messenger, robot: Kind) -> None:
    keep(cast, service, robot, cast.anna)
    cast.do(people.set_locale, cast.anna.id, "zh")
    cast.do(notices.chat.try_out, cast.anna.id, robot)
    assert messenger.run() == [None]
    assert text_of(robot, service.got[0], cast.clock.now()) == "[Tea]\n以后会在这里通知你。"
    service.answer = b"<html>"
    cast.do(notices.chat.try_out, cast.anna.id, robot)
    assert messenger.run() == [None]
    assert state(cast, cast.anna) == (1, "-2 ?", False)
    with pytest.raises(NotFound):
        cast.do(notices.chat.try_out, cast.ben.id, robot)
    cast.do(notices.chat.drop_robot, cast.anna.id, robot)
    assert cast.ask(notices.chat.fetch_robots, cast.anna.id) == []


@pytest.mark.parametrize(
    ("robot", "url"),
    [
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"),
        ("wecom", "https://qyapi.weixin.qq.com/other?key=1"),
        ("wecom", "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"),
        ("wecom", "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=1"),
        ("wecom", "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=1"),
        ("wecom", "https://evil.example/cgi-bin/webhook/send?key=1#qyapi.weixin.qq.com"),
        ("wecom", "https://oapi.dingtalk.com/robot/send?access_token=1"),
        ("dingtalk", "https://oapi.dingtalk.com/robot/send?key=1"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/"),
        ("feishu", "https://a@open.feishu.cn/open-apis/bot/v2/hook/1"),
        ("feishu", "nonsense"),
        ("feishu", "https://[/"),
    ],
)
def test_other_addresses_are_not_taken(cast: Cast, robot: Kind, url: str) -> None:
    with pytest.raises(Invalid):
        cast.do(notices.chat.keep_robot, cast.anna.id, robot, url, "", texts=False)


@pytest.mark.parametrize(
    ("robot", "url"),
    [
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"),
        ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=1"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/1"),
        ("feishu", "https://open.larksuite.com/open-apis/bot/v2/hook/1"),
    ],
)
def test_their_makers_addresses_are(robot: Kind, url: str) -> None:
    assert is_home(robot, url, ())


def test_a_long_message_is_cut_between_letters() -> None:
    assert message(["a", "b"]) == "a\nb"
    cut = message(["茶" * 1_000])
    assert len(cut.encode()) <= 2_000
    assert cut.endswith("茶…")
