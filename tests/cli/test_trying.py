"""The demo's folder: what stands there is used while it fits, and the host's own house is left alone.

How the neighbourhood is built is tried in tests/demo; here it is built in the long run only.
"""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import click
import msgspec
import pytest

from teahouse.doors.cli.demo_house import DemoHouse, Guest, Stamp, made_from
from teahouse.doors.cli.trying import default_folder, lan_address, settings_for, welcome
from teahouse.kit.db.migrate import migrate
from teahouse.kit.db.running import hold
from teahouse.migrations import FOLDER
from tests.cli.conftest import Type
from tests.cli.test_serving import ask, environment, free_port


def ready(folder: Path, port: int = 8000, *, lan: bool = False) -> DemoHouse:
    """A demo that was built earlier, with nobody but three names in its note."""
    house = DemoHouse(folder, settings_for("192.0.2.7" if lan else "127.0.0.1", port, lan=lan))
    migrate(house.settings.database, FOLDER)
    note(house, made_from(), house.settings.origin)
    return house


def note(house: DemoHouse, source: str, origin: str) -> None:
    guests = [Guest("anna", "Anna", "teahouse"), Guest("xiaoming", "小明", "teahouse"), Guest("lin", "Lin", "teahouse")]
    house.file.with_suffix(".json").write_bytes(msgspec.json.encode(Stamp(source, origin, 0, guests)))


def test_what_was_built_is_used_while_it_fits(folder: Path) -> None:
    house = ready(folder)
    assert house.fits()
    house.make_ready(fresh=False, progress=pytest.fail)
    note(house, "earlier texts", house.settings.origin)
    assert not house.fits()
    note(house, made_from(), "http://192.0.2.8:8000")
    assert not house.fits()
    note(house, made_from(), house.settings.origin)
    house.file.write_bytes(b"half a database")
    assert not house.fits()
    house.file.with_suffix(".json").unlink()
    assert not house.fits()


def test_every_kind_of_address_has_a_file_of_its_own(folder: Path) -> None:
    houses = [ready(folder), ready(folder, 9000), ready(folder, lan=True)]
    assert [house.file.name for house in houses] == ["demo.sqlite", "demo-9000.sqlite", "demo-lan.sqlite"]
    assert [house.settings.sign_up for house in houses] == ["open", "open", "invite"]


def test_one_that_is_open_stays_open(tea: Type, folder: Path) -> None:
    house = ready(folder)
    with hold(house.settings.database):
        said = tea("demo", "--data", ".", "--fresh", code=1).stderr
    assert said == "Error: The demo is open already: http://127.0.0.1:8000\n"
    assert house.fits()


def test_a_busy_port_is_told_before_anything_is_built(tea: Type, folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert "something else listens there" in tea("demo", "--data", "new", "--port", str(port), code=1).stderr
    assert not (folder / "new").exists()
    assert "--host goes with --lan" in tea("demo", "--host", "192.0.2.1", code=2).stderr


def test_the_second_run_opens_it_at_once(folder: Path) -> None:
    port = free_port()
    ready(folder, port)
    real = {"TEAHOUSE_DATABASE": "sqlite:/nowhere/real.sqlite", "TEAHOUSE_NAME": "The real house"}
    command = [sys.executable, "-P", "-m", "teahouse", "demo", "--data", ".", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=folder, env=environment() | real, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline().strip() for _ in range(8)]
        assert ask(port, "/api/v1/instance")["title"] == "Willowford 柳津"
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        assert "Traceback" not in process.stderr.read()
    assert lines[1] == f"Willowford 柳津 is open at http://127.0.0.1:{port}"
    assert [line.split()[:2] for line in lines[3:7]] == [
        ["sign", "in"],
        ["anna", "teahouse"],
        ["xiaoming", "teahouse"],
        ["lin", "teahouse"],
    ]


def test_the_phone_finds_its_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = ready(folder, lan=True)
    welcome(house, qr=False)
    plain = capsys.readouterr().out
    welcome(house, qr=True)
    drawn = capsys.readouterr().out
    assert "http://192.0.2.7:8000" in plain
    assert drawn.startswith(plain)
    assert len(re.findall("[█▀▄]", drawn)) > 200


def test_the_address_in_the_local_network() -> None:
    try:
        found = lan_address()
    except click.ClickException as error:
        pytest.skip(error.message)
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", found)
    assert not found.startswith("127.")


def test_where_it_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert default_folder() == folder / ".local/share/teahouse"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    assert default_folder() == folder / "data/teahouse"
    (folder / "tea").touch()
    (folder / ".tea").mkdir()
    monkeypatch.setenv("TEA_PROGRAM", "./tea")
    assert default_folder() == folder / ".tea"


@pytest.mark.long
def test_a_whole_demo(tea: Type, folder: Path) -> None:
    first = tea("demo", "--data", "d", "--no-serve")
    assert "100 %" in first.stderr
    assert "xiaoming    teahouse  王小明" in first.stdout
    assert sorted(path.name for path in (folder / "d").iterdir() if path.suffix != ".running") == [
        "demo.json",
        "demo.sqlite",
    ]
    again = tea("demo", "--data", "d", "--no-serve")
    assert (again.stdout, again.stderr) == (first.stdout, "")
    built = (folder / "d/demo.json").read_bytes()
    tea("demo", "--data", "d", "--no-serve", "--fresh")
    assert (folder / "d/demo.json").read_bytes() != built
