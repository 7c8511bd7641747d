"""Invites: codes, their ends, and the tree of who brought whom."""

from __future__ import annotations

import pytest

from teahouse import people
from teahouse.kit.db import Database, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.people.invites import ALPHABET
from tests.people.conftest import a_member
from tests.people.test_accounts import suspend
from tests.steppable import SteppableClock


def works(house: Database, code: str) -> bool:
    return house.read_now(lambda tx: people.fetch_usable_invite(tx, code)) is not None


def test_a_code_can_be_read_aloud(house: Database) -> None:
    codes = [house.write_now(lambda tx: people.make_invite(tx, None)).code for _ in range(50)]
    assert len(set(codes)) == 50
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("01ilo") & set(ALPHABET)


def test_an_invite_ends_with_its_time(house: Database, clock: SteppableClock) -> None:
    invite = house.write_now(lambda tx: people.make_invite(tx, None, expires_at=tx.now + 1000))
    assert works(house, invite.code)
    clock.step(1000)
    assert not works(house, invite.code)


def test_an_invite_ends_with_its_inviter(house: Database) -> None:
    mei = a_member(house, "mei")
    invite = house.write_now(lambda tx: people.make_invite(tx, mei.id))
    assert works(house, invite.code)
    suspend(house, mei)
    assert not works(house, invite.code)


def test_a_member_revokes_their_own_and_the_host_any(house: Database) -> None:
    mei, bo = a_member(house, "mei"), a_member(house, "bo")
    one, two = (house.write_now(lambda tx: people.make_invite(tx, mei.id)) for _ in range(2))
    for stranger in (bo.id, 5):
        with pytest.raises(NotFound):
            house.write_now(lambda tx, by=stranger: people.revoke_invite(tx, by, one.id))
    house.write_now(lambda tx: people.revoke_invite(tx, mei.id, one.id))
    house.write_now(lambda tx: people.revoke_invite(tx, None, two.id))
    assert not works(house, one.code)
    assert not works(house, two.code)
    with pytest.raises(NotFound):
        house.write_now(lambda tx: people.revoke_invite(tx, None, 5))


def test_the_host_may_invite_any_number(house: Database) -> None:
    invite = house.write_now(lambda tx: people.make_invite(tx, None, max_uses=0))
    for number in range(3):
        form = people.SignUp(password="green tea", username=f"m{number}", agreement=True, invite_code=invite.code)
        house.write_now(lambda tx, form=form: people.sign_up(tx, form, "hash"))
    assert works(house, invite.code)


def test_nonsense_makes_no_invite(house: Database) -> None:
    mei = a_member(house, "mei")
    for nonsense in ({"max_uses": 0}, {"max_uses": -1}, {"max_uses": 1001}, {"expires_at": 1}, {"note": "x" * 256}):
        with pytest.raises(Invalid):
            house.write_now(lambda tx, more=nonsense: people.make_invite(tx, mei.id, **more))
    assert house.read_now(lambda tx: people.page_invites(tx, mei.id)) == []


def test_a_member_has_so_many_live_invites(house: Database) -> None:
    mei = a_member(house, "mei")

    def fill(tx: WriteTx) -> people.Invite:
        return [people.make_invite(tx, mei.id) for _ in range(people.Limits().max_invites)][-1]

    last = house.write_now(fill)
    with pytest.raises(Invalid, match="too many"):
        house.write_now(lambda tx: people.make_invite(tx, mei.id))
    house.write_now(lambda tx: people.revoke_invite(tx, mei.id, last.id))
    house.write_now(lambda tx: people.make_invite(tx, mei.id))


def test_invites_are_paged_newest_first(house: Database) -> None:
    mei = a_member(house, "mei")
    made = [house.write_now(lambda tx: people.make_invite(tx, mei.id, note=" for  Bo ")) for _ in range(5)]
    house.write_now(lambda tx: people.make_invite(tx, None))
    first = house.read_now(lambda tx: people.page_invites(tx, mei.id, limit=3))
    rest = house.read_now(lambda tx: people.page_invites(tx, mei.id, max_id=first[-1].id))
    assert first + rest == made[::-1]
    assert made[0].note == "for Bo"


def test_who_brought_whom_is_known_both_ways(house: Database) -> None:
    mei = a_member(house, "mei")
    invite = house.write_now(lambda tx: people.make_invite(tx, mei.id, max_uses=2))
    came = []
    for name in ("bo", "cai"):
        form = people.SignUp(password="green tea", username=name, agreement=True, invite_code=invite.code)
        came.append(house.write_now(lambda tx, form=form: people.sign_up(tx, form, "hash")).id)
    brought = house.read_now(lambda tx: people.whom_brought(tx, mei.id))
    assert [row.account_id for row in brought] == came
    assert house.read_now(lambda tx: people.who_brought(tx, came[1])) == brought[1]
