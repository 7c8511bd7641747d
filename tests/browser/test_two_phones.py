"""Two phones side by side: what happens on one appears on the other, and nobody reloads anything."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Look, Looking

ANNA, FRIEND = "anna", "xiaoming"
NAVIGATED = "() => performance.getEntriesByType('navigation').length + ' ' + performance.timeOrigin"


def marks(page: Page, name: str) -> Locator:
    """The number beside "Talk" or "Notices", where there is one."""
    return page.locator(f"#{name} .unread")


@pytest.fixture
def phones(look: Look) -> tuple[Page, Page]:
    """Anna's, and her friend's: his pages are Chinese until he says otherwise, whatever his browser asks for."""
    anna, friend = look(ANNA), look(FRIEND)
    friend.goto("/?lang=en")
    for page in (anna, friend):
        expect(page.locator("body[data-live]")).to_be_attached()
    return anna, friend


def test_a_post_appears_and_what_is_said_below_it_is_told(phones: tuple[Page, Page]) -> None:
    anna, friend = phones
    opened = anna.evaluate(NAVIGATED)
    friend.goto("/compose")
    friend.locator("#f-text").fill("The lanterns are lit")
    friend.get_by_role("button", name="Post", exact=True).click()
    offer = anna.get_by_role("link", name="One new post")
    expect(offer).to_be_visible(timeout=5_000)
    assert anna.evaluate(NAVIGATED) == opened
    offer.click()
    card = anna.locator("article.card", has_text="The lanterns are lit")
    expect(card).to_be_visible()
    friend.goto("/notices")
    friend.goto("/me")
    expect(marks(friend, "unread")).to_have_count(0)
    expect(friend.locator("body[data-live]")).to_be_attached()
    opened = friend.evaluate(NAVIGATED)
    card.locator("summary", has_text="Comment").click()
    card.locator("textarea").fill("I can see them from here")
    card.get_by_role("button", name="Send").click()
    expect(marks(friend, "unread")).to_have_text("1", timeout=5_000)
    assert friend.evaluate(NAVIGATED) == opened
    friend.get_by_role("link", name=re.compile("Notices")).click()
    expect(friend.locator("main")).to_contain_text("I can see them from here")
    expect(marks(friend, "unread")).to_have_count(0)


def test_words_appear_on_the_other_phone_and_marks_come_and_go(phones: tuple[Page, Page]) -> None:
    anna, friend = phones
    for page in phones:
        read_all(page)
    friend.goto("/talk")
    opened = friend.evaluate(NAVIGATED)
    anna.goto(f"/@{FRIEND}")
    anna.get_by_role("link", name="Write to").click()
    write(anna, "Are you at home?")
    row = friend.locator("#talks li", has_text="Are you at home?")
    expect(row).to_be_visible(timeout=5_000)
    expect(row.locator(".badge")).to_be_visible()
    expect(marks(friend, "untalked")).to_have_text("1")
    assert friend.evaluate(NAVIGATED) == opened
    row.get_by_role("link").click()
    log, his = anna.get_by_role("log"), friend.get_by_role("log")
    expect(his).to_contain_text("Are you at home?")
    expect(marks(friend, "untalked")).to_have_count(0)
    here, there = anna.evaluate(NAVIGATED), friend.url
    write(friend, "Yes, the kettle is on")
    expect(log).to_contain_text("Yes, the kettle is on", timeout=5_000)
    write(friend, "And there are plums")
    expect(log).to_contain_text("And there are plums", timeout=5_000)
    assert anna.evaluate(NAVIGATED) == here
    expect(marks(anna, "untalked")).to_have_count(0)
    anna.goto("/")
    write(friend, "Are you coming?")
    expect(marks(anna, "untalked")).to_have_text("1", timeout=5_000)
    anna.goto(there)
    expect(log).to_contain_text("Are you coming?")
    expect(marks(anna, "untalked")).to_have_count(0)


def test_without_a_stream_a_page_asks_as_it_did(look: Look, looking: Looking) -> None:
    looking.expected = ("ERR_FAILED",)
    anna, friend = look(ANNA), look(FRIEND)
    anna.goto(f"/@{FRIEND}")
    anna.get_by_role("link", name="Write to").click()
    write(anna, "Is anybody there?")
    friend.context.route("**/live", lambda route: route.abort())
    friend.goto(f"{anna.url.partition('#')[0]}?lang=en")
    expect(friend.get_by_role("log")).to_contain_text("Is anybody there?")
    write(anna, "I saw light")
    expect(friend.get_by_role("log")).to_contain_text("I saw light", timeout=10_000)
    expect(friend.locator("body[data-live]")).to_have_count(0)


def read_all(page: Page) -> None:
    """Open whatever talk has something unread."""
    page.goto("/talk")
    while page.locator("#talks .is-new").count():
        page.locator("#talks .is-new a").first.click()
        expect(page.get_by_role("log")).to_be_visible()
        page.goto("/talk")
    expect(marks(page, "untalked")).to_have_count(0)


def write(page: Page, text: str) -> None:
    """Write into the talk that is open, or begin the one that the form is for."""
    page.get_by_label("Your message").fill(text)
    page.locator("main form.composer, main form").get_by_role("button", name="Send").last.click()
    expect(page.get_by_role("log")).to_contain_text(text)


def test_a_stranger_may_not_write(look: Look, looking: Looking) -> None:
    """No page offers it, and a form for somebody else, as it is sent by hand, is refused in words."""
    looking.expected = ("422",)
    anna = look(ANNA)
    anna.goto("/people")
    strangers = anna.locator("main li", has=anna.get_by_role("button", name=re.compile("Ask")))
    anna.goto(strangers.first.locator("a[href^='/@']").first.get_attribute("href") or "")
    expect(anna.get_by_role("button", name=re.compile("Ask"))).to_be_visible()
    expect(anna.get_by_role("link", name=re.compile("^Write to"))).to_have_count(0)
    number = anna.locator("form[action^='/people/']").first.get_attribute("action") or ""
    anna.goto(f"/talk/new?people={number.split('/')[2]}")
    anna.get_by_label("Your message").fill("You do not know me")
    anna.locator("main form").get_by_role("button", name="Send").last.click()
    expect(anna.get_by_text("Not sent. You cannot write to")).to_be_visible()
    expect(anna.get_by_label("Your message")).to_have_value("You do not know me")


def test_who_is_signed_out_elsewhere_hears_no_more(look: Look, looking: Looking) -> None:
    looking.expected = ("401",)
    here, there = look(ANNA), look(ANNA)
    expect(here.locator("body[data-live]")).to_be_attached()
    there.goto("/settings/devices")
    there.get_by_role("button", name="Sign out everywhere else").click()
    expect(here.locator("body[data-live]")).to_have_count(0, timeout=5_000)


def test_a_page_that_nobody_looks_at_keeps_no_connection(look: Look) -> None:
    page = look(ANNA)
    live = page.locator("body[data-live]")
    expect(live).to_be_attached()
    seen = "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true}); "
    seen += "document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(seen, "hidden")
    expect(live).to_have_count(0)
    page.evaluate(seen, "visible")
    expect(live).to_be_attached()
