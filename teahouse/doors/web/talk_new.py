"""Beginning a talk: with whom, and the first words. The same people always lead to the same room."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import messages, moments, people
from teahouse.doors.web.pictured import PictureView, arrange, fetch_pictures, take_along
from teahouse.doors.web.talk import Said, draft_of, faults_of
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.ids import parse_id

MOST_FRIENDS = 500


class Begun(Said):
    """With whom, and what."""

    people: list[int] = []


class Beginning(Struct, frozen=True):
    """What the form offers: whom it was opened for, and friends."""

    folk: list[PersonView]
    pictures: list[PictureView]
    is_gone: bool


async def show_new(visit: Visit) -> Response:
    """The form; where a talk with just these people is there, that."""
    me = visit.member()
    asked = [parse_id(one) for one in visit.request.query_params.getlist("people")]
    form = Begun(people=[one for one in asked if one is not None])
    found = await visit.read(lambda tx: messages.find_conversation(tx, me.id, form.people)) if form.people else None
    if found is not None:
        return visit.go(f"/talk/{found}")
    return await _page(visit, form, {})


def _look(tx: ReadTx, visit: Visit, form: Begun) -> Beginning:
    me = visit.member()
    friends = people.fetch_friend_ids(tx, me.id)[:MOST_FRIENDS]
    ids = list(dict.fromkeys([*form.people, *friends]))
    accounts, remarks = people.fetch_accounts(tx, ids), people.fetch_remarks(tx, me.id, ids)
    folk = [person_view(accounts[one], remarks.get(one, "")) for one in ids if one in accounts and one != me.id]
    pictures, is_gone = fetch_pictures(tx, visit, form)
    return Beginning(folk, pictures, is_gone)


async def _page(visit: Visit, form: Begun, faults: dict[str, str]) -> Response:
    beginning = await visit.read(lambda tx: _look(tx, visit, form))
    if beginning.is_gone:
        faults = {**faults, "files": visit.words.composing.picture_gone}
    return visit.page("talk_new.html", status=422 if faults else 200, beginning=beginning, form=form, faults=faults)


async def begin(visit: Visit) -> Response:
    """Write the first words, or do what another button of the form says."""
    visit.member()
    form = await visit.form(Begun, upload=True)
    faults = await take_along(visit, form)
    if faults or form.show:
        arrange(form)
        return await _page(visit, form, faults)
    if not form.people:
        faults["people"] = visit.words.talk.choose
    if not form.text.strip() and not form.media:
        faults["text"] = visit.words.talk.empty
    if faults:
        return await _page(visit, form, faults)

    def act(tx: WriteTx) -> tuple[moments.Moment, int]:
        return messages.say(tx, visit.actor(tx), form.people, draft_of(form))

    try:
        letter, room_id = await visit.write(act)
    except NotFound:
        return await _page(visit, form, {"people": visit.words.talk.choose})
    except Invalid as refusal:
        return await _page(visit, form, faults_of(visit, refusal))
    return visit.go(f"/talk/{room_id}#m-{letter.id}")
