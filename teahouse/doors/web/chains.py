"""Lists on posts (接龙): putting oneself down without an app, and the author's own controls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.chain_views import ChainPage, faults_in_words, fetch_chain_page
from teahouse.doors.web.forms import Form
from teahouse.doors.web.views import MomentView, fetch_moments
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, Invalid, NotFound, Unauthenticated
from teahouse.kit.ids import parse_id
from teahouse.kit.text import sheet
from teahouse.moments import ChainChanges, ChainDraft, EntryDraft, Mark

Act = Callable[[WriteTx, people.Account, int], object]


class EntryForm(Form):
    """Putting oneself or somebody down."""

    quantity: str = "1"
    name: str = ""
    note: str = ""


class ChainForm(Form):
    """Making or changing a list; a box that is not ticked does not come."""

    title: str = ""
    unit: str = ""
    most_each: str = ""
    most_total: str = ""
    closes_at: str = ""
    author_only: bool = False
    left_told: bool = False


def _number(text: str, field: str) -> int | None:
    """A whole number as people type it; None for nothing."""
    text = text.strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise Invalid(field, "ERR_INVALID", f"must be from 1 to {moments.MAX_QUANTITY}")
    return int(text)


async def show_chain(visit: Visit) -> Response:
    """A post with its list. A guest who sees nothing is asked to sign in, whatever is there."""
    try:
        return await _page(visit, {}, EntryForm())
    except NotFound:
        if visit.me is None:
            raise Unauthenticated from None
        raise


async def _page(visit: Visit, faults: Mapping[str, str], form: EntryForm, status: int = 200) -> Response:
    after, start = parse_id(visit.query("after")), parse_id(visit.query("start"))

    def look(tx: ReadTx) -> tuple[MomentView, ChainPage]:
        moment, _ = moments.fetch_chained(tx, visit.viewer, visit.wanted())
        views = fetch_moments(tx, visit, [moment.id])
        if not views:
            raise NotFound
        place = min(start or 1, 9999) if after else 1
        return views[0], fetch_chain_page(tx, visit, moment, after=after or 0, start=place)

    main, chain = await visit.read(look)
    response = visit.page("chain.html", status=status, main=main, chain=chain, faults=faults, form=form)
    # Names stand here of people who did not ask to be found.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


async def put_down(visit: Visit) -> Response:
    """Put oneself down, or change what one wrote."""
    me = visit.member()
    form = await visit.form(EntryForm)
    moment_id = visit.wanted()

    def act(tx: WriteTx) -> None:
        quantity = _number(form.quantity, "quantity")
        moments.put_down(tx, me, moment_id, EntryDraft(1 if quantity is None else quantity, form.name, form.note))

    try:
        await visit.write(act)
    except Invalid as refusal:
        return await _page(visit, faults_in_words(visit, refusal.details or {}), form, 422)
    except Forbidden:
        # What holds now is said by the page itself.
        return await _page(visit, {}, form, 403)
    return visit.done(f"/chain/{moment_id}", "in")


async def put_down_for(visit: Visit) -> Response:
    """The author puts somebody down by name."""
    me = visit.member()
    form = await visit.form(EntryForm)
    moment_id = visit.wanted()

    def act(tx: WriteTx) -> None:
        quantity = _number(form.quantity, "quantity")
        moments.put_down_for(tx, me, moment_id, EntryDraft(1 if quantity is None else quantity, form.name, form.note))

    try:
        await visit.write(act)
    except Invalid as refusal:
        faults = {f"for_{name}": said for name, said in faults_in_words(visit, refusal.details or {}).items()}
        return await _page(visit, faults, form, 422)
    return visit.done(f"/chain/{moment_id}", "kept")


async def withdraw(visit: Visit) -> Response:
    """Take oneself off."""
    return await _act(visit, moments.withdraw, "out")


async def close(visit: Visit) -> Response:
    """The author closes the list."""
    return await _act(visit, lambda tx, me, moment_id: moments.close_chain(tx, me.id, moment_id), "kept")


async def reopen(visit: Visit) -> Response:
    """The author opens it again."""
    return await _act(visit, lambda tx, me, moment_id: moments.reopen_chain(tx, me.id, moment_id), "kept")


async def remove(visit: Visit) -> Response:
    """The author takes an entry off."""
    entry = visit.wanted("entry")
    return await _act(visit, lambda tx, me, moment_id: moments.remove_entry(tx, me, moment_id, entry), "kept")


async def put_back(visit: Visit) -> Response:
    """The author puts it back."""
    entry = visit.wanted("entry")
    return await _act(visit, lambda tx, me, moment_id: moments.put_back(tx, me, moment_id, entry), "kept")


async def _act(visit: Visit, act: Act, done: str) -> Response:
    me = visit.member()
    await visit.form(Form)
    moment_id = visit.wanted()
    try:
        await visit.write(lambda tx: act(tx, me, moment_id))
    except Invalid as refusal:
        said = next(iter(faults_in_words(visit, refusal.details or {}).values()), "")
        return await _page(visit, {"list": said}, EntryForm(), 422)
    except Forbidden:
        return await _page(visit, {"list": visit.words.chain.is_closed}, EntryForm(), 403)
    return visit.done(f"/chain/{moment_id}", done)


async def show_form(visit: Visit) -> Response:
    """The author's form for a list: a new one, or the one that hangs there."""
    me, moment_id = visit.member(), visit.wanted()

    def look(tx: ReadTx) -> tuple[ChainForm, bool]:
        moment = moments.fetch_own(tx, me.id, moment_id)
        if moment.parent_id is not None or moment.share_of_id is not None:
            raise NotFound
        if not moment.marks & Mark.CHAIN:
            return ChainForm(), False
        chain = moments.fetch_own_chain(tx, me.id, moment_id)
        form = ChainForm(
            title=chain.title,
            unit=chain.unit,
            most_each=str(chain.most_each or ""),
            most_total=str(chain.most_total or ""),
            closes_at="" if chain.closes_at is None else _typed(chain.closes_at, me.time_zone),
            author_only=bool(chain.author_only),
            left_told=bool(chain.left_told),
        )
        return form, True

    form, exists = await visit.read(look)
    return _form_page(visit, form, {}, exists=exists)


