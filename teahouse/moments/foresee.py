"""Who will see a moment before it is posted, told to its author; and whom they wrote for last.

Promises to say what the gate will do, by what the author knows already and nothing else: their own friends, lists,
groups, and from whom they keep theirs themselves. That somebody blocks the author is told by nothing here.
"""

from __future__ import annotations

import msgspec

from teahouse import people
from teahouse.kit.db import ReadTx
from teahouse.moments import rules, store_foresee, store_groups
from teahouse.moments.fetch import fetch_named
from teahouse.moments.model import Audience, Except, Friends, Group, Kind, Mentioned, Only
from teahouse.moments.words import understand

_ALL = people.Cursor(limit=1_000_000)
"""As many as the house lets one member have."""


class Foreseen(msgspec.Struct, frozen=True):
    """Who will see it, by id. Of what is for all of the house, or for everybody, only who will not is known."""

    audience: Audience
    seers: tuple[int, ...] = ()
    kept_off: tuple[int, ...] = ()
    """Whom the audience holds, and from whom the author hides theirs or whom they block."""
    left_out: tuple[int, ...] = ()
    """Friends whom the author left out."""
    strangers: int = 0
    """How many of the seers are no friends of the author's."""
    elsewhere: tuple[tuple[int, tuple[int, ...]], ...] = ()
    """Of those whom a chosen circle lets in, or leaves out: who stands in further circles, and in which."""
    window_days: int = 0
    """After so many days nobody but the author sees it; 0: never."""


def foresee(tx: ReadTx, author: people.Account, audience: Audience, *, text: str = "") -> Foreseen:
    """Who will see a moment for this audience. People and circles that are not the author's to name are passed over,
    and stand in no audience that is answered.

    `text` is asked of a letter alone: it is for whom the text names. Raises `NotFound` for a group that the author is
    not in.
    """
    friends = set(people.fetch_friend_ids(tx, author.id))
    kept_off = _kept_off(tx, author.id)
    circles: dict[int, set[int]] = {}
    if isinstance(audience, Only | Except):
        circles = _circles_of(tx, author)
        own = [one for one in audience.circles if one in circles]
        audience = type(audience)(tuple(own), tuple(one for one in audience.people if one in friends))
    window = author.window_days
    match audience:
        case Friends():
            held = friends
        case Only():
            held = friends & _named(audience, circles)
        case Except():
            held = friends - _named(audience, circles)
        case Group():
            listed = people.groups.page_members(tx, author.id, audience.id, _ALL)
            held = {member.account_id for member in listed} - {author.id}
        case Mentioned():
            mentions = understand(tx, author.id, text).mentions
            # Whoever writes to somebody writes to them, hidden or not, and for good.
            held, window = {one for one, _, _ in mentions} - {author.id}, 0
            kept_off = frozenset()
        case _ if rules.is_wide(audience):
            return Foreseen(audience, kept_off=tuple(sorted(kept_off)), window_days=window)
        case _:
            return Foreseen(audience)
    left_out = friends - held if isinstance(audience, Except) else set()
    return Foreseen(
        audience,
        tuple(sorted(held - kept_off)),
        tuple(sorted(held & kept_off)),
        tuple(sorted(left_out)),
        strangers=len(held - kept_off - friends),
        elsewhere=_elsewhere(audience, held - kept_off if isinstance(audience, Only) else left_out, circles),
        window_days=window,
    )


def _kept_off(tx: ReadTx, author: int) -> frozenset[int]:
    """From whom the author keeps theirs: whom they hide from or block."""
    rows = (*people.page_hides(tx, author, _ALL), *people.page_blocks(tx, author, _ALL))
    return frozenset(row.account_id for row in rows)


def _circles_of(tx: ReadTx, owner: people.Account) -> dict[int, set[int]]:
    """Which friends stand in each of the owner's circles."""
    return {
        circle.id: {row.account_id for row in people.page_members(tx, owner, circle.id, _ALL)}
        for circle in people.fetch_circles(tx, owner.id)
        if circle.kind == people.CircleKind.CIRCLE
    }


def _named(audience: Only | Except, circles: dict[int, set[int]]) -> set[int]:
    inside = [circles.get(circle_id, set()) for circle_id in audience.circles]
    return set(audience.people).union(*inside)


def _elsewhere(
    audience: Audience, of: set[int], circles: dict[int, set[int]]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Who is let in or left out for a circle's sake, and stands in others too: those may surprise."""
    chosen = rules.circles_of(audience)
    named = set(rules.people_of(audience))
    others = [circle_id for circle_id in circles if circle_id not in chosen]
    found = []
    for one in sorted(of - named):
        further = tuple(circle_id for circle_id in others if one in circles[circle_id])
        if further:
            found.append((one, further))
    return tuple(found)


def fetch_last_audience(tx: ReadTx, author: people.Account) -> Audience | None:
    """Whom the author's newest moment is for that is neither a letter nor for a group; None where there is none."""
    row = tx.one(store_foresee.LAST, author_id_=author.id)
    return None if row is None else fetch_audience(tx, row.id, row.audience)


def fetch_audience(tx: ReadTx, moment_id: int, kind: int) -> Audience:
    """A moment's audience as it stands today: for its author's eyes only. A circle that is gone is named no more."""
    circles, persons = fetch_named(tx, moment_id) if kind in (Kind.ONLY, Kind.EXCEPT) else ((), ())
    group = tx.value(store_groups.GROUP_OF, moment_id_=moment_id) if kind == Kind.GROUP else None
    return rules.audience_of(Kind(kind), tuple(circles), tuple(persons), group)
