"""Changing what was said, how it was changed, and taking it back to write it anew."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web import advising, aim, pieces
from teahouse.doors.web.campaigning import campaign_in, fill_campaign
from teahouse.doors.web.compose import LANGUAGES, POLICIES, Written, compose_page
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.languages import said_at, stamp
from teahouse.doors.web.pictured import PictureView, arrange, depictions_in, fetch_pictures, take_along
from teahouse.doors.web.profiles import moment_page
from teahouse.doors.web.ruled import Advice
from teahouse.doors.web.trouble import refused
from teahouse.doors.web.views import PersonView, person_view, picture_views
from teahouse.doors.web.views import PictureView as ShownPicture
from teahouse.doors.web.visit import Visit
from teahouse.guard import Campaign
from teahouse.guard.rulings import Restricted, Stopped
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import CommentPolicy, Mark, Moment


class Rewritten(advising.Offered):
    """The form that changes words and pictures."""

    sensitive: bool = False
    policy: str = "all"
    language: str = ""


class VersionView(Struct, frozen=True):
    """A moment as it was once."""

    when: str
    stamp: str
    spoiler: str
    html: str
    pictures: list[ShownPicture]


def _policy_of(moment: Moment) -> str:
    return next(name for name, policy in POLICIES.items() if policy == CommentPolicy(moment.comment_policy))


def _fill(form: Rewritten | Written, moment: Moment) -> None:
    """The form says what the moment says."""
    shown = moments.attachments_of(moment.media)
    form.text, form.spoiler, form.language = moment.text, moment.spoiler, moment.language or ""
    form.selling = bool(moment.marks & Mark.SELLING)
    form.sensitive = bool(moment.sensitive) and not moment.spoiler
    form.policy = _policy_of(moment)
    form.media = [one.id for one in shown]
    form.alts = {str(one.id): one.description for one in shown}


async def show_edit(visit: Visit) -> Response:
    """One's own words and pictures, to be changed."""
    me = visit.member()
    form = Rewritten()

    def look(tx: ReadTx) -> Moment:
        moment = moments.fetch_own(tx, me.id, visit.wanted())
        declared = moments.fetch_campaigns(tx, [moment.id]) if moment.marks & Mark.CAMPAIGN else {}
        for campaign in declared.values():
            fill_campaign(form, campaign)
        return moment

    moment = await visit.read(look)
    _fill(form, moment)
    return await _edit_page(visit, moment, form, {})


async def _edit_page(
    visit: Visit,
    moment: Moment,
    form: Rewritten,
    faults: dict[str, str],
    *,
    filled: bool = False,
    stopped: Advice | None = None,
) -> Response:
    hanging = moments.attachments_of(moment.media)

    def look(tx: ReadTx) -> tuple[list[PictureView], bool, Advice | None]:
        advising.take(tx, form)
        advice = stopped or (advising.advise(tx, visit, form) if advising.asks_advice(form) else None)
        return *fetch_pictures(tx, visit, form, hanging), advice

    pictures, is_gone, advice = await visit.read(look)
    if is_gone:
        faults = {**faults, "files": visit.words.composing.picture_gone}
    return visit.page(
        "edit.html",
        status=422 if faults or stopped else 200,
        moment_id=moment.id,
        form=form,
        faults=faults,
        pictures=pictures,
        filled=filled or bool(faults),
        is_comment=moment.parent_id is not None,
        advice=advice,
        languages=LANGUAGES,
        most=visit.house.most_characters,
    )


async def save_edit(visit: Visit) -> Response:
    """Change words and pictures."""
    me = visit.member()
    form = await visit.form(Rewritten, upload=True)
    moment_id = visit.wanted()
    own = await visit.read(lambda tx: moments.fetch_own(tx, me.id, moment_id))
    faults = await take_along(visit, form)
    if faults or form.show:
        arrange(form)
        return await _edit_page(visit, own, form, faults, filled=True)

    def act(tx: WriteTx) -> Moment:
        changes = moments.Changes(
            text=form.text.replace("\r\n", "\n"),
            spoiler=form.spoiler,
            sensitive=form.sensitive,
            selling=form.selling,
            language=form.language if form.language in LANGUAGES else None,
            comment_policy=POLICIES.get(form.policy),
            media=tuple(form.media),
            depictions=depictions_in(form),
            campaign=campaign_in(form),
        )
        return moments.edit_moment(tx, visit.actor(tx), moment_id, changes)

    try:
        moment = await visit.write(act)
    except Invalid as refusal:
        return await _edit_page(visit, own, form, in_words(visit.words, refusal.details or {}))
    except Stopped as refusal:
        ruling = refusal.ruling
        advice = await visit.read(lambda tx: advising.on_refusal(tx, visit, ruling))
        return await _edit_page(visit, own, form, {}, filled=True, stopped=advice)
    except Restricted as restricted:
        return await _edit_page(visit, own, form, {"text": advising.on_restriction(visit, restricted)})
    return visit.go(f"/@{me.username}/{moment.id}", {"done": "edited"})


