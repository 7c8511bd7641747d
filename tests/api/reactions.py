"""What people do with each other's words, at random, through the API; see `deeds.py`."""

from __future__ import annotations

from typing import Any

from tests.api.talk import Talk
from tests.gate import specification as spec
from tests.gate.plain import Person, Post
from tests.gate.words import FOLLOWERS, FRIENDS, LETTER, LIVE, ONLY_ME, PUBLIC, QUIET


class Everything(Talk):
    """The acts on others' moments, beside all others."""

    def subject(self, who: Person, m: Post) -> Post | None:
        """What an act on it is about; None where there is nothing for them."""
        on = m.original or m
        return on if spec.may_see(self.world, who, m) and spec.may_see(self.world, who, on) else None

    def _reaction(self, verb: str, change: Any, *, taking_back: bool = False) -> None:
        who = self.pick(self.world.people)
        closed = [m for m in self.model.sight(who).seen if not spec.is_open(m.root) and m.author is not who]
        m = self.pick(closed) if closed and self.chance.random() < 0.5 else self.seen_post(who)
        if m is None:
            return
        on = self.subject(who, m)
        if on is not None and not taking_back and not spec.room_is_open(self.world, who, on):
            on = None
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
        self._reaction("unbookmark", lambda who, on: on.kept.pop(who, None), taking_back=True)

    def do_mute_thread(self) -> None:
        """Hear no notices of its conversation, or hear them again."""
        if self.chance.random() < 0.6:
            self._reaction("mute", lambda who, on: on.root.muted_by.add(who))
        else:
            self._reaction("unmute", lambda who, on: on.root.muted_by.discard(who), taking_back=True)

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

    def do_report(self) -> None:
        """Tell the hosts of somebody: of their moments what one sees, and nobody but hosts is ever told of it."""
        who, about = self.pair()
        if self.world.posts and self.chance.random() < 0.7:
            about = self.pick(self.world.posts).author
        posts = self.some([m for m in self.world.posts if m.author is about or self.chance.random() < 0.05])[:5]
        secret, path = self.model.secret(), "/api/v1/reports"
        fields = {"account_id": str(about.id), "comment": secret, "status_ids": [str(m.id) for m in posts]}
        may = all(m.author is about and spec.may_see(self.world, who, m) for m in posts)
        answer = self.write(who, "POST", path, fields)
        assert answer.status == (200 if may else 404), f"{who}: {answer}"
        self.shapes.check("POST", path, answer.status, answer.json)
        if may:
            assert answer.json["comment"] == secret
            assert answer.json["status_ids"] == [str(m.id) for m in posts]
            assert answer.json["target_account"]["id"] == str(about.id)
        else:
            self.entities.check_told(who, answer)
