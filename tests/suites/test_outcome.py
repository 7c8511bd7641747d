"""What the comparison finds: all that is not as expected, in either direction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mastodon import openapi
from tests.suites.outcome import Expected, hold_answers, read_expected, read_report, surprises
from tests.suites.sources import pin

REPORT = """<testsuites><testsuite>
<testcase classname="tests.integration.test_tea" name="test_warm"/>
<testcase classname="tests.integration.test_tea" name="test_cold"><failure message="it is &gt; 40"/></testcase>
<testcase classname="tests.integration.test_tea" name="test_left"><skipped/></testcase>
<testcase classname="tests.test_cup" name="test_full[a]"/>
<testcase classname="tests.test_cup" name="test_full[a]"><error>no saucer</error></testcase>
</testsuite></testsuites>"""
COLD = "test_tea.py::test_cold"
EXPECTED = """
total = 3
[cups]
why = "There are none."
comes = "Cups"
tests = ["test_cup.py::test_full[a]"]
["hot water"]
why = "It boils."
comes = "Stoves"
tests = ["test_tea.py::test_cold"]
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "report.xml").write_text(REPORT)
    return tmp_path


def expected(place: Path, text: str) -> Expected:
    (place / "expected.toml").write_text(text)
    return read_expected(place / "expected.toml")


def test_a_report_is_read(place: Path) -> None:
    outcome = read_report(place / "report.xml")
    assert (outcome.passed, outcome.skipped) == ({"test_tea.py::test_warm"}, {"test_tea.py::test_left"})
    assert outcome.count == 3
    assert outcome.failed == {"test_tea.py::test_cold": "it is > 40", "test_cup.py::test_full[a]": "no saucer"}


def test_what_is_expected_is_no_surprise(place: Path) -> None:
    assert surprises(read_report(place / "report.xml"), expected(place, EXPECTED)) == []
    other = expected(place, EXPECTED.replace("total = 3", "total = 4"))
    assert surprises(read_report(place / "report.xml"), other) == ["3 tests ran, of 4"]


@pytest.mark.parametrize(
    ("tests", "found"),
    [
        ([], "failed: test_tea.py::test_cold: it is > 40"),
        ([COLD, "test_tea.py::test_warm"], "passes, but waits for hot water: test_tea.py::test_warm"),
        ([COLD, "test_tea.py::test_left"], "is not in the suite, but waits for hot water: test_tea.py::test_left"),
        ([COLD, "gone"], "is not in the suite, but waits for hot water: gone"),
    ],
)
def test_every_difference_is_found(place: Path, tests: list[str], found: str) -> None:
    text = EXPECTED.replace(json.dumps([COLD]), json.dumps(tests))
    assert surprises(read_report(place / "report.xml"), expected(place, text)) == [found]


def test_a_list_without_reasons_or_with_doubles_is_refused(place: Path) -> None:
    with pytest.raises(AssertionError, match="says nothing"):
        expected(place, EXPECTED.replace("It boils.", ""))
    with pytest.raises(AssertionError, match="comes when"):
        expected(place, EXPECTED.replace('comes = "Stoves"\n', ""))
    with pytest.raises(AssertionError, match="is for nothing"):
        expected(place, EXPECTED.replace("[cups]", '["nothing: cups"]'))
    with pytest.raises(AssertionError, match="twice"):
        expected(place, EXPECTED.replace("test_tea.py::test_cold", "test_cup.py::test_full[a]"))


def test_answers_are_held_against_the_document() -> None:
    if not openapi.present():
        pytest.skip("Mastodon's OpenAPI document is not here")
    answers = [
        ("GET", "/api/v1/statuses/1", 404, '{"error": "Record not found"}'),
        ("GET", "/api/v1/accounts/1", 200, '{"id": 1}'),
        ("GET", "/api/v1/accounts/2", 200, '{"id": 2}'),
        ("GET", "/api/v1/nowhere", 200, "{}"),
        ("GET", "/health", 200, "OK"),
        ("GET", "/api/v1/lists", 500, '{"error": "Something went wrong on our side"}'),
    ]
    found = hold_answers(json.dumps([m, f"http://tea.example{path}", s, text, "t"]) for m, path, s, text in answers)
    assert (found.held, sum(found.faults.values()), round(found.valid)) == (3, 2, 33)
    assert found.broken == ['GET /api/v1/lists -> 500 {"error": "Something went wrong on our side"}']


def test_a_pin_is_one_package_with_all_its_hashes() -> None:
    lock = "toot==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via x\n"
    lock += "toots[a,b]==2 \\\n    --hash=sha256:cc\n"
    assert pin(lock, "toot") == "toot==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb"
    assert pin(lock, "toots") == "toots==2 \\\n    --hash=sha256:cc"
