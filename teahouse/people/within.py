"""Who is near: friends, and the friends of friends.

Promises that nobody learns who a friend's friends are unless both of those two agreed to be found (`discoverable`).
"""

from __future__ import annotations

from typing import Literal

from teahouse.kit.db import ReadTx
from teahouse.people import store_within as store

Links = Literal[1, 2]
"""Distance is counted in links: one to a friend, two to a friend's friend."""


def fetch_within(tx: ReadTx, account_id: int, links: Links) -> list[int]:
    """The ids of all within so many links of the account, itself left out, in no order.

    Friends are in it as they are. A friend's friend is, where both that one and the friend between are discoverable.
    """
    return tx.column(store.WITHIN_ONE if links == 1 else store.WITHIN_TWO, of_=account_id)
