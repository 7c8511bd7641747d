"""A house that is open for trying apps, in a process of its own, with the accounts that a suite wants in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.clients.server import running

SCOPES = "read write follow push"
ADMIN_SCOPES = f"{SCOPES} admin:read admin:write"
APP = "Mastodon.py test suite"
PROFILE = "/api/v1/accounts/update_credentials"
PASSWORD = "5fc638e0e53eafd9c4145b6bb852667d"


@dataclass
class House:
    """Where it is, and how its host makes accounts."""

    origin: str
    database: str

    def make(self, name: str, scopes: str = SCOPES, *options: str) -> str:
        """A new account by the host's command; answers its token."""
        command = [sys.executable, "-m", "teahouse", "account", "create", name, "--print-token", "--scopes", scopes]
        chosen = {"TEAHOUSE_DATABASE": self.database, "TEAHOUSE_ORIGIN": self.origin, "TEAHOUSE_OPEN_HOUSE": "true"}
        environment = {**os.environ, **chosen}
        done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def ask(self, method: str, path: str, token: str = "", **fields: Any) -> Any:
        """One request, which must be answered well."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = httpx.request(method, f"{self.origin}{path}", json=fields, headers=headers, trust_env=False)
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def open_house(folder: Path) -> Iterator[House]:
    """A new house, opened by `serve --open-house`, empty."""
    with running(folder, "--open-house") as origin:
        yield House(origin, f"sqlite:{folder / 'house.sqlite'}")


def settle_mastodon_py(house: House) -> dict[str, str]:
    """Mastodon.py's four accounts and its app: what its tests call them -> what they are here."""
    fields = {"client_name": APP, "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": ADMIN_SCOPES}
    app = house.ask("POST", "/api/v1/apps", **fields)
    admin = house.make("admin", ADMIN_SCOPES, "--admin")
    house.make("admin2", ADMIN_SCOPES, "--admin")
    first, second = (_with_email(house, app, name) for name in ("mastodonpy_test", "mastodonpy_test_2"))
    house.ask("PATCH", PROFILE, first, locked=True)
    house.ask("PATCH", PROFILE, second, discoverable=True, indexable=True)
    return {
        "__MASTODON_PY_TEST_CLIENT_ID": app["client_id"],
        "__MASTODON_PY_TEST_CLIENT_SECRET": app["client_secret"],
        "__MASTODON_PY_TEST_ACCESS_TOKEN_2": admin,
        "__MASTODON_PY_TEST_ACCESS_TOKEN_3": second,
        "__MASTODON_PY_TEST_ACCESS_TOKEN": first,
    }


def _with_email(house: House, app: dict[str, str], name: str) -> str:
    """A member who joined by an app, as one does who signs in with an e-mail address; answers their token."""
    asked = {"client_id": app["client_id"], "client_secret": app["client_secret"], "scope": SCOPES}
    client = house.ask("POST", "/oauth/token", grant_type="client_credentials", **asked)["access_token"]
    person = {"username": name, "email": f"{name}@localhost", "password": PASSWORD, "agreement": True}
    return str(house.ask("POST", "/api/v1/accounts", client, **person)["access_token"])
