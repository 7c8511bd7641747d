"""Turns a text and its spans into HTML in the shapes that Mastodon's clients know, and back into text.

`render` promises that nothing of the text reaches the page unescaped, and that the sanitizer has nothing to
change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from teahouse.kit.text.spans import Link, Mention, Parsed, Tag, parse

LINK_SHOWN = 30

MentionUrl = Callable[[Mention], str | None]
TagUrl = Callable[[str], str]

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*+\n)+")
_PREFIX = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
# What HTML cannot carry or would carry changed.
_NOT_FOR_HTML = re.compile("[\x00\ud800-\udfff]")

_BREAK = re.compile(r"<br ?/?>")
_BLOCK_END = re.compile(r"</(?:p|blockquote|pre|ul|ol)>")
_ITEM_END = re.compile(r"</li>")
_MARKUP = re.compile(r"<[^<>]*+>")
_THREE_LINES = re.compile(r"\n{3,}")


def render(text: str, parsed: Parsed, mention_url: MentionUrl, tag_url: TagUrl) -> str:
    """The text as HTML; "" for a text with nothing but white space.

    `mention_url` gives the address of a mentioned account's page, or None where there is none: then the
    mention stays plain text. `tag_url` gets a tag's key. Both must answer whole http(s) addresses.
    """
    return _paragraphs(_inline(text, parsed, mention_url, tag_url, me=False))


def note_html(text: str, mention_url: MentionUrl, tag_url: TagUrl, *, one_line: bool = False) -> str:
    """A profile's note as HTML; `one_line` for a profile field: no paragraphs, and links say rel="me"."""
    parsed = parse(text)
    if one_line:
        return _inline(text, parsed, mention_url, tag_url, me=True).strip().replace("\n", " ")
    return render(text, parsed, mention_url, tag_url)


def plain(html: str) -> str:
    """The text of HTML rendered or cleaned here. Not a sanitizer: escape the answer where it is shown."""
    text = _BREAK.sub("\n", html)
    text = _BLOCK_END.sub("\n\n", text)
    text = _ITEM_END.sub("\n", text)
    text = unescape(_MARKUP.sub("", text))
    return _THREE_LINES.sub("\n\n", text).strip()


def escape(text: str) -> str:
    """Text for between tags and within double quotes; escapes what the sanitizer would, and no more."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and "\x00" not in text:
        return text
    return _NOT_FOR_HTML.sub("", text)


def _attribute(value: str) -> str:
    return escape(value).replace('"', "&quot;")


def _inline(text: str, parsed: Parsed, mention_url: MentionUrl, tag_url: TagUrl, *, me: bool) -> str:
    pieces: list[str] = []
    done = 0
    for span in parsed.in_order():
        if isinstance(span, Link):
            piece = _link(span.url, me)
        elif isinstance(span, Tag):
            piece = _tag(text[span.start], span.name, tag_url(span.key))
        else:
            url = mention_url(span)
            if url is None:
                continue
            piece = _mention(span.username, url)
        pieces.append(escape(text[done : span.start]))
        pieces.append(piece)
        done = span.end
    pieces.append(escape(text[done:]))
    return "".join(pieces)


def _paragraphs(inline: str) -> str:
    inline = inline.strip()
    if not inline:
        return ""
    if "\n" in inline:
        inline = _BLANK_LINES.sub("</p><p>", inline).replace("\n", "<br />")
    return f"<p>{inline}</p>"


def _mention(username: str, url: str) -> str:
    return (
        f'<span class="h-card" translate="no"><a href="{_attribute(url)}" class="u-url mention">'
        f"@<span>{username}</span></a></span>"
    )


def _tag(sign: str, name: str, url: str) -> str:
    return f'<a href="{_attribute(url)}" class="mention hashtag" rel="tag">{sign}<span>{name}</span></a>'


def _link(url: str, me: bool) -> str:
    found = _PREFIX.match(url)
    cut = found.end() if found else 0
    shown, rest = url[cut : cut + LINK_SHOWN], url[cut + LINK_SHOWN :]
    rel = "nofollow noopener me" if me else "nofollow noopener"
    return (
        f'<a href="{_attribute(url)}" target="_blank" rel="{rel}" translate="no">'
        f'<span class="invisible">{url[:cut]}</span>'
        f'<span class="{"ellipsis" if rest else ""}">{escape(shown)}</span>'
        f'<span class="invisible">{escape(rest)}</span></a>'
    )
