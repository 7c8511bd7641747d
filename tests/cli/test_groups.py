"""The host makes groups for members and sees which there are, and nothing of what is said there."""

from __future__ import annotations

from tests.cli.conftest import Type


def test_a_group_is_made_and_listed(tea: Type) -> None:
    tea("account", "create", "anna")
    assert tea("group", "list").stdout == ""
    said = tea("group", "create", "Class 3b", "--owner", "anna", "--username", "class3b").stdout
    assert said == "Made the group @class3b (Class 3b).\n"
    tea("group", "create", "Choir", "--owner", "anna")
    assert tea("group", "list").stdout.splitlines() == [
        "@class3b  1 member  anna  Class 3b",
        "@choir    1 member  anna  Choir",
    ]
    assert "group made" in tea("audit", "list").stdout
    assert "class3b" not in tea("account", "list").stdout


def test_what_cannot_be_a_group(tea: Type) -> None:
    tea("account", "create", "anna")
    assert "There is no" in tea("group", "create", "Choir", "--owner", "nobody", code=1).stderr
    assert "taken" in tea("group", "create", "Choir", "--owner", "anna", "--username", "anna", code=1).stderr
    assert "blank" in tea("group", "create", "  ", "--owner", "anna", code=1).stderr
    assert "--owner" in tea("group", "create", "Choir", code=2).stderr
