"""The host makes accounts, pages and tokens, and helps people in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from teahouse import people
from teahouse.doors.cli.house import opened
from teahouse.kit.db import ReadTx
from teahouse.settings import Settings
from tests import postgres
from tests.cli.conftest import Type

T = TypeVar("T")


def ask(folder: Path, read: Callable[[ReadTx], T]) -> T:
    with opened(Settings(database=f"sqlite:{folder}/teahouse.sqlite")) as database:
        return database.read_now(read)


def token_of(link: str) -> str:
    return link.rpartition("/auth/reset/")[2].strip()


def test_a_member_gets_a_link_to_set_a_password(tea: Type, folder: Path) -> None:
    said = tea("account", "create", "anna", "--display-name", "Anna Marsh").stdout
    assert "Made the member anna (Anna Marsh)." in said
    assert ask(folder, lambda tx: people.may_reset(tx, token_of(said)))
    again = tea("account", "reset-link", "Anna").stdout
    assert ask(folder, lambda tx: people.may_reset(tx, token_of(again)))
    assert not ask(folder, lambda tx: people.may_reset(tx, token_of(said)))


def test_a_password_from_standard_input(tea: Type, folder: Path) -> None:
    said = tea("account", "create", "ben", "--admin", "--password-stdin", stdin="oolong and milk\n").stdout
    assert said == "Made the host ben (ben).\n"
    login = ask(folder, lambda tx: people.fetch_login(tx, "ben"))
    assert login is not None
    assert login.role == people.HouseRole.HOST
    assert people.verify_password(login.password_hash, "oolong and milk")


def test_a_short_password_makes_nobody(tea: Type) -> None:
    said = tea("account", "create", "ben", "--password-stdin", stdin="tea\n", code=1).stderr
    assert said == "Error: Password is too short (minimum is 8 characters)\n"
    assert tea("account", "list").stdout == ""


def test_a_token_alone_on_standard_output(tea: Type, folder: Path) -> None:
    made = tea("account", "create", "anna", "--print-token", "--scopes", "read, write:statuses")
    assert made.stderr == "Made the member anna (anna).\n"
    caller = ask(folder, lambda tx: people.fetch_caller(tx, made.stdout.strip()))
    assert caller is not None
    assert caller.scopes == {"read", "write:statuses"}
    assert ask(folder, lambda tx: people.fetch_account(tx, caller.actor_id)).username == "anna"


def test_a_page_has_an_owner_who_acts_as_it(tea: Type, folder: Path) -> None:
    tea("account", "create", "lin")
    page = ["bakery", "--page", "--owner", "lin", "--display-name", "林记面包房"]
    made = tea("account", "create", *page, "--print-token")
    caller = ask(folder, lambda tx: people.fetch_caller(tx, made.stdout.strip()))
    lin = ask(folder, lambda tx: people.fetch_login(tx, "lin"))
    assert caller is not None
    assert lin is not None
    assert caller.member_id == lin.account_id
    assert ask(folder, lambda tx: people.fetch_account(tx, caller.actor_id)).username == "bakery"
    assert made.stderr == "Made the page bakery (林记面包房).\n"
    assert "a page" in tea("account", "reset-link", "bakery", code=1).stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--page"], "A page needs --owner NAME"),
        (["--owner", "lin"], "--owner goes with --page"),
        (["--page", "--owner", "lin", "--admin"], "Nobody signs in as a page"),
        (["--page", "--owner", "lin", "--password-stdin"], "Nobody signs in as a page"),
        (["--print-token", "--scopes", "read everything"], "there is no scope everything"),
    ],
)
def test_options_that_do_not_go_together(tea: Type, options: list[str], said: str) -> None:
    assert said in tea("account", "create", "shop", *options, code=2).stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [("anna", "Username has already been taken"), ("小明", "Username must contain only letters")],
)
def test_names_that_cannot_be(tea: Type, name: str, said: str) -> None:
    tea("account", "create", "anna")
    assert said in tea("account", "create", name, code=1).stderr
    assert "NAME is empty" in tea("account", "create", "", code=2).stderr


def test_an_owner_who_is_not_there(tea: Type) -> None:
    assert tea("account", "create", "shop", "--page", "--owner", "nobody", code=1).stderr == (
        "Error: There is no account nobody.\n"
    )
    assert tea("account", "reset-link", "nobody", code=1).stderr == "Error: There is no account nobody.\n"


def test_the_list_shows_what_each_is(tea: Type) -> None:
    tea("account", "create", "lin", "--admin")
    tea("account", "create", "xiaoming", "--display-name", "小明")
    tea("account", "create", "bakery", "--page", "--owner", "lin")
    rows = [line.split() for line in tea("account", "list").stdout.splitlines()]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("lin", "host", "lin"),
        ("xiaoming", "member", "小明"),
        ("bakery", "page", "bakery"),
    ]


def test_the_same_on_postgresql(tea: Type, server_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with postgres.fresh_database(server_address) as address:
        monkeypatch.setenv("TEAHOUSE_DATABASE", address)
        assert tea("status", code=1).stderr.startswith(
            "Error: There is no house in this PostgreSQL database yet. Begin"
        )
        tea("account", "create", "anna", "--admin")
        assert "anna  host" in tea("account", "list").stdout
        assert "members      1," in tea("status").stdout
        code = tea("invite", "create", "--uses", "0").stdout.strip().rpartition("/")[2]
        assert code in tea("invite", "list").stdout
        assert tea("jobs", "--retry").stdout == "0 are tried again.\n"
