"""The nouns of chat."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["wecom", "dingtalk", "feishu"]
KINDS: tuple[Kind, ...] = ("wecom", "dingtalk", "feishu")


class ChatHosts(msgspec.Struct, frozen=True):
    """What the host handed in: hosts (with their ports) that robots may live at besides their makers'."""

    more: tuple[str, ...]
    house: str
    """What the house is called: the first word of every message, which DingTalk may ask for."""


class Robot(msgspec.Struct, frozen=True):
    """A robot of a person's: where it listens, and how it went. `url` and `secret` are secrets.

    `told_to` is the newest notice that it told; `pending` says that an errand for it is under way.
    """

    id: int
    account_id: int
    kind: str
    url: str
    secret: str
    texts: bool
    told_to: int
    pending: bool
    failures: int
    last_error: str
    last_at: int | None
    is_off: bool
