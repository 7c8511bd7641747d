"""The generated house as rows: what the verbs would have left in each table, without running them.

A test makes the same small house by the verbs and compares; whoever changes what a verb writes changes it here too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from teahouse import moments, people
from teahouse.doors.cli.bench.talk import Said, Talk, texts
from teahouse.doors.cli.bench.town import Quiet, Town, sight_parts
from teahouse.kit import text
from teahouse.kit.db.bulk import Loader
from teahouse.moments import CommentPolicy, Kind
from teahouse.notices import NoticeKind

COLUMNS: dict[str, tuple[str, ...]] = {
    "account": (
        "id", "kind", "state", "handle", "username", "display_name", "locked", "window_days", "audience", "time_zone",
        "public_count", "public_at", "created_at",
    ),
    "login": ("account_id", "created_at"),
    "circle": ("id", "owner_id", "kind", "title", "created_at"),
    "circle_member": ("circle_id", "account_id"),
    "tie": (
        "source", "target", "following", "since", "blocking", "hiding", "muted_until", "mute_notices", "selling_off",
        "asking_off", "shares_off", "fold",
    ),
    "sight": ("viewer", "author", "flags", "muted_until", "fold", "window_days", "since", "common"),
    "moment": (
        "id", "author_id", "root_id", "parent_id", "parent_author_id", "share_of_id", "audience", "marks",
        "comment_policy", "text", "html", "tags", "likes_count", "comments_count", "shares_count",
    ),
    "audience_circle": ("moment_id", "circle_id"),
    "moment_tag": ("tag", "moment_id"),
    "liking": ("moment_id", "account_id", "id"),
    "notice": ("id", "account_id", "kind", "actor_id", "moment_id"),
    "known_tag": ("tag", "name"),
    "said": ("shelf", "word", "moment_id"),
}  # fmt: skip
"""Tables and columns in an order in which rows can go in; every other column begins as the schema says."""
LATE = ("said",)
"""Tables whose rows come in no order, and are sorted before they go in."""
_OPEN = {int(Kind.PUBLIC): moments.FOR_ALL, int(Kind.QUIET): moments.FOR_ALL, int(Kind.HOUSE): moments.FOR_MEMBERS}
_FRIENDS = int(people.Sight.FRIEND | people.Sight.FOLLOWS)
_NOTHING: Mapping[int, Quiet] = MappingProxyType({})
_MEMBER, _ACTIVE = int(people.Kind.MEMBER), int(people.State.ACTIVE)
_NO_COMMENTS, _LIKE = int(CommentPolicy.NOBODY), int(NoticeKind.LIKE)


def fill(loader: Loader, town: Town, origin: str, progress: Callable[[str], None]) -> int:
    """Every row of the house; how many there are of moments, comments and shares."""
    talk = Talk(town)
    progress("accounts and circles")
    _people(loader, town, talk)
    progress("ties")
    marked = _marked(town)
    for person in range(town.size.accounts):
        _ties(loader, town, person, marked)
    _blocks(loader, town)
    progress("moments, comments and likes")
    written = [_Written(one, people.Addresses(origin)) for one in (*texts(), "")]
    readers = set(town.readers)
    count = 0
    shelves: dict[int, int] = {}
    for said in talk.said():
        _said(loader, town, written, said, readers)
        _find(loader, town.ids[said.author], written[said.text].words, said, shelves)
        count += 1
    tags = {key: name for one in written for key, name in zip(one.keys, one.names, strict=True)}
    loader.extend("known_tag", list(tags.items()))
    progress("indexes")
    return count


def _people(loader: Loader, town: Town, talk: Talk) -> None:
    public = talk.public()
    for person, account_id in enumerate(town.ids):
        made, (count, at) = account_id >> 16, public.get(person, (0, None))
        name = username(person)
        window = town.windows[person]
        loader.add(
            "account",
            (
                account_id,
                int(people.Kind.MEMBER),
                _ACTIVE,
                name,
                name,
                f"Person {person}",
                True,
                window,
                "private",
                "UTC",
                count,
                at,
                made,
            ),
        )
        loader.add("login", (account_id, made))
    # Whoever stands in a circle may have come last.
    for person, circle_id in enumerate(town.circle_ids):
        loader.add("circle", (circle_id, town.ids[person], 1, "Close", circle_id >> 16))
        for member in town.circles[person]:
            loader.add("circle_member", (circle_id, town.ids[member]))


def username(person: int) -> str:
    """What somebody is called here."""
    return f"person{person}"


class _Marked(NamedTuple):
    """The quiet controls once more, by one person: what they turned down, and who hides from them."""

    of: dict[int, dict[int, Quiet]]
    hiders: dict[int, set[int]]


def _marked(town: Town) -> _Marked:
    of: dict[int, dict[int, Quiet]] = {}
    hiders: dict[int, set[int]] = {}
    for (a, b), quiet in town.quiet.items():
        of.setdefault(a, {})[b] = quiet
        if quiet.hiding:
            hiders.setdefault(b, set()).add(a)
    return _Marked(of, hiders)


def _ties(loader: Loader, town: Town, a: int, marked: _Marked) -> None:
    """The friendships of one person, and the derived rows, in the order of their keys."""
    ids, friends, windows = town.ids, town.friends, town.windows
    me, mine = ids[a], set(friends[a])
    quiets, hiders = marked.of.get(a, _NOTHING), marked.hiders.get(a, ())
    ties, sights = [], []
    for b in friends[a]:
        since, common = town.since(a, b), len(mine.intersection(friends[b]))
        quiet = quiets.get(b)
        if quiet is None and b not in hiders:
            ties.append((me, ids[b], True, since, False, False, 0, False, False, False, False, 0))
            sights.append((me, ids[b], _FRIENDS, 0, 0, windows[b], since, common))
            continue
        quiet = quiet or Quiet()
        flags, until = sight_parts(quiet, hidden=b in hiders)
        refused = quiet.selling_off, quiet.asking_off, quiet.shares_off, quiet.fold
        ties.append((me, ids[b], True, since, False, quiet.hiding, until, quiet.muted, *refused))
        sights.append((me, ids[b], flags, until, quiet.fold, windows[b], since, common))
    loader.extend("tie", ties)
    loader.extend("sight", sights)


def _blocks(loader: Loader, town: Town) -> None:
    for a, b in town.blocks:
        loader.add("tie", (town.ids[a], town.ids[b], False, None, True, False, 0, False, False, False, False, 0))
        for viewer, author in ((a, b), (b, a)):
            row = (town.ids[viewer], town.ids[author], int(people.Sight.BLOCKED), 0, 0, town.windows[author], 0, 0)
            loader.add("sight", row)


class _Written:
    """A text as a moment's row keeps it."""

    __slots__ = ("html", "keys", "names", "tags", "text", "words")

    def __init__(self, words: str, addresses: people.Addresses) -> None:
        parsed = text.parse(words)
        self.text = words
        self.html = text.render(words, parsed, lambda _: None, addresses.tag)
        self.tags = msgspec.json.encode([tag.name for tag in parsed.tags]).decode() if parsed.tags else "[]"
        self.keys = [tag.key for tag in parsed.tags]
        self.names = [tag.name for tag in parsed.tags]
        self.words = text.words_of(words)


