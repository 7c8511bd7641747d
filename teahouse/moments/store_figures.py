"""SQL of the figures of moments."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, among, number, one_of
from teahouse.moments.audience import in_window
from teahouse.moments.model import Kind, State
from teahouse.moments.schema import moment


class Counted(msgspec.Struct, frozen=True):
    """How many there are of each; shares are neither."""

    moments: int
    comments: int


class PublicFigures(msgspec.Struct, frozen=True):
    """One account's public moments that are still in its window: how many, and the newest."""

    account_id: int
    count: int
    newest_id: int


# For the few accounts that let others look back only so far; for all others the number is kept ready.
IN_WINDOW = Statement(
    sa.select(moment.c.author_id, sa.func.count(), sa.func.max(moment.c.id))
    .where(
        one_of(moment.c.author_id, "accounts"),
        moment.c.parent_id.is_(None),
        moment.c.state == number(State.LIVE),
        moment.c.share_of_id.is_(None),
        among(moment.c.audience, (Kind.PUBLIC, Kind.QUIET)),
        in_window(moment, people.look_up(number(0), moment.c.author_id)),
    )
    .group_by(moment.c.author_id),
    PublicFigures,
)
COUNTED = Statement(
    sa.select(sa.func.count() - sa.func.count(moment.c.parent_id), sa.func.count(moment.c.parent_id))
    .select_from(moment)
    .where(moment.c.state == State.LIVE, moment.c.share_of_id.is_(None)),
    Counted,
)
