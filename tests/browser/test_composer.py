"""Writing in the browser: nine photographs at once, drafts that outlive a reload and a break, and taking back."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser.conftest import Look, Looking
from tests.browser.town import Town
from tests.photographs import photograph, read


def photographs(many: int, width: int = 400, height: int = 300) -> list[FilePayload]:
    return [
        {"name": f"IMG_{n}.jpg", "mimeType": "image/jpeg", "buffer": photograph(n, width, height)}
        for n in range(1, many + 1)
    ]


def grainy(width: int, height: int) -> bytes:
    """A photograph as a camera takes it: large, turned by a mark, and full of grain."""
    image = Image.frombytes("RGB", (width, height), Random(1).randbytes(width * height * 3))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def arrived(page: Page, many: int) -> None:
    """So many pictures are at the house."""
    expect(page.locator('.shot [name="media"]:not([value=""])')).to_have_count(many)


def write(page: Page, text: str) -> None:
    """As somebody types, so that it is kept."""
    page.locator("#f-text").press_sequentially(text)
    page.wait_for_timeout(400)


def refusing(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body="no")


def test_nine_photographs_in_one_go(town: Town, look: Look) -> None:
    page = look("anna")
    page.goto("/compose")
    page.locator("input[type=file]").set_input_files(photographs(11))
    arrived(page, 9)
    expect(page.locator(".gallery-state")).to_contain_text("Only 9 pictures")
    page.get_by_label("What is in picture 1?").fill("The first loaf")
    page.get_by_role("button", name="Move picture 1 back").click()
    expect(page.get_by_label("What is in picture 2?")).to_have_value("The first loaf")
    page.get_by_role("button", name="Remove picture 9").click()
    page.locator("#f-text").fill("Bread, from flour to crumb.")
    page.locator("#f-text").press("Control+Enter")
    page.wait_for_url("**/*done=posted*")
    card = page.locator("article.card", has_text="Bread, from flour to crumb.").first
    expect(card.locator(".pictures img")).to_have_count(8)
    expect(card.locator(".pictures img").nth(1)).to_have_attribute("alt", "The first loaf")
    page.goto("/compose")
    expect(page.locator("#f-text")).to_have_value("")
    expect(page.locator(".shot")).to_have_count(0)


def test_a_large_photograph_is_made_smaller_and_stays_upright(town: Town, look: Look) -> None:
    page = look("anna")
    page.goto("/compose")
    sent: list[int] = []
    page.on("request", lambda asked: sent.append(len(asked.post_data_buffer or b"")))
    whole = grainy(3000, 1500)
    page.locator("input[type=file]").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": whole})
    arrived(page, 1)
    assert len(whole) > 2 * max(sent)
    page.locator("#f-text").fill("Upright")
    page.get_by_role("button", name="Post", exact=True).click()
    page.wait_for_url("**/*done=posted*")
    shown = page.locator("article.card", has_text="Upright").first.locator(".pictures a").first
    kept = read(page.request.get(shown.get_attribute("href") or "").body())
    assert kept.size == (1024, 2048)


def test_what_was_typed_is_there_after_a_reload(town: Town, look: Look) -> None:
    page = look("anna")
    page.goto("/compose")
    write(page, "Half a thought")
    page.locator('[name="who"][value="me"]').check()
    page.locator("input[type=file]").set_input_files(photographs(2))
    arrived(page, 2)
    page.get_by_label("What is in picture 2?").press_sequentially("A crumb")
    page.wait_for_timeout(400)
    page.reload()
    expect(page.locator("#f-text")).to_have_value("Half a thought")
    expect(page.locator('[name="who"][value="me"]')).to_be_checked()
    expect(page.locator(".draft-note")).to_contain_text("had not sent yet")
    arrived(page, 2)
    expect(page.get_by_label("What is in picture 2?")).to_have_value("A crumb")
    page.goto("/")
    expect(page.locator("#f-text")).to_have_value("Half a thought")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("#f-text")).to_have_value("")
    expect(page.locator(".shot")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#f-text")).to_have_value("Half a thought")
    arrived(page, 2)
    page.get_by_role("button", name="Throw it away").click()
    page.reload()
    expect(page.locator("#f-text")).to_have_value("")
    expect(page.locator(".shot")).to_have_count(0)


def test_sending_goes_on_after_a_break(town: Town, look: Look, looking: Looking) -> None:
    looking.expected = ("ERR_INTERNET_DISCONNECTED", "Failed to load resource", "ERR_FAILED")
    page = look("anna")
    page.goto("/compose")
    cut = [False]

    def gate(route: Route) -> None:
        if cut[0] and route.request.method == "POST":
            route.abort()
        else:
            route.continue_()
            cut[0] = cut[0] or route.request.url.endswith("/compose/pictures")

    page.route("**/compose/pictures", gate)
    page.locator("#f-text").fill("On the train")
    page.locator("input[type=file]").set_input_files(photographs(4))
    expect(page.locator(".shot-state:not([hidden])")).to_contain_text("tried again by itself")
    arrived(page, 1)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.locator(".gallery-state")).to_contain_text("as soon as the pictures are here")
    # The page goes away in the middle of it; what was chosen is still here.
    page.reload()
    expect(page.locator(".shot")).to_have_count(4)
    expect(page.locator("#f-text")).to_have_value("On the train")
    cut[0] = False
    page.unroute("**/compose/pictures", gate)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    arrived(page, 4)
    page.get_by_role("button", name="Post", exact=True).click()
    page.wait_for_url("**/*done=posted*")
    expect(page.locator("article.card", has_text="On the train").first.locator(".pictures img")).to_have_count(4)


def test_a_post_that_does_not_get_through_stays_and_says_so(town: Town, look: Look, looking: Looking) -> None:
    looking.expected = ("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    page = look("anna")
    page.locator("#f-text").fill("Into the tunnel")
    page.context.set_offline(True)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("You are offline.")
    expect(page.locator("#f-text")).to_have_value("Into the tunnel")
    page.context.set_offline(False)
    for status, said in ((503, "Not sent."), (429, "wait a little")):
        page.route("**/compose", refusing(status))
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text(said)
        page.unroute("**/compose")
    page.get_by_role("button", name="Post", exact=True).click()
    page.wait_for_url("**/*done=posted*")
    expect(page.locator("article.card", has_text="Into the tunnel")).to_have_count(1)


def test_a_session_that_ended_keeps_the_words(town: Town, look: Look, looking: Looking) -> None:
    looking.expected = ("Failed to load resource",)
    page = look("anna")
    card = page.locator("article.card").first.locator("a.when").get_attribute("href") or ""
    page.goto(card)
    write(page, "A long answer")
    page.context.clear_cookies()
    page.locator("#say button:not([name])").last.click()
    expect(page.get_by_role("alert")).to_contain_text("You are signed out.")
    page.get_by_role("link", name="Sign in and go on").click()
    page.locator("#f-name").fill("anna")
    page.locator("input[type=password]").fill(town.people["anna"].password)
    page.locator("main form button").first.click()
    expect(page.locator("#f-text")).to_have_value("A long answer")
    page.locator("#say button:not([name])").last.click()
    expect(page.locator(".below")).to_contain_text("A long answer")
    expect(page.locator("#f-text")).to_have_value("")


def test_signed_in_anew_elsewhere_the_form_still_goes_through(town: Town, look: Look, looking: Looking) -> None:
    # Advice is asked for while nobody is signed in, or with the form of the session that ended.
    looking.expected = ("Failed to load resource", "401 from /compose/advice", "403 from /compose/advice")
    page = look("anna")
    page.goto("/compose")
    write(page, "Two windows")
    other = page.context.new_page()
    page.context.clear_cookies()
    other.goto("/auth/sign_in")
    other.locator("#f-name").fill("anna")
    other.locator("input[type=password]").fill(town.people["anna"].password)
    other.locator("main form button").first.click()
    other.wait_for_url(lambda url: "sign_in" not in url)
    page.get_by_role("button", name="Post", exact=True).click()
    page.wait_for_url("**/*done=posted*")
    expect(page.locator("article.card", has_text="Two windows")).to_have_count(1)


def test_posted_and_taken_back_at_the_desk(town: Town, look: Look) -> None:
    page = look("anna", screen="desktop")
    page.locator("#f-who").select_option("me")
    expect(page.locator(".will-see")).to_contain_text("Only you will see it.")
    page.locator("#f-text").fill("Not so fast")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Posted.")).to_contain_text("Only you will see it.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#f-text")).to_have_value("Not so fast")
    expect(page.locator('[name="who"][value="me"]')).to_be_checked()
    page.goto("/")
    expect(page.locator("article.card", has_text="Not so fast")).to_have_count(0)
    expect(page.locator("#f-text")).to_have_value("Not so fast")


def test_a_refusal_is_said_beside_the_field_and_nothing_is_lost(town: Town, look: Look, looking: Looking) -> None:
    looking.expected = ("Failed to load resource",)
    page = look("anna")
    page.goto("/compose")
    page.locator("input[type=file]").set_input_files(photographs(1))
    arrived(page, 1)
    page.locator("#f-text").fill("long " * 120)
    expect(page.locator(".counter")).to_contain_text("99 characters too many")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.locator("#w-text")).to_contain_text("too long")
    expect(page.locator("#f-text")).to_be_focused()
    arrived(page, 1)
    page.locator("#f-text").fill("short")
    page.get_by_role("button", name="Post", exact=True).click()
    page.wait_for_url("**/*done=posted*")
    expect(page.locator("article.card", has_text="short").first.locator(".pictures img")).to_have_count(1)


def test_a_word_below_a_card_is_kept_until_it_is_said(town: Town, look: Look) -> None:
    page = look("anna")
    card = page.locator("article.card").first
    name = f"#{card.get_attribute('id')}"
    page.locator(f"{name} summary.act").first.click()
    page.locator(f"{name} form.reply textarea").press_sequentially("Half a word")
    page.wait_for_timeout(400)
    page.reload()
    page.locator(f"{name} summary.act").first.click()
    box = page.locator(f"{name} form.reply textarea")
    expect(box).to_have_value("Half a word")
    box.press("Control+Enter")
    expect(page.locator(f"{name} .talk")).to_contain_text("Half a word")
    expect(page.locator(f"{name} form.reply textarea")).to_have_value("")
    page.reload()
    expect(page.locator(f"{name} form.reply textarea")).to_have_value("")
    expect(page.locator(f"{name} .talk")).to_contain_text("Half a word")


def test_a_form_with_many_fields_is_kept_and_its_faults_are_shown(town: Town, look: Look, looking: Looking) -> None:
    looking.expected = ("Failed to load resource",)
    page = look("anna")
    page.goto("/groups")
    page.locator("#f-description").press_sequentially("We sing")
    page.wait_for_timeout(400)
    page.reload()
    expect(page.locator("#f-description")).to_have_value("We sing")
    page.locator("#f-name").fill("x" * 300)
    page.locator("form[data-keep] button:not([type=button])").last.click()
    expect(page.locator("#w-name")).to_be_visible()
    expect(page.locator("#f-description")).to_have_value("We sing")
    page.locator("#f-name").fill("Evening choir")
    page.locator("form[data-keep] button:not([type=button])").last.click()
    page.wait_for_url("**/links*")


def test_signing_out_leaves_nothing_behind(town: Town, look: Look) -> None:
    page = look("anna", screen="desktop")
    write(page, "For nobody else")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_timeout(300)
    expect(page.locator("#f-text")).to_have_value("For nobody else")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/auth/sign_in*")
    assert "was not sent yet" in asked[0]
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('teahouse-draft')).length") == 0


def test_pictures_are_dragged_into_their_order_and_friends_are_found(town: Town, look: Look) -> None:
    page = look("anna", screen="desktop")
    page.goto("/compose")
    page.locator("input[type=file]").set_input_files(photographs(3))
    arrived(page, 3)
    page.get_by_label("What is in picture 3?").fill("The last")
    page.locator(".shot img").nth(2).drag_to(page.locator(".shot img").nth(0))
    expect(page.get_by_label("What is in picture 1?")).to_have_value("The last")
    page.locator('[name="who"][value="only"]').check()
    for chosen in page.locator('[name="circles"]:checked').all():  # whom she wrote to last
        chosen.uncheck()
    expect(page.locator(".will-see")).to_contain_text("Nobody yet")
    page.locator("[data-folk] summary").click()
    name = page.locator("[data-folk] .chip").nth(3).inner_text()
    page.get_by_label("Find a friend").fill(name[:5])
    page.get_by_label(name, exact=True).check()
    expect(page.locator(".will-see")).to_contain_text(f"One person will see it: {name}.")
