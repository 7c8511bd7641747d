"""Texts made to be slow: 100,000 characters must cost what they cost in linear time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from teahouse.kit.text import (
    clean_html,
    clean_line,
    clean_name,
    clean_text,
    count,
    is_blank,
    parse,
    plain,
    render,
)
from tests.kit.texts import mention_url, tag_url

SIZE = 100_000
LINEAR = 0.5  # seconds; all take 0.005 to 0.15, and a quadratic one takes 3 or more

_UNITS = (
    *("@", "@a.", "a@", "@a@b.", "@a@é.", "#", "#·", "#a", "＃茶#", "://", "https://", "https://a.", "https://é."),
    *("https://a.co/(", "https://a.co/).", "https://a.co/((", "(", "\n ", " ", "\r", "<", "&", "<a ", "<!--"),
    *("\u200d", "\u0301", "👨\u200d", "🇨🇳", "🇨", "\U000e0061", "a\u0301", "क्\u200d", "#天"),
)


def _whole(text: str) -> None:
    parsed = parse(text)
    count(text, parsed)
    render(text, parsed, mention_url, tag_url)


@pytest.mark.parametrize(
    "work", [_whole, clean_text, clean_line, clean_name, is_blank, plain, clean_html], ids=lambda work: work.__name__
)
def test_linear(work: Callable[[str], object]) -> None:
    for unit in _UNITS:
        for head in ("", "@a@", "https://a.co/("):
            text = (head + unit * SIZE)[:SIZE]
            started = time.process_time()
            work(text)
            assert time.process_time() - started < LINEAR, (head, unit)
