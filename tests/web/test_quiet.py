"""Keep the friend, lose the ads: cleaning one's circle, the market, and what was turned down, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import moments, people
from teahouse.moments import Mark, Stretch
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
TICKED = re.compile(r'name="choose" value="([a-z]+-\d+)" checked')
TURNING = re.compile(r'name="turning" value="(\d+)"')


@pytest.fixture
def loud(cast: Cast) -> Cast:
    """Anna's friends: Mei and Lin sell, Ben begs for likes, Xiaoming says little."""
    cast.befriend(*((cast.anna, one) for one in (cast.mei, cast.lin, cast.ben, cast.xiaoming)))
    for n in range(8):
        cast.post(cast.mei, f"Masks, box {n}", marks=Mark.SELLING)
        cast.post(cast.lin, f"Buns, tray {n}", marks=Mark.SELLING)
        cast.post(cast.xiaoming, f"Ran {n} km")
    for n in range(3):
        cast.post(cast.ben, f"Vote for me {n}", marks=Mark.ASKING)
    return cast


def home_of(cast: Cast, reader: people.Account) -> list[str]:
    ids = cast.ask(moments.page_home, reader, Stretch(limit=40)).ids
    return [card.moment.text for card in cast.ask(moments.fetch_cards, reader.id, ids)]


def press(browser: Browser, page: str, to: str, **sent: str) -> str:
    """Press a button of a page; the page that it leads to."""
    answer = browser.submit(page, sent, to=to)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def clean(browser: Browser, *choose: str, act: str = "apply") -> tuple[int, str]:
    """Send what is ticked; the status, and the page that is shown in the end."""
    sent = {"csrf": browser.proof("/clean"), "choose": list(choose), "act": act}
    answer = browser.ask("POST", "/clean", data=sent)
    if answer.status_code == 303:
        return 303, browser.get(answer.headers["location"]).text
    return answer.status_code, answer.text


def test_clean_my_circle(loud: Cast, signed_in: SignedIn) -> None:
    """A story: so much came, so few would make it quiet, before and after, one tap, and back."""
    browser, before = signed_in(loud.anna), home_of(loud, loud.anna)
    page = browser.get("/clean").text
    assert "In the last 30 days 27 posts came to you, 16 of them selling, 16 of those from two friends." in page
    mei, lin, ben = f"selling-{loud.mei.id}", f"selling-{loud.lin.id}", f"asking-{loud.ben.id}"
    assert TICKED.findall(page) == [*sorted([mei, lin], key=lambda one: int(one.partition("-")[2])), ben]
    assert "<b>27</b> → <b>8</b>" in page
    assert "<s>Buns, tray 7</s>" in page
    assert "<s>Ran" not in page
    status, page = clean(browser, mei, act="show")
    assert (status, TICKED.findall(page)) == (200, [mei])
    assert "<b>27</b> → <b>19</b>" in page
    assert home_of(loud, loud.anna) == before, "looking changes nothing"
    status, page = clean(browser, mei, lin, ben)
    assert status == 303
    assert "Your home is quieter now." in page
    assert home_of(loud, loud.anna) == [f"Ran {n} km" for n in range(7, -1, -1)]
    assert "There is nothing to clean." in page
    turning = TURNING.search(page)
    assert turning is not None
    page = press(browser, "/quiet", "/quiet/undo", turning=turning[1])
    assert "All is as it was before." in page
    assert home_of(loud, loud.anna) == before
    assert "cannot be undone any more" in press(browser, "/me", "/quiet/undo", turning=turning[1])


def test_in_chinese_and_for_nobody_who_sells(loud: Cast, signed_in: SignedIn) -> None:
    page = signed_in(loud.anna, "zh").get("/clean").text
    assert "最近 30 天你看到 27 条动态，其中 16 条在卖货，有 16 条来自 2 位朋友。" in page
    assert "In the last 30 days 3 posts" not in signed_in(loud.mei).get("/clean").text
    assert "Nothing came to you in the last 30 days." in signed_in(loud.zoe).get("/clean").text


def test_what_cannot_be_chosen_changes_nothing(loud: Cast, signed_in: SignedIn) -> None:
    browser, before = signed_in(loud.anna), home_of(loud, loud.anna)
    for choose, told in (
        ((), "Tick at least one."),
        (("selling-x",), "This choice is not known."),
        ((f"mute-{loud.mei.id}", f"selling-{loud.lin.id}"), "This choice is not known."),
    ):
        status, page = clean(browser, *choose)
        assert status == 422
        assert told in page
    assert clean(browser, f"selling-{loud.zoe.id}", "selling-1")[0] == 303, "of whom one does not follow nothing comes"
    assert home_of(loud, loud.anna) == before
    assert loud.ask(people.fetch_quiet_ties, loud.anna.id) == []


