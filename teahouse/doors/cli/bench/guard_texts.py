"""The texts that the guard is measured on: labelled posts, ordinary talk, adverts, the rule book's phrases, and ours.

Promises the same two parts each time: by a hash of its id a text is of the part that the rules were tuned on, or of the
part that nobody looked at.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

OURS = Path(__file__).parents[4] / "tests" / "guard" / "phrases"
_ORDINARY = {"zh": ("ordinary_zh_nus_sms", "ordinary_zh_weibo_comments"), "en": ("ordinary_en_nus_sms",)}


class Text(NamedTuple):
    """One text: its language, whether it is of the tuned part, its label, and the kind within it."""

    text: str
    language: str
    tuned: bool
    label: str
    kind: str = ""


class Phrase(NamedTuple):
    """A short phrase: the rule that it breaks or comes near, and whether it breaks it."""

    text: str
    language: str
    rule: str
    breaks: bool


def is_tuned(text_id: str) -> bool:
    """Six in ten are of the part that the rules were tuned on."""
    return int(hashlib.sha256(text_id.encode()).hexdigest()[:8], 16) % 10 < 6


def gold(folder: Path) -> list[Text]:
    """Posts with a verdict: induced or allowed; those that are neither are left out."""
    return [text for text in _texts(folder, "induced_sharing_gold", "verdict") if text.label != "grey"]


def ordinary(folder: Path, language: str) -> list[Text]:
    """Talk in which every alarm is a false one."""
    return [text for name in _ORDINARY[language] for text in _texts(folder, name, "label")]


def adverts(folder: Path) -> list[Text]:
    """Chinese adverts: what `selling` is to find."""
    return [text for text in _texts(folder, "spam_sms_zh_fbs", "category") if text.label.startswith("AD:")]


def rule_book_phrases(file: Path) -> list[Phrase]:
    """The example phrases of the rule book that ours was written from."""
    rules: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["rules"]
    return [
        Phrase(text, language, rule["id"], breaks)
        for rule in rules
        for field, breaks in (("violating", True), ("near_miss", False))
        for language, texts in rule[field].items()
        for text in texts
    ]


def our_phrases(part: str) -> list[Phrase]:
    """Our own phrases of the part "tuned" or "held_out"; none where the tests are not beside the program."""
    found: list[Phrase] = []
    for name, breaks in (("violating", True), ("near_misses", False), ("ordinary", False)):
        file = OURS / f"{name}_{part}.toml"
        if file.is_file():
            for rule, by_language in tomllib.loads(file.read_text(encoding="utf-8")).items():
                for language, texts in by_language.items():
                    found.extend(Phrase(text, language, rule, breaks) for text in texts)
    return found


def _texts(folder: Path, name: str, label: str) -> Iterator[Text]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Text(row["text"], row["lang"], is_tuned(row["id"]), row[label], row.get("kind", ""))
