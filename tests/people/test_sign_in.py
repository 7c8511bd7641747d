"""Signing in: passwords, sessions, reset links, and joining by one's own hand."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from teahouse import people
from teahouse.kit.db import Database
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from tests.people.conftest import OpenHouse, a_member
from tests.steppable import SteppableClock

DAY = 86_400_000


def form(**more: object) -> people.SignUp:
    return people.SignUp(**{"username": "mei", "password": "green tea", "agreement": True, **more})


def join(house: Database, **more: object) -> people.Account:
    return house.write_now(lambda tx: people.sign_up(tx, form(**more), "hash"))


def faults(house: Database, **more: object) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        join(house, **more)
    assert refusal.value.details is not None
    return {field: [fault["error"] for fault in several] for field, several in refusal.value.details.items()}


def test_a_password_fits_its_own_hash_only() -> None:
    hashed = people.hash_password("茶 tea \ud800")
    assert people.verify_password(hashed, "茶 tea \ud800")
    assert not people.verify_password(hashed, "茶 tea")
    assert not people.verify_password(None, "")
    assert not people.verify_password("", "x")
    assert not people.verify_password("not a hash", "x")
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert people.hash_password("tea") != people.hash_password("tea")


def test_a_password_too_long_to_have_been_chosen_fits_nothing() -> None:
    hashed = people.hash_password("x" * 1025)
    assert not people.verify_password(hashed, "x" * 1025)


def test_older_parameters_are_noticed() -> None:
    assert people.needs_rehash(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("tea"))
    assert not people.needs_rehash(people.hash_password("tea"))


def test_the_hasher_works_beside_the_event_loop() -> None:
    async def act() -> tuple[bool, bool]:
        hashed = await hasher.hash("tea")
        yes, no = await asyncio.gather(hasher.verify(hashed, "tea"), hasher.verify(None, "tea"))
        return yes, no

    hasher = people.Hasher()
    try:
        assert asyncio.run(act()) == (True, False)
    finally:
        hasher.close()


def test_a_login_is_found_by_name_or_address(house: Database) -> None:
    mei = a_member(house, "Mei", password_hash="h", email="Mei@Post.example")
    for name in ("mei", "@MEI", " mei", "MEI@post.example"):
        login = house.read_now(lambda tx, name=name: people.fetch_login(tx, name))
        assert login is not None
        assert (login.account_id, login.password_hash, login.email) == (mei.id, "h", "mei@post.example")
    assert house.read_now(lambda tx: people.fetch_login(tx, "post.example")) is None
    assert house.read_now(lambda tx: people.fetch_login_of(tx, mei.id)) is not None


@pytest.mark.parametrize("text", ["", "\x00", "m\x00i@post.example", "\ud800", "@", "x" * 100_000])
def test_no_text_from_outside_breaks_a_look_up(house: Database, text: str) -> None:
    assert house.read_now(lambda tx: people.fetch_login(tx, text)) is None
    assert house.read_now(lambda tx: people.fetch_usable_invite(tx, text)) is None
    assert house.read_now(lambda tx: people.fetch_caller(tx, text)) is None
    with pytest.raises(people.OAuthError):
        house.read_now(lambda tx: people.find_app(tx, text))
    with pytest.raises(people.OAuthError):
        house.read_now(lambda tx: people.check_app_secret(tx, text, text))
    assert faults(house, email=text + "@")["email"]


def test_a_member_chooses_the_language_of_the_pages(house: Database) -> None:
    mei = a_member(house, "mei", locale="en")
    token = house.write_now(lambda tx: people.open_session(tx, mei.id))
    for locale in ("zh", None):
        house.write_now(lambda tx, to=locale: people.set_locale(tx, mei.id, to))
        session = house.read_now(lambda tx: people.fetch_session(tx, token))
        assert session is not None
        assert session.locale == locale
    with pytest.raises(Invalid):
        house.write_now(lambda tx: people.set_locale(tx, mei.id, "<zh>"))
    with pytest.raises(NotFound):
        house.write_now(lambda tx: people.set_locale(tx, 5, "zh"))


def test_a_session_lasts_thirty_days(house: Database, clock: SteppableClock) -> None:
    mei = a_member(house, "mei", role=people.HouseRole.HOST, locale="zh")
    token = house.write_now(lambda tx: people.open_session(tx, mei.id, "browser" * 100))
    session = house.read_now(lambda tx: people.fetch_session(tx, token))
    assert session is not None
    assert (session.account_id, session.is_admin, session.locale, session.audience) == (mei.id, True, "zh", "private")
    clock.step(30 * DAY - 1)
    assert house.read_now(lambda tx: people.fetch_session(tx, token)) is not None
    clock.step(1)
    assert house.read_now(lambda tx: people.fetch_session(tx, token)) is None
    assert house.read_now(lambda tx: people.fetch_session(tx, "")) is None


def test_signing_out_ends_this_session_only(house: Database) -> None:
    mei = a_member(house, "mei")
    one, two = (house.write_now(lambda tx: people.open_session(tx, mei.id)) for _ in range(2))
    house.write_now(lambda tx: people.close_session(tx, one))
    assert house.read_now(lambda tx: people.fetch_session(tx, one)) is None
    assert house.read_now(lambda tx: people.fetch_session(tx, two)) is not None
    house.write_now(lambda tx: people.close_all_sessions(tx, mei.id))
    assert house.read_now(lambda tx: people.fetch_session(tx, two)) is None


def test_a_new_password_signs_the_others_out(house: Database) -> None:
    mei, bo = a_member(house, "mei", password_hash="old"), a_member(house, "bo")
    here, there, other = (house.write_now(lambda tx, of=of: people.open_session(tx, of.id)) for of in (mei, mei, bo))
    token, others = (house.write_now(lambda tx, of=of: people.issue_token(tx, None, of.id, of.id)) for of in (mei, bo))
    link = house.write_now(lambda tx: people.make_reset_link(tx, mei.id))
    house.write_now(lambda tx: people.change_password(tx, mei.id, "new", keep_session=here))
    assert house.read_now(lambda tx: people.fetch_session(tx, here)) is not None
    assert house.read_now(lambda tx: people.fetch_session(tx, there)) is None
    assert house.read_now(lambda tx: people.fetch_session(tx, other)) is not None
    assert house.read_now(lambda tx: people.fetch_caller(tx, token.token)) is None
    assert house.read_now(lambda tx: people.fetch_caller(tx, others.token)) is not None
    assert not house.read_now(lambda tx: people.may_reset(tx, link))
    login = house.read_now(lambda tx: people.fetch_login(tx, "mei"))
    assert login is not None
    assert login.password_hash == "new"


def test_a_page_has_no_password(house: Database) -> None:
    mei = a_member(house, "mei")
    page = house.write_now(lambda tx: people.make_page(tx, mei, username="bakery", display_name="Bakery"))
    with pytest.raises(NotFound):
        house.write_now(lambda tx: people.change_password(tx, page.id, "new"))
    with pytest.raises(NotFound):
        house.write_now(lambda tx: people.set_role(tx, page.id, people.HouseRole.HOST))


def test_a_rehash_does_not_undo_a_change(house: Database) -> None:
    mei = a_member(house, "mei", password_hash="old")
    house.write_now(lambda tx: people.keys.keep_rehash(tx, mei.id, "old", "old, stronger"))
    house.write_now(lambda tx: people.change_password(tx, mei.id, "new"))
    house.write_now(lambda tx: people.keys.keep_rehash(tx, mei.id, "old, stronger", "old, strongest"))
    login = house.read_now(lambda tx: people.fetch_login(tx, "mei"))
    assert login is not None
    assert login.password_hash == "new"


def test_a_reset_link_works_once_and_for_a_day(house: Database, clock: SteppableClock) -> None:
    mei = a_member(house, "mei")
    session = house.write_now(lambda tx: people.open_session(tx, mei.id))
    first = house.write_now(lambda tx: people.make_reset_link(tx, mei.id))
    link = house.write_now(lambda tx: people.make_reset_link(tx, mei.id))
    assert not house.read_now(lambda tx: people.may_reset(tx, first))
    assert house.read_now(lambda tx: people.may_reset(tx, link))
    assert house.write_now(lambda tx: people.use_reset_link(tx, link, "new")) == mei.id
    assert house.read_now(lambda tx: people.fetch_session(tx, session)) is None
    late = house.write_now(lambda tx: people.make_reset_link(tx, mei.id))
    clock.step(DAY)
    for spent in (first, link, late, "", "nonsense"):
        with pytest.raises(NotFound):
            house.write_now(lambda tx, spent=spent: people.use_reset_link(tx, spent, "newer"))


def test_sweeping_removes_what_ran_out_and_nothing_else(house: Database, clock: SteppableClock) -> None:
    mei = a_member(house, "mei")
    old = house.write_now(lambda tx: people.open_session(tx, mei.id))
    token = house.write_now(lambda tx: people.issue_token(tx, None, mei.id, mei.id))
    clock.step(20 * DAY)
    young = house.write_now(lambda tx: people.open_session(tx, mei.id))
    clock.step(11 * DAY)
    house.write_now(people.keys.sweep_sign_in)
    clock.step(-11 * DAY)
    assert house.read_now(lambda tx: people.fetch_session(tx, old)) is None
    assert house.read_now(lambda tx: people.fetch_session(tx, young)) is not None
    assert house.read_now(lambda tx: people.fetch_caller(tx, token.token)) is not None


def test_a_caller_is_the_actor_and_the_member(house: Database) -> None:
    mei = a_member(house, "mei", role=people.HouseRole.HOST, language="zh", time_zone="Asia/Shanghai")
    bo = a_member(house, "bo")
    page = house.write_now(lambda tx: people.make_page(tx, mei, username="bakery", display_name="Bakery"))
    house.write_now(lambda tx: people.put_staff(tx, page.id, bo.id))
    own = house.write_now(lambda tx: people.issue_token(tx, None, mei.id, mei.id, ["write", "read"]))
    helper = house.write_now(lambda tx: people.issue_token(tx, None, page.id, bo.id))
    caller = house.read_now(lambda tx: people.fetch_caller(tx, own.token))
    assert caller is not None
    assert (caller.actor_id, caller.member_id, caller.scopes) == (mei.id, mei.id, {"read", "write"})
    assert (caller.is_admin, caller.time_zone, caller.audience) == (True, "Asia/Shanghai", "private")
    caller = house.read_now(lambda tx: people.fetch_caller(tx, helper.token))
    assert caller is not None
    assert (caller.actor_id, caller.member_id, caller.kind) == (page.id, bo.id, people.Kind.PAGE)
    assert not caller.is_admin
    house.write_now(lambda tx: people.drop_staff(tx, page.id, bo.id))
    house.write_now(lambda tx: people.put_staff(tx, page.id, bo.id))
    assert house.read_now(lambda tx: people.fetch_caller(tx, helper.token)) is None


def test_a_token_for_a_page_is_worth_nothing_to_a_stranger(house: Database) -> None:
    mei, bo = a_member(house, "mei"), a_member(house, "bo")
    page = house.write_now(lambda tx: people.make_page(tx, mei, username="bakery", display_name="Bakery"))
    token = house.write_now(lambda tx: people.issue_token(tx, None, page.id, bo.id))
    assert house.read_now(lambda tx: people.fetch_caller(tx, token.token)) is None


def test_joining_an_open_house(house: Database) -> None:
    mei = join(house, email="Mei@post.example", locale="zh-CN", time_zone="Asia/Shanghai")
    assert (mei.username, mei.language, mei.time_zone) == ("mei", "zh-CN", "Asia/Shanghai")
    ming = join(house, username=None, display_name="小明", locale="??", time_zone="Nowhere")
    assert (ming.username, ming.display_name, ming.language, ming.time_zone) == ("xiaoming", "小明", None, "UTC")
    assert house.read_now(lambda tx: people.who_brought(tx, mei.id)) is None


def test_all_faults_of_a_form_are_told_at_once(house: Database) -> None:
    join(house, email="mei@post.example")
    assert faults(house, email="MEI@post.example", password="tea", agreement=False) == {
        "username": ["ERR_TAKEN"],
        "email": ["ERR_TAKEN"],
        "password": ["ERR_TOO_SHORT"],
        "agreement": ["ERR_ACCEPTED"],
    }
    assert faults(house, username="", password="", email="nobody") == {
        "username": ["ERR_BLANK"],
        "password": ["ERR_BLANK"],
        "email": ["ERR_INVALID"],
    }
    assert faults(house, username=None, display_name="\u200b") == {
        "username": ["ERR_BLANK"],
        "display_name": ["ERR_BLANK"],
    }
    assert faults(house, username="m é" * 20, password="茶" * 342, email="a@" + "b" * 400) == {
        "username": ["ERR_INVALID", "ERR_TOO_LONG"],
        "password": ["ERR_TOO_LONG"],
        "email": ["ERR_TOO_LONG"],
    }
    assert faults(house, username="Admin", display_name="x" * 61) == {
        "username": ["ERR_RESERVED"],
        "display_name": ["ERR_TOO_LONG"],
    }
    assert faults(house, username="bo", invite_code="nothing") == {"invite_code": ["ERR_INVALID"]}


def test_a_closed_house_takes_nobody(open_house: OpenHouse) -> None:
    house = open_house(mode="closed")
    code = house.write_now(lambda tx: people.make_invite(tx, None)).code
    with pytest.raises(Forbidden):
        join(house, invite_code=code)


def test_a_house_by_invite_takes_who_was_invited(open_house: OpenHouse) -> None:
    house = open_house(mode="invite")
    mei = a_member(house, "mei")
    invite = house.write_now(lambda tx: people.make_invite(tx, mei.id))
    assert faults(house, username="bo") == {"invite_code": ["ERR_BLANK"]}
    assert faults(house, username="bo", invite_code="") == {"invite_code": ["ERR_BLANK"]}
    assert faults(house, username="bo", invite_code=invite.code, agreement=False) == {"agreement": ["ERR_ACCEPTED"]}
    written = f" {invite.code[:4].upper()}-{invite.code[4:]} "
    bo = join(house, username="bo", invite_code=written)
    brought = house.read_now(lambda tx: people.who_brought(tx, bo.id))
    assert brought is not None
    assert (brought.inviter_id, brought.invite_id) == (mei.id, invite.id)
    assert faults(house, username="cai", invite_code=invite.code) == {"invite_code": ["ERR_INVALID"]}


def test_an_invite_lets_in_no_more_than_it_was_made_for(open_house: OpenHouse) -> None:
    house = open_house(mode="invite")
    invite = house.write_now(lambda tx: people.make_invite(tx, None, max_uses=3))

    def ask(number: int) -> bool:
        try:
            join(house, username=f"m{number}", invite_code=invite.code)
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(ask, range(12))) == 3
    spent = house.read_now(lambda tx: people.page_invites(tx, None))
    assert [(row.uses, row.max_uses) for row in spent] == [(3, 3)]
