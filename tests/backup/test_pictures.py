"""A backup takes the pictures of a house that goes on running; elsewhere the same addresses answer the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from teahouse.app import handed_for, make_api, media_folder
from teahouse.doors.cli import main
from teahouse.kit.db import open_database
from teahouse.kit.files import Disk
from teahouse.kit.pictures import Pictures
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests.cast import Cast
from tests.cli.conftest import Type, folder, new_house, tea
from tests.mastodon.client import Client
from tests.photographs import photograph
from tests.steppable import SteppableClock

__all__ = ["folder", "new_house", "tea"]
ORIGIN = "https://tea.example"


@pytest.fixture
def kind() -> str:
    return "sqlite"


@contextmanager
def opened(settings: Settings, clock: SteppableClock) -> Iterator[tuple[Client, Cast | None]]:
    """The API over a house that stands in a file; with the cast where nobody lives there yet."""
    handed = handed_for(settings)
    with closing(open_database(settings.database, clock=clock, listeners=listeners(), handed=handed)) as database:
        empty = database.read_now(lambda tx: tx.dialect) and not Path(settings.media or "-").exists()
        cast = Cast(database, clock) if empty else None
        client = Client(make_api(settings, database, clock=clock), cast)  # type: ignore[arg-type]
        yield client, cast
        client.close()
        database.context.handed[Pictures].close()


def test_the_same_addresses_answer_the_same_bytes(
    tea: Type, folder: Path, clock: SteppableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main is not None
    here = Settings(origin=ORIGIN, database=f"sqlite:{folder / 'teahouse.sqlite'}", rate_limits=False)
    assert media_folder(here) == folder / "teahouse-media"
    there = Settings(origin=ORIGIN, database=f"sqlite:{folder / 'there.sqlite'}", media=str(folder / "moved" / "there"))
    with opened(here, clock) as (api, cast):
        assert cast is not None
        uploads = [
            api.json("POST", "/api/v2/media", cast.anna, files={"file": ("x", photograph(seed), "x/y")})
            for seed in (1, 2)
        ]
        body = {"status": "Look", "visibility": "public", "media_ids": [one["id"] for one in uploads]}
        status = api.post("/api/v1/statuses", cast.anna, **body)
        sent = {"avatar": ("x", photograph(3), "x/y")}
        me = api.json("PATCH", "/api/v1/accounts/update_credentials", cast.anna, files=sent)
        shown = api.get(f"/api/v1/statuses/{status['id']}")["media_attachments"]
        addresses = [one[name] for one in shown for name in ("url", "preview_url")] + [me["avatar"]]
        before = [api.ask("GET", url.removeprefix(ORIGIN)) for url in addresses]
        tea("backup", "house.tar")
        assert not Disk(folder / "teahouse-media").path("0" * 40 + "-" + "0" * 16 + ".jpg").exists()
    monkeypatch.setenv("TEAHOUSE_DATABASE", there.database)
    monkeypatch.setenv("TEAHOUSE_MEDIA", there.media)
    tea("restore", "house.tar")
    with opened(there, clock) as (api, _):
        after = [api.ask("GET", url.removeprefix(ORIGIN)) for url in addresses]
    assert [answer.status_code for answer in after] == [200] * 5
    assert [answer.content for answer in after] == [answer.content for answer in before]


def test_nothing_is_removed_while_somebody_copies(tmp_path: Path) -> None:
    disk, name = Disk(tmp_path / "pictures"), "0" * 40 + "-" + "1" * 16 + ".jpg"
    disk.staging.mkdir(parents=True)
    (disk.staging / "new").write_bytes(b"picture")
    disk.put(disk.staging / "new", name)
    with Disk(tmp_path / "pictures").held():
        assert disk.drop([name]) is False
        assert disk.path(name).read_bytes() == b"picture"
    assert disk.drop([name, name]) is True
    assert not disk.path(name).exists()
