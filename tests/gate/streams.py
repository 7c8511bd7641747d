"""Who hears of a moment at once, and who saw it, held to the specification."""

from __future__ import annotations

from teahouse import moments, people
from teahouse.kit.db import ReadTx
from tests.gate import specification as spec
from tests.gate.plain import World
from tests.gate.reading import same


def check_streams(tx: ReadTx, w: World, part: int) -> None:
    """Every list asked in reverse, for all who are there at once."""
    active = [p for p in w.people if p.active]
    accounts = list(people.fetch_accounts(tx, [p.id for p in active]).values())
    ids = [p.id for p in w.people]
    followed = {p: {m.id for m in spec.followed(w, p, p.follows - {p})} for p in active}
    at_home = {p: {m.id for m in spec.home(w, p)} for p in active}
    listed = {p: {m.id for m in spec.listed(w, p)} for p in active}
    for m in w.posts[::part]:
        found = moments.streams.fetch_followers(tx, m.id, accounts)
        expected = {p.id: m.id in at_home[p] for p in active if m.id in followed[p] | at_home[p]}
        same(found, expected, "has at home", m)
        same(moments.streams.fetch_listed_for(tx, m.id, ids), {p.id for p in active if m.id in listed[p]}, "lists", m)
        group = m.group
        inside = {p.id for p in active if group is not None and group.has(p) and m in spec.group_feed(w, p, group)}
        same(moments.streams.fetch_in_group(tx, m.id, ids), inside, "has in the group", m)
        saw = {p.id for p in active if spec.saw(w, p, m)}
        same(moments.streams.fetch_who_saw(tx, m.id, ids), saw, "saw", m)
        circles = {c.id for c in w.circles if m.author in c.members}
        same(moments.streams.fetch_lists_with(tx, m.author.id, [c.id for c in w.circles]), circles, "lists with", m)
