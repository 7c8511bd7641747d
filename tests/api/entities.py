"""Holds every answer to what its reader may be told: its words, its ids, and each entity in it, number by number."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from tests.api.model import NAMED_KINDS, SECRET, Model, Sight
from tests.api.wire import Answer
from tests.gate import specification as spec
from tests.gate.plain import Person, Post
from tests.gate.words import (
    EXCEPT,
    FOLLOWERS,
    FRIENDS,
    GROUP,
    HOUSE,
    LETTER,
    LIVE,
    ONLY,
    ONLY_ME,
    PUBLIC,
    QUIET,
    REMOVED,
)

_ID = re.compile(r"(?<!\d)\d{15,19}(?!\d)")
_STOCK = {PUBLIC: "public", QUIET: "unlisted", LETTER: "direct"}
_TRUTH = {PUBLIC: "public", QUIET: "unlisted", HOUSE: "house", FOLLOWERS: "followers", LETTER: "direct", GROUP: "group"}
_SCOPE = {FRIENDS: "mutual", ONLY: "circle", EXCEPT: "except", ONLY_ME: "personal"}


def _told_kind(m: Post) -> Any:
    """A comment under what is not for everybody is told to be for those whom its root is for."""
    if m.parent is None or m.kind in (LETTER, ONLY_ME):
        return m.kind
    if m.root.kind not in (PUBLIC, QUIET):
        return m.root.kind
    return QUIET if (m.root.kind, m.kind) == (QUIET, PUBLIC) else m.kind


class Entities:
    """Checks answers against a model."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def check_told(self, viewer: Person | None, answer: Answer, *earlier: tuple[set[str], set[int]]) -> None:
        """No word and no id in body or headers that the viewer may not know (or, just now, might not)."""
        sight = self.model.sight(viewer)
        text = answer.body.decode() + "".join(value.decode("latin-1") for _, value in answer.headers)
        words = set(SECRET.findall(text)) - sight.secrets
        ids = {int(found) for found in _ID.findall(text)} & sight.unseen_ids
        for secrets, unseen in earlier:
            words -= secrets
            ids &= unseen
        assert not words, f"{viewer} is told {words} by {answer}"
        assert not ids, f"{viewer} is told of {ids} by {answer}"

    def check_json(self, viewer: Person | None, found: Any) -> None:
        """Every entity inside, however deep."""
        if isinstance(found, list):
            for one in found:
                self.check_json(viewer, one)
        elif isinstance(found, dict):
            if "favourites_count" in found:
                self.check_status(self.model.sight(viewer), found)
            elif "followers_count" in found:
                self.check_account(self.model.sight(viewer), found)
            elif "showing_reblogs" in found:
                self.check_relationship(viewer, found)
            for one in found.values():
                self.check_json(viewer, one)

    def check_status(self, sight: Sight, found: dict[str, Any]) -> None:
        """One status: numbers, parent, marks, words, and what is for its author alone."""
        v, m = sight.viewer, self.model.by_id[int(found["id"])]
        assert m in sight.seen, f"{v} is shown {m}"
        subject = m.original or m
        comments, likes, shares = sight.numbers(subject)
        said = {name: found[name] for name in ("replies_count", "favourites_count", "reblogs_count")}
        expected = {"replies_count": comments, "favourites_count": likes, "reblogs_count": shares}
        assert said == expected, f"{v} is told of {m}: {said}, not {expected}"
        parent = spec.shown_parent(sight.world, v, m)
        answers = (found["in_reply_to_id"], found["in_reply_to_account_id"])
        named = (None, None) if parent is None else (str(parent.id), str(parent.author.id))
        assert answers == named, f"{v} sees {m} answer {answers}, not {named}"
        assert found["account"]["id"] == str(m.author.id)
        assert (found["reblog"] is None) == (m.original is None)
        kind = _told_kind(m)
        assert found["visibility"] == _STOCK.get(kind, "private")
        assert found["visibility_ex"] == _TRUTH.get(kind, "limited")
        group = m.root.group if kind == GROUP and v is not None else None
        assert found.get("group_id") == (None if group is None else str(group.id))
        self._check_words(m, found)
        self._check_marks(sight, m, found)
        self._check_own(v, m, found)

    def _check_words(self, m: Post, found: dict[str, Any]) -> None:
        words = self.model.words.get(m)
        if words is None:
            assert m.original is not None
            return
        assert words.texts[-1] in found.get("text", found.get("content", "")), f"{m} says {found}"
        assert words.spoilers[-1] == found["spoiler_text"]
        assert {mention["id"] for mention in found["mentions"]} == {str(p.id) for p in words.mentioned}
        assert (found["edited_at"] is not None) == words.edited
        shown = [(one["id"], one["description"]) for one in found["media_attachments"]]
        assert shown == [(str(p.id), self.model.said_of[p]) for p in m.pictures], f"pictures of {m}: {shown}"
        marks = {mark for mark in ("selling", "asking", "passed_on") if found[mark]}
        assert (marks, found["comment_policy"]) == (m.marks, m.policy)

    def _check_marks(self, sight: Sight, m: Post, found: dict[str, Any]) -> None:
        v, subject = sight.viewer, m.original or m
        names = ("favourited", "reblogged", "bookmarked", "muted", "pinned")
        given = {name: found[name] for name in names if name in found}
        if v is None:
            assert given == {}
            return
        shared = any(s.original is subject and s.author is v and s.state == LIVE for s in sight.world.posts)
        did = {"favourited": v in subject.likes, "reblogged": shared, "bookmarked": v in subject.kept}
        did["muted"] = v in subject.root.muted_by
        if m.author is v and m.original is None and m.kind != LETTER:
            did["pinned"] = m.pinned
        assert given == did, f"{v} did with {m}: {given}, not {did}"

    def _check_own(self, v: Person | None, m: Post, found: dict[str, Any]) -> None:
        mine = m.author is v
        secrets: dict[str, Any] = {}
        if mine and m.kind in NAMED_KINDS:
            secrets["circle_ids"] = {str(circle.id) for circle in m.circles}
            secrets["account_ids"] = {str(person.id) for person in m.people}
        if mine and m.state == REMOVED:
            secrets["comment_removed"] = True
        given = {name: found[name] for name in ("circle_ids", "account_ids", "comment_removed") if name in found}
        for name in ("circle_ids", "account_ids"):
            if name in given:
                given[name] = set(given[name])
        assert given == secrets, f"{v} is told who sees {m}: {given}, not {secrets}"
        assert ("circle_id" in found) == ("circle_ids" in secrets)
        assert found["limited_scope"] == (_SCOPE.get(m.kind) if mine else None)

    def check_account(self, sight: Sight, found: dict[str, Any]) -> None:
        """One profile: how many friends and public moments."""
        person = self.person(found["id"])
        public = sight.public_roots(person)
        last = datetime.fromtimestamp(public[0].at / 1000, UTC).date().isoformat() if public else None
        told = (found["followers_count"], found["following_count"], found["statuses_count"], found["last_status_at"])
        expected = (*sight.account_numbers(person), len(public), last)
        assert told == expected, f"{sight.viewer} is told of {person}: {told}, not {expected}"

    def person(self, account_id: str) -> Person:
        """Whose id this is."""
        return next(p for p in self.model.world.people if p.id == int(account_id))

    def check_relationship(self, v: Person | None, found: dict[str, Any]) -> None:
        """How one stands to another, and nothing of what the other turned down."""
        assert v is not None
        other = self.person(found["id"])
        held = other in v.follows or other in v.asks
        muting = v.muted.get(other, 0) > self.model.world.now
        expected = {
            "following": other in v.follows,
            "showing_reblogs": held and other not in v.no_shares,
            "notifying": held and other in v.notified,
            "followed_by": v in other.follows,
            "blocking": other in v.blocks,
            "blocked_by": v in other.blocks,
            "muting": muting,
            "muting_notifications": muting and other in v.deaf_to,
            "requested": other in v.asks,
            "requested_by": v in other.asks,
            "note": self.model.remarks.get((v, other), [""])[-1],
            "friend": spec.are_friends(v, other),
            "hiding": other in v.hides_from,
            "selling_off": other in v.no_selling,
            "asking_off": other in v.no_asking,
            "shares_off": other in v.no_shares,
            "fold": v.fold.get(other, 0),
        }
        wrong = {name: (found[name], said) for name, said in expected.items() if found[name] != said}
        assert not wrong, f"{v} to {other}: {wrong}"
