"""Filters on the pages: the three of the house, switched on and off, and the member's own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from starlette.responses import Response

from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.languages import said_at
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.notices import filters
from teahouse.notices.filters import Action, Changes, Context, Filter, Sort, Word

PATH = "/settings/filters"
AS_IS = -1
_PLACES = {
    "home": Context.HOME,
    "notifications": Context.NOTIFICATIONS,
    "public": Context.PUBLIC,
    "thread": Context.THREAD,
    "account": Context.ACCOUNT,
}
_ACTIONS = {"warn": Action.WARN, "hide": Action.HIDE, "blur": Action.BLUR}


class FilterForm(Form):
    """A filter as it is typed: its words one a line."""

    title: str = ""
    words: str = ""
    whole: bool = False
    where: list[str] = []
    action: str = "warn"
    lasts: int = 0


class SwitchForm(Form):
    """One of the house's, on or off."""

    on: bool = False


class FilterView(Struct, frozen=True):
    """A filter, as a line."""

    id: int
    title: str
    words: str
    state: str
    is_on: bool


def _view(visit: Visit, one: Filter) -> FilterView:
    say = visit.words.filtering
    is_on = one.expires_at is None or one.expires_at > visit.now
    if not is_on:
        state = say.is_off if one.sort != Sort.OWN else say.ended
    elif one.expires_at is not None:
        state = say.until.format(when=said_at(visit.words, one.expires_at, visit.zone))
    else:
        state = say.is_on
    held = len(one.statuses)
    words = [key.keyword for key in one.keywords] if one.sort == Sort.OWN else []
    if held:
        words.append(say.posts_one if held == 1 else say.posts_many.format(n=held))
    return FilterView(one.id, say.house_names.get(one.id, one.title), ", ".join(words), state, is_on)


async def show_filters(visit: Visit) -> Response:
    """All of the member's, and the form for a new one."""
    return await _list_page(visit, FilterForm(where=["home", "public", "thread", "account"]), {})


async def _list_page(visit: Visit, form: FilterForm, faults: dict[str, str]) -> Response:
    me = visit.member()
    found = await visit.read(lambda tx: filters.fetch_filters(tx, me.id))
    return visit.page(
        "filters.html",
        status=422 if faults else 200,
        of_house=[_view(visit, one) for one in found if one.sort != Sort.OWN],
        own=[_view(visit, one) for one in found if one.sort == Sort.OWN],
        form=form,
        faults=faults,
    )


async def make(visit: Visit) -> Response:
    """A new one."""
    me = visit.member()
    form = await visit.form(FilterForm)
    words = [Word(line, form.whole) for line in _lines(form)]

    def act(tx: WriteTx) -> None:
        filters.make_filter(tx, me.id, _changes(form, words))

    try:
        await visit.write(act)
    except Invalid as refusal:
        return await _list_page(visit, form, _faults(visit, refusal))
    return visit.done(PATH, "made")


def _lines(form: FilterForm) -> list[str]:
    lines = (line.strip() for line in form.words.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _changes(form: FilterForm, words: Sequence[Word]) -> Changes:
    contexts = Context(0)
    for place in form.where:
        contexts |= _PLACES.get(place, Context(0))
    lasts = None if form.lasts < 0 else form.lasts * 1000
    return Changes(form.title, contexts, _ACTIONS.get(form.action, Action.WARN), lasts, words)


def _faults(visit: Visit, refusal: Invalid) -> dict[str, str]:
    faults = in_words(visit.words, refusal.details or {})
    renamed = {"context": "where", "keyword": "words", "keywords": "words", "filters": "title", "expires_in": "lasts"}
    told = {renamed.get(field, field): text for field, text in faults.items()}
    return told | ({"where": visit.words.filtering.where_blank} if "where" in told else {})


def _fetch_own(tx: ReadTx, visit: Visit) -> Filter:
    found = filters.fetch_filter(tx, visit.member().id, visit.wanted())
    if found.sort != Sort.OWN:
        raise NotFound
    return found


async def show_filter(visit: Visit) -> Response:
    """One's own, to be changed."""
    visit.member()
    one = await visit.read(lambda tx: _fetch_own(tx, visit))
    form = FilterForm(
        title=one.title,
        words="\n".join(key.keyword for key in one.keywords),
        whole=bool(one.keywords) and all(key.whole_word for key in one.keywords),
        where=[place for place, context in _PLACES.items() if one.contexts & context],
        action=next(name for name, action in _ACTIONS.items() if action == one.action),
        lasts=AS_IS,
    )
    return _one_page(visit, one, form, {})


def _one_page(visit: Visit, one: Filter, form: FilterForm, faults: dict[str, str]) -> Response:
    status = 422 if faults else 200
    return visit.page("filter.html", status=status, one=_view(visit, one), form=form, faults=faults, as_is=AS_IS)


async def save(visit: Visit) -> Response:
    """Change it."""
    me = visit.member()
    form = await visit.form(FilterForm)
    one = await visit.read(lambda tx: _fetch_own(tx, visit))

    def act(tx: WriteTx) -> None:
        old = _fetch_own(tx, visit)
        lines = _lines(form)
        kept = {key.keyword for key in old.keywords}
        words = [
            Word(None, form.whole, key.id) if key.keyword in lines else Word(id=key.id, drop=True)
            for key in old.keywords
        ]
        words += [Word(line, form.whole) for line in lines if line not in kept]
        filters.change_filter(tx, me.id, old.id, _changes(form, words))

    try:
        await visit.write(act)
    except Invalid as refusal:
        return _one_page(visit, one, form, _faults(visit, refusal))
    return visit.done(PATH, "saved")


async def delete(visit: Visit) -> Response:
    """Have it no more."""
    me = visit.member()
    await visit.form(Form)
    await visit.write(lambda tx: filters.delete_filter(tx, me.id, _fetch_own(tx, visit).id))
    return visit.done(PATH, "deleted")


async def switch(visit: Visit) -> Response:
    """One of the house's, on or off."""
    me, number = visit.member(), visit.wanted()
    form = await visit.form(SwitchForm)
    if number not in list(Sort)[1:]:
        raise NotFound

    def act(tx: WriteTx) -> None:
        if form.on:
            filters.change_filter(tx, me.id, number, Changes(lasts=0))
        else:
            filters.delete_filter(tx, me.id, number)

    await visit.write(act)
    return visit.done(PATH, "on" if form.on else "off")
