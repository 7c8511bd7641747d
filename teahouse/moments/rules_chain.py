"""The rules of order chains: what may be counted, who may put themselves down, what is still to be had. No I/O."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from teahouse import people
from teahouse.kit import text as texts
from teahouse.kit.errors import Details, Forbidden, Invalid
from teahouse.moments.model import CommentPolicy, Moment, State
from teahouse.moments.model_chain import Chain, ChainChanges, ChainDraft, ChainState, Entry, EntryDraft

MAX_TITLE, MAX_UNIT, MAX_NAME, MAX_NOTE = 100, 20, 50, 200
MAX_QUANTITY = 9_999
"""As many one person can put down where their chain has no bound of its own."""
MAX_TOTAL = 1_000_000
MAX_ENTRIES = 2_000
"""A chain holds at most so many entries."""
MAX_DAYS = 732
"""It closes within two years, where it closes by itself."""


def clean_chain(draft: ChainDraft) -> ChainDraft:
    """The draft as it is kept."""
    title, unit = texts.clean_line(draft.title), texts.clean_line(draft.unit)
    return msgspec.structs.replace(draft, title=title, unit=unit)


def check_chain(draft: ChainDraft, *, now: int, closes_anew: bool = True) -> None:
    """Raises `Invalid` with every fault. A closing time that is not `closes_anew` stood there before."""
    faults: dict[str, list[dict[str, str]]] = {}
    if texts.is_blank(draft.title):
        faults["chain.title"] = [{"error": "ERR_BLANK", "description": "can't be blank"}]
    for name, value, most in (("title", draft.title, MAX_TITLE), ("unit", draft.unit, MAX_UNIT)):
        if len(value) > most:
            said = f"is too long (maximum is {most} characters)"
            faults[f"chain.{name}"] = [{"error": "ERR_TOO_LONG", "description": said}]
    for name, number, most in (
        ("most_each", draft.most_each, MAX_QUANTITY),
        ("most_total", draft.most_total, MAX_TOTAL),
    ):
        if number is not None and not 1 <= number <= most:
            faults[f"chain.{name}"] = [{"error": "ERR_INVALID", "description": f"must be from 1 to {most}"}]
    if closes_anew and draft.closes_at is not None and not now < draft.closes_at <= now + MAX_DAYS * people.DAY:
        said = "must be in the future, and within two years"
        faults["chain.closes_at"] = [{"error": "ERR_INVALID", "description": said}]
    if faults:
        raise Invalid.many(faults)


def changed(chain: Chain, changes: ChainChanges) -> ChainDraft:
    """What the chain would be after the changes."""

    def bound(new: int | None, old: int | None) -> int | None:
        return old if new is None else new or None

    return clean_chain(
        ChainDraft(
            title=chain.title if changes.title is None else changes.title,
            unit=chain.unit if changes.unit is None else changes.unit,
            most_each=bound(changes.most_each, chain.most_each),
            most_total=bound(changes.most_total, chain.most_total),
            closes_at=bound(changes.closes_at, chain.closes_at),
            author_only=bool(chain.author_only if changes.author_only is None else changes.author_only),
            left_told=bool(chain.left_told if changes.left_told is None else changes.left_told),
        )
    )


def check_changes(chain: Chain, after: ChainDraft, *, largest: int) -> None:
    """Raises `Invalid` where a change breaks what people who are on the list were told. `largest` is their most."""
    if after.most_total is not None and after.most_total < chain.taken:
        raise Invalid("chain.most_total", "ERR_INVALID", f"cannot be less than what is taken already ({chain.taken})")
    if after.most_each is not None and after.most_each < largest:
        raise Invalid("chain.most_each", "ERR_INVALID", f"cannot be less than what somebody took already ({largest})")
    if chain.author_only and not after.author_only and chain.places:
        raise Invalid(
            "chain.author_only", "ERR_INVALID", "stays: who is on the list was told that only you see their entry"
        )


def state_of(chain: Chain, now: int) -> ChainState:
    """Whether entries are taken now; closing is a matter of the clock, nothing has to run for it."""
    if chain.closed or (chain.closes_at is not None and chain.closes_at <= now):
        return ChainState.CLOSED
    full = chain.most_total is not None and chain.taken >= chain.most_total
    return ChainState.FULL if full or chain.places >= MAX_ENTRIES else ChainState.OPEN


def left_of(chain: Chain, *, mine: bool) -> int | None:
    """How many are left, where there is a bound and its author tells; the author is always told."""
    if chain.most_total is None or not (mine or chain.left_told):
        return None
    return chain.most_total - chain.taken


def clean_entry(draft: EntryDraft, own_name: str) -> EntryDraft:
    """The entry as it is kept; without a name it has the writer's own."""
    name = texts.clean_name(draft.name) or texts.clean_name(own_name)[:MAX_NAME]
    return EntryDraft(draft.quantity, name, texts.clean_line(draft.note))


