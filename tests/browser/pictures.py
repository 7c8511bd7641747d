"""Takes the small pictures of the pages in docs/pictures, from the demonstration neighbourhood.

    python -m tests.browser.pictures [FOLDER]
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page

from tests.browser.chromium import open_chromium
from tests.browser.conftest import Looking
from tests.browser.town import served

SMALL = {"phone": 260, "desktop": 520}
"""How wide a picture is in the end."""
WANTED = (
    # name, who, address, screen, language, scheme
    ("front", None, "/", "phone", "en", "light"),
    ("home", "anna", "/", "phone", "en", "light"),
    ("home-zh", "xiaoming", "/", "phone", "zh", "light"),
    ("home-dark", "anna", "/", "phone", "en", "dark"),
    ("home-desktop", "anna", "/", "desktop", "en", "light"),
    ("compose", "anna", "/compose", "phone", "en", "light"),
    ("clean-zh", "xiaoming", "/clean", "phone", "zh", "light"),
    ("market", "anna", "/market", "phone", "en", "light"),
    ("quiet", "anna", "/quiet", "phone", "en", "light"),
    ("friends", "anna", "/friends", "phone", "en", "light"),
    ("circles", "anna", "/circles", "phone", "en", "light"),
    ("groups", "anna", "/groups", "phone", "en", "light"),
    ("card", "anna", "/card", "phone", "en", "light"),
    ("invites", "anna", "/invites", "phone", "en", "light"),
    ("search-zh", "xiaoming", "/search?q=wang", "phone", "zh", "light"),
    ("notices", "anna", "/notices", "phone", "en", "light"),
    ("settings", "anna", "/settings", "phone", "en", "light"),
    ("profile", "anna", "/@lin", "phone", "en", "light"),
    ("look-desktop", "anna", "/look", "desktop", "en", "light"),
)


def take(page: Page, to: Path, wide: int) -> None:
    """The part of the page that is on the screen, small."""
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        small = shot.convert("RGB").resize((wide, round(shot.height * wide / shot.width)), Image.Resampling.LANCZOS)
    small.save(to, "WEBP", quality=82, method=6)


def main(folder: Path) -> None:
    """All of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as place,
        open_chromium() as chromium,
        served(Path(place) / "built", Path(place) / "town", name="Lantern Lane") as town,
    ):
        looking = Looking(chromium)
        for name, who, address, screen, language, scheme in WANTED:
            page = looking.open(town, who, screen=screen, language=language, scheme=scheme)
            answer = page.goto(address)
            assert answer is not None, address
            assert answer.ok, f"{address}: {answer.status}"
            page.wait_for_load_state("networkidle")
            take(page, folder / f"{name}.webp", SMALL[screen])
        looking.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
