"""What hosts and helpers look after: reports, what is done about them, and the log. For anybody else it is not there.

A report is shown as its reporter saw it; nothing here asks for more than that.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from starlette.responses import Response, StreamingResponse

from teahouse import housekeeping, people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.housekeeping import Actor, Entry, Note, Report, SeenMoment
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Forbidden, Invalid, NotFound
from teahouse.kit.files import Missing
from teahouse.kit.ids import parse_id
from teahouse.kit.pictures import Pictures, type_of

SHOWN = 40
Deed = Callable[[WriteTx, Actor, Report, str], object]


class Said(Form):
    """What is done, and why."""

    act: str = ""
    text: str = ""


class ReportLine(Struct, frozen=True):
    """A report, as a line."""

    id: int
    about: str
    category: str
    comment: str
    when: str
    posts: int
    taken: str


class PostView(Struct, frozen=True):
    """A post as its reporter saw it, and how it stands now."""

    seen: SeenMoment
    when: str
    audience: str
    withheld: str | None


class ReportView(Struct, frozen=True):
    """One report, for whom it is to be looked after by."""

    line: ReportLine
    report: Report
    by: str
    posts: list[PostView]
    notes: list[tuple[Note, str]]
    is_mine: bool
    suspended: bool
    keepers: list[PersonView]
    """Of a group."""


def keeper(visit: Visit, *, host: bool = False) -> Actor:
    """The host or helper who asks. Raises `NotFound` for a member without that role."""
    session, me = visit.own_session(), visit.member()
    if not (session.is_admin if host else session.helps):
        raise NotFound
    return Actor(me.id, me.username, is_host=session.is_admin)


async def show_reports(visit: Visit) -> Response:
    """Those that wait, or those that are done with."""
    by = keeper(visit)
    resolved = visit.query("resolved") == "1"
    before = parse_id(visit.query("before")) or housekeeping.NEWEST

    def look(tx: ReadTx) -> list[ReportLine]:
        found = housekeeping.page_reports(tx, by, resolved=resolved, before=before, limit=SHOWN)
        return _lines(tx, visit, found)

    lines = await visit.read(look)
    older = lines[-1].id if len(lines) == SHOWN else None
    return visit.page("reports.html", reports=lines, resolved=resolved, older=older, is_host=by.is_host)


def _lines(tx: ReadTx, visit: Visit, found: list[Report]) -> list[ReportLine]:
    takers = people.fetch_accounts(tx, {report.assigned_id for report in found if report.assigned_id is not None})
    return [
        ReportLine(
            report.id,
            report.snapshot.username,
            _category(visit, report),
            report.comment,
            said_when(visit.words, report.at, visit.now, visit.zone),
            len(report.snapshot.moments),
            takers[report.assigned_id].username if report.assigned_id in takers else "",
        )
        for report in found
    ]


def _category(visit: Visit, report: Report) -> str:
    words = visit.words
    known = {"spam": words.report_spam, "legal": words.report_legal, "violation": words.report_violation}
    return known.get(report.category, words.report_other)


def _audience(visit: Visit, seen: SeenMoment) -> str:
    words = visit.words
    known = {
        "public": words.for_all,
        "unlisted": words.for_all,
        "house": words.for_house,
        "followers": words.for_followers,
        "group": words.for_group,
        "direct": words.for_named,
    }
    return known.get(seen.audience, words.for_friends)


async def show_report(visit: Visit) -> Response:
    """One report with what its reporter could see."""
    return await _report_page(visit, keeper(visit), {})


async def _report_page(visit: Visit, by: Actor, faults: dict[str, str], refused: str = "") -> Response:
    def look(tx: ReadTx) -> ReportView:
        return _view(tx, visit, by, housekeeping.fetch_report(tx, by, visit.wanted()))

    view = await visit.read(look)
    status = 422 if faults else 409 if refused else 200
    done = visit.query("done") == "kept"
    return visit.page("report.html", status=status, one=view, faults=faults, refused=refused, done=done)


def _view(tx: ReadTx, visit: Visit, by: Actor, report: Report) -> ReportView:
    reporter = people.fetch_account(tx, report.reporter_id)
    withheld = housekeeping.fetch_withheld(tx, [seen.id for seen in report.snapshot.moments])

    def when(at: int) -> str:
        return said_when(visit.words, at, visit.now, visit.zone)

    return ReportView(
        _lines(tx, visit, [report])[0],
        report,
        "" if reporter is None else reporter.username,
        [
            PostView(seen, when(seen.at), _audience(visit, seen), withheld.get(seen.id))
            for seen in report.snapshot.moments
        ],
        [(note, when(note.at)) for note in housekeeping.fetch_notes(tx, report)],
        report.assigned_id == by.id,
        housekeeping.fetch_suspension(tx, report.target_id) is not None,
        _keepers(tx, report) if report.snapshot.is_group else [],
    )


def _keepers(tx: ReadTx, report: Report) -> list[PersonView]:
    helpers = people.groups.fetch_helpers(tx, report.target_id)
    return [person_view(account) for account in people.fetch_accounts(tx, helpers).values()]


async def show_picture(visit: Visit) -> Response:
    """A file of a picture that a report shows, for whoever may read the report."""
    by, report_id, name = keeper(visit), visit.wanted(), visit.parameter("name")
    report = await visit.read(lambda tx: housekeeping.fetch_report(tx, by, report_id))
    shown = [picture for seen in report.snapshot.moments for picture in seen.pictures]
    if not any(name in (picture.name, picture.small) for picture in shown):
        raise NotFound
    pictures: Pictures = visit.house.database.context.handed[Pictures]
    try:
        opened = await pictures.files.open(name)
    except Missing:
        raise NotFound from None
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Length": str(opened.size)}
    return StreamingResponse(opened.pieces, media_type=type_of(name), headers=headers)


async def act_on_report(visit: Visit) -> Response:
    """Note, take on, leave, resolve, open again; suspend whom it is about, or let them back in."""
    by, form = keeper(visit), await visit.form(Said)
    deeds: dict[str, Deed] = {
        "note": lambda tx, by, report, text: housekeeping.add_note(tx, by, report.id, text),
        "take": lambda tx, by, report, _: housekeeping.assign(tx, by, report.id, taken=True),
        "leave": lambda tx, by, report, _: housekeeping.assign(tx, by, report.id, taken=False),
        "resolve": lambda tx, by, report, text: housekeeping.resolve(tx, by, report.id, text),
        "reopen": lambda tx, by, report, _: housekeeping.reopen(tx, by, report.id),
        "suspend": lambda tx, by, report, text: housekeeping.suspend(tx, by, _target(tx, report), text),
        "restore": lambda tx, by, report, text: housekeeping.restore(tx, by, _target(tx, report), text),
    }
    return await _act(visit, by, deeds, form)


async def act_on_post(visit: Visit) -> Response:
    """Hold or remove a post that the report shows, or give it back."""
    by, form = keeper(visit), await visit.form(Said)
    moment_id = visit.wanted("moment")
    hold = housekeeping.withhold
    deeds: dict[str, Deed] = {
        "hold": lambda tx, by, report, text: hold(tx, by, report.id, moment_id, text, removed=False),
        "remove": lambda tx, by, report, text: hold(tx, by, report.id, moment_id, text, removed=True),
        "give_back": lambda tx, by, report, _: housekeeping.give_back(tx, by, report.id, moment_id),
    }
    return await _act(visit, by, deeds, form)


async def _act(visit: Visit, by: Actor, deeds: dict[str, Deed], form: Said) -> Response:
    deed = deeds.get(form.act)
    if deed is None:
        raise NotFound
    report_id = visit.wanted()

    def act(tx: WriteTx) -> None:
        deed(tx, by, housekeeping.fetch_report(tx, by, report_id), form.text)

    try:
        await visit.write(act)
    except Invalid as refusal:
        return await _report_page(visit, by, in_words(visit.words, refusal.details or {}))
    except Forbidden:
        return await _report_page(visit, by, {}, visit.words.keeps_the_house)
    except Conflict:
        return await _report_page(visit, by, {}, visit.words.done_meanwhile)
    return visit.done(f"/house/reports/{report_id}", "kept")


def _target(tx: ReadTx, report: Report) -> people.Account:
    """Whom the report is about, whether they are there or suspended."""
    account = None if report.snapshot.is_group else people.find_any_account(tx, report.snapshot.username)
    if account is None or account.id != report.target_id:
        raise NotFound
    return account


async def show_log(visit: Visit) -> Response:
    """What was done to others, for hosts."""
    keeper(visit, host=True)
    before = parse_id(visit.query("before")) or housekeeping.NEWEST
    entries = await visit.read(lambda tx: housekeeping.page_log(tx, before=before, limit=SHOWN))
    lines = [_entry(visit, entry) for entry in entries]
    return visit.page("log.html", entries=lines, older=entries[-1].id if len(entries) == SHOWN else None)


def _entry(visit: Visit, entry: Entry) -> tuple[str, str, str, str, str]:
    words = visit.words
    who = words.command_line if entry.who_id is None else f"@{entry.who}"
    act = words.log_acts.get(entry.act, entry.act)
    return said_when(words, entry.at, visit.now, visit.zone), who, act, entry.subject, entry.reason
