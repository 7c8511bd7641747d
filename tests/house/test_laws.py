"""Every law on every file of the house."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.house import laws_places as places
from tests.house import laws_shape as shape
from tests.house.source import Fault, Module, modules, texts

IN_TEAHOUSE = [
    places.sql_in_its_place,
    places.frameworks_in_their_place,
    places.rules_are_pure,
    places.one_clock,
    places.kit_knows_no_domain_word,
    shape.modules_say_what_they_are,
    shape.public_things_have_docstrings,
    shape.no_state_in_modules,
]
EVERYWHERE = [shape.short_files, shape.short_functions, shape.excuses_have_reasons]
# Put together here, so that this file does not say what it forbids.
MACHINE = re.compile("|".join("/" + place for place in (r"work/", r"root/", r"home/\w+/", r"opt/pypi")))

Law = Callable[[Module], Iterator[Fault]]


def hold(law: Law, found: Iterable[Module]) -> None:
    seen = list(found)
    assert seen, "there is nothing to judge"
    faults = [f"{module.path}:{fault.line} {fault.what}" for module in seen for fault in law(module)]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def name(law: Law) -> str:
    return law.__name__


@pytest.mark.parametrize("law", IN_TEAHOUSE, ids=name)
def test_the_house_keeps(law: Law) -> None:
    hold(law, modules("teahouse"))


@pytest.mark.parametrize("law", EVERYWHERE, ids=name)
def test_house_tests_and_scripts_keep(law: Law) -> None:
    hold(law, modules("teahouse", "tests", "scripts"))


def test_domains_are_entered_by_the_face() -> None:
    known = places.faces()
    assert "people" in known
    hold(lambda module: places.enter_by_the_face(module, known), modules("teahouse"))


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    seen = list(texts())
    assert {"tea", "pyproject.toml", ".ci/run"} <= {str(path) for path, _ in seen}
    assert [str(path) for path, text in seen if MACHINE.search(text)] == []
