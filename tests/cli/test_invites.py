"""The host lets people in by codes."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Type


def make(tea: Type, *options: str) -> str:
    return str(tea("invite", "create", *options).stdout.strip().rpartition("/invite/")[2])


def test_a_code_is_an_address_that_people_can_open(tea: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAHOUSE_ORIGIN", "https://tea.example")
    assert tea("invite", "create").stdout.startswith("https://tea.example/invite/")


def test_the_list_says_how_many_and_how_long(tea: Type) -> None:
    one = make(tea)
    many = make(tea, "--uses", "0", "--days", "3", "--note", "the choir")
    tea("invite", "revoke", one)
    first, second = tea("invite", "list").stdout.splitlines()
    assert first.startswith(f"{many}  0 of any number used  until 20")
    assert first.endswith("the choir")
    assert second.split("  ")[0] == one
    assert second.endswith("revoked")


def test_a_code_that_lets_nobody_in(tea: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    code = make(tea)
    tea("invite", "revoke", code)
    assert tea("invite", "revoke", code, code=1).stderr == f"Error: There is no code {code} that still works.\n"
    assert "must be from 0 to 1000" in tea("invite", "create", "--uses", "5000", code=1).stderr
    monkeypatch.setenv("TEAHOUSE_SIGN_UP", "closed")
    assert "sign_up is closed" in tea("invite", "create").stderr
