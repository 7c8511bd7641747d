"""Private talk on the pages: the member's talks, and the room of one, where the newest stands at the bottom.

Opening a room counts as having read it. What is written goes out as a letter of its own, with the names of the room's
people before its words; those names are not shown here again, as they stand above the room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct
from starlette.responses import Response

from teahouse import messages, moments, people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.languages import said_when, stamp
from teahouse.doors.web.pictured import Pictured, PictureView, arrange, depictions_in, fetch_pictures, take_along
from teahouse.doors.web.views import MomentView, PersonView, fetch_moments, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.ids import parse_id
from teahouse.kit.text import plain
from teahouse.messages import NotWelcome
from teahouse.moments import Draft, Mentioned, Stretch

SHOWN = 30
EXCERPT = 80
_NAMES = re.compile(r'<p>(?:<span class="h-card"[^<>]*><a [^<>]*>@<span>[^<>]*</span></a></span>(?:\s|<br />)*)+')
"""The names that a letter begins with, as `kit.text` renders them."""


class TalkView(Struct, frozen=True):
    """A talk, as a line of the list or the head of its room."""

    id: int
    name: str
    faces: list[PersonView]
    """The first of the others; whoever is not here any more is not among them."""
    excerpt: str
    when: str
    stamp: str
    unread: bool
    may_say: bool


class Said(Pictured):
    """What is written into a room."""

    text: str = ""
    once: str = ""


class Room(Struct, frozen=True):
    """A talk with a page of what was said in it, the oldest first."""

    talk: TalkView
    letters: list[MomentView]
    older: int | None
    newest: int
    pictures: list[PictureView]
    is_gone: bool


def without_names(html: str) -> str:
    """A letter's words without the names that it begins with."""
    rest = _NAMES.sub("<p>", html, count=1)
    return rest.removeprefix("<p></p>")


def talk_views(tx: ReadTx, visit: Visit, found: Sequence[messages.Conversation]) -> list[TalkView]:
    """These talks, as the reader calls their people."""
    ids = {other for one in found for other in one.others}
    accounts, remarks = people.fetch_accounts(tx, ids), people.fetch_remarks(tx, visit.viewer, ids)
    folk = {one: person_view(account, remarks.get(one, "")) for one, account in accounts.items()}
    said = {card.moment.id: card for card in moments.fetch_cards(tx, visit.viewer, [t.last_id for t in found])}
    return [_view(visit, one, folk, said[one.last_id]) for one in found]


def _view(visit: Visit, one: messages.Conversation, folk: dict[int, PersonView], last: moments.Card) -> TalkView:
    say, letter = visit.words.talk, last.moment
    here = [folk[other] for other in one.others if other in folk]
    name = ", ".join(person.name for person in here) or (say.gone if one.others else say.alone)
    text = (
        letter.spoiler
        or plain(without_names(letter.html))
        or (visit.words.composing.pictures if letter.media != "[]" else "")
    )
    excerpt = text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"
    if letter.author_id == visit.viewer:
        excerpt = f"{say.you}: {excerpt}"
    elif len(here) > 1 and letter.author_id in folk:
        excerpt = f"{folk[letter.author_id].name}: {excerpt}"
    at = letter.id >> 16
    when = said_when(visit.words, at, visit.now, visit.zone)
    return TalkView(one.id, name, here[:3], excerpt, when, stamp(at), one.unread, bool(here))


async def show_talks(visit: Visit) -> Response:
    """All of the member's, the one that was written in last first."""
    me = visit.member()
    below = parse_id(visit.query("max_id"))

    def look(tx: ReadTx) -> tuple[list[TalkView], int | None]:
        found = messages.page_conversations(tx, me.id, Stretch(max_id=below, limit=SHOWN))
        return talk_views(tx, visit, found), found[-1].last_id if len(found) == SHOWN else None

    talks, older = await visit.read(look)
    return visit.page("talks.html", talks=talks, older=older)


async def show_room(visit: Visit) -> Response:
    """One talk; what is seen there counts as read."""
    me, room_id = visit.member(), visit.wanted()
    room = await visit.read(lambda tx: _fetch_room(tx, visit, room_id, Said()))
    if room.talk.unread:
        await visit.write(lambda tx: messages.mark_read(tx, me.id, room_id))
        visit.untalked = max(0, visit.untalked - 1)
    return _room_page(visit, room, Said(), {})


def _fetch_room(tx: ReadTx, visit: Visit, room_id: int, form: Said) -> Room:
    me = visit.member()
    (talk,) = talk_views(tx, visit, [messages.fetch_conversation(tx, me.id, room_id)])
    at = Stretch(max_id=parse_id(visit.query("max_id")), limit=SHOWN)
    ids = messages.page_messages(tx, me.id, room_id, at)
    pictures, is_gone = fetch_pictures(tx, visit, form)
    letters = letter_views(tx, visit, ids[::-1])
    older = ids[-1] if len(ids) == SHOWN else None
    return Room(talk, letters, older, ids[0] if ids else 0, pictures, is_gone)


