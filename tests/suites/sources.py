"""Fetches a suite: its source distribution, by its hash, and an environment of its own with all that it needs.

Promises that what comes back is whole and is what the lock file names, and that `Unreachable` is raised, with the
reason, where the package index does not answer. Both are kept in .tea/ for the next time.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from tests.house.source import ROOT

LOCKS = "tests/suites/locks"


class Unreachable(Exception):
    """The package index does not answer, so there is no suite to run."""


def fetch_environment(suite: str) -> Path:
    """The Python of an environment that holds what the suite's lock file names; made where there is none that fits."""
    name, lock = f"suite-{suite}", f"{LOCKS}/{suite}.lock"
    builder = [sys.executable, "-I", str(ROOT / "scripts/environment.py")]
    for act in ("check", "build"):
        done = subprocess.run([*builder, act, str(ROOT), name, lock], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return ROOT / ".tea" / name / "bin/python"
    raise Unreachable(done.stderr.strip())


def fetch_source(suite: str, python: Path, place: Path) -> Path:
    """The suite's source distribution, unpacked under `place`; answers its folder."""
    wanted = pin((ROOT / LOCKS / f"{suite}.lock").read_text(encoding="utf-8"), suite)
    kept = ROOT / ".tea" / f"source-{wanted.splitlines()[0].split(' ')[0]}"
    if not kept.exists():
        _download(python, wanted, kept)
    (archive,) = kept.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    return place / archive.name.removesuffix(".tar.gz")


def pin(lock: str, name: str) -> str:
    """What a lock file says of one package, as a requirement with hashes."""
    found = re.search(rf"^{re.escape(name)}(?:\[.*\])?==(?:.*\\\n)+.*$", lock, re.MULTILINE)
    assert found is not None, f"the lock file does not pin {name}"
    return re.sub(r"\[.*?\]", "", found[0])


def _download(python: Path, wanted: str, kept: Path) -> None:
    """By pip, which checks the hashes; only what is complete gets its place."""
    part = kept.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    (part / "wanted.txt").write_text(wanted, encoding="utf-8")
    command = [str(python), "-m", "pip", "download", "--require-hashes", "--no-deps", "--no-binary", ":all:"]
    command += ["--no-build-isolation", "--disable-pip-version-check", "--no-input", "--quiet"]
    done = subprocess.run(
        [*command, "--dest", str(part), "-r", "wanted.txt"], cwd=part, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise Unreachable(done.stderr.strip())
    part.rename(kept)
