"""The host suspends an account, lets it back in, and reads what was done."""

from __future__ import annotations

from pathlib import Path

from teahouse import housekeeping, moments, people
from teahouse.doors.cli.house import opened
from teahouse.kit.db import WriteTx
from teahouse.settings import Settings
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


def test_the_host_gives_roles(tea: Type) -> None:
    tea("account", "create", "mei")
    assert tea("account", "role", "mei", "helper").stdout == "mei is a helper now.\n"
    assert tea("account", "list").stdout.split()[1] == "helper"
    tea("account", "role", "mei", "queen", code=2)
    tea("account", "create", "bakery", "--page", "--owner", "mei")
    assert "is a page" in tea("account", "role", "bakery", "host", code=1).stderr
    assert "role changed" in tea("audit", "list").stdout


def test_the_host_reads_reports_at_the_terminal(tea: Type, folder: Path) -> None:
    for name in ("mei", "anna"):
        tea("account", "create", name)

    def act(tx: WriteTx) -> int:
        accounts = {name: people.find_account(tx, name, local_host="") for name in ("mei", "anna")}
        mei, anna = accounts["mei"], accounts["anna"]
        assert mei is not None
        assert anna is not None
        post = moments.post_moment(tx, mei, moments.Draft("Cream\nfor you", moments.Public(listed=True), spoiler="Hot"))
        rule = housekeeping.Rule("2", "Nobody is pressed.")
        complaint = housekeeping.Complaint("Sells\na lot", moment_ids=(post.id,), rules=(rule,))
        return housekeeping.make_report(tx, anna, mei.id, complaint).id

    with opened(Settings(database=f"sqlite:{folder}/teahouse.sqlite")) as database:
        number = str(database.write_now(act))
    (line,) = tea("report", "list").stdout.splitlines()
    assert line.split()[0] == number
    assert line.endswith("mei  violation  1  Sells a lot")
    shown = tea("report", "show", number).stdout
    for said in ("About mei (mei): violation", "By anna", "Rule 2: Nobody is pressed.", "Hot\nCream\nfor you"):
        assert said in shown
    assert tea("report", "resolve", number, "--note", "Asked her").stdout == f"{number} is resolved.\n"
    assert tea("report", "list").stdout == ""
    assert tea("report", "list", "--resolved").stdout.split()[0] == number
    assert "Note of command line" in tea("report", "show", number).stdout
    assert tea("report", "resolve", number, code=1).stderr == "Error: The report is resolved already\n"
    assert tea("report", "show", "7", code=1).stderr == "Error: There is no report 7.\n"
