"""Lists on posts (接龙) in a browser without scripts: a grandmother puts herself down, a seller keeps her list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest

from teahouse import moments, people
from teahouse.moments import ChainDraft, EntryDraft, Friends, Public
from tests.cast import Cast
from tests.web.browser import Browser

SignedIn = Callable[..., Browser]
NewBrowser = Callable[..., Browser]
on_sqlite = pytest.mark.parametrize("kind", ["sqlite"])
PEACHES = ChainDraft("Peaches", unit="boxes", most_each=5, most_total=10)


def hang(cast: Cast, audience: moments.Audience | None = None, chain: ChainDraft = PEACHES) -> moments.Moment:
    return cast.post(cast.mei, "Ten boxes, who wants?", audience or Public(listed=True), chain=chain)


def on(cast: Cast, moment: moments.Moment) -> list[tuple[str, int, str]]:
    return [(e.name, e.quantity, e.note) for e in cast.ask(moments.fetch_entries, cast.mei.id, moment.id)]


def test_a_grandmother_puts_herself_down(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.mei, cast.grandma))
    moment = hang(cast, Friends())
    browser = signed_in(cast.grandma, "zh")
    page = browser.get(f"/@mei/{moment.id}").text
    for said in ("接龙", "还没有人接龙。", "我要参加", "数量", "备注", 'value="陈奶奶"', "共同朋友能看到"):
        assert said in page
    sent = {"quantity": "2", "name": "陈奶奶（三楼）", "note": "要熟一点的"}
    answer = browser.submit(f"/@mei/{moment.id}", sent, to=f"/chain/{moment.id}")
    assert answer.headers["location"] == f"/chain/{moment.id}?done=in"
    page = browser.get(answer.headers["location"]).text
    assert "接龙成功" in page
    assert "你已接龙" in page
    assert on(cast, moment) == [("陈奶奶（三楼）", 2, "要熟一点的")]
    answer = browser.submit(f"/chain/{moment.id}", {**sent, "quantity": "9"})
    assert answer.status_code == 422
    assert "请填 1 到 5 之间的数。" in answer.text
    assert 'value="9"' in answer.text
    assert browser.submit(f"/chain/{moment.id}", {**sent, "quantity": "1"}).status_code == 303
    assert on(cast, moment)[0][1] == 1
    answer = browser.submit(f"/chain/{moment.id}", {}, to=f"/chain/{moment.id}/withdraw")
    assert answer.headers["location"] == f"/chain/{moment.id}?done=out"
    assert on(cast, moment) == []


def test_a_seller_keeps_her_list(cast: Cast, signed_in: SignedIn) -> None:
    plain = cast.post(cast.mei, "Ten boxes, who wants?", Public(listed=True))
    seller, buyer = signed_in(cast.mei), signed_in(cast.anna)
    assert "Hang a sign-up list on this post" in seller.get(f"/@mei/{plain.id}").text
    assert "Hang a sign-up list" not in buyer.get(f"/@mei/{plain.id}").text
    form, here = f"/chain/{plain.id}/form", f"/chain/{plain.id}"
    sent = {
        "title": "Peaches",
        "unit": "boxes",
        "most_total": "4",
        "closes_at": "2027-01-01T18:00",
        "left_told": "true",
    }
    assert seller.submit(form, {**sent, "title": " ", "most_total": "x"}).status_code == 422
    assert seller.submit(form, sent).headers["location"] == f"{here}?done=kept"
    assert "until 1 Jan 2027 18:00" in buyer.get(here).text
    assert buyer.submit(here, {"quantity": "3", "name": "Anna", "note": ""}).status_code == 303
    assert "1 left" in buyer.get(here).text
    answer = seller.submit(here, {"quantity": "2", "name": "Old Wang"}, to=f"{here}/for")
    assert answer.status_code == 422
    assert "There are not so many left; only 1." in answer.text
    assert seller.submit(here, {"quantity": "1", "name": "Old Wang"}, to=f"{here}/for").status_code == 303
    page = buyer.get(here).text
    assert "none left" in page
    assert 'Old Wang <span class="hint">put down by Mei 梅</span>' in page
    assert "You are on the list" in page
    assert 'value="Peaches"' in seller.get(form).text
    answer = seller.submit(form, {**sent, "most_total": "3"})
    assert "4 are taken already" in answer.text
    entry = re.search(rf'action="({here}/remove/\d+)"', seller.get(here).text)
    assert entry is not None
    assert buyer.submit(here, {}, to=entry[1]).status_code == 404
    assert seller.submit(here, {}, to=entry[1]).status_code == 303
    assert "took your entry (3 boxes) off the list" in buyer.get(here).text
    assert seller.submit(here, {}, to=entry[1].replace("remove", "back")).status_code == 303
    assert seller.submit(here, {}, to=f"{here}/close").status_code == 303
    assert buyer.submit(here, {}, to=f"{here}/withdraw").status_code == 403
    assert "closed" in buyer.get(here).text
    answer = seller.get(f"{here}/list.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[1:5] for row in rows[1:]] == [["Anna", "3", "", "anna"], ["Old Wang", "1", "", ""]]
    assert rows[0][5] == "Put down (UTC)"
    assert seller.submit(here, {}, to=f"{here}/reopen").status_code == 303
    assert "Take me off the list" in buyer.get(here).text


def test_a_guest_is_led_to_sign_in_and_back(cast: Cast, new_browser: NewBrowser) -> None:
    public, private = hang(cast), hang(cast, Friends())
    guest = new_browser()
    page = guest.get(f"/chain/{public.id}")
    assert page.headers["x-robots-tag"] == "noindex"
    assert f'href="/auth/sign_in?next=/chain/{public.id}"' in page.text
    assert "Put me down</button>" not in page.text
    asked = [guest.get(f"/chain/{moment_id}") for moment_id in (private.id, 1)]
    assert [answer.status_code for answer in asked] == [401, 401]
    assert asked[0].text.replace(str(private.id), "1") == asked[1].text
    assert guest.submit(f"/chain/{public.id}", {"quantity": "1"}).status_code == 401


@on_sqlite
def test_what_is_not_ones_own_is_not_there(cast: Cast, signed_in: SignedIn) -> None:
    moment, private = hang(cast), hang(cast, Friends())
    browser = signed_in(cast.zoe)
    for path in (
        f"/chain/{moment.id}/form",
        f"/chain/{moment.id}/list.csv",
        f"/chain/{private.id}",
        "/chain/1",
        "/chain/x",
    ):
        assert browser.get(path).status_code == 404, path
    for act in ("close", "reopen", "for", "form", "remove/1", "back/1", "remove/x"):
        sent = {"quantity": "1", "name": "x", "title": "Mine"}
        assert browser.submit("/settings", sent, to=f"/chain/{moment.id}/{act}").status_code == 404, act
    for act in ("", "/withdraw", "/close"):
        assert browser.ask("POST", f"/chain/{moment.id}{act}", data={"quantity": "1"}).status_code == 403
    assert on(cast, moment) == []


@on_sqlite
def test_what_people_write_stays_text(cast: Cast, signed_in: SignedIn) -> None:
    moment = hang(cast, chain=ChainDraft("<b>Bread</b>", unit="<i>"))
    cast.do(moments.put_down, cast.anna, moment.id, EntryDraft(1, "<script>alert(1)</script>", '"><img src=x>'))
    for browser in (signed_in(cast.anna), signed_in(cast.mei), signed_in(cast.zoe)):
        page = browser.get(f"/chain/{moment.id}").text
        for bad in ("<b>Bread", "<i>", "<script>", "<img src=x"):
            assert bad not in page
        assert "&lt;b&gt;Bread&lt;/b&gt;" in page


@on_sqlite
def test_a_long_list_goes_on(cast: Cast, signed_in: SignedIn) -> None:
    moment = hang(cast, chain=ChainDraft("People"))
    for n in range(203):
        cast.do(moments.put_down_for, cast.mei, moment.id, EntryDraft(1, f"Guest {n + 1}"))
    browser = signed_in(cast.zoe)
    page = browser.get(f"/chain/{moment.id}").text
    assert "203 entries" in page
    assert ("Guest 200<" in page or "Guest 200 <" in page, "Guest 201" in page) == (True, False)
    link = re.search(r'href="(/chain/\d+\?after=\d+&amp;start=201)"', page)
    assert link is not None
    page = browser.get(link[1].replace("&amp;", "&")).text
    assert '<li value="203"' in page
    assert "Guest 203" in page
    for bad in ("after=x", "after=1&start=-4", "after=99999999999999999999", "start=7", "after=1&start=%00"):
        assert browser.get(f"/chain/{moment.id}?{bad}").status_code == 200


@on_sqlite
def test_who_may_not_take_part_reads_so(cast: Cast, signed_in: SignedIn) -> None:
    nobody = cast.post(
        cast.mei, "Done", Public(listed=True), chain=PEACHES, comment_policy=moments.CommentPolicy.NOBODY
    )
    page = signed_in(cast.anna).get(f"/chain/{nobody.id}").text
    assert "Mei 梅 takes no entries from you here." in page
    assert "Put me down</button>" not in page


@on_sqlite
def test_a_post_with_a_list_says_so_where_it_stands_among_others(cast: Cast, new_browser: NewBrowser) -> None:
    moment = hang(cast)
    link = f'<a class="badge" href="/chain/{moment.id}">'
    guest = new_browser()
    assert f"{link}Sign-up list</a>" in guest.get("/").text
    assert f"{link}接龙</a>" in guest.get("/@mei?lang=zh").text
    share = cast.do(moments.share, cast.anna, moment.id)
    assert "Peaches" in guest.get(f"/@anna/{share.id}").text
    assert cast.ask(people.find_account, "mei", local_host="tea.example") is not None
