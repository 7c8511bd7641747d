"""Statuses: posting, reading, changing, deleting."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from teahouse import messages, moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.aim import audience_for
from teahouse.doors.mastodon.attachments import focus_of, present_version
from teahouse.doors.mastodon.chain_forms import ChainChangesForm, ChainForm, chain_draft, keep_chain
from teahouse.doors.mastodon.present import (
    iso,
    present_account_list,
    present_status,
    present_statuses,
    status_entity,
)
from teahouse.doors.mastodon.present_rulings import with_ruling
from teahouse.guard import Campaign
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.http import Call, Id, Routes
from teahouse.moments import CommentPolicy, Draft, Mark

routes = Routes()

Policy = Literal["all", "friends", "nobody"]
_POLICIES = {"all": CommentPolicy.ALL, "friends": CommentPolicy.FRIENDS, "nobody": CommentPolicy.NOBODY}
READ, WRITE = "read:statuses", "write:statuses"


class StatusForm(msgspec.Struct):
    """What apps send to post; the last lines are ours."""

    status: str = ""
    in_reply_to_id: Id | None = None
    sensitive: bool | None = None
    spoiler_text: str = ""
    visibility: str | None = None
    language: str | None = None
    media_ids: list[Id] = []
    poll: dict[str, Any] | None = None
    scheduled_at: str | None = None
    quoted_status_id: str | None = None
    circle_id: Id | None = None
    circle_ids: list[Id] = []
    account_ids: list[Id] = []
    group_id: Id | None = None
    selling: bool = False
    asking: bool = False
    passed_on: bool = False
    comment_policy: Policy = "all"
    chain: ChainForm | None = None
    mends: Id | None = None
    campaign: Campaign | None = None


class MediaChange(msgspec.Struct):
    """What is said anew of one picture of a status."""

    id: Id
    description: str | None = None
    focus: str | None = None


class EditForm(msgspec.Struct):
    """What apps send to change a status; what is left out stays."""

    status: str | None = None
    spoiler_text: str | None = None
    sensitive: bool | None = None
    language: str | None = None
    media_ids: list[Id] | None = None
    media_attributes: list[MediaChange] = []
    poll: dict[str, Any] | None = None
    selling: bool | None = None
    asking: bool | None = None
    passed_on: bool | None = None
    comment_policy: Policy | None = None
    chain: ChainChangesForm | None = None
    campaign: Campaign | None = None


class IdsQuery(msgspec.Struct, frozen=True):
    """Several at once."""

    id: list[Id] = []


class DeleteForm(msgspec.Struct, frozen=True):
    """In the query or the body: whether its pictures go at once, or stay a day as uploads to be posted anew."""

    delete_media: bool = False


def actor_of(tx: ReadTx, call: Call) -> people.Account:
    """The account that acts."""
    account = people.fetch_account(tx, call.actor_id)
    if account is None:
        raise NotFound
    return account


def viewer_of(call: Call) -> int:
    """Who looks: the actor, 0 for who is not signed in."""
    return 0 if call.caller is None else call.caller.actor_id or 0


def _refuse_what_is_not_here(body: StatusForm | EditForm) -> None:
    """A post that would lose its poll is better not posted."""
    if body.poll:
        raise Invalid("poll", "ERR_INVALID", "is not possible; this house has no polls yet")


@routes.post("/api/v1/statuses", scope=WRITE)
def create(tx: WriteTx, call: Call, body: StatusForm) -> e.Status:
    """Post a status. With `Idempotency-Key`, the same status posted again within an hour is the first one."""
    _refuse_what_is_not_here(body)
    if body.scheduled_at is not None:
        raise Invalid("scheduled_at", "ERR_INVALID", "is not possible; this house posts at once")
    if body.quoted_status_id is not None:
        raise Invalid("quoted_status_id", "ERR_INVALID", "is not possible; this house has no quotes yet")
    caller: Any = call.caller
    author, app = actor_of(tx, call), people.fetch_app(tx, caller.app_id)
    circles = [*body.circle_ids] if body.circle_id is None else [body.circle_id, *body.circle_ids]
    draft = Draft(
        text=body.status,
        audience=audience_for(
            tx,
            call,
            body.visibility,
            circles=circles,
            named=body.account_ids,
            group_id=body.group_id,
            parent_id=body.in_reply_to_id,
            text=body.status,
        ),
        parent_id=body.in_reply_to_id,
        spoiler=body.spoiler_text,
        sensitive=bool(author.sensitive) if body.sensitive is None else body.sensitive,
        language=_language(body.language),
        marks=moments.marks_of(
            ((Mark.SELLING, body.selling), (Mark.ASKING, body.asking), (Mark.PASSED_ON, body.passed_on))
        ),
        comment_policy=_POLICIES[body.comment_policy],
        media=tuple(body.media_ids),
        app_name=None if app is None else app.name,
        app_website=None if app is None else app.website,
        once=call.headers.get("Idempotency-Key"),
        chain=None if body.chain is None else chain_draft(body.chain, author.time_zone),
        by=caller.member_id,
        mends=body.mends,
        campaign=body.campaign,
    )
    with with_ruling(tx, call):
        posted = messages.post(tx, author, draft)
    return present_statuses(tx, author.id, [posted.id])[0]


def _language(code: str | None) -> str | None:
    if code is None or not code.strip():
        return None
    code = code.strip()
    if len(code) > 35 or not all(part.isalnum() and part.isascii() for part in code.split("-")):
        raise Invalid("language", "ERR_INVALID", "is not a language code such as en or zh-CN")
    return code


@routes.get("/api/v1/statuses/{id}", scope=READ, guest=True)
def show(tx: ReadTx, call: Call, id: Id) -> e.Status:
    """One status, if the caller may see it; what they may not see is not there."""
    return present_status(tx, viewer_of(call), id)


@routes.get("/api/v1/statuses", scope=READ, guest=True)
def show_many(tx: ReadTx, call: Call, query: IdsQuery) -> list[e.Status]:
    """Up to 20 statuses by id; those that are not there for the caller are left out."""
    if len(query.id) > 20:
        raise Invalid("id", "ERR_TOO_MANY", "are too many (maximum is 20)")
    viewer = viewer_of(call)
    seen = moments.seen_of(tx, viewer, query.id)
    return present_statuses(tx, viewer, [id for id in dict.fromkeys(query.id) if id in seen])


@routes.get("/api/v1/statuses/{id}/context", scope=READ, guest=True)
def context(tx: ReadTx, call: Call, id: Id) -> e.Context:
    """What stands above a status and what was said below it, as the caller sees both; of a letter, its whole talk."""
    viewer = viewer_of(call)
    above, below = moments.fetch_thread(tx, viewer, id)
    before, after = messages.fetch_around(tx, viewer, id)
    if before or after:
        thread = {*above, *below}
        above = sorted({*above, *before} - {*below})
        below += [letter for letter in after if letter not in thread]
    presented = present_statuses(tx, viewer, [*above, *below])
    return e.Context(presented[: len(above)], presented[len(above) :])


@routes.get("/api/v1/statuses/{id}/history", scope=READ, guest=True)
def history(tx: ReadTx, call: Call, id: Id) -> list[e.StatusEdit]:
    """Every version of a status, oldest first."""
    viewer = viewer_of(call)
    versions = moments.fetch_history(tx, viewer, id)
    moment = moments.fetch_seen(tx, viewer, id)
    (account,) = present_account_list(tx, viewer, [moment.author_id])
    return [
        e.StatusEdit(
            content=version.html,
            spoiler_text=version.spoiler,
            sensitive=bool(version.sensitive),
            created_at=iso(version.at),
            account=account,
            media_attachments=present_version(tx, viewer, version.media),
            emojis=[],
        )
        for version in versions
    ]


@routes.get("/api/v1/statuses/{id}/source", scope=READ)
def source(tx: ReadTx, call: Call, id: Id) -> e.StatusSource:
    """A status as it was typed, for whoever may see it."""
    moment = moments.fetch_seen(tx, call.actor_id, id)
    return e.StatusSource(str(moment.id), moment.text, moment.spoiler)


@routes.put("/api/v1/statuses/{id}", scope=WRITE)
def edit(tx: WriteTx, call: Call, id: Id, body: EditForm) -> e.Status:
    """Change one's own words; earlier versions stay readable."""
    _refuse_what_is_not_here(body)
    author = actor_of(tx, call)
    changes = moments.Changes(
        text=body.status,
        spoiler=body.spoiler_text,
        sensitive=body.sensitive,
        language=_language(body.language),
        selling=body.selling,
        asking=body.asking,
        passed_on=body.passed_on,
        comment_policy=None if body.comment_policy is None else _POLICIES[body.comment_policy],
        media=_media(body),
        depictions={
            change.id: moments.Depiction(change.description, focus_of(change.focus)) for change in body.media_attributes
        },
        by=None if call.caller is None else call.caller.member_id,
        campaign=body.campaign,
    )
    with with_ruling(tx, call):
        moments.edit_moment(tx, author, id, changes)
    if body.chain is not None:
        keep_chain(tx, author, id, body.chain)
    return present_statuses(tx, author.id, [id])[0]


