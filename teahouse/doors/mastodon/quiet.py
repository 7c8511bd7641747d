"""The quiet controls: what one turns down of somebody, and one's own name for them. The other side is never told.

`mute` is Mastodon's and means "don't look at theirs"; `hide`, `unhide`, `quiet` and `hides` are ours.
"""

from __future__ import annotations

import msgspec

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present import account_fields, iso
from teahouse.doors.mastodon.present_people import (
    answer_rows,
    cursor_of,
    known_account,
    link_rows,
    present_relationship,
)
from teahouse.doors.mastodon.statuses import actor_of
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.people import Quiet

routes = Routes()
READ, WRITE = "read:mutes", "write:mutes"


class MuteForm(msgspec.Struct):
    """For how many seconds (0: until unmuted), and whether their notices are silenced too."""

    duration: int = 0
    notifications: bool = True


class NoteForm(msgspec.Struct):
    """One's own name or note for somebody."""

    comment: str = ""


class QuietForm(msgspec.Struct):
    """What is to change; what is left out stays. `fold` is how many posts a day are shown, 0 for all."""

    selling_off: bool | None = None
    asking_off: bool | None = None
    shares_off: bool | None = None
    fold: int | None = None
    hiding: bool | None = None


@routes.post("/api/v1/accounts/{id}/mute", scope=WRITE)
def mute(tx: WriteTx, call: Call, id: Id, body: MuteForm) -> e.Relationship:
    """Don't look at theirs."""
    me = actor_of(tx, call)
    people.mute(tx, me, known_account(tx, id), seconds=body.duration, notices=body.notifications)
    return present_relationship(tx, me.id, id)


@routes.post("/api/v1/accounts/{id}/unmute", scope=WRITE)
def unmute(tx: WriteTx, call: Call, id: Id) -> e.Relationship:
    """Look at theirs again."""
    me = actor_of(tx, call)
    people.unmute(tx, me, known_account(tx, id))
    return present_relationship(tx, me.id, id)


@routes.post("/api/v1/accounts/{id}/note", scope="write:accounts")
def note(tx: WriteTx, call: Call, id: Id, body: NoteForm) -> e.Relationship:
    """Keep a name or a note for somebody, for oneself alone."""
    return _turned(tx, call, id, Quiet(remark=body.comment))


@routes.post("/api/v1/accounts/{id}/hide", scope=WRITE)
def hide(tx: WriteTx, call: Call, id: Id) -> e.Relationship:
    """Don't let them see mine."""
    return _turned(tx, call, id, Quiet(hiding=True))


@routes.post("/api/v1/accounts/{id}/unhide", scope=WRITE)
def unhide(tx: WriteTx, call: Call, id: Id) -> e.Relationship:
    """Let them see mine again."""
    return _turned(tx, call, id, Quiet(hiding=False))


@routes.post("/api/v1/accounts/{id}/quiet", scope=WRITE)
def quiet(tx: WriteTx, call: Call, id: Id, body: QuietForm) -> e.Relationship:
    """Turn down what they sell, ask for or share, fold them to a few a day, or hide from them."""
    return _quieted(tx, call, id, body)


@routes.patch("/api/v1/accounts/{id}/quiet", scope=WRITE)
def change_quiet(tx: WriteTx, call: Call, id: Id, body: QuietForm) -> e.Relationship:
    """As POST."""
    return _quieted(tx, call, id, body)


def _quieted(tx: WriteTx, call: Call, id: int, body: QuietForm) -> e.Relationship:
    return _turned(tx, call, id, Quiet(**msgspec.structs.asdict(body)))


def _turned(tx: WriteTx, call: Call, id: int, changes: Quiet) -> e.Relationship:
    me = actor_of(tx, call)
    people.turn_down(tx, me, known_account(tx, id), changes)
    return present_relationship(tx, me.id, id)


@routes.get("/api/v1/mutes", scope=READ)
def mutes(tx: ReadTx, call: Call, query: Page) -> list[e.MutedAccount]:
    """Whom one does not look at, and until when."""
    me, at = call.actor_id, cursor_of(query)
    rows = people.page_mutes(tx, me, at)
    link_rows(call, rows, at)
    accounts = people.fetch_accounts(tx, [row.account_id for row in rows])
    numbers = people.fetch_numbers(tx, me, list(accounts.values()))
    accounts = moments.gate_figures(tx, me, accounts, numbers)
    return [
        e.MutedAccount(
            **account_fields(tx, accounts[row.account_id], numbers[row.account_id]),
            mute_expires_at=None if row.at == people.FOREVER else iso(row.at),
        )
        for row in rows
    ]


@routes.get("/api/v1/hides", scope=READ)
def hides(tx: ReadTx, call: Call, query: Page) -> list[e.Account]:
    """Whom one does not let see one's own."""
    me, at = call.actor_id, cursor_of(query)
    return answer_rows(tx, call, me, people.page_hides(tx, me, at), at)
