"""People with scripts and without: finding them as one types, dragging a face onto a list, and the card."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Look
from tests.browser.town import Town


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_people_are_found_as_one_types(same_town: Town, peek: Look, screen: str) -> None:
    page = peek(next(iter(same_town.people)), screen=screen)
    page.goto("/search")
    page.get_by_role("searchbox").press_sequentially("zhoum", delay=30)
    expect(page.locator("#found").get_by_role("link", name="Mei Zhou")).to_be_visible()
    assert page.url.endswith("/search")
    page.get_by_role("searchbox").fill("qqqqq")
    expect(page.get_by_text("Nothing is found by “qqqqq”.")).to_be_visible()


def test_and_by_a_plain_form(same_town: Town, peek: Look) -> None:
    page = peek(next(iter(same_town.people)), scripts=False)
    page.goto("/search")
    page.get_by_role("searchbox").fill("zhoum")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#found").get_by_role("link", name="Mei Zhou")).to_be_visible()


def test_a_face_is_dragged_onto_a_list(town: Town, look: Look) -> None:
    page = look(next(iter(town.people)), screen="desktop")
    page.goto("/circles/all")
    row = page.locator("tr[data-person]").first
    name = row.get_attribute("data-name")
    box = row.get_by_role("checkbox", name=f"{name} in Family", exact=True)
    expect(box).not_to_be_checked()
    row.locator(".grip").hover()
    page.mouse.down()
    target = page.locator("[data-circle]", has_text="Family")
    expect(target).to_be_visible()
    target.hover(force=True)
    page.mouse.up()
    expect(page.get_by_text(f"{name} is in Family now.")).to_be_visible()
    expect(target).to_be_hidden()
    page.reload()
    expect(box).to_be_checked()


def test_a_drag_that_is_broken_off_changes_nothing(town: Town, look: Look) -> None:
    page = look(next(iter(town.people)), screen="desktop")
    page.goto("/circles/all")
    page.locator(".grip").first.hover()
    page.mouse.down()
    page.locator("[data-circle]").first.hover(force=True)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".ghost")).to_have_count(0)
    expect(page.locator("#said")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_lists_are_changed_by_the_keyboard_alone(town: Town, look: Look, scripts: bool) -> None:
    page = look(next(iter(town.people)), screen="desktop", scripts=scripts)
    page.goto("/circles/all")
    box = page.locator("tr[data-person]").first.get_by_role("checkbox").first
    before = box.is_checked()
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert box.is_checked() is not before


def test_a_list_is_narrowed_as_one_types(same_town: Town, peek: Look) -> None:
    page = peek(next(iter(same_town.people)))
    page.goto("/circles")
    page.get_by_role("link", name="Family").click()
    rows = page.locator("#members > label")
    before = rows.count()
    assert before > 5
    page.get_by_role("searchbox").fill("mei")
    expect(page.locator("#members > label:visible").first).to_contain_text("Mei")
    assert page.locator("#members > label:visible").count() < before


def test_the_card_shows_a_picture(same_town: Town, peek: Look) -> None:
    page = peek(next(iter(same_town.people)))
    page.goto("/card")
    picture = page.get_by_role("img", name="QR code of")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.naturalWidth") > 100
