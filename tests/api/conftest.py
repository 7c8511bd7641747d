"""Houses in which requests are not counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from teahouse.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """As the tests' house is, without limits of rate."""
    return Settings(origin="https://tea.example", sign_up="open", rate_limits=False, media=str(tmp_path / "pictures"))
