"""What scripts are answered with: pieces of pages, under the same checks as forms; bursts; news."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import httpx
import pytest

from teahouse import moments, people
from teahouse.moments import Mark, Only, Public, Stretch
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
SCRIPT = {"HX-Request": "true"}


def home_of(cast: Cast, reader: people.Account) -> list[int]:
    return cast.ask(moments.page_home, reader, Stretch()).ids


def send(browser: Browser, path: str, **sent: str) -> httpx.Response:
    """What a script sends for a form of the page that is open."""
    return browser.ask("POST", path, headers=SCRIPT, data={"csrf": browser.proof("/me"), **sent})


def test_an_act_is_answered_with_its_card_alone(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    moment = cast.post(cast.ben, "The kettle is on")
    cast.comment(cast.mei, moment, "On my way")
    anna = signed_in(cast.anna)
    liked = send(anna, f"/moments/{moment.id}/like", shape="feed", back="/kept")
    assert liked.status_code == 200
    assert liked.text.strip().startswith(f'<article class="card" id="m-{moment.id}"')
    assert liked.headers["cache-control"] == "no-store"
    for said in ("The kettle is on", "On my way", "Anna", 'aria-pressed="true"', 'name="back" value="/kept"'):
        assert said in liked.text
    for not_said in ("<html", "<main", "Sign out"):
        assert not_said not in liked.text
    for page in (anna.get(f"/@ben/{moment.id}").text, send(anna, f"/moments/{moment.id}/like", shape="main").text):
        card = page[page.index("<article") : page.index("</article")]
        assert "1 like" not in page, "it says who, and not how many as well"
        assert card.count("Anna") == 1
    gone = send(anna, f"/moments/{moment.id}/unlike", shape="main")
    assert 'class="card main"' in gone.text
    assert "Liked" not in gone.text
    said = send(anna, f"/moments/{moment.id}/comment", text="With <plums>", back="https://evil.example")
    assert "With &lt;plums&gt;" in said.text
    assert "evil" not in said.text
    plain = anna.submit("/me", {}, to=f"/moments/{moment.id}/like")
    assert plain.status_code == 303


def test_a_card_shows_no_more_than_the_gate_lets(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    moment = cast.post(cast.anna, "Come in")
    cast.comment(cast.mei, moment, "I bring cake")
    cast.do(moments.like, cast.mei, moment.id)
    ben, zoe = signed_in(cast.ben), signed_in(cast.zoe)
    seen = send(ben, f"/moments/{moment.id}/like").text
    assert "Come in" in seen
    assert "cake" not in seen
    assert "Mei" not in seen
    hidden, missing = (send(zoe, f"/moments/{one}/like") for one in (moment.id, moment.id + 1))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text == missing.text


def test_no_piece_shows_what_the_gate_does_not(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.zoe))
    secret, shown = cast.post(cast.ben, "Between friends"), cast.post(cast.anna, "For all", Public(listed=True))
    share = cast.do(moments.share, cast.zoe, shown.id, kind=moments.Kind.FRIENDS)
    zoe, lin = signed_in(cast.zoe), signed_in(cast.lin)
    send(zoe, f"/moments/{secret.id}/like")
    send(zoe, f"/moments/{secret.id}/keep")
    cast.do(people.unfollow, cast.ben, cast.zoe)
    for browser, hidden in ((zoe, secret.id), (lin, secret.id), (lin, share.id)):
        tries = [
            send(browser, f"/people/{cast.ben.id}/unmute", moment=str(hidden)),
            send(browser, f"/people/{cast.ben.id}/less_undone/selling", moment=str(hidden)),
            send(browser, f"/people/{cast.ben.id}/befriend", moment=str(hidden)),
            send(browser, f"/moments/{hidden}/unlike"),
            send(browser, f"/moments/{hidden}/unkeep"),
            send(browser, f"/moments/{shown.id}/like", place=str(hidden)),
            send(browser, f"/moments/{shown.id}/comment", text="Fine", place=str(hidden)),
        ]
        assert [one.text for one in tries if "Between" in one.text or "<article" in one.text] == []


def test_a_share_stays_a_share(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    moment = cast.post(cast.mei, "Street party", Public(listed=True))
    share = cast.do(moments.share, cast.ben, moment.id, kind=moments.Kind.PUBLIC)
    anna = signed_in(cast.anna)
    home = anna.get("/").text
    assert f'id="m-{moment.id}"' in home
    assert f'id="m-{share.id}"' in home
    ids = re.findall(r' id="([^"]+)"', home)
    assert len(set(ids)) == len(ids)
    liked = send(anna, f"/moments/{moment.id}/like", place=str(share.id)).text
    assert f'id="m-{share.id}"' in liked
    assert "Ben Marsh" in liked
    assert "Street party" in liked
    plain = anna.submit("/me", {"place": str(share.id)}, to=f"/moments/{moment.id}/like")
    assert plain.headers["location"] == f"/#m-{share.id}"


def test_what_is_refused_is_said_in_place(cast: Cast, signed_in: SignedIn) -> None:
    moment = cast.post(cast.anna, "Come in", Public(listed=True))
    anna = signed_in(cast.anna, "zh")
    empty = send(anna, f"/moments/{moment.id}/comment", text="  ")
    assert empty.status_code == 422
    assert empty.text.startswith('<p class="fault live" role="alert">')
    assert "请填写这一项" in empty.text
    stale = anna.ask("POST", f"/moments/{moment.id}/like", headers=SCRIPT, data={"csrf": "x"})
    assert stale.status_code == 403
    guest = Browser(anna.site, "zh").ask("POST", f"/moments/{moment.id}/like", headers=SCRIPT, data={})
    assert guest.status_code == 401
    for answer in (stale, guest):
        assert answer.text.startswith('<p class="fault live" role="alert">')
        assert "<html" not in answer.text
    assert cast.ask(moments.fetch_card, cast.anna.id, moment.id).likes == 0


def test_what_was_turned_down_comes_back_in_its_place(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.ben, "Plum jam, three a jar", marks=Mark.SELLING)
    anna = signed_in(cast.anna)
    for deed, undone in (("less/selling", "less_undone/selling"), ("mute", "unmute")):
        note = send(anna, f"/people/{cast.ben.id}/{deed}", back="/", moment=str(moment.id))
        assert note.status_code == 200
        assert "Ben" in note.text
        assert f'hx-post="/people/{cast.ben.id}/{undone}"' in note.text
        tie = cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id)
        assert tie.selling_off or tie.muted_until
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', note.text))
        back = anna.ask("POST", f"/people/{cast.ben.id}/{undone}", headers=SCRIPT, data=fields)
        assert "Plum jam" in back.text
        tie = cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id)
        assert (tie.selling_off, tie.muted_until) == (False, 0)


def test_deleted_and_removed_leave_a_note(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Come in")
    comment = cast.comment(cast.ben, moment, "Plums")
    anna = signed_in(cast.anna)
    assert "Taken away" in send(anna, f"/moments/{comment.id}/remove").text
    assert "Plums" not in anna.get(f"/@anna/{moment.id}").text
    deleted = send(anna, f"/moments/{moment.id}/delete").text
    assert "Deleted." in deleted
    assert anna.get(f"/@anna/{moment.id}").status_code == 404


def test_what_was_deleted_comes_back_into_the_composer(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    family = cast.do(people.create_circle, cast.anna, "Family")
    cast.do(people.add_members, cast.anna, family.id, [cast.ben.id])
    moment = cast.post(cast.anna, 'Plums & "more"', Only((family.id,), ()), spoiler="Fruit", marks=Mark.SELLING)
    anna = signed_in(cast.anna)
    deleted = send(anna, f"/moments/{moment.id}/delete").text
    fields = [(name, unescape(value)) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', deleted)]
    assert 'action="/compose"' in deleted
    assert 'hx-post="/compose"' not in deleted, "the composer is a page"
    page = anna.ask("POST", "/compose", data=dict(fields)).text
    assert "Plums &amp; &#34;more&#34;</textarea>" in page
    assert 'value="Fruit"' in page
    chosen = re.findall(r"<input[^>]*checked[^>]*>", page)
    for one in ('value="only"', f'value="{family.id}"', 'name="selling"'):
        assert any(one in said for said in chosen), one
    assert home_of(cast, cast.anna) == [], "nothing is posted by it"
    comment = cast.comment(cast.anna, cast.post(cast.anna, "Again"), "A word")
    assert "<form" not in send(anna, f"/moments/{comment.id}/delete").text


def test_news_is_counted_and_nothing_is_read_by_it(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    first = cast.post(cast.ben, "An old story")
    anna = signed_in(cast.anna)
    asked = re.search(r'hx-get="(/fresh\?since=[0-9]+)"', anna.get("/").text)
    assert asked is not None
    assert asked[1].endswith(str(first.id))
    anna.get("/notices")
    assert "new post" not in anna.get(asked[1]).text
    cast.post(cast.ben, "A new story")
    cast.post(cast.zoe, "Of a stranger", Public(listed=True))
    cast.do(moments.like, cast.ben, cast.post(cast.anna, "Mine").id)
    news = anna.get(asked[1]).text
    assert "2 new posts" in news
    assert "One new notice" in news
    assert "story" not in news
    for number in range(20):
        cast.post(cast.ben, f"Number {number}")
    assert "20+ new posts" in anna.get(asked[1]).text
    assert "new post" not in anna.get("/fresh").text
    assert "new post" not in anna.get("/fresh?since=x").text
    marker = cast.ask(people.fetch_markers, cast.anna.id, ["home"])["home"]
    assert marker.last_read_id == first.id
    assert Browser(anna.site).get("/fresh").status_code == 401


def test_a_burst_is_one_row_that_opens(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    cast.post(cast.mei, "Before it")
    for number in range(5):
        cast.post(cast.ben, f"Number {number}.")
    cast.post(cast.mei, "After it")
    page = signed_in(cast.anna).get("/").text
    inside = page[page.index('<details class="burst">') : page.index("Before it")]
    assert "Ben Marsh: 4 more posts" in inside
    assert all(f"Number {number}." in inside for number in range(4))
    assert page.index("After it") < page.index("Number 4.") < page.index('<details class="burst">')
    assert page.count('class="burst"') == 1


def test_requests_are_answered_in_their_place(cast: Cast, signed_in: SignedIn) -> None:
    for one in (cast.ben, cast.mei):
        cast.do(people.follow, one, cast.anna)
    cast.do(people.follow, cast.anna, cast.zoe)
    anna = signed_in(cast.anna)
    page = anna.get("/requests").text
    for path in (f"{cast.ben.id}/accept", f"{cast.mei.id}/reject", f"{cast.zoe.id}/take_back"):
        assert f'hx-post="/requests/{path}"' in page
    said = [send(anna, f"/requests/{cast.ben.id}/accept"), send(anna, f"/requests/{cast.mei.id}/reject")]
    assert ["You are friends now" in one.text for one in said] == [True, False]
    assert "gone" in said[1].text
    assert all("<html" not in one.text for one in said)
    send(anna, f"/requests/{cast.zoe.id}/take_back")
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.ben.id).following
    assert not cast.ask(people.fetch_tie, cast.mei.id, cast.anna.id).requested
    assert not cast.ask(people.fetch_tie, cast.anna.id, cast.zoe.id).requested
    assert send(anna, f"/requests/{cast.lin.id}/accept").status_code == 404
