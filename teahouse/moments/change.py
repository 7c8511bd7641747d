"""Changing what was posted: editing with its history, deleting, removing a comment from under one's own moment."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from teahouse import people
from teahouse.guard import Campaign, rulings
from teahouse.kit import text as texts
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.moments import rules, store, store_campaigns, store_chain
from teahouse.moments.attach import attach, attachments_of, forget_earlier, take_off
from teahouse.moments.audience import may_enter, may_see
from teahouse.moments.campaigns import check_campaign, fetch_campaigns, marks_with, put_campaign
from teahouse.moments.events import Buried, Deleted, Edited
from teahouse.moments.groups import fetch_room_of
from teahouse.moments.guarded import Beside, judge_edit, settle_edit
from teahouse.moments.model import CommentPolicy, Depiction, Edit, Kind, Limits, Mark, Moment, State
from teahouse.moments.rules_guarded import kept
from teahouse.moments.search import reshelve, take_from_shelves
from teahouse.moments.tags import forget_unused, make_known
from teahouse.moments.words import Words, keep_mentions, keep_recipients, keep_tags, tags_of, understand

_SAID = ("text", "spoiler", "sensitive", "language", "marks", "media")
"""What an edit changes; the rest follows from it."""


class Changes(msgspec.Struct, frozen=True):
    """What an edit says; None leaves each as it is."""

    text: str | None = None
    spoiler: str | None = None
    sensitive: bool | None = None
    language: str | None = None
    selling: bool | None = None
    asking: bool | None = None
    passed_on: bool | None = None
    comment_policy: CommentPolicy | None = None
    media: tuple[int, ...] | None = None
    """All that it is to show, in order."""
    depictions: Mapping[int, Depiction] = {}
    """What is said anew of some of its pictures."""
    by: int | None = None
    """The member who acts, where that is not the author."""
    campaign: Campaign | None = None
    """What it declares as a campaign from now on."""


REMEMBERED = 60_000
"""So long, in milliseconds, a tombstone remembers whom it was for: those who saw the moment hear that it is gone."""


def fetch_own(tx: ReadTx, author_id: int, moment_id: int) -> Moment:
    """One's own moment that is not deleted. Raises `NotFound`."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is None or moment.author_id != author_id or moment.state == State.DELETED:
        raise NotFound
    return moment


def edit_moment(tx: WriteTx, author: people.Account, moment_id: int, changes: Changes) -> Moment:
    """Change the words; the earlier ones stay readable to whoever may see the moment. The audience never changes.

    A comment that is no longer addressed to somebody forgets its earlier words: they were not for all who see it now.
    An edit that changes nothing leaves no trace. Raises `NotFound` for what is not the author's or stands in a room
    that is closed to them, `Invalid` for a text that cannot be, `Stopped` and `Restricted` as for a new one. What the
    guard kept back is back as soon as the mended words pass.
    """
    old = fetch_own(tx, author.id, moment_id)
    if old.share_of_id is not None or not _stands_open(tx, author.id, old):
        raise NotFound
    text, spoiler, pictures = _cleaned(tx, old, changes)
    if changes.comment_policy is not None and old.parent_id is None:
        tx.run(store.SET_POLICY, moment_id_=old.id, to_policy=int(changes.comment_policy))
    # A letter stays with those it was written to: a name written in later is a plain word.
    letter = old.audience == Kind.MENTIONED
    recipients = set(tx.column(store.MENTIONED_IN, moment_id_=old.id)) if letter else None
    root = old if old.parent_id is None else tx.one(store.MOMENT, moment_id_=old.root_id)
    words = understand(
        tx, author.id, text, among=recipients, aimed=old.parent_id is not None or letter, room=fetch_room_of(tx, root)
    )
    new = msgspec.structs.replace(
        old,
        text=text,
        html=words.html,
        spoiler=spoiler,
        sensitive=(bool(old.sensitive) if changes.sensitive is None else changes.sensitive) or bool(spoiler),
        language=old.language if changes.language is None else changes.language,
        mentions=words.mentions_json,
        tags=words.tags_json,
        marks=marks_with(_marks(old.marks, changes), author, changes.campaign),
        comment_policy=old.comment_policy if changes.comment_policy is None else int(changes.comment_policy),
        media=_media(tx, old, changes, pictures),
    )
    declared = fetch_campaigns(tx, [old.id]).get(old.id) if old.marks & Mark.CAMPAIGN else None
    if _says_the_same(old, new) and changes.campaign in (None, declared):
        return new
    check_campaign(changes.campaign, is_comment=old.parent_id is not None, kind=Kind(old.audience))
    alts = tuple(one.description for one in attachments_of(new.media) if one.description)
    new, ruling = judge_edit(tx, author, old, new, Beside(alts, changes.campaign or declared, changes.by))
    if old.parent_id is not None and not words.leading.issuperset(tx.column(store.LEADING_IN, moment_id_=old.id)):
        tx.run(store.DROP_EDITS, moment_id_=old.id)
        forget_earlier(tx, old.id)
    elif not tx.all(store.EDITS, moment_id_=old.id):
        _keep_version(tx, old, old.id >> 16)
    new = msgspec.structs.replace(new, edited_at=tx.now)
    _keep_version(tx, new, tx.now)
    _rewrite(tx, old, new, words, recipients)
    if changes.campaign is not None:
        put_campaign(tx, old.id, changes.campaign)
    settle_edit(tx, old, ruling)
    tx.tell(Edited(old.id, author.id))
    return new


