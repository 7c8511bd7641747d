"""What people say and do with each other's words, at random, through the API; see `deeds.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.api.deeds import NOTHING
from tests.api.model import Words
from tests.api.orders import Orders
from tests.api.pictures import Showing
from tests.api.rooms import Rooms
from tests.api.wire import Answer
from tests.gate import letters
from tests.gate import specification as spec
from tests.gate.plain import Circle, Group, Hung, Person, Post
from tests.gate.words import (
    DELETED,
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

MEMBER_KINDS = (FRIENDS, PUBLIC, ONLY, EXCEPT, LETTER, HOUSE, FRIENDS, QUIET, ONLY_ME, PUBLIC, FOLLOWERS, GROUP, GROUP)
PAGE_KINDS = (FOLLOWERS, PUBLIC, FOLLOWERS, LETTER, QUIET, ONLY_ME, FOLLOWERS, HOUSE, GROUP)
CUTS = (PUBLIC, QUIET, FRIENDS, FRIENDS, FRIENDS, FRIENDS, LETTER, LETTER, ONLY, EXCEPT, ONLY_ME, HOUSE, FOLLOWERS)
SPOKEN = {
    PUBLIC: ("public",),
    QUIET: ("unlisted",),
    HOUSE: ("house", "login", "local"),
    FRIENDS: ("private", "friends", "mutual", None),
    ONLY: ("circle", "limited", "private", None),
    EXCEPT: ("except",),
    FOLLOWERS: ("followers", "private"),
    GROUP: ("group", "private", "limited", None),
    LETTER: ("direct",),
    ONLY_ME: ("self", "personal", "only_me"),
}
"""The words by which apps say an audience; None is no word at all."""
POLICIES = ("all", "all", "all", "friends", "nobody")


@dataclass
class Wish:
    """A post as its author means it."""

    author: Person
    kind: str
    word: str | None
    circles: list[Circle]
    people: list[Person]
    parent: Post | None
    group: Group | None = None


class Talk(Showing, Rooms, Orders):
    """The acts on moments."""

    def any_post(self) -> Post | None:
        """One of the moments so far, deleted ones too; the newest are the most likely."""
        posts = self.world.posts
        return posts[-1 - min(self.chance.randrange(len(posts)), self.chance.randrange(len(posts)))] if posts else None

    def seen_post(self, who: Person) -> Post | None:
        """Most often one that they see."""
        seen = self.model.sight(who).seen
        return self.pick(seen[-12:]) if seen and self.chance.random() < 0.85 else self.any_post()

    # posting

    def do_post(self) -> None:
        """A root."""
        author = self.pick(self.world.people)
        self._post(author, self.pick(PAGE_KINDS if author.page else MEMBER_KINDS), None)

    def do_comment(self) -> None:
        """A comment on anything, whether its writer may see it or not."""
        author = self.pick(self.world.people)
        self._post(author, self.pick(CUTS), self.seen_post(author))

    def do_answer_comment(self) -> None:
        """A comment on a comment."""
        author = self.pick(self.world.people)
        comments = [m for m in self.model.sight(author).seen if m.parent is not None]
        self._post(author, self.pick(CUTS), self.pick(comments[-8:]) if comments else self.any_post())

    def _post(self, author: Person, kind: str, parent: Post | None) -> None:
        wish = self._wish(author, kind, parent)
        if kind == GROUP and wish.group is None:
            return
        leading = self.some(self.world.people, 0.15 if parent or kind == LETTER else 0.05)
        if parent is not None and self.chance.random() < 0.5 and (parent.original or parent).author not in leading:
            leading.insert(0, (parent.original or parent).author)
        trailing = [p for p in self.some(self.world.people, 0.08) if p not in leading]
        tags = set(self.some(("tea", "cake"), 0.3))
        words = Words([self.model.secret()], [self.model.secret() if self.chance.random() < 0.2 else ""])
        if self.chance.random() < 0.3:
            words.tags.add(self.model.secret())
        tags |= words.tags
        marks = set(self.some(("selling", "asking", "passed_on"), 0.15))
        policy = self.pick(POLICIES)
        fields: dict[str, Any] = {
            "status": text_of(leading, words.texts[0], trailing, tags),
            "spoiler_text": words.spoilers[0],
            "comment_policy": policy,
            **dict.fromkeys(marks, True),
        }
        if pictures := self.uploads(author):
            fields["media_ids"] = [str(picture.id) for picture in pictures]
        listed = self.list_for(parent, fields)
        self._address(wish, fields)
        once = f"key-{self.chance.randrange(10**9)}"
        answer = self.write(author, "POST", "/api/v1/statuses", fields, Idempotency_Key=once)
        may = self._may_address(wish) and self._may_comment(author, parent)
        may = may and letters.may_write(
            self.world, author, kind, leading + trailing, parent and (parent.original or parent)
        )
        assert (answer.status == 200) == may, f"{author} {kind} on {parent}: {answer}"
        if not may:
            self.done(author, answer)
            self._refused_as_nothing(author, parent, fields, answer)
            return
        post = self._made(wish, int(answer.json["id"]))
        post.marks, post.tags = marks, tags
        post.policy = policy if parent is None else "all"
        aimed = leading if parent is not None or kind == LETTER else []
        named = [p for p in leading + trailing if p in aimed or not spec.apart(p, author)]
        post.named = {p: p in leading for p in named}
        post.recipients = set(post.named)
        words.mentioned = set(post.named)
        self.hang(post, pictures)
        if listed is not None:
            post.chain, self.model.chain_titles[post] = listed
        self.model.add(post, words)
        self.world.written(post)
        self.model.changed(self.clock.now())
        self.model.tell_posted(post)
        self.done(author, answer)
        if self.chance.random() < 0.1:
            again = self.write(author, "POST", "/api/v1/statuses", fields, Idempotency_Key=once)
            assert again.json["id"] == str(post.id), again
            self.done(author, again)

    def _wish(self, author: Person, kind: str, parent: Post | None) -> Wish:
        word = self.pick(SPOKEN[kind])
        own = [c for c in self.world.circles if c.owner is author and not c.reading]
        if self.chance.random() < 0.1:
            own = self.world.circles
        circles = self.some(own, 0.6) if kind in (ONLY, EXCEPT) or (kind == FOLLOWERS and author.page) else []
        friends = [p for p in self.world.people if spec.are_friends(p, author) or self.chance.random() < 0.03]
        people = self.some(friends, 0.4) if kind in (ONLY, EXCEPT) else []
        mine = [group for group in self.world.groups if group.has(author)]
        group = (
            (self.pick(mine) if mine and self.chance.random() < 0.8 else self.some_group()) if kind == GROUP else None
        )
        return Wish(author, kind, word, circles, people, parent, group)

    def _address(self, wish: Wish, fields: dict[str, Any]) -> None:
        """The audience in the fields that apps send."""
        if wish.word is not None:
            fields["visibility"] = wish.word
        if wish.parent is not None:
            fields["in_reply_to_id"] = str(wish.parent.id)
        if wish.group is not None and self.chance.random() < 0.3:
            fields["visibility"] = f"list:{wish.group.id}"
        elif wish.group is not None:
            fields["group_id"] = str(wish.group.id)
        circles = [str(circle.id) for circle in wish.circles]
        if wish.kind == ONLY and len(circles) == 1 and self.chance.random() < 0.4:
            fields["visibility"] = self.pick((f"list:{circles[0]}", circles[0]))
        elif len(circles) == 1 and self.chance.random() < 0.5:
            fields["circle_id"] = circles[0]
        elif circles:
            fields["circle_ids"] = circles
        if wish.people:
            fields["account_ids"] = [str(person.id) for person in wish.people]

    def _may_address(self, wish: Wish) -> bool:
        author, kind = wish.author, wish.kind
        if wish.group is not None:
            return wish.group.has(author)
        if kind == ONLY and not (wish.circles or wish.people):
            # Nobody is named, so the word alone is left: `private` and silence mean friends, the others nothing.
            if wish.word in ("circle", "limited"):
                return False
            kind = PUBLIC if author.page and wish.word is None else FOLLOWERS if author.page else FRIENDS
        if author.page and kind == ONLY and wish.people:
            return False
        if author.page and kind == ONLY:
            kind = FOLLOWERS
        if author.page and kind == FRIENDS:
            return wish.word in ("private", None)
        own = all(circle.owner is author and not circle.reading for circle in wish.circles)
        friends = all(spec.are_friends(person, author) for person in wish.people)
        if wish.parent is not None and wish.parent.kind == LETTER:
            # An answer to a letter is a letter, whoever else was named.
            own = friends = True
        if author.page:
            return kind not in (EXCEPT, HOUSE) and own
        known = kind != FOLLOWERS or wish.word == "private"
        return known and own and friends

    def _may_comment(self, who: Person, parent: Post | None) -> bool:
        if parent is None:
            return True
        w, on = self.world, parent.original or parent
        if on.state != LIVE or not all(spec.may_see(w, who, m) for m in (parent, on, on.root)):
            return False
        if spec.left(who, on.root):
            return False
        policy, host = on.root.policy, on.root.author
        return who is host or policy == "all" or (policy == "friends" and spec.are_friends(who, host))

    def _made(self, wish: Wish, moment_id: int) -> Post:
        author, kind, parent = wish.author, wish.kind, wish.parent
        if kind == ONLY and not (wish.circles or wish.people):
            kind = FRIENDS
        if kind == FOLLOWERS and not author.page:
            kind = FRIENDS
        if author.page and kind in (ONLY, FRIENDS):
            kind = PUBLIC if wish.word is None and not wish.circles else FOLLOWERS
        on = parent.original or parent if parent is not None else None
        if on is None:
            return Post(moment_id, author, kind, circles=set(wish.circles), people=set(wish.people), group=wish.group)
        # `private`, said or by default, under what is not for everybody means whoever sees that.
        plain = wish.word == "private" or (wish.word is None and not author.page)
        repeats = plain and kind in (FRIENDS, FOLLOWERS) and not wish.circles and on.root.kind not in (PUBLIC, QUIET)
        if on.kind == LETTER:
            return Post(moment_id, author, ONLY_ME if kind == ONLY_ME else LETTER, parent=on)
        if repeats or kind in (PUBLIC, QUIET):
            return Post(moment_id, author, QUIET if repeats else kind, parent=on)
        return Post(moment_id, author, kind, parent=on, circles=set(wish.circles), people=set(wish.people))

    def _refused_as_nothing(self, author: Person, parent: Post | None, fields: Any, refused: Answer) -> None:
        """An answer to what one may not see is refused as an answer to nothing."""
        if parent is None or spec.may_see(self.world, author, parent):
            return
        nothing = self.write(author, "POST", "/api/v1/statuses", fields | {"in_reply_to_id": str(NOTHING)})
        assert nothing.told == refused.told, f"{author} learns from {refused} and {nothing}"

    # changing

    def do_edit(self) -> None:
        """Other words, other names, another mark; a letter stays with those it went to."""
        who = self.pick(self.world.people)
        mine = [m for m in self.world.posts if m.author is who]
        m = self.pick(mine) if mine and self.chance.random() < 0.9 else self.any_post()
        if m is None:
            return
        may = m.author is who and m.original is None and m.state != DELETED
        may = may and spec.room_is_open(self.world, who, m)
        leading, secret = self.some(self.world.people, 0.15), self.model.secret()
        fields: dict[str, Any] = {"status": text_of(leading, secret, [], m.tags)}
        spoiler = self.model.secret() if self.chance.random() < 0.2 else None
        if spoiler is not None:
            fields["spoiler_text"] = spoiler
        if self.chance.random() < 0.4:
            fields["selling"] = "selling" not in m.marks
        pictures: list[Hung] = []
        if may and self.chance.random() < 0.6:
            pictures = [*m.pictures[:1], *m.earlier_pictures[:1], *self.uploads(who)]
            fields["media_ids"] = [str(picture.id) for picture in pictures]
        answer = self.write(who, "PUT", f"/api/v1/statuses/{m.id}", fields)
        assert answer.status == (200 if may else 404), f"{who} edits {m}: {answer}"
        if may:
            self.hang(m, pictures)
            self._edited(m, fields, leading, secret)
        self.done(who, answer)

    def _edited(self, m: Post, fields: dict[str, Any], leading: list[Person], secret: str) -> None:
        words = self.model.words[m]
        spoiler = fields.get("spoiler_text", words.spoilers[-1])
        aimed = [p for p in leading if m.kind != LETTER or p in m.recipients]
        if m.parent is not None and any(was and p not in aimed for p, was in m.named.items()):
            # It is no longer addressed to somebody: what it said then was not for all who see it now.
            words.texts.clear()
            words.spoilers.clear()
            self.model.forget_pictures(m)
        words.texts.append(secret)
        words.spoilers.append(spoiler)
        words.edited = True
        if "selling" in fields:
            (m.marks.add if fields["selling"] else m.marks.discard)("selling")
        aims = m.parent is not None or m.kind == LETTER
        named = {p: True for p in leading if aims or not spec.apart(p, m.author)}
        if m.kind == LETTER:
            # It stays with those it went to: another name is a plain word.
            words.mentioned = named.keys() & m.recipients
            m.named = {p: p in words.mentioned for p in m.recipients}
        else:
            words.mentioned = set(named)
            m.named = named
        self.model.changed(self.clock.now())
        if m.state == LIVE:
            self.model.tell_edited(m)

    def do_delete(self) -> None:
        """One's own, most often."""
        who = self.pick(self.world.people)
        mine = [m for m in self.world.standing if m.author is who]
        m = self.pick(mine) if mine and self.chance.random() < 0.8 else self.any_post()
        if m is None:
            return
        may = m.author is who and m.state != DELETED
        answer = self.write(who, "DELETE", f"/api/v1/statuses/{m.id}")
        assert answer.status == (200 if may else 404), f"{who} deletes {m}: {answer}"
        if may:
            if m.original is None:
                assert self.model.words[m].texts[-1] in answer.json["text"]
            self.model.delete(m)
        self.done(who, answer, entities=False)

    def do_remove_comment(self) -> None:
        """A comment is taken away by whose moment it stands under (others try as well)."""
        comments = [c for c in self.world.posts if c.parent is not None]
        if not comments:
            return
        c = self.pick(comments)
        who = c.root.author if self.chance.random() < 0.7 else self.pick(self.world.people)
        may = who is c.root.author and who is not c.author and not who.page and spec.may_see(self.world, who, c)

        def change() -> None:
            c.state = REMOVED
            self.model.forget(c)

        self.act(who, f"statuses/{c.id}/remove_comment", None, 200 if may else 404, change)

    def do_fall_out(self) -> None:
        """Somebody is shut out of where they have said something, most often something that others answered."""
        spoken = [c for c in self.world.posts if c.parent is not None and c.root.author is not c.author]
        answered = [c for c in spoken if any(d.parent is c and d.author is not c.author for d in self.world.standing)]
        liked = [c for c in spoken if c.likes.keys() - {c.author}]
        if spoken:
            c = self.pick(answered + liked if (answered or liked) and self.chance.random() < 0.8 else spoken)
            self.pick((self.hide, self.hide, self.block, self.unfollow))(c.root.author, c.author)


def text_of(leading: list[Person], secret: str, trailing: list[Person], tags: set[str]) -> str:
    """The words of a moment."""
    names = (*(f"@{p.name}" for p in leading), secret, *(f"@{p.name}" for p in trailing))
    return " ".join((*names, *(f"#{tag}" for tag in sorted(tags))))
