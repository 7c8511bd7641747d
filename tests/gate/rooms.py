"""Builds the groups of a world: who makes them, comes in, is sent away and goes; see `worlds.py`."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse import moments, people
from teahouse.kit.db import Statement
from teahouse.people.schema import account
from tests.gate.plain import Group, Person
from tests.gate.worlds import PeopleBuilder

HOST = "tea.example"
_SHUT: Statement[None] = Statement(account.update().where(account.c.id == sa.bindparam("id_")).values(state=1))


class GroupBuilder(PeopleBuilder):
    """Adds the groups."""

    def group(self, n: int) -> Group | None:
        """One of those so far."""
        return self.world.groups[n % len(self.world.groups)] if self.world.groups else None

    def group_for(self, author: Person, n: int) -> Group | None:
        """One to post to: one of the author's own, mostly."""
        mine = [group for group in self.world.groups if group.has(author)]
        return mine[n % len(mine)] if mine and n % 5 else self.group(n)

    def do_group(self, numbers: tuple[int, ...]) -> None:
        """Somebody makes a group and lets people in, with a link that any of them may try."""
        owner = self.actor(numbers[0])
        joining, posting = ("link", "both", "request")[numbers[1] % 3], ("members", "helpers")[numbers[2] % 4 == 3]
        name = f"g{self.tx.new_id()}"
        changes = people.groups.Changes(
            name,
            joining=people.groups.Joining[joining.upper()],
            posting=people.groups.Posting[posting.upper()],
        )
        made = self.tried(people.groups.create_group, self.accounts[owner], changes, username=name)
        assert (made is None) == owner.page
        if made is None:
            return
        link, code = people.groups.make_link(self.tx, owner.id, made.id)
        assert link.group_id == made.id
        group = Group(made.id, name, code, owner, joining=joining, posting=posting, roles={owner: 3})
        self.world.groups.append(group)
        for n, person in enumerate(self.world.people):
            if numbers[3] >> n & 1:
                self._join(group, person)

    def _join(self, group: Group, person: Person) -> None:
        if not person.active:
            return
        done = self.tried(people.groups.join_by_link, self.accounts[person], group.code)
        lets_in = group.there and group.maker.active and group.roles.get(group.maker, 0) > 1
        works = lets_in and not person.page and person not in group.barred
        assert (done is not None) == works, f"{person} joins {group.name}"
        if done is None or person in group.roles:
            return
        if group.joining == "request":
            group.asking.add(person)
        else:
            group.asking.discard(person)
            group.roles[person] = 1

    def do_join(self, numbers: tuple[int, ...]) -> None:
        """Somebody has the link."""
        group = self.group(numbers[0])
        if group is not None:
            self._join(group, self.actor(numbers[1]))

    def do_ask(self, numbers: tuple[int, ...]) -> None:
        """Somebody knows the name; the answer is the same whether it is one."""
        group, person = self.group(numbers[0]), self.actor(numbers[1])
        if group is None or person.page:
            return
        people.groups.ask_to_join(self.tx, self.accounts[person], f"@{group.name}", local_host=HOST)
        if group.there and group.joining != "link" and person not in group.roles and person not in group.barred:
            group.asking.add(person)

    def do_let_in(self, numbers: tuple[int, ...]) -> None:
        """A member (helper or not) lets somebody in who asks, or who was sent away."""
        group = self.group(numbers[0])
        if group is None:
            return
        waiting = sorted(group.asking | group.barred, key=lambda p: p.id) or self.world.people
        who, other = self._somebody(group, numbers[1]), waiting[numbers[2] % len(waiting)]
        done = self.tried(people.groups.accept, who.id, group.id, other.id)
        may = group.has(who) and group.roles[who] > 1 and other in group.asking | group.barred
        assert (done is not None) == may
        if done:
            group.asking.discard(other)
            group.barred.discard(other)
            group.roles.setdefault(other, 1)

    def _somebody(self, group: Group, n: int) -> Person:
        """Who owns it, mostly."""
        owners = [p for p, role in group.roles.items() if role == 3 and p.active]
        return owners[0] if owners and n % 4 else self.actor(n)

    def do_leave(self, numbers: tuple[int, ...]) -> None:
        """Somebody goes; the owner may not."""
        group = self.group(numbers[0])
        if group is None:
            return
        members = [p for p in group.roles if p.active] or self.world.people
        who = members[numbers[1] % len(members)]
        done = self.tried(people.groups.leave, who.id, group.id)
        assert (done is not None) == (group.has(who) and group.roles[who] < 3)
        if done:
            del group.roles[who]

    def do_send_away(self, numbers: tuple[int, ...]) -> None:
        """Somebody is removed."""
        group = self.group(numbers[0])
        if group is None:
            return
        members = sorted(group.roles, key=lambda p: p.id) or self.world.people
        who, other = self._somebody(group, numbers[1]), members[numbers[2] % len(members)]
        done = self.tried(people.groups.remove_member, who.id, group.id, other.id)
        mine, theirs = group.roles.get(who, 0), group.roles.get(other, 0)
        assert (done is not None) == (group.there and mine > 1 and who is not other and 0 < theirs < mine)
        if done:
            del group.roles[other]
            group.barred.add(other)

    def do_hand_over(self, numbers: tuple[int, ...]) -> None:
        """Another owns it, and who did helps."""
        group = self.group(numbers[0])
        if group is None or not group.roles:
            return
        members = sorted(group.roles, key=lambda p: p.id)
        who, other = self._somebody(group, numbers[1]), members[numbers[2] % len(members)]
        done = self.tried(people.groups.hand_over, who.id, group.id, other.id)
        assert (done is not None) == (group.has(who) and group.roles[who] == 3 and other.active)
        if done:
            group.roles[who] = 2
            group.roles[other] = 3

    def do_close_group(self, numbers: tuple[int, ...]) -> None:
        """It is there for nobody any more; its moments are their authors' own."""
        group = self.group(numbers[0])
        if group is None or numbers[1] % 3:
            return
        who = self._somebody(group, numbers[2])
        done = self.tried(moments.close_group, who.id, group.id, confirmed=True)
        assert (done is not None) == (group.has(who) and group.roles[who] == 3)
        if done:
            group.there = False
            for held in (group.roles, group.asking, group.barred):
                held.clear()

    def do_shut_group(self, numbers: tuple[int, ...]) -> None:
        """The host shuts it, for which there is no verb yet."""
        group = self.group(numbers[0])
        if group is not None and group.there:
            self.tx.run(_SHUT, id_=group.id)
            group.there = False
