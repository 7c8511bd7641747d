"""From the words of a posting app to an audience: never guessed, and never wider than the words."""

from __future__ import annotations

from typing import Any

from teahouse import moments, people
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Invalid
from teahouse.kit.http import Call
from teahouse.moments import Audience, Except, Followers, Friends, House, Kind, Mentioned, Only, OnlyMe, Public

_LIMITED = {"limited", "circle", "private", ""}


def audience_for(
    tx: ReadTx,
    call: Call,
    visibility: str | None,
    *,
    circles: list[int],
    named: list[int],
    parent_id: int | None,
) -> Audience:
    """What `visibility` and the circles and people beside it mean, for whoever calls.

    Stock apps know four words; `private` is friends for members and followers for pages. An absent word is the
    caller's own default. Circles or people beside `private` (or nothing) cut it to them. Under a moment that is not
    for everybody `private` means whoever sees that moment: the app only repeats what it was shown.
    Raises `Invalid` for words that mean nothing here.
    """
    caller: Any = call.caller
    word = (visibility or "").strip().lower()
    if word.startswith("list:") or word.isdecimal():
        circles, word = [_circle_id(word.removeprefix("list:"))], "circle"
    page = caller.kind == people.Kind.PAGE
    if word == "except":
        return Except(tuple(circles), tuple(named))
    if page and named:
        raise Invalid("account_ids", "ERR_INVALID", "cannot be named by a page; name circles of its followers")
    if (circles or named) and word in _LIMITED:
        return Followers(tuple(circles)) if page else Only(tuple(circles), tuple(named))
    if (circles or named) and word != "followers":
        raise Invalid(
            "visibility", "ERR_INVALID", "cannot be cut to circles or people; send visibility=circle or except"
        )
    word = word or caller.audience
    if word == "private" and parent_id is not None and _answers_friends(tx, caller.actor_id, parent_id):
        return Public(listed=False)
    return _plain(word, page, tuple(circles))


def _plain(word: str, page: bool, tags: tuple[int, ...]) -> Audience:
    meanings: dict[str, Audience] = {
        "public": Public(listed=True),
        "unlisted": Public(listed=False),
        "reply": Public(listed=False),
        "house": House(),
        "login": House(),
        "local": House(),
        "private": Followers(()) if page else Friends(),
        "friends": Friends(),
        "mutual": Friends(),
        "followers": Followers(tags),
        "direct": Mentioned(),
        "only_me": OnlyMe(),
        "self": OnlyMe(),
        "personal": OnlyMe(),
    }
    if word in ("limited", "circle"):
        raise Invalid("visibility", "ERR_INVALID", f"{word} needs circle_id, circle_ids[] or account_ids[] beside it")
    if word not in meanings:
        raise Invalid(
            "visibility",
            "ERR_INCLUSION",
            "is not one of public, unlisted, house, private, circle, except, direct, self (docs/api.md has them all)",
        )
    return meanings[word]


def _circle_id(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 19:
        raise Invalid("visibility", "ERR_INVALID", "names no list")
    return int(text)


def _answers_friends(tx: ReadTx, actor: int, parent_id: int) -> bool:
    parent = moments.fetch_seen(tx, actor, parent_id)
    if parent.share_of_id is not None:
        # A comment on a share stands under what it shares, whoever the share is for.
        parent = moments.fetch_seen(tx, actor, parent.share_of_id)
    root = parent if parent.parent_id is None else moments.fetch_live(tx, parent.root_id)
    return root is not None and root.audience not in (Kind.PUBLIC, Kind.QUIET)
