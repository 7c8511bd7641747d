"""Builds what people of a world do with order chains; see `worlds.py`. Nothing is ever sold twice."""

from __future__ import annotations

from teahouse import moments
from teahouse.kit.db import ReadTx
from teahouse.moments import ChainDraft, EntryDraft, Stretch
from tests.gate import lists
from tests.gate import specification as spec
from tests.gate.plain import Line, Person, Post, PostChain
from tests.gate.talk import Builder
from tests.gate.words import DELETED

TOTALS = (None, 3, 5, 8)


class ChainBuilder(Builder):
    """Adds the lists: `ChainBuilder(tx, plan).build()` answers the world."""

    def do_chain(self, numbers: tuple[int, ...]) -> None:
        """A list on anything, by its author; only a root without one takes it."""
        m = self.post(numbers[0])
        if m is None or not m.author.active:
            return
        total, author_only = TOTALS[numbers[1] % len(TOTALS)], numbers[2] % 3 == 0
        draft = ChainDraft("Boxes", most_total=total, author_only=author_only)
        done = self.tried(moments.add_chain, m.author.id, m.id, draft)
        assert (done is not None) == (m.parent is None and m.original is None and m.state != DELETED)
        if done is not None and m.chain is None:
            m.chain = PostChain(total, author_only)

    def do_enter(self, numbers: tuple[int, ...]) -> None:
        """Somebody puts themselves down, or changes how many."""
        who, m = self._who_on_a_list(numbers)
        if m is None:
            return
        on, quantity = m.original or m, 1 + numbers[2] % 3
        account = self.accounts[who]
        done = self.tried(moments.put_down, account, m.id, EntryDraft(quantity))
        chain = on.chain
        if chain is None or on.state == DELETED:
            assert done is None
            return
        own = next((line for line in chain.lines if line.by is who), None)
        there = lists.taken(on) - (own.quantity if own and not own.removed else 0)
        room = chain.total is None or there + quantity <= chain.total or (own is not None and quantity <= own.quantity)
        allowed = self._may_act(who, m) and lists.may_enter(self.world, who, on) and not (own and own.removed) and room
        assert (done is not None) == allowed, f"{who} enters on {m}"
        if done is None:
            return
        if own is None:
            chain.lines.append(Line(self._newest(on), who, quantity))
        else:
            own.quantity = quantity

    def do_withdraw(self, numbers: tuple[int, ...]) -> None:
        """An entry is withdrawn, seen or not."""
        found = self._line(numbers[0], mine=False)
        if found is not None and found[1].by is not None and found[1].by.active:
            m, line, who = *found, found[1].by
            assert moments.withdraw(self.tx, self.accounts[who], m.id) == spec.may_see(self.world, who, m)
            if not line.removed and m.chain is not None:
                m.chain.lines.remove(line)

    def do_name_entry(self, numbers: tuple[int, ...]) -> None:
        """The author puts somebody down by name."""
        m = self._listed(numbers[0])
        if m is not None and m.chain is not None and m.author.active:
            quantity = 1 + numbers[1] % 3
            account = self.accounts[m.author]
            done = self.tried(moments.put_down_for, account, m.id, EntryDraft(quantity, "Old Wang"))
            assert (done is not None) == (m.chain.total is None or lists.taken(m) + quantity <= m.chain.total)
            if done is not None:
                m.chain.lines.append(Line(done.id, None, quantity))

    def do_remove_entry(self, numbers: tuple[int, ...]) -> None:
        """The author takes an entry off."""
        found = self._line(numbers[0], mine=True)
        if found is None:
            return
        m, line = found
        done = self.tried(moments.remove_entry, self.accounts[m.author], m.id, line.id)
        assert (done is not None) == (not line.removed)
        if line.by in (None, m.author) and m.chain is not None:
            m.chain.lines.remove(line)
        line.removed = True

    def do_put_back(self, numbers: tuple[int, ...]) -> None:
        """The author puts back what was removed, as far as there is room."""
        found = self._line(numbers[0], mine=True)
        if found is None or found[0].chain is None:
            return
        m, line, total = *found, found[0].chain.total
        done = self.tried(moments.put_back, self.accounts[m.author], m.id, line.id)
        room = total is None or lists.taken(m) + line.quantity <= total
        assert (done is not None) == (line.removed and room)
        if done is not None:
            line.removed = False

    def _who_on_a_list(self, numbers: tuple[int, ...]) -> tuple[Person, Post | None]:
        """Somebody and a moment with a list, mostly; one in eight tries what comes along."""
        listed = [m for m in self.world.standing if (m.original or m).chain is not None]
        actor, m = self._who_and_what(numbers[0], numbers[1])
        seen = [each for each in listed if spec.may_see(self.world, actor, each)] or listed
        return actor, seen[numbers[1] % len(seen)] if seen and numbers[3] % 8 else m

    def _listed(self, n: int) -> Post | None:
        listed = [m for m in self.world.standing if m.chain is not None]
        return listed[n % len(listed)] if listed else None

    def _line(self, n: int, *, mine: bool) -> tuple[Post, Line] | None:
        """One of all entries; of moments whose author can act, if it is for the author to act."""
        every = [(m, line) for m in self.world.standing if m.chain is not None for line in m.chain.lines]
        every = [(m, line) for m, line in every if m.author.active or not mine]
        return every[n % len(every)] if every else None

    def _newest(self, m: Post) -> int:
        return newest(self.tx, m)


def newest(tx: ReadTx, m: Post) -> int:
    """The id of the last entry to arrive, as the author sees it."""
    return moments.page_entries(tx, m.author.id, m.id, Stretch(limit=1))[0].id
