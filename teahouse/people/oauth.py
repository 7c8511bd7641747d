"""OAuth 2 as Mastodon's clients use it: apps, codes with proof (PKCE), tokens, and taking them back.

Refusals are `OAuthError`s in OAuth's own words. Secrets are stored as digests and seen in clear once.
"""

from __future__ import annotations

from collections.abc import Iterable
from hmac import compare_digest

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden
from teahouse.people import store_sign_in as store
from teahouse.people.accounts import fetch_account
from teahouse.people.issue import issue_token
from teahouse.people.keys.second import asks_second
from teahouse.people.model_sign_in import CODE_LASTS, App, CodeRow, Issued, OAuthError, SignUpRules
from teahouse.people.rules_oauth import (
    check_app,
    check_challenge,
    check_redirect,
    check_scopes,
    proves,
    split_scopes,
)
from teahouse.people.staff import fetch_staff_role
from teahouse.people.tokens import digest, new_token

_BAD_GRANT = (
    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in "
    "the authorization request, or was issued to another client."
)
_BAD_CLIENT = (
    "Client authentication failed due to unknown client, no client authentication included, or unsupported "
    "authentication method."
)


def register_app(
    tx: WriteTx,
    name: str,
    redirect_uris: Iterable[str],
    scopes: str | Iterable[str] | None = None,
    website: str | None = None,
) -> tuple[App, str]:
    """A new app and its secret, seen here only. Raises `Invalid` with all that is wrong."""
    asked = split_scopes(scopes)
    kept_name, uris = check_app(name, redirect_uris, asked, website)
    secret = new_token()
    app = App(
        id=tx.new_id(),
        client_id=new_token(),
        secret_hash=digest(secret),
        name=kept_name,
        website=website or None,
        redirect_uris="\n".join(uris),
        scopes=" ".join(sorted(asked)),
        created_at=tx.now,
    )
    tx.run(store.ADD_APP, **{field: getattr(app, field) for field in App.__struct_fields__})
    return app, secret


def fetch_app(tx: ReadTx, app_id: int) -> App | None:
    """The app with this id, for the token that names it."""
    return tx.one(store.APP, app_id_=app_id)


def find_app(tx: ReadTx, client_id: str) -> App:
    """The app that calls itself so, unproven. Raises `OAuthError`."""
    app = tx.one(store.APP_BY_CLIENT, client=client_id) if client_id.isprintable() else None
    if app is None:
        raise OAuthError("invalid_client", _BAD_CLIENT)
    return app


def check_app_secret(tx: ReadTx, client_id: str | None, secret: str | None) -> App:
    """The app, proven by its secret. Raises `OAuthError`; unknown app and wrong secret are not told apart."""
    app = tx.one(store.APP_BY_CLIENT, client=client_id) if client_id and client_id.isprintable() else None
    expected = digest("") if app is None else app.secret_hash
    if not compare_digest(digest(secret or ""), expected) or app is None:
        raise OAuthError("invalid_client", _BAD_CLIENT)
    return app


def make_code(
    tx: WriteTx,
    app: App,
    *,
    actor_id: int,
    member_id: int,
    redirect_uri: str,
    scopes: str | Iterable[str] | None,
    challenge: str | None = None,
    method: str | None = None,
) -> str:
    """A code that the app may trade for a token within ten minutes, once.

    The member consents to it for themselves or for a page that they work for; `Forbidden` for anyone else.
    Raises `OAuthError` for an address, scope or challenge that does not fit the app.
    """
    check_redirect(app, redirect_uri)
    asked = check_scopes(scopes, app.scopes)
    challenge = check_challenge(challenge, method)
    if fetch_account(tx, actor_id) is None:
        raise Forbidden
    if actor_id != member_id and fetch_staff_role(tx, actor_id, member_id) is None:
        raise Forbidden
    code = new_token()
    row = CodeRow(
        code_hash=digest(code),
        app_id=app.id,
        actor_id=actor_id,
        member_id=member_id,
        redirect_uri=redirect_uri,
        scopes=" ".join(sorted(asked)),
        challenge=challenge,
        expires_at=tx.now + CODE_LASTS,
        used=False,
    )
    tx.run(store.ADD_CODE, **{field: getattr(row, field) for field in CodeRow.__struct_fields__})
    return code


def trade_code(tx: WriteTx, app: App, code: str, redirect_uri: str, verifier: str | None) -> Issued | OAuthError:
    """A token for a code of this app, at the same address as before and with the proof that was announced.

    A code that comes a second time has leaked: the token that came of it is taken back. That refusal is *returned*,
    for the caller to raise after the commit; raised in here it would undo the taking back. All others are raised.
    """
    hashed = digest(code)
    row = tx.one(store.CODE, hashed=hashed)
    if row is None or row.app_id != app.id:
        raise OAuthError("invalid_grant", _BAD_GRANT)
    if row.used:
        tx.run(store.DROP_TOKENS_OF_CODE, hashed=hashed)
        return OAuthError("invalid_grant", _BAD_GRANT)
    if row.expires_at <= tx.now or row.redirect_uri != redirect_uri or not proves(row.challenge, verifier):
        raise OAuthError("invalid_grant", _BAD_GRANT)
    tx.run(store.USE_CODE, hashed=hashed)
    return issue_token(tx, app.id, row.actor_id, row.member_id, row.scopes.split(), code_hash=hashed)


def client_credentials(tx: WriteTx, app: App, scopes: str | Iterable[str] | None = None) -> Issued:
    """A token for the app itself, which acts as nobody. Raises `OAuthError` for scopes beyond the app's."""
    return issue_token(tx, app.id, None, None, check_scopes(scopes, app.scopes))


def check_password_grant(tx: ReadTx) -> None:
    """Signing in through an app with a password, only in a house with Mastodon's defaults. Raises `OAuthError`.

    Asked before the password is looked at, so that elsewhere no password can be tried this way.
    """
    if not tx.handed(SignUpRules).mastodon_defaults:
        raise OAuthError(
            "unsupported_grant_type", "The authorization grant type is not supported by the authorization server."
        )


def password_grant(tx: WriteTx, app: App, account_id: int | None, scopes: str | Iterable[str] | None = None) -> Issued:
    """A token for the member whose password was verified; None where it was wrong. Raises `OAuthError`.

    Where a second step is on, a password alone opens nothing: such a member lets apps in on the pages.
    """
    check_password_grant(tx)
    if account_id is None or fetch_account(tx, account_id) is None or asks_second(tx, account_id):
        raise OAuthError("invalid_grant", _BAD_GRANT)
    return issue_token(tx, app.id, account_id, account_id, check_scopes(scopes, app.scopes))


def revoke_token(tx: WriteTx, app: App, token: str) -> None:
    """Take back a token of this app; one that is unknown is gone already. Raises `OAuthError` for another's."""
    owner = tx.value(store.TOKEN_APP, hashed=digest(token))
    if owner is not None and owner != app.id:
        raise OAuthError("unauthorized_client", "You are not authorized to revoke this token")
    tx.run(store.DROP_TOKEN, hashed=digest(token))
