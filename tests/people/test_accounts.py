"""Accounts: how they are made, found and changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Database, Statement
from teahouse.kit.errors import Forbidden, Invalid
from teahouse.people.schema import account as account_table
from tests.people.conftest import HOST, ORIGIN, OpenHouse, a_member
from tests.steppable import SteppableClock

SUSPEND: Statement[None] = Statement(
    account_table.update().where(account_table.c.id == sa.bindparam("account_id")).values(state=sa.bindparam("to"))
)


def suspend(house: Database, account: people.Account) -> None:
    house.write_now(lambda tx: tx.run(SUSPEND, account_id=account.id, to=int(people.State.SUSPENDED)))


def test_a_member_begins_quiet_and_a_page_begins_public(house: Database) -> None:
    mei = a_member(house, "Mei", display_name="  梅\u202e ")
    page = house.write_now(lambda tx: people.make_page(tx, mei, display_name="Early Bakery"))
    assert (mei.username, mei.handle, mei.display_name, mei.locked, mei.audience) == (
        "Mei",
        "mei",
        "梅",
        True,
        "private",
    )
    assert (page.kind, page.locked, page.audience) == (people.Kind.PAGE, False, "public")
    assert page.handle == "early_bakery"
    found = house.read_now(lambda tx: people.fetch_accounts(tx, [mei.id, page.id, 5]))
    assert found == {mei.id: mei, page.id: page}


def test_under_mastodons_defaults_a_member_begins_as_there(open_house: OpenHouse) -> None:
    house = open_house(mode="open", mastodon_defaults=True)
    mei = a_member(house, "mei")
    assert (mei.locked, mei.audience, mei.display_name) == (False, "public", "")


def test_a_handle_is_made_from_a_name_in_any_script(house: Database) -> None:
    names = ["王小明", "王小明", "Zoë", "admin"]
    made = [house.write_now(lambda tx, n=name: people.create_account(tx, display_name=n)) for name in names]
    assert [account.handle for account in made] == ["wangxiaoming", "wangxiaoming2", "zoe", "admin2"]
    assert made[0].display_name == "王小明"


@pytest.mark.parametrize(
    ("username", "code"),
    [("mei mei", "ERR_INVALID"), ("x" * 31, "ERR_TOO_LONG"), ("MEI", "ERR_TAKEN"), ("梅", "ERR_INVALID")],
)
def test_a_bad_or_taken_name_is_refused(house: Database, username: str, code: str) -> None:
    a_member(house, "mei")
    with pytest.raises(Invalid) as refusal:
        a_member(house, username)
    assert refusal.value.details is not None
    assert [fault["error"] for fault in refusal.value.details["username"]] == [code]


def test_a_refused_account_leaves_nothing(house: Database) -> None:
    a_member(house, "mei", email="mei@post.example")
    with pytest.raises(Invalid, match="Email has already been taken"):
        a_member(house, "mei2", email="MEI@post.example")
    assert house.read_now(lambda tx: people.find_account(tx, "mei2", local_host=HOST)) is None


def test_one_name_goes_to_one_of_many_who_ask_at_once(house: Database) -> None:
    def ask(_: int) -> str:
        try:
            return a_member(house, "mei").handle
        except Invalid as refusal:
            return refusal.code

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))
    assert sorted(answers) == ["invalid"] * 7 + ["mei"]


def test_backdated_accounts_have_backdated_ids(house: Database, clock: SteppableClock) -> None:
    then = clock.now() - 86_400_000
    made = [a_member(house, f"m{n}", created_at=then) for n in range(5)]
    assert {account.id >> 16 for account in made} == {then}
    assert len({account.id for account in made}) == 5


@pytest.mark.parametrize("acct", ["mei", "@mei", "MEI", "mei@tea.example:8443", "@Mei@TEA.example:8443", " mei "])
def test_an_account_is_found_as_people_write_it(house: Database, acct: str) -> None:
    mei = a_member(house, "mei")
    assert house.read_now(lambda tx: people.find_account(tx, acct, local_host=HOST)) == mei


@pytest.mark.parametrize(
    "acct", ["", "@", "@@mei", "mei@", "mei@tea.example", "mei@else.example", "mei@a@b", "me i", "mei\x00", "m" * 600]
)
def test_nobody_is_found_by_another_name(house: Database, acct: str) -> None:
    a_member(house, "mei")
    assert house.read_now(lambda tx: people.find_account(tx, acct, local_host=HOST)) is None


def test_who_is_suspended_is_not_there(house: Database) -> None:
    mei = a_member(house, "mei", password_hash="x")
    token = house.write_now(lambda tx: people.issue_token(tx, None, mei.id, mei.id)).token
    session = house.write_now(lambda tx: people.open_session(tx, mei.id))
    suspend(house, mei)
    assert house.read_now(lambda tx: people.fetch_account(tx, mei.id)) is None
    assert house.read_now(lambda tx: people.fetch_accounts(tx, [mei.id])) == {}
    assert house.read_now(lambda tx: people.find_accounts(tx, ["mei"], local_host=HOST)) == {}
    assert house.read_now(lambda tx: people.fetch_caller(tx, token)) is None
    assert house.read_now(lambda tx: people.fetch_session(tx, session)) is None
    assert house.read_now(lambda tx: people.fetch_login(tx, "mei")) is None
    with pytest.raises(Invalid, match="taken"):
        a_member(house, "mei")


def test_a_page_keeps_an_owner(house: Database) -> None:
    mei, bo = a_member(house, "mei"), a_member(house, "bo")
    page = house.write_now(lambda tx: people.make_page(tx, mei, username="bakery", display_name="Bakery"))
    house.write_now(lambda tx: people.put_staff(tx, page.id, bo.id))
    assert house.read_now(lambda tx: people.fetch_staff(tx, page.id)) == [mei.id, bo.id]
    assert house.read_now(lambda tx: people.fetch_pages_of(tx, bo.id)) == [page]
    with pytest.raises(Forbidden):
        house.write_now(lambda tx: people.drop_staff(tx, page.id, mei.id))
    with pytest.raises(Forbidden):
        house.write_now(lambda tx: people.put_staff(tx, page.id, mei.id, people.StaffRole.HELPER))
    house.write_now(lambda tx: people.put_staff(tx, page.id, bo.id, people.StaffRole.OWNER))
    house.write_now(lambda tx: people.drop_staff(tx, page.id, mei.id))
    assert house.read_now(lambda tx: people.fetch_staff_role(tx, page.id, mei.id)) is None
    assert house.read_now(lambda tx: people.fetch_staff_role(tx, page.id, bo.id)) == people.StaffRole.OWNER


def test_only_a_member_owns_a_page(house: Database) -> None:
    mei = a_member(house, "mei")
    page = house.write_now(lambda tx: people.make_page(tx, mei, username="bakery", display_name="Bakery"))
    with pytest.raises(Forbidden):
        house.write_now(lambda tx: people.make_page(tx, page, username="shop", display_name="Shop"))


def change(house: Database, account: people.Account, **changes: object) -> people.Account:
    wanted = people.ProfileChanges(**changes)
    return house.write_now(lambda tx: people.update_profile(tx, account, wanted))


def test_a_profile_says_what_was_written(house: Database) -> None:
    mei = a_member(house, "mei")
    a_member(house, "bo")
    after = change(
        house,
        mei,
        display_name=" 梅  Mei ",
        note="Tea with @bo and @nobody\r\n#茶 <b>",
        fields=[("Shop", "https://tea.example/x"), ("", ""), ("Friend", "@bo")],
        language="zh-Hant",
        time_zone="Asia/Shanghai",
        locked=False,
        audience="house",
        window_days=30,
        sensitive=True,
        discoverable=True,
    )
    assert after == house.read_now(lambda tx: people.fetch_account(tx, mei.id))
    assert (after.display_name, after.language, after.time_zone) == ("梅 Mei", "zh-Hant", "Asia/Shanghai")
    assert (after.locked, after.audience, after.window_days, after.sensitive) == (False, "house", 30, True)
    assert f'<a href="{ORIGIN}/@bo" class="u-url mention">@<span>bo</span></a>' in after.note_html
    assert "@nobody" in after.note_html
    assert f'href="{ORIGIN}/tags/%E8%8C%B6"' in after.note_html
    assert "&lt;b&gt;" in after.note_html
    shop, friend = people.fields_of(after)
    assert (shop.name, shop.value) == ("Shop", "https://tea.example/x")
    assert 'rel="nofollow noopener me"' in shop.html
    assert f"{ORIGIN}/@bo" in friend.html
    cleared = change(house, after, language="", fields=[], note="")
    assert (cleared.language, people.fields_of(cleared), cleared.note_html) == (None, [], "")


def test_nothing_changes_where_nothing_is_said(house: Database) -> None:
    mei = a_member(house, "mei")
    assert change(house, mei) == mei


def test_all_faults_of_a_profile_are_told_at_once_and_nothing_changes(house: Database) -> None:
    mei = a_member(house, "mei")
    with pytest.raises(Invalid) as refusal:
        change(
            house,
            mei,
            display_name="梅" * 61,
            note="x" * 501,
            fields=[("a", "b")] * 5,
            language="klingonese!",
            time_zone="Mars/Olympus",
            window_days=7,
            audience="everyone",
            bot=True,
        )
    assert refusal.value.details is not None
    assert {field: faults[0]["error"] for field, faults in refusal.value.details.items()} == {
        "display_name": "ERR_TOO_LONG",
        "note": "ERR_TOO_LONG",
        "fields": "ERR_TOO_MANY",
        "language": "ERR_INVALID",
        "time_zone": "ERR_INVALID",
        "window_days": "ERR_INCLUSION",
        "audience": "ERR_INVALID",
    }
    assert house.read_now(lambda tx: people.fetch_account(tx, mei.id)) == mei


def test_a_page_is_not_locked(house: Database) -> None:
    mei = a_member(house, "mei")
    page = house.write_now(lambda tx: people.make_page(tx, mei, username="bakery", display_name="Bakery"))
    with pytest.raises(Invalid, match="Locked"):
        change(house, page, locked=True)


def test_a_new_window_stands_in_every_friends_row(house: Database) -> None:
    mei, bo = a_member(house, "mei", locked=False), a_member(house, "bo")
    house.write_now(lambda tx: people.follow(tx, bo, mei))
    change(house, mei, window_days=3)
    sights = house.read_now(lambda tx: people.fetch_sights(tx, bo.id, [mei.id]))
    assert sights[mei.id].window_days == 3


def test_markers_count_their_versions(house: Database, clock: SteppableClock) -> None:
    mei = a_member(house, "mei")
    first = house.write_now(lambda tx: people.save_markers(tx, mei.id, {"home": 5, "elsewhere": 7}))
    clock.step(1000)
    second = house.write_now(lambda tx: people.save_markers(tx, mei.id, {"home": 9, "notifications": 2}))
    assert [(row.last_read_id, row.version) for row in first.values()] == [(5, 0)]
    assert {name: (row.last_read_id, row.version) for name, row in second.items()} == {
        "home": (9, 1),
        "notifications": (2, 0),
    }
    assert second["home"].updated_at == first["home"].updated_at + 1000
    assert house.read_now(lambda tx: people.fetch_markers(tx, mei.id, ["home", "elsewhere"])) == {
        "home": second["home"]
    }
    assert house.read_now(lambda tx: people.fetch_markers(tx, mei.id, [])) == {}


def test_the_house_counts_members_and_who_opened_it(house: Database, clock: SteppableClock) -> None:
    mei, _ = a_member(house, "mei"), a_member(house, "bo")
    house.write_now(lambda tx: people.make_page(tx, mei, username="bakery", display_name="Bakery"))
    kept = people.KeptFigures()
    assert house.read_now(kept.fetch) == people.Figures(2, 0, 0)
    house.write_now(lambda tx: people.open_session(tx, mei.id))
    assert house.read_now(kept.fetch).active_month == 0
    clock.step(10 * 60_000)
    assert house.read_now(kept.fetch) == people.Figures(2, 1, 1)
    clock.step(60 * 86_400_000)
    assert house.read_now(people.count_house) == people.Figures(2, 0, 1)