def _rewrite(tx: WriteTx, old: Moment, new: Moment, words: Words, recipients: set[int] | None) -> None:
    """The row, and all rows by which it is found."""
    tx.run(
        store.UPDATE_TEXT,
        moment_id_=old.id,
        **{f"to_{name}": getattr(new, name) for name in (*_SAID, "html", "mentions", "tags", "edited_at")},
    )
    if new.marks != old.marks:
        tx.run(store.MARK_SHARES, moment_id_=old.id, to_marks=new.marks & ~Mark.CHAIN)
    tx.run(store.DROP_TAGS, moment_id_=old.id)
    if recipients is None:
        tx.run(store.DROP_MENTIONS, moment_id_=old.id)
        keep_mentions(tx, old.id, words)
    else:
        keep_recipients(tx, old.id, recipients, words)
    keep_tags(tx, old.id, words)
    reshelve(tx, old, new)
    make_known(tx, new, words.tags)
    forget_unused(tx, old, tags_of(old))


def _cleaned(tx: ReadTx, old: Moment, changes: Changes) -> tuple[str, str, tuple[int, ...]]:
    text = old.text if changes.text is None else texts.clean_text(changes.text)
    spoiler = old.spoiler if changes.spoiler is None else texts.clean_line(changes.spoiler)
    pictures = tuple(each.id for each in attachments_of(old.media)) if changes.media is None else changes.media
    rules.check_text(text, spoiler, tx.handed(Limits), pictured=bool(pictures))
    return text, spoiler, pictures


def _stands_open(tx: ReadTx, author: int, old: Moment) -> bool:
    """The room that the author's words stand in is open to them: one's own moment is, but in a group that one left."""
    if old.parent_id is None and old.audience != Kind.GROUP:
        return True
    return may_enter(tx, author, old.root_id)


def _says_the_same(old: Moment, new: Moment) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in _SAID)


def _media(tx: WriteTx, old: Moment, changes: Changes, pictures: tuple[int, ...]) -> str:
    if changes.media is None and not changes.depictions:
        return old.media
    return attach(tx, old, pictures, changes.depictions)


def _marks(old: int, changes: Changes) -> int:
    stated = ((Mark.SELLING, changes.selling), (Mark.ASKING, changes.asking), (Mark.PASSED_ON, changes.passed_on))
    declared = rules.marks_of((mark, bool(old & mark) if value is None else value) for mark, value in stated)
    return int(declared) | kept(old)


def _keep_version(tx: WriteTx, moment: Moment, at: int) -> None:
    tx.run(
        store.ADD_EDIT,
        moment_id=moment.id,
        at=at,
        text=moment.text,
        html=moment.html,
        spoiler=moment.spoiler,
        sensitive=moment.sensitive,
        media=moment.media,
    )


