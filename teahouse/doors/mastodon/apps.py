"""Apps: registering one, and what an app may know of itself."""

from __future__ import annotations

from typing import Any

import msgspec

from teahouse import notices, people
from teahouse.doors.mastodon import entities_house as e
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Unauthenticated
from teahouse.kit.http import Call, Routes

routes = Routes()


class AppForm(msgspec.Struct):
    """What an app says of itself; addresses and scopes come as a text or as a list."""

    client_name: str = ""
    redirect_uris: list[str] = []
    scopes: list[str] = []
    website: str | None = None


def _fields(tx: ReadTx, app: people.App) -> dict[str, Any]:
    return {
        "id": str(app.id),
        "name": app.name,
        "website": app.website,
        "scopes": app.scopes.split(),
        "redirect_uri": "\n".join(app.redirects),
        "redirect_uris": list(app.redirects),
        "vapid_key": notices.push.fetch_public_key(tx),
    }


@routes.post("/api/v1/apps", guest=True, ignore_token=True, limit="apps")
def register(tx: WriteTx, body: AppForm) -> e.CredentialApplication:
    """Register an app. Its secret is shown in this answer only."""
    app, secret = people.register_app(tx, body.client_name, body.redirect_uris, body.scopes, body.website)
    return e.CredentialApplication(
        **_fields(tx, app), client_id=app.client_id, client_secret=secret, client_secret_expires_at=0
    )


@routes.get("/api/v1/apps/verify_credentials", app=True)
def verify_credentials(tx: ReadTx, call: Call) -> e.Application:
    """The app that the token was given to, whoever it acts for."""
    caller: Any = call.caller
    app = people.fetch_app(tx, caller.app_id)
    if app is None:
        raise Unauthenticated
    return e.Application(**_fields(tx, app))
