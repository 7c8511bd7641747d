"""The server as a program: it starts, answers, goes on after a restart, and stops when told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import httpx
import pytest

from teahouse.doors.cli.serving import OPEN_HOUSE, check_free, listening
from teahouse.settings import Settings
from tests.cli.conftest import Type
from tests.house.source import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment() -> dict[str, str]:
    """This process's, without its settings, so that the program is found and says at once what it says."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TEAHOUSE_")}
    return environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(folder: Path, *args: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server in this folder: the first line that it says, and the process, stopped at the end."""
    command = [sys.executable, "-P", "-m", "teahouse", "serve", *args]
    with (
        (folder / "stderr").open("w") as told,
        subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=told, text=True
        ) as process,
    ):
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def ask(port: int, path: str, token: str = "") -> Any:
    """What the server on this port answers."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with httpx.Client(transport=httpx.HTTPTransport(retries=4), headers=headers, trust_env=False) as client:
        answer = client.get(f"http://127.0.0.1:{port}{path}", timeout=10)
    assert answer.status_code == 200
    return answer.json()


def test_a_house_is_opened_used_and_closed(folder: Path, tea: Type) -> None:
    (folder / "teahouse.sqlite").unlink()
    port = free_port()
    with serving(folder, "--port", str(port)) as (said, process):
        assert said == f"The house is open at http://127.0.0.1:{port}"
        assert process.stdout is not None
        address = process.stdout.readline().strip().partition("Begin, once and within a day, at ")[2]
        assert httpx.get(address, trust_env=False).status_code == 200
        assert ask(port, "/api/v1/instance")["uri"] == f"127.0.0.1:{port}"
        token = tea("account", "create", "anna", "--print-token").stdout.strip()
        assert ask(port, "/api/v1/accounts/verify_credentials", token)["username"] == "anna"
        assert "A server runs on" in tea("migrate", code=1).stderr
        second = tea("serve", "--port", str(port), code=1).stderr
        tea("account", "role", "anna", "host")
        assert httpx.get(address, trust_env=False).status_code == 404
        assert second.startswith(f"Error: Cannot listen on 127.0.0.1, port {port}: something else listens there")
        assert "A server runs on" in tea("serve", "--port", str(free_port()), code=1).stderr
    assert process.returncode in (0, -signal.SIGTERM)
    assert (folder / "stderr").read_text() == ""


def test_an_open_house_says_so_loudly(folder: Path, tea: Type) -> None:
    port = free_port()
    with serving(folder, "--port", str(port), "--open-house") as (said, _):
        assert said.endswith(str(port))
        told = ask(port, "/api/v1/instance")
        assert told["registrations"] is True
        assert told["short_description"].startswith("*** Open house")
    assert (folder / "stderr").read_text().strip() == OPEN_HOUSE


def test_where_it_listens() -> None:
    tea_house = Settings(origin="https://tea.example")
    assert listening(tea_house, "0.0.0.0", 80).origin == "https://tea.example"
    assert listening(Settings(), None, 9000).origin == "http://127.0.0.1:9000"
    assert listening(Settings(), None, None) == Settings()
    assert listening(Settings(port=9000), "::1", None).port == 9000


def test_an_address_that_is_not_ours() -> None:
    with pytest.raises(click.ClickException, match=r"Cannot listen on 192\.0\.2\.1, port 8000: Cannot assign"):
        check_free("192.0.2.1", 8000)


def test_a_server_loads_nothing_that_it_may_never_need() -> None:
    """On SQLite, before the first page is asked for: no migrations, no templates, no driver of PostgreSQL, no demo."""
    spare = {"alembic", "jinja2", "psycopg", "pypinyin", "segno", "teahouse.doors.cli.neighbourhood"}
    program = f"import sys, teahouse.doors.cli.serving; print(*sorted({spare!r} & set(sys.modules)))"
    command = [sys.executable, "-P", "-c", program]
    said = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.strip() == ""
