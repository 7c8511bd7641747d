"""Clean my circle: what came lately, the few controls that would make it quiet, home before and after, and one tap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, structs
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.languages import counted
from teahouse.doors.web.less import OF
from teahouse.doors.web.market import fetch_named
from teahouse.doors.web.quiet import LastView, fetch_last
from teahouse.doors.web.views import PersonView
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.ids import parse_id
from teahouse.kit.text import plain
from teahouse.moments import Lately, Sort, Step, Tally

LINES = 7
LINE = 70
"""Home before and after is shown by so many of its newest, each cut to so many characters."""


class Chosen(Form):
    """What is ticked, each as `sort-id`; `act` is to apply it or only to show what it changes."""

    choose: list[str] = []
    act: str = "apply"


class StepView(Struct, frozen=True):
    """One control that is proposed."""

    value: str
    person: PersonView
    text: str
    reason: str
    chosen: bool


class LineView(Struct, frozen=True):
    """A moment of home, as a line."""

    name: str
    text: str
    goes: bool


class CleanPage(Struct, frozen=True):
    """All that the page shows; `now` and `then` are figures and lines of home before and after."""

    said: str
    days: int
    steps: list[StepView]
    now: Tally
    then: Tally
    now_lines: list[LineView]
    then_lines: list[LineView]
    last: LastView | None


async def show_clean(visit: Visit) -> Response:
    """What came, and all that is proposed, ticked."""
    return await _clean_page(visit, None, "")


async def clean(visit: Visit) -> Response:
    """Turn down what is ticked, all at once; or show the page anew for what is ticked."""
    visit.member()
    form = await visit.form(Chosen)
    steps = [_read(value) for value in form.choose]
    chosen = [step for step in steps if step is not None]
    if len(chosen) < len(steps):
        return await _clean_page(visit, chosen, visit.words.quiet.choose_bad)
    if form.act == "show":
        return await _clean_page(visit, chosen, "")
    if not chosen:
        return await _clean_page(visit, chosen, visit.words.quiet.choose_one)

    def act(tx: WriteTx) -> None:
        me = visit.actor(tx)
        people.turn_down_several(tx, me, _wanted(tx, me.id, chosen))

    try:
        await visit.write(act)
    except Invalid:
        return await _clean_page(visit, [], visit.words.quiet.choose_bad)
    return visit.done("/clean", "cleaned")


def _read(value: str) -> tuple[Sort, int] | None:
    sort, _, person = value.partition("-")
    person_id = parse_id(person)
    return None if person_id is None or sort not in list(Sort) else (Sort(sort), person_id)


def _wanted(tx: ReadTx, me: int, chosen: Sequence[tuple[Sort, int]]) -> dict[int, people.Quiet]:
    """What is chosen of each, as far as they are still followed; a narrower fold than the proposed one stays."""
    sights = people.fetch_sights(tx, me, sorted({person_id for _, person_id in chosen}))
    wanted: dict[int, people.Quiet] = {}
    for sort, person_id in chosen:
        sight = sights.get(person_id)
        if sight is None or not sight.flags & people.Sight.FOLLOWS:
            continue
        if sort is Sort.FOLD and 0 < sight.fold <= moments.FOLD:
            continue
        had = wanted.get(person_id, people.Quiet())
        wanted[person_id] = structs.replace(had, **_stated(OF[sort](True)))
    return wanted


def _stated(quiet: people.Quiet) -> dict[str, Any]:
    return {name: value for name, value in structs.asdict(quiet).items() if value is not None}


async def _clean_page(visit: Visit, chosen: Sequence[tuple[Sort, int]] | None, fault: str) -> Response:
    me = visit.member()
    ticked = None if chosen is None else set(chosen)

    def look(tx: ReadTx) -> CleanPage:
        lately = moments.fetch_lately(tx, me)
        steps = moments.propose(lately)
        now = moments.tally(lately)
        taken = [step for step in steps if ticked is None or (step.sort, step.account_id) in ticked]
        after = moments.applied(lately, taken)
        named = {one.id: one for one in fetch_named(tx, me.id, [step.account_id for step in steps])}
        stays = {came.id for came in moments.shown(after)}
        return CleanPage(
            _said(visit, lately, now, steps, named.values()),
            lately.days,
            [
                _step_view(visit, step, named[step.account_id], step in taken)
                for step in steps
                if step.account_id in named
            ],
            now,
            moments.tally(after),
            _lines(tx, visit, moments.shown(lately), stays),
            _lines(tx, visit, moments.shown(after), stays),
            fetch_last(tx, visit, me.id),
        )

    page = await visit.house.database.read_heavy(look)
    return visit.page("clean.html", status=422 if fault else 200, page=page, fault=fault)


def _step_view(visit: Visit, step: Step, person: PersonView, chosen: bool) -> StepView:
    say = visit.words.quiet
    text = say.steps[step.sort].format(name=person.name)
    return StepView(
        f"{step.sort}-{step.account_id}", person, text, say.reasons[step.sort].format(n=step.n, of=step.of), chosen
    )


def _said(visit: Visit, lately: Lately, now: Tally, steps: Sequence[Step], named: Iterable[PersonView]) -> str:
    """How much came, how much of it sells, and how few that comes from: in one sentence."""
    say = visit.words.quiet
    if not now.moments:
        return say.lately_none.format(days=lately.days)
    posts = counted(now.moments, say.posts_one, say.posts_many)
    sold = [step for step in steps if step.sort is Sort.SELLING]
    if not now.selling:
        return say.lately_plain.format(days=lately.days, posts=posts)
    if not sold:
        return say.lately_sold.format(days=lately.days, posts=posts, selling=now.selling)
    pages = {one.id for one in named if one.is_page}
    friends = not any(step.account_id in pages for step in sold)
    one, many = (say.friends_one, say.friends_many) if friends else (say.accounts_one, say.accounts_many)
    return say.lately_from.format(
        days=lately.days,
        posts=posts,
        selling=now.selling,
        some=sum(step.n for step in sold),
        who=one if len(sold) == 1 else many.format(n=say.numbers[len(sold)]),
    )


def _lines(tx: ReadTx, visit: Visit, shown: Sequence[moments.Came], stays: set[int]) -> list[LineView]:
    """The newest of these."""
    cards = moments.fetch_cards(tx, visit.viewer, [came.id for came in shown[: -LINES - 1 : -1]])
    named = {one.id: one.name for one in fetch_named(tx, visit.viewer, [card.moment.author_id for card in cards])}
    lines = []
    for card in cards:
        said = (card.original or card).moment
        text = said.spoiler or plain(said.html)
        short = text if len(text) <= LINE else f"{text[:LINE].rstrip()}…"
        lines.append(LineView(named.get(card.moment.author_id, ""), short, card.moment.id not in stays))
    return lines
