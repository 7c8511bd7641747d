"""Posting a moment or a comment: gate, rules, store, tell."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from teahouse import people
from teahouse.guard import rulings
from teahouse.kit import text as texts
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import rules, store, store_groups
from teahouse.moments.attach import attach, fetch_hangable
from teahouse.moments.audience import may_enter, may_see
from teahouse.moments.campaigns import check_campaign, marks_with, put_campaign
from teahouse.moments.events import Posted
from teahouse.moments.groups import fetch_room_of
from teahouse.moments.guarded import Beside, judge_new
from teahouse.moments.keep_chain import check_new_chain, hang_chain
from teahouse.moments.model import Audience, CommentPolicy, Draft, Group, Kind, Limits, Mark, Mentioned, Moment, State
from teahouse.moments.search import put_on_shelves
from teahouse.moments.store_media import MediaRow
from teahouse.moments.tags import make_known
from teahouse.moments.words import Words, keep_mentions, keep_tags, understand

ONCE_FOR = 3_600_000
"""An idempotency key is remembered for an hour, in milliseconds."""


def post_moment(tx: WriteTx, author: people.Account, draft: Draft) -> Moment:
    """Post a draft; with `once`, the same draft posted again within an hour is the first one, unchanged.

    Raises `NotFound` for a parent that the author may not see and for circles or people that are not theirs to name,
    `Invalid` for a text, an audience or a chain that cannot be, `Forbidden` where comments are not taken, and `Stopped`
    or `Restricted` where the guard does not let it pass.
    """
    if draft.once is not None and (earlier := _posted_before(tx, author.id, draft.once)) is not None:
        return earlier
    text = texts.clean_text(draft.text)
    spoiler = texts.clean_line(draft.spoiler)
    limits = tx.handed(Limits)
    rules.check_text(text, spoiler, limits, pictured=bool(draft.media))
    rules.check_audience(author, draft.audience, limits)
    chain = None if draft.chain is None else check_new_chain(tx, draft)
    parent = _fetch_parent(tx, author, draft)
    root = parent if parent is None or parent.parent_id is None else tx.one(store.MOMENT, moment_id_=parent.root_id)
    audience = draft.audience if parent is None else rules.cut_of(draft, parent)
    _check_named(tx, author, audience)
    pictures = fetch_hangable(tx, author.id, draft.media) if draft.media else {}
    room = people.groups.fetch_room(tx, audience.id) if isinstance(audience, Group) else fetch_room_of(tx, root)
    aimed = parent is not None or isinstance(audience, Mentioned)
    words = understand(tx, author.id, text, aimed=aimed, room=room)
    moment_id = free_id(tx, draft.at)
    moment = _row(
        draft,
        author,
        text=text,
        spoiler=spoiler,
        audience=audience,
        moment_id=moment_id,
        words=words,
        parent=parent,
        root=root,
    )
    check_campaign(draft.campaign, is_comment=parent is not None, kind=Kind(moment.audience))
    moment, ruling = judge_new(
        tx, author, moment, Beside(_alts(draft, pictures), draft.campaign, draft.by, draft.mends)
    )
    _insert(tx, moment, audience, words)
    if ruling is not None:
        rulings.keep(tx, ruling)
    if draft.media:
        moment = msgspec.structs.replace(moment, media=attach(tx, moment, draft.media, draft.depictions))
    if chain is not None:
        hang_chain(tx, moment_id, chain)
    if draft.campaign is not None:
        put_campaign(tx, moment_id, draft.campaign)
    put_on_shelves(tx, moment)
    make_known(tx, moment, words.tags)
    if draft.once is not None:
        tx.run(store.PUT_ONCE, account_id=author.id, key=draft.once, moment_id=moment_id, at=tx.now)
    if parent is not None and moment.audience in (Kind.PUBLIC, Kind.QUIET) and moment.state == State.LIVE:
        tx.run(store.COUNT_COMMENTS, parent=parent.id, root=parent.root_id, step=1)
    if rules.counts_publicly(moment):
        people.count_public(tx, author.id, 1, at=moment_id >> 16)
    tx.tell(Posted(moment_id, author.id))
    return moment


def _alts(draft: Draft, pictures: Mapping[int, MediaRow]) -> tuple[str, ...]:
    """What is said of the pictures, as it will stand there."""
    said = {one: draft.depictions[one].description for one in draft.depictions}
    return tuple(text for one, row in pictures.items() if (text := said.get(one) or row.description))


def free_id(tx: WriteTx, at: int | None) -> int:
    """A new id; a backdated one may be taken, so it is looked for until it is not."""
    moment_id = tx.new_id(at)
    while at is not None and tx.one(store.MOMENT, moment_id_=moment_id) is not None:
        moment_id = tx.new_id(at)
    return moment_id


def _row(
    draft: Draft,
    author: people.Account,
    *,
    text: str,
    spoiler: str,
    audience: Audience,
    moment_id: int,
    words: Words,
    parent: Moment | None,
    root: Moment | None,
) -> Moment:
    return Moment(
        id=moment_id,
        author_id=author.id,
        root_id=moment_id if root is None else root.id,
        parent_id=None if parent is None else parent.id,
        parent_author_id=None if parent is None else parent.author_id,
        share_of_id=None,
        audience=int(rules.kind_of(audience)),
        state=int(State.LIVE),
        marks=int(marks_with(draft.marks | (Mark(0) if draft.chain is None else Mark.CHAIN), author, draft.campaign)),
        comment_policy=int(draft.comment_policy if parent is None else CommentPolicy.ALL),
        sensitive=draft.sensitive or bool(spoiler),
        spoiler=spoiler,
        text=text,
        html=words.html,
        language=draft.language or author.language,
        mentions=words.mentions_json,
        tags=words.tags_json,
        app_name=draft.app_name,
        app_website=draft.app_website,
        edited_at=None,
        media="[]",
        likes_count=0,
        comments_count=0,
        shares_count=0,
    )


def _insert(tx: WriteTx, moment: Moment, audience: Audience, words: Words) -> None:
    tx.run(store.INSERT, **{name: getattr(moment, name) for name in Moment.__struct_fields__})
    for circle_id in rules.circles_of(audience):
        tx.run(store.ADD_CIRCLE, moment_id=moment.id, circle_id=circle_id)
    for account_id in rules.people_of(audience):
        tx.run(store.ADD_PERSON, moment_id=moment.id, account_id=account_id)
    if isinstance(audience, Group):
        tx.run(store_groups.ADD, moment_id=moment.id, group_id=audience.id)
    keep_mentions(tx, moment.id, words)
    keep_tags(tx, moment.id, words)


def _posted_before(tx: WriteTx, author_id: int, key: str) -> Moment | None:
    if len(key) > 255:
        raise Invalid("Idempotency-Key", "ERR_TOO_LONG", "is too long (maximum is 255 characters)")
    tx.run(store.DROP_ONCE, before=tx.now - ONCE_FOR)
    earlier = tx.value(store.ONCE, account_id_=author_id, key_=key, since=tx.now - ONCE_FOR)
    if earlier is None:
        return None
    moment = tx.one(store.MOMENT, moment_id_=earlier)
    return moment if moment is not None and moment.state != State.DELETED else None


def _fetch_parent(tx: ReadTx, author: people.Account, draft: Draft) -> Moment | None:
    """The moment that is answered; of a share, what it shares."""
    if draft.parent_id is None:
        return None
    parent = tx.one(store.MOMENT, moment_id_=draft.parent_id)
    if parent is not None and parent.share_of_id is not None and may_see(tx, author.id, parent.id):
        parent = tx.one(store.MOMENT, moment_id_=parent.share_of_id)
    if parent is None or parent.state != State.LIVE or not may_see(tx, author.id, parent.id):
        raise NotFound
    root = parent if parent.parent_id is None else tx.one(store.MOMENT, moment_id_=parent.root_id)
    if root is None or not may_enter(tx, author.id, root.id):
        raise NotFound
    rules.check_may_comment(author.id, root, is_friend=people.are_friends(tx, author.id, root.author_id))
    return parent


def _check_named(tx: ReadTx, author: people.Account, audience: Audience) -> None:
    """Circles are the author's own, people are friends, a group is one that the author is in.

    Raises `NotFound`: another's and none get the same answer; `Forbidden` where only a group's helpers post.
    """
    if isinstance(audience, Group):
        people.groups.check_may_post(tx, author.id, audience.id)
    people.check_own_circles(tx, author.id, rules.circles_of(audience))
    named = rules.people_of(audience)
    if named:
        friends = set(people.fetch_friend_ids(tx, author.id))
        if not friends.issuperset(named):
            raise NotFound
