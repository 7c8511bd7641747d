"""Everybody's invites and who brought whom, for hosts."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import housekeeping, people
from teahouse.doors.web.begin import qr
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.keeping import keeper
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.visit import Visit
from teahouse.housekeeping import Act, Actor
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.ids import parse_id
from teahouse.people import Arrival, Code

SHOWN = 40
MOST = 2_000
DAY = 86_400_000
MOST_DAYS = 365
DEEPEST = 10


class NewCode(Form):
    """The form for a code of the house."""

    note: str = ""
    max_uses: str = "10"
    days: str = "14"


class CodeView(Struct, frozen=True):
    """A code, as a line."""

    id: int
    code: str
    url: str
    whose: str
    note: str
    said: str
    works: bool


class Branch(Struct):
    """Somebody, and whom they brought."""

    id: int | None
    name: str
    handle: str
    when: str
    below: list[Branch]


async def show_invites(visit: Visit) -> Response:
    """The codes that may still let somebody in."""
    keeper(visit, host=True)
    return await _page(visit, NewCode(), {})


async def make_code(visit: Visit) -> Response:
    """A code of the house itself."""
    by, form = keeper(visit, host=True), await visit.form(NewCode)
    uses, days = _number(form.max_uses), _number(form.days)
    faults = {}
    if not 0 <= uses <= people.MAX_USES:
        faults["max_uses"] = visit.words.hosting.bounds.format(least=0, most=people.MAX_USES)
    if not 0 <= days <= MOST_DAYS:
        faults["days"] = visit.words.hosting.bounds.format(least=0, most=MOST_DAYS)
    if faults:
        return await _page(visit, form, faults)

    def act(tx: WriteTx) -> people.Invite:
        until = tx.now + days * DAY if days else None
        made = people.make_invite(tx, None, max_uses=uses, expires_at=until, note=form.note)
        housekeeping.record(tx, by, Act.INVITE_MADE, subject=made.code, reason=made.note)
        return made

    try:
        made = await visit.write(act)
    except Invalid as refusal:
        return await _page(visit, form, in_words(visit.words, refusal.details or {}))
    return visit.go("/house/invites", {"made": made.code})


def _number(typed: str) -> int:
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else -1


async def revoke_code(visit: Visit) -> Response:
    """A code, whoever made it, lets nobody in any more."""
    by = keeper(visit, host=True)
    await visit.form(Form)
    invite_id = visit.wanted()
    await visit.write(lambda tx: _revoke(tx, by, invite_id))
    return visit.done("/house/invites", "revoked")


def _revoke(tx: WriteTx, by: Actor, invite_id: int) -> None:
    found = people.page_codes(tx, before=invite_id + 1, limit=1)
    if not found or found[0].id != invite_id:
        raise NotFound
    people.revoke_invite(tx, None, invite_id)
    housekeeping.record(tx, by, Act.INVITE_REVOKED, subject=found[0].code, reason=found[0].inviter or "")


async def _page(visit: Visit, form: NewCode, faults: dict[str, str]) -> Response:
    before = parse_id(visit.query("before"))
    found = await visit.read(
        lambda tx: people.page_codes(tx, **({} if before is None else {"before": before}), limit=SHOWN)
    )
    views = [_view(visit, row) for row in found]
    made = next((view for view in views if view.code == visit.query("made") and view.works), None)
    return visit.page(
        "house_invites.html",
        status=422 if faults else 200,
        codes=views,
        made=made,
        picture=qr("" if made is None else made.url),
        form=form,
        faults=faults,
        older=found[-1].id if len(found) == SHOWN else None,
        done=visit.words.hosting.revoked if visit.query("done") == "revoked" else "",
    )


def _view(visit: Visit, row: Code) -> CodeView:
    say = visit.words.hosting
    used = say.used.format(uses=row.uses, most=row.max_uses) if row.max_uses else say.used_any.format(uses=row.uses)
    late = row.expires_at is not None and row.expires_at <= visit.now
    until = say.for_ever
    if row.revoked or late:
        until = say.revoked if row.revoked else say.ended
    elif row.expires_at is not None:
        until = say.until.format(when=said_when(visit.words, row.expires_at, row.expires_at + 2 * DAY, visit.zone))
    whose = say.of_house if row.inviter_id is None else f"@{row.inviter}"
    url = f"{visit.house.settings.origin}/invite/{row.code}"
    return CodeView(row.id, row.code, url, whose, row.note, f"{used} · {until}", not (row.revoked or late))


async def show_tree(visit: Visit) -> Response:
    """Who brought whom, from the first on."""
    keeper(visit, host=True)

    def look(tx: ReadTx) -> tuple[list[Arrival], dict[int, people.Account]]:
        arrivals = people.fetch_arrivals(tx, limit=MOST)
        return arrivals, people.fetch_accounts(tx, {one.inviter_id for one in arrivals if one.inviter_id is not None})

    arrivals, inviters = await visit.house.database.read_heavy(look)
    return visit.page(
        "house_tree.html", roots=_grow(visit, arrivals, inviters), more=MOST if len(arrivals) == MOST else 0
    )


def _grow(visit: Visit, arrivals: list[Arrival], inviters: dict[int, people.Account]) -> list[Branch]:
    """Every branch under whoever brought it; who needed no invite stands at the root.

    Below `DEEPEST` they stand side by side: no chain of invites, however long, makes a page that cannot be drawn.
    """
    branches = {
        one.account_id: Branch(
            one.account_id,
            one.display_name or one.username,
            f"@{one.username}",
            said_when(visit.words, one.at, visit.now, visit.zone),
            [],
        )
        for one in arrivals
    }
    house = Branch(None, visit.house.settings.name, "", "", [])
    roots: dict[int | None, Branch] = {None: house}
    depths: dict[int | None, int] = {None: 0}
    holders: dict[int | None, Branch] = {None: house}
    for one in arrivals:
        if one.inviter_id not in holders:
            account = inviters.get(one.inviter_id or 0)
            name = visit.words.hosting.gone if account is None else account.display_name or account.username
            handle = "" if account is None else f"@{account.username}"
            holders[one.inviter_id] = roots[one.inviter_id] = Branch(one.inviter_id, name, handle, "", [])
            depths[one.inviter_id] = 0
        above, depth = holders[one.inviter_id], depths[one.inviter_id]
        above.below.append(branches[one.account_id])
        deep = depth >= DEEPEST
        holders[one.account_id] = above if deep else branches[one.account_id]
        depths[one.account_id] = depth if deep else depth + 1
    return [root for root in roots.values() if root.below]
