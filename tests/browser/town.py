"""The demonstration neighbourhood, served: built once for all workers, copied for whoever wants one of their own."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec

from teahouse.doors.cli.demo import SignIn, build_neighbourhood
from teahouse.settings import Settings
from tests.clients.server import running

SEED = 7


class Town(msgspec.Struct, frozen=True):
    """A served neighbourhood: its address, and as whom one may sign in, by name."""

    origin: str
    people: dict[str, SignIn]


def build_once(folder: Path) -> list[SignIn]:
    """Build it into this folder, or wait for whoever does."""
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / "people.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            # Posted by this very minute, so that the pages say "two hours ago" and never "in an hour".
            now = int(time.time() * 1000)
            address = f"sqlite:{folder / 'town' / 'house.sqlite'}"
            (folder / "town").mkdir(exist_ok=True)
            settings = Settings(database=address, sign_up="invite")
            with ThreadPoolExecutor(1) as pool:  # the browser's event loop runs in this thread
                signed = pool.submit(
                    build_neighbourhood,
                    address,
                    settings,
                    seed=SEED,
                    now=now,
                    progress=lambda _: None,
                    passwords="fixed",
                ).result()
            told.write_bytes(msgspec.json.encode(signed))
    return msgspec.json.decode(told.read_bytes(), type=list[SignIn])


@contextmanager
def served(built: Path, folder: Path, **settings: str) -> Iterator[Town]:
    """A copy of the neighbourhood at an address of its own."""
    signed = build_once(built)
    shutil.copytree(built / "town", folder, dirs_exist_ok=True)
    chosen = {"media": str(folder / "house-media"), "sign_up": "invite", "rate_limits": "false", **settings}
    with running(folder, **chosen) as origin:
        yield Town(origin, {one.username: one for one in signed})
