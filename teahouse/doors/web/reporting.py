"""Reporting on the pages: a person or a group, and posts of theirs that the member sees, to those who keep the house.

It is the client API's report, with the same choices. What the member may not see is not there to be reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from starlette.responses import Response

from teahouse import housekeeping, moments, people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.housekeeping import Category, Complaint, Rule
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.ids import parse_id

SHOWN = 8
MOST = 100
EXCERPT = 160
CATEGORIES = {one.value: one for one in Category}


class ReportForm(Form):
    """What is wrong, and with which posts."""

    posts: list[str] = []
    category: str = ""
    rules: list[str] = []
    text: str = ""


class ReportedPost(Struct, frozen=True):
    """A post that may be pointed at, as a line."""

    id: int
    text: str
    when: str


class About(Struct, frozen=True):
    """Whom or what a report is about."""

    id: int
    name: str
    url: str
    way: str
    """Below which the form and its answer stand."""
    is_group: bool


async def show_for_moment(visit: Visit) -> Response:
    """The form about a post, which is ticked."""
    me, moment_id = visit.member(), visit.wanted()
    author_id = await visit.read(lambda tx: moments.fetch_card(tx, me.id, moment_id).moment.author_id)
    return await _form_page(visit, author_id, ReportForm(posts=[str(moment_id)]), {}, in_group=False)


async def show_for_person(visit: Visit) -> Response:
    """The form about somebody."""
    return await _form_page(visit, visit.wanted(), ReportForm(), {}, in_group=False)


async def show_for_group(visit: Visit) -> Response:
    """The form about a group, for who is in it."""
    return await _form_page(visit, visit.wanted(), ReportForm(), {}, in_group=True)


async def _form_page(
    visit: Visit, target_id: int, form: ReportForm, faults: dict[str, str], *, in_group: bool
) -> Response:
    me, lately = visit.member(), moments.Stretch(limit=SHOWN)

    def look(tx: ReadTx) -> tuple[About, list[ReportedPost]]:
        about = _fetch_about(tx, me.id, target_id, in_group=in_group)
        ticked = list(dict.fromkeys(_ids(form.posts)))[:MOST]
        if in_group:
            offered = moments.page_group(tx, me.id, target_id, lately).ids
        else:
            offered = moments.page_account(tx, me.id, target_id, lately, shares=False).ids
        return about, _fetch_posts(tx, visit, about, [*ticked, *(one for one in offered if one not in ticked)])

    about, posts = await visit.read(look)
    settings = visit.house.settings
    return visit.page(
        "report_form.html",
        status=422 if faults else 200,
        about=about,
        posts=posts,
        rules=[(str(number), text) for number, text in enumerate(settings.rules_in(visit.lang), 1)],
        form=form,
        faults=faults,
    )


def _fetch_person(tx: ReadTx, me: int, person_id: int) -> people.Account:
    """Who may be reported: anybody else whose profile is there for the member."""
    person = people.fetch_account(tx, person_id)
    if person is None or person.id == me or people.fetch_tie(tx, person.id, me).blocking:
        raise NotFound
    return person


def _fetch_about(tx: ReadTx, me: int, target_id: int, *, in_group: bool) -> About:
    """Raises `NotFound` for what the member may not report."""
    if in_group:
        group = people.groups.fetch_group(tx, me, target_id)
        if group.role == people.groups.Role.OWNER:
            raise NotFound
        way = f"/groups/{group.id}"
        return About(group.id, group.display_name, way, way, True)
    person = _fetch_person(tx, me, target_id)
    view = person_view(person, people.fetch_tie(tx, me, person.id).remark)
    return About(person.id, view.name, view.url, f"/people/{person.id}", False)


def _fetch_posts(tx: ReadTx, visit: Visit, about: About, ids: Sequence[int]) -> list[ReportedPost]:
    """Those of the author's, or of the group, that the member sees."""
    seen = moments.seen_of(tx, visit.viewer, ids)
    cards = moments.fetch_cards(tx, visit.viewer, [one for one in ids if one in seen])
    if about.is_group:
        there = moments.fetch_group_ids(tx, [card.moment.id for card in cards])
        return [_post(visit, card) for card in cards if there.get(card.moment.id) == about.id]
    return [_post(visit, card) for card in cards if card.moment.author_id == about.id]


