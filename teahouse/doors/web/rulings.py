"""One's own rulings, and those of the pages that one works for: why, how to mend it, and the appeal."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.addresses import inside, with_query
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.ruled import RulingView, ruling_view
from teahouse.doors.web.visit import Visit
from teahouse.guard import rulings
from teahouse.guard.rulings import HouseRules, KeptRuling, Stopped, Word
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Invalid, NotFound
from teahouse.moments import Changes, Mark

SHOWN = 40
_AGREED = {
    "selling": Changes(selling=True),
    "asking": Changes(asking=True),
    "passed_on": Changes(passed_on=True),
}
_SORTS = {"selling": Mark.SELLING, "asking": Mark.ASKING, "passed_on": Mark.PASSED_ON}


class Spoken(Form):
    """What is said about a ruling; `act` is to appeal or to add something."""

    act: str = ""
    text: str = ""


class Answered(Form):
    """What the author says to a guess."""

    sort: str = ""
    answer: str = ""
    back: str = "/"


class WordView(Struct, frozen=True):
    """What was said about a ruling."""

    by_house: bool
    text: str
    when: str


def word_views(visit: Visit, words: list[Word]) -> list[WordView]:
    """What was said, ready to be shown."""
    return [
        WordView(bool(one.by_house), one.text, said_when(visit.words, one.at, visit.now, visit.zone)) for one in words
    ]


def _own(tx: ReadTx, me: int) -> list[people.Account]:
    """Whose rulings the member reads: their own, and their pages'."""
    account = people.fetch_account(tx, me)
    return [*([] if account is None else [account]), *people.fetch_pages_of(tx, me)]


def _fetch(tx: ReadTx, me: int, ruling_id: int) -> KeptRuling:
    ruling = rulings.fetch_ruling(tx, ruling_id)
    if ruling.account_id not in {account.id for account in _own(tx, me)}:
        raise NotFound
    return ruling


async def show_rulings(visit: Visit) -> Response:
    """What the rules for offers did, the newest first."""
    me = visit.member()

    def look(tx: ReadTx) -> list[tuple[RulingView, str]]:
        book = tx.handed(HouseRules).book
        found = [
            (one, account)
            for account in _own(tx, me.id)
            for one in rulings.page_own_rulings(tx, account.id, limit=SHOWN)
        ]
        found.sort(key=lambda pair: -pair[0].id)
        return [
            (ruling_view(visit, book, one), "" if account.id == me.id else account.username) for one, account in found
        ]

    return visit.page("rulings.html", rulings=await visit.read(look))


async def show_ruling(visit: Visit) -> Response:
    """One of them."""
    visit.member()
    return await _ruling_page(visit, {})


async def _ruling_page(visit: Visit, faults: dict[str, str], refused: str = "") -> Response:
    me, ruling_id = visit.member(), visit.wanted()

    def look(tx: ReadTx) -> tuple[RulingView, list[WordView]]:
        ruling = _fetch(tx, me.id, ruling_id)
        return ruling_view(visit, tx.handed(HouseRules).book, ruling), word_views(
            visit, rulings.fetch_words(tx, ruling)
        )

    one, said = await visit.read(look)
    status = 422 if faults else 409 if refused else 200
    done = visit.words.guarding.done.get(visit.query("done"), "")
    return visit.page("ruling.html", status=status, one=one, said=said, faults=faults, refused=refused, done=done)


async def speak(visit: Visit) -> Response:
    """Appeal, or add something to what was said."""
    me, ruling_id = visit.member(), visit.wanted()
    form = await visit.form(Spoken)
    text = form.text.replace("\r\n", "\n")
    deeds: dict[str, Callable[[WriteTx, int], object]] = {
        "appealed": lambda tx, account: rulings.appeal(tx, account, me.id, ruling_id, text),
        "said": lambda tx, account: rulings.speak(tx, account, me.id, ruling_id, text),
    }
    deed = deeds.get(form.act)
    if deed is None:
        raise NotFound
    try:
        await visit.write(lambda tx: deed(tx, _fetch(tx, me.id, ruling_id).account_id))
    except Invalid as refusal:
        return await _ruling_page(visit, in_words(visit.words, refusal.details or {}))
    except Conflict:
        return await _ruling_page(visit, {}, visit.words.done_meanwhile)
    return visit.done(f"/settings/rulings/{ruling_id}", form.act)


async def answer_guess(visit: Visit) -> Response:
    """Agree with what a post of one's own was guessed to be, or say that it is not: then it is never asked again."""
    me, moment_id = visit.member(), visit.wanted()
    form = await visit.form(Answered)
    if form.sort not in _SORTS or form.answer not in ("yes", "no"):
        raise NotFound

    def act(tx: WriteTx) -> None:
        if form.answer == "no":
            moments.contest_guess(tx, me.id, moment_id, _SORTS[form.sort])
        else:
            moments.edit_moment(tx, visit.actor(tx), moment_id, _AGREED[form.sort])

    try:
        await visit.write(act)
    except Stopped as stopped:
        return visit.go(f"/settings/rulings/{stopped.ruling.id}")
    done = "contested" if form.answer == "no" else "marked"
    return visit.go(f"{with_query(inside(form.back), {'done': done})}#m-{moment_id}")
