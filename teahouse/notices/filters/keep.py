"""Keeping one's filters. Whatever is not the reader's own is not there."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse import moments
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, NotFound
from teahouse.kit.text import clean_line
from teahouse.notices.filters import rules, store
from teahouse.notices.filters.events import FiltersChanged
from teahouse.notices.filters.model import (
    HOUSE_FILTERS,
    LONG_AGO,
    Action,
    Changes,
    Context,
    Filter,
    HeldStatus,
    Keyword,
    Sort,
    Word,
)

_ROW = ("id", "sort", "title", "contexts", "action", "expires_at")


def fetch_filters(tx: ReadTx, reader: int) -> list[Filter]:
    """All of the reader's, also those that have expired; the house's last."""
    rows = tx.all(store.FILTERS, reader=reader)
    ids = [one.id for one in rows]
    keywords = tx.all(store.KEYWORDS, ids=ids) if ids else []
    held = tx.all(store.STATUSES, ids=ids, reader=reader) if ids else []
    own = [
        msgspec.structs.replace(
            one,
            keywords=tuple(key for key in keywords if key.filter_id == one.id),
            statuses=tuple(each for each in held if each.filter_id == one.id),
        )
        for one in rows
    ]
    kept = {one.sort: one for one in own if one.sort != Sort.OWN}
    return [one for one in own if one.sort == Sort.OWN] + [of_house(sort, kept.get(sort)) for sort in HOUSE_FILTERS]


def of_house(sort: Sort, kept: Filter | None) -> Filter:
    """One of the house's as the reader has it; under its own number, title and word, whatever was sent."""
    title, word = HOUSE_FILTERS[sort]
    keywords = (Keyword(int(sort), int(sort), word, True),)
    if kept is None:
        return Filter(int(sort), int(sort), title, int(Context.HOME), int(Action.HIDE), LONG_AGO, keywords)
    return msgspec.structs.replace(kept, id=int(sort), title=title, keywords=keywords, statuses=())


def fetch_filter(tx: ReadTx, reader: int, filter_id: int) -> Filter:
    """One of the reader's. Raises `NotFound`."""
    found = next((one for one in fetch_filters(tx, reader) if one.id == filter_id), None)
    if found is None:
        raise NotFound
    return found


def make_filter(tx: WriteTx, reader: int, changes: Changes) -> Filter:
    """A new one. Raises `Invalid`."""
    title, contexts = clean_line(changes.title or ""), changes.contexts or Context(0)
    rules.check_title(title)
    rules.check_contexts(contexts)
    rules.check_lasts(changes.lasts or 0)
    own = [one for one in fetch_filters(tx, reader) if one.sort == Sort.OWN]
    rules.check_number("filters", len(own), rules.MAX_FILTERS)
    made = Filter(
        tx.new_id(),
        int(Sort.OWN),
        title,
        int(contexts),
        int(changes.action or Action.WARN),
        tx.now + changes.lasts if changes.lasts else None,
    )
    tx.run(store.ADD, account_id=reader, **{name: getattr(made, name) for name in _ROW})
    _put_words(tx, made, changes.words)
    return _told(tx, reader, made.id)


def _told(tx: WriteTx, reader: int, filter_id: int) -> Filter:
    tx.tell(FiltersChanged(reader))
    return fetch_filter(tx, reader, filter_id)


def change_filter(tx: WriteTx, reader: int, filter_id: int, changes: Changes) -> Filter:
    """Change one; to save one of the house's is to switch it on, for as long as is said.

    Raises `NotFound`, `Invalid`.
    """
    old = fetch_filter(tx, reader, filter_id)
    title = old.title if changes.title is None else clean_line(changes.title)
    contexts = old.contexts if changes.contexts is None else int(changes.contexts)
    rules.check_title(title)
    rules.check_contexts(contexts)
    rules.check_lasts(changes.lasts or 0)
    expires_at = old.expires_at if changes.lasts is None and old.sort == Sort.OWN else None
    after = msgspec.structs.replace(
        old,
        title=title,
        contexts=contexts,
        action=old.action if changes.action is None else int(changes.action),
        expires_at=tx.now + changes.lasts if changes.lasts else expires_at,
    )
    _save(tx, reader, after)
    if old.sort == Sort.OWN:
        _put_words(tx, old, changes.words)
    return _told(tx, reader, filter_id)


def _save(tx: WriteTx, reader: int, after: Filter) -> None:
    row_id = after.id if after.sort == Sort.OWN else _row_of(tx, reader, after.sort)
    if row_id is None:
        row = {name: getattr(after, name) for name in _ROW} | {"id": tx.new_id()}
        tx.run(store.ADD, account_id=reader, **row)
        return
    values = {f"to_{name}": getattr(after, name) for name in ("title", "contexts", "action", "expires_at")}
    tx.run(store.CHANGE, reader=reader, filter=row_id, **values)


def _row_of(tx: ReadTx, reader: int, sort: int) -> int | None:
    return next((one.id for one in tx.all(store.FILTERS, reader=reader) if one.sort == sort), None)


