"""Offers on the pages: advice while writing, a refusal that is mended, an appeal, the hosts' queue, guesses."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import moments, people
from teahouse.guard import packaged_book, rulings
from teahouse.moments import Changes, Friends, Mark, Public
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
FORCED = "新到的面霜，大家看看。转发到朋友圈立减20元！地址在主页。"
PLAIN = "今天全场立减20元，到店就有"
HELD = "邀请好友注册，每邀请一人奖励10元"


def write(browser: Browser, text: str, **more: str) -> object:
    return browser.submit("/compose", {"text": text, "who": "everyone", "selling": "1", **more})


def own(cast: Cast, who: people.Account) -> list[rulings.KeptRuling]:
    return cast.ask(rulings.page_own_rulings, who.id)


@pytest.fixture
def ben(cast: Cast, signed_in: SignedIn) -> Browser:
    """Somebody who helps to keep the house."""
    browser = signed_in(cast.ben)
    cast.do(people.set_role, cast.ben.id, people.HouseRole.HELPER)
    return browser


def test_every_rule_stands_at_its_own_address_in_both_languages(new_browser: Callable[..., Browser]) -> None:
    for language in ("en", "zh"):
        page = new_browser(language).get("/rules").text
        for rule in packaged_book().rules:
            assert f'id="{rule.id}"' in page
        rule = packaged_book().rule("share.forced")
        assert (rule.name.zh if language == "zh" else rule.name.en) in page
    assert 'href="/rules"' in new_browser().get("/about").text


def test_what_is_stopped_is_shown_where_it_is_mended(cast: Cast, signed_in: SignedIn) -> None:
    mei = signed_in(cast.mei)
    stopped = write(mei, FORCED)
    assert stopped.status_code == 422
    assert re.search(r"<mark>[^<]*转发[^<]*</mark>", stopped.text)
    assert 'href="/rules#share.reward"' in stopped.text
    (made,) = own(cast, cast.mei)
    assert f'name="mends" value="{made.id}"' in stopped.text
    taken = write(mei, FORCED, show="take-share.reward", mends=str(made.id))
    assert taken.status_code == 200
    text = re.search(r'<textarea id="f-text"[^>]*>([^<]*)</textarea>', taken.text)
    assert text is not None
    assert text[1] == "新到的面霜，大家看看。今天到店都减10元，不用转发。地址在主页。"
    posted = write(mei, text[1], mends=str(made.id))
    assert posted.status_code == 303
    assert own(cast, cast.mei)[0].state == "mended"


def test_advice_comes_before_anything_is_counted(cast: Cast, signed_in: SignedIn) -> None:
    mei = signed_in(cast.mei)
    assert "<mark>" in write(mei, FORCED, show="check").text
    assert "No rule for offers stands against" in write(mei, PLAIN, show="check").text
    piece = mei.submit("/compose", {"text": FORCED, "selling": "1"}, to="/compose/advice")
    assert "<mark>" in piece.text
    assert "<html" not in piece.text
    assert "<mark>" not in mei.submit("/compose", {"text": FORCED}, to="/compose/advice").text, "no offer, no advice"
    assert own(cast, cast.mei) == []


def test_an_edit_that_is_stopped_shows_why(cast: Cast, signed_in: SignedIn) -> None:
    post = cast.post(cast.mei, PLAIN, marks=Mark.SELLING)
    mei = signed_in(cast.mei)
    at = f"/moments/{post.id}/edit"
    stopped = mei.submit(at, {"text": FORCED, "selling": "1"})
    assert stopped.status_code == 422
    assert "<mark>" in stopped.text
    assert cast.ask(moments.fetch_live, post.id).text == PLAIN


def test_what_waits_says_so_on_the_post(cast: Cast, signed_in: SignedIn) -> None:
    mei = signed_in(cast.mei)
    write(mei, HELD)
    (made,) = own(cast, cast.mei)
    page = mei.get(f"/@mei/{made.moment_id}").text
    assert "Kept back by a rule for offers" in page
    assert f'href="/settings/rulings/{made.id}"' in page
    ruling = mei.get(f"/settings/rulings/{made.id}").text
    assert f'href="/moments/{made.moment_id}/edit"' in ruling
    assert "a person will decide" in ruling
    assert signed_in(cast.anna).get(f"/settings/rulings/{made.id}").status_code == 404


def test_an_appeal_is_won(cast: Cast, signed_in: SignedIn, ben: Browser) -> None:
    mei = signed_in(cast.mei)
    write(mei, FORCED)
    (made,) = own(cast, cast.mei)
    at, queue = f"/settings/rulings/{made.id}", f"/house/rulings/{made.id}"
    assert mei.submit(at, {"act": "appealed", "text": "这是引用别人的话"}).status_code == 303
    assert "这是引用别人的话" in mei.get(at).text
    assert f'href="{queue}"' in ben.get("/house/rulings").text
    assert "Offers and appeals that wait for a person: 1" in ben.get("/house").text
    assert mei.get("/house/rulings").status_code == 404
    shown = ben.get(queue).text
    assert "这是引用别人的话" in shown
    assert "<mark>" in shown
    assert ben.submit(queue, {"act": "overturn", "text": ""}).status_code == 422
    assert ben.submit(queue, {"act": "ask", "text": "谁的话？"}).status_code == 303
    assert "谁的话？" in mei.get(at).text
    assert mei.submit(at, {"act": "said", "text": "隔壁店的"}).status_code == 303
    assert ben.submit(queue, {"act": "overturn", "text": "确实是引用"}).status_code == 303
    cast.settle()
    assert f'href="{at}"' in mei.get("/notices").text
    told = mei.get(at).text
    assert "确实是引用" in told
    assert "overturned" in told
    assert write(mei, FORCED).status_code == 303
    assert ben.submit(queue, {"act": "uphold", "text": "Again"}).status_code in (404, 409)
    assert f'href="{queue}"' in ben.get("/house/rulings?decided=1").text
    assert "Overturned" in ben.get("/house/rulings").text


def test_who_decided_first_does_not_hear_the_appeal(cast: Cast, signed_in: SignedIn, ben: Browser) -> None:
    mei = signed_in(cast.mei)
    write(mei, HELD)
    (made,) = own(cast, cast.mei)
    queue = f"/house/rulings/{made.id}"
    ben.submit(queue, {"act": "uphold", "text": "按人头"})
    mei.submit(f"/settings/rulings/{made.id}", {"act": "appealed", "text": ""})
    assert "Somebody else decides this" in ben.get(queue).text
    assert (
        ben.submit("/house/rulings", {"act": "overturn", "text": "Hm", "csrf": ben.proof()}, to=queue).status_code
        == 409
    )


def test_rulings_of_ones_page_are_read_by_its_staff(cast: Cast, signed_in: SignedIn) -> None:
    with pytest.raises(rulings.Stopped):
        cast.post(cast.bakery, FORCED, Public(listed=True))
    page = signed_in(cast.lin).get("/settings/rulings").text
    assert "@bakery" in page
    assert "Not posted" in page


def test_what_follows_is_said_where_it_is_stopped(cast: Cast, signed_in: SignedIn) -> None:
    mei = signed_in(cast.mei)
    first = write(mei, FORCED).text
    assert "Mend the words and post again." in first
    assert "12 hours without commercial posts" in first, "the next rung"
    cast.clock.step(2 * 86_400_000)
    second = write(signed_in(cast.mei), "转发朋友圈截图给店员送小菜一份").text
    assert "Mend the words and post again." not in second, "it would be stopped until then"
    assert "You cannot post offers until" in second
    assert "Third: one day." in second


def test_a_restriction_is_said_in_the_composer(cast: Cast, signed_in: SignedIn) -> None:
    for text in (FORCED, "转发朋友圈截图给店员送小菜一份"):
        with pytest.raises(rulings.Stopped):
            cast.post(cast.mei, text, marks=Mark.SELLING)
        cast.clock.step(7_200_000 if text != FORCED else 2 * 86_400_000)
    page = write(signed_in(cast.mei), PLAIN)
    assert page.status_code == 422
    assert "you cannot post offers" in page.text


def test_a_guess_is_answered_with_one_tap(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.mei, cast.anna))
    text = "秋冬新款大衣到货，原价599现价299包邮，私信下单"
    first, second = cast.post(cast.mei, text, Friends()), cast.post(cast.mei, f"{text}！", Friends())
    mei = signed_in(cast.mei)
    at = f"/@mei/{first.id}"
    assert "This reads like something for sale" in mei.get(at).text
    assert "This reads like" not in signed_in(cast.anna).get(at).text
    answer = mei.submit(at, {"sort": "selling", "answer": "no"}, to=f"/moments/{first.id}/guess")
    assert "You will not be asked again" in mei.get(answer.headers["location"]).text
    assert "This reads like" not in mei.get(at).text
    mei.submit(f"/@mei/{second.id}", {"sort": "selling", "answer": "yes"}, to=f"/moments/{second.id}/guess")
    assert cast.ask(moments.fetch_live, second.id).marks & Mark.SELLING
    assert not cast.ask(moments.fetch_live, first.id).marks & Mark.SELLING


def test_agreeing_to_a_guess_may_meet_a_rule(cast: Cast, signed_in: SignedIn) -> None:
    post = cast.post(cast.mei, FORCED, Friends())
    if moments.guessed(post.marks) & Mark.SELLING:
        mei = signed_in(cast.mei)
        answer = mei.submit(f"/@mei/{post.id}", {"sort": "selling", "answer": "yes"}, to=f"/moments/{post.id}/guess")
        (made,) = own(cast, cast.mei)
        assert answer.headers["location"] == f"/settings/rulings/{made.id}"
    assert cast.ask(moments.fetch_live, post.id).text == FORCED


def test_a_label_is_shown_to_all(cast: Cast, signed_in: SignedIn) -> None:
    post = cast.post(cast.bakery, "我收了钱但别说出去，大家快去买", Public(listed=True))
    assert "Advertisement" in signed_in(cast.anna).get(f"/@bakery/{post.id}").text
    cast.do(moments.edit_moment, cast.bakery, post.id, Changes(text="新面包出炉"))
    assert "Advertisement" not in signed_in(cast.anna).get(f"/@bakery/{post.id}").text


def test_a_campaign_declares_itself_and_shows_its_terms(cast: Cast, signed_in: SignedIn) -> None:
    mei = signed_in(cast.mei)
    draw = {"draw": "1", "free_entry": "1", "how": "到店", "start": "12月1日", "end": "12月5日", "prizes": "面霜三瓶"}
    fair = {"campaign": "1", "acts": "comment", **draw, "number": "3", "organiser": "梅", "top_value": "99.5"}
    assert write(mei, "圣诞抽奖", **fair).status_code == 303
    (post,) = cast.ask(moments.page_account, cast.mei.id, cast.mei.id, moments.Stretch()).ids
    page = signed_in(cast.anna).get(f"/@mei/{post}").text
    for said in ("Terms", "面霜三瓶", "12月5日", "99.5"):
        assert said in page
    edit = mei.get(f"/moments/{post}/edit").text
    assert 'name="prizes" type="text" value="面霜三瓶"' in edit
    again = mei.submit(f"/moments/{post}/edit", {}, to=f"/moments/{post}/take_back").text
    assert 'name="prizes" type="text" value="面霜三瓶"' in again
    pushy = write(mei, PLAIN, campaign="1", acts="share", reward="1")
    assert pushy.status_code == 422
    assert "The form says so." in pushy.text
    assert 'value="share" checked' in pushy.text
    silent = write(mei, PLAIN, campaign="1", draw="1", how="到店")
    assert silent.status_code == 303, "what leaves a term out waits for a person"
    assert own(cast, cast.mei)[0].state == "waiting"
