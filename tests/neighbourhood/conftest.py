"""One plan for all tests of the neighbourhood, made at a fixed time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from teahouse.doors.cli.neighbourhood import Neighbourhood, plan

NOW = round(datetime(2026, 11, 23, 20, 30, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture(scope="session")
def place() -> Neighbourhood:
    return plan(7, NOW)
