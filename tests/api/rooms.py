"""What people do with groups, at random, through the API; see `deeds.py`."""

from __future__ import annotations

from tests.api.deeds import Deeds
from tests.gate.plain import Group, Person


class Rooms(Deeds):
    """The acts on groups. Their names are secrets: nobody outside may be told them."""

    def some_group(self) -> Group | None:
        """One of those that are there."""
        there = [group for group in self.world.groups if group.there]
        return self.pick(there) if there else None

    def do_group(self) -> None:
        """A new group and a link into it."""
        owner, name = self.pick(self.world.people), self.model.secret()
        joining = self.pick(("link", "both", "request"))
        fields = {"name": name, "username": name, "joining": joining}
        answer = self.write(owner, "POST", "/api/v1/groups", fields)
        assert answer.status == (403 if owner.page else 200), answer
        if answer.status != 200:
            self.done(owner, answer)
            return
        group_id = int(answer.json["id"])
        group = Group(group_id, name, "", owner, joining=joining, roles={owner: 3})
        self.world.groups.append(group)
        self.done(owner, answer)
        made = self.write(owner, "POST", f"/api/v1/groups/{group_id}/links")
        assert made.status == 200, made
        group.code = made.json["code"]
        self.done(owner, made)
        for person in self.some(self.world.people, 0.5):
            self.come_in(group, person)

    def do_come_in(self) -> None:
        """Somebody has the link."""
        group = self.some_group()
        if group is not None:
            self.come_in(group, self.pick(self.world.people))

    def come_in(self, group: Group, person: Person) -> None:
        """By the link."""
        answer = self.write(person, "POST", "/api/v1/groups/join", {"code": group.code})
        allowed = 403 if person.page else 404 if person in group.barred else 200
        assert answer.status == allowed, answer
        if allowed == 200:
            if group.joining == "request":
                self._asks(group, person)
            else:
                group.asking.discard(person)
                group.roles.setdefault(person, 1)
        self.done(person, answer)

    def _asks(self, group: Group, person: Person) -> None:
        if person not in group.roles and person not in group.asking and person not in group.barred:
            group.asking.add(person)
            for helper, role in group.roles.items():
                if role > 1:
                    self.model.tell_anew(helper, "asked_in", person, group)

    def do_ask_in(self) -> None:
        """Somebody knows a group's name; they are answered as for any name."""
        group, person = self.some_group(), self.pick(self.world.people)
        if group is None:
            return
        answer = self.write(person, "POST", "/api/v1/groups/ask", {"acct": group.name})
        assert answer.status == (403 if person.page else 200), answer
        if answer.status == 200 and group.joining != "link":
            self._asks(group, person)
        self.done(person, answer)

    def do_answer_in(self) -> None:
        """Somebody is let in who asks or was sent away, or turned down; by a helper, or by who may not."""
        group = self.some_group()
        waiting = [] if group is None else sorted(group.asking | group.barred, key=lambda p: p.id)
        if group is None or not waiting:
            return
        who = group.maker if self.chance.random() < 0.8 else self.pick(self.world.people)
        other, yes = self.pick(waiting), self.chance.random() < 0.7
        path = f"/api/v1/groups/{group.id}/requests/{other.id}/{'accept' if yes else 'reject'}"
        answer = self.write(who, "POST", path)
        role = group.roles.get(who, 0)
        asks = yes or other in group.asking
        assert answer.status == (404 if not role else 403 if role == 1 else 200 if asks else 404), answer
        if answer.status == 200:
            group.asking.discard(other)
            if yes:
                group.barred.discard(other)
                group.roles[other] = 1
                self.model.tell_anew(other, "let_in", who, group)
        self.done(who, answer)

    def do_go(self) -> None:
        """Somebody leaves, or tries to."""
        group, person = self.some_group(), self.pick(self.world.people)
        if group is None:
            return
        role = group.roles.get(person, 0)
        answer = self.write(person, "POST", f"/api/v1/groups/{group.id}/leave")
        assert answer.status == (404 if not role else 403 if role == 3 else 200), answer
        if answer.status == 200:
            del group.roles[person]
        self.done(person, answer)

    def do_send_away(self) -> None:
        """Somebody is sent away by its owner, or by somebody who may not."""
        group = self.some_group()
        if group is None:
            return
        who = group.maker if self.chance.random() < 0.6 else self.pick(self.world.people)
        other = self.pick(self.world.people)
        mine, theirs = group.roles.get(who, 0), group.roles.get(other, 0)
        answer = self.write(who, "DELETE", f"/api/v1/groups/{group.id}/members/{other.id}")
        allowed = 404 if not mine else 403 if mine == 1 else 404 if not theirs else 403 if theirs == 3 else 200
        assert answer.status == allowed, answer
        if allowed == 200:
            del group.roles[other]
            group.barred.add(other)
        self.done(who, answer)
