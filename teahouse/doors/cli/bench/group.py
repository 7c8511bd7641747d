"""A group in the generated house: its first readers in one room, with talk of some months ago, made by the verbs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from teahouse import moments, people
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import NotFound
from teahouse.people import groups

MEMBERS = 151
TOPICS = 60
"""So many moments, two comments and a like on each; old ones, so that they stand in nobody's home."""
AGO = 120 * people.DAY
APART = 3_600_000


def move_in(tx: WriteTx, readers: Sequence[int], ends: int) -> int:
    """The group of the first readers; answers its id. Everything said in it is older than `ends`."""
    found = people.fetch_accounts(tx, readers[:MEMBERS])
    members = [found[one] for one in readers[:MEMBERS]]
    made = groups.create_group(tx, members[0], groups.Changes("Everybody"), username="everybody")
    _, code = groups.make_link(tx, members[0].id, made.id)
    for one in members[1:]:
        groups.join_by_link(tx, one, code)
    for n in range(TOPICS):
        at = ends - AGO + n * APART
        draft = moments.Draft(f"Topic {n} of the group", moments.Group(made.id), at=at)
        topic = moments.post_moment(tx, members[n % len(members)], draft)
        for answer in (1, 2, 3):
            # Whoever blocks the other, or is hidden from, has nothing to answer to.
            with suppress(NotFound):
                _react(tx, members[(n + answer) % len(members)], topic.id, at + answer, likes=answer == 3)
    return made.id


def _react(tx: WriteTx, member: people.Account, topic: int, at: int, *, likes: bool) -> None:
    if likes:
        moments.like(tx, member, topic, at=at)
    else:
        moments.post_moment(tx, member, moments.Draft("Well said", moments.Public(listed=False), topic, at=at))
