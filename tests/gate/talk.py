"""Builds what the people of a world say and do with each other's words; see `worlds.py`."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from teahouse import messages, moments, people
from teahouse.kit.db import Statement
from teahouse.moments import Mark
from teahouse.moments.schema import bookmark, liking
from tests.gate import specification as spec
from tests.gate.pictures import PictureBuilder
from tests.gate.plain import DAY, Circle, Group, Person, Post
from tests.gate.words import (
    DELETED,
    EXCEPT,
    FOLLOWERS,
    FRIENDS,
    GROUP,
    HELD,
    HOUSE,
    LETTER,
    LIVE,
    ONLY,
    ONLY_ME,
    PUBLIC,
    QUIET,
    REMOVED,
)
from tests.gate.worlds import HOUR, WINDOWS

EDGES = tuple(days * DAY + off for days in WINDOWS[1:] for off in (-1, 0, 1))
AGES = (*(0,) * 6, HOUR, HOUR, 3 * HOUR, 3 * HOUR + 1, 9 * HOUR, DAY, 2 * DAY, 10 * DAY, 70 * DAY, 500 * DAY, *EDGES)
"""How old a moment is when the house is looked at; often just at the border of a window."""
MEMBER_KINDS = (FRIENDS, PUBLIC, ONLY, EXCEPT, LETTER, HOUSE, FRIENDS, QUIET, ONLY_ME, PUBLIC, GROUP, GROUP)
PAGE_KINDS = (FOLLOWERS, PUBLIC, FOLLOWERS, LETTER, QUIET, ONLY_ME, FRIENDS, GROUP)
CUTS = (PUBLIC, PUBLIC, PUBLIC, PUBLIC, PUBLIC, LETTER, FRIENDS, ONLY, EXCEPT, ONLY_ME, HOUSE, FOLLOWERS, GROUP)
MARKS = ((), (), (), ("selling",), ("asking",), ("passed_on",), ("selling", "asking"))
TAGS = ((), (), ("tea",), ("cake",), ("tea", "walk"), ("cake", "walk"))
LANGUAGES = ("en", "zh", "en")
POLICIES = ("all", "all", "all", "friends", "nobody")
_MARK_ID: dict[str, Statement[None]] = {
    name: Statement(
        sa.select(table.c.id).where(table.c.moment_id == sa.bindparam("m"), table.c.account_id == sa.bindparam("who"))
    )
    for name, table in (("like", liking), ("keep", bookmark))
}


class Builder(PictureBuilder):
    """Adds the moments: `Builder(tx, plan).build()` answers the world."""

    def post(self, n: int) -> Post | None:
        """One of the moments so far; the newest are the most likely."""
        return self.world.posts[-1 - n % len(self.world.posts)] if self.world.posts else None

    def some(self, n: int) -> list[Person]:
        """Those whose bit is set."""
        return [p for i, p in enumerate(self.world.people) if n >> i & 1]

    def _time(self, age: int, after: int = 0) -> int | None:
        at = max(self.world.now + self.later - AGES[age % len(AGES)], after + 1)
        while at in self.used_times:
            at += 1
        if at >= self.tx.now:
            return None
        self.used_times.add(at)
        return at

    def do_post(self, numbers: tuple[int, ...]) -> None:
        """A root."""
        who, kind, chosen, age, named, more = numbers
        author = self.actor(who)
        kinds = PAGE_KINDS if author.page else MEMBER_KINDS
        self._post(author, kinds[kind % len(kinds)], chosen, named, more, at=self._time(age))

    def do_comment(self, numbers: tuple[int, ...]) -> None:
        """A comment on anything, whether its writer may see it or not."""
        who, on, cut, chosen, named, more = numbers
        writer, parent = self._who_and_what(who, on, comments=on % 3 > 0)
        if parent is not None and parent.parent is not None and who % 2 and parent.root.author.active:
            writer = parent.root.author  # whose moment it is answers often
        if parent is not None:
            at = self._time(more, after=parent.at)
            self._post(writer, CUTS[cut % len(CUTS)], chosen, named & more & 55, more, parent=parent, at=at)

    def _who_and_what(self, who: int, what: int, *, comments: bool = False) -> tuple[Person, Post | None]:
        """Somebody and a moment that they see, mostly: one in six tries what comes along. A comment, if so wished."""
        actor = self.actor(who)
        seen = [m for m in self.world.posts if who % 6 == 0 or spec.may_see(self.world, actor, m)]
        seen = [m for m in seen if comments and m.parent is not None] or seen
        return actor, seen[-1 - what % len(seen)] if seen else None

    def _post(
        self,
        author: Person,
        kind: str,
        chosen: int,
        named: int,
        more: int,
        *,
        at: int | None,
        parent: Post | None = None,
    ) -> None:
        circles = [c for c in self.world.circles if c.owner is author and not c.reading]
        circles = [c for n, c in enumerate(circles) if chosen >> n & 1]
        persons = [p for p in self.some(chosen >> 1) if spec.are_friends(p, author)]
        if kind not in (ONLY, EXCEPT):
            persons = []
        if kind not in (ONLY, EXCEPT, FOLLOWERS):
            circles = []
        group = self.group_for(author, chosen) if kind == GROUP else None
        if kind == GROUP and group is None:
            return
        leading = self.some(named) if parent is not None or more % 5 == 0 else []
        trailing = [p for p in self.some(named >> 2) if p not in leading]
        marks, tags, policy = MARKS[more % len(MARKS)], TAGS[named % len(TAGS)], POLICIES[chosen % len(POLICIES)]
        uploads, others = self.uploads(author, named + chosen), self.somebody_elses(author, more)
        draft = moments.Draft(
            _text(leading, trailing, tags),
            _audience(kind, circles, persons, group),
            parent_id=None if parent is None else parent.id,
            marks=_marks(set(marks)),
            comment_policy=moments.CommentPolicy[policy.upper()],
            media=tuple(picture.id for picture in uploads + others),
            at=at,
            language=LANGUAGES[more % 3],
            sensitive=chosen % 4 == 1,
        )
        row = self.tried(messages.post, self.accounts[author], draft)
        on = parent.original if parent is not None and parent.original is not None else parent
        if parent is not None and kind == GROUP:
            assert row is None
            return
        may = _may_address(author, kind, circles, persons, group) and self._may_comment(author, parent)
        may = may and all(p.active for p in persons) and not others
        may = may and self.may_write(author, kind, leading, trailing, on)
        assert (row is not None) == may, f"{author} {kind} on {parent}"
        if row is None:
            return
        cut = kind if on is None else _cut(kind, on)
        post = Post(row.id, author, cut, parent=on, marks=set(marks), tags=set(tags), policy=policy)
        post.language, post.sensitive = draft.language or "", draft.sensitive
        if cut == kind:
            post.circles, post.people, post.group = set(circles), set(persons), group
        post.named = {p: p in leading for p in leading + trailing if self._counts(post, p, leading=p in leading)}
        post.recipients = set(post.named)
        self.hang(post, uploads)
        self.world.posts.append(post)
        self.written(post)

    def may_write(
        self, author: Person, kind: str, leading: list[Person], trailing: list[Person], on: Post | None
    ) -> bool:
        """Whether a letter is taken; `letters.py` knows."""
        raise NotImplementedError

    def written(self, m: Post) -> None:
        """It was posted."""
        raise NotImplementedError

    def _counts(self, m: Post, named: Person, *, leading: bool) -> bool:
        """Of who is across a block or not there a name is a plain word, but where a comment or a letter begins."""
        reached = named.active and not spec.apart(named, m.author)
        return reached or ((m.parent is not None or m.kind == LETTER) and leading)

    def _may_comment(self, who: Person, parent: Post | None) -> bool:
        if parent is None:
            return True
        w, on = self.world, parent.original or parent
        if spec.left(who, on.root):
            return False
        if on.state != LIVE or not all(spec.may_see(w, who, m) for m in (parent, on, on.root)):
            return False
        policy, host = on.root.policy, on.root.author
        return who is host or policy == "all" or (policy == "friends" and spec.are_friends(who, host))

    def _may_act(self, who: Person, m: Post) -> bool:
        on = m.original or m
        seen = spec.may_see(self.world, who, m) and spec.may_see(self.world, who, on)
        return seen and spec.room_is_open(self.world, who, on)

    def do_like(self, numbers: tuple[int, ...]) -> None:
        """A like of anything."""
        who, m = self._who_and_what(numbers[0], numbers[1])
        if m is None:
            return
        done = self.tried(moments.like, self.accounts[who], m.id)
        assert (done is not None) == self._may_act(who, m)
        if done:
            m = m.original or m
            m.likes.setdefault(who, self.tx.value(_MARK_ID["like"], m=m.id, who=who.id))

    def do_unlike(self, numbers: tuple[int, ...]) -> None:
        """Of one's likes, one of what is still seen."""
        likes = [(m, p) for m in self.world.posts for p in m.likes if p.active and spec.may_see(self.world, p, m)]
        if likes:
            m, who = likes[numbers[0] % len(likes)]
            moments.unlike(self.tx, self.accounts[who], m.id)
            del m.likes[who]

    def do_keep(self, numbers: tuple[int, ...]) -> None:
        """A bookmark."""
        who, m = self._who_and_what(numbers[0], numbers[1])
        if m is not None and self.tried(moments.keep, self.accounts[who], m.id, on=True):
            m = m.original or m
            m.kept.setdefault(who, self.tx.value(_MARK_ID["keep"], m=m.id, who=who.id))

    def do_pin(self, numbers: tuple[int, ...]) -> None:
        """One's own on top of one's profile."""
        m = self.post(numbers[1])
        if m is not None and m.author.active and self.tried(moments.pin, self.accounts[m.author], m.id, on=True):
            m.pinned = True

    def do_mute_thread(self, numbers: tuple[int, ...]) -> None:
        """No notices of a conversation."""
        who, m = self._who_and_what(numbers[0], numbers[1])
        if m is not None and self.tried(moments.mute_thread, self.accounts[who], m.id, on=True):
            (m.original or m).root.muted_by.add(who)

    def do_share(self, numbers: tuple[int, ...]) -> None:
        """A share with everybody or with friends."""
        who, m = self._who_and_what(numbers[0], numbers[1])
        if m is None:
            return
        kind = (moments.Kind.PUBLIC, moments.Kind.QUIET, moments.Kind.FRIENDS)[numbers[2] % 3]
        on = m.original or m
        row = self.tried(moments.share, self.accounts[who], m.id, kind, at=self._time(numbers[3], after=on.at))
        public = all(p.kind in (PUBLIC, QUIET) and spec.may_see(self.world, who, p) for p in (on, on.root))
        assert (row is not None) == (self._may_act(who, m) and public and on.state == LIVE), f"{who} shares {m}"
        if row is not None and all(row.id != p.id for p in self.world.posts):
            to = (PUBLIC, QUIET, FOLLOWERS if who.page else FRIENDS)[numbers[2] % 3]
            self.world.posts.append(Post(row.id, who, to, original=on))

    def do_unshare(self, numbers: tuple[int, ...]) -> None:
        """A share is taken back."""
        shares = [m for m in self.world.standing if m.original is not None and m.author.active]
        if shares:
            self._delete(shares[numbers[0] % len(shares)])

    def do_delete(self, numbers: tuple[int, ...]) -> None:
        """Anything is deleted by its author, with its shares."""
        m = self.post(numbers[0])
        if m is not None and m.author.active and m.state != DELETED:
            self._delete(m)

    def _delete(self, m: Post) -> None:
        moments.delete_moment(self.tx, m.author.id, m.id)
        self.take_off(m)
        for each in (m, *(s for s in self.world.posts if s.original is m)):
            each.state, each.pinned = DELETED, False
            each.likes.clear()
            each.kept.clear()

    def do_remove(self, numbers: tuple[int, ...]) -> None:
        """A comment is taken away by whose moment it stands under (others try as well)."""
        comments = [c for c in self.world.posts if c.parent is not None]
        if comments:
            c = comments[numbers[0] % len(comments)]
            who = c.root.author if numbers[1] % 4 else self.actor(numbers[2])
            done = self.tried(moments.remove_comment, self.accounts[who], c.id)
            may = who is c.root.author and who is not c.author and not who.page and spec.may_see(self.world, who, c)
            assert (done is not None) == may
            if done:
                c.state = REMOVED

    def do_edit(self, numbers: tuple[int, ...]) -> None:
        """Other words, other names, another mark; a letter stays with those it went to."""
        m = self.post(numbers[0])
        if m is None or m.original is not None or not m.author.active or m.state == DELETED:
            return
        leading = self.some(numbers[1] & numbers[2])
        selling = bool(numbers[3] % 2)
        pictures = [*m.pictures[numbers[4] % 2 :], *m.earlier_pictures[:1], *self.uploads(m.author, numbers[4])]
        media = None if numbers[4] % 3 == 0 else tuple(picture.id for picture in pictures)
        changes = moments.Changes(text=_text(leading, [], m.tags), selling=selling, media=media)
        done = self.tried(moments.edit_moment, self.accounts[m.author], m.id, changes)
        assert (done is not None) == spec.room_is_open(self.world, m.author, m)
        if done is None:
            return
        (m.marks.add if selling else m.marks.discard)("selling")
        if media is not None:
            self.hang(m, pictures)
        named = [p for p in leading if self._counts(m, p, leading=True)]
        if m.parent is not None and not {p for p, was_leading in m.named.items() if was_leading} <= set(named):
            self.forget_earlier(m)
        m.named = {p: True for p in named if m.kind != LETTER or p in m.recipients}

    # what hosts and helpers do

    def do_hold(self, numbers: tuple[int, ...]) -> None:
        """Anything is held back to be looked at, or removed."""
        m, removed = self.post(numbers[0]), bool(numbers[1] % 2)
        if m is None:
            return
        done = self.tried(moments.withhold, m.id, removed=removed)
        after = REMOVED if removed else HELD
        assert (done is not None) == (m.state in {LIVE, HELD} - {after} and m.original is None)
        if done:
            m.state = after

    def do_give_back(self, numbers: tuple[int, ...]) -> None:
        """Something withheld stands as before."""
        withheld = [m for m in self.world.posts if m.state in (HELD, REMOVED)]
        if withheld:
            m = withheld[numbers[0] % len(withheld)]
            moments.give_back(self.tx, m.id)
            m.state = LIVE

    def do_suspend(self, numbers: tuple[int, ...]) -> None:
        """An account is suspended; three stay, to see it."""
        who = self.actor(numbers[0])
        if sum(p.active for p in self.world.people) >= 3:
            moments.suspend_account(self.tx, self.accounts[who])
            who.active = False
            self.accounts[who] = msgspec.structs.replace(self.accounts[who], state=int(people.State.SUSPENDED))

    def do_restore(self, numbers: tuple[int, ...]) -> None:
        """One of the suspended is let back in."""
        suspended = [p for p in self.world.people if not p.active]
        if suspended:
            who = suspended[numbers[0] % len(suspended)]
            moments.restore_account(self.tx, self.accounts[who])
            who.active = True
            self.accounts[who] = self.fetch(who)


