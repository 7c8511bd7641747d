"""Filters, version 2: words and statuses that the caller does not want to read, with what becomes of them where."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, UnsetType

from teahouse.doors.mastodon import entities as house
from teahouse.doors.mastodon import entities_filters as e
from teahouse.doors.mastodon.present_filters import (
    WHAT,
    WHERE,
    present_filter,
    present_held,
    present_keyword,
)
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.http import Call, Id, Routes
from teahouse.notices import filters
from teahouse.notices.filters import Action, Changes, Context, Word

routes = Routes()
READ, WRITE = "read:filters", "write:filters"
_ACTIONS = {word: action for action, word in WHAT.items()}


class KeywordForm(msgspec.Struct):
    """A word: a new one without `id`; with `_destroy` it is dropped."""

    id: Id | None = None
    keyword: str | None = None
    whole_word: bool | None = None
    destroy: bool = msgspec.field(default=False, name="_destroy")


class FilterForm(msgspec.Struct):
    """What is asked of a filter; `expires_in` is in seconds, and empty for ever."""

    title: str | None = None
    context: list[e.Where] | None = None
    filter_action: e.What | None = None
    expires_in: str | UnsetType | None = UNSET
    keywords_attributes: list[KeywordForm] = []


class HeldForm(msgspec.Struct):
    """A status to be held."""

    status_id: Id = 0


def contexts_of(names: list[e.Where] | None) -> Context | None:
    """Where it is in force."""
    if names is None:
        return None
    found = Context(0)
    for name in names:
        found |= WHERE[name]
    return found


def lasts_of(seconds: str | UnsetType | None) -> int | None:
    """For how many milliseconds; 0 is for ever, None where nothing is said of it."""
    if isinstance(seconds, UnsetType):
        return None
    text = (seconds or "").strip()
    if not text:
        return 0
    if not text.isascii() or not text.isdecimal() or len(text) > 12 or not int(text):
        raise Invalid("expires_in", "ERR_INVALID", "must be a number of seconds in the future")
    return int(text) * 1000


def _word(form: KeywordForm) -> Word:
    whole = True if form.whole_word is None and form.id is None else form.whole_word
    return Word(form.keyword, whole, form.id, form.destroy)


def _changes(body: FilterForm) -> Changes:
    return Changes(
        title=body.title,
        contexts=contexts_of(body.context),
        action=None if body.filter_action is None else _ACTIONS[body.filter_action],
        lasts=lasts_of(body.expires_in),
        words=[_word(form) for form in body.keywords_attributes],
    )


def action_of(hide: bool) -> Action:
    """What the first version calls irreversible."""
    return Action.HIDE if hide else Action.WARN


@routes.get("/api/v2/filters", scope=READ)
def show_all(tx: ReadTx, call: Call) -> list[e.Filter]:
    """All of the caller's, and the three of the house; one that is switched off has expired."""
    return [present_filter(one) for one in filters.fetch_filters(tx, call.actor_id)]


@routes.post("/api/v2/filters", scope=WRITE)
def create(tx: WriteTx, call: Call, body: FilterForm) -> e.Filter:
    """A new one."""
    return present_filter(filters.make_filter(tx, call.actor_id, _changes(body)))


@routes.get("/api/v2/filters/{id}", scope=READ)
def show(tx: ReadTx, call: Call, id: Id) -> e.Filter:
    """One of them."""
    return present_filter(filters.fetch_filter(tx, call.actor_id, id))


@routes.put("/api/v2/filters/{id}", scope=WRITE)
def change(tx: WriteTx, call: Call, id: Id, body: FilterForm) -> e.Filter:
    """Change what is named. Saving one of the house's switches it on, until `expires_in` where that is given."""
    return present_filter(filters.change_filter(tx, call.actor_id, id, _changes(body)))


@routes.delete("/api/v2/filters/{id}", scope=WRITE)
def delete(tx: WriteTx, call: Call, id: Id) -> house.Empty:
    """Delete it; of the house's, switch it off."""
    filters.delete_filter(tx, call.actor_id, id)
    return house.Empty()


@routes.get("/api/v2/filters/{filter_id}/keywords", scope=READ)
def show_keywords(tx: ReadTx, call: Call, filter_id: Id) -> list[e.FilterKeyword]:
    """The words of one."""
    return [present_keyword(key) for key in filters.fetch_filter(tx, call.actor_id, filter_id).keywords]


@routes.post("/api/v2/filters/{filter_id}/keywords", scope=WRITE)
def add_keyword(tx: WriteTx, call: Call, filter_id: Id, body: KeywordForm) -> e.FilterKeyword:
    """One more word."""
    return present_keyword(filters.add_keyword(tx, call.actor_id, filter_id, _word(body)))


@routes.get("/api/v2/filters/keywords/{id}", scope=READ)
def show_keyword(tx: ReadTx, call: Call, id: Id) -> e.FilterKeyword:
    """One word."""
    return present_keyword(filters.fetch_keyword(tx, call.actor_id, id)[1])


@routes.put("/api/v2/filters/keywords/{id}", scope=WRITE)
def change_keyword(tx: WriteTx, call: Call, id: Id, body: KeywordForm) -> e.FilterKeyword:
    """Another word."""
    word = Word(body.keyword, body.whole_word)
    return present_keyword(filters.change_keyword(tx, call.actor_id, id, word))


@routes.delete("/api/v2/filters/keywords/{id}", scope=WRITE)
def drop_keyword(tx: WriteTx, call: Call, id: Id) -> house.Empty:
    """One word less."""
    filters.drop_keyword(tx, call.actor_id, id)
    return house.Empty()


@routes.get("/api/v2/filters/{filter_id}/statuses", scope=READ)
def show_held(tx: ReadTx, call: Call, filter_id: Id) -> list[e.FilterStatus]:
    """The statuses that one holds, as far as the caller may see them."""
    return [present_held(held) for held in filters.fetch_filter(tx, call.actor_id, filter_id).statuses]


@routes.post("/api/v2/filters/{filter_id}/statuses", scope=WRITE)
def hold(tx: WriteTx, call: Call, filter_id: Id, body: HeldForm) -> e.FilterStatus:
    """Let it hold a status that the caller sees."""
    return present_held(filters.add_status(tx, call.actor_id, filter_id, body.status_id))


@routes.get("/api/v2/filters/statuses/{id}", scope=READ)
def show_one_held(tx: ReadTx, call: Call, id: Id) -> e.FilterStatus:
    """One of those."""
    return present_held(filters.fetch_status(tx, call.actor_id, id))


@routes.delete("/api/v2/filters/statuses/{id}", scope=WRITE)
def let_go(tx: WriteTx, call: Call, id: Id) -> e.FilterStatus:
    """Hold it no more."""
    return present_held(filters.drop_status(tx, call.actor_id, id))
