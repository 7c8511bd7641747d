"""What a text says once its mentions are known: HTML, whom it names, its tags."""

from __future__ import annotations

from collections.abc import Container, Iterable

import msgspec

from teahouse import people
from teahouse.kit import text as texts
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.moments import store
from teahouse.moments.model import Shown

MAX_MENTIONS = 50
"""A text names at most so many; further names stay plain words."""


class Words(msgspec.Struct, frozen=True):
    """A text as it is kept. `mentions` is (account id, username, acct) in order; `leading` are ids at the start.

    `silent` are ids at the start, too, whose owners are not there: kept, and shown to nobody.
    """

    html: str
    mentions: tuple[tuple[int, str, str], ...]
    leading: frozenset[int]
    silent: frozenset[int]
    tags: tuple[str, ...]
    tag_keys: frozenset[str]

    @property
    def mentions_json(self) -> str:
        """As the moment's row keeps them: a bare `[]` says that nobody at all is named."""
        if self.mentions:
            return msgspec.json.encode(self.mentions).decode()
        return "[ ]" if self.silent else "[]"

    @property
    def tags_json(self) -> str:
        """As the moment's row keeps them."""
        return msgspec.json.encode(self.tags).decode() if self.tags else "[]"


_TAGS = msgspec.json.Decoder(list[str])


def tags_of(moment: Shown) -> list[str]:
    """The tags in its text, as they are written there."""
    return [] if moment.tags == "[]" else _TAGS.decode(moment.tags)


def understand(
    tx: ReadTx,
    writer: int,
    text: str,
    *,
    among: Container[int] | None = None,
    aimed: bool = False,
    room: people.Account | None = None,
) -> Words:
    """Find, look up and render. A name that is nobody's, or whose owner is across a block, stays plain words.

    With `among`, so does every name but theirs. In what is `aimed` (a comment, a letter) the names that it begins with
    count whoever they are and however many: it is for nobody who would not be shown words to them. Of those who are
    suspended or gone that is all that counts: their names stay plain words. The name of a group is a name only in what
    is said there (`room`); it is for all of them, so it aims at nobody.
    """
    addresses = tx.handed(people.Addresses)
    parsed = texts.parse(text)
    host = addresses.local_host
    known = people.find_accounts(tx, [m.handle for m in parsed.mentions], local_host=host) if parsed.mentions else {}
    if among is not None:
        known = {handle: account for handle, account in known.items() if account.id in among}
    if room is not None and any(people.handle_of(m.handle, local_host=host) == room.handle for m in parsed.mentions):
        known[room.handle] = room
    sights = people.fetch_sights(tx, writer, [account.id for account in known.values()]) if known else {}
    across = {sight.author for sight in sights.values() if sight.flags & people.Sight.BLOCKED}
    named: dict[int, tuple[int, str, str]] = {}
    leading: set[int] = set()
    for mention in parsed.mentions:
        account = known.get(people.handle_of(mention.handle, local_host=host) or "")
        if account is None:
            continue
        plain = account.id in across or len(named) >= MAX_MENTIONS
        if plain and account.id not in named and not (aimed and mention.leading):
            continue
        named[account.id] = (account.id, account.username, people.acct_of(account))
        if mention.leading and account is not room:
            leading.add(account.id)

    silent = _silent(tx, parsed, known, host) if aimed else frozenset()
    if among is not None:
        silent = frozenset(account_id for account_id in silent if account_id in among)

    def url_of(mention: texts.Mention) -> str | None:
        account = known.get(people.handle_of(mention.handle, local_host=host) or "")
        return addresses.of(account) if account is not None and account.id in named else None

    tags = {tag.key: tag.name for tag in reversed(parsed.tags)}
    return Words(
        html=texts.render(text, parsed, url_of, addresses.tag),
        mentions=tuple(named.values()),
        leading=frozenset(leading) | silent,
        silent=silent,
        tags=tuple(reversed(tags.values())),
        tag_keys=frozenset(tags),
    )


def _silent(tx: ReadTx, parsed: texts.Parsed, known: Container[str], host: str) -> frozenset[int]:
    """Whom the text begins with and who is not there."""
    handles = {people.handle_of(mention.handle, local_host=host) for mention in parsed.mentions if mention.leading}
    unknown = [handle for handle in handles if handle is not None and handle not in known]
    return frozenset(people.find_shut(tx, unknown).values())


def keep_mentions(tx: WriteTx, moment_id: int, words: Words) -> None:
    """Write the rows by which those whom the text names are found."""
    for account_id, _, _ in words.mentions:
        tx.run(store.ADD_MENTION, moment_id=moment_id, account_id=account_id, leading=account_id in words.leading)
    for account_id in words.silent:
        tx.run(store.ADD_MENTION, moment_id=moment_id, account_id=account_id, leading=True)


def keep_recipients(tx: WriteTx, moment_id: int, recipients: Iterable[int], words: Words) -> None:
    """A letter that was edited stays with those it went to; whom its new text begins with is written down."""
    for account_id in recipients:
        tx.run(store.ADD_MENTION, moment_id=moment_id, account_id=account_id, leading=account_id in words.leading)


def keep_tags(tx: WriteTx, moment_id: int, words: Words) -> None:
    """Write the rows by which the text's tags are found."""
    for key in words.tag_keys:
        tx.run(store.ADD_TAG, tag=key, moment_id=moment_id)
