"""Many ask at once: whoever comes first is served, and nothing is given twice, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from teahouse import moments, people
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Invalid
from teahouse.moments import ChainDraft, ChainState, EntryDraft, Public
from tests.cast import Cast

WRITERS, BOXES = 24, 10


def test_a_crowd_gets_no_more_than_there_is(cast: Cast) -> None:
    crowd = [cast.do(people.create_account, username=f"buyer{n}") for n in range(WRITERS)]
    chain = ChainDraft("Boxes", most_total=BOXES)
    moment = cast.post(cast.mei, "Ten boxes", Public(listed=True), chain=chain)

    def ask(n: int) -> bool:
        draft = EntryDraft(1 + n % 2)
        try:
            cast.database.write_now(partial(_put_down, crowd[n], moment.id, draft))
            if n % 3 == 0:
                # Some change their minds, which frees what others may take.
                cast.database.write_now(partial(_put_down, crowd[n], moment.id, EntryDraft(1)))
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        served = sum(threads.map(ask, range(WRITERS)))
    entries = cast.ask(moments.fetch_entries, cast.mei.id, moment.id)
    view = cast.ask(moments.fetch_chains, cast.mei.id, [moment.id])[moment.id]
    assert sum(entry.quantity for entry in entries) == view.chain.taken == view.total
    assert BOXES - 1 <= view.chain.taken <= BOXES
    assert len(entries) == view.chain.places == served
    assert view.state in (ChainState.FULL, ChainState.OPEN)
    assert len({entry.account_id for entry in entries}) == len(entries)


def _put_down(who: people.Account, moment_id: int, draft: EntryDraft, tx: WriteTx) -> None:
    moments.put_down(tx, who, moment_id, draft)
