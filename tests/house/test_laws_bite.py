"""Every law refuses what it is there to refuse, and lets pass what merely looks like it."""

from __future__ import annotations

import pytest

from tests.house import laws_places as places
from tests.house import laws_shape as shape
from tests.house.source import module
from tests.house.test_laws import EVERYWHERE, IN_TEAHOUSE, MACHINE, Law, name

DOC = '"""What it is."""\n'
IGNORE = "# type: " + "ignore"
LONG_BODY = "\n".join(["    x = 1"] * 59)

BREACHES = [
    (places.sql_in_its_place, "teahouse/people/befriend.py", "import sqlalchemy as sa"),
    (places.sql_in_its_place, "teahouse/people/befriend.py", "def f():\n    from sqlalchemy.sql import select"),
    (places.sql_in_its_place, "teahouse/people/store_ties.py", "import sqlite3"),
    (places.sql_in_its_place, "teahouse/doors/web/x.py", "from psycopg import connect"),
    (places.frameworks_in_their_place, "teahouse/moments/post.py", "from starlette.requests import Request"),
    (places.frameworks_in_their_place, "teahouse/kit/config.py", "import click"),
    (places.rules_are_pure, "teahouse/people/rules.py", "from teahouse.people import store_ties"),
    (places.rules_are_pure, "teahouse/people/rules.py", "from teahouse.kit.db import ReadTx"),
    (places.rules_are_pure, "teahouse/people/rules_names.py", "import random"),
    (places.one_clock, "teahouse/moments/post.py", "import time\nnow = time.time()"),
    (places.one_clock, "teahouse/moments/post.py", "import datetime\nnow = datetime.datetime.now(datetime.UTC)"),
    (places.kit_knows_no_domain_word, "teahouse/kit/x.py", "def find(account_id): ..."),
    (places.kit_knows_no_domain_word, "teahouse/kit/x.py", "class OldTies: ..."),
    (places.kit_knows_no_domain_word, "teahouse/kit/x.py", "limits(per_friend=3)"),
    (places.kit_knows_no_domain_word, "teahouse/kit/x.py", "MAX_MOMENTS = 3"),
    (shape.modules_say_what_they_are, "teahouse/people/__init__.py", "x = 1"),
    (shape.public_things_have_docstrings, "teahouse/people/x.py", "def befriend(): ..."),
    (shape.public_things_have_docstrings, "teahouse/people/x.py", 'class A:\n    """A."""\n    def b(self): ...'),
    (shape.no_state_in_modules, "teahouse/x.py", "known = {}"),
    (shape.no_state_in_modules, "teahouse/x.py", "seen: set[int] = set()"),
    (shape.no_state_in_modules, "teahouse/x.py", "KNOWN = {}\ndef learn(k):\n    KNOWN[k] = 1"),
    (shape.no_state_in_modules, "teahouse/x.py", "KNOWN = []\nclass A:\n    def f(self):\n        KNOWN.append(1)"),
    (shape.no_state_in_modules, "teahouse/x.py", "n = 0\ndef f():\n    global n\n    n += 1"),
    (shape.no_state_in_modules, "teahouse/x.py", "@functools.lru_cache(9)\ndef f(x): ..."),
    (shape.short_files, "scripts/x.py", "x = 1\n" * 400),
    (shape.short_functions, "tests/x.py", f"def f():\n{LONG_BODY}"),
    (shape.excuses_have_reasons, "tests/x.py", f"import os  {IGNORE}"),
    (shape.excuses_have_reasons, "tests/x.py", "import os  # no" + "qa: F401"),
    (shape.excuses_have_reasons, "tests/x.py", "import os  # no" + "qa"),
    (shape.excuses_have_reasons, "tests/x.py", "x = 1  # TO" + "DO: two"),
]

