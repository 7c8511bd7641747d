"""A member's own page through somebody else's eyes: which of the moments there a friend, or a guest, sees today.

Promises to ask the gate about that very person, and to show what is the member's own and nothing else: how a friend
stands to third people, which likes, comments and shares depend on, stays that friend's.
"""

from __future__ import annotations

from msgspec import Struct

from teahouse import people
from teahouse.doors.web.met import fetch_met
from teahouse.doors.web.visit import GUEST, Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import parse_id

MOST = 300


class Eyes(Struct, frozen=True):
    """Somebody to look as."""

    value: str
    text: str


class Seeing(Struct, frozen=True):
    """Through whose eyes one looks, and whose there are."""

    chosen: str
    name: str
    kinds: list[Eyes]
    friends: list[Eyes]


def fetch_seeing(tx: ReadTx, visit: Visit) -> Seeing:
    """The choices: a guest, one friend for each circle, one who is in none, and each friend by name."""
    me, say, chosen = visit.member().id, visit.words.folk, visit.query("as")
    met = [one.person for one in fetch_met(tx, me, people.fetch_friend_ids(tx, me)[:MOST])]
    met.sort(key=lambda person: person.name.casefold())
    names = {person.id: person.name for person in met}
    free, kinds = set(names), [Eyes("guest", say.as_guest)]
    for circle in people.fetch_circles(tx, me):
        if circle.kind != people.CircleKind.CIRCLE:
            continue
        rows = people.page_members(tx, visit.actor(tx), circle.id, people.Cursor(limit=MOST))
        within = [one for one in names if one in {row.account_id for row in rows}]
        free -= set(within)
        if within:
            kinds.append(Eyes(str(within[0]), say.as_circle.format(title=circle.title, name=names[within[0]])))
    alone = next((one for one in names if one in free), None)
    if alone is not None and len(free) < len(names):
        kinds.append(Eyes(str(alone), say.as_none.format(name=names[alone])))
    name = names.get(parse_id(chosen) or 0, "")
    return Seeing(chosen, name, kinds, [Eyes(str(person.id), person.name) for person in met])


def fetch_eyes(tx: ReadTx, visit: Visit) -> int:
    """The account that the gate is asked about. Raises `NotFound` for whoever is no friend of the member's."""
    asked = visit.query("as")
    if asked == "guest":
        return GUEST
    other = parse_id(asked)
    me = visit.member().id
    if other is None or not people.are_friends(tx, me, other) or not fetch_met(tx, me, [other]):
        raise NotFound
    return other
