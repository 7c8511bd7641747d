"""The market, what waits there, and the figures of what came lately, held to the specification."""

from __future__ import annotations

from collections import Counter
from functools import partial

from teahouse import moments, people
from teahouse.kit.db import ReadTx
from tests.gate import specification as spec
from tests.gate.plain import DAY, Person, Post, World
from tests.gate.reading import check_pages, ids_of, same


def check_market(tx: ReadTx, w: World, v: Person, size: int) -> None:
    """Every list of the market for one viewer, and what is counted of their last days."""
    account = people.fetch_account(tx, v.id)
    assert account is not None
    for muted in (False, True):
        market = ids_of(spec.market(w, v, muted=muted))
        check_pages(partial(moments.page_market, tx, account, muted=muted), market, size, v, "market", muted)
        held = ids_of(spec.held(w, v, muted=muted))
        check_pages(partial(moments.page_turned_down, tx, account, muted=muted), held, size, v, "held", muted)
    for n, author in enumerate(w.people):
        if not size and n % 2:
            continue
        at = moments.Stretch(limit=1_000)
        found = moments.page_market(tx, account, at, seller=author.id).ids
        same(found, ids_of(spec.market(w, v, seller=author)), v, "market by", author)
        found = moments.page_turned_down(tx, account, at, author=author.id, muted=True).ids
        same(found, ids_of(spec.held(w, v, author=author, muted=True)), v, "held of", author)
    check_lately(tx, w, v, account)


def check_lately(tx: ReadTx, w: World, v: Person, account: people.Account) -> None:
    """The rules' own home is the feed's, and what waits is what the market holds."""
    lately = moments.fetch_lately(tx, account)
    first = ((w.now + v.offset) // DAY - moments.LATELY + 1) * DAY - v.offset

    def of_late(posts: list[Post]) -> list[Post]:
        return [m for m in posts if m.at >= first]

    home = ids_of([m for m in of_late(spec.home(w, v)) if m.author in v.follows - {v}])
    same([came.id for came in moments.shown(lately)][::-1], home, v, "is shown lately")
    elsewhere = {p for c in w.circles if c.owner is v and c.exclusive for p in c.members}
    held = [m.author.id for m in of_late(spec.held(w, v, muted=True)) if m.author not in elsewhere]
    same(moments.waiting(lately), Counter(held), v, "waits for")
    sold = Counter(m.author.id for m in spec.market(w, v, muted=True) if m.author in v.follows - {v})
    recent = w.now - moments.LATELY * DAY
    old = Counter(m.author.id for m in spec.market(w, v, muted=True) if m.author in v.follows - {v} and m.at < recent)
    found = {seller.account_id: seller.count for seller in moments.fetch_sellers(tx, account)}
    same(found, dict(sold - old), v, "sellers")
