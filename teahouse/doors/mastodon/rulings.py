"""One's own rulings: what the house rules did to one's posts, appealing, and saying that a guess is wrong. All ours."""

from __future__ import annotations

from typing import Literal

import msgspec

from teahouse import moments
from teahouse.doors.mastodon import entities as s
from teahouse.doors.mastodon import entities_rulings as e
from teahouse.doors.mastodon.present import present_statuses
from teahouse.doors.mastodon.present_rulings import present_ruling, reads_chinese
from teahouse.guard import rulings
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Unauthenticated
from teahouse.kit.http import Call, Id, Page, Routes

routes = Routes()
READ, WRITE = "read:statuses", "write:statuses"
_SORTS = {"selling": moments.Mark.SELLING, "asking": moments.Mark.ASKING, "passed_on": moments.Mark.PASSED_ON}


class AppealForm(msgspec.Struct):
    """What is said to whoever looks again."""

    text: str = ""


class ContestForm(msgspec.Struct):
    """Of which sort the status is not; of none that it was guessed to be where nothing is said."""

    sort: Literal["selling", "asking", "passed_on"] | None = None


def member_of(call: Call) -> int:
    """The member who acts, for a page as well as for themselves."""
    if call.caller is None or call.caller.member_id is None:
        raise Unauthenticated
    return int(call.caller.member_id)


@routes.get("/api/v1/rulings", scope=READ)
def show_all(tx: ReadTx, call: Call, query: Page) -> list[e.Ruling]:
    """One's own, the newest first."""
    before, most = query.max_id or rulings.NEWEST, query.size()
    rows = rulings.page_own_rulings(tx, call.actor_id, before=before, limit=most)
    if rows:
        call.link(None, rows[-1].id, more=len(rows) >= most)
    chinese = reads_chinese(tx, call)
    return [present_ruling(tx, row, chinese=chinese, words=False) for row in rows]


@routes.get("/api/v1/rulings/{id}", scope=READ)
def show(tx: ReadTx, call: Call, id: Id) -> e.Ruling:
    """One of one's own, with what was said about it."""
    return present_ruling(tx, rulings.fetch_own_ruling(tx, call.actor_id, id), chinese=reads_chinese(tx, call))


@routes.post("/api/v1/rulings/{id}/appeal", scope=WRITE)
def appeal(tx: WriteTx, call: Call, id: Id, body: AppealForm) -> e.Ruling:
    """Have somebody look again, once: a person other than the first. What was appealed already is 409."""
    made = rulings.appeal(tx, call.actor_id, member_of(call), id, body.text)
    return present_ruling(tx, made, chinese=reads_chinese(tx, call))


@routes.post("/api/v1/rulings/{id}/words", scope=WRITE)
def speak(tx: WriteTx, call: Call, id: Id, body: AppealForm) -> e.Ruling:
    """Say more about it, while somebody is asked (else 409)."""
    rulings.speak(tx, call.actor_id, member_of(call), id, body.text)
    return present_ruling(tx, rulings.fetch_own_ruling(tx, call.actor_id, id), chinese=reads_chinese(tx, call))


@routes.post("/api/v1/statuses/{id}/contest", scope=WRITE)
def contest(tx: WriteTx, call: Call, id: Id, body: ContestForm) -> s.Status:
    """Say that one's own post is not what it was guessed to be; it is never asked again."""
    moments.contest_guess(tx, call.actor_id, id, moments.DECLARED if body.sort is None else _SORTS[body.sort])
    return present_statuses(tx, call.actor_id, [id])[0]
