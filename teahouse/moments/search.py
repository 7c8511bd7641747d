"""Finding moments by their words, among those that the seeker may see; and keeping the words by which they are found.

Promises that a search finds exactly the moments that have all of its words and that the gate shows, newest first, on
pages that are short only where the list ends; and that the words are kept, changed and taken away in the transaction
of the act that does so. What the seeker may not see is not counted either.
"""

from __future__ import annotations

from typing import Any

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.text import words_of
from teahouse.moments import store, store_groups
from teahouse.moments import store_search as found
from teahouse.moments.attach import attachments_of
from teahouse.moments.feeds import MAX_ID, Page, Reader, page_lively, page_plain
from teahouse.moments.model import Kind, Moment, Stretch
from teahouse.moments.rules_search import Sought, shelves_of, understand_search

ENOUGH = 200
"""A word that stands so often on the seeker's shelves is common, however much more often it does."""
MOST_WEIGHED = 4
"""Of so many of the longest words it is asked how common they are."""


def put_on_shelves(tx: WriteTx, moment: Moment) -> None:
    """The moment, which stands with all its rows, is found by its words from now on."""
    words = _words_of(moment)
    if words:
        tx.run(found.ADD, shelf=_shelves_of(tx, moment), word=words, moment_id=moment.id)


def take_from_shelves(tx: WriteTx, moment: Moment) -> None:
    """By what the moment says, and whom its rows still name, it is found no more."""
    words = _words_of(moment)
    if words:
        tx.run(found.DROP, shelves=_shelves_of(tx, moment), words=words, moment_id_=moment.id)


def reshelve(tx: WriteTx, old: Moment, new: Moment) -> None:
    """After an edit: what is no longer said there finds it no more."""
    before, after = set(_words_of(old)), set(_words_of(new))
    if before == after:
        return
    shelves = _shelves_of(tx, new)
    if gone := sorted(before - after):
        tx.run(found.DROP, shelves=shelves, words=gone, moment_id_=new.id)
    if come := sorted(after - before):
        tx.run(found.ADD, shelf=shelves, word=come, moment_id=new.id)


def page_found(tx: ReadTx, seeker: Reader, text: str, at: Stretch, *, author: int = 0) -> Page:
    """What the seeker may see and all of the text's words stand in; of one `author`, if any is named.

    The text may have Mastodon's operators. Without a word, something is found only of an author.
    """
    sought = understand_search(text, seeker.time_zone)
    whose = _author_of(tx, seeker, sought, author)
    if whose is None or sought.nothing or not (sought.words or whose):
        return Page([], None, None, full=False)
    asked: dict[str, Any] = {
        "viewer": seeker.id,
        "author": whose,
        "pictured": int(sought.pictured),
        "comments": int(sought.comments),
        "sensitive": int(sought.sensitive),
        "language": sought.language,
    }
    within = _within(at, sought)
    if not sought.words:
        return page_plain(tx, found.BY_AUTHOR, within, **asked)
    rarest, *others = _weighed(tx, seeker.id, sought.words)
    return page_lively(tx, found.FOUND, within, rarest=rarest, others=others, others_count=len(others), **asked)


def words_sought(text: str, time_zone: str) -> frozenset[str]:
    """The words that a search looks for, to show them in what is found."""
    return frozenset(understand_search(text, time_zone).words)


def _author_of(tx: ReadTx, seeker: Reader, sought: Sought, author: int) -> int | None:
    """Whose moments alone are asked for: 0 for anybody's, None where nobody is called so or two are asked for."""
    if not sought.handle:
        return author
    if sought.handle == "me":
        named = seeker.id
    else:
        account = people.find_account(tx, sought.handle, local_host=tx.handed(people.Addresses).local_host)
        if account is None:
            return None
        named = account.id
    return named if author in (0, named) else None


def _within(at: Stretch, sought: Sought) -> Stretch:
    """The stretch, cut to the days that were asked for."""
    before = MAX_ID if sought.before is None else max(0, sought.before << 16)
    after = max(0, (sought.after << 16) - 1)
    return Stretch(
        max_id=min(MAX_ID if at.max_id is None else at.max_id, before),
        since_id=max(at.since_id or 0, after),
        min_id=None if at.min_id is None else max(at.min_id, after),
        limit=at.limit,
    )


def _weighed(tx: ReadTx, seeker: int, words: tuple[str, ...]) -> list[str]:
    """The words, one first that stands on few of the seeker's shelves."""
    if len(words) == 1:
        return list(words)
    many = dict(tx.all(found.HOW_COMMON, viewer=seeker, words=list(words[:MOST_WEIGHED]), n=ENOUGH))
    return sorted(words, key=lambda word: many.get(word, ENOUGH + 1))


def _words_of(moment: Moment) -> list[str]:
    """Of its warning, its text and the descriptions of its pictures; a share says nothing itself."""
    said = [moment.spoiler, moment.text, *(picture.description for picture in attachments_of(moment.media))]
    return sorted(words_of("\n".join(said)))


def _shelves_of(tx: ReadTx, moment: Moment) -> list[int]:
    root = moment if moment.parent_id is None else tx.one(store.MOMENT, moment_id_=moment.root_id)
    if root is None:
        return [moment.author_id]
    group = tx.value(store_groups.GROUP_OF, moment_id_=root.id) if root.audience == Kind.GROUP else None
    letter = next((one for one in (moment, root) if one.audience == Kind.MENTIONED), None)
    named = [] if letter is None else tx.column(store.MENTIONED_IN, moment_id_=letter.id)
    return sorted(shelves_of(moment, root, group=group, named=named))
