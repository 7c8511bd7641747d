"""The house as an app: manifest, icons, the page for when nobody answers, and that nothing of anybody is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from teahouse.doors.web.words_look_en import ENGLISH
from teahouse.doors.web.words_look_zh import CHINESE
from teahouse.moments import Public
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import OpenSite

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
NewBrowser = Callable[..., Browser]
SignedIn = Callable[..., Browser]


def test_a_phone_is_told_the_name_and_the_icons(open_site: OpenSite) -> None:
    browser = open_site(name="Zum Krug & Co", description="Ours")("zh")
    assert '<link rel="manifest" href="/manifest.webmanifest"' in browser.get("/").text
    answer = browser.get("/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    said = json.loads(answer.text)
    assert (said["name"], said["display"], said["start_url"], said["lang"]) == (
        "Zum Krug & Co",
        "standalone",
        "/",
        "zh-Hans",
    )
    sizes = set()
    for icon in said["icons"]:
        picture = Image.open(BytesIO(browser.get(icon["src"]).content))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
        sizes.add((icon["sizes"], icon["purpose"]))
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}


def test_when_nobody_answers_both_languages_say_so(cast: Cast, signed_in: SignedIn, new_browser: NewBrowser) -> None:
    page = new_browser().get("/offline")
    for words in (ENGLISH, CHINESE):
        assert words.offline_title in page.text
        assert words.offline_text in page.text
    member = signed_in(cast.anna)
    assert member.get("/offline").text == page.text, "the same for all"
    assert "csrf" not in page.text
    assert "set-cookie" not in page.headers


def test_the_worker_keeps_files_and_one_page_and_nothing_of_anybody(
    cast: Cast, signed_in: SignedIn, new_browser: NewBrowser
) -> None:
    cast.post(cast.anna, "A secret of the house", Public(listed=True))
    answer = signed_in(cast.anna).get("/service-worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    kept = re.search(r"var FILES = (\[.*?\]);", answer.text)
    assert kept is not None
    files = json.loads(kept[1])
    assert len(files) == 5
    assert all(re.fullmatch(r"/static/[a-z.]+\?v=[0-9a-f]{16}", one) for one in files)
    browser = new_browser()
    assert all("immutable" in browser.get(one).headers["cache-control"] for one in files)
    assert answer.text.count(".add(") == answer.text.count(".addAll(") == 1
    assert ".put(" not in answer.text, "what is asked for later is never kept"
    assert browser.get("/service-worker.js").text == answer.text