def fetch_history(tx: ReadTx, viewer: int, moment_id: int) -> list[Edit]:
    """All versions, oldest first; of one that was never edited the one that is. Raises `NotFound`."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is None or not may_see(tx, viewer, moment_id):
        raise NotFound
    return tx.all(store.EDITS, moment_id_=moment_id) or [
        Edit(moment.id >> 16, moment.text, moment.html, moment.spoiler, moment.sensitive, moment.media)
    ]


def delete_moment(tx: WriteTx, author_id: int, moment_id: int, *, with_media: bool = False) -> Moment:
    """Delete one's own; a tombstone stays. Answers the moment as it was. Raises `NotFound`.

    Its pictures are uploads again and go after a day, as whoever deletes often posts anew; `with_media` they go at
    once.
    """
    moment = fetch_own(tx, author_id, moment_id)
    bury(tx, moment, with_media=with_media)
    return moment


def bury(tx: WriteTx, moment: Moment, *, with_media: bool = False, counted: bool = True) -> None:
    """Take a moment's words away, with its shares, marks, chain and history; what counted it counts it no more.

    Whom it was for goes a minute later (`forget_audience`): until then those who saw it can be told.

    `counted` is false for one whose author is not there: it was taken off when they went.
    """
    take_from_shelves(tx, moment)
    take_off(tx, moment.id, whole=with_media)
    if counted:
        _uncount(tx, moment)
    for share_id in tx.column(store.SHARES_OF, moment_id_=moment.id):
        share = tx.one(store.MOMENT, moment_id_=share_id)
        if share is not None:
            bury(tx, share)
    tx.run(store.BURY, moment_id_=moment.id)
    for statement in (store.DROP_EDITS, store.DROP_LIKES, store.DROP_PINS, store.DROP_BOOKMARKS):
        tx.run(statement, moment_id_=moment.id)
    forget_unused(tx, moment, tags_of(moment))
    if moment.marks & Mark.CHAIN:
        tx.run(store_chain.DROP_ENTRIES, moment_id_=moment.id)
        tx.run(store_chain.DROP_CHAIN, moment_id_=moment.id)
    if moment.state != State.LIVE:
        rulings.take_back(tx, moment.id)
    if moment.marks & Mark.CAMPAIGN:
        tx.run(store_campaigns.DROP, moment_id_=moment.id)
    tx.tell(Deleted(moment.id, moment.author_id, moment.state == State.LIVE))
    if counted:
        tx.tell(Buried(moment.id), after=REMEMBERED)
    else:
        forget_audience(tx, Buried(moment.id))


def forget_audience(tx: WriteTx, fact: Buried) -> None:
    """Whom the deleted moment named and was for goes as well; of groups its tombstone keeps that it stood there."""
    for statement in (store.DROP_MENTIONS, store.DROP_TAGS, store.DROP_CIRCLES, store.DROP_PEOPLE):
        tx.run(statement, moment_id_=fact.moment_id)


def _uncount(tx: WriteTx, moment: Moment) -> None:
    open_to_all = moment.audience in (Kind.PUBLIC, Kind.QUIET)
    if moment.state == State.LIVE and moment.parent_id is not None and open_to_all:
        tx.run(store.COUNT_COMMENTS, parent=moment.parent_id, root=moment.root_id, step=-1)
    if moment.state == State.LIVE and moment.share_of_id is not None and open_to_all:
        tx.run(store.COUNT_SHARES, moment_id_=moment.share_of_id, step=-1)
    if rules.counts_publicly(moment) and moment.share_of_id is None:
        tx.run(store.SET_STATE, moment_id_=moment.id, to_state=int(State.DELETED))
        newest = tx.value(store.NEWEST_PUBLIC, account_id_=moment.author_id)
        people.count_public(tx, moment.author_id, -1, at=None if newest is None else newest >> 16)


def remove_comment(tx: WriteTx, who: people.Account, comment_id: int) -> Moment:
    """Take a comment away from under one's own moment; only its writer still sees it, marked as removed.

    Raises `NotFound` for what one does not see or is no comment there, and for a page's moments: a page answers.
    """
    comment = tx.one(store.MOMENT, moment_id_=comment_id)
    root = None if comment is None else tx.one(store.MOMENT, moment_id_=comment.root_id)
    if comment is None or root is None or not may_see(tx, who.id, comment_id):
        raise NotFound
    if who.kind == people.Kind.PAGE or not rules.may_remove_comment(who.id, comment, root):
        raise NotFound
    if comment.audience in (Kind.PUBLIC, Kind.QUIET) and comment.parent_id is not None:
        tx.run(store.COUNT_COMMENTS, parent=comment.parent_id, root=comment.root_id, step=-1)
    tx.run(store.SET_STATE, moment_id_=comment.id, to_state=int(State.REMOVED))
    tx.tell(Deleted(comment.id, comment.author_id))
    return comment
