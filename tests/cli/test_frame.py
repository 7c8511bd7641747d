"""What is wrong is told in one line, with the code that scripts go by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from teahouse.doors.cli import COMMANDS, main
from teahouse.doors.cli.frame import tell
from teahouse.kit.db.refused import Refused
from teahouse.kit.errors import Invalid, Unavailable
from tests.cli.conftest import Type
from tests.cli.test_serving import environment


def test_help_names_every_command(tea: Type) -> None:
    said = tea("--help").stdout
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(tea: Type, name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    nested = command.commands if isinstance(command, click.Group) else {}
    for words in [[name], *([name, inner] for inner in nested)]:
        assert "Usage: tea" in tea(*words, "--help").stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["brew"], "Error: No such command 'brew'. See tea --help"),
        (["status", "--loud"], "Error: No such option '--loud'. See tea status --help"),
        (["account", "create"], "Error: Missing argument 'NAME'. See tea account create --help"),
        (["serve", "--port", "many"], "Error: Invalid value for '--port': 'many' is not a valid integer range."),
    ],
)
def test_what_was_typed_wrong(tea: Type, typed: list[str], said: str) -> None:
    result = tea(*typed, code=2)
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize("typed", [[], ["account"], ["invite"], ["import"]], ids=" ".join)
def test_a_family_without_a_command_shows_what_it_has(tea: Type, typed: list[str]) -> None:
    result = tea(*typed, code=2)
    assert result.output == tea(*typed, "--help").stdout
    assert result.stderr.startswith("Usage: tea")


@pytest.mark.parametrize(
    "typed",
    [
        ["status"],
        ["jobs"],
        ["account", "list"],
        ["account", "reset-link", "anna"],
        ["invite", "list"],
        ["invite", "create"],
        ["invite", "revoke", "ABCDEFGH"],
        ["announce", "--list"],
        ["backup", "evening.tar"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("left", [[], ["teahouse.sqlite"]])
def test_where_no_house_is_none_is_made(tea: Type, folder: Path, typed: list[str], left: list[str]) -> None:
    house = folder / "teahouse.sqlite"
    house.unlink()
    for name in left:  # an empty file is no house either
        (folder / name).touch()
    said = tea(*typed, code=1)
    assert said.stderr == f"Error: There is no house at {house} yet. Begin one by serve, or by account create.\n"
    assert said.stdout == ""
    assert [path.name for path in folder.iterdir()] == left


def test_a_house_is_begun_by_its_first_account_or_network(tea: Type, folder: Path) -> None:
    (folder / "edges.txt").write_text("1 2\n", encoding="utf-8")
    for typed in (["account", "create", "anna"], ["import", "network", "edges.txt"], ["migrate"]):
        (folder / "teahouse.sqlite").unlink()
        tea(*typed)
        assert "revision" in tea("status").stdout


def test_wrong_settings_are_all_listed(tea: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAHOUSE_PORT", "-1")
    monkeypatch.setenv("TEAHOUSE_POTR", "1")
    said = tea("status", code=2).stderr
    assert said.startswith("Error: 2 settings are wrong:")
    assert "TEAHOUSE_PORT: port cannot be" in said
    assert "Did you mean TEAHOUSE_PORT?" in said


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Invalid("username", "ERR_TAKEN", "has already been taken"), 1, "Error: Username has already been taken\n"),
        (Unavailable(), 1, "Error: The service is temporarily unavailable\n"),
        (Refused("Not now."), 1, "Error: Not now.\n"),
        (FileNotFoundError(2, "No such file or directory", "a.toml"), 1, "Error: a.toml: No such file or directory\n"),
        (click.Abort(), 130, "Error: Stopped\n"),
        (ZeroDivisionError("by zero"), 1, "Error: ZeroDivisionError: by zero. To see where, put --debug behind"),
    ],
)
def test_every_kind_of_failure(capsys: pytest.CaptureFixture[str], error: Exception, code: int, said: str) -> None:
    assert tell(error) == code
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.count("\n") == 1


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """The program itself, without this process's settings."""
    environ = environment() | {"TEA_PROGRAM": "./tea"}
    command = [sys.executable, "-P", "-m", "teahouse", *args]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=60, check=False)


def test_the_program_says_its_own_name_and_version(folder: Path) -> None:
    assert run(folder, "version").stdout.startswith("Teahouse 0.")
    wrong = run(folder, "config", "--exampel")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("Error: No such option '--exampel'.")
    assert wrong.stderr.endswith("See ./tea config --help\n")


def test_a_traceback_only_when_asked_for(folder: Path) -> None:
    (folder / "teahouse.sqlite").write_bytes(b"not a database at all, only some bytes")
    plain = run(folder, "migrate")
    assert (plain.returncode, plain.stderr.count("\n")) == (1, 1)
    assert "cannot be read as a SQLite database" in plain.stderr
    assert "Traceback" in run(folder, "--debug", "migrate").stderr
