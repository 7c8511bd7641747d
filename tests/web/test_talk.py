"""Private talk on the pages: begun, read, answered, with pictures, edited, deleted, put away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from teahouse import messages, moments, people
from teahouse.moments import Draft, Mentioned, Stretch
from teahouse.people.letters import Writers
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


def write(cast: Cast, author: people.Account, text: str) -> moments.Moment:
    return cast.do(messages.post, author, Draft(text, Mentioned()))


def begin(browser: Browser, text: str, *others: people.Account) -> str:
    form: Any = {"people": [str(one.id) for one in others], "text": text}
    location: str = browser.submit("/talk/new", form).headers["location"]
    return location.partition("#")[0]


def test_two_friends_talk(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    anna, ben = signed_in(cast.anna), signed_in(cast.ben)
    assert "No talk yet" in ben.get("/talk").text
    room = begin(anna, "Tea at <b>four</b>?", cast.ben)
    shown = anna.get(room).text
    assert "Tea at &lt;b&gt;four&lt;/b&gt;?" in shown
    assert 'class="u-url mention"' not in shown, "whom it is for stands above the room"
    front = ben.get("/").text
    assert "one talk with something new" in front
    assert "Tea at" not in front, "what is private is not at home"
    listed = ben.get("/talk").text
    assert room in listed
    assert "is-new" in listed
    assert "Tea at" in ben.get(room).text
    assert "is-new" not in ben.get("/talk").text
    assert "something new" not in ben.get("/").text
    assert ben.submit(room, {"text": "Gladly"}).headers["location"].startswith(f"{room}#m-")
    shown = anna.get(room).text
    assert shown.index("Tea at") < shown.index("Gladly"), "the newest stands at the bottom"
    assert anna.get(f"/talk/new?people={cast.ben.id}").headers["location"] == room
    assert begin(anna, "And again", cast.ben) == room, "two people have one talk"
    outside = signed_in(cast.zoe)
    for where in (room, f"{room}/news"):
        assert outside.get(where).status_code == 404
    for way in ("put_away", "drop/7"):
        assert outside.submit("/talk/new", {}, to=f"{room}/{way}").status_code == 404


def test_several_talk(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    anna, mei = signed_in(cast.anna), signed_in(cast.mei)
    room = begin(anna, "You two should meet", cast.ben, cast.mei)
    assert "Anna Marsh, Ben Marsh" in re.sub(r"\s+", " ", mei.get(room).text)
    mei.submit(room, {"text": "Hello Ben"})
    assert "Hello Ben" in signed_in(cast.ben).get(room).text


def test_what_is_said_meanwhile_is_put_below(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    first = write(cast, cast.anna, "@ben one")
    ben = signed_in(cast.ben)
    room = f"/talk/{first.id}"
    at = re.search(rf'hx-get="({room}/news\?since=\d+)"', ben.get(room).text)
    assert at is not None
    quiet = ben.get(at[1], headers={"hx-request": "true"}).text
    assert "<article" not in quiet
    second = write(cast, cast.anna, "@ben two")
    fresh = ben.get(at[1], headers={"hx-request": "true"}).text
    assert "two" in fresh
    assert f"since={second.id}" in fresh
    assert cast.ask(messages.count_unread, cast.ben.id) == 0, "whoever looks has read"


def test_the_older_stand_on_other_pages(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    letters = [write(cast, cast.anna, f"@ben number {n}.") for n in range(32)]
    ben = signed_in(cast.ben)
    shown = ben.get(f"/talk/{letters[0].id}").text
    assert "number 31." in shown
    assert "number 1." not in shown
    older = re.search(r'href="(/talk/\d+\?max_id=\d+)"', shown)
    assert older is not None
    shown = ben.get(older[1]).text
    assert "number 1." in shown
    assert 'id="news"' not in shown


def test_a_refusal_keeps_what_was_typed(cast: Cast, signed_in: SignedIn) -> None:
    zoe = signed_in(cast.zoe)
    assert "Write to" not in zoe.get("/@anna").text
    answer = zoe.submit(f"/talk/new?people={cast.anna.id}", {"people": str(cast.anna.id), "text": "May I?"})
    assert answer.status_code == 422
    assert "You cannot write to Anna Marsh" in answer.text
    assert ">May I?</textarea>" in answer.text
    cast.befriend((cast.zoe, cast.mei))
    for fields, fault in (
        ({"text": "Hello"}, "Choose at least one person"),
        ({"people": str(cast.mei.id)}, "Write something"),
        ({"people": str(cast.mei.id), "text": "x" * 600}, "too long"),
    ):
        answer = zoe.submit("/talk/new", fields)
        assert answer.status_code == 422
        assert fault in answer.text
    room = begin(zoe, "Hello", cast.mei)
    cast.do(people.block, cast.mei, cast.zoe)
    answer = zoe.submit(room, {"text": "Are you there?"})
    assert answer.status_code == 422
    assert ">Are you there?</textarea>" in answer.text
    assert zoe.submit(room, {"text": " "}).status_code == 422


def test_who_may_begin_a_talk_is_chosen(cast: Cast, signed_in: SignedIn) -> None:
    anna, zoe = signed_in(cast.anna), signed_in(cast.zoe)
    assert re.search(r'value="friends" checked', anna.get("/settings/privacy").text)
    anna.submit("/settings/privacy", {"window_days": "0", "writers": "everyone"})
    account = cast.ask(people.fetch_account, cast.anna.id)
    assert cast.ask(people.letters.fetch_writers, account) == Writers.EVERYONE
    anna.submit("/settings/privacy", {"window_days": "0", "writers": "nonsense"})
    assert cast.ask(people.letters.fetch_writers, account) == Writers.EVERYONE
    assert f"/talk/new?people={cast.anna.id}" in zoe.get("/@anna").text
    begin(zoe, "Hello", cast.anna)


def test_a_message_is_deleted_and_a_talk_put_away(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    anna, ben = signed_in(cast.anna), signed_in(cast.ben)
    room = begin(anna, "One", cast.ben)
    anna.submit(room, {"text": "Two"})
    second = cast.ask(messages.page_messages, cast.anna.id, int(room.rpartition("/")[2]), Stretch())[0]
    assert ben.submit(room, {}, to=f"{room}/drop/{second}").status_code == 404
    assert anna.submit(room, {}, to=f"{room}/drop/{second}").headers["location"] == f"{room}?done=dropped"
    assert "Two" not in ben.get(room).text
    assert ben.submit(room, {}, to=f"{room}/put_away").headers["location"] == "/talk?done=hidden"
    assert ben.get(room).status_code == 404
    first = int(room.rpartition("/")[2])
    assert anna.submit(room, {}, to=f"{room}/drop/{first}").headers["location"] == "/talk?done=dropped"
    assert "No talk yet" in anna.get("/talk").text


def test_an_answer_below_a_letter_stands_in_its_talk(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    letter = write(cast, cast.anna, "@ben one")
    ben = signed_in(cast.ben)
    path = f"/@anna/{letter.id}"
    said = ben.submit(path, {"text": "two"}, to=f"/moments/{letter.id}/comment").headers["location"]
    assert said.startswith(f"/talk/{letter.id}#m-")
    assert "two" in signed_in(cast.anna).get(f"/talk/{letter.id}").text


def test_letters_stand_on_no_profile(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    write(cast, cast.anna, "@ben whisper")
    for who in (cast.anna, cast.ben):
        assert "whisper" not in signed_in(who).get("/@anna").text


def test_who_is_gone_is_said_to_be(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    mine = write(cast, cast.ben, "@anna hello")
    cast.do(moments.suspend_account, cast.anna, people.State.SUSPENDED)
    ben = signed_in(cast.ben)
    assert "Somebody who is no longer here" in ben.get("/talk").text
    shown = ben.get(f"/talk/{mine.id}").text
    assert "<textarea" not in shown, "there is nobody to write to"


def test_the_pages_speak_chinese(cast: Cast, signed_in: SignedIn) -> None:
    ben = signed_in(cast.ben)
    assert "还没有聊过天" in ben.get("/talk?lang=zh").text
