"""What the house should be, kept beside it in plain objects: the gate's specification, and what each word of it says.

Every text, title and remark holds a secret, a word that stands nowhere else. `Sight` says what one person may be told
now; it is thrown away whenever anything changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from tests.gate import lists
from tests.gate import specification as spec
from tests.gate.letters import TalkWorld
from tests.gate.plain import Circle, Group, Hung, Line, Person, Post
from tests.gate.words import DELETED, EXCEPT, FOLLOWERS, LIVE, ONLY, ONLY_ME, PUBLIC, QUIET

SECRET = re.compile(r"zq\d{5}x")
Told = tuple[str, Person, Post | Group | None]
"""A notice: of what, by whom, about which moment or group. Of a chain the author is kept, and who entered is shown."""
OURS = ("asked_in", "let_in", "chain")
"""Told only to who asks for them by name."""


@dataclass
class Words:
    """What a moment says, in all its versions."""

    texts: list[str] = field(default_factory=list)
    spoilers: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    mentioned: set[Person] = field(default_factory=set)
    edited: bool = False


class Model:
    """The world with its words, remarks, titles and notices."""

    def __init__(self, now: int) -> None:
        self.world = TalkWorld(now)
        self.words: dict[Post, Words] = {}
        self.titles: dict[Circle, list[str]] = {}
        self.said_of: dict[Hung, str] = {}
        self.said_on: dict[Line, list[str]] = {}
        self.chain_titles: dict[Post, str] = {}
        self.remarks: dict[tuple[Person, Person], list[str]] = {}
        self.locked: dict[Person, bool] = {}
        self.notices: dict[Person, list[Told]] = {}
        self.gathered: dict[Post, int] = {}
        """From which entry on the author of a chain is told."""
        self.by_id: dict[int, Post] = {}
        self._secrets = 0
        self._marks = 0
        self._sights: dict[Person | None, Sight] = {}

    def secret(self) -> str:
        """A word that nobody has said yet."""
        self._secrets += 1
        return f"zq{self._secrets:05d}x"

    def mark(self) -> int:
        """Where a like or a bookmark stands in time."""
        self._marks += 1
        return self._marks

    def changed(self, now: int) -> None:
        """Something may be otherwise from now on."""
        self.world.now = now
        self._sights.clear()

    def sight(self, viewer: Person | None) -> Sight:
        """What the viewer may be told now."""
        if viewer not in self._sights:
            self._sights[viewer] = Sight(self, viewer)
        return self._sights[viewer]

    def add(self, post: Post, words: Words) -> None:
        """A moment more."""
        self.world.posts.append(post)
        self.by_id[post.id] = post
        self.words[post] = words

    # notices

    def tell(self, reader: Person, kind: str, actor: Person, about: Post | Group | None = None) -> None:
        """A notice, once."""
        kept = self.notices.setdefault(reader, [])
        if reader is not actor and (kind, actor, about) not in kept:
            kept.append((kind, actor, about))

    def untell(self, reader: Person, kind: str, actor: Person, about: Post | Group | None = None) -> None:
        """The notice is taken back."""
        kept = self.notices.setdefault(reader, [])
        if (kind, actor, about) in kept:
            kept.remove((kind, actor, about))

    def tell_posted(self, m: Post) -> None:
        """Whom a new moment answers and names, and who asked to hear of each."""
        told: dict[Person, str] = {}
        if m.parent is not None:
            told[m.parent.author] = "comment"
            told.setdefault(m.root.author, "comment")
        told |= {person: "mention" for person in self.words[m].mentioned}
        if m.parent is None:
            for person in self.world.people:
                if m.author in person.notified and m.author in person.follows:
                    told.setdefault(person, "post")
        for person, kind in told.items():
            if person not in m.root.muted_by and spec.may_see(self.world, person, m):
                self.tell(person, kind, m.author, m)

    def tell_edited(self, m: Post) -> None:
        """Who shared it, and who is named by it now."""
        shares = [s for s in self.world.posts if s.original is m and s.state == LIVE]
        told = {s.author: "edit" for s in shares} | {person: "mention" for person in self.words[m].mentioned}
        for person, kind in told.items():
            if spec.may_see(self.world, person, m):
                self.tell(person, kind, m.author, m)

    def tell_anew(self, reader: Person, kind: str, actor: Person, about: Group) -> None:
        """A notice that stands as the newest, though there was such a one before."""
        self.untell(reader, kind, actor, about)
        self.tell(reader, kind, actor, about)

    def tell_entered(self, m: Post, line: Line) -> None:
        """The author's one notice of the list: as nobody marks any as read here, it gathers until it is put away."""
        kept, notice = self.notices.setdefault(m.author, []), ("chain", m.author, m)
        if line.by is m.author or m.author in m.muted_by:
            return
        if notice in kept:
            kept.remove(notice)
        else:
            self.gathered[m] = line.id
        kept.append(notice)

    def forget(self, m: Post) -> None:
        """Nothing is told of it any more."""
        for kept in self.notices.values():
            kept[:] = [told for told in kept if told[2] is not m]

    # ties

    def follow(self, a: Person, b: Person) -> None:
        """A follows B, or asks to."""
        if b in a.follows or b in a.asks:
            return
        if a in b.asks and not b.page:
            self.accept(a, b)
        elif self.locked[b] and not b.page:
            a.asks.add(b)
            self.tell(b, "friend_request", a)
        else:
            a.follows.add(b)
            self.untell(b, "follow", a)
            self.tell(b, "follow", a)

    def accept(self, a: Person, b: Person) -> None:
        """A says yes to B."""
        self.end_request(b, a)
        b.follows.add(a)
        if not (a.page or b.page):
            self.end_request(a, b)
            a.follows.add(b)
        if b in a.follows:
            self.untell(b, "follow", a)
            self.tell(b, "follow", a)

    def end_request(self, a: Person, b: Person) -> None:
        """A asks B no more."""
        a.asks.discard(b)
        self.untell(b, "friend_request", a)

    # moments

    def delete(self, m: Post) -> None:
        """It goes, with its shares, marks and notices."""
        self.forget_pictures(m)
        for picture in m.pictures:
            picture.on = None
        m.pictures = []
        for each in (m, *(s for s in self.world.posts if s.original is m)):
            each.state, each.pinned = DELETED, False
            for held in (each.likes, each.kept, each.named, each.circles, each.people, each.recipients):
                held.clear()
            self.forget(each)

    def forget_pictures(self, m: Post) -> None:
        """Nobody reads its earlier versions any more."""
        for picture in m.earlier_pictures:
            self.world.pictures.remove(picture)
        m.earlier_pictures = []

    def delete_circle(self, circle: Circle) -> None:
        """What was kept from it, or from whose last tag it was, is its owner's alone now."""
        self.world.circles.remove(circle)
        for m in self.world.standing:
            if circle in m.circles:
                if m.kind == EXCEPT or (m.kind == FOLLOWERS and m.circles == {circle}):
                    m.kind = ONLY_ME
                m.circles.discard(circle)

    def kept_from(self, circle: Circle) -> int:
        """How many moments name it in a deny-list."""
        return sum(m.kind == EXCEPT and circle in m.circles for m in self.world.standing)


