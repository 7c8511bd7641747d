"""Everybody asks for everything: every GET route, for many ids of each kind, as each member and as a guest.

Promises to find the routes by themselves, so that a route of tomorrow is asked as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import psycopg

from teahouse.app import handed_for, make_api
from teahouse.kit.db import Database, open_database
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests.api.houses import House
from tests.api.wire import Wire
from tests.steppable import SteppableClock

SETTINGS = Settings(origin="https://tea.example", sign_up="open", rate_limits=False)
IDS = {
    "accounts": "account",
    "announcements": "announcement",
    "circles": "circle",
    "lists": "circle",
    "list": "circle",
    "notifications": "notice",
    "statuses": "moment",
}
"""Where the ids stand that belong behind a word in an address; behind any other word every account is tried."""

MOST = 10

Told = tuple[int, tuple[tuple[bytes, bytes], ...], bytes]


def opened(address: str, clock: SteppableClock) -> Database:
    """The house behind an address, under `SETTINGS`."""
    return open_database(address, clock=clock, listeners=listeners(), handed=handed_for(SETTINGS), threads=4)


def live(address: str, clock: SteppableClock, seed: int, acts: int = 150) -> list[str | None]:
    """The cast lives in the house, through the API; everybody's token, and none for a guest."""
    database = opened(address, clock)
    house = House(SETTINGS, database, clock, seed)
    try:
        house.live(acts, look_every=acts + 1, in_the_end=0)
        return [None, *(house.deeds.token(person) for person in house.model.world.people)]
    finally:
        house.close()
        database.close()


def answers(address: str, clock: SteppableClock, tokens: list[str | None]) -> dict[tuple[str | None, str], Told]:
    """All that is answered, by who asked and what."""
    database = opened(address, clock)
    api = make_api(SETTINGS, database, clock=clock)
    wire = Wire(api, "tea.example")
    try:
        routes = [route.said.path for route in api.routes if route.said.method == "GET"]
        targets = [target for path in routes for target in targets_of(path, address)]
        pages = ["/", "/about", "/@anna", "/settings", "/invites"]
        return {(token, target): wire.ask("GET", target, token).told for token in tokens for target in targets + pages}
    finally:
        wire.close()
        database.close()


def targets_of(path: str, address: str) -> Iterator[str]:
    """The addresses that a route answers: its first name in braces stands for each id or each word."""
    if "{" not in path:
        yield f"{path}?limit=80&q=anna&acct=anna&username=anna&timeline[]=home&id[]={ids(address, 'account')[0]}"
        return
    before, _, rest = path.partition("{")
    name, _, after = rest.partition("}")
    word = before.rstrip("/").rpartition("/")[2]
    found = ids(address, IDS.get(word, "account")) if name.endswith("id") else ["tea", "cake", "anna"]
    for one in found:
        yield f"{before}{one}{after}".replace("{", "").replace("}", "")


def ids(address: str, table: str) -> list[int]:
    """Ids of a table, from the first to the last: `MOST` of them at most."""
    statement = f"SELECT id FROM {table} ORDER BY id"
    if is_postgresql(address):
        with psycopg.connect(address) as connection:
            found = [row[0] for row in connection.execute(statement.encode())]
    else:
        with closing(sqlite3.connect(sqlite_path(address))) as connection:
            found = [row[0] for row in connection.execute(statement)]
    return found[:: -(-len(found) // MOST)]
