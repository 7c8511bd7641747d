"""Tags: one of them, those that one follows, and those that a profile shows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_found as f
from teahouse.doors.mastodon.present_people import known_account
from teahouse.doors.mastodon.statuses import viewer_of
from teahouse.doors.mastodon.wire import day
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.kit.text import tag_key

routes = Routes()
_DAY = people.DAY


class NameForm(msgspec.Struct):
    """A tag by its name, with or without its sign."""

    name: str = ""


def present_tags(tx: ReadTx, viewer: int, names: Sequence[str]) -> list[f.Tag]:
    """These tags as this viewer sees them, in this order."""
    return [_tag(tx, viewer, view) for view in moments.fetch_tags(tx, viewer, names)] if names else []


def _tag(tx: ReadTx, viewer: int, view: moments.TagView) -> f.Tag:
    uses = {use.day: use for use in view.uses}
    today = tx.now // _DAY
    history = []
    for on in range(today, today - moments.TAG_DAYS, -1):
        use = uses.get(on)
        history.append(f.TagHistory(str(on * 86_400), str(use.uses if use else 0), str(use.accounts if use else 0)))
    number = int.from_bytes(hashlib.blake2b(view.key.encode(), digest_size=6).digest(), "big")
    signed_in = viewer != 0
    return f.Tag(
        str(number),
        view.name,
        tx.handed(people.Addresses).tag(view.key),
        history,
        view.following if signed_in else msgspec.UNSET,
        view.featuring if signed_in else msgspec.UNSET,
    )


def _one(tx: ReadTx, viewer: int, name: str) -> f.Tag:
    return _tag(tx, viewer, moments.fetch_tag(tx, viewer, name))


def _featured(tx: ReadTx, one: moments.Featured) -> f.FeaturedTag:
    url = tx.handed(people.Addresses).tag(one.tag)
    return f.FeaturedTag(str(one.id), one.name, url, str(one.count), None if one.last is None else day(one.last >> 16))


@routes.get("/api/v1/tags/{name}", scope="read", guest=True)
def show(tx: ReadTx, call: Call, name: str) -> f.Tag:
    """A tag, used or not, with its uses in public in the last seven days (1,000 at most are counted)."""
    return _one(tx, viewer_of(call), name)


@routes.post("/api/v1/tags/{name}/follow", scope="write:follows")
def follow(tx: WriteTx, call: Call, name: str) -> f.Tag:
    """Have listed public statuses with this tag at home, by whomever; at most 200 tags."""
    moments.follow_tag(tx, call.actor_id, name)
    return _one(tx, call.actor_id, name)


@routes.post("/api/v1/tags/{name}/unfollow", scope="write:follows")
def unfollow(tx: WriteTx, call: Call, name: str) -> f.Tag:
    """Or no longer."""
    moments.unfollow_tag(tx, call.actor_id, name)
    return _one(tx, call.actor_id, name)


@routes.post("/api/v1/tags/{name}/feature", scope="write:accounts")
def feature(tx: WriteTx, call: Call, name: str) -> f.Tag:
    """Show it on one's profile; at most 10 tags."""
    moments.feature_tag(tx, call.actor_id, name)
    return _one(tx, call.actor_id, name)


@routes.post("/api/v1/tags/{name}/unfeature", scope="write:accounts")
def unfeature(tx: WriteTx, call: Call, name: str) -> f.Tag:
    """Or no longer."""
    moments.unfeature_tag(tx, call.actor_id, name)
    return _one(tx, call.actor_id, name)


@routes.get("/api/v1/followed_tags", scope="read:follows")
def followed(tx: ReadTx, call: Call, query: Page) -> list[f.Tag]:
    """The tags that one follows, the last followed first."""
    at = moments.Stretch(query.max_id, query.since_id, query.min_id, query.size(100, 200))
    chosen = moments.page_followed(tx, call.actor_id, at)
    if chosen:
        call.link(chosen[0].id, chosen[-1].id, more=len(chosen) >= at.limit)
    return present_tags(tx, call.actor_id, [one.name for one in chosen])


@routes.get("/api/v1/featured_tags", scope="read:accounts")
def featured(tx: ReadTx, call: Call) -> list[f.FeaturedTag]:
    """The tags that one's profile shows."""
    return [_featured(tx, one) for one in moments.fetch_featured(tx, call.actor_id)]


@routes.post("/api/v1/featured_tags", scope="write:accounts")
def add_featured(tx: WriteTx, call: Call, body: NameForm) -> f.FeaturedTag:
    """Show a tag on one's profile; at most 10."""
    return _featured(tx, moments.feature_tag(tx, call.actor_id, body.name.strip().removeprefix("#")))


@routes.get("/api/v1/featured_tags/suggestions", scope="read:accounts")
def suggestions(tx: ReadTx, call: Call) -> list[f.Tag]:
    """The tags that one uses most in public and does not show yet, at most 10."""
    return present_tags(tx, call.actor_id, moments.suggest_featured(tx, call.actor_id))


@routes.delete("/api/v1/featured_tags/{id}", scope="write:accounts")
def drop_featured(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Show one no longer, by the id under which it is shown."""
    moments.drop_featured(tx, call.actor_id, id)
    return e.Empty()


@routes.get("/api/v1/accounts/{id}/featured_tags", scope="read:accounts", guest=True)
def featured_of(tx: ReadTx, call: Call, id: Id) -> list[f.FeaturedTag]:
    """The tags that an account's profile shows, with its uses of them in public."""
    return [_featured(tx, one) for one in moments.fetch_featured(tx, known_account(tx, id).id)]


def find_tags(tx: ReadTx, viewer: int, text: str, *, limit: int, offset: int) -> list[f.Tag]:
    """Tags that begin so and stand in public, as a search answers them; of several words the first is looked for."""
    words = text.split()
    keys = moments.find_tags(tx, viewer, words[0], limit=limit, offset=offset) if words else []
    return present_tags(tx, viewer, [tag_key(key) for key in keys])
