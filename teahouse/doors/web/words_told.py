"""What notices of groups and of sign-up lists say, in both languages; the name of who did it stands before."""

from __future__ import annotations

from msgspec import Struct


class ToldWords(Struct, frozen=True, kw_only=True):
    """Every text of these notices in one language."""

    asked_in: str
    let_in: str
    chain_one: str
    chain_two: str
    chain_many: str
    ruling: str


ENGLISH = ToldWords(
    asked_in="asks to be let into the group {group}",
    let_in="let you into the group {group}",
    chain_one="signed up on your list:",
    chain_two="and {name} signed up on your list:",
    chain_many="and {n} others signed up on your list:",
    ruling="there is news about a ruling on what was posted",
)
CHINESE = ToldWords(
    asked_in="想加入群“{group}”",
    let_in="让你加入了群“{group}”",
    chain_one="接龙了：",
    chain_two="和 {name} 接龙了：",
    chain_many="和另外 {n} 人接龙了：",
    ruling="有一份处理说明有了新消息",
)