def _text(leading: list[Person], trailing: list[Person], tags: Iterable[str]) -> str:
    words = [*(f"@{p.name}" for p in leading), "words", *(f"@{p.name}" for p in trailing)]
    return " ".join([*words, *(f"#{tag}" for tag in tags)])


def _marks(marks: set[str]) -> Mark:
    return moments.marks_of((mark, mark.name is not None and mark.name.lower() in marks) for mark in Mark)


def _audience(kind: str, circles: list[Circle], persons: list[Person], group: Group | None) -> moments.Audience:
    circle_ids, ids = tuple(c.id for c in circles), tuple(p.id for p in persons)
    made: dict[str, moments.Audience] = {
        PUBLIC: moments.Public(listed=True),
        QUIET: moments.Public(listed=False),
        HOUSE: moments.House(),
        FRIENDS: moments.Friends(),
        ONLY: moments.Only(circle_ids, ids),
        EXCEPT: moments.Except(circle_ids, ids),
        FOLLOWERS: moments.Followers(circle_ids),
        LETTER: moments.Mentioned(),
        ONLY_ME: moments.OnlyMe(),
    }
    if group is not None:
        return moments.Group(group.id)
    return made[kind]


def _may_address(author: Person, kind: str, circles: list[Circle], persons: list[Person], group: Group | None) -> bool:
    if group is not None:
        return group.has(author) and (group.posting == "members" or group.roles[author] > 1)
    if kind == ONLY and not (circles or persons):
        return False
    return kind not in ((FRIENDS, ONLY, EXCEPT, HOUSE) if author.page else (FOLLOWERS,))


def _cut(kind: str, parent: Post) -> str:
    """A comment is never wider than its root, and an answer to a letter is a letter."""
    if parent.kind == LETTER:
        return ONLY_ME if kind == ONLY_ME else LETTER
    return QUIET if kind in (PUBLIC, QUIET) else kind
