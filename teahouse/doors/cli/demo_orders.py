"""The order chains of the demonstration neighbourhood as acts: hung up, and signed on to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from teahouse import moments
from teahouse.doors.cli import neighbourhood as drawn
from teahouse.doors.cli.demo_rooms import Actor, Timed
from teahouse.kit.db import WriteTx


class OrderStory:
    """One chain's acts; `actor` answers the account behind a key of the plan."""

    def __init__(self, order: drawn.Order, actor: Actor) -> None:
        self._order = order
        self._actor = actor
        self._id = 0

    def acts(self) -> Iterator[Timed]:
        """The moment with its chain, and each who puts themselves down."""
        yield self._order.at_ms, 3, self._hang
        for entry in self._order.entries:
            yield entry.at_ms, 4, partial(self._put_down, entry=entry)

    def _hang(self, tx: WriteTx) -> None:
        order = self._order
        audience = moments.Friends() if order.audience == "friends" else moments.Public(listed=True)
        chain = moments.ChainDraft(
            order.title,
            order.unit,
            most_each=order.most_each,
            most_total=order.most_total,
            closes_at=order.closes_ms,
            left_told=True,
        )
        draft = moments.Draft(order.text, audience, chain=chain)
        self._id = moments.post_moment(tx, self._actor(tx, order.author), draft).id

    def _put_down(self, tx: WriteTx, *, entry: drawn.PutDown) -> None:
        moments.put_down(tx, self._actor(tx, entry.who), self._id, moments.EntryDraft(entry.quantity, note=entry.note))