async def show_history(visit: Visit) -> Response:
    """All that a moment said, for whoever may see it; the newest first."""
    moment_id = visit.wanted()

    def look(tx: ReadTx) -> tuple[list[VersionView], PersonView, str]:
        versions = moments.fetch_history(tx, visit.viewer, moment_id)
        author = people.fetch_account(tx, moments.fetch_card(tx, visit.viewer, moment_id).moment.author_id)
        if author is None:
            raise NotFound
        remark = people.fetch_remarks(tx, visit.viewer, [author.id]).get(author.id, "") if visit.viewer else ""
        views = [
            VersionView(
                said_at(visit.words, one.at, visit.zone),
                stamp(one.at),
                one.spoiler,
                one.html,
                list(picture_views(tx, visit, one.media)),
            )
            for one in reversed(versions)
        ]
        return views, person_view(author, remark), f"/@{author.username}/{moment_id}"

    versions, author, url = await visit.read(look)
    return visit.page("history.html", versions=versions, author=author, url=url)


async def delete(visit: Visit) -> Response:
    """Delete one's own. A script is answered with a button that brings all of it back into the composer."""
    me = visit.member()
    await visit.form(Form)
    moment_id = visit.wanted()

    def act(tx: WriteTx) -> pieces.Undo | None:
        moment = moments.fetch_own(tx, me.id, moment_id)
        undo = None
        if moment.parent_id is None and moment.share_of_id is None:
            undo = _undo(visit, moment, moments.fetch_audience(tx, moment.id, moment.audience))
        moments.delete_moment(tx, me.id, moment_id)
        return undo

    undo = await visit.write(act)
    return pieces.note(visit, visit.words.look.gone, undo) if visit.is_piece else visit.done("/", "deleted")


def _undo(visit: Visit, moment: Moment, audience: moments.Audience) -> pieces.Undo:
    form = Written(show="more")
    _fill(form, moment)
    aim.aim_at(form, audience)
    plain = ("show", "who", "group", "text", "spoiler", "policy", "language")
    fields = [(name, str(getattr(form, name))) for name in plain]
    fields += [(name, "1") for name in ("selling", "sensitive") if getattr(form, name)]
    fields += [(name, str(one)) for name in ("circles", "people", "media") for one in getattr(form, name)]
    fields += [(f"alts[{one}]", said) for one, said in form.alts.items()]
    return pieces.Undo("/compose", visit.words.look.rewrite, fields, is_live=False)


async def take_back(visit: Visit) -> Response:
    """Delete one's own, and give its words, pictures and audience back to be written anew."""
    me = visit.member()
    await visit.form(Form)
    moment_id = visit.wanted()

    def act(tx: WriteTx) -> tuple[Moment, moments.Audience, list[Campaign]]:
        moment = moments.fetch_own(tx, me.id, moment_id)
        if moment.share_of_id is not None:
            raise NotFound
        audience = moments.fetch_audience(tx, moment.id, moment.audience)
        declared = moments.fetch_campaigns(tx, [moment.id] if moment.marks & Mark.CAMPAIGN else [])
        return moments.delete_moment(tx, me.id, moment_id), audience, list(declared.values())

    moment, audience, declared = await visit.write(act)
    if moment.parent_id is not None:
        return await _back_under(visit, moment, moment.parent_id)
    form = Written()
    _fill(form, moment)
    for campaign in declared:
        fill_campaign(form, campaign)
    aim.aim_at(form, audience)
    return await compose_page(visit, form, filled=True, told=visit.words.composing.taken_back)


async def _back_under(visit: Visit, comment: Moment, parent_id: int) -> Response:
    """The words of a comment, where they were said; where that is seen no more, to be copied."""
    try:
        return await moment_page(visit, parent_id, typed=comment.text)
    except NotFound as gone:
        visit.typed = comment.text
        return refused(visit, gone)
