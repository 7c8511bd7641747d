"""Pictures in Mastodon's words, for one viewer."""

from __future__ import annotations

import msgspec

from teahouse import moments
from teahouse.doors.mastodon import entities as e
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Invalid
from teahouse.moments import Attachment


def present_media(attachment: Attachment, addressed: moments.Addressed) -> e.MediaAttachment:
    """A picture as one viewer sees it."""
    a = attachment
    url, preview = addressed.of(a)
    return e.MediaAttachment(
        id=str(a.id),
        type="image",
        url=url,
        preview_url=preview,
        remote_url=None,
        preview_remote_url=None,
        text_url=None,
        meta=e.MediaMeta(
            original=_size(a.width, a.height),
            small=_size(a.small_width, a.small_height),
            focus=msgspec.UNSET if a.focus is None else e.Focus(*a.focus),
        ),
        description=a.description or None,
        blurhash=a.blurhash,
    )


def _size(width: int, height: int) -> e.MediaSize:
    return e.MediaSize(width, height, f"{width}x{height}", width / height)


def focus_of(text: str | None) -> tuple[float, float] | None:
    """Where the middle of the picture is, of two numbers with a comma between. Raises `Invalid`."""
    if text is None or not text.strip():
        return None
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        raise Invalid("focus", "ERR_INVALID", "must be two numbers with a comma between") from None
    if not (-1 <= x <= 1 and -1 <= y <= 1):
        raise Invalid("focus", "ERR_INVALID", "must be numbers from -1 to 1")
    return x, y


def present_version(tx: ReadTx, viewer: int, media: str) -> list[e.MediaAttachment]:
    """The pictures of a version of a moment that the viewer may see."""
    if media == "[]":
        return []
    addressed = tx.handed(moments.Passes).made_for(tx, viewer)
    return [present_media(each, addressed) for each in moments.attachments_of(media)]