INNOCENT = [
    (places.sql_in_its_place, "teahouse/people/store_ties.py", "import sqlalchemy as sa"),
    (places.sql_in_its_place, "teahouse/kit/db/sqlite.py", "import sqlite3"),
    (places.sql_in_its_place, "teahouse/people/x.py", 'x = "import sqlite3"'),
    (places.frameworks_in_their_place, "teahouse/doors/web/pages.py", "import jinja2"),
    (places.frameworks_in_their_place, "teahouse/app.py", "import uvicorn"),
    (places.rules_are_pure, "teahouse/people/rules.py", "import re\nfrom teahouse.people.model import Tie"),
    (places.rules_are_pure, "teahouse/people/befriend.py", "from teahouse.kit.db import WriteTx"),
    (places.one_clock, "teahouse/kit/clock.py", "import time\nnow = time.time_ns()"),
    (places.one_clock, "teahouse/moments/post.py", "import time\nbegun = time.monotonic()"),
    (places.kit_knows_no_domain_word, "teahouse/kit/x.py", "# account\nproperties = match.group(1)"),
    (places.kit_knows_no_domain_word, "teahouse/people/x.py", "account = 1"),
    (shape.public_things_have_docstrings, "teahouse/x.py", "def _own(): ...\nclass _A:\n    def b(self): ..."),
    (shape.public_things_have_docstrings, "teahouse/x.py", 'class A(Base):\n    """A."""\n    def b(self): ...'),
    (shape.no_state_in_modules, "teahouse/x.py", "__all__ = ['a']\nKNOWN = {'a': 1}\ndef f():\n    return KNOWN['a']"),
    (shape.no_state_in_modules, "teahouse/x.py", "def f(known):\n    known[1] = 2\n    mine = []\n    mine.append(1)"),
    (shape.no_state_in_modules, "teahouse/x.py", "@functools.cache\ndef zones(): ..."),
    (shape.short_files, "scripts/x.py", "x = 1\n" * 399),
    (shape.short_functions, "tests/x.py", f"def f():\n{LONG_BODY.removesuffix('    x = 1')}"),
    (shape.excuses_have_reasons, "tests/x.py", f"import os  {IGNORE}[no-untyped-call]"),
    (shape.excuses_have_reasons, "tests/x.py", "import os  # no" + "qa: F401 - the import is the test"),
    (shape.excuses_have_reasons, "tests/x.py", "x = 'todo'  # to do with tea"),
]


def named(value: object) -> str:
    return name(value) if callable(value) else ""


@pytest.mark.parametrize(("law", "path", "text"), BREACHES, ids=named)
def test_a_breach_is_found(law: Law, path: str, text: str) -> None:
    assert list(law(module(path, text)))


@pytest.mark.parametrize(("law", "path", "text"), INNOCENT, ids=named)
def test_the_innocent_pass(law: Law, path: str, text: str) -> None:
    assert list(law(module(path, DOC + text if law is not shape.short_files else text))) == []


def test_no_law_is_without_its_breach() -> None:
    assert {law for law, _, _ in BREACHES} == {*IN_TEAHOUSE, *EVERYWHERE}


KNOWN = {"people": places.Face(frozenset({"store", "befriend", "schema"}), frozenset({"befriend", "Tie"}))}


@pytest.mark.parametrize(
    "text",
    [
        "from teahouse.people.store import find",
        "from teahouse.people import store",
        "import teahouse.people.store",
        "def f():\n    import teahouse.people.store as s",
        "from teahouse import people\npeople.store.find()",
        "from teahouse import people as folk\nfolk.schema",
    ],
)
def test_a_back_door_is_found(text: str) -> None:
    assert list(places.enter_by_the_face(module("teahouse/moments/post.py", text), KNOWN))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("teahouse/moments/post.py", "from teahouse import people\npeople.befriend(1, 2)"),
        ("teahouse/moments/post.py", "from teahouse.people import Tie, befriend"),
        ("teahouse/moments/post.py", "from teahouse.moments import store"),
        ("teahouse/people/befriend.py", "from teahouse.people import store"),
        ("teahouse/migrations/env.py", "from teahouse.people.schema import metadata"),
        ("teahouse/schema.py", "from teahouse.people import schema"),
    ],
)
def test_the_front_door_is_open(path: str, text: str) -> None:
    assert list(places.enter_by_the_face(module(path, text), KNOWN)) == []


def test_a_face_shows_what_it_lists_or_imports() -> None:
    listed = module("x.py", "from a import b\n__all__ = ['c']")
    unlisted = module("x.py", "from a import b as d\ndef e(): ...\nf = 1")
    assert places.exports(listed.tree) == {"c"}
    assert places.exports(unlisted.tree) == {"d", "e", "f"}


def test_machine_paths_are_recognized() -> None:
    assert MACHINE.search("see /" + "work/shared/x")
    assert not MACHINE.search("a network/thing, /srv/teahouse, homework/ and /workshop/")
