"""The browser that the system brings, and what is in it for a test.

Promises that a test gets a real Chromium or says loudly that there is none (in continuous integration that is a
failure, never a skip); and that the browser asks nobody but this machine.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--force-color-profile=srgb",
]


def program() -> str:
    """Where Chromium is: what TEAHOUSE_TEST_CHROMIUM says, else on the path."""
    named = os.environ.get("TEAHOUSE_TEST_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    why = "no Chromium: none is on the path (Debian: apt install chromium) and TEAHOUSE_TEST_CHROMIUM is not set"
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """A browser without a window."""
    path = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
