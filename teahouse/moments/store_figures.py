"""SQL of the figures of moments."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from teahouse.kit.db import Statement
from teahouse.moments.model import State
from teahouse.moments.schema import moment


class Counted(msgspec.Struct, frozen=True):
    """How many there are of each; shares are neither."""

    moments: int
    comments: int


COUNTED = Statement(
    sa.select(sa.func.count() - sa.func.count(moment.c.parent_id), sa.func.count(moment.c.parent_id))
    .select_from(moment)
    .where(moment.c.state == State.LIVE, moment.c.share_of_id.is_(None)),
    Counted,
)
