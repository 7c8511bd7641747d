"""What people order, at random, through the API: lists on posts, entries on lists, and who reads which of them.

Titles, names and notes are secrets. An entry is told to whom the specification shows it (`tests/gate/lists.py`).
"""

from __future__ import annotations

from typing import Any

from tests.api.deeds import Deeds
from tests.gate import lists
from tests.gate import specification as spec
from tests.gate.plain import Line, Person, Post, PostChain
from tests.gate.words import LIVE

TOTALS = (None, 3, 5, 8)


class Orders(Deeds):
    """The acts on order chains."""

    def list_for(self, parent: Post | None, fields: dict[str, Any]) -> tuple[PostChain, str] | None:
        """Sometimes a list goes with a new post."""
        if parent is not None or self.chance.random() < 0.75:
            return None
        chain = PostChain(self.pick(TOTALS), self.chance.random() < 0.25)
        title = self.model.secret()
        fields["chain"] = {"title": title, "most_total": chain.total or 0, "author_only": chain.author_only}
        return chain, title

    def _listed(self) -> list[Post]:
        return [m for m in self.world.standing if m.chain is not None]

    def do_enter(self) -> None:
        """Somebody puts themselves down, or writes their entry anew; seen or not, allowed or not."""
        who, listed = self.pick(self.world.people), self._listed()
        seen = [m for m in listed if spec.may_see(self.world, who, m)]
        m = self.pick(seen) if seen and self.chance.random() < 0.8 else self.pick(listed) if listed else None
        if m is None or m.chain is None:
            return
        own = next((line for line in m.chain.lines if line.by is who), None)
        quantity, words = 1 + self.chance.randrange(3), [self.model.secret(), self.model.secret()]
        fields = {"quantity": quantity, "name": words[0], "note": words[1]}
        answer = self.write(who, "PUT", f"/api/v1/statuses/{m.id}/chain/entry", fields)
        allowed = self._allowed(who, m, own, quantity)
        assert answer.status == allowed, f"{who} enters on {m}: {answer}, not {allowed}"
        if allowed == 200:
            if own is None:
                own = Line(int(answer.json["entry"]["id"]), who, quantity)
                m.chain.lines.append(own)
                self.model.tell_entered(m, own)
            own.quantity = quantity
            self.model.said_on[own] = words
        self.done(who, answer)
        if allowed == 404:
            self.same_as_nothing(who, "PUT", "/api/v1/statuses/{}/chain/entry", m.id, fields)

    def _allowed(self, who: Person, m: Post, own: Line | None, quantity: int) -> int:
        assert m.chain is not None
        if not spec.may_see(self.world, who, m) or not spec.room_is_open(self.world, who, m):
            return 404
        if not lists.may_enter(self.world, who, m) or (own is not None and own.removed):
            return 403
        there = lists.taken(m) - (own.quantity if own else 0)
        fewer = own is not None and quantity <= own.quantity
        return 200 if m.chain.total is None or there + quantity <= m.chain.total or fewer else 422

    def do_withdraw(self) -> None:
        """An entry is withdrawn, though its writer may see the list no more: then the answer is as for nothing."""
        mine = [(m, line) for m in self._listed() if m.chain for line in m.chain.lines if line.by is not None]
        if not mine:
            return
        m, line = self.pick(mine)
        assert line.by is not None
        assert m.chain is not None
        answer = self.write(line.by, "DELETE", f"/api/v1/statuses/{m.id}/chain/entry")
        assert answer.status == (200 if spec.may_see(self.world, line.by, m) else 404), answer
        if not line.removed:
            m.chain.lines.remove(line)
        self.done(line.by, answer)

    def do_put_down_for(self) -> None:
        """The author puts somebody down by name; others try as well."""
        listed = self._listed()
        if not listed:
            return
        m = self.pick(listed)
        who = m.author if self.chance.random() < 0.8 else self.pick(self.world.people)
        assert m.chain is not None
        words, quantity = [self.model.secret(), ""], 1 + self.chance.randrange(3)
        fields = {"quantity": quantity, "name": words[0]}
        answer = self.write(who, "POST", f"/api/v1/statuses/{m.id}/chain/entries", fields)
        room = m.chain.total is None or lists.taken(m) + quantity <= m.chain.total
        assert answer.status == (404 if who is not m.author else 200 if room else 422), answer
        if answer.status == 200:
            line = Line(int(answer.json["id"]), None, quantity)
            m.chain.lines.append(line)
            self.model.said_on[line] = words
        self.done(who, answer)

    def do_take_off(self) -> None:
        """The author takes an entry off, or puts it back."""
        lines = [(m, line) for m in self._listed() if m.chain for line in m.chain.lines]
        if not lines:
            return
        m, line = self.pick(lines)
        assert m.chain is not None
        path = f"/api/v1/statuses/{m.id}/chain/entries/{line.id}"
        if line.removed:
            answer = self.write(m.author, "POST", path)
            room = m.chain.total is None or lists.taken(m) + line.quantity <= m.chain.total
            assert answer.status == (200 if room else 422), answer
            line.removed = not room
        else:
            answer = self.write(m.author, "DELETE", path)
            assert answer.status == 200, answer
            line.removed = True
            if line.by in (None, m.author):
                m.chain.lines.remove(line)
        self.done(m.author, answer)

    def look_at_list(self, viewer: Person | None, m: Post) -> None:
        """The list on a moment that the viewer sees: each entry, whose it is, and the numbers."""
        on = m.original or m
        token, path = self.token(viewer), f"/api/v1/statuses/{m.id}/chain"
        answer = self.wire.ask("GET", path, token)
        if on.chain is None or on.state != LIVE:
            assert answer.status == 404, f"{viewer} is shown a list on {m}: {answer}"
            return
        assert answer.status == 200, answer
        self.entities.check_told(viewer, answer)
        self.entities.check_json(viewer, answer.json)
        lines = lists.shown(self.world, viewer, on)
        expected = [
            (
                str(line.id),
                self.model.said_on[line][0],
                self.model.said_on[line][1],
                line.quantity,
                str(line.by.id) if line.by and lists.writer_shown(self.world, viewer, on, line) else None,
            )
            for line in lines[::-1]
        ]
        told = [
            (one["id"], one["name"], one["note"], one["quantity"], one["account"] and one["account"]["id"])
            for one in answer.json["entries"]
        ]
        assert told == expected, f"{viewer} reads on {m}: {told}, not {expected}"
        numbers = answer.json["entries_count"], answer.json["total"]
        assert numbers == (len(lines), sum(line.quantity for line in lines)), f"{viewer} counts on {m}: {numbers}"
        left = None if on.chain.total is None or viewer is not on.author else on.chain.total - lists.taken(on)
        assert answer.json["left"] == left
        own = next((line for line in on.chain.lines if viewer is not None and line.by is viewer), None)
        assert (answer.json["entry"] and answer.json["entry"]["id"]) == (own and str(own.id))
        if viewer is not None and viewer is not on.author:
            for rest in ("chain/removed", "chain.csv"):
                self.same_as_nothing(viewer, "GET", f"/api/v1/statuses/{{}}/{rest}", on.id)
