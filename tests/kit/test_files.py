"""Files on the disk and in a bucket: put once, read bit by bit, dropped; nothing but names of ours leads anywhere."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from teahouse.app import handed_for, make_api
from teahouse.kit.db import open_database
from teahouse.kit.files import Disk, Missing, Store
from teahouse.kit.files.s3 import Bucket
from teahouse.kit.pictures import Pictures
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.photographs import photograph, read
from tests.postgres import free_port
from tests.steppable import SteppableClock

NAME = "0123456789abcdef" * 2 + "01234567-0123456789abcdef.jpg"
HOSTILE = ("../../etc/passwd", "x.jpg", "", "/" + NAME, NAME + "\n", NAME + "/..", NAME.upper(), NAME + ".html", "a\0b")


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that speaks S3, with a bucket called `pictures`."""
    port, folder = free_port(), tmp_path_factory.mktemp("s3")
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    address = f"http://127.0.0.1:{port}"
    try:
        late = time.monotonic() + 90
        while time.monotonic() < late:
            with suppress(httpx.TransportError):
                if httpx.put(f"{address}/pictures", timeout=30).status_code == 200:
                    break
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(params=["disk", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store that is empty."""
    if request.param == "disk":
        return Disk(tmp_path / "files")
    address: str = request.getfixturevalue("endpoint")
    return Bucket("pictures", f"house/{os.urandom(4).hex()}", endpoint=address, key="who", secret="secret")


def put(store: Store, folder: Path, name: str, content: bytes) -> None:
    """As the studio does."""
    store.staging.mkdir(parents=True, exist_ok=True)
    path = folder / "made"
    path.write_bytes(content)
    store.put(path, name)
    assert not path.exists()


def whole(store: Store, name: str) -> tuple[int, bytes]:
    """The size that is told, and what is read."""

    async def go() -> tuple[int, bytes]:
        opened = await store.open(name)
        return opened.size, b"".join([piece async for piece in opened.pieces])

    return asyncio.run(go())


def test_what_was_put_is_there_until_it_is_dropped(files: Store, tmp_path: Path) -> None:
    content = os.urandom(700_000)
    put(files, tmp_path, NAME, content)
    assert whole(files, NAME) == (len(content), content)
    small = NAME.replace(".jpg", "-small.webp")
    with pytest.raises(Missing):
        whole(files, small)
    assert files.drop([small, NAME, NAME]) is True
    with pytest.raises(Missing):
        whole(files, NAME)


def test_what_is_old_is_found_by_its_name(files: Store, tmp_path: Path) -> None:
    small = NAME.replace(".jpg", "-small.webp")
    for name in (NAME, small):
        put(files, tmp_path, name, b"x")
    now = round(time.time() * 1000)
    assert sorted(files.old(now + 60_000)) == sorted([NAME, small])
    assert list(files.old(now - 3_600_000)) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_no_other_name_leads_anywhere(files: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(Missing):
        whole(files, name)
    (tmp_path / "made").write_bytes(b"x")
    with pytest.raises(Missing):
        files.put(tmp_path / "made", name)


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "files")
    put(disk, tmp_path, NAME, b"picture")
    disk.path(NAME).unlink()
    disk.path(NAME).symlink_to("/etc/hostname")
    with pytest.raises(OSError, match="symbolic"):
        whole(disk, NAME)


def test_a_bucket_that_cannot_be_reached_is_our_fault(tmp_path: Path) -> None:
    away = Bucket("pictures", "", endpoint="http://127.0.0.1:9", key="who", secret="secret", patience=1)
    with pytest.raises(Exception, match=r"(?i)connect|error"):
        whole(away, NAME)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_house_whose_pictures_are_in_a_bucket(address: str, clock: SteppableClock, endpoint: str) -> None:
    settings = Settings(
        origin="https://tea.example",
        rate_limits=False,
        media="s3://pictures/house/",
        s3_endpoint=endpoint,
        s3_key="who",
        s3_secret="secret",
    )
    handed = handed_for(settings)
    with closing(open_database(address, clock=clock, listeners=listeners(), handed=handed)) as database:
        cast = Cast(database, clock)
        client = Client(make_api(settings, database, clock=clock), cast)
        one = client.json("POST", "/api/v2/media", cast.anna, files={"file": ("x", photograph(), "x/y")})
        fetch: Callable[[], httpx.Response] = lambda: client.ask("GET", one["url"].removeprefix(client.origin))  # noqa: E731 - twice
        assert read(fetch().content).size == (80, 60)
        assert client.json("DELETE", f"/api/v1/media/{one['id']}", cast.anna) == {}
        handed[Pictures].sweep(database)
        assert fetch().status_code == 404
        left = re.findall("<Key>([^<]*)", httpx.get(f"{endpoint}/pictures").text)
        assert [key for key in left if NAME[:16] not in key] == [], "only what other tests put there"
        client.close()
        handed[Pictures].close()
