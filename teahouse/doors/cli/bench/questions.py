"""What else each reader is made to ask about: a moment that they see, a friend, a moment with an answer under it."""

from __future__ import annotations

from teahouse import moments
from teahouse.doors.cli.bench import store
from teahouse.doors.cli.bench.reckon import Eyes
from teahouse.kit.db import Database, ReadTx


class Questions:
    """Finds them in the bare rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, reader: int) -> tuple[int, int, int]:
        """A friend's moment, a friend with enough moments, and a friend's moment with much talk under it."""
        return self._database.read_now(lambda tx: self._find(tx, reader))

    def _find(self, tx: ReadTx, reader: int) -> tuple[int, int, int]:
        eyes = Eyes(tx, reader)
        friends = sorted(eyes.friends)
        busy = tx.column(store.MOST_ANSWERED, people=friends, n=30)
        seen = eyes.roots_seen(busy)
        among = [root.id for root in seen if root.audience == moments.Kind.FRIENDS]
        friend = next(friend for friend in friends if len(eyes.by(friend, 20)) > 4)
        return among[-1], friend, among[0]
