"""The settings: a list of pages, and what each of them changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import people
from teahouse.doors.web.settings_index import SECTIONS
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


def anna(cast: Cast) -> people.Account:
    account = cast.ask(people.fetch_account, cast.anna.id)
    assert account is not None
    return account


@LANGUAGES
def test_each_page_of_settings_is_on_the_list_and_leads_back(cast: Cast, signed_in: SignedIn, language: str) -> None:
    browser = signed_in(cast.anna, language)
    listed = browser.get("/settings").text
    guest = Browser(browser.site)
    for section in SECTIONS:
        assert f'<a href="{section.path}">' in listed
        page = browser.get(section.path)
        assert (page.status_code, '<a href="/settings">' in page.text) == (200, True), section.path
        assert guest.get(section.path).status_code == 401


def test_a_profile_is_written_and_read(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    said = {
        "display_name": "Anna <M>",
        "note": "I bake.\n& I row.",
        "field_name": ["Street", "", "Choir", ""],
        "field_value": ["Elm", "", "alto", ""],
    }
    done = browser.submit("/settings/profile", said)  # type: ignore[arg-type]
    assert done.headers["location"] == "/settings/profile?done=saved"
    now = anna(cast)
    assert (now.display_name, now.note) == ("Anna <M>", "I bake.\n& I row.")
    assert [(field.name, field.value) for field in people.fields_of(now)] == [("Street", "Elm"), ("Choir", "alto")]
    form = browser.get("/settings/profile").text
    assert 'value="Anna &lt;M&gt;"' in form
    assert "I bake.\n&amp; I row.</textarea>" in form
    assert form.count('name="field_name"') == people.MAX_FIELDS
    assert 'value="Choir"' in form


@LANGUAGES
def test_a_profile_that_cannot_be_keeps_what_was_typed_and_changes_nothing(
    cast: Cast, signed_in: SignedIn, language: str
) -> None:
    browser = signed_in(cast.anna, language)
    before = anna(cast)
    for wrong in (
        {"display_name": " ", "note": "typed"},
        {"display_name": "Anna", "note": "typed" + "!" * 600},
        {"display_name": "A" * 61, "note": "typed"},
        {"display_name": "Anna", "note": "typed", "field_name": ["", ""], "field_value": ["no name", ""]},
    ):
        answer = browser.submit("/settings/profile", wrong)  # type: ignore[arg-type]
        assert (answer.status_code, 'class="fault"' in answer.text, "typed" in answer.text) == (422, True, True), wrong
        assert 'lang="zh-Hans"' in answer.text if language == "zh" else 'lang="en"' in answer.text
    assert anna(cast) == before


def test_privacy_is_kept_box_by_box(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    assert 'name="locked" value="1" aria-describedby="h-first" checked' in browser.get("/settings/privacy").text
    browser.submit("/settings/privacy", {"window_days": "30", "discoverable": "1"})
    now = anna(cast)
    assert (now.window_days, now.discoverable, now.locked) == (30, True, False)
    assert 'value="30" checked' in browser.get("/settings/privacy").text
    browser.submit("/settings/privacy", {"window_days": "0", "locked": "1"})
    now = anna(cast)
    assert (now.window_days, now.discoverable, now.locked) == (0, False, True)
    for odd in ("5", "-3", "9999999999"):
        assert browser.submit("/settings/privacy", {"window_days": odd}).status_code == 422
    assert browser.submit("/settings/privacy", {"window_days": "x"}).status_code in (400, 422)
    assert anna(cast) == now


@LANGUAGES
def test_letters_grow_for_this_browser(cast: Cast, signed_in: SignedIn, language: str) -> None:
    browser = signed_in(cast.anna, language)
    page = browser.get("/settings/reading").text
    assert 'href="/settings/reading?type=large"' in page
    assert 'href="/quiet"' in page
    browser.get("/settings/reading?type=large")
    assert 'data-type="large"' in browser.get("/settings").text


def test_a_window_binds_what_a_friend_reads(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.post(cast.anna, "The old harbour")
    cast.clock.step(4 * people.DAY)
    browser, friend = signed_in(cast.anna), signed_in(cast.ben)
    assert "The old harbour" in friend.get("/@anna").text
    browser.submit("/settings/privacy", {"window_days": "3", "locked": "1"})
    assert "The old harbour" not in friend.get("/@anna").text
    assert "The old harbour" in browser.get("/@anna").text
