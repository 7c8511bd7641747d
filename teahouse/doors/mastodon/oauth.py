"""OAuth's machine side: tokens for codes, for apps and (in an open house) for passwords; taking them back.

Refusals speak OAuth's own words, `{"error", "error_description"}`, and leave everything as it was.
"""

from __future__ import annotations

from base64 import b64decode
from typing import Any
from urllib.parse import unquote_plus

import msgspec

from teahouse import people
from teahouse.doors.mastodon import entities_house as e
from teahouse.doors.mastodon.entities import Empty
from teahouse.doors.mastodon.house import House
from teahouse.kit.db import Database, ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.http import Call, Reply, Routes
from teahouse.people import OAuthError

routes = Routes()


class TokenForm(msgspec.Struct):
    """What an app sends for a token; which of it is needed, its `grant_type` says."""

    grant_type: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    code: str | None = None
    redirect_uri: str | None = None
    code_verifier: str | None = None
    scope: str | None = None
    username: str | None = None
    password: str | None = None


class RevokeForm(msgspec.Struct):
    """The token that is to be taken back."""

    client_id: str | None = None
    client_secret: str | None = None
    token: str | None = None


def _told(error: OAuthError) -> Reply[Any]:
    headers = {"WWW-Authenticate": 'Basic realm="Teahouse"'} if error.status == 401 else {}
    return Reply({"error": error.code, "error_description": error.text}, status=error.status, headers=headers)


def _proven(tx: ReadTx, call: Call, client_id: str | None, secret: str | None) -> people.App:
    """The app, by its secret in the form or in a Basic header. Raises `OAuthError`."""
    if client_id is None:
        client_id, secret = _basic(call.headers.get("Authorization", ""))
    return people.check_app_secret(tx, client_id, secret)


def _basic(header: str) -> tuple[str | None, str | None]:
    kind, _, sent = header.partition(" ")
    if kind.lower() != "basic":
        return None, None
    try:
        name, _, secret = b64decode(sent.strip(), validate=True).decode("utf-8").partition(":")
    except ValueError:
        return None, None
    return unquote_plus(name), unquote_plus(secret)


def _needed(form: TokenForm, *names: str) -> list[str]:
    values = [getattr(form, name) for name in names]
    for name, value in zip(names, values, strict=True):
        if not value:
            raise OAuthError("invalid_request", f"Missing required parameter: {name}.")
    return values


@routes.post("/oauth/token", guest=True, ignore_token=True, limit="sign-in")
async def token(database: Database, call: Call, body: TokenForm) -> Reply[e.Token]:
    """Give out a token for a code, for the app itself, or for a password where the house allows that."""
    try:
        if body.grant_type == "password":
            issued = await _by_password(database, call, body)
        else:
            answered = await database.write(lambda tx: _granted(tx, call, body))
            if isinstance(answered, OAuthError):
                raise answered
            issued = answered
    except OAuthError as error:
        return _told(error)
    return Reply(e.Token(issued.token, "Bearer", issued.scopes, issued.created_at // 1000))


def _granted(tx: WriteTx, call: Call, form: TokenForm) -> people.Issued | OAuthError:
    app = _proven(tx, call, form.client_id, form.client_secret)
    (grant,) = _needed(form, "grant_type")
    if grant == "client_credentials":
        return people.client_credentials(tx, app, form.scope)
    if grant == "authorization_code":
        code, redirect_uri = _needed(form, "code", "redirect_uri")
        return people.trade_code(tx, app, code, redirect_uri, form.code_verifier)
    raise OAuthError(
        "unsupported_grant_type", "The authorization grant type is not supported by the authorization server."
    )


async def _by_password(database: Database, call: Call, form: TokenForm) -> people.Issued:
    def look(tx: ReadTx) -> tuple[people.App, str, people.Login | None, people.Hasher]:
        app = _proven(tx, call, form.client_id, form.client_secret)
        people.check_password_grant(tx)
        username, password = _needed(form, "username", "password")
        return app, password, people.fetch_login(tx, username), tx.handed(people.Hasher)

    app, password, login, hasher = await database.read(look)
    fits = await hasher.verify(login.password_hash if login else None, password)
    account_id = login.account_id if login is not None and fits else None
    return await database.write(lambda tx: people.password_grant(tx, app, account_id, form.scope))


@routes.post("/oauth/revoke", guest=True, ignore_token=True, limit="sign-in")
async def revoke(database: Database, call: Call, body: RevokeForm) -> Reply[Empty]:
    """Take a token back; one that is unknown is gone already."""

    def act(tx: WriteTx) -> None:
        app = _proven(tx, call, body.client_id, body.client_secret)
        if body.token:
            people.revoke_token(tx, app, body.token)

    try:
        await database.write(act)
    except OAuthError as error:
        return _told(error)
    return Reply(Empty())


@routes.get("/oauth/userinfo", scope="profile")
def userinfo(tx: ReadTx, call: Call) -> e.UserInfo:
    """Who signed in, for apps that want no more than that."""
    account = people.fetch_account(tx, call.actor_id)
    if account is None:
        raise NotFound
    addresses = tx.handed(people.Addresses)
    url = addresses.of(account)
    return e.UserInfo(
        iss=f"{addresses.origin}/",
        sub=url,
        name=account.display_name,
        preferred_username=account.username,
        profile=url,
        picture=f"{addresses.origin}/static/avatar.png",
    )


@routes.get("/.well-known/oauth-authorization-server", guest=True)
def metadata(tx: ReadTx) -> e.AuthorizationServer:
    """Where and how to sign in (RFC 8414)."""
    house = tx.handed(House)
    origin = house.origin
    return e.AuthorizationServer(
        issuer=f"{origin}/",
        service_documentation=f"{origin}/api/openapi.json",
        authorization_endpoint=f"{origin}/oauth/authorize",
        token_endpoint=f"{origin}/oauth/token",
        userinfo_endpoint=f"{origin}/oauth/userinfo",
        revocation_endpoint=f"{origin}/oauth/revoke",
        app_registration_endpoint=f"{origin}/api/v1/apps",
        scopes_supported=sorted(people.SCOPES),
        response_types_supported=["code"],
        response_modes_supported=["query"],
        grant_types_supported=["authorization_code", "client_credentials", *(["password"] if house.open_house else [])],
        token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post"],
        code_challenge_methods_supported=["S256"],
    )
