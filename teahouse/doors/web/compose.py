"""Writing and changing moments on the pages: the composer says in words who will see what is written.

What was typed is never lost: a refusal shows the form again as it was filled in.
"""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.http import Upload
from teahouse.kit.ids import parse_id
from teahouse.kit.pictures import BadPicture, Picture
from teahouse.moments import Audience, CommentPolicy, Draft, Except, Friends, House, Mark, Only, OnlyMe, Public

_POLICIES = {"all": CommentPolicy.ALL, "friends": CommentPolicy.FRIENDS, "nobody": CommentPolicy.NOBODY}
_PLAIN: dict[str, Audience] = {
    "friends": Friends(),
    "house": House(),
    "everyone": Public(listed=True),
    "unlisted": Public(listed=False),
    "me": OnlyMe(),
}


class Written(Form):
    """The composer's form. `who` is a plain audience, or `only-ID` or `except-ID` of a circle."""

    text: str = ""
    who: str = "friends"
    spoiler: str = ""
    selling: bool = False
    policy: str = "all"
    once: str = ""
    files: list[Upload] = []
    alt: str = ""
    media: list[int] = []
    """Pictures that came with an earlier try of the same form."""


class Rewritten(Form):
    """The form that changes words."""

    text: str = ""
    spoiler: str = ""
    selling: bool = False


class Room(Struct, frozen=True):
    """A circle to choose, with how many friends stand in it today."""

    id: int
    title: str
    size: int


class Composer(Struct, frozen=True):
    """What the composer offers."""

    friends: int
    rooms: list[Room]
    once: str
    """Sent along, so that a form that is sent twice posts once."""


def fetch_composer(tx: ReadTx, me: people.Account) -> Composer:
    """The audiences that this member can choose, in words and numbers."""
    sizes = people.count_in_circles(tx, me.id)
    rooms = [
        Room(circle.id, circle.title, sizes.get(circle.id, 0))
        for circle in people.fetch_circles(tx, me.id)
        if circle.kind == people.CircleKind.CIRCLE
    ]
    return Composer(len(people.fetch_friend_ids(tx, me.id)), rooms, f"page-{tx.now}")


async def show_compose(visit: Visit) -> Response:
    """The composer with all it has."""
    return await _page(visit, Written(), {})


async def _page(visit: Visit, form: Written, faults: dict[str, str]) -> Response:
    me = visit.member()
    composer = await visit.read(lambda tx: fetch_composer(tx, me))
    return visit.page("compose.html", status=422 if faults else 200, composer=composer, form=form, faults=faults)


async def post(visit: Visit) -> Response:
    """Post what was written. Pictures that came along are kept when the words have to be mended first."""
    visit.member()
    form = await visit.form(Written, upload=True)
    try:
        await _keep_pictures(visit, form)
    except BadPicture:
        return await _page(visit, form, {"files": visit.words.reading.picture_bad})
    except Invalid as refusal:
        named = refusal.details or {}
        many = visit.words.reading.pictures_hint.format(n=visit.house.most_pictures) if "files" in named else ""
        alt = in_words(visit.words, named).get("description", "")
        return await _page(visit, form, {"files": many, "alt": alt})
    finally:
        for file in form.files:
            file.file.close()

    def act(tx: WriteTx) -> moments.Moment:
        draft = Draft(
            text=form.text.replace("\r\n", "\n"),
            audience=_audience(form.who),
            spoiler=form.spoiler,
            marks=Mark.SELLING if form.selling else Mark(0),
            comment_policy=_POLICIES.get(form.policy, CommentPolicy.ALL),
            once=form.once or None,
            media=tuple(form.media),
        )
        return moments.post_moment(tx, visit.actor(tx), draft)

    try:
        posted = await visit.write(act)
    except Invalid as refusal:
        return await _page(visit, form, _beside_fields(visit, refusal))
    return visit.go(f"/?done=posted#m-{posted.id}")


async def _keep_pictures(visit: Visit, form: Written) -> None:
    """Upload what came along, so that it is there whatever is wrong with the words. Raises `BadPicture`, `Invalid`."""
    sent = [file for file in form.files if file.size]
    if len(sent) + len(form.media) > (most := visit.house.most_pictures):
        raise Invalid("files", "ERR_TOO_MANY", f"are too many (maximum is {most})")
    if not sent:
        return
    said = moments.Depiction(form.alt.strip())
    pictures = visit.house.pictures

    def act(tx: WriteTx) -> list[tuple[moments.Attachment, Picture]]:
        me = visit.actor(tx)
        return [moments.add_picture(tx, me, one, said) for one in taken]

    async with pictures.kept() as kept:
        taken = [await kept.take(file.file, "whole") for file in sent]
        added = await visit.write(act)
        kept.used = [picture for _, picture in added]
    form.media += [attachment.id for attachment, _ in added]


def _audience(who: str) -> Audience:
    """Never guessed: what is not one of the choices is refused."""
    kind, _, circle = who.partition("-")
    circle_id = parse_id(circle) if circle else None
    if kind in ("only", "except") and circle_id is not None:
        return Only((circle_id,), ()) if kind == "only" else Except((circle_id,), ())
    if who not in _PLAIN:
        raise Invalid("who", "ERR_INVALID", "is not one of the audiences")
    return _PLAIN[who]


def _beside_fields(visit: Visit, refusal: Invalid) -> dict[str, str]:
    return in_words(visit.words, refusal.details or {})


async def show_edit(visit: Visit) -> Response:
    """One's own words, to be changed."""
    me = visit.member()
    moment = await visit.read(lambda tx: moments.fetch_own(tx, me.id, visit.wanted()))
    form = Rewritten(text=moment.text, spoiler=moment.spoiler, selling=bool(moment.marks & Mark.SELLING))
    return _edit_page(visit, moment, form, {})


def _edit_page(visit: Visit, moment: moments.Moment, form: Rewritten, faults: dict[str, str]) -> Response:
    status = 422 if faults else 200
    is_comment = moment.parent_id is not None
    return visit.page("edit.html", status=status, moment_id=moment.id, form=form, faults=faults, is_comment=is_comment)


async def save_edit(visit: Visit) -> Response:
    """Change the words."""
    me = visit.member()
    form = await visit.form(Rewritten)
    moment_id = visit.wanted()

    def act(tx: WriteTx) -> moments.Moment:
        changes = moments.Changes(text=form.text.replace("\r\n", "\n"), spoiler=form.spoiler, selling=form.selling)
        return moments.edit_moment(tx, visit.actor(tx), moment_id, changes)

    try:
        moment = await visit.write(act)
    except Invalid as refusal:
        own = await visit.read(lambda tx: moments.fetch_own(tx, me.id, moment_id))
        return _edit_page(visit, own, form, _beside_fields(visit, refusal))
    return visit.go(f"/@{me.username}/{moment.id}", {"done": "edited"})
