"""What is found in a text, and where."""

from __future__ import annotations

import pytest
from hypothesis import given

from teahouse.kit.text import is_tag, parse, tag_key
from tests.kit.texts import texts


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("hi @mei!", ["mei"]),
        ("@Mei.", ["mei"]),
        ("@li.hua-x_y.", ["li.hua-x_y"]),
        ("(@mei), @Li@Example.COM.", ["mei", "li@example.com"]),
        ("你好@mei你好", ["mei"]),
        ("@mei@example.com你好", ["mei@example.com"]),
        ("@mei@茶馆.中国 @ü", ["mei@茶馆.中国"]),
        ("@mei@foo.straße.de", ["mei@foo.straße.de"]),
        ("@@mei", ["mei"]),
        ("mei@example.com /@mei =@mei é@mei", []),
        ("https://example.com/@mei", []),
        ("https://example.com/a)@mei", ["mei"]),
        ("@", []),
        ("@ mei @，", []),
    ],
)
def test_mentions(text: str, handles: list[str]) -> None:
    assert [mention.handle for mention in parse(text).mentions] == handles


def test_leading_mentions_have_only_mentions_before_them() -> None:
    def leading(text: str) -> list[bool]:
        return [mention.leading for mention in parse(text).mentions]

    assert leading("@a @b\n@c x @d") == [True, True, True, False]
    assert leading("  @a") == [True]
    assert leading("x @a @b") == [False, False]
    assert leading("@a, @b") == [True, False]
    assert leading("https://a.cn @a") == [False]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Tea, #green_tea #a·b", [("Tea", "tea"), ("green_tea", "green_tea"), ("a·b", "a·b")]),
        ("＃Ｔｅａ", [("Ｔｅａ", "tea")]),
        ("#茶 今天#龙井，好", [("茶", "茶"), ("龙井", "龙井")]),
        ("#天气#真好", [("天气", "天气")]),
        ("#हिन्दी #Straße", [("हिन्दी", "हिन्दी"), ("Straße", "strasse")]),
        ("#2024年 #1a", [("2024年", "2024年"), ("1a", "1a")]),
        ("#tea·", [("tea", "tea")]),
        ("#123 #_ #· # a#b /#c #!", []),
        ("https://example.com/#tea", []),
    ],
)
def test_tags(text: str, tags: list[tuple[str, str]]) -> None:
    assert [(tag.name, tag.key) for tag in parse(text).tags] == tags


def test_equal_tags_have_equal_keys() -> None:
    assert tag_key("TEA") == tag_key("ｔｅａ") == "tea"
    assert tag_key("می\u200cخواهم") == tag_key("میخواهم")
    assert is_tag("茶")
    assert not is_tag("a b")
    assert not is_tag("12")
    assert not is_tag("")


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://example.com.", ["https://example.com"]),
        ("HTTPS://Example.com/A?b=c#d!", ["HTTPS://Example.com/A?b=c#d"]),
        ("(https://en.example.org/Tea_(drink))", ["https://en.example.org/Tea_(drink)"]),
        ("(https://example.com/a)b", ["https://example.com/a"]),
        ("看https://example.com/茶，好", ["https://example.com/茶"]),
        ("https://t.cn/A6abc看看", ["https://t.cn/A6abc"]),
        ("https://a.cn很好 https://a.cn） 《https://a.cn/x》", ["https://a.cn", "https://a.cn", "https://a.cn/x"]),
        ("https://茶馆.中国/ https://bücher.example/é", ["https://茶馆.中国/", "https://bücher.example/é"]),
        ("http://127.0.0.1:8000/@a/1 http://localhost/x", ["http://127.0.0.1:8000/@a/1", "http://localhost/x"]),
        ("https://a.cn/b?c=d&e=f,", ["https://a.cn/b?c=d&e=f"]),
        ("https://a.cn/\u202egpj.exe", ["https://a.cn/"]),
        ('"https://a.cn/x"<https://a.cn/y>', ["https://a.cn/x", "https://a.cn/y"]),
        ("https://foo https:// xhttps://a.cn ftp://a.cn javascript://a.cn @https://a.cn", []),
    ],
)
def test_links(text: str, urls: list[str]) -> None:
    assert [link.url for link in parse(text).links] == urls


@given(texts)
def test_spans_lie_in_order_apart_and_say_what_stands_there(text: str) -> None:
    parsed = parse(text)
    end = 0
    for span in parsed.in_order():
        assert end <= span.start < span.end <= len(text)
        end = span.end
    for mention in parsed.mentions:
        whole = mention.username if mention.domain is None else f"{mention.username}@{mention.domain}"
        assert text[mention.start : mention.end].lower() == f"@{whole}".lower()
    assert all(text[tag.start + 1 : tag.end] == tag.name and tag.key for tag in parsed.tags)
    assert all(text[link.start : link.end] == link.url for link in parsed.links)
