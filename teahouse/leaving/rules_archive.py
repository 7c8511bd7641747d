"""How things are written down in an archive: ActivityStreams for what was said, Mastodon's tables for ties. No I/O."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from teahouse import moments, people
from teahouse.people import Addresses

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CONTEXT = [
    "https://www.w3.org/ns/activitystreams",
    {
        "sensitive": "as:sensitive",
        "toot": "http://joinmastodon.org/ns#",
        "blurhash": "toot:blurhash",
        "discoverable": "toot:discoverable",
        "indexable": "toot:indexable",
        "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
        "schema": "http://schema.org#",
        "PropertyValue": "schema:PropertyValue",
        "value": "schema:value",
        "teahouse": "urn:teahouse:",
        "seenBy": "teahouse:seenBy",
        "marks": "teahouse:marks",
        "versions": "teahouse:versions",
        "chain": "teahouse:chain",
        "withheld": "teahouse:withheld",
    },
]
_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


class Around(msgspec.Struct, frozen=True):
    """What a page of the outbox knows beside its cards: whom each is for, earlier versions, lists, and people."""

    aims: Mapping[int, dict[str, Any]]
    versions: Mapping[int, list[moments.Edit]]
    chains: Mapping[int, moments.ChainView]
    accounts: Mapping[int, people.Account]


def said_at(at: int) -> str:
    """An instant, by ISO 8601."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def address_of(addresses: Addresses, author: people.Author | None, moment_id: int | None) -> str | None:
    """Where a moment stands; None where its author, or the moment, is not there for who asks."""
    return None if author is None or moment_id is None else f"{addresses.of(author)}/{moment_id}"


def acct_of(addresses: Addresses, account: people.Author) -> str:
    """Name and host, as other servers want it."""
    return people.acct_of(account) if account.domain else f"{account.username}@{addresses.local_host}"


def activity(addresses: Addresses, me: people.Account, card: moments.Card, around: Around) -> dict[str, Any]:
    """One of the member's own moments as they posted it; of a share, the address of what it shows."""
    shown = card.moment
    here = address_of(addresses, me, shown.id) or ""
    base = {
        "id": f"{here}/activity",
        "actor": addresses.of(me),
        "published": said_at(shown.id >> 16),
        **_aimed(me, shown, addresses),
    }
    if shown.share_of_id is not None:
        author = None if card.original is None else around.accounts.get(card.original.moment.author_id)
        return {**base, "type": "Announce", "object": address_of(addresses, author, shown.share_of_id)}
    return {**base, "type": "Create", "object": _note(addresses, me, card, here, around)}


def _aimed(me: people.Account, shown: moments.Shown, addresses: Addresses) -> dict[str, Any]:
    followers = f"{addresses.of(me)}/followers"
    named = [addresses.profile(name) for _, name, _ in _mentions(shown)]
    if shown.audience == moments.Kind.PUBLIC:
        return {"to": [PUBLIC], "cc": [followers, *named]}
    if shown.audience == moments.Kind.QUIET:
        return {"to": [followers], "cc": [PUBLIC, *named]}
    return {"to": [followers, *named] if shown.audience == moments.Kind.FOLLOWERS else named, "cc": []}


def _mentions(shown: moments.Shown) -> list[tuple[int, str, str]]:
    return msgspec.json.decode(shown.mentions, type=list[tuple[int, str, str]])


def _note(addresses: Addresses, me: people.Account, card: moments.Card, here: str, around: Around) -> dict[str, Any]:
    shown = card.moment
    parent = around.accounts.get(card.shown_parent_author_id or 0)
    note: dict[str, Any] = {
        "id": here,
        "type": "Note",
        "attributedTo": addresses.of(me),
        "published": said_at(shown.id >> 16),
        "summary": shown.spoiler or None,
        "sensitive": bool(shown.sensitive),
        "content": shown.html,
        "source": {"content": shown.text, "mediaType": "text/plain"},
        # Told only where the member may see it still.
        "inReplyTo": address_of(addresses, parent, card.shown_parent_id),
        "tag": [
            *(
                {"type": "Mention", "href": addresses.profile(name), "name": f"@{acct}"}
                for _, name, acct in _mentions(shown)
            ),
            *(
                {"type": "Hashtag", "href": addresses.tag(tag.lower()), "name": f"#{tag}"}
                for tag in msgspec.json.decode(shown.tags, type=list[str])
            ),
        ],
        "attachment": [_image(one) for one in moments.attachments_of(shown.media)],
        "seenBy": around.aims[shown.id],
        "marks": [mark.name.lower() for mark in moments.Mark if mark & shown.marks and mark.name],
    }
    if shown.language:
        note["contentMap"] = {shown.language: shown.html}
    if shown.edited_at is not None:
        note["updated"] = said_at(shown.edited_at)
        note["versions"] = [
            {"published": said_at(one.at), "summary": one.spoiler or None, "content": one.text}
            for one in around.versions.get(shown.id, [])
        ]
    if shown.state in (moments.State.HELD, moments.State.REMOVED):
        note["withheld"] = moments.State(shown.state).name.lower()
    if shown.id in around.chains:
        note["chain"] = _chain(around.chains[shown.id])
    return note


def _image(one: moments.Attachment) -> dict[str, Any]:
    image: dict[str, Any] = {
        "type": "Image",
        "mediaType": _TYPES[one.name.rpartition(".")[2]],
        "url": file_of(one.name),
        "name": one.description or None,
        "width": one.width,
        "height": one.height,
        "blurhash": one.blurhash,
    }
    return image if one.focus is None else {**image, "focalPoint": list(one.focus)}


def file_of(name: str) -> str:
    """Where in the archive a picture's file stands."""
    return f"media_attachments/files/{name}"


def _chain(view: moments.ChainView) -> dict[str, Any]:
    chain = view.chain
    said = {name: getattr(chain, name) for name in ("title", "unit", "most_each", "most_total")}
    truths = {name: bool(getattr(chain, name)) for name in ("author_only", "left_told", "closed")}
    return {**said, **truths, "closes_at": None if chain.closes_at is None else said_at(chain.closes_at)}


def actor(addresses: Addresses, me: people.Account, pictures: Mapping[str, str]) -> dict[str, Any]:
    """The member's own profile; `pictures` are the files of avatar and header in the archive."""
    url = addresses.of(me)
    worn = {"avatar": "icon", "header": "image"}
    return {
        "@context": CONTEXT,
        "id": url,
        "type": "Person",
        "preferredUsername": me.username,
        "name": me.display_name,
        "summary": me.note_html,
        "source": {"content": me.note, "mediaType": "text/plain"},
        "url": url,
        "outbox": "outbox.json",
        "likes": "likes.json",
        "bookmarks": "bookmarks.json",
        "published": said_at(me.created_at),
        "manuallyApprovesFollowers": bool(me.locked),
        "discoverable": bool(me.discoverable),
        "indexable": bool(me.indexable),
        "attachment": [{"type": "PropertyValue", "name": one.name, "value": one.html} for one in people.fields_of(me)],
        **{worn[which]: {"type": "Image", "url": name} for which, name in pictures.items()},
    }


def table(rows: Iterable[Sequence[object]], header: Sequence[str] = ()) -> bytes:
    """Rows as Mastodon writes and reads them: commas, no mark before, true and false in words."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\n")
    if header:
        writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return held.getvalue().encode()


def _cell(cell: object) -> object:
    return str(cell).lower() if isinstance(cell, bool) else cell
