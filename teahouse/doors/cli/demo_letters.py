"""The private talk of the demonstration neighbourhood as acts: written, and read by the others a minute later.

What came last, and lately, nobody has read yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from teahouse import messages, moments
from teahouse.doors.cli import neighbourhood as drawn
from teahouse.doors.cli.demo_rooms import Actor, Timed
from teahouse.kit.db import WriteTx

A_MINUTE = 60_000


class TalkStory:
    """One talk's acts; `actor` answers the account behind a key of the plan."""

    def __init__(self, talked: drawn.Talked, actor: Actor, *, read_until: int) -> None:
        self._talked = talked
        self._actor = actor
        self._read_until = read_until
        self._room = 0

    def acts(self) -> Iterator[Timed]:
        """Everything that is done in the talk, with its time."""
        for letter in self._talked.letters:
            yield letter.at_ms, 6, partial(self._write, letter=letter)
            if letter.at_ms < self._read_until:
                yield letter.at_ms + A_MINUTE, 7, self._read

    def _write(self, tx: WriteTx, *, letter: drawn.Remarked) -> None:
        others = [self._actor(tx, key).id for key in self._talked.between if key != letter.who]
        draft = moments.Draft(letter.text, moments.Mentioned())
        self._room = messages.say(tx, self._actor(tx, letter.who), others, draft)[1]

    def _read(self, tx: WriteTx) -> None:
        for key in self._talked.between:
            messages.mark_read(tx, self._actor(tx, key).id, self._room)
