"""What people say and do with each other's words, at random, through the API; see `deeds.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.api.deeds import NOTHING, Deeds
from tests.api.model import Words
from tests.api.wire import Answer
from tests.gate import specification as spec
from tests.gate.plain import (
    DELETED,
    EXCEPT,
    FOLLOWERS,
    FRIENDS,
    HOUSE,
    LETTER,
    LIVE,
    ONLY,
    ONLY_ME,
    PUBLIC,
    QUIET,
    REMOVED,
    Circle,
    Person,
    Post,
)

MEMBER_KINDS = (FRIENDS, PUBLIC, ONLY, EXCEPT, LETTER, HOUSE, FRIENDS, QUIET, ONLY_ME, PUBLIC, FOLLOWERS)
PAGE_KINDS = (FOLLOWERS, PUBLIC, FOLLOWERS, LETTER, QUIET, ONLY_ME, FOLLOWERS, HOUSE)
CUTS = (PUBLIC, QUIET, FRIENDS, FRIENDS, FRIENDS, FRIENDS, LETTER, LETTER, ONLY, EXCEPT, ONLY_ME, HOUSE)
SPOKEN = {
    PUBLIC: ("public",),
    QUIET: ("unlisted",),
    HOUSE: ("house", "login", "local"),
    FRIENDS: ("private", "friends", "mutual", None),
    ONLY: ("circle", "limited", "private", None),
    EXCEPT: ("except",),
    FOLLOWERS: ("followers", "private"),
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


class Talk(Deeds):
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
        self._address(wish, fields)
        once = f"key-{self.chance.randrange(10**9)}"
        answer = self.write(author, "POST", "/api/v1/statuses", fields, Idempotency_Key=once)
        may = self._may_address(wish) and self._may_comment(author, parent)
        assert (answer.status == 200) == may, f"{author} {kind} on {parent}: {answer}"
        if not may:
            self.done(author, answer)
            self._refused_as_nothing(author, parent, fields, answer)
            return
        post = self._made(wish, int(answer.json["id"]))
        post.marks, post.tags = marks, tags
        post.policy = policy if parent is None else "all"
        post.named = {p: p in leading for p in leading + trailing if not spec.apart(p, author)}
        post.recipients = set(post.named)
        words.mentioned = set(post.named)
        self.model.add(post, words)
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
        return Wish(author, kind, word, circles, people, parent)

    def _address(self, wish: Wish, fields: dict[str, Any]) -> None:
        """The audience in the fields that apps send."""
        if wish.word is not None:
            fields["visibility"] = wish.word
        if wish.parent is not None:
            fields["in_reply_to_id"] = str(wish.parent.id)
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
            return Post(moment_id, author, kind, circles=set(wish.circles), people=set(wish.people))
        # `private`, said or by default, under what is not for everybody means whoever sees that.
        plain = wish.word == "private" or (wish.word is None and not author.page)
        repeats = plain and kind == FRIENDS and on.root.kind not in (PUBLIC, QUIET)
        if on.kind == LETTER:
            return Post(moment_id, author, ONLY_ME if kind == ONLY_ME else LETTER, parent=on)
        if repeats or kind in (PUBLIC, QUIET, HOUSE, FOLLOWERS):
            return Post(moment_id, author, QUIET, parent=on)
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
        leading, secret = self.some(self.world.people, 0.15), self.model.secret()
        fields: dict[str, Any] = {"status": text_of(leading, secret, [], m.tags)}
        spoiler = self.model.secret() if self.chance.random() < 0.2 else None
        if spoiler is not None:
            fields["spoiler_text"] = spoiler
        if self.chance.random() < 0.4:
            fields["selling"] = "selling" not in m.marks
        answer = self.write(who, "PUT", f"/api/v1/statuses/{m.id}", fields)
        assert answer.status == (200 if may else 404), f"{who} edits {m}: {answer}"
        if may:
            self._edited(m, fields, leading, secret)
        self.done(who, answer)

    def _edited(self, m: Post, fields: dict[str, Any], leading: list[Person], secret: str) -> None:
        words = self.model.words[m]
        words.texts.append(secret)
        words.spoilers.append(fields.get("spoiler_text", words.spoilers[-1]))
        words.edited = True
        if "selling" in fields:
            (m.marks.add if fields["selling"] else m.marks.discard)("selling")
        named = {p: True for p in leading if not spec.apart(p, m.author)}
        words.mentioned = set(named)
        if m.kind != LETTER:
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

    # reactions

    def subject(self, who: Person, m: Post) -> Post | None:
        """What an act on it is about; None where there is nothing for them."""
        on = m.original or m
        return on if spec.may_see(self.world, who, m) and spec.may_see(self.world, who, on) else None

    def _reaction(self, verb: str, change: Any) -> None:
        who = self.pick(self.world.people)
        m = self.seen_post(who)
        if m is None:
            return
        on = self.subject(who, m)
        self.act(who, f"statuses/{m.id}/{verb}", None, 404 if on is None else 200, lambda: change(who, on))

    def do_like(self) -> None:
        """Like it; its writer is told."""

        def change(who: Person, on: Post) -> None:
            if who not in on.likes:
                on.likes[who] = self.model.mark()
                if on.state == LIVE and on.author not in on.root.muted_by:
                    self.model.tell(on.author, "like", who, on)

        self._reaction("favourite", change)

    def do_unlike(self) -> None:
        """Of one's likes, one; of what is no longer seen too."""
        likes = [(p, m) for m in self.world.posts for p in m.likes]
        if not likes:
            return
        who, m = self.pick(sorted(likes, key=lambda like: (like[1].id, like[0].id)))
        sees = spec.may_see(self.world, who, m)
        answer = self.write(who, "POST", f"/api/v1/statuses/{m.id}/unfavourite")
        assert answer.status == (200 if sees else 404), answer
        del m.likes[who]
        self.model.untell(m.author, "like", who, m)
        self.done(who, answer)

    def do_keep(self) -> None:
        """Bookmark it."""
        self._reaction("bookmark", lambda who, on: on.kept.setdefault(who, self.model.mark()))

    def do_unkeep(self) -> None:
        """Bookmark it no more."""
        self._reaction("unbookmark", lambda who, on: on.kept.pop(who, None))

    def do_mute_thread(self) -> None:
        """Hear no notices of its conversation, or hear them again."""
        if self.chance.random() < 0.6:
            self._reaction("mute", lambda who, on: on.root.muted_by.add(who))
        else:
            self._reaction("unmute", lambda who, on: on.root.muted_by.discard(who))

    def do_pin(self) -> None:
        """One's own on top of one's profile, or off it."""
        who = self.pick(self.world.people)
        mine = [m for m in self.world.posts if m.author is who]
        m = self.pick(mine) if mine and self.chance.random() < 0.9 else self.seen_post(who)
        if m is None:
            return
        on = self.chance.random() < 0.7
        allowed = 200 if m.author is who else 422
        if on and (m.original is not None or m.kind in (LETTER, ONLY_ME)):
            allowed = 422
        if on and not m.pinned and sum(p.pinned for p in mine) >= 5:
            allowed = 422
        if not spec.may_see(self.world, who, m):
            allowed = 404
        self.act(who, f"statuses/{m.id}/{'pin' if on else 'unpin'}", None, allowed, lambda: setattr(m, "pinned", on))

    def do_share(self) -> None:
        """With everybody or with friends; only what is for everybody."""
        who = self.pick(self.world.people)
        open_ones = [m for m in self.model.sight(who).seen if m.kind in (PUBLIC, QUIET)]
        m = self.pick(open_ones) if open_ones and self.chance.random() < 0.7 else self.seen_post(who)
        if m is None:
            return
        on = self.subject(who, m)
        word = self.pick(("public", "unlisted", "private"))
        answer = self.write(who, "POST", f"/api/v1/statuses/{m.id}/reblog", {"visibility": word})
        w = self.world
        free = on is not None and on.state == LIVE and all(p.kind in (PUBLIC, QUIET) for p in (on, on.root))
        allowed = 404 if on is None or not spec.may_see(w, who, on.root) else 200 if free else 403
        assert answer.status == allowed, f"{who} shares {m}: {answer}, not {allowed}"
        if allowed == 200:
            assert on is not None
            self._shared(who, on, word, int(answer.json["id"]))
        self.done(who, answer)

    def _shared(self, who: Person, on: Post, word: str, share_id: int) -> None:
        if share_id in self.model.by_id:
            return
        kind = {"public": PUBLIC, "unlisted": QUIET}.get(word, FOLLOWERS if who.page else FRIENDS)
        post = Post(share_id, who, kind, original=on)
        self.world.posts.append(post)
        self.model.by_id[share_id] = post
        if on.author not in on.root.muted_by:
            self.model.tell(on.author, "share", who, on)

    def do_unshare(self) -> None:
        """A share is taken back, by the id of what was shared."""
        shares = [m for m in self.world.standing if m.original is not None]
        if not shares:
            return
        share = self.pick(shares)
        assert share.original is not None
        who, on = share.author, share.original
        sees = spec.may_see(self.world, who, on)
        answer = self.write(who, "POST", f"/api/v1/statuses/{self.pick((on, share)).id}/unreblog")
        assert answer.status == (200 if sees else 404), answer
        self.model.delete(share)
        self.done(who, answer)

    def do_touch_unseen(self) -> None:
        """Every verb on what one may not see is answered as on what is not there."""
        who = self.pick(self.world.people)
        unseen = [m for m in self.unseen(who) if who not in m.likes]
        if not unseen:
            return
        m = self.pick(unseen)
        verbs = ["favourite", "unfavourite", "reblog", "bookmark", "unbookmark", "mute", "unmute", "pin", "unpin"]
        for verb in (*verbs, "unreblog", "remove_comment"):
            if m.author is not who and not any(s.original is m and s.author is who for s in self.world.standing):
                self.same_as_nothing(who, "POST", f"/api/v1/statuses/{{}}/{verb}", m.id, {})
        if m.author is not who:
            self.same_as_nothing(who, "PUT", "/api/v1/statuses/{}", m.id, {"status": "mine"})
            self.same_as_nothing(who, "DELETE", "/api/v1/statuses/{}", m.id)


def text_of(leading: list[Person], secret: str, trailing: list[Person], tags: set[str]) -> str:
    """The words of a moment."""
    names = (*(f"@{p.name}" for p in leading), secret, *(f"@{p.name}" for p in trailing))
    return " ".join((*names, *(f"#{tag}" for tag in sorted(tags))))
