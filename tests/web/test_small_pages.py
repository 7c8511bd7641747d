"""How much a page weighs, and that its size tells nobody anything."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest

from teahouse.doors.web.forms import StaleForm, check_proof, proof_for
from teahouse.moments import Public
from tests.cast import Cast
from tests.web.browser import ORIGIN, Browser

on_sqlite = pytest.mark.parametrize("kind", ["sqlite"])
NewBrowser = Callable[..., Browser]
SignedIn = Callable[..., Browser]
MOST = 60 * 1024
_LOADED = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg)\?[^"]+)"')
HERE = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "gzip"}


def sent(answer: httpx.Response) -> int:
    """So many bytes came over the wire."""
    return int(answer.headers["content-length"])


def weight(browser: Browser, path: str) -> int:
    page = browser.get(path, headers=HERE)
    assert page.headers["content-encoding"] == "gzip"
    loaded = set(_LOADED.findall(page.text))
    assert len(loaded) >= 3, "style, script and mark at least"
    return sent(page) + sum(sent(browser.get(each, headers=HERE)) for each in loaded)


@on_sqlite
def test_the_first_pages_weigh_little(cast: Cast, new_browser: NewBrowser, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    for number in range(22):
        writer = (cast.ben, cast.mei, cast.anna)[number % 3]
        moment = cast.post(
            writer, f"Number {number}. " + "A kettle, a table, and time to talk. " * 8, Public(listed=True)
        )
        cast.comment(cast.anna, moment, "There I am in ten minutes, with plums.")
    guest, member = weight(new_browser(), "/"), weight(signed_in(cast.anna), "/")
    assert guest <= MOST, guest
    assert member <= MOST, member


@on_sqlite
def test_only_the_house_itself_is_sent_a_members_page_squeezed(
    cast: Cast, new_browser: NewBrowser, signed_in: SignedIn
) -> None:
    anna = signed_in(cast.anna)
    home = {"Referer": f"{ORIGIN}/me"}
    away: list[dict[str, str]] = [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", **home},
        {},
        {"Referer": "https://tea.example.evil/"},
    ]
    here: list[dict[str, str]] = [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, home]
    for headers, squeezed in [*((one, False) for one in away), *((one, True) for one in here)]:
        page = anna.get("/", headers={"Accept-Encoding": "gzip", **headers})
        assert ("content-encoding" in page.headers) is squeezed, headers
        assert "Sign out" in page.text
        assert "Accept-Encoding" in page.headers["vary"]
    for none in ("identity", "br", "gzip;q=0", "deflate, gzip; q=0"):
        assert "content-encoding" not in anna.get("/", headers={**HERE, "Accept-Encoding": none}).headers
    guest = new_browser()
    assert guest.get("/about", headers={"Accept-Encoding": "br, gzip"}).headers["content-encoding"] == "gzip"


@on_sqlite
def test_no_two_pages_carry_the_same_proof(cast: Cast, signed_in: SignedIn) -> None:
    anna = signed_in(cast.anna)
    proofs = [anna.proof("/me") for _ in range(3)]
    assert len(set(proofs)) == 3
    assert all(anna.ask("POST", "/circles", data={"csrf": one, "title": one[:8]}).status_code == 303 for one in proofs)
    page = anna.get("/me").text
    assert len(set(re.findall(r'name="csrf" value="([^"]+)"', page))) == 1, "one page squeezes better with one"


def test_a_proof_holds_for_its_cookie_alone() -> None:
    good = proof_for("a")
    check_proof("a", good)
    salt, _, rest = good.partition(".")
    for secret, given in (
        ("b", good),
        ("a", rest),
        ("a", salt),
        ("a", f"x{good}"),
        ("a", ""),
        ("", proof_for("b")),
        (None, proof_for("")),
    ):
        with pytest.raises(StaleForm):
            check_proof(secret, given)


@on_sqlite
def test_files_are_squeezed_once_and_known_again(new_browser: NewBrowser) -> None:
    browser = new_browser()
    whole = browser.get("/static/style.css", headers={"Accept-Encoding": "identity"})
    small = browser.get("/static/style.css", headers={"Accept-Encoding": "gzip"})
    assert whole.text == small.text
    assert sent(small) * 3 < sent(whole)
    assert whole.headers["etag"] != small.headers["etag"]
    for answer, taken in ((whole, "identity"), (small, "gzip")):
        headers = {"Accept-Encoding": taken, "If-None-Match": answer.headers["etag"]}
        assert browser.get("/static/style.css", headers=headers).status_code == 304
    assert "content-encoding" not in browser.get("/static/avatar.png", headers={"Accept-Encoding": "gzip"}).headers
