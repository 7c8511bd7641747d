"""The private environment: whole or not at all, rebuilt when it no longer fits, safe to build twice at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.house.source import ROOT

SLOW_UV = "#!/bin/sh\n[ $1 = pip ] && echo ' + tea==1' && sleep ${SLOW:-0} && exit ${FAIL:-0}\nexit 0\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with an empty lock file; `uv` installs nothing, as slowly as SLOW says, with the result FAIL."""
    root = tmp_path / "a house"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts/environment.py", root / "scripts")
    shutil.copy(ROOT / "tea", root)
    (root / "requirements.lock").write_text("tea==1\n")
    (root / "teahouse").mkdir()
    (root / "teahouse/__main__.py").write_text("import sys; print(sys.argv[1:], sys.prefix)")
    (root / "bin").mkdir()
    (root / "bin/uv").write_text(SLOW_UV)
    (root / "bin/uv").chmod(0o755)
    return root


def settings(checkout: Path, **more: str) -> dict[str, str]:
    base = {"PATH": f"{checkout}/bin:/usr/bin:/bin", "HOME": str(checkout), "TEA_PYTHON": sys.executable}
    return base | more


def tea(checkout: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [str(checkout / "tea"), *arguments]
    return subprocess.run(command, env=settings(checkout, **more), capture_output=True, text=True, check=False)


def test_it_is_built_once_and_runs_from_anywhere(checkout: Path, tmp_path: Path) -> None:
    first = tea(checkout, "serve", "a b")
    assert first.returncode == 0, first.stderr
    assert "Preparing" in first.stderr
    assert first.stdout.startswith("['serve', 'a b'] ")
    assert str(checkout / ".tea/env-") in first.stdout
    (tmp_path / "teahouse").mkdir()
    (tmp_path / "teahouse/__main__.py").write_text("raise SystemExit('this is not the program')")
    command = [str(checkout / "tea")]
    second = subprocess.run(command, env=settings(checkout), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (second.returncode, second.stderr) == (0, "")


def test_another_lock_file_or_place_makes_another_one(checkout: Path, tmp_path: Path) -> None:
    first = tea(checkout).stdout
    (checkout / "requirements.lock").write_text("tea==1\n# renewed\n")
    second = tea(checkout)
    assert "Preparing" in second.stderr
    assert second.stdout != first
    moved = checkout.rename(tmp_path / "elsewhere")
    third = tea(moved)
    assert "Preparing" in third.stderr
    assert str(moved) in third.stdout


def test_what_runs_keeps_its_environment_through_one_update(checkout: Path) -> None:
    tea(checkout)
    running = os.path.realpath(checkout / ".tea/env")
    (checkout / "requirements.lock").write_text("tea==1\n# renewed\n")
    tea(checkout)
    assert os.path.realpath(checkout / ".tea/env") != running
    assert Path(running).is_dir()
    (checkout / "requirements.lock").write_text("tea==1\n# and again\n")
    tea(checkout)
    assert not Path(running).exists()


def test_a_failed_build_leaves_the_old_one_and_says_why(checkout: Path) -> None:
    tea(checkout)
    before = os.path.realpath(checkout / ".tea/env")
    (checkout / "requirements.lock").write_text("tea==1 --hash=sha256:00\n")
    failed = tea(checkout, FAIL="3", PIP_NO_INDEX="1")
    assert failed.returncode == 1
    assert "uv did not succeed" in failed.stderr
    assert "could not be made" in failed.stderr
    assert os.path.realpath(checkout / ".tea/env") == before
    assert [entry.name for entry in (checkout / ".tea").glob("env-*")] == [Path(before).name]


def test_a_killed_build_is_never_seen(checkout: Path) -> None:
    with subprocess.Popen(
        [str(checkout / "tea")],
        env=settings(checkout, SLOW="30"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as building:
        limit = time.monotonic() + 20
        while not list((checkout / ".tea").glob("env-*/bin/python")) and time.monotonic() < limit:
            time.sleep(0.02)
        os.killpg(building.pid, signal.SIGKILL)
    assert not (checkout / ".tea/env").exists()
    again = tea(checkout)
    assert again.returncode == 0, again.stderr


def test_of_two_at_once_the_second_waits(checkout: Path) -> None:
    both = [
        subprocess.Popen(
            [str(checkout / "tea")],
            env=settings(checkout, SLOW="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0][0] == said[1][0]
    assert sum("waiting for it" in errors for _, errors in said) == 1
    assert sum("1/1 tea" in errors for _, errors in said) == 1


@pytest.mark.parametrize("python", ["/bin/false", "/nowhere/python"])
def test_without_a_python_it_says_what_to_install(checkout: Path, python: str) -> None:
    refused = tea(checkout, TEA_PYTHON=python)
    assert refused.returncode == 1
    assert "needs Python 3.11 or newer" in refused.stderr
    assert "apt install python3 python3-pip" in refused.stderr
