"""A lived-in house on a real database, and raw requests to it: no client library tidies them up on the way."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.types import Message

from teahouse import moments, people
from teahouse.app import make_api, open_house
from teahouse.kit.db import Database
from teahouse.kit.db.worker import run_due
from teahouse.settings import Settings
from tests.api.wire import Answer
from tests.cast import Cast
from tests.steppable import SteppableClock

SCOPES = ("read", "write", "follow", "push", "profile")
HOST = b"tea.example"
JSON, FORM = b"application/json", b"application/x-www-form-urlencoded"
Contents = dict[str, tuple[int, str]]
Heads = tuple[tuple[bytes, bytes], ...]


class Rig:
    """The cast with ties, circles and talk. Anna asks; what is Ben's or Xiaoming's is not hers."""

    def __init__(self, settings: Settings, database: Database, clock: SteppableClock) -> None:
        self.database = database
        self.clock = clock
        self.cast = Cast(database, clock)
        self.api = make_api(settings, database, clock=clock)
        self.runner = asyncio.Runner()
        self.path = Path(settings.database.removeprefix("sqlite:"))
        self.ids: dict[str, int] = {}
        self._live()
        self.anna = self.token(self.cast.anna)
        self.ben = self.token(self.cast.ben)
        self.app = self.token(None)
        # The first request of the week notes that they were here; that is no effect of the ones to come.
        for whose, token in (("my", self.anna), ("their", self.ben)):
            self.ids[f"{whose} notice"] = int(self.ask("GET", "/api/v1/notifications", token).json[0]["id"])
        made = self.ask("POST", "/api/v1/lists", self.anna, {"title": "Reading"})
        self.ids["my list"] = int(made.json["id"])
        self.reader = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        self._kept = sqlite3.connect(":memory:")
        self.keep()

    def _live(self) -> None:
        cast = self.cast
        cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei), (cast.ben, cast.xiaoming))
        cast.do(people.follow, cast.anna, cast.bakery)
        cast.do(people.follow, cast.zoe, cast.anna)
        cast.do(people.follow, cast.zoe, cast.ben)
        mine = cast.do(people.create_circle, cast.anna, "Close")
        theirs = cast.do(people.create_circle, cast.ben, "Secret club")
        cast.do(people.add_members, cast.anna, mine.id, [cast.ben.id])
        cast.do(people.add_members, cast.ben, theirs.id, [cast.mei.id])
        public = cast.post(cast.anna, "Morning, @ben #tea", moments.Public(listed=True))
        friends = cast.post(cast.ben, "For friends, and @anna")
        only = cast.post(cast.anna, "For few", moments.Only((mine.id,), (cast.mei.id,)))
        hidden = cast.post(cast.ben, "For the club", moments.Only((theirs.id,), ()))
        letter = cast.post(cast.ben, "@mei a letter", moments.Mentioned())
        comment = cast.comment(cast.mei, public, "Good morning")
        cast.do(moments.like, cast.ben, public.id)
        cast.do(moments.like, cast.anna, friends.id)
        cast.do(moments.keep, cast.anna, friends.id, on=True)
        cast.do(moments.share, cast.ben, public.id)
        gone = cast.post(cast.anna, "Never mind")
        cast.do(moments.delete_moment, cast.anna.id, gone.id)
        self.ids = {
            "anna": cast.anna.id, "ben": cast.ben.id, "mei": cast.mei.id, "xiaoming": cast.xiaoming.id,
            "zoe": cast.zoe.id, "bakery": cast.bakery.id, "my circle": mine.id, "their circle": theirs.id,
            "public": public.id, "friends": friends.id, "only": only.id, "hidden": hidden.id, "letter": letter.id,
            "comment": comment.id, "gone": gone.id,
        }  # fmt: skip

    def close(self) -> None:
        """Let go of the event loop and the file."""
        self.reader.close()
        self._kept.close()
        self.runner.close()

    def keep(self) -> None:
        """Remember how it is now."""
        self.reader.backup(self._kept)

    def restore(self) -> None:
        """As it was when last kept, whatever was done since."""
        writer = sqlite3.connect(self.path)
        self._kept.backup(writer)
        writer.close()

    def token(self, who: people.Account | None, *scopes: str) -> str:
        """A new token of the house's own app; without an account, one of an app alone."""
        account = None if who is None else who.id
        issued: people.Issued = self.cast.do(people.issue_token, None, account, account, scopes or SCOPES)
        return issued.token

    def contents(self) -> Contents:
        """Rows and hash of every table, save when somebody was last here."""
        names = [name for (name,) in self.reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: self._table(name) for name in names}

    def _table(self, name: str) -> tuple[int, str]:
        said = self.reader.execute(f'SELECT * FROM "{name}"')
        kept = [at for at, column in enumerate(said.description) if column[0] != "seen_week"]
        rows = sorted(repr([row[at] for at in kept]) for row in said)
        return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()

    def ask(
        self,
        method: str,
        target: str | bytes,
        token: str | bytes | None = None,
        body: object = b"",
        *,
        kind: bytes | None = JSON,
        headers: Heads = (),
        host: bytes | None = HOST,
        peer: str = "127.0.0.1",
    ) -> Answer:
        """One request, byte by byte as it is said here; a body that is not bytes goes as JSON."""
        sent = list(headers)
        if host is not None:
            sent.insert(0, (b"host", host))
        if token is not None:
            sent.append((b"authorization", b"Bearer " + (token if isinstance(token, bytes) else token.encode())))
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        if kind is not None and raw:
            sent.append((b"content-type", kind))
        answer = self.runner.run(
            self._go(method, target.encode() if isinstance(target, str) else target, sent, raw, peer)
        )
        while method not in ("GET", "HEAD") and run_due(self.database):
            pass
        return answer

    async def _go(
        self, method: str, target: bytes, headers: list[tuple[bytes, bytes]], body: bytes, peer: str
    ) -> Answer:
        path, _, query = target.partition(b"?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "https",
            "path": unquote(path.decode("latin-1")), "raw_path": path, "query_string": query, "root_path": "",
            "headers": headers, "client": (peer, 1), "server": ("127.0.0.1", 1),
        }  # fmt: skip
        out: list[Message] = []
        waiting = [body[at : at + 65536] for at in range(0, len(body), 65536)] or [b""]

        async def receive() -> Message:
            if not waiting:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

        async def send(message: Message) -> None:
            out.append(message)

        await self.api(scope, receive, send)
        told = b"".join(part.get("body", b"") for part in out[1:])
        return Answer(method, target.decode("latin-1"), out[0]["status"], tuple(out[0]["headers"]), told)

    def refused(self, method: str, target: str | bytes, *args: object, **sent: object) -> Answer:
        """An answer that turns the request down in Mastodon's words and leaves the house as it was."""
        before = self.contents()
        answer = self.ask(method, target, *args, **sent)  # type: ignore[arg-type]
        assert 400 <= answer.status < 500, answer
        told = answer.json
        assert isinstance(told, dict), answer
        assert isinstance(told["error"], str), answer
        assert told["error"], answer
        after = self.contents()
        changed = [name for name in after if after[name] != before.get(name)]
        assert not changed, f"{answer} changed {changed}"
        return answer


def lived_in(*, rate_limits: bool = False) -> Any:
    """A fixture that a module takes by name (`rig = lived_in()`): one house for all its tests, on SQLite."""

    @pytest.fixture(scope="module")
    def rig(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
        path = tmp_path_factory.mktemp("fuzz") / "house.sqlite"
        shutil.copy(empty_file, path)
        settings = Settings(
            origin="https://tea.example",
            database=f"sqlite:{path}",
            sign_up="open",
            rate_limits=rate_limits,
            trusted_proxies=("10.0.0.0/8",),
        )
        clock = SteppableClock()
        database = open_house(settings, clock=clock)
        made = Rig(settings, database, clock)
        yield made
        made.close()
        database.close()

    return rig
