"""`guard check`: what the house's rules say of a text, for a person or, with `--json`, for a program.

Promises to need no database and no settings, and one line of answer for each line of input, as soon as it was read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import IO, BinaryIO

import click
import msgspec

from teahouse import guard as rules
from teahouse.doors.cli.guard_words import explain

MOST_LINE = 16_000_000


class Asked(msgspec.Struct):
    """A line of JSON: a text to judge, and what is known of it. Fields that it has besides are not looked at."""

    text: str
    id: str | int | None = None
    lang: str | None = None
    commercial: bool | None = None
    declared: rules.Campaign | None = None
    alts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Answered(msgspec.Struct):
    """The line of JSON that answers it; `spans` are [start, end, rule] in code points of the text."""

    id: str | int | None
    verdict: rules.Verdict
    rules: tuple[str, ...]
    spans: list[tuple[int, int, str]]
    selling: bool


@click.group()
def guard() -> None:
    """The house's rules about hard marketing."""


@guard.command()
@click.argument("file", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="Read lines of JSON, answer in lines of JSON.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Explain in this language, not in that of the text.")
@click.option("--commercial", is_flag=True, help="The text is published by a page, or sells.")
def check(file: BinaryIO, as_json: bool, lang: str | None, commercial: bool) -> None:
    """Say what the rules make of the text in FILE, or of what comes in for -."""
    if as_json:
        sys.exit(1 if _answer_lines(file, sys.stdout.buffer) else 0)
    text = file.read(MOST_LINE).decode("utf-8", errors="replace")
    ruling = rules.judge(rules.Submission(text, commercial=commercial or None))
    for line in explain(text, ruling, lang):
        click.echo(line)


def _answer_lines(lines: Iterable[bytes], out: IO[bytes]) -> int:
    """Answers each line; how many could not be read."""
    decoder, encoder = msgspec.json.Decoder(Asked), msgspec.json.Encoder()
    bad = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            bad += 1
            click.echo(f"Error: line {number}: {error}", err=True)
            continue
        out.write(encoder.encode(answer(asked)) + b"\n")
        out.flush()
    return bad


def answer(asked: Asked) -> Answered:
    """What the guard says to one line."""
    ruling = rules.judge(
        rules.Submission(
            asked.text,
            language=asked.lang,
            commercial=asked.commercial,
            declared=asked.declared,
            alts=asked.alts,
            links=asked.links,
        )
    )
    spans = [
        (span.start, span.end, finding.rule) for finding in ruling.findings for span in finding.spans if span.part == 0
    ]
    return Answered(asked.id, ruling.verdict, ruling.rules, spans, ruling.selling)
