"""A page without order chains asks nothing for them; one with some asks once for all of them."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import moments
from teahouse.doors.mastodon.present import present_statuses
from teahouse.kit.db import ReadTx
from teahouse.moments import ChainDraft, Public
from tests.cast import Cast


def asked(cast: Cast, shown: list[moments.Moment]) -> int:
    """How many statements it takes to present these."""

    def look(tx: ReadTx) -> int:
        run, statements = tx._execute, []

        def counted(sql: str, params: Any = ()) -> Any:
            statements.append(sql)
            return run(sql, params)

        tx._execute = counted
        present_statuses(tx, cast.anna.id, [moment.id for moment in shown])
        return len(statements)

    return cast.database.read_now(look)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_only_a_page_with_lists_asks_for_them(cast: Cast) -> None:
    everybody = Public(listed=True)
    plain = [cast.post(cast.mei, f"plain {n}", everybody) for n in range(3)]
    lists = [cast.post(cast.mei, f"list {n}", everybody, chain=ChainDraft("Boxes")) for n in range(3)]
    bare = asked(cast, plain)
    assert asked(cast, plain + lists[:1]) == bare + 1
    assert asked(cast, plain + lists) == bare + 1
