"""Everybody asks for everything: every GET route, for many ids of each kind, as each member and as a guest.

Promises to find the routes by themselves, so that a route of tomorrow is asked as well.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import psycopg

from teahouse.app import handed_for, make_api
from teahouse.kit.db import Database, open_database
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.http import Api
from teahouse.kit.pictures import Pictures
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests.api.houses import House
from tests.api.wire import Wire
from tests.photographs import photograph
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
PICTURE = re.compile(r"https://tea\.example(/media/[^\"]+)")

Told = tuple[int, tuple[tuple[bytes, bytes], ...], bytes]


@contextmanager
def opened(address: str, clock: SteppableClock, pictures: Path) -> Iterator[tuple[Settings, Database]]:
    """The house behind an address, with its pictures in a folder."""
    settings = msgspec.structs.replace(SETTINGS, database=address, media=str(pictures))
    database = open_database(address, clock=clock, listeners=listeners(), handed=handed_for(settings), threads=4)
    try:
        yield settings, database
    finally:
        database.context.handed[Pictures].close()
        database.close()


def live(address: str, clock: SteppableClock, seed: int, pictures: Path, acts: int = 150) -> list[str | None]:
    """The cast lives in the house, through the API, and shows pictures; everybody's token, and none for a guest."""
    with opened(address, clock, pictures) as (settings, database):
        house = House(settings, database, clock, seed)
        try:
            house.live(acts, look_every=acts + 1, in_the_end=0)
            tokens = [house.deeds.token(person) for person in house.model.world.people]
            for number, token in enumerate(tokens[:4]):
                show_picture(house.wire, token, number)
            house.settle()
            return [None, *tokens]
        finally:
            house.close()


def show_picture(wire: Wire, token: str, number: int) -> None:
    """Upload one and post it to friends."""
    body = (
        b'--part\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + photograph(number) + b"\r\n--part--\r\n"
    )
    uploaded = wire.send("POST", "/api/v2/media", token, body, b"multipart/form-data; boundary=part")
    assert uploaded.status == 200, uploaded
    fields = {"status": "Look", "visibility": "private", "media_ids": [uploaded.json["id"]]}
    assert wire.ask("POST", "/api/v1/statuses", token, fields).status == 200


def answers(
    address: str, clock: SteppableClock, tokens: list[str | None], pictures: Path
) -> dict[tuple[str | None, str], Told]:
    """All that is answered, by who asked and what; and every picture whose address stands in an answer."""
    with opened(address, clock, pictures) as (settings, database):
        api = make_api(settings, database, clock=clock)
        wire = Wire(api, "tea.example")
        try:
            found = _answers(wire, api, address, tokens)
            shown = sorted({text for told in found.values() for text in PICTURE.findall(told[2].decode("latin-1"))})
            assert len(shown) > 4
            return found | {(None, target): wire.ask("GET", target).told for target in shown}
        finally:
            wire.close()


def _answers(wire: Wire, api: Api, address: str, tokens: list[str | None]) -> dict[tuple[str | None, str], Told]:
    routes = [route.said.path for route in api.routes if route.said.method == "GET"]
    targets = [target for path in routes for target in targets_of(path, address)]
    targets += ["/", "/about", "/@anna", "/settings", "/invites"]
    return {(token, target): wire.ask("GET", target, token).told for token in tokens for target in targets}


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
