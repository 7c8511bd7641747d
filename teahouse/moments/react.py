"""What people do with a moment that they see: like, share, bookmark, pin, mute its conversation."""

from __future__ import annotations

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.moments import rules, store
from teahouse.moments.audience import may_enter, may_see
from teahouse.moments.change import bury, fetch_own
from teahouse.moments.events import Liked, Shared, Unliked
from teahouse.moments.model import CommentPolicy, Kind, Limits, Mark, Moment, State
from teahouse.moments.post import free_id


def fetch_seen(tx: ReadTx, viewer: int, moment_id: int) -> Moment:
    """A moment that the viewer may see. Raises `NotFound`."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is None or not may_see(tx, viewer, moment_id):
        raise NotFound
    return moment


def _subject(tx: ReadTx, viewer: int, moment_id: int, *, taking_back: bool = False) -> Moment:
    """What an act on this moment is about: of a share, what it shares. Raises `NotFound`.

    One's own comment is seen even in a room that is closed to one, but nothing is done there any more; what one did
    there one may take back.
    """
    moment = fetch_seen(tx, viewer, moment_id)
    if moment.share_of_id is not None:
        moment = fetch_seen(tx, viewer, moment.share_of_id)
    if taking_back or (moment.parent_id is None and moment.audience != Kind.GROUP):
        return moment
    if not may_enter(tx, viewer, moment.root_id):
        raise NotFound
    return moment


def like(tx: WriteTx, me: people.Account, moment_id: int, *, at: int | None = None) -> Moment:
    """Like it; liking twice is liking once. `at` is when, for what is brought in. Raises `NotFound`."""
    moment = _subject(tx, me.id, moment_id)
    if tx.run(store.ADD_REACTION["like"], moment_id=moment.id, account_id=me.id, id=tx.new_id(at)):
        tx.run(store.COUNT_LIKES, moment_id_=moment.id, step=1)
        tx.tell(Liked(moment.id, me.id))
    return moment


def unlike(tx: WriteTx, me: people.Account, moment_id: int) -> Moment | None:
    """Like it no more; of what one may no longer see, too: then nothing is answered, not even whether one did."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is not None and moment.share_of_id is not None and may_see(tx, me.id, moment_id):
        moment = tx.one(store.MOMENT, moment_id_=moment.share_of_id)
    if moment is None:
        return None
    if tx.run(store.DROP_REACTION["like"], moment_id_=moment.id, account_id_=me.id):
        tx.run(store.COUNT_LIKES, moment_id_=moment.id, step=-1)
        tx.tell(Unliked(moment.id, me.id))
    return moment if may_see(tx, me.id, moment.id) else None


def keep(tx: WriteTx, me: people.Account, moment_id: int, *, on: bool) -> Moment:
    """Bookmark it or no longer; nobody is told. Raises `NotFound`."""
    moment = _subject(tx, me.id, moment_id, taking_back=not on)
    _set(tx, "bookmark", me.id, moment.id, on=on)
    return moment


def mute_thread(tx: WriteTx, me: people.Account, moment_id: int, *, on: bool) -> Moment:
    """Hear no notices of this conversation, or hear them again. Raises `NotFound`."""
    moment = _subject(tx, me.id, moment_id, taking_back=not on)
    _set(tx, "mute", me.id, moment.root_id, on=on)
    return moment


def pin(tx: WriteTx, me: people.Account, moment_id: int, *, on: bool) -> Moment:
    """Put one's own moment on top of one's profile, or no longer; whoever may see it sees it there.

    Raises `NotFound` for what one does not see, `Invalid` for others' moments, shares, letters, and past the limit.
    """
    moment = fetch_seen(tx, me.id, moment_id)
    if moment.author_id != me.id:
        raise Invalid("base", "ERR_INVALID", "Someone else's post cannot be pinned")
    if on:
        if moment.share_of_id is not None:
            raise Invalid("base", "ERR_INVALID", "A share cannot be pinned")
        if moment.audience in (Kind.MENTIONED, Kind.ONLY_ME):
            raise Invalid("base", "ERR_INVALID", "Posts that nobody else sees on your profile cannot be pinned")
        most = tx.handed(Limits).max_pins
        pinned = tx.value(store.HAS_REACTION["pin"], moment_id_=moment.id, account_id_=me.id)
        if pinned is None and tx.value(store.COUNT_PINS, account_id_=me.id) >= most:
            raise Invalid("base", "ERR_TOO_MANY", "You have already pinned the maximum number of posts")
    _set(tx, "pin", me.id, moment.id, on=on)
    return moment


def _set(tx: WriteTx, what: str, account_id: int, moment_id: int, *, on: bool) -> None:
    if on:
        tx.run(store.ADD_REACTION[what], moment_id=moment_id, account_id=account_id, id=tx.new_id())
    else:
        tx.run(store.DROP_REACTION[what], moment_id_=moment_id, account_id_=account_id)


def share(
    tx: WriteTx, me: people.Account, moment_id: int, kind: Kind = Kind.PUBLIC, *, at: int | None = None
) -> Moment:
    """Pass a public moment on; sharing twice is sharing once. Answers the share.

    `kind` is to whom: everybody (listed or not) or friends. Raises `NotFound` for what one does not see, and
    `Forbidden` for what is not for everybody.
    """
    original = _subject(tx, me.id, moment_id)
    root = original if original.parent_id is None else fetch_seen(tx, me.id, original.root_id)
    if not rules.may_share(original, root) or original.state != State.LIVE:
        raise Forbidden("This action is not allowed")
    existing = tx.value(store.SHARE_BY, moment_id_=original.id, account_id_=me.id)
    if existing is not None:
        return fetch_own(tx, me.id, existing)
    kind = (
        kind if kind in (Kind.PUBLIC, Kind.QUIET) else Kind.FOLLOWERS if me.kind == people.Kind.PAGE else Kind.FRIENDS
    )
    share_id = free_id(tx, at)
    row = Moment(
        id=share_id,
        author_id=me.id,
        root_id=share_id,
        parent_id=None,
        parent_author_id=None,
        share_of_id=original.id,
        audience=int(kind),
        state=int(State.LIVE),
        marks=original.marks & ~Mark.CHAIN,
        comment_policy=int(CommentPolicy.NOBODY),
        sensitive=original.sensitive,
        spoiler="",
        text="",
        html="",
        language=None,
        mentions="[]",
        tags="[]",
        app_name=None,
        app_website=None,
        edited_at=None,
        media="[]",
        likes_count=0,
        comments_count=0,
        shares_count=0,
    )
    tx.run(store.INSERT, **{name: getattr(row, name) for name in Moment.__struct_fields__})
    if kind in (Kind.PUBLIC, Kind.QUIET):
        tx.run(store.COUNT_SHARES, moment_id_=original.id, step=1)
    tx.tell(Shared(original.id, me.id, share_id))
    return row


def unshare(tx: WriteTx, me: people.Account, moment_id: int) -> Moment | None:
    """Take one's share back; answers what was shared, nothing where one may see that no more."""
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is not None and moment.share_of_id is not None and moment.author_id == me.id:
        moment = tx.one(store.MOMENT, moment_id_=moment.share_of_id)
    if moment is None:
        return None
    existing = tx.value(store.SHARE_BY, moment_id_=moment.id, account_id_=me.id)
    if existing is not None:
        bury(tx, fetch_own(tx, me.id, existing))
    return moment if may_see(tx, me.id, moment.id) else None
