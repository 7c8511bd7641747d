"""How a member wants to be told: whose notices, and by which ways out of the house."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from starlette.responses import Response

from teahouse import notices, people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.ids import parse_id
from teahouse.kit.outward import MailRoad
from teahouse.moments import Stretch
from teahouse.notices.chat import KINDS, Kind, Robot
from teahouse.notices.held import Choice
from teahouse.notices.letters import EVERY, Letters

PATH = "/settings/telling"
SHOWN = 40
CHOICES = ("not_following", "not_followers", "new_accounts", "private_mentions")


class ChoiceForm(Form):
    """Whose notices are told, held back or dropped; and whether a push has words of what is not for everybody."""

    not_following: int = 0
    not_followers: int = 0
    new_accounts: int = 0
    private_mentions: int = 0
    push_texts: bool = False


class RobotForm(Form):
    """A robot, and what to do with it."""

    kind: str = ""
    act: str = "keep"
    url: str = ""
    secret: str = ""
    texts: bool = False


class LettersForm(Form):
    """Letters, and what to do with them."""

    act: str = "keep"
    address: str = ""
    days: int = 1
    texts: bool = False


class HeldForm(Form):
    """One request, and what becomes of it."""

    id: str = ""
    act: str = ""


class HeldView(Struct, frozen=True):
    """Somebody whose notices are held back, as a line."""

    id: int
    person: PersonView
    count: str


class RobotView(Struct, frozen=True):
    """A kind of robot, with the member's own where there is one."""

    kind: Kind
    title: str
    is_kept: bool
    is_off: bool
    texts: bool
    state: str
    typed: RobotForm | None


async def show_telling(visit: Visit) -> Response:
    """All of it as it is."""
    visit.member()
    return await telling_page(visit, {})


async def telling_page(visit: Visit, faults: dict[str, str], typed: RobotForm | LettersForm | None = None) -> Response:
    """The page, with what is wrong with what was typed."""
    me, session = visit.member(), people.keys.session_id(visit.token or "")

    def look(tx: ReadTx) -> dict[str, Any]:
        waiting = notices.held.page_requests(tx, me.id, Stretch(limit=SHOWN))
        who = people.fetch_accounts(tx, [one.actor_id for one in waiting])
        names = people.fetch_remarks(tx, me.id, list(who))
        return {
            "choice": notices.held.fetch_choice(tx, me.id),
            "push_texts": notices.push.chose_texts(tx, me.id),
            "push_here": notices.push.is_browser_told(tx, session),
            "push_key": notices.push.fetch_public_key(tx),
            "held": [
                HeldView(
                    one.id,
                    person_view(who[one.actor_id], names.get(one.actor_id, "")),
                    visit.words.telling.held_count.format(n=one.count),
                )
                for one in waiting
                if one.actor_id in who
            ],
            "robots": notices.chat.fetch_robots(tx, me.id),
            "letters": notices.letters.fetch_letters(tx, me.id),
            "has_mail": tx.handed(MailRoad).is_there,
        }

    found = await visit.read(look)
    robots = {robot.kind: robot for robot in found.pop("robots")}
    letters: Letters | None = found.pop("letters")
    return visit.page(
        "telling.html",
        status=422 if faults else 200,
        faults=faults,
        choices=[(name, getattr(visit.words.telling, name), getattr(found["choice"], name)) for name in CHOICES],
        robots=[_robot_view(visit, kind, robots.get(kind), typed) for kind in KINDS],
        letters=letters,
        letters_state=_letters_state(visit, letters),
        letters_form=typed if isinstance(typed, LettersForm) else _letters_form(letters),
        every=EVERY,
        **found,
    )


def _robot_view(visit: Visit, kind: Kind, robot: Robot | None, typed: object) -> RobotView:
    form = typed if isinstance(typed, RobotForm) and typed.kind == kind else None
    title = getattr(visit.words.telling, kind)
    if robot is None:
        return RobotView(kind, title, False, False, False, "", form)
    state = _state(visit, robot.last_at, robot.last_error)
    return RobotView(kind, title, True, bool(robot.is_off), bool(robot.texts), state, form)


def _state(visit: Visit, at: int | None, error: str) -> str:
    words = visit.words.telling
    if at is None:
        return words.never
    when = said_when(visit.words, at, visit.now, visit.zone)
    return words.bad.format(when=when, why=error) if error else words.good.format(when=when)


