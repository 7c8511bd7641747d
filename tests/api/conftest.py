"""Houses in which requests are not counted."""

from __future__ import annotations

import pytest

from teahouse.settings import Settings


@pytest.fixture
def settings() -> Settings:
    """As the tests' house is, without limits of rate."""
    return Settings(origin="https://tea.example", sign_up="open", rate_limits=False)
