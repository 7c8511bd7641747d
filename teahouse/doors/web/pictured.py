"""Pictures on the forms that write and change moments: taken along at once, arranged, described, taken away again.

Promises that what was uploaded is not lost with words that have to be mended. Without scripts every step is a button of
the form; with them each picture is sent by itself, as soon as it is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from starlette.responses import JSONResponse, Response

from teahouse import moments
from teahouse.doors.web.forms import Form, close_files, in_words
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.http import Upload
from teahouse.kit.ids import parse_id
from teahouse.kit.pictures import BadPicture, Picture
from teahouse.moments import Attachment, Depiction


class Pictured(Form):
    """A form with pictures: new ones, those that are here already in their order, and what is in each.

    `show` is the button that was pressed, where that is another than the one that posts.
    """

    files: list[Upload] = []
    media: list[int] = []
    alts: dict[str, str] = {}
    show: str = ""


class OnePicture(Form):
    """One picture, sent by itself."""

    file: Upload | None = None
    alt: str = ""


class PictureView(Struct, frozen=True):
    """A picture on the form."""

    id: int
    small: str
    width: int
    height: int
    alt: str


async def take_along(visit: Visit, form: Pictured) -> dict[str, str]:
    """Upload what came along, so that it is there whatever is wrong with the words; what is wrong, by field."""
    sent = [file for file in form.files if file.size]
    try:
        if len(sent) + len(form.media) > visit.house.most_pictures:
            return {"files": visit.words.composing.pictures_many.format(n=visit.house.most_pictures)}
        if sent:
            form.media += [one.id for one in await _add(visit, sent, "")]
    except BadPicture:
        return {"files": visit.words.reading.picture_bad}
    finally:
        close_files(form)
    return {}


async def _add(visit: Visit, files: Sequence[Upload], alt: str) -> list[Attachment]:
    def act(tx: WriteTx) -> list[tuple[Attachment, Picture]]:
        me = visit.actor(tx)
        return [moments.add_picture(tx, me, one, Depiction(alt)) for one in taken]

    visit.house.count_pictures(visit.member().id, len(files))
    async with visit.house.pictures.kept() as kept:
        taken = [await kept.take(file.file, "whole") for file in files]
        added = await visit.write(act)
        kept.used = [picture for _, picture in added]
    return [attachment for attachment, _ in added]


def arrange(form: Pictured) -> None:
    """Do what the pressed button says: `earlier-ID`, `later-ID` or `drop-ID`; others arrange nothing."""
    deed, _, one = form.show.partition("-")
    media_id = parse_id(one)
    if media_id not in form.media:
        return
    place = form.media.index(media_id)
    form.media.remove(media_id)
    if deed != "drop":
        form.media.insert(max(place + {"earlier": -1, "later": 1}.get(deed, 0), 0), media_id)


def depictions_in(form: Pictured) -> dict[int, Depiction]:
    """What the form says of its pictures."""
    said = {one: form.alts.get(str(one)) for one in form.media}
    return {one: Depiction(alt) for one, alt in said.items() if alt is not None}


def fetch_pictures(
    tx: ReadTx, visit: Visit, form: Pictured, hanging: Sequence[Attachment] = ()
) -> tuple[list[PictureView], bool]:
    """The form's pictures, of uploads and of those that hang on the moment already; and whether some are gone.

    The form keeps those that are there.
    """
    known: Mapping[int, Attachment] = {one.id: one for one in hanging}
    found: list[Attachment] = []
    for media_id in form.media:
        try:
            found.append(known.get(media_id) or moments.fetch_upload(tx, visit.viewer, media_id))
        except NotFound:
            continue
    is_gone = len(found) < len(form.media)
    form.media = [one.id for one in found]
    return [_view(tx, visit, one, form.alts.get(str(one.id))) for one in found], is_gone


def _view(tx: ReadTx, visit: Visit, one: Attachment, alt: str | None = None) -> PictureView:
    addressed = tx.handed(moments.Passes).made_for(tx, visit.viewer)
    small = addressed.of(one)[1].removeprefix(visit.house.settings.origin)
    return PictureView(one.id, small, one.small_width, one.small_height, one.description if alt is None else alt)


async def add_picture(visit: Visit) -> Response:
    """One picture, for scripts: where it is from now on."""
    visit.member()
    form = await visit.form(OnePicture, upload=True)
    try:
        if form.file is None or not form.file.size:
            raise Invalid("file", "ERR_BLANK", "can't be blank")
        (added,) = await _add(visit, [form.file], form.alt)
    except BadPicture:
        return _told(visit, visit.words.reading.picture_bad)
    except Invalid as refusal:
        return _told(visit, next(iter(in_words(visit.words, refusal.details or {}).values()), ""))
    finally:
        close_files(form)
    return await _answer(visit, added.id)


async def show_picture(visit: Visit) -> Response:
    """Whether an upload is still here, for scripts that go on after a break."""
    visit.member()
    return await _answer(visit, visit.wanted())


async def drop_picture(visit: Visit) -> Response:
    """Take an upload back."""
    visit.member()
    await visit.form(Form)
    await visit.write(lambda tx: moments.drop_upload(tx, visit.actor(tx).id, visit.wanted()))
    return visit.finish(Response(status_code=204, headers={"Cache-Control": "no-store"}))


async def _answer(visit: Visit, media_id: int) -> Response:
    def look(tx: ReadTx) -> PictureView:
        return _view(tx, visit, moments.fetch_upload(tx, visit.actor(tx).id, media_id))

    view = await visit.read(look)
    # A script would round so long a number.
    said = {"id": str(view.id), "small": view.small, "width": view.width, "height": view.height, "alt": view.alt}
    return visit.finish(JSONResponse(said, headers={"Cache-Control": "no-store"}))


def _told(visit: Visit, text: str) -> Response:
    return visit.finish(JSONResponse({"error": text}, 422, headers={"Cache-Control": "no-store"}))
