"""The docs name what is there, and nothing that is gone."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import click
import msgspec
import pytest

from teahouse.doors.cli import main
from teahouse.kit.config import settings_of
from teahouse.settings import Settings
from tests.house.source import ROOT


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", each)[0].lower() for each in requirements}


def table(title: str) -> dict[str, list[str]]:
    """The rows under a heading of docs/dependencies.md, by their first cell."""
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return {row[0]: row[1:] for row in rows[2:]}


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Package -> (version, number of hashes) of a lock file."""
    found: dict[str, tuple[str, int]] = {}
    last = ""
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)(?:\[.*\])?==(\S+)", line):
            last = match[1].lower()
            found[last] = (match[2], 0)
        elif line.strip().startswith("--hash=sha256:"):
            found[last] = (found[last][0], found[last][1] + 1)
    return found


def wanted(group: str) -> set[str]:
    described = project()
    if group == "run":
        return names(described["project"]["dependencies"])
    return names(described["dependency-groups"]["dev"])


@pytest.mark.parametrize(("title", "group"), [("What runs", "run"), ("What checks", "dev")])
def test_each_dependency_is_explained_and_no_other(title: str, group: str) -> None:
    rows = table(title)
    assert set(rows) == wanted(group)
    assert [name for name, cells in rows.items() if not all(cells)] == []


def test_the_locks_hold_what_is_wanted_with_hashes() -> None:
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert wanted("run") <= set(run)
    assert wanted("run") | wanted("dev") <= set(dev)
    assert [name for name, (_, hashes) in {**run, **dev}.items() if hashes == 0] == []


def test_what_is_checked_is_what_runs() -> None:
    dev = locked("requirements-dev.lock")
    assert {name: dev.get(name, ("",))[0] for name in locked("requirements.lock")} == {
        name: version for name, (version, _) in locked("requirements.lock").items()
    }


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_says_nothing_of_where_it_was_made(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if re.search(r"://|^--?[a-z]|@ ", line)] == []
    assert not text.startswith("#")


def test_the_licence_is_the_one_that_is_declared() -> None:
    assert project()["project"]["license"] == "AGPL-3.0-or-later"
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def rows_of_settings() -> list[str]:
    """The table of docs/configuration.md as it must stand, made from the settings themselves."""
    return [
        f"| `{setting.name}` | {shown(setting.default)} | {setting.expected} | {setting.description} |"
        for setting in settings_of(Settings)
    ]


def shown(default: object) -> str:
    return "none" if default is None else f"`{msgspec.json.encode(default, enc_hook=str).decode()}`"


def test_every_setting_is_documented_as_it_is() -> None:
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    written = [line for line in text.splitlines() if line.startswith("| `")]
    assert "\n".join(written) == "\n".join(rows_of_settings())


def test_every_setting_says_what_it_is_for() -> None:
    assert [setting.name for setting in settings_of(Settings) if not setting.description] == []


def commands() -> dict[str, click.Command]:
    """Every command by what one types: `account create`, not the family alone."""
    found = {}
    typed = click.Context(main)
    for name in main.list_commands(typed):
        command = main.get_command(typed, name)
        assert command is not None
        inner = command.commands if isinstance(command, click.Group) else {}
        found |= {f"{name} {each}": inner[each] for each in inner} or {name: command}
    return found


def test_every_command_is_documented_with_its_options_and_no_other() -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE))
    assert set(sections) == set(commands())
    for name, command in commands().items():
        options = {option for parameter in command.params for option in parameter.opts if option[:2] == "--"}
        assert set(re.findall(r"[` ](--[a-z-]+)", sections[name])) | {"--config"} == options | {"--config"}, name


def test_every_floor_and_door_is_on_the_page_of_the_architecture() -> None:
    text = (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"[├└]── (\w+)/", text))
    packages = {init.parent.name for init in (ROOT / "teahouse").glob("*/__init__.py")}
    doors = {init.parent.name for init in (ROOT / "teahouse/doors").glob("*/__init__.py")}
    assert drawn == packages | doors
    assert len(text.splitlines()) < 120, "it is one page"


def test_every_link_within_the_docs_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))]
    assert len(links) > 10
    assert [(page.name, link) for page, link in links if "://" not in link and not (page.parent / link).exists()] == []