def _put_words(tx: WriteTx, of: Filter, words: Sequence[Word]) -> None:
    known = {key.id: key for key in of.keywords}
    for word in words:
        if word.id is not None and word.id not in known:
            raise NotFound
        if word.drop and word.id is not None:
            tx.run(store.DROP_KEYWORD, keyword_id=word.id)
            known.pop(word.id)
        elif word.id is not None:
            _change_keyword(tx, known[word.id], word)
        elif not word.drop:
            rules.check_number("keywords", len(known), rules.MAX_KEYWORDS)
            added = _add_keyword(tx, of.id, word)
            known[added.id] = added


def _add_keyword(tx: WriteTx, filter_id: int, word: Word) -> Keyword:
    text = clean_line(word.keyword or "")
    rules.check_keyword(text)
    added = Keyword(tx.new_id(), filter_id, text, bool(word.whole_word))
    tx.run(store.ADD_KEYWORD, **msgspec.structs.asdict(added))
    return added


def _change_keyword(tx: WriteTx, old: Keyword, word: Word) -> None:
    text = old.keyword if word.keyword is None else clean_line(word.keyword)
    rules.check_keyword(text)
    whole = bool(old.whole_word) if word.whole_word is None else word.whole_word
    tx.run(store.CHANGE_KEYWORD, keyword_id=old.id, to_keyword=text, to_whole_word=whole)


def delete_filter(tx: WriteTx, reader: int, filter_id: int) -> None:
    """Delete one; of the house's, switch it off: it is offered again. Raises `NotFound`."""
    old = fetch_filter(tx, reader, filter_id)
    if old.sort == Sort.OWN:
        tx.run(store.DROP, reader=reader, filter=filter_id)
    else:
        _save(tx, reader, msgspec.structs.replace(old, expires_at=tx.now))
    tx.tell(FiltersChanged(reader))


def fetch_keyword(tx: ReadTx, reader: int, keyword_id: int) -> tuple[Filter, Keyword]:
    """One keyword, and its filter. Raises `NotFound`."""
    found = rules.keyword_in(fetch_filters(tx, reader), keyword_id)
    if found is None:
        raise NotFound
    return found


def _open(tx: ReadTx, reader: int, filter_id: int) -> Filter:
    """A filter whose words and posts are the reader's to choose. Raises `NotFound`, `Forbidden` for the house's."""
    found = fetch_filter(tx, reader, filter_id)
    if found.sort != Sort.OWN:
        raise Forbidden("What this filter of the house is for cannot be changed")
    return found


def add_keyword(tx: WriteTx, reader: int, filter_id: int, word: Word) -> Keyword:
    """One more. Raises `NotFound`, `Forbidden`, `Invalid`."""
    of = _open(tx, reader, filter_id)
    rules.check_number("keywords", len(of.keywords), rules.MAX_KEYWORDS)
    added = _add_keyword(tx, of.id, word)
    tx.tell(FiltersChanged(reader))
    return added


def change_keyword(tx: WriteTx, reader: int, keyword_id: int, word: Word) -> Keyword:
    """Another word. Raises `NotFound`, `Forbidden`, `Invalid`."""
    of, old = fetch_keyword(tx, reader, keyword_id)
    _open(tx, reader, of.id)
    _change_keyword(tx, old, word)
    tx.tell(FiltersChanged(reader))
    return fetch_keyword(tx, reader, keyword_id)[1]


def drop_keyword(tx: WriteTx, reader: int, keyword_id: int) -> None:
    """One less. Raises `NotFound`, `Forbidden`."""
    of, _ = fetch_keyword(tx, reader, keyword_id)
    _open(tx, reader, of.id)
    tx.run(store.DROP_KEYWORD, keyword_id=keyword_id)
    tx.tell(FiltersChanged(reader))


def fetch_status(tx: ReadTx, reader: int, status_id: int) -> HeldStatus:
    """One of the posts that the reader's filters hold. Raises `NotFound`."""
    held = (held for one in fetch_filters(tx, reader) for held in one.statuses)
    found = next((each for each in held if each.id == status_id), None)
    if found is None:
        raise NotFound
    return found


def add_status(tx: WriteTx, reader: int, filter_id: int, moment_id: int) -> HeldStatus:
    """Let a filter hold a moment that the reader sees. Raises `NotFound`, `Forbidden`, `Invalid`."""
    of = _open(tx, reader, filter_id)
    if not moments.may_see(tx, reader, moment_id):
        raise NotFound
    rules.check_number("statuses", len(of.statuses), rules.MAX_STATUSES)
    tx.run(store.ADD_STATUS, id=tx.new_id(), filter_id=of.id, moment_id=moment_id)
    tx.tell(FiltersChanged(reader))
    held = fetch_filter(tx, reader, filter_id).statuses
    return next(each for each in held if each.moment_id == moment_id)


def drop_status(tx: WriteTx, reader: int, status_id: int) -> HeldStatus:
    """Let it go again, and say which it was. Raises `NotFound`."""
    held = fetch_status(tx, reader, status_id)
    tx.run(store.DROP_STATUS, status_id=status_id)
    tx.tell(FiltersChanged(reader))
    return held


def forget_account(tx: WriteTx, account_id: int) -> None:
    """Who is gone for good has none."""
    tx.run(store.DROP_ALL, reader=account_id)
