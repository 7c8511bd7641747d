"""Keys of names: what is typed finds who is meant, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.kit.text import fold, keys_of
from teahouse.kit.text.keys import LONGEST, MOST_STARTS


def finds(typed: str, name: str) -> bool:
    return any(key.text.startswith(fold(typed)) for key in keys_of(name))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *(
            (typed, "王梅")
            for typed in ("王", "王梅", "梅", "w", "wang", "wangm", "wangmei", "Wang Mei", "wm", "mei", "WÁNG")
        ),
        *((typed, "Anna Marsh") for typed in ("a", "anna", "ANNA M", "marsh", "am", "annamarsh")),
        *((typed, "Mei 梅") for typed in ("mei", "梅", "mm", "meimei", "mei 梅")),
        *((typed, "单雄信") for typed in ("shan", "dan", "sxx", "dxx", "xiongxin")),
        *((typed, "尉迟恭") for typed in ("yuchi", "ycg", "weichi", "gong")),
        *((typed, "Łukasz Müller") for typed in ("lukasz", "łuk", "muller", "MÜLLER", "lm")),
        *((typed, "Иван Петров") for typed in ("иван", "петр", "ivan", "petrov", "ip")),
        ("ｗａｎｇ", "王"),
        ("sakura", "さくら"),
        ("wang_mei", "wangmei"),
        ("mei", "wang_mei"),
        ("o'b", "O’Brien"),
    ],
)
def test_what_is_typed_finds_who_is_meant(typed: str, name: str) -> None:
    assert finds(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"), [("ang", "王梅"), ("汪", "王梅"), ("arsh", "Anna Marsh"), ("wmm", "王梅"), ("x", "🍵 !")]
)
def test_and_nobody_else(typed: str, name: str) -> None:
    assert not finds(typed, name)


def test_what_is_no_letter_is_no_key() -> None:
    assert keys_of("🍵 …%_") == frozenset()
    assert fold("%_@🍵") == ""


def test_one_key_is_the_name_as_it_is_written() -> None:
    assert [key.text for key in keys_of("Mei 梅") if key.whole] == ["mei梅"]


@given(st.text(max_size=300))
def test_no_name_has_many_keys_or_long_ones(name: str) -> None:
    keys = keys_of(name)
    assert len(keys) <= 5 * MOST_STARTS + 1
    assert all(0 < len(key.text) <= LONGEST and fold(key.text) == key.text for key in keys)
    assert sum(key.whole for key in keys) == bool(fold(name))


@given(st.text(alphabet="ab王梅曾 é", min_size=1, max_size=12))
def test_a_name_is_found_by_its_beginning(name: str) -> None:
    assert all(finds(name[:end], name) for end in range(1, len(name) + 1) if fold(name[:end]))
