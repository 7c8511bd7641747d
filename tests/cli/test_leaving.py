"""The host packs up a member's things, deletes an account, and helps who has lost the second step."""

from __future__ import annotations

import zipfile
from pathlib import Path

from teahouse import people
from teahouse.doors.cli.house import opened
from teahouse.kit.db import WriteTx
from teahouse.settings import Settings
from tests.cli.conftest import Type
from tests.cli.test_accounts import ask


def test_an_archive_is_written_whole_and_private(tea: Type, folder: Path) -> None:
    tea("account", "create", "anna", "--display-name", "Anna Marsh")
    said = tea("export", "anna", "out.zip").stdout
    assert said.startswith("out.zip: 0.0 MB")
    out = folder / "out.zip"
    assert out.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out) as archive:
        assert {"README.txt", "actor.json", "outbox.json", "following_accounts.csv"} <= set(archive.namelist())
    tea("account", "create", "bakery", "--page", "--owner", "anna")
    assert tea("export", "bakery", "page.zip", code=1).stderr == "Error: bakery is no member.\n"
    assert tea("export", "nobody", "no.zip", code=1).stderr == "Error: There is no account nobody.\n"
    assert [path.name for path in folder.glob("*.zip*")] == ["out.zip"]
    assert not list(folder.glob(".*.part"))


def test_an_account_is_deleted_and_kept_after_all(tea: Type, folder: Path) -> None:
    tea("account", "create", "mei")
    said = tea("account", "delete", "mei").stdout
    assert said.startswith("mei is deleted: gone now, for good on 20")
    assert ask(folder, lambda tx: people.find_account(tx, "mei", local_host="")) is None
    assert "member (leaving)" in tea("account", "list").stdout
    assert "leaving already" in tea("account", "delete", "mei", code=1).stderr
    assert tea("account", "restore", "mei").stdout == "mei is back.\n"
    assert tea("account", "delete", "mei", "--now").stdout == "mei is deleted: gone now, for good.\n"
    assert "is not leaving" in tea("account", "restore", "mei", code=1).stderr
    acts = [line.split("  ")[3] for line in tea("audit", "list").stdout.splitlines()]
    assert acts == ["account deleted", "restored", "account deleted", "account made"]


def test_who_owns_a_group_or_a_page_stays(tea: Type) -> None:
    tea("account", "create", "mei")
    tea("account", "create", "bakery", "--page", "--owner", "mei")
    tea("group", "create", "Choir", "--owner", "mei")
    assert "Choir, bakery" in tea("account", "delete", "mei", code=1).stderr
    assert "Only a member" in tea("account", "delete", "bakery", code=1).stderr


def test_a_second_step_is_ended_by_the_host(tea: Type, folder: Path) -> None:
    from pyotp import TOTP

    tea("account", "create", "anna")
    anna = ask(folder, lambda tx: people.find_account(tx, "anna", local_host=""))
    assert anna is not None
    assert "no second step" in tea("account", "end-second-step", "anna", code=1).stderr

    def turn_on(tx: WriteTx) -> None:
        totp = TOTP(people.keys.begin_second(tx, anna.id))
        people.keys.confirm_second(tx, anna.id, totp.at(tx.now // 1000))

    with opened(Settings(database=f"sqlite:{folder}/teahouse.sqlite")) as database:
        database.write_now(turn_on)
    assert tea("account", "end-second-step", "anna").stdout == "anna signs in with the password alone.\n"
    assert not ask(folder, lambda tx: people.keys.asks_second(tx, anna.id))
    assert "second step ended" in tea("audit", "list").stdout


def test_a_link_of_the_first_time(tea: Type, folder: Path) -> None:
    link = tea("invite", "create", "--for", "Grandma Chen").stdout.strip()
    token = link.rpartition("/auth/first/")[2]
    found = ask(folder, lambda tx: people.keys.fetch_first_link(tx, token))
    assert found is not None
    assert found[0].name == "Grandma Chen"
    assert tea("invite", "create", "--for", "A", "--uses", "2", code=2).stderr
    assert "can't be blank" in tea("invite", "create", "--for", " ", code=1).stderr
