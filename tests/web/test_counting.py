"""That everything which changes something is counted, page by page, and each picture by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from starlette.routing import Route

from teahouse import people
from teahouse.doors.web import LIMITS
from teahouse.kit.http import Limiter
from tests.cast import Cast
from tests.photographs import photograph
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, OpenSite

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
NOBODY = "9007199254740993"
PART = re.compile(r"\{[^}]*\}")


def limited(**counts: int) -> Limiter:
    return Limiter([msgspec.structs.replace(one, count=counts.get(one.name, one.count)) for one in LIMITS])


def inside(cast: Cast, open_browser: Callable[..., Browser], password_hash: str) -> Browser:
    cast.do(people.change_password, cast.anna.id, password_hash)
    browser = open_browser()
    assert browser.sign_in("anna", PASSWORD).status_code == 303
    return browser


def test_every_form_is_counted(open_site: OpenSite, cast: Cast, password_hash: str) -> None:
    named = [one.name for one in LIMITS if one.named and one.name != "sign-in-name"]
    browser = inside(cast, open_site(), password_hash)
    strict = open_site(limiter=limited(**dict.fromkeys(named, 0)))()
    strict.cookies = browser.cookies
    routes = [route for route in strict.site._app.routes if isinstance(route, Route)]  # type: ignore[attr-defined]
    paths = [PART.sub(NOBODY, route.path) for route in routes if "POST" in (route.methods or ())]
    assert len(paths) > 60
    for path in paths:
        assert strict.ask("POST", path).status_code == 429, path


def test_each_picture_is_counted(open_site: OpenSite, cast: Cast, password_hash: str, tmp_path: Path) -> None:
    browser = inside(cast, open_site(limiter=limited(pictures=4), media=str(tmp_path / "pictures")), password_hash)
    proof, files = browser.proof(), [("files", (f"{n}.jpg", photograph(n), "image/jpeg")) for n in range(3)]

    def send(path: str, sent: list[tuple[str, tuple[str, bytes, str]]]) -> int:
        return browser.ask("POST", path, data={"csrf": proof, "text": "Look"}, files=sent).status_code

    assert send("/compose", files) == 303
    assert send("/compose", files) == 429
    assert send("/compose/pictures", [("file", files[0][1])]) == 429
    assert send("/settings/pictures", [("avatar", files[0][1]), ("header", files[1][1])]) == 429
    told = browser.ask("POST", "/compose", data={"csrf": proof, "text": "Only words"})
    assert told.status_code == 303
