"""The floors in .importlinter hold, and a house that breaks them is found out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

LINT = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports; sys.exit(lint_imports())"
FILES = {
    "kit/__init__.py": "",
    "people/__init__.py": "from teahouse import kit",
    "app.py": "from teahouse.doors import cli, mastodon, web",
    "doors/__init__.py": "",
    "doors/web/__init__.py": "from teahouse import people",
    "doors/mastodon/__init__.py": "from teahouse import people",
    "doors/cli/__init__.py": "",
    "doors/cli/serve.py": "from teahouse import people",
}


def lint(folder: Path, changes: dict[str, str]) -> tuple[int, str]:
    """Lays down a small house with the changes and holds it against the contracts."""
    shutil.copy(ROOT / ".importlinter", folder)
    for name, text in {"__init__.py": "", **FILES, **changes}.items():
        file = folder / "teahouse" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")
    command = [sys.executable, "-I", "-c", LINT]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_sound_house_passes(tmp_path: Path) -> None:
    code, said = lint(tmp_path, {})
    assert code == 0, said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("kit/up.py", "from teahouse import people", id="kit knows people"),
        pytest.param("people/up.py", "def later():\n    from teahouse.doors import web", id="people know a door"),
        pytest.param("doors/web/aside.py", "from teahouse.doors import mastodon", id="a door knows another"),
        pytest.param("doors/mastodon/up.py", "from teahouse import app", id="a door knows the app"),
        pytest.param("cellar.py", "", id="a module without a floor"),
    ],
)
def test_a_breach_is_found(tmp_path: Path, name: str, text: str) -> None:
    code, said = lint(tmp_path, {name: text})
    assert code == 1, said
    assert "BROKEN" in said or "cellar" in said
