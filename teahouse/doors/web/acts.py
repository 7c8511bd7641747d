"""What a member does with a moment on the pages: like, share, keep, comment, remove.

Every act leads back to where the button was pressed, at that moment; or a script is answered with the card.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from teahouse import messages, moments, people
from teahouse.doors.web import pieces
from teahouse.doors.web.addresses import inside, with_query
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.profiles import moment_page
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import Draft, Mentioned, Public

Act = Callable[[WriteTx, people.Account, int], object]


class Pressed(Form):
    """A button below a moment, and the page it stands on."""

    back: str = "/"
    shape: str = ""
    """How that page shows the moment, as a script says that renews only the card."""
    place: int = 0
    """The share that it is shown by there."""


class Said(Form):
    """A comment."""

    text: str = ""
    once: str = ""
    """Sent along, so that a form that is sent twice says it once."""
    back: str = "/"
    place: int = 0


async def like(visit: Visit) -> Response:
    """Like it."""
    return await _press(visit, moments.like)


async def unlike(visit: Visit) -> Response:
    """Like it no longer."""
    return await _press(visit, moments.unlike)


async def share(visit: Visit) -> Response:
    """Pass it on to everybody who may see it."""
    return await _press(visit, lambda tx, me, moment_id: moments.share(tx, me, moment_id, kind=moments.Kind.PUBLIC))


async def unshare(visit: Visit) -> Response:
    """Take that back."""
    return await _press(visit, moments.unshare)


async def keep(visit: Visit) -> Response:
    """Keep it for later."""
    return await _press(visit, lambda tx, me, moment_id: moments.keep(tx, me, moment_id, on=True))


async def unkeep(visit: Visit) -> Response:
    """Keep it no longer."""
    return await _press(visit, lambda tx, me, moment_id: moments.keep(tx, me, moment_id, on=False))


async def _press(visit: Visit, act: Act) -> Response:
    visit.member()
    form = await visit.form(Pressed)
    moment_id = visit.wanted()
    await visit.write(lambda tx: act(tx, visit.actor(tx), moment_id))
    if visit.is_piece:
        return await pieces.card(visit, form.place or moment_id, shape=form.shape, back=form.back)
    return visit.go(f"{inside(form.back)}#m-{form.place or moment_id}")


async def comment(visit: Visit) -> Response:
    """Say something below it, or in the talk of a letter; what was typed is shown again where it cannot be said."""
    me = visit.member()
    form = await visit.form(Said)
    moment_id = visit.wanted()

    def act(tx: WriteTx) -> str:
        parent, text = moments.fetch_seen(tx, me.id, moment_id), form.text.replace("\r\n", "\n")
        room_id = messages.room_of(tx, me.id, moment_id)
        if room_id is not None:
            others = messages.fetch_conversation(tx, me.id, room_id).others
            draft = Draft(text, Mentioned(), once=form.once or None)
            letter, stands_in = messages.say(tx, visit.actor(tx), others, draft)
            return f"/talk/{stands_in}#m-{letter.id}"
        author = people.fetch_account(tx, parent.author_id)
        if author is None:
            raise NotFound
        # Under what is for everybody a comment is for everybody; elsewhere for whoever hears its writer there.
        draft = Draft(text, Public(listed=False), parent_id=moment_id, once=form.once or None)
        said = messages.post(tx, visit.actor(tx), draft)
        return f"/@{author.username}/{moment_id}#m-{said.id}"

    try:
        stands = await visit.write(act)
    except Invalid as refusal:
        faults = in_words(visit.words, refusal.details or {})
        if visit.is_piece:
            return visit.page("_fault.html", status=422, title="", text=" ".join(faults.values()))
        return await moment_page(visit, moment_id, typed=form.text, faults=faults)
    if visit.is_piece:
        return await pieces.card(visit, form.place or moment_id, shape="feed", back=form.back)
    return visit.go(stands)


async def remove(visit: Visit) -> Response:
    """Take a comment away from under one's own moment."""
    visit.member()
    form = await visit.form(Pressed)
    comment_id = visit.wanted()
    await visit.write(lambda tx: moments.remove_comment(tx, visit.actor(tx), comment_id))
    if visit.is_piece:
        return pieces.note(visit, visit.words.look.removed)
    return visit.go(with_query(inside(form.back), {"done": "removed"}))
