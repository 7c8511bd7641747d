"""Texts for the tests of kit.text: pieces that mean something, joined with anything at all."""

from __future__ import annotations

from hypothesis import strategies as st

from teahouse.kit.text import Mention

_PIECES = (
    *("@mei", "@Li_Hua@Example.com", "@mei@茶馆.中国", "@", "#tea", "#茶", "#天气#", "＃Tea", "#123", "#"),
    *("https://www.example.com/a?b=1&c=(d)", "http://127.0.0.1:8000/@a", "https://", "://", "https://a.cn"),
    *(" ", "\n", "\n\n", " \n \n", "\r\n", "。", "，", ")", "(", "<", ">", "&", '"', "'", "&amp;", "</p>"),
    *(
        "<script>",
        "你好",
        "👨‍👩‍👧‍👦",
        "🇨🇳",
        "e\u0301",
        "\u00a0",
        "שלום",
        "\u202e",
        "\u200d",
        "हिन्दी",
        "a",
        "_",
        ".",
        "-",
        "\x00",
    ),
)

texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=6), max_size=12).map("".join)


def mention_url(mention: Mention) -> str | None:
    """Everybody is known but strangers."""
    return None if mention.username == "stranger" else f"https://house.example/@{mention.handle}"


def tag_url(key: str) -> str:
    """Where a tag leads."""
    return f"https://house.example/tags/{key}"