def _letters_state(visit: Visit, letters: Letters | None) -> list[str]:
    if letters is None:
        return []
    words = visit.words.telling
    first = (words.comes if letters.confirmed else words.waiting).format(address=letters.address)
    return [first, *([_state(visit, letters.last_at, letters.last_error)] if letters.last_at is not None else [])]


def _letters_form(letters: Letters | None) -> LettersForm:
    if letters is None:
        return LettersForm()
    return LettersForm(address=letters.address, days=letters.days, texts=bool(letters.texts))


async def save_choices(visit: Visit) -> Response:
    """For what is told from now on."""
    me = visit.member()
    form = await visit.form(ChoiceForm)

    def act(tx: WriteTx) -> None:
        old = notices.held.fetch_choice(tx, me.id)
        chosen = {name: min(2, max(0, getattr(form, name))) for name in CHOICES}
        notices.held.choose(tx, me.id, Choice(**chosen, limited_accounts=old.limited_accounts))
        notices.push.choose_texts(tx, me.id, wanted=form.push_texts)

    await visit.write(act)
    return visit.done(PATH, "saved")


async def save_held(visit: Visit) -> Response:
    """Tell what is held back of one person, or put it away."""
    me = visit.member()
    form = await visit.form(HeldForm)
    request = parse_id(form.id)
    if request is None or form.act not in ("tell", "drop"):
        raise NotFound
    act = notices.held.accept if form.act == "tell" else notices.held.dismiss
    await visit.write(lambda tx: act(tx, me.id, [request]))
    return visit.done(PATH, "told")


async def save_robot(visit: Visit) -> Response:
    """Keep a robot, try it, turn it on again, or end it."""
    me = visit.member()
    form = await visit.form(RobotForm)
    kind = next((one for one in KINDS if one == form.kind), None)
    if kind is None:
        raise NotFound

    def act(tx: WriteTx) -> str:
        if form.act == "test":
            notices.chat.try_out(tx, me.id, kind)
            return "tried"
        if form.act == "again":
            notices.chat.turn_on(tx, me.id, kind)
            return "saved"
        if form.act == "end":
            notices.chat.drop_robot(tx, me.id, kind)
            return "ended"
        notices.chat.keep_robot(tx, me.id, kind, form.url, form.secret, texts=form.texts)
        return "saved"

    try:
        done = await visit.write(act)
    except Invalid as refusal:
        words = visit.words.telling
        said = {"url": words.url_bad, "secret": words.sign_bad}
        return await telling_page(visit, {f"{kind}-{field}": said[field] for field in refusal.details or {}}, form)
    return visit.done(PATH, done)


async def save_letters(visit: Visit) -> Response:
    """Want letters, or no more of them."""
    me = visit.member()
    form = await visit.form(LettersForm)

    def act(tx: WriteTx) -> str:
        if form.act == "end":
            notices.letters.drop_letters(tx, me.id)
            return "ended"
        notices.letters.keep_letters(tx, me.id, form.address, form.days, texts=form.texts)
        return "saved"

    try:
        done = await visit.write(act)
    except Invalid as refusal:
        words = visit.words.telling
        (faults,) = (refusal.details or {}).values()
        soon = faults[0]["error"] == "ERR_TOO_SOON"
        return await telling_page(visit, {"address": words.address_soon if soon else words.address_bad}, form)
    return visit.done(PATH, done)


async def show_confirm(visit: Visit) -> Response:
    """What the first letter leads to: a question, as links are opened by machines too."""
    return await _ask(visit, "confirm")


async def confirm(visit: Visit) -> Response:
    """Yes: letters come."""
    await visit.form(Form)
    await visit.write(lambda tx: notices.letters.confirm(tx, visit.parameter("proof")))
    return visit.page("letters.html", what="confirm", address="", done=visit.words.telling.confirm_done)


async def show_off(visit: Visit) -> Response:
    """What every letter leads to."""
    return await _ask(visit, "off")


async def end_letters(visit: Visit) -> Response:
    """No more letters. Mailboxes do this with one click, without having been here: the link itself is the proof."""
    await visit.write(lambda tx: notices.letters.end_by_proof(tx, visit.parameter("proof")))
    return visit.page("letters.html", what="off", address="", done=visit.words.telling.off_done)


async def _ask(visit: Visit, what: Any) -> Response:
    kept = await visit.read(lambda tx: notices.letters.knows(tx, visit.parameter("proof"), what))
    return visit.page("letters.html", what=what, address=kept.address, done="")
