"""What a page says of itself to those who show a preview of it: made for guests alone, of what a guest is shown.

A post behind a warning shows its warning and nothing below it; a picture stands here where a guest sees it at once.
"""

from __future__ import annotations

from msgspec import Struct

from teahouse.doors.web.views import MomentView, PersonView
from teahouse.doors.web.visit import Visit
from teahouse.kit.text import plain

LONGEST = 200


class Meta(Struct, frozen=True):
    """A preview of a page: OpenGraph's words, the page's one address, and the feed that belongs to it."""

    title: str
    description: str
    url: str
    kind: str = "website"
    image: str = ""
    image_alt: str = ""
    large: bool = False
    feed: str = ""
    published: str = ""


def meta_of_house(visit: Visit, path: str) -> Meta | None:
    """Of the front page, or of another page about the house; none for a member."""
    settings = visit.house.settings
    if visit.me is not None:
        return None
    icon = settings.origin + visit.house.shelf.address("icon-512.png")
    feed = f"{settings.origin}/feed.atom" if settings.front_posts else ""
    said = _short(settings.description_in(visit.lang))
    return Meta(settings.name, said, settings.origin + path, image=icon, feed=feed)


def meta_of_person(visit: Visit, person: PersonView, note: str) -> Meta | None:
    """Of a profile."""
    if visit.me is not None:
        return None
    origin = visit.house.settings.origin
    return Meta(
        f"{person.name} ({person.handle}@{visit.house.host})",
        _short(plain(note)),
        origin + person.url,
        "profile",
        origin + person.avatar if person.avatar.startswith("/") else person.avatar,
        feed=f"{origin}{person.url}.atom",
    )


def meta_of_moment(visit: Visit, moment: MomentView) -> Meta | None:
    """Of a post, as a guest is shown it."""
    if visit.me is not None:
        return None
    origin, author = visit.house.settings.origin, moment.author
    shown = next(iter(moment.pictures), None) if not (moment.spoiler or moment.sensitive) else None
    return Meta(
        f"{author.name} ({author.handle}@{visit.house.host})",
        _short(moment.spoiler or plain(moment.html)),
        origin + moment.url,
        "article",
        "" if shown is None else origin + shown.url,
        "" if shown is None else shown.alt,
        large=shown is not None,
        feed=f"{origin}{author.url}.atom",
        published=moment.stamp,
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
