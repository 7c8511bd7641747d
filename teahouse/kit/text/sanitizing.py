"""The one sanitizer for HTML that was made elsewhere.

`clean_html` promises that only the listed tags, attributes, classes and address schemes come out, in one
canonical spelling, and that what `render` made comes out as it went in.
"""

from __future__ import annotations

import re

import nh3

_TAGS = {
    *("p", "br", "a", "span", "del", "s", "pre", "code", "em", "strong", "b", "i", "u"),
    *("ul", "ol", "li", "blockquote"),
}
_SCHEMES = {"http", "https", "gemini", "gopher", "ipfs", "ipns", "magnet", "xmpp"}
_CLASSES = {"h-card", "mention", "hashtag", "invisible", "ellipsis", "u-url"}

_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href", "rel"}, "ol": {"start", "reversed"}, "li": {"value"}},
    tag_attribute_values={"a": {"translate": {"no"}}, "span": {"translate": {"no"}}},
    allowed_classes={"a": _CLASSES, "span": _CLASSES, "p": {"quote-inline"}},
    url_schemes=_SCHEMES,
    url_relative="deny",
    link_rel=None,
)

# Safe only on the cleaner's own output, where every `<`, `>` and `"` of a value is escaped.
_ANCHOR = re.compile(r"<a((?: [a-z]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([a-z]+)=\"([^\"]*)\"")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_html(html: str) -> str:
    """Foreign HTML with everything taken out that has no place in a post; texts of unknown tags stay."""
    cleaned = _CLEANER.clean(_SURROGATE.sub("", html))
    return _ANCHOR.sub(_anchor, cleaned).replace("<br>", "<br />")


def _anchor(found: re.Match[str]) -> str:
    """One spelling for links: mentions and tags stay in the window, others open apart and lend no rank."""
    given = dict(_ATTRIBUTE.findall(found[1]))
    kept: dict[str, str] = {name: given[name] for name in ("href", "class") if name in given}
    rel = given.get("rel", "").split()
    if {"mention", "hashtag"} & set(kept.get("class", "").split()):
        if "tag" in rel:
            kept["rel"] = "tag"
    else:
        kept["target"] = "_blank"
        kept["rel"] = "nofollow noopener me" if "me" in rel else "nofollow noopener"
    if "translate" in given:
        kept["translate"] = given["translate"]
    return "<a" + "".join(f' {name}="{value}"' for name, value in kept.items()) + ">"
