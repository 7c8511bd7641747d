"""Pictures in the composer and on the page that changes a post: step by step without scripts, one by one with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from teahouse import moments, people
from teahouse.kit.db import Database
from teahouse.kit.pictures import Pictures
from teahouse.moments import Public, Stretch
from tests.cast import Cast
from tests.photographs import heic, photograph
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
Sent = dict[str, str | list[str]]


@pytest.fixture(autouse=True)
def _closed(database: Database) -> Iterator[None]:
    yield
    database.context.handed[Pictures].close()


def files(*several: bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("files", ("x.html", one, "text/html")) for one in several]


def media_in(text: str) -> list[str]:
    """The pictures on the form, in their order."""
    return re.findall(r'<input type="hidden" name="media" value="([0-9]+)">', text)


def shown(cast: Cast, reader: people.Account) -> list[moments.Attachment]:
    (moment_id,) = cast.ask(moments.page_home, reader, Stretch()).ids
    (card,) = cast.ask(moments.fetch_cards, reader.id, [moment_id])
    return moments.attachments_of(card.moment.media)


def test_nine_come_along_at_once(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    browser = signed_in(cast.anna)
    sent = {"csrf": browser.proof("/compose"), "text": "", "who": "friends"}
    answer = browser.ask("POST", "/compose", data=sent, files=files(*(photograph(n) for n in range(1, 10))))
    assert answer.status_code == 303, answer.text
    assert len(shown(cast, cast.ben)) == 9
    answer = browser.ask("POST", "/compose", data=sent, files=files(*(photograph(n) for n in range(1, 11))))
    assert answer.status_code == 422
    assert "At most 9 pictures" in answer.text


def test_pictures_are_described_and_arranged_before_posting(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    proof = browser.proof("/compose")
    sent: Sent = {"csrf": proof, "text": "Bread", "who": "me", "show": "pictures"}
    page = browser.ask("POST", "/compose", data=sent, files=files(photograph(1), photograph(2), heic()))
    assert page.status_code == 200, page.text
    one, two, three = media_in(page.text)
    assert "Bread" in page.text
    assert cast.ask(moments.page_home, cast.anna, Stretch()).ids == []
    kept: Sent = {"csrf": proof, "text": "Bread", "who": "me", "media": [one, two, three], f"alts[{two}]": 'A "loaf"'}
    for show, order in (
        (f"later-{one}", [two, one, three]),
        (f"earlier-{three}", [one, three, two]),
        (f"earlier-{one}", [one, two, three]),
        (f"later-{three}", [one, two, three]),
        (f"drop-{one}", [two, three]),
        ("drop-1", [one, two, three]),
        ("nonsense", [one, two, three]),
    ):
        page = browser.ask("POST", "/compose", data={**kept, "show": show})
        assert media_in(page.text) == order, show
        assert 'value="A &#34;loaf&#34;"' in page.text
    answer = browser.ask("POST", "/compose", data={**kept, "media": [three, two]})
    assert answer.status_code == 303, answer.text
    assert [(str(each.id), each.description) for each in shown(cast, cast.anna)] == [(three, ""), (two, 'A "loaf"')]


def test_pictures_are_not_lost_with_the_words(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    sent: Sent = {"csrf": browser.proof("/compose"), "text": "long " * 200, "who": "me"}
    answer = browser.ask("POST", "/compose", data=sent, files=files(photograph()))
    assert answer.status_code == 422
    (one,) = media_in(answer.text)
    again: Sent = {**sent, "text": "short", "media": one}
    bad = {**again, f"alts[{one}]": "x" * 2000}
    answer = browser.ask("POST", "/compose", data=bad)
    assert (answer.status_code, media_in(answer.text)) == (422, [one])
    assert browser.ask("POST", "/compose", data=again).status_code == 303
    assert [str(each.id) for each in shown(cast, cast.anna)] == [one]
    assert signed_in(cast.ben).ask("POST", "/compose", data={**again, "csrf": "x"}).status_code == 403
    answer = browser.ask("POST", "/compose", data={**sent, "text": "hello"}, files=files(b"<svg/>"))
    assert answer.status_code == 422
    assert "no picture" in answer.text
    assert "hello" in answer.text


def test_a_picture_that_is_gone_or_not_ones_own_is_said(cast: Cast, signed_in: SignedIn) -> None:
    browser, other = signed_in(cast.anna), signed_in(cast.ben)
    sent: Sent = {"csrf": other.proof("/compose"), "text": "Mine", "who": "me", "show": "pictures"}
    (theirs,) = media_in(other.ask("POST", "/compose", data=sent, files=files(photograph())).text)
    for nothing in (theirs, "1"):
        again: Sent = {"csrf": browser.proof("/compose"), "text": "Hello", "who": "me", "media": nothing}
        answer = browser.ask("POST", "/compose", data=again)
        assert (answer.status_code, media_in(answer.text)) == (422, [])
        assert "waited too long and is gone" in answer.text
        assert browser.ask("GET", f"/compose/pictures/{nothing}").status_code == 404
        dropped = browser.ask("POST", f"/compose/pictures/{nothing}/drop", data={"csrf": browser.proof("/compose")})
        assert dropped.status_code == 404
    assert other.ask("GET", f"/compose/pictures/{theirs}").status_code == 200


def test_a_script_sends_one_picture_by_itself(
    cast: Cast, signed_in: SignedIn, new_browser: Callable[..., Browser]
) -> None:
    browser = signed_in(cast.anna)
    proof = browser.proof("/compose")
    asks = {"Accept": "application/json"}

    def send(by: Browser, body: bytes, **sent: str) -> tuple[int, dict[str, str]]:
        given = {"csrf": proof, **sent}
        answer = by.ask("POST", "/compose/pictures", data=given, files={"file": ("x", body, "x/y")}, headers=asks)
        return answer.status_code, answer.json()

    status, one = send(browser, photograph(), alt="A loaf")
    assert (status, one["alt"], one["width"], one["height"]) == (200, "A loaf", 80, 60)
    assert browser.ask("GET", f"/compose/pictures/{one['id']}").json() == one
    for body, sent, by, refused in (
        (b"<svg/>", {}, browser, 422),
        (b"", {}, browser, 422),
        (photograph(), {"alt": "x" * 2000}, browser, 422),
        (photograph(), {"csrf": "x"}, browser, 403),
        (photograph(), {}, new_browser(), 401),
    ):
        status, told = send(by, body, **sent)
        assert status == refused
        assert told["error"]
    assert browser.ask("POST", f"/compose/pictures/{one['id']}/drop", data={"csrf": proof}).status_code == 204
    assert browser.ask("GET", f"/compose/pictures/{one['id']}").status_code == 404


def test_the_pictures_of_a_post_are_changed(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    browser = signed_in(cast.anna)
    sent: Sent = {"csrf": browser.proof("/compose"), "text": "Bread", "who": "friends"}
    answer = browser.ask("POST", "/compose", data=sent, files=files(photograph(1), photograph(2)))
    path = f"/moments/{answer.headers['location'].rpartition('=')[2]}/edit"
    one, two = media_in(browser.get(path).text)
    proof = browser.proof(path)
    kept: Sent = {"csrf": proof, "text": "Bread", "media": [one, two], f"alts[{one}]": "A loaf"}
    page = browser.ask("POST", path, data={**kept, "show": f"drop-{one}"}, files=files(photograph(3)))
    assert page.status_code == 200, page.text
    left = media_in(page.text)
    assert (left[0], len(left)) == (two, 2)
    assert len(shown(cast, cast.ben)) == 2, "nothing is changed yet"
    assert browser.ask("POST", path, data={**kept, "media": [left[1], one]}).status_code == 303
    assert [(str(each.id), each.description) for each in shown(cast, cast.ben)] == [(left[1], ""), (one, "A loaf")]
    assert f"/media/{two}/" in signed_in(cast.ben).get(path.replace("edit", "history")).text, "the earlier version"
    wrong = browser.ask("POST", path, data={**kept, "text": "x" * 600, "media": [one, left[1]]})
    assert (wrong.status_code, media_in(wrong.text)) == (422, [one, left[1]])
    assert browser.ask("POST", path, data={"csrf": proof, "text": ""}).status_code == 422, "neither words nor pictures"


def test_taking_back_gives_the_pictures_back(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    sent: Sent = {"csrf": browser.proof("/compose"), "text": "Bread", "who": "everyone"}
    answer = browser.ask("POST", "/compose", data=sent, files=files(photograph(1)))
    moment_id = answer.headers["location"].rpartition("=")[2]
    (one,) = shown(cast, cast.anna)
    page = browser.submit("/me", {}, to=f"/moments/{moment_id}/take_back")
    assert media_in(page.text) == [str(one.id)]
    again: Sent = {"csrf": browser.proof("/compose"), "text": "Bread again", "who": "everyone", "media": str(one.id)}
    assert browser.ask("POST", "/compose", data=again).status_code == 303
    assert [each.id for each in shown(cast, cast.anna)] == [one.id]
    assert Public(listed=True) == cast.ask(moments.fetch_last_audience, cast.anna)
