"""Profiles, posts and tags to look at: where the addresses in apps lead.

Each shows what the gate shows to the member who asks, or to a guest; what is not theirs to see is not there.
"""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.views import MomentView, PersonView, fetch_moments, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import parse_id
from teahouse.kit.text import is_tag, tag_key

SHOWN = 20
COMMENTS = 200


class ProfileView(Struct, frozen=True):
    """A profile and a page of what its reader may see of it."""

    person: PersonView
    note: str
    fields: list[tuple[str, str]]
    moments: list[MomentView]
    older: int | None
    may_be_found: bool


def _older(page: moments.Page) -> int | None:
    return page.last if page.full else None


def _stretch(visit: Visit) -> moments.Stretch:
    return moments.Stretch(max_id=parse_id(visit.query("max_id")), limit=SHOWN)


def _fetch_account(tx: ReadTx, visit: Visit) -> people.Account:
    """Who the address names. Whoever blocks the reader is not there for them."""
    account = people.find_account(tx, visit.parameter("name"), local_host=visit.house.host)
    if account is None or account.domain is not None:
        raise NotFound
    if visit.me is not None and people.fetch_tie(tx, account.id, visit.me.id).blocking:
        raise NotFound
    return account


async def show_profile(visit: Visit) -> Response:
    """Somebody's page."""

    def look(tx: ReadTx) -> ProfileView:
        account = _fetch_account(tx, visit)
        page = moments.page_account(tx, visit.viewer, account.id, _stretch(visit), comments=False)
        fields = [(field.name, field.html) for field in people.fields_of(account)]
        return ProfileView(
            person_view(account),
            account.note_html,
            fields,
            fetch_moments(tx, visit, page.ids),
            _older(page),
            account.discoverable,
        )

    profile = await visit.read(look)
    return _unlisted(visit.page("profile.html", profile=profile), found=profile.may_be_found)


async def show_moment(visit: Visit) -> Response:
    """One post with its comments."""
    moment_id = parse_id(visit.parameter("id"))

    def look(tx: ReadTx) -> tuple[list[MomentView], MomentView, list[MomentView], bool]:
        account = _fetch_account(tx, visit)
        if moment_id is None or moments.fetch_card(tx, visit.viewer, moment_id).moment.author_id != account.id:
            raise NotFound
        above, below = moments.fetch_thread(tx, visit.viewer, moment_id)
        views = fetch_moments(tx, visit, [*above, moment_id, *below[:COMMENTS]])
        shown = {view.id: view for view in views}
        main = shown.get(moment_id) or next(iter(views), None)  # a share is shown as what it shares
        if main is None:
            raise NotFound
        return (
            [shown[one] for one in above if one in shown],
            main,
            [shown[one] for one in below if one in shown],
            account.discoverable,
        )

    above, main, below, found = await visit.read(look)
    return _unlisted(visit.page("moment.html", above=above, main=main, below=below), found=found)


async def show_tag(visit: Visit) -> Response:
    """Listed public posts with a tag."""
    tag = visit.parameter("tag")
    if not is_tag(tag):
        raise NotFound

    def look(tx: ReadTx) -> tuple[list[MomentView], int | None]:
        page = moments.page_tag(tx, visit.viewer, [tag_key(tag)], _stretch(visit))
        return fetch_moments(tx, visit, page.ids), _older(page)

    views, older = await visit.read(look)
    return _unlisted(visit.page("tag.html", tag=tag, moments=views, older=older), found=False)


def _unlisted(response: Response, *, found: bool) -> Response:
    """Search engines keep only the pages of those who want to be found."""
    if not found:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