class Sight:
    """What one viewer (None: a guest) may be told, while nothing changes."""

    def __init__(self, model: Model, viewer: Person | None) -> None:
        self.model = model
        self.world = model.world
        self.viewer = viewer
        self._numbers: dict[Post, tuple[int, int, int]] = {}

    @cached_property
    def seen(self) -> list[Post]:
        """All moments that they may see, oldest first."""
        return [m for m in self.world.posts if spec.may_see(self.world, self.viewer, m)]

    @cached_property
    def unseen_ids(self) -> set[int]:
        """Ids that no answer may hold."""
        unseen = {p.id for p in self.model.said_of if p not in self.pictures}
        chained = [(m, line) for m in self.world.posts if m.chain for line in m.chain.lines]
        seen = {m.original or m for m in self.seen}
        unseen |= {line.id for m, line in chained if m not in seen or not self._reads(m, line)}
        told = {m.root.group for m in self.seen}
        others = {g.id for g in self.world.groups if not g.has(self.viewer) and g not in told}
        return (set(self.model.by_id) - {m.id for m in self.seen}) | unseen | others

    @cached_property
    def pictures(self) -> set[Hung]:
        """Those whose files they may fetch."""
        return {p for p in self.world.pictures if spec.may_fetch(self.world, self.viewer, p)}

    @cached_property
    def secrets(self) -> set[str]:
        """The words that an answer may hold."""
        words = [self.model.words[m] for m in self.seen if m in self.model.words]
        allowed = {secret for said in words for secret in (*said.texts, *said.spoilers, *said.tags)}
        allowed |= {self.model.said_of[picture] for picture in self.pictures}
        for m in self.seen:
            on = m.original or m
            if on.chain is not None:
                allowed.add(self.model.chain_titles[on])
                shown = [line for line in on.chain.lines if self._reads(on, line)]
                allowed.update(word for line in shown for word in self.model.said_on[line])
        allowed.update(group.name for group in self.world.groups if group.has(self.viewer))
        for circle, titles in self.model.titles.items():
            if circle.owner is self.viewer:
                allowed.update(titles)
        for (owner, _), remarks in self.model.remarks.items():
            if owner is self.viewer:
                allowed.update(remarks)
        return allowed

    def _reads(self, m: Post, line: Line) -> bool:
        """What was removed is for its writer and the author alone."""
        mine = self.viewer is not None and self.viewer in (m.author, line.by)
        return mine or (not line.removed and lists.entry_shown(self.world, self.viewer, m, line))

    def numbers(self, m: Post) -> tuple[int, int, int]:
        """Comments, likes and shares, as far as they may know."""
        if m not in self._numbers:
            w, v = self.world, self.viewer
            counted = spec.comments(w, v, m), len(spec.likers(w, v, m)), len(spec.sharers(w, v, m))
            self._numbers[m] = counted
        return self._numbers[m]

    def known_friends(self, of: Person) -> set[Person]:
        """The friends of somebody that the viewer may know of: those in common, and none across a block."""
        if self.viewer is None or of.page or spec.apart(self.viewer, of):
            return set()
        both = spec.friends_of(self.world, of) & spec.friends_of(self.world, self.viewer)
        return {p for p in both if p.active and not spec.apart(p, of) and not spec.apart(p, self.viewer)}

    def following(self, of: Person) -> set[Person]:
        """Whom somebody follows, as far as the viewer may know."""
        return {p for p in of.follows if p.active} if of is self.viewer else self.known_friends(of)

    def followers(self, of: Person) -> set[Person]:
        """Who follows somebody, as far as the viewer may know."""
        followers = {p for p in self.world.people if of in p.follows and p.active}
        return followers if of is self.viewer else self.known_friends(of)

    def account_numbers(self, of: Person) -> tuple[int, int]:
        """Followers and following on a profile."""
        if of.page and of is not self.viewer:
            followers = {p for p in self.world.people if of in p.follows and p.active}
            return 0 if spec.apart(self.viewer, of) else len(followers), 0
        return len(self.followers(of)), len(self.following(of))

    def public_roots(self, of: Person) -> list[Post]:
        """What a profile counts: public moments that they may see."""
        mine = [m for m in self.seen if m.author is of and m.original is None and m.parent is None]
        return spec.newest_first([m for m in mine if m.state == LIVE and m.kind in (PUBLIC, QUIET)])

    def notices(self, *, ours: bool) -> list[Told]:
        """All that they may read, newest first; of `ours` only where they ask for them."""
        return [shown for _, shown in self.kept_notices(ours=ours)]

    def kept_notices(self, *, ours: bool) -> list[tuple[Told, Told]]:
        """The same, as each was told and as it is shown."""
        assert self.viewer is not None
        told = [one for one in self.model.notices.get(self.viewer, []) if ours or one[0] not in OURS]
        both = [(one, self._shown(*one)) for one in told[::-1]]
        return [(one, shown) for one, shown in both if shown is not None]

    def _shown(self, kind: str, who: Person, about: Post | Group | None) -> Told | None:
        w, v = self.world, self.viewer
        assert v is not None
        if isinstance(about, Group):
            return (kind, who, about) if spec.group_notice_shown(w, v, who, kind, about) else None
        if kind == "chain":
            assert about is not None
            entered = self.entered(about)
            return (kind, entered[0], about) if entered else None
        return (kind, who, about) if spec.notice_shown(w, v, who, kind, about) else None

    def entered(self, m: Post) -> list[Person]:
        """Of whom the notice of their list tells."""
        assert self.viewer is not None
        return spec.told_on_chain(self.world, self.viewer, m, self.model.gathered[m])

    def lists(self) -> list[Circle]:
        """Their own circles and reading lists, oldest first."""
        return [circle for circle in self.world.circles if circle.owner is self.viewer]

    def standing(self, circle: Circle) -> set[Person]:
        """Who stands in a circle today."""
        owner, members = circle.owner, {p for p in circle.members if p.active}
        if circle.reading:
            return members & owner.follows
        if owner.page:
            return {p for p in members if owner in p.follows}
        return {p for p in members if spec.are_friends(owner, p)}


NAMED_KINDS = (ONLY, EXCEPT, FOLLOWERS)
