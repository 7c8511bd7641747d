"""Making a report: what its reporter could see of it at that moment is kept, so that nobody needs to see more.

The one whom it is about is told nothing of it, neither that it was made nor by whom.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse import moments, people
from teahouse.housekeeping import rules, store
from teahouse.housekeeping.model import Complaint, Report, SeenMoment, SeenPicture, Snapshot
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.pictures import use_again
from teahouse.moments import Kind

_TOLD = {
    int(Kind.PUBLIC): "public",
    int(Kind.QUIET): "unlisted",
    int(Kind.HOUSE): "house",
    int(Kind.FOLLOWERS): "followers",
    int(Kind.GROUP): "group",
    int(Kind.MENTIONED): "direct",
}
"""As others than its author are told for whom a moment is; anything else is `limited`."""


def make_report(tx: WriteTx, reporter: people.Account, target_id: int, complaint: Complaint) -> Report:
    """A new report. Raises `Invalid`, and `NotFound` for an account that is not there.

    So it does for a moment that the reporter may not see or that is another's: the answer is as for none.
    """
    complaint = rules.check_complaint(complaint)
    target = people.fetch_account(tx, target_id)
    if target is None:
        raise NotFound
    seen = _seen(tx, reporter.id, complaint.moment_ids, author_id=target.id)
    snapshot = Snapshot(people.acct_of(target), target.display_name, target.note, seen)
    return _keep(tx, reporter, target.id, complaint, snapshot)


def report_group(tx: WriteTx, reporter: people.Account, group_id: int, complaint: Complaint) -> Report:
    """The same of a group that the reporter is in, and of what was said there by whomever.

    Raises `Invalid`, and `NotFound` for who is not in it and for its owner, and for a moment that is not in it.
    """
    complaint = rules.check_complaint(complaint)
    group = people.groups.fetch_group(tx, reporter.id, group_id)
    there = moments.fetch_group_ids(tx, list(complaint.moment_ids))
    if group.role == people.groups.Role.OWNER or any(there.get(one) != group.id for one in complaint.moment_ids):
        raise NotFound
    seen = _seen(tx, reporter.id, complaint.moment_ids, author_id=None)
    snapshot = Snapshot(group.username, group.display_name, group.note, seen, is_group=True)
    return _keep(tx, reporter, group.id, complaint, snapshot)


def _keep(tx: WriteTx, reporter: people.Account, target_id: int, complaint: Complaint, snapshot: Snapshot) -> Report:
    made = Report(
        id=tx.new_id(),
        reporter_id=reporter.id,
        target_id=target_id,
        category=complaint.category.value,
        comment=complaint.comment,
        rules=complaint.rules,
        snapshot=snapshot,
        assigned_id=None,
        resolved_at=None,
    )
    kept = {name: getattr(made, name) for name in made.__struct_fields__}
    kept["rules"], kept["snapshot"] = (msgspec.json.encode(kept[name]).decode() for name in ("rules", "snapshot"))
    tx.run(store.ADD_REPORT, **kept)
    return made


def _seen(tx: WriteTx, viewer: int, ids: Sequence[int], *, author_id: int | None) -> tuple[SeenMoment, ...]:
    """Each of these as the viewer sees it now; all of this author's, if one is named."""
    if moments.seen_of(tx, viewer, ids) != set(ids):
        raise NotFound
    cards = moments.fetch_cards(tx, viewer, list(ids))
    if author_id is not None and any(card.moment.author_id != author_id for card in cards):
        raise NotFound
    shown = [card if card.original is None else card.original for card in cards]
    named = {card.moment.author_id for card in shown} | {card.shown_parent_author_id or 0 for card in shown}
    accounts = people.fetch_accounts(tx, named)
    return tuple(
        _moment(card, one, accounts, _pictures(tx, viewer, one)) for card, one in zip(cards, shown, strict=True)
    )


def _pictures(tx: WriteTx, viewer: int, shown: moments.Card) -> tuple[SeenPicture, ...]:
    """What hangs on it. The report uses these pictures too from now on, so that their files stay."""
    attached = moments.attachments_of(shown.moment.media)
    for one in attached:
        use_again(tx, moments.fetch_seen_picture(tx, viewer, one.id).id)
    return tuple(SeenPicture(one.name, one.small, one.description) for one in attached)


def _moment(
    card: moments.Card,
    shown: moments.Card,
    accounts: dict[int, people.Account],
    pictures: tuple[SeenPicture, ...],
) -> SeenMoment:
    moment, author = shown.moment, accounts[shown.moment.author_id]
    answered = accounts.get(shown.shown_parent_author_id or 0)
    return SeenMoment(
        reported_id=card.moment.id,
        id=moment.id,
        author=people.acct_of(author),
        author_name=author.display_name,
        text=moment.text,
        spoiler=moment.spoiler,
        audience=_TOLD.get(shown.shown_kind, "limited"),
        at=moment.id >> 16,
        edited_at=moment.edited_at,
        answers=None if answered is None else people.acct_of(answered),
        pictures=pictures,
    )
