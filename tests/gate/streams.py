"""Who hears of a moment at once, and who saw it, held to the specification."""

from __future__ import annotations

from teahouse import moments, people
from teahouse.kit.db import ReadTx
from tests.gate import specification as spec
from tests.gate.plain import World
from tests.gate.reading import same
from tests.gate.words import LIVE


def check_streams(tx: ReadTx, w: World, part: int) -> None:
    """Every list asked in reverse, for half of those who are there, by turns; nobody else may be found."""
    everybody = [p for p in w.people if p.active]
    known = people.fetch_accounts(tx, [p.id for p in everybody])
    followed = {p: {m.id for m in spec.followed(w, p, p.follows - {p})} for p in everybody}
    at_home = {p: {m.id for m in spec.home(w, p)} for p in everybody}
    listed = {p: {m.id for m in spec.listed(w, p)} for p in everybody}
    for n, m in enumerate(w.posts[::part]):
        active = everybody[n % 2 :: 2]
        accounts = [known[p.id] for p in active]
        ids = [p.id for p in w.people if p in active or not p.active]
        found = moments.streams.fetch_followers(tx, m.id, accounts)
        expected = {p.id: m.id in at_home[p] for p in active if m.id in followed[p] | at_home[p]}
        same(found, expected, "has at home", m)
        same(moments.streams.fetch_listed_for(tx, m.id, ids), {p.id for p in active if m.id in listed[p]}, "lists", m)
        group = m.group
        inside = {p.id for p in active if group is not None and group.has(p) and m in spec.group_feed(w, p, group)}
        same(moments.streams.fetch_in_group(tx, m.id, ids), inside, "has in the group", m)
        saw = {p.id for p in active if spec.saw(w, p, m)}
        same(moments.streams.fetch_who_saw(tx, m.id, ids), saw, "saw", m)
        place = moments.streams.fetch_place(tx, m.id)
        assert place is not None
        same((place.author_id, place.is_live), (m.author.id, m.state == LIVE), m)
        same(place.tags, m.tags if place.is_listed and m.state == LIVE else place.tags, "tags of", m)
        asked = w.circles[n % 2 :: 2]
        circles = {c.id for c in asked if m.author in c.members}
        same(moments.streams.fetch_lists_with(tx, m.author.id, [c.id for c in asked]), circles, "lists with", m)
