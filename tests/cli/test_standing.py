"""The host suspends an account, lets it back in, and reads what was done."""

from __future__ import annotations

from pathlib import Path

from teahouse import people
from tests.cli.conftest import Type
from tests.cli.test_accounts import ask


def test_an_account_is_suspended_and_comes_back(tea: Type, folder: Path) -> None:
    tea("account", "create", "mei")
    tea("account", "create", "bakery", "--page", "--owner", "mei")
    said = tea("account", "suspend", "@Mei", "--reason", "Sold cream")
    assert said.stdout == "mei is suspended; account restore brings all of it back.\n"
    assert "Nobody is left to act for the page bakery" in said.stderr
    assert ask(folder, lambda tx: people.find_account(tx, "mei", local_host="")) is None
    assert "member (suspended)" in tea("account", "list").stdout
    assert tea("account", "suspend", "mei", code=1).stderr == "Error: The account mei is not active\n"
    assert tea("account", "restore", "mei").stdout == "mei is back.\n"
    assert ask(folder, lambda tx: people.find_account(tx, "mei", local_host="")) is not None
    assert tea("account", "suspend", "nobody", code=1).stderr == "Error: There is no account nobody.\n"


def test_the_log_is_read_in_pages_and_has_no_secret(tea: Type) -> None:
    tea("account", "create", "mei")
    link = tea("account", "reset-link", "mei").stdout.rpartition("/")[2].strip()
    code = tea("invite", "create").stdout.rpartition("/")[2].strip()
    tea("invite", "revoke", code)
    tea("account", "suspend", "mei", "--reason", "Sold\ncream")
    lines = tea("audit", "list").stdout.splitlines()
    acts = ["suspended", "invite revoked", "reset link made", "account made"]
    assert [act in line for act, line in zip(acts, lines, strict=True)] == [True] * 4
    assert "command line" in lines[0]
    assert lines[0].endswith("  Sold cream")
    assert link not in "".join(lines)
    number = lines[1].split()[0]
    assert tea("audit", "list", "--before", number, "--limit", "1").stdout.split()[0] == lines[2].split()[0]
