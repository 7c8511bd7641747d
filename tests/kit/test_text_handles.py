"""Handles made from names."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.kit.text import handle_from, may_be_handle


def nobody(_handle: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Mei", "mei"),
        ("王小明", "wangxiaoming"),
        ("曾单", "zengdan"),
        ("单田芳", "shantianfang"),
        ("小明 Ming 2024", "xiaoming_ming_2024"),
        ("Zoë Müller-Lüdenscheidt", "zoe_muller_ludenscheidt"),
        ("O'Brien", "obrien"),
        ("Nguyễn Văn Đức", "nguyen_van_duc"),
        ("Ærøskøbing", "aeroskobing"),
        ("İstanbul", "istanbul"),
        ("Иван Щербаков", "ivan_shcherbakov"),
        ("Γιώργος", "giorgos"),
        ("たろう ガ", "tarou_ga"),
        ("김민준", "gimminjun"),
        ("محمد", "mhmd"),
        ("שלום", "shlvm"),
        ("अमित ५", "amita_5"),
        ("विक्रम", "vikrama"),
        ("สมชาย", "smchay"),
        ("٣", "3"),
        ("ｆｕｌｌ", "full"),
        ("🎉", "friend"),
        ("", "friend"),
        ("___", "friend"),
        ("a" * 200, "a" * 30),
    ],
)
def test_a_handle_sounds_like_the_name(name: str, handle: str) -> None:
    assert handle_from(name, nobody) == handle


def test_taken_and_reserved_ones_are_numbered() -> None:
    assert handle_from("Mei", {"mei"}.__contains__) == "mei2"
    assert handle_from("Mei", {"mei", "mei2", "mei3"}.__contains__) == "mei4"
    assert handle_from("Admin", nobody, {"admin", "admin2"}) == "admin3"
    assert handle_from("a" * 40, {"a" * 30}.__contains__) == "a" * 29 + "2"


def test_a_thousand_of_one_name_cost_few_questions() -> None:
    asked: list[str] = []

    def is_taken(handle: str) -> bool:
        asked.append(handle)
        return handle == "mei" or int(handle.removeprefix("mei")) < 1000

    assert handle_from("Mei", is_taken) == "mei1000"
    assert len(asked) < 25


def test_the_rule_for_chosen_handles() -> None:
    assert may_be_handle("Mei_2")
    assert may_be_handle("a" * 30)
    for bad in ("", "a" * 31, "mei-li", "王", "mei\n", "a b", "é", "٣"):
        assert not may_be_handle(bad)


@given(st.text(max_size=40), st.sets(st.sampled_from(["a", "a2", "friend", "friend2", "0"])))
def test_every_name_has_a_free_handle(name: str, used: set[str]) -> None:
    handle = handle_from(name, used.__contains__, {"admin"})
    assert re.fullmatch(r"[a-z0-9_]{1,30}", handle)
    assert may_be_handle(handle)
    assert handle not in used | {"admin"}


def test_the_dictionary_is_loaded_only_when_asked_for() -> None:
    code = "import sys, teahouse.kit.text as t; t.handle_from('Mei', lambda h: False); print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