def _typed(at: int, zone: str) -> str:
    """A time as a browser's own field holds it."""
    return datetime.fromtimestamp(at // 1000, ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def _form_page(visit: Visit, form: ChainForm, faults: Mapping[str, str], *, exists: bool) -> Response:
    status = 422 if faults else 200
    zone = visit.member().time_zone
    return visit.page("chain_form.html", status=status, form=form, faults=faults, exists=exists, zone=zone)


async def save_form(visit: Visit) -> Response:
    """Hang the list on the post, or change it."""
    me, moment_id = visit.member(), visit.wanted()
    form = await visit.form(ChainForm)

    exists = await visit.read(lambda tx: bool(moments.fetch_own(tx, me.id, moment_id).marks & Mark.CHAIN))

    def act(tx: WriteTx) -> None:
        each, total = _number(form.most_each, "most_each"), _number(form.most_total, "most_total")
        closes = moments.time_in(me.time_zone, form.closes_at) if form.closes_at.strip() else 0
        said = {"title": form.title, "unit": form.unit, "author_only": form.author_only, "left_told": form.left_told}
        if moments.fetch_own(tx, me.id, moment_id).marks & Mark.CHAIN:
            before = moments.fetch_own_chain(tx, me.id, moment_id).closes_at
            # The field knows no seconds.
            same = before is not None and before // 60_000 == closes // 60_000
            bounds = {"most_each": each or 0, "most_total": total or 0, "closes_at": None if same else closes}
            moments.change_chain(tx, me.id, moment_id, ChainChanges(**said, **bounds))  # type: ignore[arg-type]
        else:
            draft = ChainDraft(**said, most_each=each, most_total=total, closes_at=closes or None)  # type: ignore[arg-type]
            moments.add_chain(tx, me.id, moment_id, draft)

    try:
        await visit.write(act)
    except Invalid as refusal:
        return _form_page(visit, form, faults_in_words(visit, refusal.details or {}), exists=exists)
    return visit.done(f"/chain/{moment_id}", "kept")


async def show_sheet(visit: Visit) -> Response:
    """The author's list as a table."""
    me, moment_id = visit.member(), visit.wanted()
    rows = await visit.read(lambda tx: moments.fetch_sheet(tx, me, moment_id))
    *head, put, changed = visit.words.chain.csv_head
    zone = f" ({me.time_zone})"
    kept = {"Content-Disposition": f'attachment; filename="chain-{moment_id}.csv"', "Cache-Control": "no-store"}
    written = sheet([(*head, put + zone, changed + zone), *rows])
    return visit.finish(Response(written, media_type="text/csv; charset=utf-8", headers=kept))