def test_the_market_and_back(loud: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(loud.anna)
    page = press(browser, "/market", f"/people/{loud.mei.id}/less/selling", back="/market?who=1")
    assert "You will see no more of what Mei 梅 sells." in page
    page = browser.get("/market").text
    assert "Mei 梅 · No selling" in page
    assert page.count("Masks, box") == page.count("Buns, tray") == 8
    assert "Ran" not in page
    page = browser.get("/market?show=down").text
    assert (page.count("Masks, box"), page.count("Buns, tray")) == (8, 0)
    page = browser.get(f"/market?who={loud.lin.id}").text
    assert (page.count("Masks, box"), page.count("Buns, tray")) == (0, 8)
    loud.do(people.mute, loud.anna, loud.lin)
    assert "Buns" not in browser.get("/market").text
    assert "Lin 林 · Not looked at" in browser.get("/market?muted=1").text
    page = press(browser, "/market?show=down", f"/people/{loud.mei.id}/less_undone/selling", back="/market")
    assert "It is back." in page
    assert "Nothing waits here." in browser.get("/market?show=down").text
    assert "Masks, box 7" in browser.get("/").text
    for odd in ("/market?who=x&show=%00&max_id=-1&muted=2", f"/market?who={2**70}"):
        assert browser.get(odd).status_code == 200
    assert "Nothing is for sale at the moment." in signed_in(loud.zoe).get("/market").text


def test_what_i_turned_down_and_back(loud: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(loud.anna)
    assert "You turned nothing down." in browser.get("/quiet").text
    loud.do(people.turn_down, loud.anna, loud.mei, people.Quiet(selling_off=True, fold=2, remark="Mei from work"))
    loud.do(people.turn_down, loud.anna, loud.ben, people.Quiet(hiding=True))
    loud.do(people.mute, loud.anna, loud.lin, seconds=3600)
    page = browser.get("/quiet").text
    for said in (
        "Mei from work",
        "No selling",
        "At most 2 a day",
        "8 posts of the last 30 days wait on the market",
        "They don’t see mine",
        "Not looked at until",
    ):
        assert said in page
    for what, who in (("fold", loud.mei), ("mute", loud.lin)):
        assert "It is back." in press(browser, "/quiet", f"/people/{who.id}/less_undone/{what}", back="/quiet")
    page = press(browser, "/quiet", "/quiet/all_back")
    assert "All is back." in page
    assert [tie.target for tie in loud.ask(people.fetch_quiet_ties, loud.anna.id)] == [loud.ben.id], "hiding stays"
    assert "changed what you see of one person" in page
    turning = TURNING.search(page)
    assert turning is not None
    press(browser, "/quiet", "/quiet/undo", turning=turning[1])
    assert loud.ask(people.fetch_tie, loud.anna.id, loud.mei.id).selling_off
    for what, to in (("nonsense", "less"), ("mute", "less"), ("selling_", "less_undone")):
        assert browser.submit("/me", {}, to=f"/people/{loud.mei.id}/{to}/{what}").status_code == 404


@pytest.mark.parametrize(
    ("what", "offered", "told"),
    [
        ("asking", "Less begging from Ben Marsh", "no more begging for likes from Ben Marsh"),
        ("shares", "Less passed on by Ben Marsh", "no more of what Ben Marsh passes on"),
        ("fold", "At most 3 a day from Ben Marsh", "at most 3 posts a day from Ben Marsh"),
    ],
)
def test_one_tap_below_a_post(what: str, offered: str, told: str, cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    for n in range(5):
        cast.post(cast.ben, f"Number {n}", marks=Mark.ASKING | Mark.PASSED_ON)
    browser = signed_in(cast.anna)
    assert offered in browser.get("/").text
    page = press(browser, "/", f"/people/{cast.ben.id}/less/{what}", back="/")
    assert told in page
    assert page.count("Number ") == (3 if what == "fold" else 0)
    press(browser, "/", f"/people/{cast.ben.id}/less_undone/{what}", back="/")
    assert browser.get("/").text.count("Number ") == 5


def test_a_crowded_home_says_so_once_in_a_month(loud: Cast, signed_in: SignedIn) -> None:
    hint = "More than a third of your last week was selling."
    browser = signed_in(loud.anna)
    assert hint in browser.get("/").text
    assert hint not in press(browser, "/", "/clean/later")
    assert hint in signed_in(loud.anna).get("/").text, "put off on one device"
    loud.do(people.turn_down, loud.anna, loud.ben, people.Quiet(asking_off=True))
    assert hint not in signed_in(loud.anna).get("/").text, "whoever turned something down knows how"
    assert hint not in signed_in(loud.mei).get("/").text, "one's own selling does not count"


def test_guests_and_others_are_not_told(loud: Cast, signed_in: SignedIn, new_browser: Callable[..., Browser]) -> None:
    browser, other = signed_in(loud.anna), signed_in(loud.mei)
    clean(browser, f"selling-{loud.mei.id}")
    assert "Anna" not in other.get("/quiet").text
    assert "changed what you see" not in other.get("/quiet").text
    for path in ("/market", "/clean", "/quiet"):
        assert new_browser().get(path).status_code == 401
    for path in ("/clean", "/clean/later", "/quiet/undo", "/quiet/all_back", f"/people/{loud.mei.id}/less/selling"):
        assert new_browser().submit("/auth/sign_in?again=1", {}, to=path).status_code == 401


def test_the_market_names_nobody_who_is_not_there(loud: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(loud.anna)
    assert "Zoe" in browser.get(f"/market?who={loud.zoe.id}").text
    loud.do(people.block, loud.zoe, loud.anna)
    assert "Zoe" not in browser.get(f"/market?who={loud.zoe.id}").text
