"""What open pages hear at once: that there is something, of what they would be shown, until one is out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from teahouse import housekeeping, messages, moments, people
from teahouse.app import make_api
from teahouse.housekeeping import COMMAND_LINE
from teahouse.kit.db import Database
from teahouse.kit.live import Bounds
from teahouse.moments import Mentioned, Only, OnlyMe
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.mastodon.ears import Ear, Ears
from tests.steppable import SteppableClock

on_sqlite = pytest.mark.parametrize("kind", ["sqlite"])


@pytest.fixture
def ears(settings: Settings, database: Database, clock: SteppableClock, cast: Cast) -> Iterator[Ears]:
    client = Client(make_api(msgspec.structs.replace(settings, rate_limits=False), database, clock=clock), cast)
    opened = Ears(client.api, database, client.run, "tea.example")
    yield opened
    opened.close()
    client.close()


def session(cast: Cast, who: people.Account) -> str:
    opened: str = cast.do(people.open_session, who.id)
    return opened


def pages(ears: Ears, cast: Cast, *who: people.Account) -> list[Ear]:
    found = [ears.page(session(cast, one)) for one in who]
    assert [ear.status for ear in found] == [200] * len(who)
    return found


def heard(ears: Ears, *each: Ear) -> list[list[tuple[str, int]]]:
    ears.settle()
    return [[(frame["event"], frame["payload"]) for frame in ear.take()] for ear in each]


HOME, TOLD = ("home", 1), ("told", 1)


def test_a_post_is_heard_of_by_whom_it_is_for(cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    anna, ben, mei, zoe = pages(ears, cast, cast.anna, cast.ben, cast.mei, cast.zoe)
    said = cast.post(cast.anna, "to friends")
    assert heard(ears, anna, ben, mei, zoe) == [[HOME]] * 3 + [[]]
    cast.post(cast.anna, "to Ben", Only(circles=(), people=(cast.ben.id,)))
    assert heard(ears, anna, ben, mei, zoe) == [[HOME], [HOME], [], []]
    cast.post(cast.anna, "to me", OnlyMe())
    assert heard(ears, anna, ben, mei, zoe) == [[HOME], [], [], []]
    cast.do(people.mute, cast.ben, cast.anna)
    cast.do(people.block, cast.mei, cast.anna)
    cast.post(cast.anna, "to friends again")
    assert heard(ears, anna, ben, mei, zoe) == [[HOME], [], [], []]
    cast.do(moments.like, cast.ben, said.id)
    assert heard(ears, anna, ben, mei, zoe) == [[TOLD], [], [], []]


def test_comments_and_letters_are_heard_of_by_those_they_are_for(cast: Cast, ears: Ears) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    anna, ben, mei = pages(ears, cast, cast.anna, cast.ben, cast.mei)
    said = cast.post(cast.anna, "The kettle is on")
    heard(ears, anna, ben, mei)
    cast.comment(cast.ben, said, "On my way")
    assert heard(ears, anna, ben, mei) == [[TOLD], [], []]
    draft = moments.Draft("Bring plums", Mentioned())
    _, room = cast.do(messages.say, cast.anna, [cast.ben.id], draft)
    told = heard(ears, anna, ben, mei)
    assert ("talk", room) in told[0]
    assert ("talk", room) in told[1]
    assert told[2] == []
    assert all(event != "home" for each in told for event, _ in each)


@pytest.mark.parametrize("way", ["out", "others", "password", "suspended"])
def test_who_is_signed_out_hears_no_more(cast: Cast, ears: Ears, way: str) -> None:
    token, kept = session(cast, cast.anna), session(cast, cast.ben)
    anna, ben = ears.page(token), ears.page(kept)
    if way == "out":
        cast.do(people.close_session, token)
    elif way == "others":
        cast.do(people.close_all_sessions, cast.anna.id)
    elif way == "password":
        cast.do(people.change_password, cast.anna.id, "hash")
    else:
        cast.do(housekeeping.suspend, COMMAND_LINE, cast.anna, "")
    ears.wait(0.9)
    assert anna.closed is not None
    assert ben.closed is None
    assert len(ears.hub.lines) == 1


@on_sqlite
def test_nothing_is_told_once_a_session_is_closed(cast: Cast, ears: Ears) -> None:
    token = session(cast, cast.anna)
    anna = ears.page(token)
    cast.do(people.close_session, token)
    cast.post(cast.anna, "unheard")
    assert heard(ears, anna) == [[]]
    assert anna.closed is not None


@on_sqlite
def test_a_guest_has_no_stream_and_a_member_not_any_number(cast: Cast, ears: Ears) -> None:
    assert ears.page(None).status == 401
    assert ears.page("x" * 43).status == 401
    ears.hub.bounds = Bounds(of_reader=2)
    token = session(cast, cast.anna)
    assert [ears.page(token).status for _ in range(3)] == [200, 200, 429]
    assert len(ears.hub.lines) == 2


@on_sqlite
def test_apps_and_pages_do_not_end_each_other(cast: Cast, ears: Ears) -> None:
    issued: people.Issued = cast.do(people.issue_token, None, cast.anna.id, cast.anna.id)
    token = session(cast, cast.anna)
    app, page = ears.events("/user", issued.token), ears.page(token)
    said = cast.post(cast.anna, "Twice heard")
    ears.settle()
    assert app.told() == [("update", said.id)]
    assert heard(ears, page) == [[HOME]]
    cast.do(people.close_session, token)
    ears.wait(0.9)
    assert (app.closed, page.closed is None) == (None, False)
