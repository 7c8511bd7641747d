"""SQL of campaigns: what a moment declares, in one row beside it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, one_of, upsert
from teahouse.moments.model import State
from teahouse.moments.schema import campaign, moment

PUT: Statement[None] = Statement(upsert(campaign, ["moment_id"], ["moment_id", "said"]))
DROP: Statement[None] = Statement(
    campaign.delete().where(campaign.c.moment_id == sa.bindparam("moment_id_", type_=sa.BigInteger))
)
OF: Statement[Any] = Statement(
    sa.select(campaign.c.moment_id, campaign.c.said).where(one_of(campaign.c.moment_id, "moments"))
)
OWN: Statement[Any] = Statement(
    sa.select(campaign.c.moment_id, campaign.c.said)
    .join(moment, moment.c.id == campaign.c.moment_id)
    .where(moment.c.author_id == sa.bindparam("account", type_=sa.BigInteger), moment.c.state != int(State.DELETED))
    .order_by(campaign.c.moment_id)
)
