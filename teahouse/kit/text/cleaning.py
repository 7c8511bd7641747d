"""Puts what people type into one form before it is judged, stored or shown.

The `clean_…` functions promise NFC without control characters, and that cleaning twice changes nothing more.
"""

from __future__ import annotations

import re
import unicodedata

from teahouse.kit.text.unicode import unicode_pattern

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]")
_LINE_TAIL = re.compile(r"[^\S\n]++(?=\n)")
_SPACES = re.compile(r"\s+")

# Characters that turn the direction of what follows: they can make a line read as something else.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u200e\u200f\u061c]")

# Invisible characters: joiners hold emoji families and Indic and Arabic words together; elsewhere they only
# deceive.
_JOINING = (
    r"\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}"
    r"\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Tibetan}"
)
_IDLE_INVISIBLE = unicode_pattern(
    "[\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\u180e\U000e0001]"
    rf"|[\u200c\u200d](?<![{_JOINING}][\u200c\u200d])"
    r"(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]\u200d(?=\p{Extended_Pictographic}))"
    "|[\U000e0020-\U000e007f](?<!\U0001f3f4[\U000e0020-\U000e007f]{1,8})"
)
_VISIBLE = unicode_pattern(r"[^\s\p{Cc}\p{Cf}\p{Cs}\p{Zs}\p{Default_Ignorable_Code_Point}\u2800]")


def clean_text(text: str) -> str:
    """A text of several lines: line ends become `\\n`; lines lose trailing spaces, the whole its margins."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    return _LINE_TAIL.sub("", text).strip()


def clean_line(text: str) -> str:
    """A text of one line (a title, a content warning): runs of white space become one space."""
    text = clean_text(_TURNS.sub("", text))
    return _SPACES.sub(" ", text).strip()


def clean_name(text: str) -> str:
    """A name: one line in which nothing invisible is left but the joiners that a script or an emoji needs."""
    text = clean_line(text)
    if text.isascii():
        return text
    text = _IDLE_INVISIBLE.sub("", _MARKS.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen: white space, zero-width and filler characters count as nothing."""
    return _VISIBLE.search(text) is None
