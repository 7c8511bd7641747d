"""What one reader may see, reckoned in plain Python from bare rows: the bench's own second opinion.

It knows what the generated house knows (members, friends, circles, a group, quiet controls, windows, shares), and no
more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from teahouse.doors.cli.bench import store
from teahouse.doors.cli.bench.town import DAY
from teahouse.kit.db import ReadTx
from teahouse.moments import Kind, Mark, State
from teahouse.people import Tie

OPEN = (Kind.PUBLIC, Kind.QUIET, Kind.HOUSE, Kind.GROUP)
SHAREABLE = (Kind.PUBLIC, Kind.QUIET)


class Root(NamedTuple):
    """A moment or a share, as it is stored."""

    id: int
    author: int
    audience: int
    marks: int
    share_of: int | None
    parent: int | None
    state: int


class Eyes:
    """One reader (0 is nobody's number: a guest), and what their ties say today."""

    def __init__(self, tx: ReadTx, reader: int) -> None:
        self._tx = tx
        self.id = reader
        self.mine = {tie.target: tie for tie in (Tie(*row) for row in tx.all(store.TIES_FROM, person=reader))}
        self.theirs = {tie.source: tie for tie in (Tie(*row) for row in tx.all(store.TIES_TO, person=reader))}
        self.friends = {other for other, tie in self.mine.items() if tie.following and self.held(other).following}
        self.blocked = {other for other, tie in (*self.mine.items(), *self.theirs.items()) if tie.blocking}

    def held(self, other: int) -> Tie:
        """What the other holds towards the reader."""
        return self.theirs.get(other) or Tie(other, self.id)

    def home(self, last: int, most: int) -> list[int]:
        """The newest ids of home, which is known to reach down to the id `last`."""
        floor = ((last >> 16) // DAY * DAY << 16) - 1
        authors = [*(other for other, tie in self.mine.items() if tie.following), self.id]
        seen = self.seen(Root(*row) for row in self._tx.all(store.ROOTS_BY, people=authors, after=floor))
        kept = [root for root in seen if not self._turned_down(root)]
        originals = self._roots(root.share_of for root in kept)
        shown = [
            root
            for root in self._folded(kept)
            if root.share_of is None or not self._turned_down(originals[root.share_of])
        ]
        return sorted((root.id for root in shown), reverse=True)[:most]

    def market(self, last: int, most: int) -> list[int]:
        """The newest that is for sale, down to the id `last`: by whom the reader follows, by themselves, and to all."""
        authors = [*(other for other, tie in self.mine.items() if tie.following), self.id]
        rows = self._tx.all(store.ROOTS_BY, people=authors, after=last - 1)
        rows += self._tx.all(store.SOLD_TO_ALL, after=last - 1)
        sold = {root for root in (Root(*row) for row in rows) if root.marks & Mark.SELLING and root.share_of is None}
        roots = [root for root in sold if root.parent is None and not self._muted(root.author)]
        return sorted((root.id for root in self.seen(roots)), reverse=True)[:most]

    def came(self, days: int) -> int:
        """How many moments of others stood at home in so many whole days."""
        first = (self._tx.now // DAY - days + 1) * DAY << 16
        shown = [one for one in self.home(first, len(self._roots_of_all(first))) if one >= first]
        return sum(root.author != self.id for root in self._roots(shown).values())

    def _roots_of_all(self, after: int) -> list[int]:
        return [row[0] for row in self._tx.all(store.ROOTS_BY, people=[*self.mine, self.id], after=after - 1)]

    def _muted(self, other: int) -> bool:
        tie = self.mine.get(other)
        return tie is not None and tie.muted_until > self._tx.now

    def by(self, author: int, most: int) -> list[int]:
        """The newest moments and shares of one account."""
        rows = self._tx.all(store.ROOTS_BY, people=[author], after=0)
        return sorted((root.id for root in self.seen(Root(*row) for row in rows)), reverse=True)[:most]

    def public(self, most: int) -> list[int]:
        """The newest listed public moments, which the reader has not turned down."""
        rows = [Root(*row) for row in self._tx.all(store.NEWEST_PUBLIC, n=most * 3)]
        shown = [root.id for root in self.seen(rows) if not self._turned_down(root)]
        return sorted(shown, reverse=True)[:most]

    def group(self, group_id: int, most: int) -> list[int]:
        """The newest of what is said in a group, by whom the reader has not turned down."""
        seen = self.seen(Root(*row) for row in self._tx.all(store.OF_GROUP, group_id=group_id))
        return sorted((root.id for root in seen if not self._turned_down(root)), reverse=True)[:most]

    def notices(self, most: int) -> list[tuple[int, int]]:
        """The newest notices and by whom: of what friends did with the reader's own, which is all that there are."""
        rows: list[tuple[int, int]] = self._tx.all(store.NOTICES, person=self.id, n=most * 2)
        return [row for row in rows if not self._deaf_to(row[1])][:most]

    def _deaf_to(self, other: int) -> bool:
        tie = self.mine.get(other)
        return other in self.blocked or (tie is not None and tie.mute_notices and tie.muted_until > self._tx.now)

    def seen(self, roots: Iterable[Root]) -> list[Root]:
        """Those that the reader may see."""
        roots = [root for root in roots if root.state == State.LIVE]
        originals = self._roots(root.share_of for root in roots)
        everyone = {root.author for root in (*roots, *originals.values())}
        windows = dict(self._tx.all(store.WINDOWS, people=sorted(everyone)))
        inside = set(self._tx.column(store.IN_CIRCLES, ids=[root.id for root in roots], person=self.id))
        inside |= set(self._tx.column(store.IN_GROUPS, ids=[root.id for root in roots], person=self.id))
        alone = [root for root in roots if self._sees(root, windows, inside)]
        return [root for root in alone if root.share_of is None or self._shows(originals.get(root.share_of), windows)]

    def roots_seen(self, ids: Iterable[int]) -> list[Root]:
        """Those of these that the reader may see, in this order."""
        roots = self._roots(ids)
        return self.seen([roots[one] for one in ids if one in roots])

    def _roots(self, ids: Iterable[int | None]) -> dict[int, Root]:
        wanted = sorted({one for one in ids if one is not None})
        return {row[0]: Root(*row) for row in self._tx.all(store.BY_ID, ids=wanted)}

    def _shows(self, original: Root | None, windows: dict[int, int]) -> bool:
        """A share shows what it shares."""
        shareable = original is not None and original.state == State.LIVE and original.audience in SHAREABLE
        return shareable and original is not None and self._sees(original, windows, set())

    def _sees(self, root: Root, windows: dict[int, int], inside: set[int]) -> bool:
        days, author = windows[root.author], root.author
        past = bool(days) and root.id >> 16 < self._tx.now - days * DAY
        kept_from = author in self.blocked or self.held(author).hiding or past
        friend = author in self.friends
        held = {
            Kind.PUBLIC: True,
            Kind.QUIET: True,
            Kind.HOUSE: self.id != 0,
            Kind.FRIENDS: friend,
            Kind.ONLY: friend and root.id in inside,
            Kind.GROUP: root.id in inside,
            Kind.EXCEPT: friend and root.id not in inside,
        }
        return author == self.id or (not kept_from and held.get(Kind(root.audience), False))

    def _turned_down(self, root: Root) -> bool:
        tie = self.mine.get(root.author)
        if tie is None or root.author == self.id:
            return False
        passed_on = root.share_of is not None or bool(root.marks & Mark.PASSED_ON)
        return bool(
            tie.muted_until > self._tx.now
            or (tie.selling_off and root.marks & Mark.SELLING)
            or (tie.asking_off and root.marks & Mark.ASKING)
            or (tie.shares_off and passed_on)
        )

    def _folded(self, roots: list[Root]) -> list[Root]:
        """Of a friend whom the reader folds, the first of each day (in UTC, which is everybody's zone here)."""
        counted: dict[tuple[int, int], int] = {}
        kept = []
        for root in sorted(roots):
            tie = self.mine.get(root.author)
            day = root.author, (root.id >> 16) // DAY
            counted[day] = counted.get(day, 0) + 1
            if tie is None or not tie.fold or counted[day] <= tie.fold:
                kept.append(root)
        return kept

    def counts(self, ids: list[int]) -> dict[int, tuple[int, int]]:
        """Likes and comments of each of these roots, after promise 2."""
        roots = self._roots(ids)
        likes = self._tx.all(store.LIKES, ids=ids)
        comments = self._tx.all(store.COMMENTS, ids=ids)
        people = {root.author for root in roots.values()} | {row[1] for row in likes}
        people |= {person for _, writer, parent, _ in comments for person in (writer, parent)}
        follows = set(self._tx.all(store.FOLLOWS, people=sorted(people)))

        def heard(root: Root, person: int) -> bool:
            if person == self.id:
                return True
            if person in self.blocked:
                return False
            known = (person, root.author) in follows and (root.author, person) in follows
            both = person == root.author or (known and (root.author == self.id or person in self.friends))
            return root.audience in OPEN or both

        liked = [root for root, person in likes if heard(roots[root], person)]
        said = [
            root
            for root, writer, parent, _ in comments
            if heard(roots[root], writer) and (writer == self.id or heard(roots[root], parent))
        ]
        return {root: (liked.count(root), said.count(root)) for root in roots}
