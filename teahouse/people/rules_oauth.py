"""The rules of OAuth 2 as Mastodon's clients use it: scopes, redirects, proofs. No I/O."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest
from urllib.parse import urlsplit

from teahouse.kit.errors import Detail, Invalid
from teahouse.kit.text import clean_name, is_blank
from teahouse.people.model_sign_in import App, OAuthError
from teahouse.people.rules_sign_up import BLANK, too_long

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
MAX_APP_NAME = 60
MAX_WEBSITE = 2000
MAX_REDIRECTS = 2000

_NOUNS = {
    "read": "accounts blocks bookmarks favourites filters follows lists mutes notifications search statuses",
    "write": "accounts blocks bookmarks conversations favourites filters follows lists media mutes notifications "
    "reports statuses",
    "admin:read": "accounts reports domain_allows domain_blocks ip_blocks email_domain_blocks canonical_email_blocks",
    "admin:write": "accounts reports domain_allows domain_blocks ip_blocks email_domain_blocks canonical_email_blocks",
}
SCOPES = frozenset({"read", "write", "follow", "push", "profile", "admin:read", "admin:write"}) | {
    f"{verb}:{noun}" for verb, nouns in _NOUNS.items() for noun in nouns.split()
}
"""Every scope that an app may register for."""
_OF_FOLLOW = {f"{verb}:{noun}" for verb in ("read", "write") for noun in ("blocks", "follows", "mutes")}

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*", re.IGNORECASE)
_NEVER = {"about", "blob", "data", "file", "filesystem", "javascript", "mailto", "vbscript", "view-source"}
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\\<>\"\ud800-\udfff\ufeff]")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def may_redirect_to(uri: str) -> bool:
    """Whether an app may register this address: absolute, without fragment, of a scheme that runs nothing here."""
    if uri == OUT_OF_BAND:
        return True
    return uri.isascii() and "#" not in uri and len(uri) <= MAX_REDIRECTS and _is_absolute(uri)


def _is_absolute(uri: str) -> bool:
    if _UNSAFE.search(uri):
        return False
    try:
        parts = urlsplit(uri)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    scheme = parts.scheme.lower()
    if not _SCHEME.fullmatch(scheme) or scheme in _NEVER:
        return False
    if scheme in ("http", "https"):
        return bool(host)
    # An app with a scheme of its own needs to say no more: Ice Cubes is at `icecubesapp://`.
    return bool(parts.netloc or parts.path) or uri[len(scheme) :] == "://"


def split_scopes(scopes: str | Iterable[str] | None) -> frozenset[str]:
    """The scopes as asked for, in a text or a list; `read` where nothing was asked."""
    asked = scopes.split() if isinstance(scopes, str) else [one for part in scopes or () for one in part.split()]
    return frozenset(asked) or frozenset({"read"})


def covers(registered: Iterable[str], wanted: str) -> bool:
    """Whether one of the registered scopes is `wanted` or wider than it."""
    held = set(registered)
    parts = wanted.split(":")
    wider = {":".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return bool(held & wider) or ("follow" in held and wanted in _OF_FOLLOW)


def check_scopes(requested: str | Iterable[str] | None, registered: str) -> frozenset[str]:
    """The scopes asked for, each within what the app registered. Raises `OAuthError`."""
    asked = split_scopes(requested)
    mine = registered.split()
    if not all(one in SCOPES and covers(mine, one) for one in asked):
        raise OAuthError("invalid_scope", "The requested scope is invalid, unknown, or malformed.")
    return asked


def check_redirect(app: App, redirect_uri: str) -> str:
    """An address that the app registered, to the letter. Raises `OAuthError`: then nobody is sent anywhere."""
    if redirect_uri not in app.redirects:
        raise OAuthError("invalid_redirect_uri", "The redirect uri included is not valid.")
    return redirect_uri


def check_challenge(challenge: str | None, method: str | None) -> str | None:
    """The challenge of a proof by S256, or None where the app sent none. Raises `OAuthError`."""
    if not challenge and not method:
        return None
    if method != "S256":
        raise OAuthError("invalid_request", "The code_challenge_method must be S256.")
    if not _CHALLENGE.fullmatch(challenge or ""):
        raise OAuthError("invalid_request", "The code_challenge is malformed.")
    return challenge


def proves(challenge: str | None, verifier: str | None) -> bool:
    """Whether the verifier is what the challenge was made from. Without a challenge there is nothing to prove."""
    if challenge is None:
        return not verifier
    if not verifier or not _VERIFIER.fullmatch(verifier):
        return False
    made = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
    return compare_digest(made, challenge)


def check_app(
    name: str, redirect_uris: Iterable[str], scopes: frozenset[str], website: str | None
) -> tuple[str, tuple[str, ...]]:
    """The app's name and redirect addresses as they are kept. Raises `Invalid` with all faults."""
    name = clean_name(name)
    uris = tuple(dict.fromkeys(uri for text in redirect_uris for uri in text.split()))
    faults: dict[str, list[Detail]] = {}
    if is_blank(name):
        faults["name"] = [BLANK]
    elif len(name) > MAX_APP_NAME:
        faults["name"] = [too_long(MAX_APP_NAME)]
    if not uris:
        faults["redirect_uri"] = [BLANK]
    elif len("\n".join(uris)) > MAX_REDIRECTS:
        faults["redirect_uri"] = [too_long(MAX_REDIRECTS)]
    elif not all(map(may_redirect_to, uris)):
        faults["redirect_uri"] = [{"error": "ERR_INVALID", "description": "must be an absolute URI."}]
    if not scopes <= SCOPES:
        faults["scopes"] = [{"error": "ERR_INVALID", "description": "doesn't match configured on the server."}]
    if website:
        faults |= _website_faults(website)
    if faults:
        raise Invalid.many(faults)
    return name, uris


def _website_faults(website: str) -> dict[str, list[Detail]]:
    if len(website) > MAX_WEBSITE:
        return {"website": [too_long(MAX_WEBSITE)]}
    if not (website.lower().startswith(("http://", "https://")) and _is_absolute(website)):
        return {"website": [{"error": "ERR_INVALID", "description": "must be a valid URL"}]}
    return {}
