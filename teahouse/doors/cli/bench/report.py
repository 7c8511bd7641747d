"""The table: figures, and what they are in units, which hold on another machine too."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from teahouse.kit.db.engine import engine_name


class Result(Struct, frozen=True, kw_only=True):
    """One measure. `cpu` is in seconds a request; `figure` stands for what is no request."""

    what: str
    aim: str = ""
    met: bool | None = None
    cpu: float | None = None
    p50: float | None = None
    p99: float | None = None
    count: int | None = None
    size: int | None = None
    figure: str = ""
    at_once: bool = False
    """Several clients asked at once."""


class Unit(NamedTuple):
    """The processor time of static bytes, in seconds a request: with one client, and with several at once."""

    alone: float
    busy: float


def machine(url: str) -> list[tuple[str, str]]:
    """What the figures were made on."""
    busy = " ".join(f"{load:.1f}" for load in os.getloadavg())
    return [
        ("processor", f"{_processor()}, {os.cpu_count()} cores; load {busy} over 1, 5 and 15 minutes"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        ("database", engine_name(url)),
    ]


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(errors="replace").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def table(results: Sequence[Result], unit: Unit) -> str:
    """The results as Markdown, each in the unit of its own number of clients."""
    rows = [
        ("measure", "CPU a request", "× static", "wall p50", "wall p99", "requests", "bytes", "figure", "aim", "met"),
        ("---", "---:", "---:", "---:", "---:", "---:", "---:", "---", "---", "---"),
    ]
    rows += [
        (
            one.what,
            _ms(one.cpu),
            "" if one.cpu is None else f"{one.cpu / (unit.busy if one.at_once else unit.alone):.1f}",
            _ms(one.p50),
            _ms(one.p99),
            "" if one.count is None else f"{one.count}",
            "" if one.size is None else f"{one.size}",
            one.figure,
            one.aim,
            {None: "", True: "yes", False: "**no**"}[one.met],
        )
        for one in results
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _ms(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:.3f} ms"


def page(results: Sequence[Result], unit: Unit, about: Sequence[tuple[str, str]], now: int) -> str:
    """The whole page, dated `now` (milliseconds)."""
    when = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    facts = "\n".join(f"- {name}: {value}" for name, value in about)
    return f"# Bench of {when}\n\n{facts}\n\n{table(results, unit)}\n"
