"""Everything that is done to text: finding, counting, rendering, cleaning, and handles made from names.

All of it is pure: the same text gives the same answer, and no text, however hostile, takes more than
linear time.
"""

from __future__ import annotations

from teahouse.kit.text.cleaning import clean_line, clean_name, clean_text, is_blank
from teahouse.kit.text.counting import LINK_COUNTS, count
from teahouse.kit.text.handles import HANDLE_MAX, handle_from, may_be_handle
from teahouse.kit.text.keys import Key, fold, keys_of
from teahouse.kit.text.rendering import MentionUrl, TagUrl, escape, note_html, plain, render
from teahouse.kit.text.sanitizing import clean_html
from teahouse.kit.text.searching import highlight, words_of, words_sought
from teahouse.kit.text.sheets import as_words, sheet
from teahouse.kit.text.spans import Link, Mention, Parsed, Span, Tag, is_tag, parse, tag_key

__all__ = [
    "HANDLE_MAX",
    "LINK_COUNTS",
    "Key",
    "Link",
    "Mention",
    "MentionUrl",
    "Parsed",
    "Span",
    "Tag",
    "TagUrl",
    "as_words",
    "clean_html",
    "clean_line",
    "clean_name",
    "clean_text",
    "count",
    "escape",
    "fold",
    "handle_from",
    "highlight",
    "is_blank",
    "is_tag",
    "keys_of",
    "may_be_handle",
    "note_html",
    "parse",
    "plain",
    "render",
    "sheet",
    "tag_key",
    "words_of",
    "words_sought",
]
