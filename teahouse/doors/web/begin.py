"""Beginning a house: the first host says what it is and moves in, by an address that the server printed.

The address works once; whoever has not got it finds nothing here.
"""

from __future__ import annotations

import msgspec
import segno
from starlette.responses import Response

from teahouse import housekeeping, people
from teahouse.doors.web.forms import in_words
from teahouse.doors.web.hosting_settings import Chosen, field_views, filled, read_choices, take_choices
from teahouse.doors.web.keeping import keeper
from teahouse.doors.web.sign_in import start_session
from teahouse.doors.web.visit import Visit
from teahouse.housekeeping import Act, Actor, Choices
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.text import is_blank

HOUSE = ("name", "description", "description_zh", "languages")
DOOR = ("sign_up",)
RULES = ("rules", "rules_zh")
GUESTS = 20
DAYS = 14
_DAY = 86_400_000
_SECRET = {"Referrer-Policy": "no-referrer"}
"""The address is a secret: no page that is opened from here learns of it."""


class Beginning(Chosen):
    """The form: what the house is, and who its host."""

    display_name: str = ""
    username: str = ""
    password: str = ""


async def show_begin(visit: Visit) -> Response:
    """The form, filled with what is a good beginning in both languages."""
    if not await _works(visit):
        return await _gone(visit)
    settings = visit.house.settings
    form = filled(settings)
    form.description_zh = settings.description_in("zh")
    form.rules_zh = "\n".join(settings.rules_in("zh"))
    return _page(visit, Beginning(**msgspec.structs.asdict(form)), {})


async def begin(visit: Visit) -> Response:
    """Make the host, keep what was chosen, make the first invite: all or nothing."""
    form = await visit.form(Beginning)
    if not await _works(visit):
        return await _gone(visit)
    values, faults = read_choices(visit, form, (*HOUSE, *DOOR, *RULES))
    least = visit.house.rules.min_password
    faults |= in_words(visit.words, {"password": people.password_faults(form.password, least)})
    if is_blank(form.display_name):
        faults["display_name"] = visit.words.fault_blank
    if faults:
        return _page(visit, form, faults)
    hashed = await visit.house.hasher.hash(form.password)
    closed = values.get("sign_up", visit.house.settings.sign_up) == "closed"

    def act(tx: WriteTx) -> people.Account:
        host = people.begin(
            tx,
            visit.parameter("token"),
            username=form.username.strip() or None,
            display_name=form.display_name,
            password_hash=hashed,
            locale=visit.lang,
        )
        by = Actor(host.id, host.username)
        housekeeping.record(tx, by, Act.ACCOUNT_MADE, subject=host.username, subject_id=host.id)
        housekeeping.choose(tx, by, msgspec.structs.asdict(tx.handed(Choices).fetch(tx)), values)
        if not closed:
            people.make_invite(tx, host.id, max_uses=GUESTS, expires_at=tx.now + DAYS * _DAY)
        return host

    try:
        host = await visit.write(act)
    except NotFound:
        return await _gone(visit)
    except Invalid as refusal:
        return _page(visit, form, in_words(visit.words, refusal.details or {}))
    await take_choices(visit)
    return await start_session(visit, host.id, "/house/begun")


async def show_begun(visit: Visit) -> Response:
    """What to do first: bring guests."""
    by = keeper(visit, host=True)
    found = await visit.read(lambda tx: people.page_invites(tx, by.id, limit=1))
    works = bool(found) and visit.house.rules.mode != "closed"
    url = f"{visit.house.settings.origin}/invite/{found[0].code}" if works else ""
    return visit.page("begun.html", url=url, guests=GUESTS, picture=qr(url))


def qr(url: str) -> str:
    """The address as a picture that a telephone reads, ready to stand in a page; empty for an empty one."""
    return segno.make(url, micro=False).svg_inline(scale=6, border=3, light="white") if url else ""


async def _works(visit: Visit) -> bool:
    token = visit.parameter("token")
    return await visit.read(lambda tx: people.may_begin(tx, token))


async def _gone(visit: Visit) -> Response:
    say, begun = visit.words.hosting, await visit.read(people.fetch_hosts)
    title, text = (say.begin_had, say.begin_had_text) if begun else (say.begin_gone, say.begin_gone_text)
    return visit.page("told.html", status=404, headers=_SECRET, title=title, text=text)


def _page(visit: Visit, form: Beginning, faults: dict[str, str]) -> Response:
    say = visit.words.hosting
    return visit.page(
        "begin.html",
        status=422 if faults else 200,
        headers=_SECRET,
        asked=[
            (head, said, field_views(visit, form, names, faults))
            for head, said, names in (
                (say.begin_house, "", HOUSE),
                (say.begin_door, "", DOOR),
                (say.begin_rules, say.begin_rules_text, RULES),
            )
        ],
        form=form,
        faults=faults,
        least=visit.house.rules.min_password,
    )
