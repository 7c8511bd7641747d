"""Whether an answer is right: its shape each time, and what it shows by a reckoning of the bench's own.

Promises that an answer which shows one moment too many, too few or in another order, or a wrong count, stops the run.
"""

from __future__ import annotations

from collections.abc import Callable

import click
import msgspec
from msgspec import Struct

from teahouse.doors.cli.bench.reckon import Eyes
from teahouse.kit.db import Database, ReadTx

Check = Callable[[bytes], None]
PAGE = 20


class ShownAccount(Struct):
    """Whose it is."""

    id: str


class Shown(Struct):
    """What is looked at of a status."""

    id: str
    account: ShownAccount
    content: str
    visibility: str
    favourites_count: int
    replies_count: int
    reblog: ShownShare | None


class ShownShare(Struct):
    """What a share shows."""

    id: str


class ShownThread(Struct):
    """What is looked at of a thread."""

    ancestors: list[Shown]
    descendants: list[Shown]


class ShownNotice(Struct):
    """What is looked at of a notice."""

    id: str
    account: ShownAccount


class WrongAnswer(click.ClickException):
    """The server answered something else than it should have."""


def wrong(what: str, told: object, right: object) -> WrongAnswer:
    """An error that says what came and what should have come."""
    return WrongAnswer(f"Wrong answer, {what}: {str(told)[:300]} instead of {str(right)[:300]}")


class Judge:
    """Looks at answers. Each one is compared with the first of its kind, which is read and, as a rule, reckoned."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._first: dict[str, bytes] = {}
        self.reckoned = 0
        """How many answers were compared with what they ought to show, moment by moment."""

    def same(self, key: str, check: Check) -> Check:
        """The first answer under this key goes through `check`; each later one must be the same to the byte."""

        def look(body: bytes) -> None:
            first = self._first.get(key)
            if first is None:
                check(body)
                self._first[key] = body
            elif body != first:
                raise wrong(key, body, first)

        return look

    def anew(self, key: str) -> None:
        """What comes under keys that begin so may differ from now on."""
        self._first = {name: body for name, body in self._first.items() if not name.startswith(key)}

    def home(self, reader: int, *, reckon: bool) -> Check:
        """A page of home."""
        return lambda body: self._page(body, reader, "home", lambda eyes, last: eyes.home(last, PAGE), reckon=reckon)

    def market(self, reader: int) -> Check:
        """A page of the market."""
        return lambda body: self._page(body, reader, "market", lambda eyes, last: eyes.market(last, PAGE))

    def check_came(self, reader: int, told: int, days: int) -> None:
        """How many moments came lately, as the page for cleaning one's circle says."""
        self._ask(reader, lambda eyes: _equal("what came lately", told, eyes.came(days)))

    def by(self, reader: int, author: int) -> Check:
        """A page of one account."""
        return lambda body: self._page(body, reader, f"moments of {author}", lambda eyes, _: eyes.by(author, PAGE))

    def group(self, reader: int, group_id: int) -> Check:
        """A page of what is said in a group."""
        return lambda body: self._page(body, reader, "group", lambda eyes, _: eyes.group(group_id, PAGE))

    def public(self, reader: int) -> Check:
        """The public timeline."""
        return lambda body: self._page(body, reader, "public timeline", lambda eyes, _: eyes.public(PAGE))

    def _page(
        self, body: bytes, reader: int, what: str, right: Callable[[Eyes, int], list[int]], *, reckon: bool = True
    ) -> None:
        shown = msgspec.json.decode(body, type=list[Shown])
        ids = [int(status.id) for status in shown]
        if not reckon and (len(set(ids)) != PAGE or ids != sorted(ids, reverse=True)):
            raise wrong(f"{what} of {reader}", ids, f"{PAGE} ids, newest first")
        if reckon:
            self._ask(reader, lambda eyes: self._compare(eyes, what, shown, right(eyes, min(ids, default=0))))

    def _compare(self, eyes: Eyes, what: str, shown: list[Shown], right: list[int]) -> None:
        told = [int(status.id) for status in shown]
        if told != right:
            raise wrong(f"{what} of {eyes.id}", told, right)
        whole = {int(status.id): status for status in shown if status.reblog is None}
        counts = eyes.counts(list(whole))
        for one, status in whole.items():
            found = status.favourites_count, status.replies_count
            if found != counts[one]:
                raise wrong(f"likes and comments of {one} for {eyes.id}", found, counts[one])

    def check_cards(self, reader: int, ids: list[int], *, reckon: bool) -> None:
        """The same of a page for people, by the ids of its cards."""
        if len(ids) != PAGE:
            raise wrong(f"home page of {reader}", ids, f"{PAGE} cards")
        if reckon:
            self._ask(reader, lambda eyes: _equal("home page", ids, eyes.home(min(ids), PAGE)))

    def status(self, reader: int, moment_id: int) -> Check:
        """One status."""

        def check(body: bytes) -> None:
            shown = msgspec.json.decode(body, type=Shown)
            self._ask(reader, lambda eyes: self._compare(eyes, "one status", [shown], [moment_id]))

        return check

    def thread(self, reader: int, moment_id: int) -> Check:
        """What stands under a moment."""

        def check(body: bytes) -> None:
            shown = msgspec.json.decode(body, type=ShownThread)
            told = (len(shown.ancestors), len(shown.descendants))
            self._ask(reader, lambda eyes: _equal("thread", told, (0, eyes.counts([moment_id])[moment_id][1])))

        return check

    def notices(self, reader: int, most: int) -> Check:
        """A page of notices."""

        def check(body: bytes) -> None:
            shown = msgspec.json.decode(body, type=list[ShownNotice])
            told = [(int(notice.id), int(notice.account.id)) for notice in shown]
            self._ask(reader, lambda eyes: _equal("notices", told, eyes.notices(most)))

        return check

    def posted(self, author: int, words: str, into: list[int]) -> Check:
        """A moment that was just posted; its id goes into the list."""

        def check(body: bytes) -> None:
            shown = msgspec.json.decode(body, type=Shown)
            told = shown.account.id, shown.content, shown.visibility
            _equal("what was posted", told, (str(author), f"<p>{words}</p>", "private"))
            into.append(int(shown.id))

        return check

    def _ask(self, reader: int, look: Callable[[Eyes], None]) -> None:
        def act(tx: ReadTx) -> None:
            look(Eyes(tx, reader))

        self._database.read_now(act)
        self.reckoned += 1


def _equal(what: str, told: object, right: object) -> None:
    if told != right:
        raise wrong(what, told, right)
