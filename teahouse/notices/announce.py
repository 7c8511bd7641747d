"""Announcements: what the host says to everybody who is signed in."""

from __future__ import annotations

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.text import clean_text, is_blank, note_html
from teahouse.notices import store_announcements as store
from teahouse.notices.events import Announced, Withdrawn
from teahouse.notices.model import Announcement, ShownAnnouncement

MAX_ANNOUNCEMENT = 5_000


def publish_announcement(
    tx: WriteTx, text: str, *, starts_at: int | None = None, ends_at: int | None = None, all_day: bool = False
) -> Announcement:
    """Say it to everybody from now until `ends_at` (None: until it is withdrawn). Raises `Invalid`."""
    text = clean_text(text)
    if is_blank(text):
        raise Invalid("text", "ERR_BLANK", "can't be blank")
    if len(text) > MAX_ANNOUNCEMENT:
        raise Invalid("text", "ERR_TOO_LONG", f"is too long (maximum is {MAX_ANNOUNCEMENT} characters)")
    if ends_at is not None and ends_at <= max(tx.now, starts_at or 0):
        raise Invalid("ends_at", "ERR_INVALID", "must be in the future, and after the start")
    html = note_html(text, lambda mention: None, tx.handed(people.Addresses).tag)
    announcement = Announcement(tx.new_id(), text, html, starts_at, ends_at, all_day, tx.now)
    tx.run(store.ADD, **{name: getattr(announcement, name) for name in Announcement.__struct_fields__})
    tx.tell(Announced(announcement.id))
    return announcement


def withdraw_announcement(tx: WriteTx, announcement_id: int) -> None:
    """Say it no more. Raises `NotFound`."""
    if not tx.run(store.DROP, announcement=announcement_id):
        raise NotFound
    tx.tell(Withdrawn(announcement_id))


def fetch_announcements(tx: ReadTx) -> list[Announcement]:
    """All of them, ended ones too, for the host; oldest first."""
    return tx.all(store.ALL)


def fetch_current_announcements(tx: ReadTx, reader: int) -> list[ShownAnnouncement]:
    """Those that have not ended, oldest first, and whether this reader put each away."""
    return tx.all(store.CURRENT, reader=reader)


def dismiss_announcement(tx: WriteTx, reader: int, announcement_id: int) -> None:
    """The reader has read it. Twice is once. Raises `NotFound`."""
    if tx.value(store.EXISTS, announcement=announcement_id) is None:
        raise NotFound
    tx.run(store.MARK_READ, account_id=reader, announcement_id=announcement_id)
