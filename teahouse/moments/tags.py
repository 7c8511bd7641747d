"""Tags: finding them, following them, showing them on one's profile, and how they are used in public.

Promises that nothing is said of a tag to anybody that public moments do not say: one that stands in friends' moments
alone is found by nobody, and used by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from teahouse.kit import text as texts
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import store_tags as store
from teahouse.moments.feeds import MAX_ID
from teahouse.moments.model import Kind, Moment, Stretch
from teahouse.moments.model_tags import Chosen, Featured, TagView

DAY = 86_400_000
TAG_DAYS = 7
MOST_COUNTED = 1_000
"""A tag's uses are counted for so many days, and no more than so many of the newest."""
MOST_FOLLOWED = 200
MOST_FEATURED = 10
MOST_SUGGESTED = 10
LAST = "\U0010ffff"
"""Comes after whatever else a tag goes on with."""


def find_tags(tx: ReadTx, viewer: int, text: str, *, limit: int, offset: int = 0) -> list[str]:
    """The keys of tags that begin so and stand in a listed public moment that the viewer may see, by their letters."""
    sought = texts.tag_key(text.strip().lstrip("#＃"))
    if not sought or "\0" in sought:
        return []
    keys: list[str] = tx.column(store.FOUND, viewer=viewer, first=sought, after=sought + LAST, n=offset + limit)
    return keys[offset:]


def fetch_tags(tx: ReadTx, viewer: int, names: Sequence[str]) -> list[TagView]:
    """These tags in this order, written as they are known, or as they are asked for."""
    keys = [texts.tag_key(name) for name in names]
    known = dict(tx.all(store.NAMES, tags=keys))
    followed = set(tx.column(store.CHOSEN_OF["follow"], account=viewer, tags=keys))
    featured = set(tx.column(store.CHOSEN_OF["feature"], account=viewer, tags=keys))
    since = (tx.now // DAY - TAG_DAYS + 1) * DAY << 16
    return [
        TagView(
            key,
            known.get(key, name),
            tx.all(store.USES, tag_=key, since=since, n=MOST_COUNTED) if key in known else [],
            key in followed,
            key in featured,
        )
        for key, name in zip(keys, names, strict=True)
    ]


def fetch_tag(tx: ReadTx, viewer: int, name: str) -> TagView:
    """One tag, used or not. Raises `NotFound` for what is no tag."""
    _check(name)
    return fetch_tags(tx, viewer, [name])[0]


def follow_tag(tx: WriteTx, me: int, name: str) -> None:
    """Home shows its listed public moments from now on. Raises `NotFound` for what is no tag, `Invalid` past 200."""
    _choose(tx, "follow", me, name, MOST_FOLLOWED)


def unfollow_tag(tx: WriteTx, me: int, name: str) -> None:
    """Or no longer. Raises `NotFound` for what is no tag."""
    tx.run(store.LEAVE["follow"], account=me, tag_=_check(name))


def feature_tag(tx: WriteTx, me: int, name: str) -> Featured:
    """Show it on one's profile. Raises `NotFound` for what is no tag, `Invalid` past 10."""
    key = _choose(tx, "feature", me, name, MOST_FEATURED)
    return next(one for one in fetch_featured(tx, me) if one.tag == key)


def unfeature_tag(tx: WriteTx, me: int, name: str) -> None:
    """Show it no longer. Raises `NotFound` for what is no tag."""
    tx.run(store.LEAVE["feature"], account=me, tag_=_check(name))


def drop_featured(tx: WriteTx, me: int, feature_id: int) -> None:
    """Show one no longer, by the number under which it is shown. Raises `NotFound`."""
    key = tx.value(store.FEATURE_BY_ID, account=me, feature_id=feature_id)
    if key is None:
        raise NotFound
    tx.run(store.LEAVE["feature"], account=me, tag_=key)


def page_followed(tx: ReadTx, me: int, at: Stretch) -> list[Chosen]:
    """The tags that one follows, the last first."""
    ends = {"account": me, "max_id": MAX_ID if at.max_id is None else at.max_id, "n": at.limit}
    if at.min_id is not None:
        return tx.all(store.FOLLOWED_UPWARDS, since=at.min_id, **ends)[::-1]
    return tx.all(store.FOLLOWED, since=at.since_id or 0, **ends)


def fetch_featured(tx: ReadTx, account_id: int) -> list[Featured]:
    """What an account shows on its profile, in the order in which it was chosen."""
    return tx.all(store.FEATURED, account=account_id)


def suggest_featured(tx: ReadTx, me: int) -> list[str]:
    """The keys of the tags that one uses most in public and does not show yet."""
    return tx.column(store.USED_MOST, account=me, newest=MOST_COUNTED, n=MOST_SUGGESTED)


def make_known(tx: WriteTx, moment: Moment, names: Iterable[str]) -> None:
    """All may find these tags, if the moment is a listed public one."""
    if moment.audience == Kind.PUBLIC and moment.parent_id is None:
        for name in names:
            tx.run(store.KNOW, tag=texts.tag_key(name), name=name)


def forget_unused(tx: WriteTx, moment: Moment, names: Iterable[str]) -> None:
    """Of these tags, which the moment had, those are known no more that no public moment has."""
    keys = [texts.tag_key(name) for name in names]
    if keys and moment.audience == Kind.PUBLIC and moment.parent_id is None:
        tx.run(store.FORGET, tags=keys)


def _choose(tx: WriteTx, what: str, me: int, name: str, most: int) -> str:
    key = _check(name)
    chosen = tx.column(store.CHOSEN_OF[what], account=me, tags=[key])
    if not chosen and tx.value(store.COUNT[what], account=me) >= most:
        raise Invalid("name", "ERR_TOO_MANY", f"is one too many (maximum is {most} tags)")
    tx.run(store.CHOOSE[what], account_id=me, tag=key, name=name, id=tx.new_id())
    return key


def _check(name: str) -> str:
    if len(name) > 200 or not texts.is_tag(name):
        raise NotFound
    return texts.tag_key(name)
