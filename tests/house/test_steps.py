"""The steps of the database stand in one line, in the order of their numbers: the last of them is where all lead to."""

from __future__ import annotations

import re

from tests.house.source import ROOT

NAMED = re.compile(r'^(down_revision|revision) = (?:"(\d{4})"|None)', re.MULTILINE)


def test_each_step_follows_the_one_numbered_before_it() -> None:
    """Where two were made side by side, whoever lands later takes the next number and follows the newest."""
    before = None
    for file in sorted((ROOT / "teahouse/migrations/versions").glob("[0-9]*.py")):
        said = {name: number or None for name, number in NAMED.findall(file.read_text(encoding="utf-8"))}
        assert said == {"revision": file.name[:4], "down_revision": before}, file.name
        before = said["revision"]
