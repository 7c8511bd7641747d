"""A member's own avatar and header, set on the settings page."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form, close_files
from teahouse.doors.web.settings_pages import profile_page
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import WriteTx
from teahouse.kit.http import Upload
from teahouse.kit.pictures import BadPicture, Picture, Shape, Taken


class Faces(Form):
    """The form with both; an empty one changes nothing."""

    avatar: Upload | None = None
    header: Upload | None = None
    drop_avatar: bool = False
    drop_header: bool = False


async def save_faces(visit: Visit) -> Response:
    """Set them, or take them away."""
    me = visit.member()
    form = await visit.form(Faces, upload=True)
    sent = list(_sent(form))
    try:
        visit.house.count_pictures(me.id, len(sent))
        async with visit.house.pictures.kept() as kept:
            taken: dict[people.Worn, Taken | None] = {}
            if form.drop_avatar:
                taken["avatar"] = None
            if form.drop_header:
                taken["header"] = None
            for which, file, shape in sent:
                try:
                    taken[which] = await kept.take(file.file, shape)
                except BadPicture:
                    fault = {str(which): visit.words.reading.picture_bad}
                    return await profile_page(visit, None, fault)

            def act(tx: WriteTx) -> list[Picture | None]:
                return [people.wear(tx, me.id, which, one) for which, one in taken.items()]

            kept.used = await visit.write(act)
    finally:
        close_files(form)
    return visit.done("/settings/profile", "saved")


def _sent(form: Faces) -> Iterator[tuple[people.Worn, Upload, Shape]]:
    """A browser sends a file without a name where none was chosen."""
    if form.avatar is not None and form.avatar.filename:
        yield "avatar", form.avatar, "face"
    if form.header is not None and form.header.filename:
        yield "header", form.header, "banner"