def letter_views(tx: ReadTx, visit: Visit, ids: Sequence[int]) -> list[MomentView]:
    """Letters as they stand in their room."""
    views = fetch_moments(tx, visit, ids)
    return [msgspec.structs.replace(view, html=without_names(view.html)) for view in views]


def _room_page(visit: Visit, room: Room, form: Said, faults: dict[str, str], *, filled: bool = False) -> Response:
    faults = {**faults, "files": visit.words.composing.picture_gone} if room.is_gone else faults
    return visit.page(
        "talk.html",
        status=422 if faults else 200,
        room=room,
        form=form,
        faults=faults,
        filled=filled or bool(faults),
        is_newest=not visit.query("max_id"),
    )


async def show_news(visit: Visit) -> Response:
    """What was said since, for a page that is open: put below what it shows, and read."""
    me, room_id = visit.member(), visit.wanted()
    visit.house.count_talk(me.id)
    since = parse_id(visit.query("since")) or 0

    def look(tx: ReadTx) -> tuple[list[MomentView], int]:
        messages.fetch_conversation(tx, me.id, room_id)
        ids = messages.page_messages(tx, me.id, room_id, Stretch(min_id=since, limit=SHOWN))
        return letter_views(tx, visit, ids[::-1]), ids[0] if ids else since

    letters, newest = await visit.read(look)
    if letters:
        await visit.write(lambda tx: messages.mark_read(tx, me.id, room_id))
        visit.untalked = await visit.read(lambda tx: messages.count_unread(tx, me.id))
    return visit.page("_said.html", letters=letters, newest=newest, room_id=room_id)


async def say(visit: Visit) -> Response:
    """Write into the room, or do what another button of the form says."""
    me, room_id = visit.member(), visit.wanted()
    form = await visit.form(Said, upload=True)
    faults = await take_along(visit, form)
    if faults or form.show:
        arrange(form)
        return await _again(visit, room_id, form, faults)

    def act(tx: WriteTx) -> tuple[moments.Moment, int]:
        others = messages.fetch_conversation(tx, me.id, room_id).others
        return messages.say(tx, visit.actor(tx), others, draft_of(form))

    if not form.text.strip() and not form.media:
        return await _again(visit, room_id, form, {"text": visit.words.talk.empty})
    try:
        letter, stands_in = await visit.write(act)
    except Invalid as refusal:
        return await _again(visit, room_id, form, faults_of(visit, refusal))
    return visit.go(f"/talk/{stands_in}#m-{letter.id}")


async def _again(visit: Visit, room_id: int, form: Said, faults: dict[str, str]) -> Response:
    room = await visit.read(lambda tx: _fetch_room(tx, visit, room_id, form))
    return _room_page(visit, room, form, faults, filled=True)


def draft_of(form: Said) -> Draft:
    """What the form says, to be written to whomever."""
    return Draft(
        text=form.text.replace("\r\n", "\n").strip(),
        audience=Mentioned(),
        once=form.once or None,
        media=tuple(form.media),
        depictions=depictions_in(form),
    )


def faults_of(visit: Visit, refusal: Invalid) -> dict[str, str]:
    """What is wrong, in the reader's words, beside the words that could not be sent."""
    words, details = visit.words, refusal.details or {}
    if isinstance(refusal, NotWelcome):
        names = ", ".join(person_view(account).name for account in refusal.refusing)
        return {"text": words.talk.not_welcome.format(names=names)}
    if any(fault["error"] == "ERR_TOO_MANY" for fault in details.get("text", ())):
        return {"text": words.talk.too_many.format(n=visit.house.most_in_talk)}
    return in_words(words, details)


async def put_away(visit: Visit) -> Response:
    """The talk goes from the member's list, until something new is said."""
    me, room_id = visit.member(), visit.wanted()
    await visit.form(Form)
    await visit.write(lambda tx: messages.hide(tx, me.id, room_id))
    return visit.done("/talk", "hidden")


async def drop(visit: Visit) -> Response:
    """Delete a message of one's own, for everybody; where it was the last, the room is gone as well."""
    me, room_id, letter_id = visit.member(), visit.wanted(), visit.wanted("letter")
    await visit.form(Form)

    def act(tx: WriteTx) -> bool:
        if messages.room_of(tx, me.id, letter_id) != room_id:
            raise NotFound
        moments.delete_moment(tx, me.id, letter_id)
        return bool(messages.page_messages(tx, me.id, room_id, Stretch(limit=1)))

    is_left = await visit.write(act)
    return visit.done(f"/talk/{room_id}" if is_left else "/talk", "dropped")
