"""Bringing a whole network in: people who know each other elsewhere become accounts, friends and circles here.

Promises all of a network or nothing, and that bringing the same one in again changes nothing. Nobody is told of it:
thousands of old friendships are no news.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Forbidden
from teahouse.people import rules, store_circles, store_ties
from teahouse.people import store_bring_in as store
from teahouse.people.accounts import fetch_accounts
from teahouse.people.befriend import fetch_tie
from teahouse.people.circles import create_circle, fetch_circles
from teahouse.people.create import create_account
from teahouse.people.keep_sight import put_ties
from teahouse.people.model import Account, CircleKind, Limits, SightRow, Tie


class CircleDrawn(msgspec.Struct, frozen=True):
    """A circle in a network: whose it is, what it is called, who is in it. People are numbers, see `Network`."""

    owner: int
    title: str
    members: tuple[int, ...]


class Network(msgspec.Struct, frozen=True):
    """People, by user name, and who are friends: pairs of places in `people`, each pair once."""

    people: tuple[str, ...]
    ties: tuple[tuple[int, int], ...]
    circles: tuple[CircleDrawn, ...] = ()


class BroughtIn(msgspec.Struct, frozen=True):
    """How much of a network was new."""

    people: int
    ties: int
    circles: int


def bring_in(tx: WriteTx, network: Network) -> BroughtIn:
    """Add what is not there yet. Who was brought in before, and has not been here since, is taken for the same person.

    Raises `Conflict` where a name is somebody else's, `Forbidden` past the house's numbers, `Invalid` for names and
    titles that cannot be. Sign-in stays shut until the host makes a reset link.
    """
    known = _known(tx, network)
    _check_numbers(tx, network)
    fresh = {name: create_account(tx, username=name) for name in network.people if name.lower() not in known}
    accounts = [fresh.get(name) or known[name.lower()] for name in network.people]
    new = {place for place, name in enumerate(network.people) if name in fresh}
    both_new = [(a, b) for a, b in network.ties if a in new and b in new]
    _befriend_new(tx, accounts, both_new)
    ties = len(both_new)
    ties += _befriend_known(tx, accounts, [(a, b) for a, b in network.ties if a not in new or b not in new])
    circles = sum(_draw(tx, accounts, circle) for circle in network.circles)
    return BroughtIn(len(fresh), ties, circles)


def _known(tx: ReadTx, network: Network) -> dict[str, Account]:
    """Accounts that were brought in before, by handle."""
    rows = tx.all(store.NAMED, handles=[name.lower() for name in network.people])
    for row in rows:
        if not row.shut:
            raise Conflict(f"{row.handle} is somebody's name here already; bring these people in by other names")
    accounts = fetch_accounts(tx, [row.id for row in rows])
    return {account.handle: account for account in accounts.values()}


def _check_numbers(tx: ReadTx, network: Network) -> None:
    most = tx.handed(Limits).max_friends
    friends = [0] * len(network.people)
    for pair in network.ties:
        for place in pair:
            friends[place] += 1
    for place, number in enumerate(friends):
        if number > most:
            raise Forbidden(f"{network.people[place]} would have {number} friends; this house allows {most}")


def _befriend_new(tx: WriteTx, accounts: Sequence[Account], ties: Sequence[tuple[int, int]]) -> None:
    """Friendships among people who know nobody else yet: the rows are written at once, with what follows from them."""
    friends: dict[int, set[int]] = {}
    for a, b in ties:
        friends.setdefault(a, set()).add(b)
        friends.setdefault(b, set()).add(a)
    pairs = [(accounts[a].id, accounts[b].id, len(friends[a] & friends[b])) for a, b in ties]
    if pairs:
        one, other = (accounts[place] for place in ties[0])
        mine, theirs = (Tie(a.id, b.id, following=True, since=tx.now) for a, b in ((one, other), (other, one)))
        # All are new members alike, so what one sees of another is the same for each pair.
        _write(tx, sorted(pairs + [(b, a, common) for a, b, common in pairs]), rules.sight_of(one, other, mine, theirs))


def _write(tx: WriteTx, pairs: Sequence[tuple[int, int, int]], alike: SightRow | None) -> None:
    """(viewer, author, friends in common), in the order of the tables' keys: each of their pages is filled once."""
    kept = {name: getattr(alike, name) for name in ("flags", "muted_until", "fold", "window_days", "since")}
    if tx.dialect == "postgresql":
        viewers, authors, commons = (list(column) for column in zip(*pairs, strict=True))
        tx.run(store.ADD_TIES, viewers=viewers, authors=authors, commons=commons, since=tx.now)
        tx.run(store.ADD_SIGHTS, viewers=viewers, authors=authors, commons=commons, **kept)
    else:
        tx.run_many(store.ADD_TIE, [{"source": a, "target": b, "since": tx.now} for a, b, _ in pairs])
        tx.run_many(store.ADD_SIGHT, [{**kept, "viewer": a, "author": b, "common": n} for a, b, n in pairs])


def _befriend_known(tx: WriteTx, accounts: Sequence[Account], ties: Sequence[tuple[int, int]]) -> int:
    """Friendships of people who may know others: one after the other. The number of those that are new."""
    viewers = sorted({accounts[a].id for a, _ in ties})
    friends = set(tx.all(store.FRIENDS_OF_MANY, viewers=viewers)) if viewers else set()
    missing = [(accounts[a], accounts[b]) for a, b in ties if store.Pair(accounts[a].id, accounts[b].id) not in friends]
    most = tx.handed(Limits).max_friends
    for a, b in missing:
        put_ties(tx, a, b, _standing(tx, a, b), _standing(tx, b, a))
    for account in {each.id: each for pair in missing for each in pair}.values():
        if tx.value(store_ties.COUNT_FOLLOWS, viewer_=account.id) > most:
            raise Forbidden(f"{account.username} would have more than the {most} friends that this house allows")
    return len(missing)


def _standing(tx: ReadTx, a: Account, b: Account) -> Tie:
    return msgspec.structs.replace(fetch_tie(tx, a.id, b.id), following=True, requested=False, since=tx.now)


def _draw(tx: WriteTx, accounts: Sequence[Account], drawn: CircleDrawn) -> bool:
    """Whether the circle is new; one of the same owner and name is added to."""
    owner, title = accounts[drawn.owner], rules.check_title(drawn.title)
    same = [each for each in fetch_circles(tx, owner.id) if each.title == title and each.kind == CircleKind.CIRCLE]
    circle = same[0] if same else create_circle(tx, owner, title)
    tx.run_many(
        store_circles.ADD_MEMBER,
        [{"circle_id": circle.id, "account_id": accounts[member].id} for member in drawn.members],
    )
    return not same
