"""HTML made from text, and text made from HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from teahouse.kit.text import clean_html, note_html, parse, plain, render
from tests.kit.texts import mention_url, tag_url, texts

MEI = (
    '<span class="h-card" translate="no"><a href="https://house.example/@mei" class="u-url mention">'
    "@<span>mei</span></a></span>"
)
LONG = (
    '<a href="https://www.example.com/a/very/long/way/to/tea?x=1&amp;y=2" target="_blank" rel="nofollow noopener"'
    ' translate="no"><span class="invisible">https://www.</span>'
    '<span class="ellipsis">example.com/a/very/long/way/to</span>'
    '<span class="invisible">/tea?x=1&amp;y=2</span></a>'
)
SHORT = (
    '<a href="https://a.cn" target="_blank" rel="nofollow noopener" translate="no">'
    '<span class="invisible">https://</span><span class="">a.cn</span><span class="invisible"></span></a>'
)
TEA = '<a href="https://house.example/tags/tea" class="mention hashtag" rel="tag">#<span>Tea</span></a>'

_OUR_TAGS = re.compile(
    r'</?p>|<br />|</?span>|<span class="[a-z -]*"(?: translate="no")?>|</a>|<a href="[^"<>]*"[^<>]*>'
)


def html(text: str) -> str:
    return render(text, parse(text), mention_url, tag_url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n ", ""),
        ("tea", "<p>tea</p>"),
        ("a\nb\n\nc\n \n\nd", "<p>a<br />b</p><p>c</p><p>d</p>"),
        ("a\r\nb", "<p>a<br />b</p>"),
        ("1 < 2 & \"3\" > '0'", "<p>1 &lt; 2 &amp; \"3\" &gt; '0'</p>"),
        ("hi @mei!", f"<p>hi {MEI}!</p>"),
        ("hi @stranger & @stranger@a.cn", "<p>hi @stranger &amp; @stranger@a.cn</p>"),
        ("#Tea", f"<p>{TEA}</p>"),
        ("(https://www.example.com/a/very/long/way/to/tea?x=1&y=2)", f"<p>({LONG})</p>"),
        ("看https://a.cn。", f"<p>看{SHORT}。</p>"),
        ("שלום 👨‍👩‍👧", "<p>שלום 👨‍👩‍👧</p>"),
    ],
)
def test_render(text: str, expected: str) -> None:
    assert html(text) == expected
    assert clean_html(expected) == expected


def test_addresses_are_escaped() -> None:
    made = render("@mei #tea", parse("@mei #tea"), lambda _: 'https://a.cn/"><b>', lambda _: "https://a.cn/?a&b")
    assert 'href="https://a.cn/&quot;&gt;&lt;b&gt;"' in made
    assert 'href="https://a.cn/?a&amp;b"' in made


@given(texts)
def test_nothing_of_the_text_becomes_markup(text: str) -> None:
    rest = _OUR_TAGS.sub("", html(text))
    assert "<" not in rest
    assert ">" not in rest
    assert re.search(r"&(?!amp;|lt;|gt;|nbsp;)", rest) is None


@given(texts)
def test_the_sanitizer_has_nothing_to_change(text: str) -> None:
    assert clean_html(html(text)) == html(text)
    field = note_html(text, mention_url, tag_url, one_line=True)
    assert clean_html(field) == field


@given(texts)
def test_the_text_comes_back(text: str) -> None:
    # Of a far-away mention only the name is shown, so those are left unresolved here.
    made = render(text, parse(text), lambda mention: None if mention.domain else mention_url(mention), tag_url)
    assert plain(made).split() == text.replace("\x00", "").split()


def test_plain_keeps_lines_and_paragraphs() -> None:
    assert plain(html("a\nb\n\nc & d https://a.cn")) == "a\nb\n\nc & d https://a.cn"
    assert plain("<p>x</p><ul><li>a</li><li>b</li></ul><p>y</p>") == "x\n\na\nb\n\ny"


def test_notes_and_fields() -> None:
    assert note_html("@mei\nhttps://a.cn", mention_url, tag_url) == html("@mei\nhttps://a.cn")
    field = note_html("https://a.cn\n& @mei", mention_url, tag_url, one_line=True)
    assert field == SHORT.replace("noopener", "noopener me") + f" &amp; {MEI}"
    assert note_html(" ", mention_url, tag_url, one_line=True) == ""
