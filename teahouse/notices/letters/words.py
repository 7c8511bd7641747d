"""What letters say, in both languages."""

from __future__ import annotations

from msgspec import Struct


class LetterWords(Struct, frozen=True, kw_only=True):
    """Every text of letters in one language."""

    ask_subject: str
    ask: str
    ask_not: str
    subject_one: str
    subject_many: str
    hello: str
    more: str
    all: str
    off: str


ENGLISH = LetterWords(
    ask_subject="Letters from {house}: is this your address?",
    ask="{name} asked {house} to write to this address now and then. If that is you, open this page and say yes:",
    ask_not="If it is not, do nothing: no more letters come.",
    subject_one="One thing for you at {house}",
    subject_many="{n} things for you at {house}",
    hello="Since the last letter:",
    more="and {n} more",
    all="Read all of it:",
    off="No more of these letters:",
)
CHINESE = LetterWords(
    ask_subject="{house}的邮件通知：这是你的邮箱吗？",
    ask="{name} 请 {house} 不时给这个邮箱写信。如果是你本人，请打开这个页面确认：",
    ask_not="如果不是，不用理会，不会再收到邮件。",
    subject_one="{house}有一件事等你看",
    subject_many="{house}有{n}件事等你看",
    hello="上一封信之后：",
    more="还有 {n} 件",
    all="全部在这里：",
    off="不想再收到这样的信：",
)


def words_in(language: str) -> LetterWords:
    """`zh`, or any other."""
    return CHINESE if language == "zh" else ENGLISH