def check_entry(chain: Chain, draft: EntryDraft) -> None:
    """Raises `Invalid` with every fault of what somebody wrote."""
    faults: Details = {}
    if texts.is_blank(draft.name):
        faults = {**faults, "name": [{"error": "ERR_BLANK", "description": "can't be blank"}]}
    for name, value, longest in (("name", draft.name, MAX_NAME), ("note", draft.note, MAX_NOTE)):
        if len(value) > longest:
            said = f"is too long (maximum is {longest} characters)"
            faults = {**faults, name: [{"error": "ERR_TOO_LONG", "description": said}]}
    most = chain.most_each or MAX_QUANTITY
    if not 1 <= draft.quantity <= most:
        faults = {**faults, "quantity": [{"error": "ERR_INVALID", "description": f"must be from 1 to {most}"}]}
    if faults:
        raise Invalid.many(faults)


def check_may_sign_up(writer: int, moment: Moment, *, is_friend: bool) -> None:
    """Raises `Forbidden` for whom the comment policy does not let comment: an entry is words under the moment."""
    if not may_sign_up(writer, moment, is_friend=is_friend):
        raise Forbidden("The author of this post does not take entries from you")


def may_sign_up(writer: int, moment: Moment, *, is_friend: bool) -> bool:
    """The comment policy lets the writer put themselves down under this moment, which they see."""
    if moment.state != State.LIVE or not writer:
        return False
    return (
        writer == moment.author_id
        or moment.comment_policy == CommentPolicy.ALL
        or (moment.comment_policy == CommentPolicy.FRIENDS and is_friend)
    )


def too_many(chain: Chain, *, mine: bool) -> Invalid:
    """Why so many cannot be had; how many are left is said where the author tells it."""
    left = left_of(chain, mine=mine)
    return Invalid("quantity", "ERR_TOO_MANY", "is more than is left" + ("" if left is None else f" ({left})"))


def sheet_rows(entries: Sequence[Entry], handles: Mapping[int, str], zone: str) -> list[tuple[str | int, ...]]:
    """Entries as lines of a table: place, name, quantity, note, handle, when it was put down and changed, by `zone`."""

    def when(at: int | None) -> str:
        return "" if at is None else datetime.fromtimestamp(at // 1000, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")

    return [
        (place, e.name, e.quantity, e.note, handles.get(e.account_id or 0, ""), when(e.id >> 16), when(e.changed_at))
        for place, e in enumerate(entries, 1)
    ]


def time_in(zone: str, text: str) -> int:
    """Milliseconds of a time as an author writes it: ISO 8601, in their own zone where it names none.

    A day alone is that day to its end. Raises `Invalid`.
    """
    text = text.strip()
    try:
        at = datetime.fromisoformat(text)
        if len(text) <= len("2026-11-25"):
            at += timedelta(days=1)
        if at.tzinfo is None:
            at = at.replace(tzinfo=ZoneInfo(zone))
        return int(at.astimezone(UTC).timestamp() * 1000)
    except (ValueError, OverflowError):
        raise Invalid(
            "chain.closes_at", "ERR_INVALID", "is not a time such as 2026-11-25T18:00, or a day such as 2026-11-25"
        ) from None
