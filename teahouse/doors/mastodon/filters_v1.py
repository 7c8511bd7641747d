"""Filters, version 1, where each word is a filter of its own; both versions show the same ones."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, UnsetType

from teahouse.doors.mastodon import entities as house
from teahouse.doors.mastodon import entities_filters as e
from teahouse.doors.mastodon.filters import READ, WRITE, action_of, contexts_of, lasts_of
from teahouse.doors.mastodon.present_filters import WHERE
from teahouse.doors.mastodon.wire import iso
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Routes
from teahouse.notices import filters
from teahouse.notices.filters import Action, Changes, Filter, Keyword, Sort, Word

routes = Routes()


class PhraseForm(msgspec.Struct):
    """A word; `irreversible` means to be hidden."""

    phrase: str | None = None
    context: list[e.Where] | None = None
    irreversible: bool | None = None
    whole_word: bool | None = None
    expires_in: str | UnsetType | None = UNSET


def _shown(one: Filter, key: Keyword) -> e.V1Filter:
    return e.V1Filter(
        id=str(key.id),
        phrase=key.keyword,
        context=[where for where, context in WHERE.items() if one.contexts & context],
        whole_word=bool(key.whole_word),
        expires_at=None if one.expires_at is None else iso(one.expires_at),
        irreversible=one.action == Action.HIDE,
    )


def _changes(body: PhraseForm, title: str | None, words: list[Word]) -> Changes:
    action = None if body.irreversible is None else action_of(body.irreversible)
    return Changes(title, contexts_of(body.context), action, lasts_of(body.expires_in), words)


@routes.get("/api/v1/filters", scope=READ)
def show_all(tx: ReadTx, call: Call) -> list[e.V1Filter]:
    """Every word of the caller's filters."""
    return [_shown(one, key) for one in filters.fetch_filters(tx, call.actor_id) for key in one.keywords]


@routes.post("/api/v1/filters", scope=WRITE)
def create(tx: WriteTx, call: Call, body: PhraseForm) -> e.V1Filter:
    """A new filter with one word, which is its title as well."""
    whole = True if body.whole_word is None else body.whole_word
    made = filters.make_filter(tx, call.actor_id, _changes(body, body.phrase, [Word(body.phrase or "", whole)]))
    return _shown(made, made.keywords[0])


@routes.get("/api/v1/filters/{id}", scope=READ)
def show(tx: ReadTx, call: Call, id: Id) -> e.V1Filter:
    """One word."""
    return _shown(*filters.fetch_keyword(tx, call.actor_id, id))


@routes.put("/api/v1/filters/{id}", scope=WRITE)
def change(tx: WriteTx, call: Call, id: Id, body: PhraseForm) -> e.V1Filter:
    """Change the word, and the filter that it stands in."""
    me = call.actor_id
    of, key = filters.fetch_keyword(tx, me, id)
    title = body.phrase if of.title == key.keyword else None
    filters.change_filter(tx, me, of.id, _changes(body, title, [Word(body.phrase, body.whole_word, key.id)]))
    return _shown(*filters.fetch_keyword(tx, me, id))


@routes.delete("/api/v1/filters/{id}", scope=WRITE)
def delete(tx: WriteTx, call: Call, id: Id) -> house.Empty:
    """Drop the word, and with the last one the filter; one of the house's is switched off."""
    me = call.actor_id
    of, _ = filters.fetch_keyword(tx, me, id)
    if of.sort != Sort.OWN or (len(of.keywords) == 1 and not of.statuses):
        filters.delete_filter(tx, me, of.id)
    else:
        filters.drop_keyword(tx, me, id)
    return house.Empty()
