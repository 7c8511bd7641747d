"""The host speaks to everybody, and takes it back."""

from __future__ import annotations

from tests.cli.conftest import Type


def test_an_announcement_is_made_listed_and_withdrawn(tea: Type) -> None:
    number = tea("announce", "Tea at five,\nin the garden", "--days", "2").stdout.split()[-1].rstrip(".")
    tea("announce", "茶")
    first, second = tea("announce", "--list").stdout.splitlines()
    assert first.split()[0] == number
    assert first.endswith("  Tea at five, in the garden")
    assert "until 20" in first
    assert second.endswith("until withdrawn   茶")
    tea("announce", "--withdraw", number)
    assert tea("announce", "--list").stdout.endswith("  茶\n")
    assert tea("announce", "--withdraw", number, code=1).stderr == f"Error: There is no announcement {number}.\n"


def test_what_cannot_be_announced(tea: Type) -> None:
    assert "can't be blank" in tea("announce", " ", code=1).stderr
    for typed in ([], ["Tea", "--list"], ["--list", "--withdraw", "1"]):
        assert "Give a TEXT" in tea("announce", *typed, code=2).stderr
