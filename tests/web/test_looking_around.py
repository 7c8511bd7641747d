"""The public pages: the front, profiles, posts and tags, as the gate shows them; languages; what does not change."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from teahouse import moments, people
from teahouse.doors import web
from teahouse.doors.web.campaigning import TEXTS
from teahouse.doors.web.words import Words
from teahouse.doors.web.words_en import ENGLISH
from teahouse.doors.web.words_zh import CHINESE
from teahouse.moments import Friends, House, Public
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import OpenSite

NewBrowser = Callable[..., Browser]
SignedIn = Callable[..., Browser]
on_sqlite = pytest.mark.parametrize("kind", ["sqlite"])


def test_the_front_shows_what_is_for_everybody(cast: Cast, new_browser: NewBrowser) -> None:
    cast.post(cast.anna, "Street party on Saturday", Public(listed=True))
    cast.post(cast.anna, "Quietly said", Public(listed=False))
    cast.post(cast.anna, "For this house", House())
    cast.post(cast.anna, "Between friends", Friends())
    page = new_browser().get("/")
    assert page.status_code == 200
    assert "Street party on Saturday" in page.text
    for hidden in ("Quietly said", "For this house", "Between friends"):
        assert hidden not in page.text
    for said in ("Teahouse", "7 members", "Be the friend you would like to have.", "tea.example", "Sign in", "Join"):
        assert said in page.text
    assert ENGLISH.open_house not in page.text


@on_sqlite
@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("zh", CHINESE)])
def test_an_open_house_says_so_on_every_page(open_site: OpenSite, cast: Cast, language: str, words: Words) -> None:
    browser = open_site(open_house=True)(language)
    for path in ("/", "/about", "/auth/sign_in", "/auth/sign_up", f"/@{cast.anna.username}", "/nowhere"):
        assert words.open_house in browser.get(path).text, path


@on_sqlite
@pytest.mark.parametrize(("mode", "said"), [("invite", "Ask a friend"), ("closed", "takes no new members")])
def test_the_front_says_who_may_join(mode: str, said: str, cast: Cast, open_site: OpenSite) -> None:
    page = open_site(sign_up=mode, name="Zum <b>Krug</b>", description="Ours & yours")()
    text = page.get("/").text
    assert said in text
    assert "Zum &lt;b&gt;Krug&lt;/b&gt;" in text
    assert "Ours &amp; yours" in text


@on_sqlite
def test_each_reader_is_told_the_rules_in_their_language(open_site: OpenSite) -> None:
    new_browser = open_site(description="Ours", rules=("Be kind.", "No begging."), rules_zh=("要友善。",))
    for path in ("/", "/about"):
        english, chinese = new_browser("en").get(path).text, new_browser("zh").get(path).text
        assert all(said in english for said in ("Ours", "<li>Be kind.</li>", "<li>No begging.</li>"))
        assert all(said in chinese for said in ("Ours", "<li>要友善。</li>", "<li>No begging.</li>"))
    assert (
        "要友善"
        in open_site(sign_up="open", rules=("Be kind.",), rules_zh=("要友善。", "多余"))("zh").get("/auth/sign_up").text
    )
    ours = open_site()("zh").get("/about").text
    assert "做你自己也想要的那种朋友。" in ours
    assert "朋友们的小圈子。" in ours
    assert "朋友们的小圈子。" not in open_site(description="Ours")("zh").get("/about").text


def test_a_profile_shows_each_reader_their_own_part(cast: Cast, signed_in: SignedIn, new_browser: NewBrowser) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.post(cast.anna, "For everybody", Public(listed=True))
    cast.post(cast.anna, "Between friends", Friends())
    guest, friend = new_browser(), signed_in(cast.ben)
    assert ("For everybody" in guest.get("/@anna").text, "Between friends" in guest.get("/@anna").text) == (True, False)
    assert "Between friends" in friend.get("/@ANNA").text
    assert guest.get("/@anna").headers["x-robots-tag"] == "noindex"
    assert "x-robots-tag" not in guest.get("/@bakery").headers
    cast.do(people.block, cast.anna, cast.ben)
    assert friend.get("/@anna").status_code == 404
    for nobody in ("/@nobody", "/@", "/@%00", "/@anna@elsewhere.example", "/@%2e%2e"):
        assert guest.get(nobody).status_code == 404


def test_not_there_and_not_yours_look_alike(cast: Cast, signed_in: SignedIn, new_browser: NewBrowser) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Between friends", Friends())
    cast.comment(cast.ben, moment, "I bring cake")
    guest, friend, stranger = new_browser(), signed_in(cast.ben), signed_in(cast.zoe)
    seen = friend.get(f"/@anna/{moment.id}")
    assert seen.status_code == 200
    assert "I bring cake" in seen.text
    for browser in (guest, stranger):
        hidden, missing = browser.get(f"/@anna/{moment.id}"), browser.get(f"/@anna/{moment.id + 1}")
        assert hidden.status_code == missing.status_code == 404
        strip = re.compile(r'[0-9]{15,}|value="[^"]*"')
        assert strip.sub("", hidden.text) == strip.sub("", missing.text)
    assert friend.get(f"/@ben/{moment.id}").status_code == 404
    for broken in ("x", "-1", "0", "9" * 30, "%00"):
        assert guest.get(f"/@anna/{broken}").status_code == 404


@on_sqlite
@pytest.mark.parametrize("path", ["/nowhere", "/nowhere/at/all", "/@nobodyhere"])
def test_where_nothing_is_a_member_stays_signed_in(path: str, cast: Cast, signed_in: SignedIn) -> None:
    member = signed_in(cast.anna)
    page = member.get(path)
    assert page.status_code == 404
    assert "Sign out" in page.text
    shown = re.sub(r" data-say='[^']*'", "", page.text)  # what scripts say where a session ends
    assert "sign in" not in shown.lower()
    assert "先登录" not in member.get(f"{path}?lang=zh").text
    guest = Browser(member.site).get(path)
    assert guest.status_code == 404
    assert "sign in first" in guest.text
    assert "Sign out" not in guest.text


@on_sqlite
def test_a_page_asked_for_the_wrong_way_knows_its_member(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.anna).ask("DELETE", "/about")
    assert (answer.status_code, "GET" in answer.headers["allow"]) == (405, True)
    assert "Sign out" in answer.text


@on_sqlite
def test_a_post_with_its_comments_and_a_share(cast: Cast, new_browser: NewBrowser) -> None:
    moment = cast.post(cast.bakery, "Warm rye #bread", Public(listed=True))
    comment = cast.comment(cast.anna, moment, "Keep me two")
    share = cast.do(moments.share, cast.ben, moment.id)
    guest = new_browser()
    page = guest.get(f"/@bakery/{moment.id}").text
    assert "Keep me two" in page
    assert "1 comment" in page
    below = guest.get(f"/@anna/{comment.id}").text
    assert "Warm rye" in below
    assert "to Lin&#39;s Bakery" in below
    assert "Warm rye" in guest.get(f"/@ben/{share.id}").text
    assert "Ben Marsh shared" in guest.get("/@ben").text
    assert "Warm rye" in guest.get("/tags/Bread").text
    assert "Nothing has been said" in guest.get("/tags/soup").text
    assert guest.get("/tags/%3Cb%3E").status_code == 404


@on_sqlite
def test_older_posts_stand_on_the_next_page(cast: Cast, new_browser: NewBrowser) -> None:
    for number in range(23):
        cast.post(cast.bakery, f"Bread number {number}. #bread", Public(listed=True))
    guest = new_browser()
    for path in ("/@bakery", "/tags/bread"):
        first = guest.get(path).text
        assert "Bread number 22." in first
        assert "Bread number 2." not in first
        link = re.search(r'href="([^"]+max_id=[0-9]+)"', first)
        assert link is not None
        assert "Bread number 2." in guest.get(link[1]).text
        assert guest.get(f"{path}?max_id=nonsense").status_code == 200


@on_sqlite
def test_a_language_is_chosen_by_address_cookie_or_browser(new_browser: NewBrowser) -> None:
    for header, tag in (
        ("zh-TW, en;q=0.5", "zh-Hans"),
        ("fr, en;q=0.3, zh;q=0.9", "zh-Hans"),
        ("en;q=0, zh;q=0.1", "zh-Hans"),
        ("fr", "en"),
        ("zh;q=nonsense," * 500, "zh-Hans"),
        ("", "en"),
    ):
        assert new_browser(header).get("/").headers["content-language"] == tag
    browser = new_browser()
    assert "怎么加入" in browser.get("/?lang=zh-CN").text
    assert "怎么加入" in browser.get("/").text
    assert "How to join" in browser.get("/?lang=en").text
    assert browser.get("/about?a=1&lang=xx").status_code == 200


@on_sqlite
@pytest.mark.parametrize("path", ["/about", "/privacy", "/auth/sign_in", "/auth/sign_up", "/nothing"])
def test_every_page_speaks_both_languages(path: str, new_browser: NewBrowser) -> None:
    english, chinese = new_browser("en").get(path), new_browser("zh").get(path)
    assert '<html lang="en">' in english.text
    assert '<html lang="zh-Hans">' in chinese.text
    assert not re.search("[\u4e00-\u9fff]", re.sub("简体中文|<title>.*</title>", "", english.text))


def parts_of(words: Words) -> list[str]:
    """The topics that have texts of their own."""
    names = [field.name for field in msgspec.structs.fields(Words)]
    return [name for name in names if isinstance(getattr(words, name), msgspec.Struct)]


def all_words(words: Words) -> dict[str, object]:
    """Every text by the name that templates have for it."""
    plain = {field.name: getattr(words, field.name) for field in msgspec.structs.fields(Words)}
    parts = {part: plain.pop(part) for part in parts_of(words)}
    return plain | {
        f"{part}.{field.name}": getattr(said, field.name)
        for part, said in parts.items()
        for field in msgspec.structs.fields(said)
    }


def test_the_languages_say_the_same_things() -> None:
    in_chinese = all_words(CHINESE)
    for name, english in all_words(ENGLISH).items():
        chinese = in_chinese[name]
        assert english, name
        assert chinese, name
        if isinstance(english, str):
            assert isinstance(chinese, str)
            blanks = [sorted(set(re.findall(r"\{\w+\}", text))) for text in (english, chinese)]
            assert blanks[0] == blanks[1], name
        elif isinstance(english, dict):
            assert isinstance(chinese, dict)
            assert english.keys() == chinese.keys()
        else:
            assert isinstance(english, tuple)
            assert isinstance(chinese, tuple)
            assert len(english) == len(chinese)
    assert "公开" not in str(CHINESE)


def test_no_word_is_said_nowhere() -> None:
    door = Path(web.__file__).parent
    files = [*door.glob("templates/*.html"), *(file for file in door.glob("*.py") if not file.name.startswith("words"))]
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    # Some are found by the name of what they are for.
    composed = ("scope_", "noun_", "error_", "telling.not_", "telling.new_accounts", "telling.private_mentions")
    composed += ("telling.wecom", "telling.dingtalk", "telling.feishu")
    composed += tuple(f"campaign.{field}" for field in (*TEXTS, "disclosed"))
    names = [name for name in all_words(ENGLISH) if not name.startswith(composed)]
    said = set(re.findall(r"\b(?:words|other)\.(\w+)", source))
    said |= set(re.findall(r"\b(?:words|other)\.(\w+\.\w+)", source))
    # Templates call the words of their topic `say`, those for groups `gr`, and so on.
    aliases = set(re.findall(r"\b(\w+)(?:: \w+)? = (?:self\.)?(?:visit\.)?words\.(\w+)\b", source))
    for alias, part in aliases | {("say", part) for part in parts_of(ENGLISH)}:
        said |= {f"{part}.{name}" for name in re.findall(rf"\b{alias}\.(\w+)", source)}
    assert [name for name in names if name not in said] == []


@on_sqlite
def test_files_are_kept_and_asked_for_again(new_browser: NewBrowser) -> None:
    browser = new_browser()
    sizes = {"avatar.png": (400, 400), "header.png": (1500, 500)}
    for name, size in sizes.items():
        picture = browser.get(f"/static/{name}")
        assert picture.headers["content-type"] == "image/png"
        assert picture.content[:8] == b"\x89PNG\r\n\x1a\n"
        assert tuple(int.from_bytes(picture.content[at : at + 4]) for at in (16, 20)) == size
        assert picture.headers["x-content-type-options"] == "nosniff"
        assert browser.get(f"/static/{name}", headers={"If-None-Match": picture.headers["etag"]}).status_code == 304
    link = re.search(r'href="(/static/style\.css\?v=[^"]+)"', browser.get("/").text)
    assert link is not None
    assert "immutable" in browser.get(link[1]).headers["cache-control"]
    assert browser.get("/favicon.ico").status_code == 200
    assert "Disallow: /auth/" in browser.get("/robots.txt").text
    for nothing in ("/static/", "/static/site.py", "/static/..%2fsite.py", "/static/%2e%2e/site.py"):
        assert browser.get(nothing).status_code == 404