def _post(visit: Visit, card: moments.Card) -> ReportedPost:
    shown = (card if card.original is None else card.original).moment
    said = shown.spoiler or shown.text or visit.words.reporting.pictures
    text = said if len(said) <= EXCERPT else f"{said[:EXCERPT]}…"
    return ReportedPost(card.moment.id, text, said_when(visit.words, card.moment.id >> 16, visit.now, visit.zone))


def _ids(typed: Sequence[str]) -> list[int]:
    """Raises `NotFound` for what is no id."""
    found = [parse_id(one) for one in typed]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        raise NotFound
    return known


async def report(visit: Visit) -> Response:
    """Send it: the posts are kept as the member sees them at this moment."""
    me, person_id = visit.member(), visit.wanted()

    def keep(tx: WriteTx, complaint: Complaint) -> None:
        housekeeping.make_report(tx, visit.actor(tx), _fetch_person(tx, me.id, person_id).id, complaint)

    return await _report(visit, keep, in_group=False)


async def report_group(visit: Visit) -> Response:
    """The same of a group."""
    visit.member()
    group_id = visit.wanted()

    def keep(tx: WriteTx, complaint: Complaint) -> None:
        housekeeping.report_group(tx, visit.actor(tx), group_id, complaint)

    return await _report(visit, keep, in_group=True)


async def _report(visit: Visit, keep: Callable[[WriteTx, Complaint], None], *, in_group: bool) -> Response:
    target_id, form = visit.wanted(), await visit.form(ReportForm)
    category = CATEGORIES.get(form.category)
    faults: dict[str, str] = {}
    texts = dict(enumerate(visit.house.settings.rules, 1))
    chosen: set[str] = set(form.rules) if category == Category.VIOLATION else set()
    rules = tuple(Rule(str(number), text) for number, text in texts.items() if str(number) in chosen)
    if category is None:
        faults["category"] = visit.words.reporting.choose_one
    elif len(rules) < len(chosen):
        faults["rules"] = visit.words.reporting.rule_unknown
    if category is None or faults:
        return await _form_page(visit, target_id, form, faults, in_group=in_group)
    complaint = Complaint(form.text.replace("\r\n", "\n"), category, tuple(_ids(form.posts)), rules)
    try:
        await visit.write(lambda tx: keep(tx, complaint))
    except Invalid as refusal:
        named = {"comment": "text", "status_ids": "posts"}
        told = in_words(visit.words, refusal.details or {})
        faults = {named.get(field, field): said for field, said in told.items()}
        return await _form_page(visit, target_id, form, faults, in_group=in_group)
    return visit.go(f"/{'groups' if in_group else 'people'}/{target_id}/reported")


async def show_thanks(visit: Visit) -> Response:
    """What becomes of a report, and what the member can do themselves."""
    me, person_id = visit.member(), visit.wanted()

    def look(tx: ReadTx) -> tuple[PersonView, people.Tie]:
        person, mine = _fetch_person(tx, me.id, person_id), people.fetch_tie(tx, me.id, person_id)
        return person_view(person, mine.remark), mine

    person, mine = await visit.read(look)
    return visit.page("report_thanks.html", person=person, mine=mine, muted=mine.muted_until > visit.now)


async def show_group_thanks(visit: Visit) -> Response:
    """The same for a group: one can leave it."""
    me, group_id = visit.member(), visit.wanted()
    about = await visit.read(lambda tx: _fetch_about(tx, me.id, group_id, in_group=True))
    return visit.page("report_thanks.html", person=None, group=about)
