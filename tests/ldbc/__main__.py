"""python -m tests.ldbc FOLDER QUESTIONS [--updates] [--database ADDRESS]

Brings a folder in the form of the LDBC social network into an empty house and answers a file of questions, one JSON
object a line ({"query", "params", …}, plain or .gz). Prints {"query", "params", "columns", "rows"} for each, in their
order; questions of no use here are left out and counted on stderr. Queries in the style of LDBC SNB, unaudited.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from teahouse import migrations
from teahouse.kit.db.migrate import migrate_at_start
from teahouse.kit.errors import Refusal
from tests.ldbc.bring import Brought, open_house, records_at_start
from tests.ldbc.folder import open_text, read_stream
from tests.ldbc.questions import QUESTIONS, answer


def main(words: list[str] | None = None) -> int:
    """What the program answers to its caller; `words` are the command line's where none are handed."""
    parser = argparse.ArgumentParser(prog="python -m tests.ldbc", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds dynamic/ and update_streams/")
    parser.add_argument("questions", type=Path, help="JSON lines, plain or .gz")
    parser.add_argument("--updates", action="store_true", help="apply the update streams before answering")
    parser.add_argument("--database", help="sqlite:PATH or postgresql://… of an empty database; else a file that goes")
    wanted = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="teahouse-ldbc-") as there:
        address = wanted.database or f"sqlite:{there}/house.sqlite"
        migrate_at_start(address, migrations.FOLDER)
        database = open_house(address)
        try:
            house = Brought(database)
            _bring(house, wanted.folder, updates=wanted.updates)
            _answer(house, wanted.questions)
        except (OSError, ValueError, LookupError, Refusal) as error:
            _note(f"stopped: {type(error).__name__}: {error}")
            return 1
        finally:
            database.close()
    return 0


def _bring(house: Brought, folder: Path, *, updates: bool) -> None:
    began = time.monotonic()
    left = house.bring(records_at_start(folder))
    _note(f"brought in {len(house.accounts)} people and {len(house.messages)} messages", began)
    if updates:
        began = time.monotonic()
        stream = read_stream(folder)
        left += house.bring(stream.inserts)
        _note(f"applied {len(stream.inserts)} inserts; {stream.skipped} have no counterpart here", began)
    if left:
        _note(f"{len(left)} records name what is not there and were left out, the first: {left[0]}")


def _answer(house: Brought, path: Path) -> None:
    began = time.monotonic()
    skipped: Counter[str] = Counter()
    answered = 0
    for question in _questions(path):
        query, params = question["query"], question["params"]
        if query not in QUESTIONS:
            skipped[query] += 1
            continue
        rows = answer(house, query, params)
        print(
            json.dumps(
                {"query": query, "params": params, "columns": QUESTIONS[query].columns, "rows": rows},
                ensure_ascii=False,
            )
        )
        answered += 1
    _note(f"answered {answered} questions", began)
    if skipped:
        _note("no counterpart here: " + ", ".join(f"{query} ({n})" for query, n in sorted(skipped.items())))


def _questions(path: Path) -> Iterator[dict[str, Any]]:
    with open_text(path) as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _note(text: str, began: float | None = None) -> None:
    print(text if began is None else f"{text} in {time.monotonic() - began:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
