"""The hosts' queue of offers: what waits for a person, appeals, and figures. For anybody else it is not there.

Whoever decides sees the words that were judged and what was said about them.
"""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import housekeeping, people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.keeping import keeper
from teahouse.doors.web.languages import DAY, HOUR, MINUTE
from teahouse.doors.web.ruled import RulingView, in_language, ruling_view
from teahouse.doors.web.rulings import WordView, word_views
from teahouse.doors.web.visit import Visit
from teahouse.guard import RuleBook, rulings
from teahouse.guard.rulings import Figure, HouseRules, KeptRuling
from teahouse.housekeeping import Actor
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Forbidden, Invalid, NotFound
from teahouse.kit.ids import parse_id

SHOWN = 40


class Decided(Form):
    """What is decided, and why."""

    act: str = ""
    text: str = ""


class QueueView(Struct, frozen=True):
    """The queue, and the figures."""

    lines: list[tuple[RulingView, str]]
    older: int | None
    figures: list[tuple[str, Figure]]
    took: str
    days: int


async def show_queue(visit: Visit) -> Response:
    """What waits, or what was decided."""
    by = keeper(visit)
    is_open = visit.query("decided") != "1"
    before = parse_id(visit.query("before")) or rulings.NEWEST

    def look(tx: ReadTx) -> QueueView:
        book = tx.handed(HouseRules).book
        found = housekeeping.page_rulings(tx, by, is_open=is_open, before=before, limit=SHOWN)
        names = people.fetch_accounts(tx, {one.account_id for one in found})
        lines = [(ruling_view(visit, book, one), _name(names, one)) for one in found]
        days = book.numbers["memory_days"]
        figures = rulings.fetch_figures(tx, visit.now - days * DAY)
        return QueueView(
            lines,
            found[-1].id if len(found) == SHOWN else None,
            [(_rule_name(visit, book, one.rule), one) for one in figures.by_rule],
            "" if figures.took is None else _said_long(visit, figures.took),
            days,
        )

    queue = await visit.read(look)
    return visit.page("house_rulings.html", queue=queue, is_open=is_open, is_host=by.is_host)


def _name(accounts: dict[int, people.Account], ruling: KeptRuling) -> str:
    found = accounts.get(ruling.account_id)
    return "" if found is None else found.username


def _rule_name(visit: Visit, book: RuleBook, rule_id: str) -> str:
    return next((in_language(visit, rule.name) for rule in book.rules if rule.id == rule_id), rule_id)


def _said_long(visit: Visit, time: int) -> str:
    """So long, in whole hours or minutes."""
    if time >= HOUR:
        return visit.words.guarding.hours.format(n=-(-time // HOUR))
    return visit.words.guarding.minutes.format(n=-(-time // MINUTE))


async def show_one(visit: Visit) -> Response:
    """One of them, to be decided."""
    return await _page(visit, keeper(visit), {})


async def _page(visit: Visit, by: Actor, faults: dict[str, str], refused: str = "") -> Response:
    def look(tx: ReadTx) -> tuple[RulingView, str, list[WordView], bool]:
        ruling = housekeeping.fetch_ruling(tx, by, visit.wanted())
        view = ruling_view(visit, tx.handed(HouseRules).book, ruling)
        said = word_views(visit, rulings.fetch_words(tx, ruling))
        may = by.id is not None and rulings.may_decide(ruling, by.id, ())
        return view, _name(people.fetch_accounts(tx, {ruling.account_id}), ruling), said, may

    one, name, said, may = await visit.read(look)
    status = 422 if faults else 409 if refused else 200
    done = visit.words.guarding.done.get(visit.query("done"), "")
    return visit.page(
        "house_ruling.html",
        status=status,
        one=one,
        name=name,
        said=said,
        may=may,
        faults=faults,
        refused=refused,
        done=done,
    )


async def decide(visit: Visit) -> Response:
    """Decide, or ask the author something first."""
    by, ruling_id = keeper(visit), visit.wanted()
    form = await visit.form(Decided)
    text = form.text.replace("\r\n", "\n")

    def act(tx: WriteTx) -> None:
        if form.act == "ask":
            housekeeping.ask_back(tx, by, ruling_id, text)
        elif form.act in ("overturn", "uphold"):
            housekeeping.decide_ruling(tx, by, ruling_id, overturn=form.act == "overturn", why=text)
        else:
            raise NotFound

    try:
        await visit.write(act)
    except Invalid as refusal:
        return await _page(visit, by, in_words(visit.words, refusal.details or {}))
    except Forbidden:
        return await _page(visit, by, {}, visit.words.guarding.not_you)
    except Conflict:
        return await _page(visit, by, {}, visit.words.done_meanwhile)
    return visit.done(f"/house/rulings/{ruling_id}", "asked" if form.act == "ask" else "decided")
