"""`config` shows the settings as they are, and begins a file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from teahouse.doors.cli.words import ago, columns, counted
from teahouse.kit.config import load, settings_of
from teahouse.settings import Settings
from tests.cli.conftest import Type


def test_every_setting_with_its_source(tea: Type, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "tea.toml").write_text('name = "柳津"\nport = 9000\n', encoding="utf-8")
    monkeypatch.setenv("TEAHOUSE_PORT", "9001")
    monkeypatch.setenv("TEAHOUSE_DATABASE", "postgresql://tea:oolong@127.0.0.1/tea")
    said = tea("config", "--config", "tea.toml").stdout
    rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in said.splitlines()}
    assert set(rows) == {setting.name for setting in settings_of(Settings)}
    assert rows["name"] == ["tea.toml", '"柳津"']
    assert rows["port"] == ["TEAHOUSE_PORT", "9001"]
    assert rows["sign_up"] == ["default", '"invite"']
    assert rows["database"] == ["TEAHOUSE_DATABASE", "(hidden)"]
    assert "oolong" not in said
    monkeypatch.setenv("TEAHOUSE_CONFIG", "tea.toml")
    assert tea("config").stdout == said


def test_a_file_that_is_not_there(tea: Type) -> None:
    assert "gone.toml: cannot be read" in tea("config", "--config", "gone.toml", code=2).stderr


def test_the_example_is_a_file_that_loads(tea: Type, folder: Path) -> None:
    said = tea("config", "--example").stdout
    assert tomllib.loads(said) == {}
    file = folder / "all.toml"
    changed = [line[1:] if line.startswith("#") and not line.startswith("# ") else line for line in said.splitlines()]
    file.write_text("\n".join(changed), encoding="utf-8")
    assert set(tomllib.loads(file.read_text(encoding="utf-8"))) == {setting.name for setting in settings_of(Settings)}
    loaded = load(Settings, {}, file)
    assert msgspec.structs.replace(loaded, given=()) == Settings()


def test_who_may_join_is_explained_in_the_order_of_the_values() -> None:
    (sign_up,) = [setting for setting in settings_of(Settings) if setting.name == "sign_up"]
    assert sign_up.expected == 'one of "closed", "invite", "open"'
    assert sign_up.description == "Who may join: nobody, whoever has an invite code, or anybody."


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "just now"), (1, "1 minute ago"), (59, "59 minutes ago"), (60, "1 hour ago"), (3000, "2 days ago")],
)
def test_how_long_ago(minutes: int, said: str) -> None:
    assert ago(0, minutes * 60_000) == said
    assert ago(5, 0) == "just now"


@pytest.mark.parametrize(("n", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows")])
def test_how_many(n: int, said: str) -> None:
    assert counted(n, "row") == said


def test_columns_stand_under_each_other_in_chinese_too() -> None:
    assert list(columns([("小明", "a"), ("anna", "b"), ("x", "")])) == ["小明  a", "anna  b", "x"]
    assert list(columns([])) == []