def _media(body: EditForm) -> tuple[int, ...] | None:
    """An edit with a text states the whole, as on Mastodon: pictures that it does not name go. Without, they stay."""
    if body.media_ids is None:
        return None if body.status is None else ()
    return tuple(body.media_ids)


@routes.delete("/api/v1/statuses/{id}", scope=WRITE)
def delete(tx: WriteTx, call: Call, id: Id, body: DeleteForm) -> e.DeletedStatus:
    """Delete one's own; the answer holds its source text."""
    me = call.actor_id
    moment = moments.fetch_own(tx, me, id)
    status = status_entity(present_statuses(tx, me, [id])[0])
    if moment.share_of_id is not None and not moments.may_see(tx, me, id):
        status = _without_shared(status)
    moments.delete_moment(tx, me, id, with_media=body.delete_media)
    kept = {
        name: value
        for name in e.DeletedStatus.__struct_fields__
        if name != "text" and (value := getattr(status, name)) is not msgspec.UNSET
    }
    return e.DeletedStatus(text=moment.text, **kept)


def _without_shared(status: e.Status) -> e.Status:
    """One's share of what one may no longer see, without a word or a number of that."""
    return msgspec.structs.replace(
        status,
        reblog=None,
        content="",
        replies_count=0,
        reblogs_count=0,
        favourites_count=0,
        favourited=False,
        reblogged=False,
        muted=False,
        bookmarked=False,
    )


@routes.post("/api/v1/statuses/{id}/remove_comment", scope=WRITE)
def remove_comment(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Take somebody's comment away from under one's own moment; its writer sees that it was removed."""
    moments.remove_comment(tx, actor_of(tx, call), id)
    return e.Empty()
