"""How each kind of robot wants to be spoken to, and what it answers. No input or output."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Collection, Sequence
from hashlib import sha256
from urllib.parse import parse_qs, quote, urlsplit

import msgspec

from teahouse.notices.chat.model import Kind

_HOMES: dict[str, tuple[tuple[str, ...], str]] = {
    "wecom": (("qyapi.weixin.qq.com",), "/cgi-bin/webhook/send"),
    "dingtalk": (("oapi.dingtalk.com",), "/robot/send"),
    "feishu": (("open.feishu.cn", "open.larksuite.com"), "/open-apis/bot/v2/hook/"),
}
_BUSY = {"wecom": {45009}, "dingtalk": {130101, -1}, "feishu": {9499, 11232}}
"""What each answers where it was asked too often, or was busy itself."""
MOST_BYTES = 2_000
"""WeCom takes no longer text."""


class Answer(msgspec.Struct, frozen=True):
    """What a robot answers; each has words of its own for whether it went well."""

    errcode: int | None = None
    errmsg: str = ""
    code: int | None = None
    msg: str = ""


def is_home(kind: Kind, url: str, more: Collection[str]) -> bool:
    """Whether a robot of this kind lives there: at its maker's, or where the host allowed it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    hosts, path = _HOMES[kind]
    at_home = parts.hostname in hosts and port in (None, 443) and parts.scheme == "https"
    if not at_home and parts.netloc.lower() not in more:
        return False
    if kind == "feishu":
        return parts.path.startswith(path) and len(parts.path) > len(path)
    named = parse_qs(parts.query)
    return parts.path == path and bool(named.get("key" if kind == "wecom" else "access_token"))


def message(lines: Sequence[str]) -> str:
    """The lines as one text that every robot takes; what is too long ends with dots."""
    text = "\n".join(lines)
    whole = text.encode()
    return text if len(whole) <= MOST_BYTES else whole[: MOST_BYTES - 3].decode(errors="ignore") + "…"


def address(kind: Kind, url: str, secret: str, now: int) -> str:
    """Where to send it: DingTalk wants its signature there."""
    if kind != "dingtalk" or not secret:
        return url
    made = hmac.new(secret.encode(), f"{now}\n{secret}".encode(), sha256).digest()
    return f"{url}&timestamp={now}&sign={quote(b64encode(made), safe='')}"


def body(kind: Kind, text: str, secret: str, now: int) -> bytes:
    """What to send: Feishu wants its signature there."""
    if kind != "feishu":
        return msgspec.json.encode({"msgtype": "text", "text": {"content": text}})
    said: dict[str, object] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        at = str(now // 1000)
        made = hmac.new(f"{at}\n{secret}".encode(), b"", sha256).digest()
        said = {"timestamp": at, "sign": b64encode(made).decode(), **said}
    return msgspec.json.encode(said)


def fault(status: int, said: str, answer: bytes) -> str | None:
    """What went wrong, for the robot's owner; None where it was told."""
    if not 200 <= status < 300:
        return said
    number, text = read(answer)
    return None if number == 0 else f"{number} {text}".strip()[:200]


def is_busy(kind: Kind, status: int, answer: bytes) -> bool:
    """Whether it would take it later."""
    if not 200 <= status < 300:
        return status in (0, 408, 425, 429) or status >= 500
    return read(answer)[0] in _BUSY[kind]


def read(answer: bytes) -> tuple[int, str]:
    """The robot's own number and words; a number that none has where it says nothing that we know."""
    try:
        said = msgspec.json.decode(answer, type=Answer)
    except msgspec.DecodeError:
        return -2, "?"
    if said.errcode is not None:
        return said.errcode, said.errmsg
    return (-2, "?") if said.code is None else (said.code, said.msg)
