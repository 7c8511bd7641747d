"""The figures that the system gives of a process are those of that process."""

from __future__ import annotations

import os
from pathlib import Path

from teahouse.doors.cli.bench.client import first_answer, get
from teahouse.doors.cli.bench.process import running


def ticks_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_processor_time_is_that_of_the_kernel_only_finer() -> None:
    with running(["-m", "teahouse.doors.cli.bench.unit", "PORT", "1000"], {}) as server:
        first_answer(server, get("/"), lambda body: None)
        before, ticks, after = server.cpu(), ticks_of(server._popen.pid), server.cpu()
        assert before - 0.05 < ticks < after + 0.05
        assert 0 < before <= after
        first = server.cpu()
        first_answer(server, get("/"), lambda body: None)
        assert 0 < server.cpu() - first < 1
