"""Tables that spreadsheets open as they are meant."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.kit.text import sheet


def test_what_excel_needs() -> None:
    written = sheet([("No.", "Name"), (1, "小明"), (-2, 'the "best", really')])
    assert written == b'\xef\xbb\xbf"No.","Name"\r\n1,"\xe5\xb0\x8f\xe6\x98\x8e"\r\n-2,"the ""best"", really"\r\n'


@pytest.mark.parametrize(
    "text", ["=1+1", "+2 no onions", "-1", "@SUM(A1)", "\t=1", " =1", "　＝1", "＋1", "\r=1", "\n=1"]
)
def test_no_text_is_a_formula(text: str) -> None:
    assert f'"\'{text}"'.encode() in sheet([(text,)])


@given(st.lists(st.tuples(st.integers(-99, 9999), st.text(st.characters(codec="utf-8", exclude_characters="\0")))))
def test_what_is_written_is_read_back(rows: list[tuple[int, str]]) -> None:
    read = list(csv.reader(io.StringIO(sheet(rows).decode("utf-8-sig"), newline="")))
    assert [(int(n), text.removeprefix("'") if text[:1] == "'" else text) for n, text in read] == [
        (n, text.removeprefix("'")) for n, text in rows
    ]
