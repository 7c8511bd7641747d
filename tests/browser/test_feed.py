"""The feed with scripts: cards renewed in place, older ones appended, bursts, pictures, news, and no connection."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Look, Looking
from tests.browser.town import Town

WHO, FRIEND = "anna", "xiaoming"


def navigations(page: Page) -> list[str]:
    """The pages that are opened from now on; what scripts fetch is not among them."""
    opened: list[str] = []
    page.on("request", lambda asked: opened.append(asked.url) if asked.is_navigation_request() else None)
    return opened


def card_of(page: Page, place: int = 0) -> str:
    return f"#{page.locator('#feed article.card').nth(place).get_attribute('id')}"


def post(page: Page, text: str) -> None:
    page.goto("/compose?lang=en")
    page.locator("#f-text").fill(text)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_text(text).first).to_be_visible()


def test_a_card_is_renewed_in_its_place(look: Look, looking: Looking) -> None:
    page = look(WHO)
    opened = navigations(page)
    pressed = page.locator("#feed button[id^=like-][aria-pressed=false]").first.get_attribute("id") or ""
    card = page.locator(f"#{pressed.replace('like', 'm')}")
    card.get_by_role("button", name="Like", exact=True).click()
    liked = card.get_by_role("button", name="Liked", exact=True)
    expect(liked).to_have_attribute("aria-pressed", "true")
    expect(liked).to_be_focused()
    card.locator("summary", has_text="Comment").click()
    card.locator("textarea").fill("Save me a <b>slice</b>")
    card.get_by_role("button", name="Send").click()
    expect(card.locator(".talk")).to_contain_text("Save me a <b>slice</b>")
    expect(card.locator("textarea")).to_be_hidden()
    looking.expected = ("422", "htmx:responseError")
    card.locator("summary", has_text="Comment").click()
    card.locator("textarea").fill("   ")
    card.get_by_role("button", name="Send").click()
    expect(card.get_by_role("alert")).to_contain_text("Please fill this in")
    assert opened == []
    page.reload()
    expect(card.get_by_role("button", name="Liked", exact=True)).to_be_visible()


def test_what_was_turned_down_comes_back_where_it_was(look: Look) -> None:
    page = look(WHO)
    opened, name = navigations(page), card_of(page)
    card = page.locator(name)
    card.locator("summary", has_text="More").click()
    card.get_by_role("button", name="for a week").click()
    note = page.locator(".done.live")
    expect(note).to_be_focused()
    expect(card).to_have_count(0)
    note.get_by_role("button", name="Undo").click()
    expect(card).to_be_visible()
    assert opened == []


def test_older_ones_come_in_place_of_the_link(look: Look) -> None:
    page = look(WHO, screen="desktop")
    opened, cards = navigations(page), page.locator("#feed article.card")
    before = cards.count()
    page.get_by_role("link", name="Older").click()
    expect(cards.nth(before + 5)).to_be_attached()
    expect(page.locator(card_of(page, before))).to_be_focused()
    assert page.get_by_role("link", name="Older").count() == 1
    names = page.evaluate("[...document.querySelectorAll('#feed article.card')].map(one => one.id)")
    assert len(set(names)) == len(names)
    assert opened == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_burst_opens_in_place(look: Look, scripts: bool) -> None:
    friend = look(FRIEND)
    for number in range(4):
        post(friend, f"Plums, basket {number}")
    page = look(WHO, scripts=scripts)
    expect(page.get_by_text("Plums, basket 3")).to_be_visible()
    expect(page.get_by_text("Plums, basket 1")).to_be_hidden()
    page.locator("summary", has_text="3 more posts").click()
    expect(page.get_by_text("Plums, basket 1")).to_be_visible()


def test_news_is_offered_and_not_forced(look: Look) -> None:
    page, friend = look(WHO), look(FRIEND)
    post(friend, "The first frost is on the roofs")
    page.evaluate("htmx.trigger('#fresh', 'look')")
    offer = page.get_by_role("link", name="One new post")
    expect(offer).to_be_visible()
    expect(page.get_by_text("The first frost")).to_have_count(0)
    offer.click()
    expect(page.get_by_text("The first frost")).to_be_visible()


def with_pictures(look: Look, page: Page) -> str:
    """The pictures of a post that a friend has just made."""
    friend = look(FRIEND, scripts=False)
    friend.goto("/compose?lang=en")
    friend.locator("#f-text").fill("Three walls, three colours")
    walls: list[FilePayload] = [
        {"name": f"{colour}.png", "mimeType": "image/png", "buffer": wall(colour)}
        for colour in ("teal", "brown", "gold")
    ]
    friend.locator("#f-files").set_input_files(walls)
    friend.get_by_role("button", name="Post", exact=True).click()
    page.goto("/")
    card = page.locator("article.card", has_text="Three walls").get_attribute("id")
    return f"#{card} .pictures a"


def wall(colour: str) -> bytes:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_pictures_are_looked_at_one_after_the_other(look: Look, screen: str) -> None:
    page = look(WHO, screen=screen)
    pictures = page.locator(with_pictures(look, page))
    names = [one.get_attribute("alt") for one in pictures.locator("img").all()]
    pictures.first.click()
    viewer = page.get_by_role("dialog", name="Pictures")
    expect(viewer.get_by_role("status")).to_have_text(f"1 of {len(names)}")
    expect(viewer.locator(".words")).to_have_text(names[0] or "")
    page.keyboard.press("ArrowRight")
    expect(viewer.get_by_role("status")).to_have_text(f"2 of {len(names)}")
    viewer.get_by_role("button", name="Previous").click()
    expect(viewer.get_by_role("status")).to_have_text(f"1 of {len(names)}")
    expect(viewer.locator("img")).to_have_attribute("alt", names[0] or "")
    expect(viewer.get_by_role("button", name="Previous")).to_be_hidden()
    assert viewer.evaluate("one => one.contains(document.activeElement)")
    page.keyboard.press("End")
    expect(viewer.get_by_role("status")).to_have_text(f"{len(names)} of {len(names)}")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(pictures.first).to_be_focused()


def test_without_scripts_a_picture_has_an_address(look: Look, looking: Looking) -> None:
    looking.expected = ("style-src",)  # the browser's own page around a picture
    page = look(WHO, scripts=False)
    page.locator(with_pictures(look, page)).first.click()
    expect(page).to_have_url(re.compile("/media/"))


def test_without_a_connection_the_house_says_so_and_loses_nothing(look: Look, looking: Looking, town: Town) -> None:
    looking.expected = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    page = look(WHO)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    card = page.locator(card_of(page))
    card.locator("summary", has_text="Comment").click()
    card.locator("textarea").fill("Half a thought")
    page.context.set_offline(True)
    card.get_by_role("button", name="Send").click()
    expect(card.get_by_role("alert")).to_contain_text("cannot be reached")
    expect(card.locator("textarea")).to_have_value("Half a thought")
    page.goto("/notices")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    expect(page.get_by_role("heading", name="没有网络")).to_be_visible()
    kept = page.evaluate(
        "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(one => one.keys()))))"
        ".then(all => [].concat(...all).map(one => one.url))"
    )
    assert kept
    assert all(re.fullmatch(rf"{town.origin}/(offline|static/[^/]+)", one) for one in kept), "nothing of anybody"
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="Notices")).to_be_visible()


@pytest.mark.parametrize("size", ["Large letters", "Largest letters"])
def test_large_letters_leave_the_layout_whole(look: Look, size: str) -> None:
    page = look(WHO, screen="small")
    page.get_by_role("link", name=size, exact=True).click()
    for path in ("/", "/compose", "/me", "/look", "/groups"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.get_by_role("link", name="Normal letters").click()
    assert page.evaluate("document.documentElement.dataset.type") is None
