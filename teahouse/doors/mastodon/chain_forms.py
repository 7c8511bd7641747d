"""Order chains as they are sent: with a post that is made or changed."""

from __future__ import annotations

import msgspec

from teahouse import moments, people
from teahouse.kit.db import WriteTx
from teahouse.moments import ChainChanges, ChainDraft, Mark


class ChainForm(msgspec.Struct):
    """A chain to hang on a new post. Times without a zone are in the author's own."""

    title: str = ""
    unit: str = ""
    most_each: int | None = None
    most_total: int | None = None
    closes_at: str | None = None
    author_only: bool = False
    left_told: bool = False


class ChainChangesForm(msgspec.Struct):
    """What changes of it; 0 and an empty closing time take a bound away."""

    title: str | None = None
    unit: str | None = None
    most_each: int | None = None
    most_total: int | None = None
    closes_at: str | None = None
    author_only: bool | None = None
    left_told: bool | None = None


def chain_draft(form: ChainForm, zone: str) -> ChainDraft:
    """The chain that an author in this zone means."""
    return ChainDraft(
        title=form.title,
        unit=form.unit,
        most_each=form.most_each or None,
        most_total=form.most_total or None,
        closes_at=closing_time(form.closes_at, zone) or None,
        author_only=form.author_only,
        left_told=form.left_told,
    )


def keep_chain(tx: WriteTx, author: people.Account, moment_id: int, form: ChainChangesForm) -> None:
    """Change the chain on the author's own status; where there is none, hang this one on it."""
    if moments.fetch_own(tx, author.id, moment_id).marks & Mark.CHAIN:
        moments.change_chain(tx, author.id, moment_id, _changes(form, author.time_zone))
        return
    given = {name: value for name, value in msgspec.structs.asdict(form).items() if value is not None}
    moments.add_chain(tx, author.id, moment_id, chain_draft(ChainForm(**given), author.time_zone))


def _changes(form: ChainChangesForm, zone: str) -> ChainChanges:
    return ChainChanges(
        title=form.title,
        unit=form.unit,
        most_each=form.most_each,
        most_total=form.most_total,
        closes_at=closing_time(form.closes_at, zone),
        author_only=form.author_only,
        left_told=form.left_told,
    )


def closing_time(text: str | None, zone: str) -> int | None:
    """Milliseconds; 0 where it is said that there is none, None where nothing is said."""
    if text is None:
        return None
    return moments.time_in(zone, text) if text.strip() else 0
