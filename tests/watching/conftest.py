"""A house that is watched: metrics behind a token, a line in the log for each request."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from teahouse.app import configure_log
from teahouse.settings import Settings

TOKEN = "watching-the-kettle-boil"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """As the tests' house is, with everything written down that can be."""
    return Settings(
        origin="https://tea.example",
        sign_up="open",
        rate_limits=False,
        metrics_token=TOKEN,
        access_log=True,
        media=str(tmp_path / "pictures"),
    )


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the server would write to standard error. Ask for it before the app is made."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    configure_log()
    yield written
    structlog.reset_defaults()
