"""Profiles, posts and tags to look at: where the addresses in apps lead.

Each shows what the gate shows to the member who asks, or to a guest; what is not theirs to see is not there.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web import ties
from teahouse.doors.web.chain_views import ChainPage, fetch_chain_page
from teahouse.doors.web.chains import EntryForm
from teahouse.doors.web.meta import meta_of_moment, meta_of_person
from teahouse.doors.web.seeing import Seeing, fetch_eyes, fetch_seeing
from teahouse.doors.web.sifted import sift
from teahouse.doors.web.views import MomentView, PersonView, fetch_moments, person_view, with_likers
from teahouse.doors.web.visit import GUEST, Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import parse_id
from teahouse.notices.filters import Context

SHOWN = 20
COMMENTS = 200


class MomentPage(Struct, frozen=True):
    """A moment with what stands above and below it."""

    above: list[MomentView]
    main: MomentView
    below: list[MomentView]
    may_be_found: bool
    may_remove: bool
    """The comments below stand under a moment of the reader's own."""
    chain: ChainPage | None
    heard: str
    """Who will see a comment on it, in words."""


class ProfileView(Struct, frozen=True):
    """A profile and a page of what its reader may see of it; `standing` is for a member who looks at another."""

    person: PersonView
    note: str
    fields: list[tuple[str, str]]
    moments: list[MomentView]
    older: int | None
    may_be_found: bool
    standing: ties.Standing | None
    header: str = ""
    seeing: Seeing | None = None
    """For one's own: through whose eyes it is shown, and could be."""


def _older(page: moments.Page) -> int | None:
    return page.last if page.full else None


def _stretch(visit: Visit) -> moments.Stretch:
    return moments.Stretch(max_id=parse_id(visit.query("max_id")), limit=SHOWN)


def _fetch_account(tx: ReadTx, visit: Visit, name: str) -> people.Account:
    """Who the address names. Whoever blocks the reader is not there for them."""
    account = people.find_account(tx, name, local_host=visit.house.host)
    if account is None or account.domain is not None:
        raise NotFound
    if visit.me is not None and people.fetch_tie(tx, account.id, visit.me.id).blocking:
        raise NotFound
    return account


def _find_group(tx: ReadTx, visit: Visit) -> people.groups.Group | None:
    if visit.me is None:
        return None
    return people.groups.find_group(tx, visit.me.id, visit.parameter("name"), local_host=visit.house.host)


async def show_profile(visit: Visit) -> Response:
    """Somebody's page; the name of a group that the member is in leads to its room."""
    group = await visit.read(lambda tx: _find_group(tx, visit))
    if group is not None:
        return visit.go(f"/groups/{group.id}")
    return await profile_page(visit, visit.parameter("name"))


async def profile_page(
    visit: Visit, name: str, *, typed: str | None = None, faults: Mapping[str, str] | None = None
) -> Response:
    """The page of an account. `typed` is a name for it that could not be kept."""

    def look(tx: ReadTx) -> ProfileView:
        account = _fetch_account(tx, visit, name)
        own = account.id == visit.viewer
        eyes = fetch_eyes(tx, visit) if own and visit.query("as") else visit.viewer
        # Which shares somebody else sees tells how they stand to those who said it.
        shares = eyes in (visit.viewer, GUEST)
        page = moments.page_account(
            tx, eyes, account.id, _stretch(visit), comments=False, shares=shares, letters=False
        )
        fields = [(field.name, field.html) for field in people.fields_of(account)]
        standing = ties.fetch_standing(tx, visit.viewer, account) if visit.me is not None and not own else None
        return ProfileView(
            person_view(account, "" if standing is None else standing.mine.remark),
            account.note_html,
            fields,
            sift(tx, visit, fetch_moments(tx, visit, page.ids, talk=visit.me is not None), Context.ACCOUNT),
            _older(page),
            account.discoverable,
            standing,
            people.pictures_of(account)[1],
            fetch_seeing(tx, visit) if own else None,
        )

    profile = await visit.read(look)
    shown = visit.page(
        "profile.html",
        status=422 if faults else 200,
        profile=profile,
        typed=typed,
        faults=faults or {},
        meta=meta_of_person(visit, profile.person, profile.note),
    )
    return _unlisted(shown, found=profile.may_be_found)


async def show_moment(visit: Visit) -> Response:
    """One post with its comments."""
    moment_id = parse_id(visit.parameter("id"))
    if moment_id is None:
        raise NotFound
    return await moment_page(visit, moment_id, name=visit.parameter("name"))


async def moment_page(
    visit: Visit, moment_id: int, *, name: str | None = None, typed: str = "", faults: Mapping[str, str] | None = None
) -> Response:
    """The page of a moment. `name` is whose the address says it is; `typed` a comment that could not be said."""

    def look(tx: ReadTx) -> MomentPage:
        author_id = moments.fetch_card(tx, visit.viewer, moment_id).moment.author_id
        account = _fetch_account(tx, visit, name) if name is not None else people.fetch_account(tx, author_id)
        if account is None or author_id != account.id:
            raise NotFound
        above, below = moments.fetch_thread(tx, visit.viewer, moment_id)
        views = fetch_moments(tx, visit, [*above, moment_id, *below[:COMMENTS]])
        shown = {view.id: view for view in views}
        main = shown.get(moment_id) or next(iter(views), None)  # a share is shown as what it shares
        if main is None:
            raise NotFound
        over = [shown[one] for one in above if one in shown]
        under = sift(tx, visit, [shown[one] for one in below if one in shown], Context.THREAD)
        return MomentPage(
            over,
            with_likers(tx, visit, main),
            under,
            account.discoverable,
            (over[0] if over else main).mine,
            _fetch_chain(tx, visit, main),
            _heard(tx, visit, over[0] if over else main, main) if visit.me is not None else "",
        )

    page = await visit.read(look)
    status = 422 if faults else 200
    shown = visit.page(
        "moment.html",
        status=status,
        page=page,
        meta=meta_of_moment(visit, page.main),
        chain=page.chain,
        typed=typed,
        faults=faults or {},
        form=EntryForm(),
    )
    # Names stand on a list of people who did not ask to be found.
    return _unlisted(shown, found=page.may_be_found and page.chain is None)


def _fetch_chain(tx: ReadTx, visit: Visit, main: MomentView) -> ChainPage | None:
    if not main.has_chain:
        return None
    return fetch_chain_page(tx, visit, moments.fetch_seen(tx, visit.viewer, main.id))


def _heard(tx: ReadTx, visit: Visit, root: MomentView, main: MomentView) -> str:
    """Who will see what is said below `main`, as the gate has it."""
    co, name = visit.words.composing, root.author.name
    if root.is_comment:  # one's own, in a room that is closed to its writer
        return ""
    kind = moments.fetch_card(tx, visit.viewer, root.id).moment.audience
    if kind in moments.OPEN:
        return co.heard_open
    if kind == moments.Kind.MENTIONED:
        return co.heard_letter
    said = co.heard_own if root.mine else co.heard_common.format(name=name)
    if kind == moments.Kind.FOLLOWERS:
        said = co.heard_page.format(name=name)
    if main.is_comment and not main.mine and main.author.id != root.author.id:
        return f"{said} {co.heard_answer.format(name=main.author.name)}"
    return said


def _unlisted(response: Response, *, found: bool) -> Response:
    """Search engines keep only the pages of those who want to be found."""
    if not found:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
