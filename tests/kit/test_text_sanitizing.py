"""Foreign HTML: what stays, what goes, and that nothing active ever stays."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.kit.text import clean_html

OUT = 'target="_blank" rel="nofollow noopener"'


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("<p>a<br>b", "<p>a<br />b</p>"),
        ("<script>alert(1)</script>a<style>b{}</style>", "a"),
        ("<h1>Tea</h1><table><tr><td>x", "Teax"),
        ("<b onclick=x style='color:red' id=a class='h-card'>a</b>", "<b>a</b>"),
        ("<p hx-get=/me data-hx-post=/x hx-on:click=a data-hx-on-click=b hx-trigger=load>a</p>", "<p>a</p>"),
        ("<span class='h-card htmx-request' hx-swap-oob=true id=fresh>a</span>", '<span class="h-card">a</span>'),
        ("<a href='javascript:alert(1)'>a</a>", f"<a {OUT}>a</a>"),
        ("<a href='/here'>a</a>", f"<a {OUT}>a</a>"),
        ("<a href='https://a.cn' rel='opener me' target=_top>a</a>",
         '<a href="https://a.cn" target="_blank" rel="nofollow noopener me">a</a>'),
        ("<a rel='tag x' target=y class='evil mention hashtag' href='https://a.cn'>a</a>",
         '<a href="https://a.cn" class="mention hashtag" rel="tag">a</a>'),
        ("<span class='invisible evil' translate='no'>a</span>", '<span class="invisible" translate="no">a</span>'),
        ("<span translate='yes'>a</span>", "<span>a</span>"),
        ('<p class="quote-inline mention">a</p>', '<p class="quote-inline">a</p>'),
        ("<ol start=3 reversed><li value=2>a</ol>", '<ol start="3" reversed=""><li value="2">a</li></ol>'),
        ("<pre><code>a</code></pre><blockquote>b</blockquote><del>c</del><s>d</s>",) * 2,
        ("<img src=x onerror=alert(1)><svg onload=alert(1)><iframe src=x></iframe>a", "a"),
        ("<!-- a -->b\ud800", "b"),
        ("&lt;script&gt;<br&gt;", "&lt;script&gt;"),
    ],
)  # fmt: skip
def test_clean(given_html: str, expected: str) -> None:
    assert clean_html(given_html) == expected


_PARTS = st.sampled_from(
    (
        *("<script", "</script>", "<style>", "<svg", "<math>", "<a ", "<img ", "<p ", "<span ", "<template>", "<br>"),
        *("href=", "src=", "onclick=", "onerror=", "style=", "class=", "rel=", "javascript:", "java\nscript:", "data:"),
        *(
            '"',
            "'",
            "`",
            ">",
            "<",
            "/",
            "&lt;",
            "&#106;",
            "&colon;",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "\x00",
            "alert(1)",
        ),
        *("vbscript:", " ", "mention", "</a>", "<noscript>", "<textarea>", "<title>", "<xmp>", "<plaintext>"),
    )
)


_SCHEMES = ("http", "https", "gemini", "gopher", "ipfs", "ipns", "magnet", "xmpp")


class _Lookout(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = "p br a span del s pre code em strong b i u ul ol li blockquote"
        assert tag in allowed.split()
        for name, value in attrs:
            assert name in {"href", "class", "target", "rel", "translate", "start", "reversed", "value"}
            if name == "href":
                assert (value or "").split(":")[0].lower() in _SCHEMES
        if tag == "a":
            names = dict(attrs)
            assert (
                "mention" in (names.get("class") or "")
                or "hashtag" in (names.get("class") or "")
                or (names["target"] == "_blank" and "noopener" in (names["rel"] or ""))
            )


@given(st.lists(_PARTS | st.text(max_size=4), max_size=20).map("".join))
def test_nothing_active_ever_stays(dirt: str) -> None:
    cleaned = clean_html(dirt)
    lookout = _Lookout()
    lookout.feed(cleaned)
    lookout.close()
    assert clean_html(cleaned) == cleaned