def _find(loader: Loader, author: int, words: frozenset[str], said: Said, shelves: dict[int, int]) -> None:
    """By which words the moment is found, and on which shelves; a comment on its root's, and on its writer's."""
    if said.share_of:
        return
    if not said.parent:
        shelves[said.id] = _OPEN.get(said.kind, author)
    shelf = shelves[said.root]
    on = {shelf} if shelf in _OPEN.values() else {shelf, author}
    loader.extend("said", [(one, word, said.id) for one in on for word in words])


def _said(loader: Loader, town: Town, written: list[_Written], said: Said, readers: set[int]) -> None:
    words, ids = written[said.text], town.ids
    author = ids[said.author]
    parent_author = ids[said.parent_author] if said.parent else None
    loader.add(
        "moment",
        (
            said.id, author, said.root, said.parent or None, parent_author, said.share_of or None, said.kind,
            said.marks, _NO_COMMENTS if said.share_of else 0, words.text, words.html, words.tags, len(said.likers),
            said.comments, said.shares,
        ),
    )  # fmt: skip
    if said.kind in (Kind.ONLY, Kind.EXCEPT):
        loader.add("audience_circle", (said.id, town.circle_ids[said.author]))
    for key in words.keys:
        loader.add("moment_tag", (key, said.id))
    for after, liker in enumerate(said.likers, 1):
        like_id = said.id + (after << 16)
        loader.add("liking", (said.id, ids[liker], like_id))
        if said.author in readers:
            loader.add("notice", (like_id, author, _LIKE, ids[liker], said.id))
    if said.parent and said.parent_author in readers and said.parent_author != said.author:
        loader.add("notice", (said.id, parent_author, int(NoticeKind.COMMENT), author, said.id))
