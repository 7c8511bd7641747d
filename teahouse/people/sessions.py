"""Signing in with a password and staying signed in by a cookie; changing the password signs all others out.

A session's secret is seen in clear once, when it is opened. Resets need no e-mail: the host hands over a link.
"""

from __future__ import annotations

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.people import store_sign_in as store
from teahouse.people.model import State
from teahouse.people.model_sign_in import MINUTE, RESET_LASTS, SESSION_LASTS, WEEK, HouseRole, Login, Session
from teahouse.people.rules_profile import language_faults
from teahouse.people.tokens import digest, new_token

MAX_USER_AGENT = 255


def fetch_login(tx: ReadTx, name: str) -> Login | None:
    """The login of the active member whose name or e-mail address this is, in any case."""
    folded = name.strip().lower()
    if not folded.isprintable():
        return None
    if "@" in folded.removeprefix("@"):
        return tx.one(store.LOGIN_BY_EMAIL, email_=folded)
    return tx.one(store.LOGIN_BY_HANDLE, handle_=folded.removeprefix("@"))


def fetch_shut_login(tx: ReadTx, name: str, state: State) -> Login | None:
    """The login of a member in this state: it opens nothing by itself, but whoever knows its password may learn why."""
    folded = name.strip().lower().removeprefix("@")
    return tx.one(store.SHUT_LOGIN, handle_=folded, state_=int(state)) if folded.isprintable() else None


def fetch_shut_login_of(tx: ReadTx, account_id: int, state: State) -> Login | None:
    """The same of the account with this id."""
    return tx.one(store.SHUT_LOGIN_OF, account=account_id, state_=int(state))


def fetch_login_of(tx: ReadTx, account_id: int) -> Login | None:
    """The login of an active member."""
    return tx.one(store.LOGIN, account=account_id)


def open_session(tx: WriteTx, account_id: int, user_agent: str = "") -> str:
    """Sign the member in for thirty days from their last look; the cookie's secret. Run-out sessions are swept."""
    token = new_token()
    tx.run(store.SWEEP_SESSIONS, account=account_id)
    tx.run(
        store.ADD_SESSION,
        token_hash=digest(token),
        account_id=account_id,
        created_at=tx.now,
        expires_at=tx.now + SESSION_LASTS,
        user_agent=user_agent[:MAX_USER_AGENT],
        seen_week=week_of(tx.now),
    )
    note_seen(tx, account_id)
    return token


def fetch_session(tx: ReadTx, token: str) -> Session | None:
    """The session that this secret opens, while it lasts and its member is active."""
    return tx.one(store.SESSION, hashed=digest(token))


def session_id(token: str) -> str:
    """By which `keys.fetch_sessions` names the session with this secret; it opens nothing."""
    return digest(token).hex()


def close_session(tx: WriteTx, token: str) -> None:
    """Sign this browser out; one that is out already stays out."""
    tx.run(store.DROP_SESSION, hashed=digest(token))


def close_all_sessions(tx: WriteTx, account_id: int, *, keep: str | None = None) -> None:
    """Sign all browsers of the member out but the one with the secret `keep`."""
    tx.run(store.DROP_OTHER_SESSIONS, account=account_id, kept=digest(keep) if keep else b"")


def change_password(tx: WriteTx, account_id: int, new_hash: str, *, keep_session: str | None = None) -> None:
    """A new password. Every other session, token, code, reset link and sign-in that was begun ends here."""
    if not tx.run(store.SET_PASSWORD, account=account_id, new_hash=new_hash):
        raise NotFound
    close_all_sessions(tx, account_id, keep=keep_session)
    for statement in (store.DROP_TOKENS_OF, store.DROP_CODES_OF, store.DROP_RESETS_OF, store.DROP_SIGN_INS_OF):
        tx.run(statement, account=account_id)


def keep_rehash(tx: WriteTx, account_id: int, old_hash: str, new_hash: str) -> None:
    """The same password hashed anew, unless it was changed meanwhile; nobody is signed out."""
    tx.run(store.SET_REHASH, account=account_id, old_hash=old_hash, new_hash=new_hash)


def make_reset_link(tx: WriteTx, account_id: int) -> str:
    """The secret of a link that sets a new password once, within a day. Earlier links end."""
    token = new_token()
    tx.run(store.DROP_RESETS_OF, account=account_id)
    tx.run(store.ADD_RESET, token_hash=digest(token), account_id=account_id, expires_at=tx.now + RESET_LASTS)
    return token


def may_reset(tx: ReadTx, token: str) -> bool:
    """Whether the link still works, for the page that asks for the new password."""
    return tx.value(store.RESET, hashed=digest(token)) is not None


def use_reset_link(tx: WriteTx, token: str, new_hash: str) -> int:
    """Set the password by a link; whose it was. Raises `NotFound` for a link that is used, old or unknown."""
    account_id = tx.value(store.RESET, hashed=digest(token))
    if account_id is None or not tx.run(store.DROP_RESET, hashed=digest(token)):
        raise NotFound
    change_password(tx, account_id, new_hash)
    return int(account_id)


def set_role(tx: WriteTx, account_id: int, role: HouseRole) -> None:
    """What the member may do for the house from now on. Raises `NotFound` for a page: nobody signs in as one."""
    if not tx.run(store.SET_ROLE, account=account_id, to_role=int(role)):
        raise NotFound


def set_locale(tx: WriteTx, account_id: int, locale: str | None) -> None:
    """The language in which the house's pages speak to the member; None leaves it to their browser."""
    if locale is not None and language_faults(locale):
        raise Invalid.many({"locale": language_faults(locale)})
    if not tx.run(store.SET_LOCALE, account=account_id, to_locale=locale):
        raise NotFound


def week_of(now: int) -> int:
    """The week since 1970: all that is kept of when a member opened the house."""
    return now // WEEK


def note_seen(tx: WriteTx, member_id: int) -> None:
    """The member opened the house this week. Worth calling only where `seen_week` is not `week_of(now)`."""
    tx.run(store.SET_SEEN, account=member_id, week=week_of(tx.now))


def note_look(tx: WriteTx, token: str) -> None:
    """The browser was used this week; from now on it stays signed in for as long as a new one."""
    tx.run(store.SEEN_SESSION, hashed=digest(token), week=week_of(tx.now), until=tx.now + SESSION_LASTS)


def sweep_sign_in(tx: WriteTx) -> None:
    """Remove what ran out of all members. Nothing that ran out works meanwhile; this only frees room.

    Codes stay for a day after they ran out: one that comes a second time takes its token back.
    """
    tx.run(store.SWEEP_ALL_SESSIONS)
    tx.run(store.SWEEP_RESETS)
    tx.run(store.SWEEP_TICKETS)
    tx.run(store.SWEEP_TOKENS)
    tx.run(store.SWEEP_CODES, before=tx.now - 24 * 60 * MINUTE)
