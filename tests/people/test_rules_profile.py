"""The rules of profiles and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.people.rules_profile import (
    MAX_FIELD,
    clean_fields,
    fields_faults,
    language_faults,
    may_be_time_zone,
    note_faults,
    window_faults,
)
from teahouse.people.rules_sign_up import display_name_faults, email_faults, username_faults

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize("name", ["UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
def test_time_zones_that_are(name: str) -> None:
    assert may_be_time_zone(name)


@pytest.mark.parametrize(
    "name", ["", "Asia", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "UTC\x00", "zone.tab", "A" * 999]
)
def test_time_zones_that_are_not(name: str) -> None:
    assert not may_be_time_zone(name)


@pytest.mark.parametrize("tag", ["en", "zh", "zh-Hant", "pt-BR", "zh-Hant-TW", "es-419", "yue"])
def test_languages_that_may_be(tag: str) -> None:
    assert language_faults(tag) == []


@pytest.mark.parametrize("tag", ["", "e", "EN", "english", "en_US", "en-", "zh-Hant\n", "e1"])
def test_languages_that_may_not(tag: str) -> None:
    assert language_faults(tag) != []


def test_fields_are_cleaned_and_counted() -> None:
    assert clean_fields([(" a\n", "b "), (" ", ""), ("c", "")]) == [("a", "b"), ("c", "")]
    assert fields_faults([("a", "b")] * 4) == []
    assert fields_faults([("", "b")])[0]["error"] == "ERR_INVALID"
    assert fields_faults([("a", "b" * (MAX_FIELD + 1))])[0]["error"] == "ERR_TOO_LONG"


def test_people_are_counted_as_people_see_them() -> None:
    assert display_name_faults(FAMILY * 60) == []
    assert display_name_faults(FAMILY * 61)[0]["error"] == "ERR_TOO_LONG"
    assert display_name_faults("a" + "\u0301" * 600)[0]["error"] == "ERR_TOO_LONG"
    assert note_faults("https://tea.example/" + "x" * 600) == []
    assert note_faults("茶" * 501)[0]["error"] == "ERR_TOO_LONG"
    assert note_faults("a" + "\u0301" * 5000)[0]["error"] == "ERR_TOO_LONG"


def test_a_window_is_one_of_four() -> None:
    assert [days for days in range(-1, 400) if not window_faults(days)] == [0, 3, 30, 182]


@pytest.mark.parametrize("address", ["a@b", "Mei.Li+tea@post.example", "茶@茶.example"])
def test_addresses_that_may_be(address: str) -> None:
    assert email_faults(address) == []


@pytest.mark.parametrize("address", ["a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "a@.b", "a@b..c", "<a@b>"])
def test_addresses_that_may_not(address: str) -> None:
    assert email_faults(address) != []


@given(st.text(max_size=40))
def test_a_name_without_fault_is_plain(name: str) -> None:
    if not username_faults(name):
        assert name.isascii()
        assert name.replace("_", "a").isalnum()
        assert 1 <= len(name) <= 30
